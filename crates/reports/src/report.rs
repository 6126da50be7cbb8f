//! What a set of reports comes to: plain data, as JSON writes it.

mod policy;
mod readiness;
mod source;
mod what_if;

pub use policy::{PolicyHistory, PublishedPolicy, Strict, TlsHost, TlsToday};
pub use readiness::{Answer, Hits, Level, Readiness, Reason};
pub use source::{Figures, NamedAddress, Replayed, SeenBy, SeenIdentifier, Source, SourceKind};
pub use what_if::{TriedSource, WhatIf};

use crate::aggregate::Shape;
use crate::failure::FailureReport;
use crate::oddity::Found;
use crate::tls::TlsReport;
use crate::unread::Unread;
use serde::Serialize;
use waxseal_core::dns::LoggedQuery;
use waxseal_core::time::Timestamp;

/// The version of this form of the report.
pub const SCHEMA: u32 = 1;

/// What a set of reports comes to.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ReportsReport {
    /// [`SCHEMA`].
    #[cfg_attr(feature = "schema", schemars(extend("const" = 1)))]
    pub schema: u32,
    /// Always `reports`.
    #[cfg_attr(feature = "schema", schemars(with = "String", extend("const" = "reports")))]
    pub kind: &'static str,
    /// When it was made: the `now` that was given.
    pub checked_at: Timestamp,
    /// The domain whose mail the reports are about; `None` where they are about several.
    pub domain: Option<String>,
    /// The domains that the aggregate reports name, most mail first.
    pub domains: Vec<ReportedDomain>,
    /// The period that the aggregate reports cover.
    pub period: Period,
    /// The messages that the aggregate reports count.
    pub messages: u64,
    /// Those that passed DMARC.
    pub aligned: u64,
    /// The reporters, most mail first.
    pub reporters: Vec<Reporter>,
    /// Who sends, those of the domain's own with the most mail that is not aligned first.
    pub sources: Vec<Source>,
    /// The addresses of which a person wanted to know the names.
    pub names: Vec<NamedAddress>,
    /// The mail by day, in order.
    pub by_day: Vec<Figures>,
    /// By From domain, most mail first.
    pub by_domain: Vec<Figures>,
    /// The policy that the reporters found, and that of today.
    pub policy: PolicyHistory,
    /// What would have become of the mail if the record asked for the very domain (`adkim=s; aspf=s`).
    pub strict: Strict,
    /// Whether a stronger policy is safe; `None` where the reports are about no one domain.
    pub readiness: Option<Readiness>,
    /// What becomes of the mail under records that are tried; `None` where none is.
    pub what_if: Option<WhatIf>,
    /// What was given, file by file.
    pub files: Vec<FileReport>,
    /// Reports on TLS.
    pub tls: Vec<TlsReport>,
    /// What the domain publishes today about TLS; `None` where no report on TLS is there, or DNS did not tell.
    pub tls_today: Option<TlsToday>,
    /// Failure reports.
    pub failures: Vec<FailureReport>,
    /// Every question asked.
    pub dns: Vec<LoggedQuery>,
}

/// A domain that aggregate reports name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ReportedDomain {
    /// Its name.
    pub domain: String,
    /// How many reports.
    pub reports: usize,
    /// Their messages.
    pub messages: u64,
    /// Those that passed DMARC.
    pub aligned: u64,
}

/// Somebody who reports.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Reporter {
    /// The name.
    pub name: String,
    /// How many reports.
    pub reports: usize,
    /// Their messages.
    pub messages: u64,
    /// Those that passed DMARC.
    pub aligned: u64,
}

/// The period that reports cover, in days of UTC.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Period {
    /// The earliest beginning.
    pub begin: Option<Timestamp>,
    /// The latest end.
    pub end: Option<Timestamp>,
    /// The days from the first to the last.
    pub days: u64,
    /// Those with a report.
    pub days_reported: u64,
    /// The longest run of days without one.
    pub longest_gap: u64,
}

/// What a file came to, or one report in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct FileReport {
    /// Its path, as it was given.
    pub name: String,
    /// Where inside of it, for archives and mails.
    pub entry: Option<String>,
    /// Why it could not be read, or only in part.
    pub error: Option<Unread>,
    /// What it is.
    #[serde(rename = "type")]
    pub kind: Option<FileKind>,
    /// Who reports.
    pub reporter: Option<String>,
    /// The report's id.
    pub id: Option<String>,
    /// The domain of the policy.
    pub domain: Option<String>,
    /// The policy, as the reporter writes it.
    pub policy: Option<String>,
    /// The beginning of the period, as the reporter writes it.
    pub begin: Option<String>,
    /// The end, likewise.
    pub end: Option<String>,
    /// The specification that it follows.
    pub shape: Option<Shape>,
    /// Its records.
    pub records: Option<usize>,
    /// The sum of their counts.
    pub messages: Option<u64>,
    /// The messages with an aligned signature that passed, by the reporter's evaluation.
    pub dkim_aligned: Option<u64>,
    /// The messages with an aligned SPF result that passed, likewise.
    pub spf_aligned: Option<u64>,
    /// The messages with either.
    pub pass: Option<u64>,
    /// The distinct addresses.
    pub sources: Option<usize>,
    /// What the reporter did otherwise than the specification asks.
    pub oddities: Vec<Found>,
    /// What the reporter says went wrong.
    pub remarks: Vec<String>,
    /// The same report in another file, which is the one that counts.
    pub duplicate_of: Option<String>,
    /// Whether it is about another domain than the one that was asked for, and does not count.
    pub other_domain: bool,
    /// Whether it is of another reporter than those that were asked for, and does not count.
    pub other_reporter: bool,
}

impl FileReport {
    /// Whether its figures are counted.
    #[must_use]
    pub const fn counts(&self) -> bool {
        !self.other_domain && !self.other_reporter && self.duplicate_of.is_none()
    }
}

/// The kind of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum FileKind {
    /// An aggregate report.
    Aggregate,
    /// A report on TLS.
    Tls,
    /// A failure report.
    Failure,
}
