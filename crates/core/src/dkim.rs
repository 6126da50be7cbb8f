//! DomainKeys Identified Mail: RFC 6376 with its updates 8301, 8463, 8553 and errata.
//!
//! Every signature is judged by itself. Three outcomes are kept apart: verified, failed, and cannot be told,
//! which is where the body was not given, or the key is gone. Where something failed, what commonly happens to
//! mail is tried out, and the change that makes the signature match is named.
//!
//! [`keys::fetch_keys`] is the only place that waits; all else is decided on what it brought.

pub mod body_change;
pub mod body_hash;
pub mod canonical;
pub mod finding;
pub mod header_change;
pub mod header_hash;
pub mod key;
pub mod keys;
pub mod signature;
pub mod verify;

pub use body_change::BodyChange;
pub use finding::DkimFinding;
pub use header_change::{ChangedField, HeaderChange};
pub use verify::{DkimAndArc, signing_domains, signing_selectors, verify};

use crate::crypto::{HashAlgorithm, KeyType};
use crate::dns::Fault;
use crate::domain::Domain;
use crate::syntax::SyntaxError;
use canonical::Canonicalization;
use key::KeyRecordError;
use serde::Serialize;
use signature::Algorithm;
use std::borrow::Cow;

/// The most signatures judged in one message; RFC 6376 §8.4 has verifiers limit them.
pub const MAX_SIGNATURES: usize = 50;
/// The most octets of header fields that one signature may cover; real ones cover a few thousand. Each signature
/// and seal hashes them anew.
pub const MAX_SIGNED_HEADER: usize = 1024 * 1024;
/// RFC 8301 §3.2: "Verifiers MUST NOT consider signatures using RSA keys of less than 1024 bits as valid".
pub const MIN_KEY_BITS: u32 = 1024;

/// What came of one signature, in the words of RFC 8601 §2.7.1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum DkimResult {
    /// It verified.
    Pass,
    /// It was signed, and what was signed is not what is here.
    Fail,
    /// It could not be processed, or it cannot be told.
    Neutral,
    /// There is no signature.
    None,
    /// DNS did not answer; it may later.
    Temperror,
    /// It can never be verified as it is.
    Permerror,
    /// It verified, and is not acceptable.
    Policy,
    /// Nobody looked.
    NotChecked,
}

impl DkimResult {
    /// The word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Fail => "fail",
            Self::Neutral => "neutral",
            Self::None => "none",
            Self::Temperror => "temperror",
            Self::Permerror => "permerror",
            Self::Policy => "policy",
            Self::NotChecked => "notChecked",
        }
    }
}

/// Why a signature did not pass.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Cause {
    /// The field is not a tag-list.
    SignatureSyntax {
        /// Where it stops being one.
        error: SyntaxError,
    },
    /// A tag that must be there is not.
    TagMissing {
        /// Its name.
        tag: Cow<'static, str>,
    },
    /// A tag's value breaks its rule.
    TagInvalid {
        /// Its name.
        tag: Cow<'static, str>,
        /// Its value.
        value: String,
    },
    /// `v=` is not 1.
    VersionUnknown {
        /// Its value.
        version: String,
    },
    /// `a=` names no algorithm of DKIM.
    AlgorithmUnknown {
        /// Its value.
        algorithm: String,
    },
    /// `c=` names no canonicalisation of DKIM.
    CanonicalizationUnknown {
        /// Its value.
        canonicalization: String,
    },
    /// `q=` offers no way to the key but unknown ones.
    QueryMethodUnknown {
        /// Its value.
        methods: String,
    },
    /// `h=` does not list From.
    FromNotSigned,
    /// The domain of `i=` is not `d=` nor below it.
    IdentityOutsideDomain {
        /// The value of `i=`.
        identity: String,
    },
    /// The key could not be asked for.
    DnsTrouble {
        /// What happened.
        fault: Fault,
    },
    /// No key record: it was never published, or has been taken away since. Nothing says that the mail was forged.
    KeyNotFound,
    /// The key record has an empty key.
    KeyRevoked,
    /// The key record gives no key.
    KeyUnusable {
        /// Why.
        error: KeyRecordError,
    },
    /// The key is of another kind than `a=` needs.
    KeyTypeMismatch {
        /// The key's kind.
        key_type: KeyType,
    },
    /// The key's `h=` does not list the hash of `a=`.
    HashNotAllowed {
        /// The hash.
        hash: HashAlgorithm,
    },
    /// The key's `s=` is not for e-mail.
    ServiceNotAllowed,
    /// The key has `t=s`, and `i=` names a subdomain of `d=`.
    IdentityNotExact {
        /// The value of `i=`.
        identity: String,
    },
    /// The fields it covers are longer than [`MAX_SIGNED_HEADER`].
    HeaderTooLong {
        /// How long they are.
        octets: usize,
    },
    /// No body was given, so only the header part could be checked, with the body hash it carries.
    BodyNotSupplied {
        /// Whether that part verified.
        header_verified: bool,
    },
    /// `l=` is more than the body has, though its hash is right.
    BodyLengthTooLong {
        /// The value of `l=`.
        length: u64,
        /// How many octets the canonical body has.
        actual: u64,
    },
    /// The body is not what was signed.
    BodyHashMismatch,
    /// The header fields are not what was signed; of an Ed25519 key it may also be that it did not sign them.
    SignatureMismatch,
    /// The key that is published did not make the signature: it was replaced since, or was never the signer's, or the
    /// signature itself is damaged.
    OtherKey {
        /// Whether there was a body, and it is what the signature says.
        body_supplied: bool,
    },
    /// It verified, with rsa-sha1 (RFC 8301 §3.1).
    WeakHash,
    /// It verified, with an RSA key shorter than [`MIN_KEY_BITS`] (RFC 8301 §3.2).
    WeakKey {
        /// The length of the key.
        bits: u32,
    },
    /// It verified, after the time of its `x=`.
    Expired {
        /// That time, in seconds since 1970.
        at: u64,
    },
}

