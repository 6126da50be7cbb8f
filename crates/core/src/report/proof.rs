//! What became of a message, or of a domain, when the steps were tried.

use super::DmarcResult;
use crate::dmarc::Alignment;
use crate::domain::Domain;
use serde::{Serialize, Serializer};
use std::fmt;

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
    pub by: Vec<Identifier>,
    /// What passes still for somebody else.
    pub unaligned: Vec<Identifier>,
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

/// What speaks for a domain: a mechanism, and the domain that it authenticated. Written as `spf example.com`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identifier {
    /// The mechanism.
    pub mechanism: Alignment,
    /// The domain it names.
    pub domain: Domain,
}

impl Identifier {
    /// Reads one as it is written.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (word, domain) = text.split_once(' ')?;
        let mechanism = [Alignment::Spf, Alignment::Dkim].into_iter().find(|known| known.as_str() == word)?;
        Some(Self { mechanism, domain: Domain::parse_any(domain).ok()? })
    }
}

impl fmt::Display for Identifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.mechanism.as_str(), self.domain)
    }
}

impl Serialize for Identifier {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
