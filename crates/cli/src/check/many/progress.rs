//! How far a list is, on standard error.

use super::lines::Place;
use crate::locale::Words;
use std::io::{IsTerminal, Write};
use waxseal_core::escaping::shown_in_line;
use waxseal_prose::{Lang, Refusal};

/// After how many domains it is said how far the list is, where nobody looks on.
const EVERY: usize = 100;

/// What was counted so far.
pub(super) struct Progress {
    lang: Lang,
    is_terminal: bool,
    /// Domains that were checked.
    pub(super) done: usize,
    /// Those of an earlier run.
    pub(super) already: usize,
    /// Those of which something fails.
    failing: usize,
    /// Domains that could not be checked, and lines that are none.
    skipped: usize,
}

impl Progress {
    pub(super) fn of(lang: Lang) -> Self {
        let is_terminal = std::io::stderr().is_terminal();
        Self { lang, is_terminal, done: 0, already: 0, failing: 0, skipped: 0 }
    }

    /// Whether every domain was checked and none fails.
    pub(super) const fn is_fine(&self) -> bool {
        self.failing == 0 && self.skipped == 0
    }

    pub(super) fn count(&mut self, fails: bool) {
        self.done += 1;
        self.failing += usize::from(fails);
        if self.is_terminal || self.done.is_multiple_of(EVERY) {
            self.say();
        }
    }

    /// Names a line that is no domain.
    pub(super) fn skip(&mut self, place: &Place, why: &dyn Refusal) {
        self.skipped += 1;
        let why = why.sentence(self.lang);
        let told = (Words::of(self.lang).in_line)(place.file.as_deref(), place.line, &why);
        self.tell(&told);
    }

    /// Names a domain that could not be checked.
    pub(super) fn fail(&mut self, domain: &str, why: &dyn Refusal) {
        self.skipped += 1;
        self.tell(&format!("{domain}: {}", why.sentence(self.lang)));
    }

    /// Says how far it is in the end.
    pub(super) fn end(&mut self) {
        self.say();
        if self.is_terminal {
            write("\n");
        }
    }

    /// A line of its own.
    pub(super) fn tell(&self, line: &str) {
        let start = if self.is_terminal { "\r\u{1b}[K" } else { "" };
        write(&format!("{start}waxseal: {}\n", shown_in_line(line)));
    }

    fn say(&self) {
        let counts = [self.done + self.already, self.failing, self.skipped];
        let line = (Words::of(self.lang).progress)(counts);
        if self.is_terminal {
            write(&format!("\r\u{1b}[K{line}"));
        } else {
            write(&format!("{line}\n"));
        }
    }
}

/// Where it cannot be written, nobody wanted to know.
fn write(text: &str) {
    let mut out = std::io::stderr().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}
