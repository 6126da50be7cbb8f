//! What reports show, as sentences.
//!
//! A crate of its own beside the sentences of the checks, since a visitor who checks a message never loads these. As there, every
//! code has a sentence in each language, by an exhaustive match.

mod en;
mod nl;
pub mod text;

use waxseal_prose::Lang;
use waxseal_reports::Unread;
use waxseal_reports::oddity::Oddity;
use waxseal_reports::report::{ReportsReport, SourceKind};
use waxseal_reports::tls::{FailureType, TlsFailure};

/// What a language says about reports.
#[deny(clippy::missing_docs_in_private_items)]
pub struct Words {
    /// Why a file could not be read, or only in part.
    pub unread: fn(&Unread) -> String,
    /// What a reporter did otherwise than the specification asks.
    pub oddity: fn(Oddity) -> &'static str,
    /// In front of such lines: whose fault it is.
    pub reporters_fault: &'static str,
    /// The first sentence of a set of reports.
    pub headline: fn(&ReportsReport) -> String,
    /// The period, and who reports.
    pub period: fn(&ReportsReport) -> String,
    /// Files that could be read, of all.
    pub files: fn(usize, usize) -> String,
    /// Files that were there twice.
    pub duplicates: fn(usize) -> String,
    /// Reports on another domain than the one that was asked for.
    pub other_domain: fn(usize) -> String,
    /// A report on TLS: sessions that were fine and that failed, to a domain, by a reporter.
    pub tls: fn(&TlsLine<'_>) -> String,
    /// Why a session failed.
    pub tls_failure: fn(FailureType) -> &'static str,
    /// A failure: sessions, host, why.
    pub tls_detail: fn(&TlsFailure, &str) -> String,
    /// Failure reports, and how to look into one.
    pub failures: fn(usize) -> String,
    /// The domains of a set, where there are several.
    pub domains: fn(usize) -> String,
    /// The heading above those who send.
    pub senders: &'static str,
    /// Who a source is.
    pub source: fn(SourceKind) -> &'static str,
    /// The headings of a table: reporter, reports, messages, aligned.
    pub reporters: &'static str,
}

/// What a line about a report on TLS says.
#[derive(Clone, Copy, Debug)]
pub struct TlsLine<'a> {
    /// The domain.
    pub domain: &'a str,
    /// The reporter.
    pub reporter: &'a str,
    /// The sessions that were fine.
    pub successful: u64,
    /// The sessions that failed.
    pub failed: u64,
}

/// The words of a language.
#[must_use]
pub const fn words(lang: Lang) -> &'static Words {
    match lang {
        Lang::En => &en::WORDS,
        Lang::Nl => &nl::WORDS,
    }
}

/// A share in a hundred, rounded down: 100 is all and nothing less.
#[must_use]
pub fn in_hundred(part: u64, whole: u64) -> u64 {
    u64::try_from(u128::from(part) * 100 / u128::from(whole.max(1))).unwrap_or(100)
}

/// A day of a moment.
#[must_use]
pub fn day(at: Option<waxseal_core::time::Timestamp>) -> String {
    at.map_or_else(|| "?".to_owned(), |at| at.to_string().chars().take(10).collect())
}
