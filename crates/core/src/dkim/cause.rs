//! What comes of a signature, and why it does not pass.

use super::key::KeyRecordError;
use crate::crypto::{HashAlgorithm, KeyType};
use crate::dns::Fault;
use crate::syntax::SyntaxError;
use serde::Serialize;
use std::borrow::Cow;

/// What came of one signature, in the words of RFC 8601 §2.7.1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "DkimCause"))]
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
    /// The fields it covers are longer than [`super::MAX_SIGNED_HEADER`].
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
    /// It verified, with an RSA key shorter than [`super::MIN_KEY_BITS`] (RFC 8301 §3.2).
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
