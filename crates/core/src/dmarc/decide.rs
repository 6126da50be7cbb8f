//! What the records and the authenticated identifiers come to. No question is asked here.

use super::discover::{Step, Walk};
use super::record::{Mode, Policy, Record};
use crate::dns::Fault;
use crate::domain::Domain;
use serde::Serialize;

/// An identifier that a mechanism looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authenticated {
    /// The domain it names.
    pub domain: Domain,
    /// Which tag of the record says how close it must be.
    pub alignment: Alignment,
}

/// The mechanism behind an identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Alignment {
    /// SPF's domain, under `aspf`.
    Spf,
    /// A DKIM signature's `d=`, under `adkim`.
    Dkim,
}

impl Alignment {
    /// The word RFC 8601 §2.7 has for the method.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Spf => "spf",
            Self::Dkim => "dkim",
        }
    }
}

/// How an identifier stands to the author domain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aligned {
    /// Whether it speaks for the author domain; `None` where DNS gave no answer that would tell.
    pub aligned: Option<bool>,
    /// The organizational domain of the identifier, where the walk could tell.
    pub organizational_domain: Option<Domain>,
}

/// Where the record that applies was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "RecordLocation"))]
#[serde(rename_all = "camelCase")]
pub enum Location {
    /// At the author domain.
    AuthorDomain,
    /// At its organizational domain.
    OrganizationalDomain,
    /// At the public suffix above it.
    PublicSuffixDomain,
}

/// The record that applies to an author domain (RFC 9989 §4.10.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Discovered<'a> {
    /// The record.
    pub record: &'a Record,
    /// The domain it was found at, without `_dmarc`.
    pub at: &'a Domain,
    /// What that domain is to the author domain.
    pub location: Location,
}

impl DmarcCause {
    /// Whether it is that no record is there that receivers can use.
    pub(crate) const fn is_of_record(&self) -> bool {
        matches!(self, Self::NoRecord | Self::SeveralRecords { .. } | Self::RecordWithoutPolicy { .. })
    }
}

/// Why DMARC came out without a pass.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "code", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum DmarcCause {
    /// No identifier that passed speaks for the author domain.
    NothingAligned,
    /// No identifier passed at all.
    NothingPassed,
    /// No DMARC record for the author domain or anywhere above it.
    NoRecord,
    /// Several records at one name, which count as none.
    SeveralRecords {
        /// The name, without `_dmarc`.
        domain: Domain,
    },
    /// A record without a usable policy or report address.
    RecordWithoutPolicy {
        /// The name, without `_dmarc`.
        domain: Domain,
    },
    /// DNS did not answer a question the decision needs.
    Dns {
        /// The name, without `_dmarc`.
        domain: Domain,
        /// How it failed.
        fault: Fault,
    },
    /// DNS kept a mechanism from a result for an identifier that would speak for the author.
    MechanismOpen {
        /// The mechanism.
        mechanism: Alignment,
        /// The identifier.
        domain: Domain,
    },
    /// No author domain: no From field, and no claim that names one.
    NoAuthor,
    /// Several author domains (RFC 9989 §5.3.1): validation is not possible.
    SeveralAuthors {
        /// The domains.
        domains: Vec<String>,
    },
    /// The author's domain is no domain name.
    BadAuthor {
        /// What stands there.
        domain: String,
    },
    /// More authors, or more header fields, are there than are read; what was left out may name somebody else.
    AuthorsUnread,
}

/// The policy for one author domain, and how each identifier stands to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision<'a> {
    /// The record that applies; `None` with the cause when there is none.
    pub discovered: Result<Discovered<'a>, DmarcCause>,
    /// The organizational domain of the author domain.
    pub organizational_domain: Option<Domain>,
    /// The policy for this mail, after `sp`, `np` and `t`.
    pub policy: Option<Policy>,
    /// The identifiers in the order given.
    pub identifiers: Vec<Aligned>,
}

/// Decides. `author` is the walk from the author domain, `exists` whether that domain exists, and each
/// identifier comes with its own walk.
#[must_use]
pub fn decide<'a>(
    author: &'a Walk,
    exists: Option<bool>,
    identifiers: &[(Authenticated, &'a Walk)],
) -> Decision<'a> {
    let discovered = discover(author);
    let organizational_domain = author.organizational_domain();
    let policy = discovered.as_ref().ok().map(|found| found.policy(exists));
    let modes = discovered
        .as_ref()
        .map_or((Mode::Relaxed, Mode::Relaxed), |found| (found.record.adkim, found.record.aspf));
    let aligned = identifiers.iter().map(|(identifier, walk)| {
        let mode = match identifier.alignment {
            Alignment::Dkim => modes.0,
            Alignment::Spf => modes.1,
        };
        align(author, &identifier.domain, walk, mode)
    });
    Decision { identifiers: aligned.collect(), discovered, organizational_domain, policy }
}

