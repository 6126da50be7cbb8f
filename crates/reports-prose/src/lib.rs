//! What reports show, as sentences.
//!
//! A crate of its own beside the sentences of the checks, since a visitor who checks a message never loads these. As there, every
//! code has a sentence in each language, by an exhaustive match.

pub mod csv;
pub mod document;
mod en;
pub mod figures;
mod lines;
pub mod markdown;
mod nl;
pub mod page;
pub mod text;

use waxseal_core::dmarc::Policy;
use waxseal_prose::Lang;
use waxseal_reports::Unread;
use waxseal_reports::oddity::Oddity;
use waxseal_reports::report::{
    Hits, Level, Period, PublishedPolicy, Reason, Replayed, SourceKind, Strict, TlsHost, TlsToday, WhatIf,
};
use waxseal_reports::tls::{FailureType, TlsFailure, TlsPolicy, TlsReport};

/// What a language says about reports.
#[deny(clippy::missing_docs_in_private_items)]
pub struct Words {
    /// Why a file could not be read, or only in part.
    pub unread: fn(&Unread) -> String,
    /// What a reporter did otherwise than the specification asks.
    pub oddity: fn(Oddity) -> &'static str,
    /// In front of such lines: whose fault it is.
    pub reporters_fault: &'static str,
    /// The first sentence of a set of reports: its domain, where that is named, how many messages pass, and how many there are.
    pub headline: fn(Option<&str>, u64, u64) -> String,
    /// The period, and how many report.
    pub period: fn(&Period, usize) -> String,
    /// Files that could be read, of all.
    pub files: fn(usize, usize) -> String,
    /// Files that were there twice.
    pub duplicates: fn(usize) -> String,
    /// Reports on another domain than the one that was asked for.
    pub other_domain: fn(usize) -> String,
    /// Reports of other reporters than those that were asked for.
    pub other_reporter: fn(usize) -> String,
    /// A report on TLS: sessions that were fine and that failed, to a domain, by a reporter.
    pub tls: fn(&TlsLine<'_>) -> String,
    /// Why a session failed.
    pub tls_failure: fn(FailureType) -> &'static str,
    /// A failure: sessions, host, why.
    pub tls_detail: fn(&TlsFailure, &str) -> String,
    /// What the domain publishes today about TLS.
    pub tls_today: fn(&TlsToday) -> String,
    /// An exchanger today.
    pub tls_host: fn(&TlsHost) -> String,
    /// Failure reports, and how to look into one.
    pub failures: fn(usize) -> String,
    /// The domains of a set, where there are several.
    pub domains: fn(usize) -> String,
    /// The heading above those who send.
    pub senders: &'static str,
    /// How many of one's own senders are not aligned.
    pub unaligned: fn(usize) -> String,
    /// What a provider is called by whose servers a service sends.
    pub used_by: fn(&str, &str) -> String,
    /// Who a source is.
    pub source: fn(&SourceName<'_>) -> String,
    /// The heading above whether a stronger policy is safe.
    pub readiness: &'static str,
    /// Whether a policy is safe, and what it would have hit.
    pub level: fn(Policy, &Level) -> String,
    /// What it would have hit.
    pub hits: fn(&Level) -> String,
    /// What it would have hit below the domain, in names that exist or that do not.
    pub below: fn(&Hits, bool) -> String,
    /// What speaks against a policy, and the sender that it is about.
    pub reason: fn(&Reason, &str) -> String,
    /// That the newest report is so many days old.
    pub stale: fn(u64) -> String,
    /// In front of the next step.
    pub next: &'static str,
    /// What becomes of a sender's mail with the records of its diagnosis.
    pub cured: fn(&Replayed) -> String,
    /// What becomes of it with the records of today.
    pub today: fn(&Replayed) -> String,
    /// That a sender passes now, and the last day on which it failed.
    pub mended: fn(&str) -> String,
    /// Keys that signed and are not in DNS any more.
    pub keys_gone: fn(&str) -> String,
    /// The heading above the policies.
    pub policy: &'static str,
    /// A policy that reporters found.
    pub published: fn(&PublishedPolicy) -> String,
    /// The record of today.
    pub policy_today: fn(&str) -> String,
    /// What strict alignment would have done.
    pub strict: fn(&Strict) -> String,
    /// The headings of a table: reporter, reports, messages, aligned.
    pub reporters: &'static str,
    /// The heading above what would become of the mail under records that are tried.
    pub what_if: &'static str,
    /// That what is tried is no DMARC record.
    pub not_dmarc: &'static str,
    /// How many messages would pass, of all, and how many do by the reports.
    pub would_pass: fn(&WhatIf, u64) -> String,
    /// Messages that would fare otherwise.
    pub outcome: fn(TriedOutcome, &Hits) -> String,
    /// That SPF of so many messages could not be evaluated anew.
    pub not_judged: fn(u64) -> String,
    /// How many messages of a sender would pass: its name, those, all, and how many do by the reports.
    pub of_sender: fn(&str, [u64; 3]) -> String,
    /// What the page says besides.
    pub page: page::PageWords,
}

/// How messages fare under records that are tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TriedOutcome {
    /// They pass by the reports, and would not.
    Lost,
    /// They do not pass by the reports, and would.
    Gained,
    /// The policy asks to quarantine them.
    Quarantined,
    /// It asks to reject them.
    Rejected,
}

/// A source, and its name where there is one.
#[derive(Clone, Copy, Debug)]
pub struct SourceName<'a> {
    /// Who it is.
    pub kind: SourceKind,
    /// Its name.
    pub name: Option<&'a str>,
    /// Whether any of its mail passes.
    pub passes: bool,
}

/// The tags of a policy that reporters found, as a record has them.
pub(crate) fn tags(policy: &PublishedPolicy) -> String {
    let tags = [
        ("p", &policy.p),
        ("sp", &policy.sp),
        ("np", &policy.np),
        ("adkim", &policy.adkim),
        ("aspf", &policy.aspf),
        ("pct", &policy.pct),
        ("t", &policy.testing),
    ];
    let tags: Vec<String> =
        tags.into_iter().filter_map(|(tag, value)| Some(format!("{tag}={}", value.as_ref()?))).collect();
    tags.join("; ")
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

impl<'a> TlsLine<'a> {
    /// The line about a policy of a report.
    #[must_use]
    pub fn of(report: &'a TlsReport, policy: &'a TlsPolicy) -> Self {
        Self {
            domain: policy.domain.as_deref().or(report.domain()).unwrap_or("?"),
            reporter: report.reporter.as_deref().unwrap_or("?"),
            successful: policy.successful,
            failed: policy.failed,
        }
    }
}

/// The words of a language.
#[must_use]
pub const fn words(lang: Lang) -> &'static Words {
    match lang.carried() {
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
