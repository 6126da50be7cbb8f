//! A report as Markdown, for a ticket or a mail: the outcome, its cause, what to do, and the records.
//!
//! Nothing that a stranger wrote into a header or a record becomes markup, a link or a part of a table.

mod domain;
mod message;
mod record;
mod text;

pub use domain::{domain, domains};
pub use message::message;
pub use record::record;

use crate::locale::Locale;
use crate::parts::diagnosis::{unnamed_value, without_step};
use crate::views::{Provenance, Session};
use text::link;
pub use text::{code, sentence};
use waxseal_core::escaping::shown;
use waxseal_core::finding::Severity;
use waxseal_core::report::{Diagnosis, Finding, Fix, Sureness};
use waxseal_core::sorting;
use waxseal_core::time::Timestamp;

/// A document that is written from the top.
#[derive(Default)]
struct Document(Vec<String>);

impl Document {
    fn heading(&mut self, level: usize, text: &str) {
        self.0.push(format!("{} {}", "#".repeat(level), sentence(text)));
    }

    fn paragraph(&mut self, text: &str) {
        if !text.trim().is_empty() {
            self.0.push(sentence(text));
        }
    }

    /// Lines that are Markdown already, as one list.
    fn list(&mut self, items: impl Iterator<Item = String>) {
        let items: Vec<String> = items.map(|item| format!("- {item}")).collect();
        if !items.is_empty() {
            self.0.push(items.join("\n"));
        }
    }

    /// A table of cells that are Markdown already.
    fn table(&mut self, heads: &[&str], rows: impl Iterator<Item = Vec<String>>) {
        let line = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
        let rows: Vec<String> = rows.map(line).collect();
        if rows.is_empty() {
            return;
        }
        let head = line(heads.iter().map(|head| sentence(head)).collect());
        let rule = line(heads.iter().map(|_| "---".to_owned()).collect());
        self.0.push(format!("{head}\n{rule}\n{}", rows.join("\n")));
    }

    /// The causes with their steps.
    fn diagnoses(&mut self, locale: Locale, diagnoses: &[Diagnosis]) {
        let words = locale.diagnosis();
        for (at, diagnosis) in diagnoses.iter().enumerate() {
            self.heading(3, &locale.prose().root_cause(diagnosis));
            if diagnosis.sure != Sureness::Certain {
                self.paragraph(locale.prose().sure(diagnosis.sure));
            }
            if let Some(text) = without_step(locale, at, diagnosis).filter(|_| diagnosis.fixes.is_empty()) {
                self.paragraph(text);
            }
            self.fixes(locale, &diagnosis.fixes);
            if let Some(proof) = &diagnosis.proof {
                self.paragraph(&locale.prose().proof(proof));
            }
            if !diagnosis.tidy.is_empty() {
                self.heading(4, words.tidy);
                self.fixes(locale, &diagnosis.tidy);
            }
        }
    }

    fn fixes(&mut self, locale: Locale, fixes: &[Fix]) {
        let steps = fixes.iter().enumerate().map(|(at, fix)| format!("{}. {}", at + 1, step(locale, fix)));
        let steps: Vec<String> = steps.collect();
        if !steps.is_empty() {
            self.0.push(steps.join("\n"));
        }
    }

    fn advice(&mut self, locale: Locale, findings: &[Finding]) {
        if findings.is_empty() {
            return;
        }
        let mut sorted: Vec<&Finding> = findings.iter().collect();
        sorting::sort_by_key(&mut sorted, |finding| finding.severity);
        self.heading(2, locale.words().advice);
        self.list(sorted.into_iter().map(|finding| {
            let sign = match finding.severity {
                Severity::Error => "✕",
                Severity::Warning => "⚠",
                Severity::Info => "ℹ",
            };
            let said = sentence(&locale.prose().finding(finding));
            let place = code(&finding.subject);
            let citation =
                finding.citation.map(|c| format!(", RFC {} §{}", c.rfc, c.section)).unwrap_or_default();
            format!("{sign} {said} ({place}{citation})")
        }));
    }

    /// Where and when it came about, and what is not as it is published.
    fn footer(mut self, locale: Locale, session: &Session, at: Timestamp) -> String {
        let words = locale.share();
        self.0.push("---".to_owned());
        self.paragraph(&match &session.saved {
            Some(Provenance::Shared { at, .. }) => (words.shared)(&date(*at)),
            Some(Provenance::Replayed { at }) => (words.replayed)(&date(*at)),
            _ => (words.checked_at)(&date(at)),
        });
        if !session.drafts.is_empty() {
            self.paragraph(&(locale.words().with_drafts)(session.drafts.len()));
        }
        let mut text = self.0.join("\n\n");
        text.push('\n');
        // It may be printed to a terminal, which would obey what a stranger wrote.
        shown(&text).into_owned()
    }
}

fn step(locale: Locale, fix: &Fix) -> String {
    let (words, prose) = (locale.diagnosis(), locale.prose());
    let provider = fix.provider.map(|provider| provider.name());
    let mut text = format!("**{}.** {}", sentence(&prose.fix_title(fix)), sentence(&prose.fix_why(fix)));
    let mut line = |said: String| text.push_str(&format!("\n   - {said}"));
    if let (Some(name), Some(kind)) = (&fix.name, fix.kind) {
        let value = match fix.record_value() {
            Some(value) => code(value),
            None => sentence(&unnamed_value(words, fix, provider)),
        };
        line(format!("{} {kind} {value}", code(name.as_str())));
    } else if let Some(file) = &fix.value {
        file.lines().for_each(|text| line(code(text)));
    }
    if let Some(old) = fix.replaced() {
        line(format!("{} {}", sentence(words.instead_of), code(old)));
    }
    if let (Some(page), Some(name)) = (fix.page, provider) {
        line(link(page, &(words.page_of)(name)));
    }
    text
}

/// A moment for people: the day and the minute.
pub(crate) fn date(at: Timestamp) -> String {
    let text = at.to_string();
    let minute = text.rsplit_once(':').map_or(text.as_str(), |(minute, _)| minute);
    format!("{} UTC", minute.replacen('T', " ", 1))
}
