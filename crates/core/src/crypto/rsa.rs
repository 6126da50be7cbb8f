//! RSA keys, bare (PKCS#1) or wrapped (X.509), and RSASSA-PKCS1-v1_5 signatures (RFC 8017 §8.2.2).

use super::{HashAlgorithm, KeyError};
use nom::bytes::complete::{tag, take};
use nom::combinator::{all_consuming, map_opt};
use nom::multi::length_data;
use nom::number::complete::u8;
use nom::sequence::preceded;
use nom::{IResult, Parser};
use rsa::traits::PublicKeyParts;
use rsa::{BoxedUint, Pkcs1v15Sign, PublicKey};
use sha1::Sha1;
use sha2::Sha256;

/// The shortest modulus that is read, in bits. SHA-256 does not fit the padding of anything much shorter; keys
/// this short only exist to be told that they are too short.
pub const MIN_BITS: u32 = 512;
/// The longest modulus that is read, in bits. RFC 8301 §3.2 asks for 4096 at least; twice that still takes no
/// time worth telling.
pub const MAX_BITS: u32 = 8192;

/// `rsaEncryption`, 1.2.840.113549.1.1.1 (RFC 8017 appendix C), as the content of an OBJECT IDENTIFIER.
const RSA_ENCRYPTION: [u8; 9] = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01];

const INTEGER: u8 = 0x02;
const BIT_STRING: u8 = 0x03;
const OBJECT_IDENTIFIER: u8 = 0x06;
const SEQUENCE: u8 = 0x30;

/// An RSA public key.
#[derive(Clone, Debug)]
pub struct Key(PublicKey);

impl Key {
    /// Reads a `SubjectPublicKeyInfo`, which everybody publishes, or a bare `RSAPublicKey`, which RFC 6376
    /// §3.6.1 asks for.
    ///
    /// # Errors
    /// [`KeyError`] says what the data is not.
    pub fn parse(der: &[u8]) -> Result<Self, KeyError> {
        let Ok((_, (algorithm, wrapped))) = subject_public_key_info(der) else {
            return Self::parse_pkcs1(der);
        };
        if algorithm != RSA_ENCRYPTION {
            return Err(KeyError::OtherAlgorithm);
        }
        Self::parse_pkcs1(wrapped)
    }

    fn parse_pkcs1(der: &[u8]) -> Result<Self, KeyError> {
        let (_, (modulus, exponent)) = rsa_public_key(der).map_err(|_| KeyError::NotDer)?;
        let bits = bit_length(modulus);
        if bits < MIN_BITS {
            return Err(KeyError::TooShort);
        }
        if bits > MAX_BITS {
            return Err(KeyError::TooLong);
        }
        let number = |bytes: &[u8]| BoxedUint::from_be_slice_vartime(bytes);
        let sizes = MIN_BITS as usize..=MAX_BITS as usize;
        PublicKey::new_with_size_limits(number(modulus), number(exponent), sizes)
            .map(Self)
            .map_err(|_| KeyError::BadNumbers)
    }

    /// The length of the modulus, in bits.
    #[must_use]
    pub fn bits(&self) -> u32 {
        self.0.n().as_ref().bit_width_vartime()
    }

    /// Whether `signature` was made over `digest` with the private half of this key.
    #[must_use]
    pub fn verifies(&self, algorithm: HashAlgorithm, digest: &[u8], signature: &[u8]) -> bool {
        let padding = match algorithm {
            HashAlgorithm::Sha1 => Pkcs1v15Sign::new::<Sha1>(),
            HashAlgorithm::Sha256 => Pkcs1v15Sign::new::<Sha256>(),
        };
        self.0.verify(padding, digest, signature).is_ok()
    }
}

/// The bits of a big-endian number.
fn bit_length(number: &[u8]) -> u32 {
    let first = number.iter().position(|&byte| byte != 0).unwrap_or(number.len());
    let significant = number.get(first..).unwrap_or_default();
    let unused = significant.first().map_or(0, |byte| byte.leading_zeros());
    u32::try_from(significant.len() * 8).unwrap_or(u32::MAX) - unused
}

