//! Everything about one signature.

use super::algorithm::Algorithm;
use super::body_change::BodyChange;
use super::canonical::Canonicalization;
use super::cause::{Cause, DkimResult};
use super::header_change::HeaderChange;
use crate::domain::Domain;
use serde::Serialize;

/// Everything about one signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Verification {
    /// What came of it.
    pub result: DkimResult,
    /// Why it did not pass; `None` for a pass.
    pub cause: Option<Cause>,
    /// Which field of the message it is, counted from 0 at the top; `None` where only a receiver tells of it.
    pub field: Option<usize>,
    /// `d=`, where it could be read.
    pub domain: Option<Domain>,
    /// `s=`, where it could be read.
    pub selector: Option<Domain>,
    /// `i=`, where it stands.
    pub identity: Option<String>,
    /// `a=`
    pub algorithm: Option<Algorithm>,
    /// The length of the key that was used, in bits.
    pub key_bits: Option<u32>,
    /// The key record that was used, or the first that could not be.
    pub key_record: Option<String>,
    /// The aliases that led to the key record.
    pub key_chain: Vec<Domain>,
    /// `h=`, in order and as written.
    pub signed_fields: Vec<String>,
    /// The fields of the message it covers, counted from 0 at the top, in the order of `h=`.
    pub covered: Vec<usize>,
    /// The first half of `c=`.
    pub header_canonicalization: Option<Canonicalization>,
    /// The second half of `c=`.
    pub body_canonicalization: Option<Canonicalization>,
    /// `l=`, in octets.
    pub body_length: Option<u64>,
    /// How many octets the canonical body has; those beyond `l=` are not signed.
    pub canonical_length: Option<u64>,
    /// `t=`, in seconds since 1970.
    pub timestamp: Option<u64>,
    /// `x=`, in seconds since 1970.
    pub expiration: Option<u64>,
    /// Whether the key has `t=y`.
    pub testing: bool,
    /// Whether `b=` is the signature of the header fields; `None` where no key could tell.
    pub header_verified: Option<bool>,
    /// Whether `bh=` is the hash of the body; `None` where no body was given.
    pub body_verified: Option<bool>,
    /// What happened to the body, where it does not verify.
    pub body_change: Option<BodyChange>,
    /// What happened to the header fields, where they do not verify.
    pub header_change: Option<HeaderChange>,
}
