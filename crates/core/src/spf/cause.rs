//! Why a check ended as it did, with what a sentence about it needs.

use super::SpfResult;
use crate::dns::{Fault, RecordType};
use crate::domain::Domain;
use crate::syntax::Span;
use serde::Serialize;
use std::borrow::Cow;

/// What decided a check. Each cause has one result: see [`SpfCause::result`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "code", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum SpfCause {
    /// A mechanism matched, and its qualifier is the result.
    Matched {
        /// Where the record with the mechanism is.
        domain: Domain,
        /// The mechanism, as written.
        term: String,
        /// What its qualifier says.
        result: SpfResult,
    },
    /// Nothing matched and nothing redirects (RFC 7208 §4.7).
    NoMatch {
        /// Where the record is.
        domain: Domain,
    },
    /// What should be checked is not a domain name with two labels or more (RFC 7208 §4.3).
    BadDomain {
        /// What was given.
        name: String,
    },
    /// The domain has no SPF record (RFC 7208 §4.5).
    NoRecord {
        /// The domain asked.
        domain: Domain,
    },
    /// The domain has more than one SPF record (RFC 7208 §4.5).
    SeveralRecords {
        /// The domain asked.
        domain: Domain,
        /// How many it has.
        count: usize,
    },
    /// A record breaks the grammar (RFC 7208 §4.6).
    Syntax {
        /// Where the record is.
        domain: Domain,
        /// The term with the error, as written.
        term: String,
        /// The offending stretch of the record.
        span: Span,
        /// What the grammar wanted there.
        expected: Cow<'static, str>,
    },
    /// More terms ask DNS than may (RFC 7208 §4.6.4).
    TooManyLookups {
        /// Where the record with the term is.
        domain: Domain,
        /// The term that would have been one too many.
        term: String,
        /// How many there may be.
        limit: u32,
    },
    /// More terms asked for names that have nothing than may (RFC 7208 §4.6.4).
    TooManyVoidLookups {
        /// Where the record with the term is.
        domain: Domain,
        /// The term that was one too many.
        term: String,
        /// How many there may be.
        limit: u32,
    },
    /// A domain has more mail exchanges than `mx` may look at (RFC 7208 §4.6.4).
    TooManyMx {
        /// The domain asked.
        domain: Domain,
        /// How many it has.
        count: usize,
        /// How many there may be.
        limit: usize,
    },
    /// A record leads back to itself, which always ends at the limit of lookups (RFC 7208 §4.6.4).
    Loop {
        /// The record it leads back to.
        domain: Domain,
    },
    /// An include names a domain without a record (RFC 7208 §5.2).
    IncludeHasNoRecord {
        /// The name, as it was asked or could not be.
        domain: String,
    },
    /// A redirect names a domain without a record (RFC 7208 §6.1).
    RedirectHasNoRecord {
        /// The name, as it was asked or could not be.
        domain: String,
    },
    /// DNS gave no answer (RFC 7208 §4.4, §5).
    Dns {
        /// The name asked.
        name: Domain,
        /// The record type asked.
        #[serde(rename = "type")]
        kind: RecordType,
        /// What went wrong.
        fault: Fault,
    },
}

impl SpfCause {
    /// The result this cause has (RFC 7208 §2.6).
    #[must_use]
    pub const fn result(&self) -> SpfResult {
        match self {
            Self::Matched { result, .. } => *result,
            Self::NoMatch { .. } => SpfResult::Neutral,
            Self::BadDomain { .. } | Self::NoRecord { .. } => SpfResult::None,
            Self::SeveralRecords { .. }
            | Self::Syntax { .. }
            | Self::TooManyLookups { .. }
            | Self::TooManyVoidLookups { .. }
            | Self::TooManyMx { .. }
            | Self::Loop { .. }
            | Self::IncludeHasNoRecord { .. }
            | Self::RedirectHasNoRecord { .. } => SpfResult::Permerror,
            Self::Dns { .. } => SpfResult::Temperror,
        }
    }
}
