//! What a check is given.

use crate::dmarc::SuffixList;
use crate::domain::Domain;
use crate::evidence::{EnvelopeOverrides, Tables};
use crate::message::Origin;
use crate::time::Timestamp;

/// What a message check is given.
#[derive(Clone, Debug)]
pub struct MessageInput<'a> {
    /// The message, or as much of it as there is.
    pub bytes: &'a [u8],
    /// How the bytes reached us.
    pub origin: Origin,
    /// What a person says of the envelope.
    pub given: EnvelopeOverrides,
    /// The authserv-id whose claims count; `None` for the topmost.
    pub trust: Option<String>,
    /// The time of the check.
    pub now: Timestamp,
    /// The platform's tables.
    pub tables: Tables,
    /// The public suffixes, for the view of RFC 7489; without them there is none.
    pub suffixes: Option<&'a SuffixList>,
}

impl MessageInput<'_> {
    /// The time of the check in seconds since 1970.
    pub(super) fn seconds(&self) -> u64 {
        u64::try_from(self.now.0).unwrap_or(0)
    }
}

/// What a domain check is given.
#[derive(Clone, Debug)]
pub struct DomainInput {
    /// The domain.
    pub domain: Domain,
    /// Selectors to look for besides the usual ones.
    pub selectors: Vec<String>,
    /// Selectors that were seen in use, by whomever: looked for like the usual ones, and not missed where they are not.
    pub learnt: Vec<String>,
    /// The text of the domain's MTA-STS policy, where somebody has fetched it.
    pub mta_sts_policy: Option<String>,
    /// The time of the check.
    pub now: Timestamp,
}

impl DomainInput {
    /// A check of a domain with nothing given beside it.
    #[must_use]
    pub const fn new(domain: Domain, now: Timestamp) -> Self {
        Self { domain, selectors: Vec::new(), learnt: Vec::new(), mta_sts_policy: None, now }
    }
}
