//! Somebody who sends in the domain's name.

use serde::Serialize;
use std::net::IpAddr;
use waxseal_core::dmarc::Alignment;
use waxseal_core::domain::Domain;
use waxseal_core::evidence::ResultWord;
use waxseal_core::providers::Provider;
use waxseal_core::report::{Diagnosis, Identifier};
use waxseal_core::time::Timestamp;

/// Somebody who sends in the domain's name.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Source {
    /// The provider whose own domain passed, or whose key signed.
    pub provider: Option<&'static Provider>,
    /// Who it is.
    pub kind: SourceKind,
    /// A domain that is neither the author's nor a provider's and passed.
    pub name: Option<Domain>,
    /// Its messages.
    pub messages: u64,
    /// Those that passed DMARC.
    pub aligned: u64,
    /// Those with an aligned signature that passed.
    pub dkim_aligned: u64,
    /// Those with an aligned SPF result that passed.
    pub spf_aligned: u64,
    /// The distinct addresses.
    pub addresses: usize,
    /// The beginning of the first period with its mail.
    pub first_seen: Option<Timestamp>,
    /// The end of the last one.
    pub last_seen: Option<Timestamp>,
    /// The last day on which mail of it did not pass.
    pub last_failed: Option<String>,
    /// The last day on which mail of it passed.
    pub last_passed: Option<String>,
    /// Whether mail of it failed, and newer reports show that it passes now.
    pub mended: bool,
    /// Its mail by address, most mail first.
    pub by_address: Vec<Figures>,
    /// By From domain.
    pub by_domain: Vec<Figures>,
    /// By reporter.
    pub by_reporter: Vec<Figures>,
    /// By day, in order.
    pub by_day: Vec<Figures>,
    /// What it sends and signs as.
    pub identifiers: Vec<SeenIdentifier>,
    /// By day and reporter, for whoever asks about both. It is not written: the sums above are.
    #[serde(skip)]
    pub seen: Vec<SeenBy>,
    /// Why mail of it does not pass, and what puts that right; empty where all of it passes or nothing was asked of DNS.
    pub diagnosis: Vec<Diagnosis>,
    /// What becomes of its mail with the records as they are today; `None` where nothing was asked of DNS.
    pub today: Option<Replayed>,
    /// What becomes of it with the records of the diagnosis in place, where there are such.
    pub cured: Option<Replayed>,
}

/// Who a source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum SourceKind {
    /// The domain's own: SPF is aligned, or a key of the domain's signed.
    Own,
    /// A provider other than that of the mailboxes, which sends for the domain, or that vouches in its own name.
    Provider,
    /// Somebody who handed the domain's mail on.
    Forwarder,
    /// Nobody who shows to have anything to do with the domain.
    Unknown,
}

impl Source {
    /// Whether mail that looks like the owner's does not pass, as far as the newest reports show.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.kind.is_own() && self.aligned < self.messages && !self.mended
    }
}

impl SourceKind {
    /// Whether its mail is likely sent on the domain's behalf.
    #[must_use]
    pub const fn is_own(self) -> bool {
        matches!(self, Self::Own | Self::Provider)
    }
}

/// An address, and what it is called. Whoever has the address says so, and only a name that leads back to it is confirmed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct NamedAddress {
    /// The address.
    pub ip: IpAddr,
    /// Its names; `None` where DNS did not tell.
    pub names: Option<Vec<Domain>>,
    /// Whether one of them leads back to it; `None` where DNS did not tell.
    pub is_confirmed: Option<bool>,
}

/// A part of some mail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "ReportFigures"))]
#[serde(rename_all = "camelCase")]
pub struct Figures {
    /// The address, domain, reporter or day.
    pub name: String,
    /// Its messages.
    pub messages: u64,
    /// Those that passed DMARC.
    pub aligned: u64,
}

/// Mail of a source that a reporter counts on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SeenBy {
    /// Days since 1970.
    pub day: i64,
    /// The place of the reporter among those of the report.
    pub reporter: usize,
    /// Its messages.
    pub messages: u64,
    /// Those that passed DMARC.
    pub aligned: u64,
}

/// What mail of a source was sent or signed as.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct SeenIdentifier {
    /// The mechanism.
    pub mechanism: Alignment,
    /// The domain it names.
    pub domain: Domain,
    /// The selector of a signature.
    pub selector: Option<Domain>,
    /// What the reporters found.
    pub result: ResultWord,
    /// How many messages.
    pub messages: u64,
    /// Whether the key of a signature of the owner's is in DNS today; `None` where that was not asked, or not answered.
    pub key_today: Option<bool>,
}

/// Mail judged again under other records than those of its day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Replayed {
    /// The messages that were judged again.
    pub messages: u64,
    /// Those that pass.
    pub aligned: u64,
    /// What is taken for granted: a provider would authenticate it once it is set up there.
    pub assumed: Vec<Identifier>,
}