impl Cause {
    /// Whether the key that signed is not in DNS any more, or never was: what was signed cannot be told then, and nothing says that
    /// the mail was forged.
    #[must_use]
    pub const fn is_key_gone(&self) -> bool {
        matches!(self, Self::KeyNotFound | Self::KeyRevoked | Self::OtherKey { .. })
    }

    /// Whether the signature breaks a rule of its own syntax (RFC 6376 §3.5), so that no verifier looks any further.
    #[must_use]
    pub const fn is_of_syntax(&self) -> bool {
        matches!(
            self,
            Self::SignatureSyntax { .. }
                | Self::TagMissing { .. }
                | Self::TagInvalid { .. }
                | Self::VersionUnknown { .. }
                | Self::AlgorithmUnknown { .. }
                | Self::CanonicalizationUnknown { .. }
                | Self::QueryMethodUnknown { .. }
                | Self::FromNotSigned
                | Self::IdentityOutsideDomain { .. }
        )
    }

    /// The word of RFC 8601 §2.7.1 for a signature that did not pass for this reason.
    #[must_use]
    pub const fn result(&self) -> DkimResult {
        match self {
            // "the signature or signatures contained syntax errors or were not otherwise able to be processed"
            Self::SignatureSyntax { .. }
            | Self::TagMissing { .. }
            | Self::TagInvalid { .. }
            | Self::VersionUnknown { .. }
            | Self::AlgorithmUnknown { .. }
            | Self::CanonicalizationUnknown { .. }
            | Self::QueryMethodUnknown { .. }
            | Self::HeaderTooLong { .. }
            | Self::BodyNotSupplied { .. }
            | Self::OtherKey { body_supplied: false } => DkimResult::Neutral,
            Self::DnsTrouble { .. } => DkimResult::Temperror,
            // "some error that is unrecoverable, such as a required header field being absent"
            Self::FromNotSigned
            | Self::IdentityOutsideDomain { .. }
            | Self::KeyNotFound
            | Self::KeyRevoked
            | Self::KeyUnusable { .. }
            | Self::KeyTypeMismatch { .. }
            | Self::HashNotAllowed { .. }
            | Self::ServiceNotAllowed
            | Self::IdentityNotExact { .. }
            | Self::BodyLengthTooLong { .. } => DkimResult::Permerror,
            Self::BodyHashMismatch | Self::SignatureMismatch | Self::OtherKey { body_supplied: true } => {
                DkimResult::Fail
            }
            // "passed verification tests", but "not acceptable"
            Self::WeakHash | Self::WeakKey { .. } | Self::Expired { .. } => DkimResult::Policy,
        }
    }
}

/// Everything about one signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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

#[cfg(test)]
pub(crate) mod tests;
