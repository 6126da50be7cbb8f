//! One domain, or a list of them.

use super::host_of;
use crate::domain::{Domain, ToAscii};

/// What a person put where domains are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// Nothing.
    Nothing,
    /// One domain: typed bare, as the end of an address, or inside a web address.
    Domain(Domain),
    /// Several domains, with spaces, commas, semicolons or line ends between them, or in a column of a table.
    Domains {
        /// The domains, each once.
        domains: Vec<Domain>,
        /// The lines that hold none, counted from 1.
        bad: Vec<usize>,
        /// Whether there were more than [`MAX_DOMAINS`].
        is_cut: bool,
    },
    /// Anything else.
    Other,
}

/// The most domains of one list.
pub const MAX_DOMAINS: usize = 1_000;
/// The most lines without a domain that are named.
const MAX_BAD: usize = 100;

impl Subject {
    /// Tells domains from anything else.
    #[must_use]
    pub fn of(text: &str, to_ascii: ToAscii) -> Self {
        if text.trim().is_empty() {
            return Self::Nothing;
        }
        let mut list = List::default();
        if list.words(text, to_ascii).is_none() {
            list = List::default();
            if list.column(text, to_ascii).is_none() {
                return Self::Other;
            }
        }
        match list.domains.len() {
            0 => Self::Other,
            1 if list.bad.is_empty() => list.domains.pop().map_or(Self::Other, Self::Domain),
            _ => Self::Domains { domains: list.domains, bad: list.bad, is_cut: list.is_cut },
        }
    }
}

/// The list as far as it is read.
#[derive(Default)]
struct List {
    domains: Vec<Domain>,
    bad: Vec<usize>,
    is_cut: bool,
}

impl List {
    fn add(&mut self, domain: Domain) {
        if self.domains.len() == MAX_DOMAINS {
            self.is_cut = true;
        } else if !self.domains.contains(&domain) {
            self.domains.push(domain);
        }
    }

    /// Reads a text of domains and nothing else; `None` where a word is none.
    fn words(&mut self, text: &str, to_ascii: ToAscii) -> Option<()> {
        for line in text.lines() {
            for word in without_remark(line).split(|c: char| c.is_whitespace() || c == ',' || c == ';') {
                if !word.is_empty() && !self.is_cut {
                    self.add(domain_of(word, to_ascii)?);
                }
            }
        }
        Some(())
    }

    /// Reads a table, a line a domain, with it in one of the columns; `None` where most lines hold none.
    fn column(&mut self, text: &str, to_ascii: ToAscii) -> Option<()> {
        let (mut good, mut lines) = (0_usize, 0_usize);
        for (number, line) in text.lines().enumerate() {
            let line = without_remark(line).trim();
            if line.is_empty() {
                continue;
            }
            lines += 1;
            // A table of domains may say in its first line what its columns are.
            match line.split([',', ';', '\t', '|']).find_map(|cell| domain_of(cell_text(cell), to_ascii)) {
                Some(domain) => {
                    good += 1;
                    self.add(domain);
                }
                None if lines == 1 && line.contains([',', ';', '\t', '|']) => {}
                None if self.bad.len() < MAX_BAD => self.bad.push(number + 1),
                None => {}
            }
            if self.is_cut {
                break;
            }
        }
        (good >= 2 && good > self.bad.len()).then_some(())
    }
}

/// The text of a cell, without the quotes that a table in commas puts around it (RFC 4180 §2).
fn cell_text(cell: &str) -> &str {
    cell.trim().trim_matches('"').trim()
}

/// A line without the remark behind a number sign, as lists of domains often have it.
fn without_remark(line: &str) -> &str {
    match line.find('#') {
        Some(0) => "",
        Some(at) if line.get(..at).is_some_and(|before| before.ends_with(char::is_whitespace)) => {
            line.get(..at).unwrap_or_default()
        }
        _ => line,
    }
}

/// The domain of a word in any of the forms people type.
pub(super) fn domain_of(word: &str, to_ascii: ToAscii) -> Option<Domain> {
    Domain::parse_international(host_of(word)?, to_ascii).ok().filter(Domain::is_hostname)
}
