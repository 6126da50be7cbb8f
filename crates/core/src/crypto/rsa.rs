//! RSA keys, bare (PKCS#1) or wrapped (X.509), and RSASSA-PKCS1-v1_5 signatures (RFC 8017 §8.2.2).

use super::modular::Modulus;
use super::{Digest, HashAlgorithm, KeyError};
use nom::bytes::complete::{tag, take};
use nom::combinator::{all_consuming, map_opt};
use nom::multi::length_data;
use nom::number::complete::u8;
use nom::sequence::preceded;
use nom::{IResult, Parser};

/// The shortest modulus that is read, in bits. SHA-256 does not fit the padding of anything much shorter; keys
/// this short only exist to be told that they are too short.
pub const MIN_BITS: u32 = 512;
/// The longest modulus that is read, in bits. RFC 8301 §3.2 asks for 4096 at least; twice that still takes no
/// time worth telling.
pub const MAX_BITS: u32 = 8192;
/// The largest public exponent that is read. RFC 8017 §3.1 knows no limit; what is larger only takes time, and most implementations
/// stop here.
const MAX_EXPONENT: u64 = (1 << 33) - 1;

/// `rsaEncryption`, 1.2.840.113549.1.1.1 (RFC 8017 appendix C), as the content of an OBJECT IDENTIFIER.
const RSA_ENCRYPTION: [u8; 9] = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01];

/// The `DigestInfo` of each hash, up to the hash itself (RFC 8017 §9.2, note 1).
const DIGEST_INFO: [(HashAlgorithm, &[u8]); 2] = [
    (
        HashAlgorithm::Sha1,
        &[0x30, 0x21, 0x30, 0x09, 0x06, 0x05, 0x2b, 0x0e, 0x03, 0x02, 0x1a, 0x05, 0x00, 0x04, 0x14],
    ),
    (
        HashAlgorithm::Sha256,
        &[
            0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05,
            0x00, 0x04, 0x20,
        ],
    ),
];
/// The fewest octets of padding (RFC 8017 §9.2).
const MIN_PADDING: usize = 8;

const INTEGER: u8 = 0x02;
const BIT_STRING: u8 = 0x03;
const OBJECT_IDENTIFIER: u8 = 0x06;
const SEQUENCE: u8 = 0x30;

/// An RSA public key.
#[derive(Clone, Debug)]
pub struct Key {
    modulus: Modulus,
    exponent: u64,
}

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
        let modulus = Modulus::new(modulus).ok_or(KeyError::BadNumbers)?;
        let exponent = exponent_of(exponent).ok_or(KeyError::BadNumbers)?;
        Ok(Self { modulus, exponent })
    }

    /// The length of the modulus, in bits.
    #[must_use]
    pub fn bits(&self) -> u32 {
        self.modulus.bits()
    }

    /// What the private half of this key signed: the hash function and the hash; `None` for a signature that another key
    /// made, or that is damaged.
    ///
    /// RSA gives back what was signed, so that a signature that does not verify still tells whether its key is this one.
    #[must_use]
    pub fn signed(&self, signature: &[u8]) -> Option<(HashAlgorithm, Digest)> {
        // RFC 8017 §8.2.2 steps 1 and 2: as long as the modulus, and below it.
        if signature.len() != self.modulus.octets() {
            return None;
        }
        unpadded(&self.modulus.power(signature, self.exponent)?)
    }
}

/// `EM = 0x00 || 0x01 || PS || 0x00 || T` (RFC 8017 §9.2), and nothing else: one octet otherwise, and anybody could make up
/// signatures for keys with small exponents.
fn unpadded(encoded: &[u8]) -> Option<(HashAlgorithm, Digest)> {
    let rest = encoded.strip_prefix(&[0x00, 0x01])?;
    let padding = rest.iter().take_while(|&&octet| octet == 0xff).count();
    let (_, rest) = rest.split_at_checked(padding).filter(|_| padding >= MIN_PADDING)?;
    let info = rest.strip_prefix(&[0x00])?;
    DIGEST_INFO.iter().find_map(|(algorithm, start)| {
        let digest = info.strip_prefix(*start)?;
        (digest.len() == algorithm.octets()).then(|| (*algorithm, digest.to_vec()))
    })
}

/// The public exponent, odd and from three to [`MAX_EXPONENT`]; `None` where it is another number.
fn exponent_of(octets: &[u8]) -> Option<u64> {
    let add = |number: u64, &octet: &u8| Some(number.checked_mul(256)? | u64::from(octet));
    let exponent = octets.iter().try_fold(0, add)?;
    (exponent % 2 == 1 && (3..=MAX_EXPONENT).contains(&exponent)).then_some(exponent)
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

    /// What RFC 8017 §9.2 makes of a hash, in as many octets as a key of 1024 bits has.
    fn encoded(algorithm: HashAlgorithm, digest: &[u8]) -> Vec<u8> {
        let (_, info) = DIGEST_INFO.into_iter().find(|(known, _)| *known == algorithm).unwrap();
        let padding = vec![0xff; 128 - 3 - info.len() - digest.len()];
        [&[0x00, 0x01], &padding[..], &[0x00], info, digest].concat()
    }

    #[test]
    fn only_the_one_encoding_is_opened() {
        for algorithm in [HashAlgorithm::Sha1, HashAlgorithm::Sha256] {
            let digest = algorithm.digest(b"a");
            let whole = encoded(algorithm, &digest);
            assert_eq!(unpadded(&whole), Some((algorithm, digest.clone())));
            // Every octet but those of the hash has one value.
            for at in 0..whole.len() - digest.len() {
                let mut wrong = whole.clone();
                wrong[at] ^= 1;
                assert_eq!(unpadded(&wrong), None, "{at}");
            }
            // What stands behind the hash was never signed.
            assert_eq!(unpadded(&[&whole[..], &[0]].concat()), None);
            assert_eq!(unpadded(&whole[..whole.len() - 1]), None);
        }
    }

    #[test]
    fn padding_has_eight_octets_at_least() {
        let digest = HashAlgorithm::Sha256.digest(b"a");
        let (_, info) = DIGEST_INFO[1];
        let padded = |count: usize| [&[0x00, 0x01], &vec![0xff; count][..], &[0x00], info, &digest].concat();
        assert_eq!(unpadded(&padded(7)), None);
        assert_eq!(unpadded(&padded(8)), Some((HashAlgorithm::Sha256, digest.clone())));
    }

    #[test]
    fn a_signature_is_as_long_as_its_key_and_below_it() {
        let key = Key::parse(&wrapped()).unwrap();
        for signature in [&[0xff; 128][..], &[1; 127], &[1; 129], &[]] {
            assert_eq!(key.signed(signature), None);
        }
    }
}