/// DMARC policy discovery (RFC 9989 §4.10.1).
fn discover(author: &Walk) -> Result<Discovered<'_>, DmarcCause> {
    let Some((start, first)) = author.steps.first() else { return Err(DmarcCause::NoAuthor) };
    let found = match first {
        Step::Found(record) => Discovered { record, at: start, location: Location::AuthorDomain },
        Step::Failed(error) => return Err(DmarcCause::Dns { domain: start.clone(), fault: error.fault }),
        Step::Several(_) | Step::Nothing(_) => above(author, start)?,
    };
    if found.record.applies() {
        Ok(found)
    } else {
        Err(DmarcCause::RecordWithoutPolicy { domain: found.at.clone() })
    }
}

/// The domain whose record an author's own takes the place of, where that asks for more of the author: what it asks for, and what
/// the author's own does.
#[must_use]
pub fn overridden(author: &Walk) -> Option<(Domain, Policy, Policy)> {
    let own = discover(author).ok().filter(|found| found.location == Location::AuthorDomain)?;
    let above = above(author, own.at).ok().filter(|found| found.at != own.at && found.record.applies())?;
    let is_organizations = above.location == Location::OrganizationalDomain;
    let (theirs, own) = (above.policy(Some(true)), own.policy(Some(true)));
    (is_organizations && theirs > own).then(|| (above.at.clone(), theirs, own))
}

/// The record of the organizational domain, or else of the public suffix domain.
fn above<'a>(author: &'a Walk, start: &Domain) -> Result<Discovered<'a>, DmarcCause> {
    if let Some((name, error)) = author.failure() {
        return Err(DmarcCause::Dns { domain: name.clone(), fault: error.fault });
    }
    let organization = author.organizational_domain().unwrap_or_else(|| start.clone());
    let at = |wanted: &Domain| author.records().find(|(name, _)| *name == wanted);
    if let Some((at, record)) = at(&organization) {
        return Ok(Discovered { record, at, location: Location::OrganizationalDomain });
    }
    if let Some((at, record)) = organization.parent().as_ref().and_then(at) {
        return Ok(Discovered { record, at, location: Location::PublicSuffixDomain });
    }
    let several = author.steps.iter().find(|(_, step)| matches!(step, Step::Several(_)));
    Err(several.map_or(DmarcCause::NoRecord, |(name, _)| DmarcCause::SeveralRecords { domain: name.clone() }))
}

impl Discovered<'_> {
    /// The policy that applies to mail of the author domain.
    fn policy(&self, exists: Option<bool>) -> Policy {
        let record = self.record;
        // RFC 9989 §4.10.1: a record without valid policies but with a report address counts as p=none.
        if !record.has_valid_policies() {
            return Policy::None;
        }
        let p = record.p.unwrap_or(Policy::None);
        let stated = match self.location {
            Location::AuthorDomain => p,
            // RFC 9989 §4.7 np: for names that do not exist; without it sp, without that p.
            _ if exists == Some(false) => record.np.or(record.sp).unwrap_or(p),
            _ => record.sp.unwrap_or(p),
        };
        if record.testing { stated.weakened() } else { stated }
    }
}

/// Identifier alignment (RFC 9989 §4.10.2).
fn align(author: &Walk, identifier: &Domain, walk: &Walk, mode: Mode) -> Aligned {
    let organizational_domain = walk.failure().is_none().then(|| walk.organizational_domain()).flatten();
    let same = author.start() == Some(identifier);
    let relaxed = || {
        let theirs = author.failure().is_none().then(|| author.organizational_domain()).flatten();
        // A name outside of the author's organization, or that shares no label with the author's, can share no organization,
        // whatever DNS says or does not say of it.
        let related = match &theirs {
            Some(theirs) => identifier.is_within(theirs),
            None => author.start().is_some_and(|start| start.suffix(1) == identifier.suffix(1)),
        };
        match (related, &theirs, &organizational_domain) {
            (false, _, _) => Some(false),
            (true, Some(theirs), Some(own)) => Some(theirs == own),
            (true, _, _) => None,
        }
    };
    let aligned = match mode {
        _ if same => Some(true),
        Mode::Strict => Some(false),
        Mode::Relaxed => relaxed(),
    };
    Aligned { aligned, organizational_domain }
}
