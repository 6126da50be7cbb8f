//! What a receiver that still follows RFC 7489 makes of the same mail.

use super::DmarcResult;
use crate::dmarc::Policy;
use crate::domain::Domain;
use serde::Serialize;

/// The outcome by RFC 7489.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Rfc7489Report {
    /// In the words of RFC 8601.
    pub result: DmarcResult,
    /// The author domain's organizational domain by the public suffix list.
    pub organizational_domain: Option<Domain>,
    /// The policy for this mail, `pct` left aside.
    pub policy: Option<Policy>,
    /// The share of failing mail that the policy is for, in percent, where it is not all of it.
    pub pct: Option<u8>,
    /// Where that differs from RFC 9989, and why; empty where both come to the same.
    pub differences: Vec<Rfc7489Difference>,
}

/// Why the two differ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "code", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Rfc7489Difference {
    /// The organizational domain is another one.
    OrganizationalDomain {
        /// By the tree walk.
        walked: Option<Domain>,
        /// By the list.
        listed: Option<Domain>,
    },
    /// Another result.
    Result {
        /// By RFC 9989.
        rfc9989: DmarcResult,
    },
    /// Another policy, as `np`, `t` or another record counts for one of them only.
    Policy {
        /// By RFC 9989.
        rfc9989: Option<Policy>,
    },
    /// Only a share of failing mail gets the policy; the rest gets the next weaker one.
    Share {
        /// In percent.
        pct: u8,
    },
}
