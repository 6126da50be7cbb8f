//! The one result type that page, terminal, JSON, JavaScript and Markdown all read.
//!
//! Plain data with public fields. `result` is what was recomputed here, `claimed` is the trusted receiver's word,
//! `aligned` is about the identifier whatever its result; none of the three ever stands in for another.

mod address;
mod arrival;
mod diagnosis;
mod dmarc;
mod domain;
mod drafts;
mod fix;
mod message;
mod methods;
mod presence;
mod proof;
mod recognised;
mod record;
mod requirements;
mod rfc7489;

pub use address::AddressReport;
pub use arrival::{ArrivalReport, Border, Gateway, Start};
pub use diagnosis::{
    Change, ClientKind, Diagnosis, Evidence, Guise, KeyLimit, KeySetup, RootCause, Since, Sureness, Width,
};
pub use dmarc::{DmarcPolicyReport, DmarcRecordReport, DmarcReport, IdentifierReport};
pub use domain::DomainReport;
pub use drafts::drafts;
pub use fix::{Action, Fix, FixLocation, Obstacle, Step, is_mx, is_ptr};
pub use message::{
    HeaderField, MAX_SHOWN_FIELDS, MAX_SHOWN_RAW, MAX_SHOWN_RAW_ALL, MAX_SHOWN_VALUE, MessageReport, Missing,
    Summary, Verdict,
};
pub use methods::{ArcReport, DkimReport, SpfCheckReport, SpfReport};
pub use presence::Presence;
pub use proof::{Identifier, Proof, ProofOf};
pub use recognised::{Recognised, RecognisedBy, Role};
pub use record::{Compared, RecordReport, RecordState};
pub use requirements::{Asker, DomainAsker, DomainRequirement, DomainRule, Requirement, Rule};
pub use rfc7489::{Rfc7489Difference, Rfc7489Report};

pub(crate) use fix::host_in;

use crate::dkim::DkimFinding;
use crate::dmarc::DmarcFinding;
use crate::finding::{Advice, Citation, Severity};
use crate::posture::PostureFinding;
use crate::spf::SpfFinding;
use serde::Serialize;

/// The version of the report's shape.
pub const SCHEMA: u32 = 1;

/// What a report is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum ReportKind {
    /// A message.
    Message,
    /// A domain.
    Domain,
    /// SPF alone, of an address and an envelope.
    Spf,
    /// The records that a domain is set up with.
    Setup,
    /// One record, before it is published.
    Record,
}

/// Whether a result was recomputed here or only claimed by a receiver.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Basis {
    /// Everything it rests on was recomputed here.
    Recomputed,
    /// It rests on a receiver's claims alone.
    Claimed,
    /// On both.
    Mixed,
}

/// One piece of advice with what it is about.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Finding {
    /// How much it matters.
    pub severity: Severity,
    /// The name or field it is about.
    pub subject: String,
    /// The section it rests on.
    pub citation: Option<Citation>,
    /// The advice itself.
    #[serde(flatten)]
    pub advice: AnyFinding,
}

/// Advice of any protocol.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum AnyFinding {
    /// On an SPF record.
    Spf(SpfFinding),
    /// On a DMARC record.
    Dmarc(DmarcFinding),
    /// On a signature or its key.
    Dkim(DkimFinding),
    /// On what a domain publishes besides.
    Posture(PostureFinding),
}

impl Finding {
    /// Advice about `subject`.
    #[must_use]
    pub fn new(subject: impl Into<String>, advice: AnyFinding) -> Self {
        let known: &dyn Advice = match &advice {
            AnyFinding::Spf(finding) => finding,
            AnyFinding::Dmarc(finding) => finding,
            AnyFinding::Dkim(finding) => finding,
            AnyFinding::Posture(finding) => finding,
        };
        Self { severity: known.severity(), citation: known.citation(), subject: subject.into(), advice }
    }
}

/// The words of RFC 8601 §2.7.1 and RFC 9989 for a DMARC result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "each variant is the word it stands for")]
pub enum DmarcResult {
    Pass,
    Fail,
    None,
    Temperror,
    Permerror,
}

impl DmarcResult {
    /// The word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Fail => "fail",
            Self::None => "none",
            Self::Temperror => "temperror",
            Self::Permerror => "permerror",
        }
    }
}
