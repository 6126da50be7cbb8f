//! What DMARC came to, and the identifiers it looked at.

use super::{Basis, DmarcResult, Rfc7489Report};
use crate::dmarc::{
    Alignment, Defaulted, DmarcCause, Location, Mode, NextStep, Policy, Record, ReportDestination,
};
use crate::domain::Domain;
use crate::evidence::ResultWord;
use serde::Serialize;

/// DMARC of a message.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct DmarcReport {
    /// `pass`, `fail`, `none`, `temperror` or `permerror`.
    pub result: DmarcResult,
    /// What the result rests on.
    pub basis: Basis,
    /// What the trusted receiver claims.
    pub claimed: Option<ResultWord>,
    /// Why it is no pass.
    pub cause: Option<DmarcCause>,
    /// The author domain.
    pub domain: Option<Domain>,
    /// Its organizational domain.
    pub organizational_domain: Option<Domain>,
    /// The policy that applies to this mail, after `sp`, `np` and `t`.
    pub policy: Option<Policy>,
    /// What the policy asks a receiver to do with this mail.
    pub disposition: Policy,
    /// The next step of the author domain's policy; `None` where DNS does not tell.
    pub next_step: Option<NextStep>,
    /// The record that applies.
    pub record: Option<DmarcRecordReport>,
    /// Every other domain that gets reports, and whether it agreed to.
    pub report_destinations: Vec<ReportDestination>,
    /// Every identifier, and how it stands to the author domain.
    pub identifiers: Vec<IdentifierReport>,
    /// What a receiver that follows RFC 7489 makes of it; `None` without a list of public suffixes.
    pub rfc7489: Option<Rfc7489Report>,
}

/// The DMARC record that applies, and where it was found.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct DmarcRecordReport {
    /// The domain it was found at, without `_dmarc`.
    pub at: Domain,
    /// What that domain is to the author domain.
    pub location: Location,
    /// What the record says, with its defaults filled in.
    #[serde(flatten)]
    pub record: Record,
}

impl DmarcRecordReport {
    /// Which tags were left to their defaults.
    #[must_use]
    pub const fn defaulted(&self) -> Defaulted {
        self.record.defaulted
    }
}

/// One identifier around the author domain: a line of the alignment picture.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct IdentifierReport {
    /// The mechanism.
    pub mechanism: Alignment,
    /// The domain it names.
    pub domain: Domain,
    /// The selector of a signature.
    pub selector: Option<String>,
    /// The organizational domain, where DNS could tell.
    pub organizational_domain: Option<Domain>,
    /// The result that counts: recomputed where it could be, else claimed.
    pub result: ResultWord,
    /// Which of the two it is.
    pub basis: Basis,
    /// Whether it speaks for the author domain; `None` where DNS gave no answer that would tell.
    pub aligned: Option<bool>,
    /// How close it had to be.
    pub mode: Mode,
}

impl IdentifierReport {
    /// Whether this mechanism passed, for whomever.
    #[must_use]
    pub fn passed(&self) -> bool {
        self.result == ResultWord::Pass
    }

    /// Whether it passed for the author domain, which is all that DMARC asks.
    #[must_use]
    pub fn vouches(&self) -> bool {
        self.passed() && self.aligned == Some(true)
    }
}

/// The DMARC policy of a domain.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct DmarcPolicyReport {
    /// The record that applies.
    pub record: Option<DmarcRecordReport>,
    /// Why none does.
    pub cause: Option<DmarcCause>,
    /// Every other domain that gets reports, and whether it agreed to.
    pub report_destinations: Vec<ReportDestination>,
    /// The policy for mail of this domain, after `sp` and `t`.
    pub policy: Option<Policy>,
    /// The next step of the policy; `None` where DNS does not tell, or the domain does not exist.
    pub next_step: Option<NextStep>,
    /// The organizational domain.
    pub organizational_domain: Option<Domain>,
}