/// `SubjectPublicKeyInfo ::= SEQUENCE { algorithm AlgorithmIdentifier, subjectPublicKey BIT STRING }`
/// (RFC 5280 §4.1); the algorithm's parameters are not looked at.
fn subject_public_key_info(input: &[u8]) -> IResult<&[u8], (&[u8], &[u8])> {
    let (rest, content) = all_consuming(element(SEQUENCE)).parse(input)?;
    let (_, (algorithm, bits)) = (element(SEQUENCE), element(BIT_STRING)).parse(content)?;
    let (_, identifier) = element(OBJECT_IDENTIFIER).parse(algorithm)?;
    // The first octet of a BIT STRING counts the unused bits of the last.
    let (key, _) = tag(&[0][..]).parse(bits)?;
    Ok((rest, (identifier, key)))
}

/// `RSAPublicKey ::= SEQUENCE { modulus INTEGER, publicExponent INTEGER }` (RFC 8017 appendix A.1.1)
fn rsa_public_key(input: &[u8]) -> IResult<&[u8], (&[u8], &[u8])> {
    let (rest, content) = all_consuming(element(SEQUENCE)).parse(input)?;
    let (_, numbers) = all_consuming((element(INTEGER), element(INTEGER))).parse(content)?;
    Ok((rest, numbers))
}

/// The content of one DER element of the given type.
fn element<'a>(kind: u8) -> impl Parser<&'a [u8], Output = &'a [u8], Error = nom::error::Error<&'a [u8]>> {
    preceded(nom::combinator::verify(u8, move |&byte| byte == kind), length_data(length))
}

/// The length of a DER element: one octet, or a count of octets and the octets.
fn length(input: &[u8]) -> IResult<&[u8], usize> {
    let (rest, first) = u8(input)?;
    if first < 0x80 {
        return Ok((rest, usize::from(first)));
    }
    // More than four octets of length is more than any record could hold.
    map_opt(take(first & 0x7f), |octets: &[u8]| {
        (1..=4).contains(&octets.len()).then(|| octets.iter().fold(0, |sum, &o| sum << 8 | usize::from(o)))
    })
    .parse(rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::base64;

    /// The key of RFC 6376 appendix C, 1024 bits, in its `SubjectPublicKeyInfo`.
    const WRAPPED: &str = "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDwIRP/UC3SBsEmGqZ9ZJW3/DkMoGeLnQg1fWn7/zYt\
        IxN2SnFCjxOCKG9v3b4jYfcTNh5ijSsq631uBItLa7od+v/RtdC2UzJ1lWT947qR+Rcac2gbto/NMqJ0fzfVjH4OuKhi\
        tdY9tf6mcwGjaNBcWToIMmPSPDdQPNUYckcQ2QIDAQAB";

    fn wrapped() -> Vec<u8> {
        base64::decode(WRAPPED).unwrap()
    }

    #[test]
    fn a_key_may_be_wrapped_or_bare() {
        let bare = wrapped()[22..].to_vec();
        for der in [wrapped(), bare] {
            assert_eq!(Key::parse(&der).unwrap().bits(), 1024);
        }
    }

    #[test]
    fn what_is_not_a_key_is_told_apart() {
        let mut other = wrapped();
        other[14] ^= 1;
        assert_eq!(Key::parse(&other).unwrap_err(), KeyError::OtherAlgorithm);
        let mut even = wrapped();
        even[156] &= 0xfe;
        assert_eq!(Key::parse(&even).unwrap_err(), KeyError::BadNumbers);
        for cut in 0..wrapped().len() {
            assert_eq!(Key::parse(&wrapped()[..cut]).unwrap_err(), KeyError::NotDer);
        }
    }

    fn bare_of_bytes(length: usize) -> Vec<u8> {
        let mut modulus = vec![0xff; length];
        modulus.insert(0, 0);
        let size = |length: usize| [0x82, (length >> 8) as u8, length as u8];
        let integer = [&[INTEGER], &size(modulus.len())[..], &modulus, &[INTEGER, 3, 1, 0, 1]].concat();
        [&[SEQUENCE], &size(integer.len())[..], &integer].concat()
    }

    #[test]
    fn the_length_of_a_key_is_bounded() {
        assert_eq!(Key::parse(&bare_of_bytes(63)).unwrap_err(), KeyError::TooShort);
        assert_eq!(Key::parse(&bare_of_bytes(64)).unwrap().bits(), 512);
        assert_eq!(Key::parse(&bare_of_bytes(1024)).unwrap().bits(), 8192);
        assert_eq!(Key::parse(&bare_of_bytes(1025)).unwrap_err(), KeyError::TooLong);
    }
}
