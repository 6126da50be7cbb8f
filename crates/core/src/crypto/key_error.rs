//! Why bytes are no key.

use serde::Serialize;

/// Why the data of a public key cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum KeyError {
    /// Neither a `SubjectPublicKeyInfo` nor an `RSAPublicKey` in DER.
    NotDer,
    /// A `SubjectPublicKeyInfo` for another algorithm.
    OtherAlgorithm,
    /// An even modulus, or an exponent that is not odd and between 3 and 2³³.
    BadNumbers,
    /// An RSA modulus shorter than `MIN_BITS` of RSA keys.
    TooShort,
    /// An RSA modulus longer than `MAX_BITS` of RSA keys.
    TooLong,
    /// An Ed25519 key that is not 32 octets long (RFC 8463 §4.2); often one wrapped in DER.
    BadLength,
    /// 32 octets that are no point on the curve.
    NotAPoint,
}
