//! The hashes that are signed.

use serde::Serialize;
use sha1::Sha1;
use sha2::{Digest as _, Sha256};

/// The hash functions that DKIM has had (RFC 6376 §3.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum HashAlgorithm {
    /// SHA-1, which RFC 8301 §3.1 rules out.
    Sha1,
    /// SHA-256.
    Sha256,
}

impl HashAlgorithm {
    /// The name in an `a=` or `h=` tag.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sha1 => "sha1",
            Self::Sha256 => "sha256",
        }
    }

    /// How long its hashes are, in octets.
    #[must_use]
    pub const fn octets(self) -> usize {
        match self {
            Self::Sha1 => 20,
            Self::Sha256 => 32,
        }
    }

    /// The hash of a text that is at hand in one piece.
    #[must_use]
    pub fn digest(self, bytes: &[u8]) -> Digest {
        let mut hasher = Hasher::new(self);
        hasher.update(bytes);
        hasher.finish()
    }
}

/// The value of a hash function.
pub type Digest = Vec<u8>;

/// A hash in the making. A clone goes on from the same state, which makes the hashes of many prefixes cheap.
#[derive(Clone, Debug)]
pub enum Hasher {
    /// A SHA-1 state.
    Sha1(Sha1),
    /// A SHA-256 state.
    Sha256(Sha256),
}

impl Hasher {
    /// The hash of nothing, yet.
    #[must_use]
    pub fn new(algorithm: HashAlgorithm) -> Self {
        match algorithm {
            HashAlgorithm::Sha1 => Self::Sha1(Sha1::new()),
            HashAlgorithm::Sha256 => Self::Sha256(Sha256::new()),
        }
    }

    /// Adds bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        match self {
            Self::Sha1(state) => state.update(bytes),
            Self::Sha256(state) => state.update(bytes),
        }
    }

    /// The hash of all that was added.
    #[must_use]
    pub fn finish(self) -> Digest {
        match self {
            Self::Sha1(state) => state.finalize().to_vec(),
            Self::Sha256(state) => state.finalize().to_vec(),
        }
    }
}
