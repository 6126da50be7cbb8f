//! Aggregate reports of DMARC: RFC 7489 Appendix C and RFC 9990.

mod element;
mod inspect;
mod reader;

pub use reader::{MAX_RECORDS, MAX_XML_DEPTH, read};

use crate::oddity::Found;
use crate::unread::Unread;
use serde::Serialize;
use std::net::IpAddr;
use waxseal_core::dmarc::Policy;
use waxseal_core::evidence::ResultWord;
use waxseal_core::time::Timestamp;

/// An aggregate report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Aggregate {
    /// Its shape.
    pub shape: Shape,
    /// `version`, as written.
    pub version: Option<String>,
    /// Who reports, on which period.
    pub metadata: Metadata,
    /// The policy that the reporter found.
    pub policy: PolicyPublished,
    /// Its records.
    pub records: Vec<Record>,
    /// What the reporter did otherwise than the specification asks.
    pub oddities: Vec<Found>,
    /// Why it could be read only in part.
    pub unread: Option<Unread>,
}

/// The specification that a report follows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Shape {
    /// RFC 7489 Appendix C, with no namespace or one of several.
    #[default]
    Rfc7489,
    /// RFC 9990, with its namespace.
    Rfc9990,
}

/// `report_metadata`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// `org_name`.
    pub reporter: Option<String>,
    /// `email`.
    pub email: Option<String>,
    /// `extra_contact_info`.
    pub contact: Option<String>,
    /// `report_id`.
    pub id: Option<String>,
    /// `begin`, as written.
    pub begin: Option<String>,
    /// `end`, as written.
    pub end: Option<String>,
    /// `error`.
    pub errors: Vec<String>,
    /// `generator`.
    pub generator: Option<String>,
}

impl Metadata {
    /// The beginning of the period.
    #[must_use]
    pub fn begins(&self) -> Option<Timestamp> {
        seconds(self.begin.as_deref()?)
    }

    /// The end of the period.
    #[must_use]
    pub fn ends(&self) -> Option<Timestamp> {
        seconds(self.end.as_deref()?)
    }
}

/// Seconds since 1970, or a date where a reporter writes one.
fn seconds(text: &str) -> Option<Timestamp> {
    let whole = text.split('.').next().unwrap_or_default();
    whole.parse().ok().map(Timestamp).or_else(|| Timestamp::parse_rfc3339(text))
}

/// `policy_published`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct PolicyPublished {
    /// `domain`.
    pub domain: Option<String>,
    /// `p`, as written.
    pub p: Option<String>,
    /// `sp`.
    pub sp: Option<String>,
    /// `np`.
    pub np: Option<String>,
    /// `adkim`.
    pub adkim: Option<String>,
    /// `aspf`.
    pub aspf: Option<String>,
    /// `pct`, of RFC 7489 alone.
    pub pct: Option<String>,
    /// `fo`.
    pub fo: Option<String>,
    /// `testing`, of RFC 9990 alone.
    pub testing: Option<String>,
    /// `discovery_method`, of RFC 9990 alone.
    pub discovery_method: Option<String>,
}

/// The policy that a word names.
#[must_use]
pub fn policy_of(word: Option<&str>) -> Option<Policy> {
    let word = word?;
    [Policy::None, Policy::Quarantine, Policy::Reject]
        .into_iter()
        .find(|policy| policy.as_str().eq_ignore_ascii_case(word))
}

/// `record`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Record {
    /// `source_ip`, as written.
    pub source: String,
    /// The same as an address.
    pub ip: Option<IpAddr>,
    /// `count`.
    pub count: u64,
    /// `disposition`.
    pub disposition: Option<Disposition>,
    /// `policy_evaluated/dkim`: whether an aligned signature passed.
    pub dkim_aligned: bool,
    /// `policy_evaluated/spf`: whether an aligned SPF result passed.
    pub spf_aligned: bool,
    /// Why the policy was not followed.
    pub reasons: Vec<Reason>,
    /// `header_from`.
    pub header_from: Option<String>,
    /// `envelope_from`; empty for the null sender.
    pub envelope_from: Option<String>,
    /// `envelope_to`.
    pub envelope_to: Option<String>,
    /// `auth_results/dkim`.
    pub dkim: Vec<DkimResult>,
    /// `auth_results/spf`.
    pub spf: Vec<SpfResult>,
}

impl Record {
    /// Whether DMARC passed.
    #[must_use]
    pub const fn is_aligned(&self) -> bool {
        self.dkim_aligned || self.spf_aligned
    }
}

/// What the reporter did with the mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Disposition {
    /// It was delivered without regard to DMARC.
    None,
    /// It passed (RFC 9990).
    Pass,
    /// It was quarantined.
    Quarantine,
    /// It was rejected.
    Reject,
}

/// An override of the policy.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Reason {
    /// Its type.
    pub kind: ReasonKind,
    /// Its comment.
    pub comment: Option<String>,
}

/// The type of an override.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum ReasonKind {
    /// The mail looked forwarded (RFC 7489).
    Forwarded,
    /// It fell outside of `pct` (RFC 7489).
    SampledOut,
    /// A forwarder that the reporter trusts passed it on.
    TrustedForwarder,
    /// A mailing list passed it on.
    MailingList,
    /// A policy of the receiver's own, such as a trusted ARC chain.
    LocalPolicy,
    /// The policy is only tried out (RFC 9990).
    PolicyTestMode,
    /// Anything else, or a word of no specification.
    #[default]
    Other,
}

/// A signature, as the reporter saw it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct DkimResult {
    /// `domain`.
    pub domain: Option<String>,
    /// `selector`.
    pub selector: Option<String>,
    /// `result`.
    pub result: ResultWord,
    /// `human_result`.
    pub remark: Option<String>,
}

/// SPF, as the reporter saw it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct SpfResult {
    /// `domain`.
    pub domain: Option<String>,
    /// `scope`.
    pub scope: Option<String>,
    /// `result`.
    pub result: ResultWord,
    /// `human_result`.
    pub remark: Option<String>,
}

/// The figures of a report, counted from its records.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Its records.
    pub records: usize,
    /// The sum of `count`.
    pub messages: u64,
    /// Those with an aligned signature that passed.
    pub dkim_aligned: u64,
    /// Those with an aligned SPF result that passed.
    pub spf_aligned: u64,
    /// Those with either.
    pub pass: u64,
    /// The distinct addresses.
    pub sources: usize,
}

impl Aggregate {
    /// The figures.
    #[must_use]
    pub fn figures(&self) -> Figures {
        let mut figures = Figures { records: self.records.len(), ..Figures::default() };
        let mut sources: Vec<(Option<IpAddr>, &str)> = Vec::with_capacity(self.records.len());
        for record in &self.records {
            let count_if = |is_so: bool| if is_so { record.count } else { 0 };
            figures.messages = figures.messages.saturating_add(record.count);
            figures.dkim_aligned = figures.dkim_aligned.saturating_add(count_if(record.dkim_aligned));
            figures.spf_aligned = figures.spf_aligned.saturating_add(count_if(record.spf_aligned));
            figures.pass = figures.pass.saturating_add(count_if(record.is_aligned()));
            // Spellings of one address are one address; what is none is told apart by its text.
            sources.push((record.ip, if record.ip.is_some() { "" } else { &record.source }));
        }
        waxseal_core::sorting::sort(&mut sources);
        sources.dedup();
        figures.sources = sources.len();
        figures
    }
}
