//! What became of a message, or of a domain, when the steps were tried.

use super::DmarcResult;
use serde::Serialize;

/// What became of the message, or of the domain, when the steps were tried.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Proof {
    /// Whether it speaks of this message, of the next one like it, or of the domain.
    pub of: ProofOf,
    /// DMARC's result before, for a message.
    pub before: Option<DmarcResult>,
    /// And after.
    pub after: Option<DmarcResult>,
    /// What speaks for the author domain then: `spf` or `dkim`, and its domain.
    pub by: Vec<String>,
    /// What passes still for somebody else.
    pub unaligned: Vec<String>,
}

/// What a proof speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum ProofOf {
    /// This very message.
    Message,
    /// The next one that is sent like it; this one stays as it is.
    NextMessage,
    /// The domain.
    Domain,
}
