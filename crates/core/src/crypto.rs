//! The primitives under DKIM and ARC: hashes, public keys and base64. It knows nothing of mail.
//!
//! Nothing here is secret and nothing is signed, so nothing here needs randomness or constant time.

pub mod base64;
pub mod ed25519;
mod hash;
mod key_error;
mod modular;
pub mod rsa;

pub use hash::{Digest, HashAlgorithm, Hasher};
pub use key_error::KeyError;

use serde::Serialize;

/// The kinds of public key (RFC 6376 §3.6.1, RFC 8463 §4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum KeyType {
    /// RSA with PKCS#1 version 1.5 padding.
    Rsa,
    /// Ed25519.
    Ed25519,
}

impl KeyType {
    /// The name in a `k=` tag.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Rsa => "rsa",
            Self::Ed25519 => "ed25519",
        }
    }
}

/// A public key, ready to verify with.
#[derive(Clone, Debug)]
pub enum PublicKey {
    /// An RSA key.
    Rsa(rsa::Key),
    /// An Ed25519 key.
    Ed25519(ed25519::Key),
}

impl PublicKey {
    /// Reads the data of a `p=` tag.
    ///
    /// # Errors
    /// [`KeyError`] says what the data is not.
    pub fn parse(kind: KeyType, data: &[u8]) -> Result<Self, KeyError> {
        match kind {
            KeyType::Rsa => rsa::Key::parse(data).map(Self::Rsa),
            KeyType::Ed25519 => ed25519::Key::parse(data).map(Self::Ed25519),
        }
    }

    /// The kind of key.
    #[must_use]
    pub const fn kind(&self) -> KeyType {
        match self {
            Self::Rsa(_) => KeyType::Rsa,
            Self::Ed25519(_) => KeyType::Ed25519,
        }
    }

    /// The length of the modulus or of the point, in bits.
    #[must_use]
    pub fn bits(&self) -> u32 {
        match self {
            Self::Rsa(key) => key.bits(),
            Self::Ed25519(_) => ed25519::BITS,
        }
    }

    /// Opens a signature, to hold it to as many hashes as there are.
    #[must_use]
    pub fn open<'a>(&'a self, signature: &'a [u8]) -> Opened<'a> {
        match self {
            Self::Rsa(key) => Opened::Rsa(key.signed(signature)),
            Self::Ed25519(key) => Opened::Ed25519 { key, signature },
        }
    }
}

/// A signature, as far as its public key opens it.
#[derive(Clone, Debug)]
pub enum Opened<'a> {
    /// What was signed; `None` where another key signed.
    Rsa(Option<(HashAlgorithm, Digest)>),
    /// It does not tell what was signed, only whether it was some hash.
    Ed25519 {
        /// The key.
        key: &'a ed25519::Key,
        /// The signature.
        signature: &'a [u8],
    },
}

impl Opened<'_> {
    /// Whether it was made over `digest` with the private half of the key.
    #[must_use]
    pub fn is_over(&self, algorithm: HashAlgorithm, digest: &[u8]) -> bool {
        match self {
            Self::Rsa(signed) => {
                signed.as_ref().is_some_and(|(hash, over)| *hash == algorithm && over == digest)
            }
            // RFC 8463 §3: the hash is the message that Ed25519 signs.
            Self::Ed25519 { key, signature } => key.verifies(digest, signature),
        }
    }

    /// Whether the signature shows that another key made it. Only RSA can show that.
    #[must_use]
    pub const fn is_of_another_key(&self) -> bool {
        matches!(self, Self::Rsa(None))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dns::to_hex;

    #[test]
    fn known_hashes() {
        // FIPS 180-4's example message.
        assert_eq!(to_hex(&HashAlgorithm::Sha1.digest(b"abc")), "a9993e364706816aba3e25717850c26c9cd0d89d");
        let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(to_hex(&HashAlgorithm::Sha256.digest(b"abc")), expected);
    }

    #[test]
    fn a_cloned_state_goes_on_alone() {
        let mut hasher = Hasher::new(HashAlgorithm::Sha256);
        hasher.update(b"ab");
        let mut other = hasher.clone();
        hasher.update(b"c");
        other.update(b"d");
        assert_eq!(hasher.finish(), HashAlgorithm::Sha256.digest(b"abc"));
        assert_eq!(other.finish(), HashAlgorithm::Sha256.digest(b"abd"));
    }
}
