//! The Authenticated Received Chain (RFC 8617): who handled the message, and what each of them vouched for.

mod chain;
mod set;

pub(crate) use chain::decide;
pub use set::{ArcField, ChainStatus};
pub(crate) use set::{Seal, Set, Sets};

use crate::dkim::Algorithm;
use crate::dkim::Cause;
use crate::domain::Domain;
use serde::Serialize;

/// RFC 8617 §4.2.1: "The maximum number of ARC Sets that can be attached to a message is 50."
pub const MAX_SETS: u32 = 50;

/// What came of the chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum ArcResult {
    /// There is no chain.
    None,
    /// The newest set covers the message, and every seal holds.
    Pass,
    /// The chain is broken.
    Fail,
    /// Every seal holds, but without the body nobody can tell whether the newest set covers the message.
    NotChecked,
}

impl ArcResult {
    /// The word of RFC 8601, or `notChecked`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Pass => "pass",
            Self::Fail => "fail",
            Self::NotChecked => "notChecked",
        }
    }
}

/// Why a chain did not pass.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "code", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum ArcCause {
    /// More fields than [`MAX_SETS`] sets have.
    TooManySets,
    /// A field does not tell its instance.
    InstanceInvalid {
        /// Which kind of field.
        field: ArcField,
    },
    /// A set has two fields of one kind.
    Duplicate {
        /// The set.
        instance: u32,
        /// Which kind of field.
        field: ArcField,
    },
    /// A set lacks a field, or there is no such set while there are later ones.
    Missing {
        /// The set.
        instance: u32,
        /// Which kind of field.
        field: ArcField,
    },
    /// A sealer found the chain broken and said so (`cv=fail`).
    ChainFailed {
        /// The set.
        instance: u32,
    },
    /// `cv=` is `pass` in the first set, or `none` in a later one.
    StatusInvalid {
        /// The set.
        instance: u32,
        /// What it is.
        status: ChainStatus,
    },
    /// The signature over the message does not hold.
    MessageSignature {
        /// The set.
        instance: u32,
        /// Why.
        cause: Cause,
    },
    /// A seal does not hold.
    Seal {
        /// The set.
        instance: u32,
        /// Why.
        cause: Cause,
    },
}

/// The chain of a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Arc {
    /// What came of it.
    pub result: ArcResult,
    /// How many sets there are.
    pub instances: u32,
    /// Why it did not pass.
    pub cause: Option<ArcCause>,
    /// The oldest set whose signature still covers the message as it is; 0 where all do (RFC 8617 §5.2). `None`
    /// where not even the newest is known to.
    pub oldest_pass: Option<u32>,
    /// The complete sets, the oldest first.
    pub sets: Vec<ArcSet>,
}

/// One set, judged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ArcSet {
    /// `i=`
    pub instance: u32,
    /// `cv=`, what the sealer found before adding this set.
    pub chain_status: Option<ChainStatus>,
    /// `d=` of the seal: who vouches for what stands in this set.
    pub seal: ArcSignature,
    /// The signature over the message.
    pub message_signature: ArcSignature,
    /// Which field of the message holds the ARC-Authentication-Results, counted from 0 at the top.
    pub results_field: usize,
    /// The value of that field, byte for byte, its instance included.
    #[serde(skip)]
    pub results: Vec<u8>,
}

/// One of the two signatures of a set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ArcSignature {
    /// Which field of the message it is, counted from 0 at the top.
    pub field: usize,
    /// `d=`
    pub domain: Option<Domain>,
    /// `s=`
    pub selector: Option<Domain>,
    /// `a=`
    pub algorithm: Option<Algorithm>,
    /// `t=`, in seconds since 1970.
    pub timestamp: Option<u64>,
    /// The length of the key that was used, in bits.
    pub key_bits: Option<u32>,
    /// The fields of the message it covers, counted from 0 at the top.
    pub covered: Vec<usize>,
    /// Why it does not hold; `None` where it does.
    pub cause: Option<Cause>,
}

#[cfg(test)]
mod tests;
