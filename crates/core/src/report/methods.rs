//! What SPF, DKIM and ARC came to, each beside what the trusted receiver claims of it.

use super::{Finding, ReportKind};
use crate::arc::Arc;
use crate::dkim::Verification;
use crate::dns::LoggedQuery;
use crate::domain::Domain;
use crate::evidence::ResultWord;
use crate::spf::{CheckedIdentity, MatchedTerm, Node, Spf, SpfCause, SpfResult};
use crate::time::Timestamp;
use serde::{Serialize, Serializer};

/// SPF of a message.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct SpfReport {
    /// What was recomputed, in RFC 7208's words, or `notChecked`.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    #[serde(serialize_with = "or_not_checked")]
    pub result: Option<SpfResult>,
    /// What the trusted receiver claims.
    pub claimed: Option<ResultWord>,
    /// The domain that was checked.
    pub domain: Option<Domain>,
    /// Whether that domain speaks for the author domain.
    pub aligned: bool,
    /// Which identity was checked.
    pub identity: Option<CheckedIdentity>,
    /// The domain's own explanation of a fail: a stranger's text.
    pub explanation: Option<String>,
    /// How many terms asked DNS.
    pub lookups: u32,
    /// How many of them found nothing.
    pub void_lookups: u32,
    /// The term that decided, and where its record is.
    pub matched: Option<MatchedTerm>,
    /// What decided, where it was no pass.
    pub cause: Option<SpfCause>,
    /// The record as evaluated.
    pub tree: Option<Node>,
}

/// Serde hands every value over by reference.
fn or_not_checked<S: Serializer>(result: &Option<SpfResult>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(result.map_or("notChecked", SpfResult::as_str))
}

/// What `spf` at the command line and `checkSpf` in JavaScript come to.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct SpfCheckReport {
    /// The version of this shape.
    #[cfg_attr(feature = "schema", schemars(extend("const" = 1)))]
    pub schema: u32,
    /// Always `spf`.
    #[cfg_attr(feature = "schema", schemars(with = "String", extend("const" = "spf")))]
    pub kind: ReportKind,
    /// When the check was made.
    pub checked_at: Timestamp,
    /// The evaluation.
    pub spf: Spf,
    /// Advice on the record.
    pub findings: Vec<Finding>,
    /// Every question asked.
    pub dns: Vec<LoggedQuery>,
}

/// One signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct DkimReport {
    /// What the trusted receiver claims.
    pub claimed: Option<ResultWord>,
    /// Whether the signing domain speaks for the author domain.
    pub aligned: bool,
    /// Whether the receiving side added it, after the message had come in: then it makes no pass.
    pub after_arrival: bool,
    /// What was recomputed; only its names, with `notChecked`, where nothing but a claim tells of the signature.
    #[serde(flatten)]
    pub verification: Verification,
}

impl DkimReport {
    /// The signing domain.
    #[must_use]
    pub const fn domain(&self) -> Option<&Domain> {
        self.verification.domain.as_ref()
    }
}

/// The ARC chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ArcReport {
    /// What the trusted receiver claims.
    pub claimed: Option<ResultWord>,
    /// What was recomputed.
    #[serde(flatten)]
    pub chain: Arc,
}
