//! Signs messages for the tests, with keys that are known to everybody.

use crate::crypto::base64;
use crate::dkim::body_hash::{BodyHashes, BodyRequest};
use crate::dkim::header_hash::{HeaderFields, header_hash, without_signature};
use crate::dkim::signature::Signature;
use crate::dns::from_hex;
use crate::message::{Message, Origin};
use ed25519_dalek::Signer as _;
use rsa::traits::PublicKeyParts;
use rsa::{BoxedUint, Pkcs1v15Sign, PrivateKey};
use std::borrow::Cow;

const PRIMES: [(u32, &str, &str); 4] = [
    (
        512,
        "f5de34da9f921339d53fab87a8dfc2d65f2c0b268513abdf49dadde0fa6b1547",
        "e0fa5114a455db291314019bd155fb218bf9e96824d4496e72180c99773770cf",
    ),
    (
        768,
        "d43cb37349c1dc13a61d7c9be8865b8f5182752d2ea332727da355efcaed7b2e4ea1081c95f8bfd846d16ec8b618688f",
        "cf8605afc52b61b8b4ebd9182a1b4d4a2c22b5e143684125f2082b4d3305278b7015cbb3298afe570c240b0d757b3cc5",
    ),
    (
        1024,
        "f51334a4b8e63d551ad56483fdf819c9628736b7f4903ee35400f61eb113e1e0c4ba63a6221897e6d540f85677bf269d\
         62a345145839098b4c6d665c11b82faf",
        "de5cc5623c33227b1364143dc5240f4592d2ca863f97ed375d91a9ce50ce1df5186526c563651b0bcb528cc7a29bfaf6\
         bc8ce97d49a6e812daf7a8eab613a579",
    ),
    (
        2048,
        "cd6bcd84aeee9ec4e71e46ffa2f01a0e9bd13d96c724446765292bbba4931df4dc2c12ec329bc6e02c1a827f7e2565b5\
         bc093bcbff357a036a2a7d9dfcff3f43fef0d2c26fb8fc740abc959d2008143b3852dd51baa3ccb1c47d180c76ad3ad6\
         264361f12c87688e26c239d9be75e23bf7fc13b5418453596ea1bb14ac0e4b5b",
        "c8a93c265cb0caecfb3a535ad3044c79100f50cdf3ff502a0b2402af360f8672e2ae122de4930630256f3a0eac26f700\
         b000222f41ff481e3467fc8350c810b89fcc4f2a3285e613476306b19945018040d18d16bc04218ee6558a4caafa1428\
         0c36fff15df65c97ce4df6871b6bf586ee4cab340e30a5af64653c0d9793f171",
    ),
];

/// A private key, and the algorithm it is used with.
pub(crate) enum Signer {
    Ed25519(Box<ed25519_dalek::SigningKey>),
    RsaSha256(Box<PrivateKey>),
    RsaSha1(Box<PrivateKey>),
}

impl Signer {
    pub(crate) fn ed25519() -> Self {
        Self::Ed25519(Box::new(ed25519_dalek::SigningKey::from_bytes(&[7; 32])))
    }

    pub(crate) fn rsa(bits: u32) -> Self {
        Self::RsaSha256(Box::new(private_key(bits)))
    }

    pub(crate) fn rsa_sha1(bits: u32) -> Self {
        Self::RsaSha1(Box::new(private_key(bits)))
    }

    pub(crate) const fn algorithm(&self) -> &'static str {
        match self {
            Self::Ed25519(_) => "ed25519-sha256",
            Self::RsaSha256(_) => "rsa-sha256",
            Self::RsaSha1(_) => "rsa-sha1",
        }
    }

    /// The tags `k=` and `p=` of the key record.
    pub(crate) fn record(&self) -> String {
        match self {
            Self::Ed25519(key) => format!("k=ed25519; p={}", base64::encode(key.verifying_key().as_bytes())),
            Self::RsaSha256(key) | Self::RsaSha1(key) => format!("k=rsa; p={}", base64::encode(&pkcs1(key))),
        }
    }

    pub(crate) fn sign(&self, digest: &[u8]) -> Vec<u8> {
        match self {
            Self::Ed25519(key) => key.sign(digest).to_bytes().to_vec(),
            Self::RsaSha256(key) => key.sign(Pkcs1v15Sign::new::<sha2::Sha256>(), digest).unwrap(),
            Self::RsaSha1(key) => key.sign(Pkcs1v15Sign::new::<sha1::Sha1>(), digest).unwrap(),
        }
    }

    /// The message with a signature on top: `d=example.com; s=sel`, and the given tags.
    pub(crate) fn signed(&self, tags: &str, message: &str) -> String {
        self.signed_as(tags, message, message)
    }

    /// The message with a signature whose body hash is that of another message.
    pub(crate) fn signed_as(&self, tags: &str, message: &str, hashed: &str) -> String {
        let field = |body_hash: &str, data: &str| {
            let algorithm = self.algorithm();
            format!(
                "DKIM-Signature: v=1; a={algorithm}; d=example.com; s=sel;\r\n {tags};\r\n bh={body_hash};\r\n b={data}\r\n"
            )
        };
        let read = |field: &str| Signature::parse_dkim(field.split_once(':').unwrap().1).unwrap();
        let request = BodyRequest::of(&read(&field("AAAA", "AAAA")));
        let body = Message::parse(hashed.as_bytes(), Origin::File);
        let digest = &BodyHashes::of(body.body_bytes(), [request]).get(&request).unwrap().digest.clone();
        let unsigned = field(&base64::encode(digest), "AAAA");
        let signature = read(&unsigned);
        let text = format!("{unsigned}{message}");
        let whole = Message::parse(text.as_bytes(), Origin::File);
        let fields = HeaderFields::of(&whole);
        let own = without_signature(&fields.get(0).unwrap(), &signature.signed.data_range);
        let selected = fields.select(&signature.fields, 0);
        let raw = selected.iter().flatten().map(|&at| Cow::Borrowed(fields.get(at).unwrap().raw()));
        let hash = signature.signed.algorithm.hash();
        let digest = header_hash(hash, signature.header_canonicalization, raw, &own);
        let data = base64::encode(&self.sign(&digest));
        format!("{}{message}", unsigned.replace("b=AAAA", &format!("b={data}")))
    }
}

fn private_key(bits: u32) -> PrivateKey {
    let (_, p, q) = PRIMES.into_iter().find(|(known, ..)| *known == bits).unwrap();
    let number = |hex| BoxedUint::from_be_slice_vartime(&from_hex(hex).unwrap());
    PrivateKey::from_p_q(number(p), number(q), BoxedUint::from(65_537_u64)).unwrap()
}

/// `RSAPublicKey` in DER, without the `SubjectPublicKeyInfo` around it.
fn pkcs1(key: &PrivateKey) -> Vec<u8> {
    let element = |kind: u8, content: &[u8]| {
        let length = u16::try_from(content.len()).unwrap().to_be_bytes();
        [&[kind, 0x82], &length[..], content].concat()
    };
    let modulus = [&[0], &key.n().as_ref().to_be_bytes()[..]].concat();
    element(0x30, &[element(2, &modulus), element(2, &[1, 0, 1])].concat())
}
