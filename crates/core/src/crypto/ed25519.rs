//! Ed25519 keys and signatures (RFC 8032, as RFC 8463 uses it).

use super::KeyError;
use ed25519_dalek::{Signature, Verifier, VerifyingKey};

/// The length of a key, in bits.
pub const BITS: u32 = 256;

/// An Ed25519 public key.
#[derive(Clone, Debug)]
pub struct Key(VerifyingKey);

impl Key {
    /// Reads the 32 octets of a key (RFC 8463 §4.2: without any ASN.1 around them).
    ///
    /// # Errors
    /// Another length, or no point on the curve.
    pub fn parse(data: &[u8]) -> Result<Self, KeyError> {
        let octets = data.try_into().map_err(|_| KeyError::BadLength)?;
        VerifyingKey::from_bytes(octets).map(Self).map_err(|_| KeyError::NotAPoint)
    }

    /// Whether `signature` was made over `message` with the private half of this key.
    #[must_use]
    pub fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        Signature::from_slice(signature).is_ok_and(|signature| self.0.verify(message, &signature).is_ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dns::from_hex;

    #[test]
    fn rfc_8032_7_1_test_2() {
        let key = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";
        let signature = "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da\
                         085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";
        let key = Key::parse(&from_hex(key).unwrap()).unwrap();
        let signature = from_hex(signature).unwrap();
        assert!(key.verifies(&[0x72], &signature));
        assert!(!key.verifies(&[0x73], &signature));
        assert!(!key.verifies(&[0x72], &signature[1..]));
    }

    #[test]
    fn a_key_in_der_is_no_key() {
        let wrapped =
            "302a300506032b65700321003d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";
        assert_eq!(Key::parse(&from_hex(wrapped).unwrap()).unwrap_err(), KeyError::BadLength);
    }
}
