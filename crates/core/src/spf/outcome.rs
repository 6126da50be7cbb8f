//! What a check comes to.

use super::cause::SpfCause;
use super::result::SpfResult;
use super::tree::Node;
use crate::domain::Domain;
use serde::Serialize;

/// Which identity was checked (RFC 7208 §2.3, §2.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum CheckedIdentity {
    /// The reverse-path.
    MailFrom,
    /// The name in HELO or EHLO.
    Helo,
}

/// The verdict of a check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Spf {
    /// The result.
    pub result: SpfResult,
    /// Which identity was checked.
    pub identity: CheckedIdentity,
    /// The domain that was checked, as far as it is one; what was given where it is not.
    pub domain: String,
    /// The domain's own explanation of a fail. It is a stranger's text: show it as such (RFC 7208 §11.5.2).
    pub explanation: Option<String>,
    /// How many terms asked DNS, the one past the limit included.
    pub lookups: u32,
    /// How many of them found nothing.
    pub void_lookups: u32,
    /// The term that decided, where one did.
    pub matched: Option<MatchedTerm>,
    /// Why the result is not a pass; absent where it is.
    pub cause: Option<SpfCause>,
    /// The steps that led to the result; absent where there was no domain to ask, or nobody wanted them.
    pub tree: Option<Node>,
}

/// The term that decided a check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct MatchedTerm {
    /// Where the record with the term is.
    pub domain: Domain,
    /// The term, as written.
    pub term: String,
}
