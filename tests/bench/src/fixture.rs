//! Messages to be timed, and their signatures: made at the start of each run, from seeds, so the same each time.
//!
//! mail-auth signs them. Ours is then held to what another implementation wrote.

use crate::Fallible;
use crate::zone::Records;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::Signer as _;
use mail_auth::crypto::{Ed25519Key, RsaKey, Sha256, SigningKey};
use mail_auth::dkim::{Canonicalization, DkimSigner};
use mail_auth::headers::HeaderWriter as _;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng as _;
use rsa::pkcs1::EncodeRsaPrivateKey as _;
use rsa::pkcs8::EncodePublicKey as _;
use rsa::{Pkcs1v15Sign, PrivateKey, PublicKey};
use rustls_pki_types::{PrivateKeyDer, PrivatePkcs1KeyDer};

/// Who signs.
const DOMAIN: &str = "example.org";
const SELECTOR: &str = "bench";
/// The fields that are signed, those of an ordinary message.
const SIGNED: [&str; 7] = ["From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type"];

const HEADER: &str = "\
Received: from mail.example.org (mail.example.org [192.0.2.1])\r\n by mx.example.net (Postfix) with ESMTPS id 4F2A6B;\r\n\
\x20Thu, 01 Jan 2026 12:00:02 +0000 (UTC)\r\n\
From: Ann Author <ann@example.org>\r\n\
To: Bob Reader <bob@example.net>\r\n\
Subject: The newsletter of this month, with all the news\r\n\
Date: Thu, 01 Jan 2026 12:00:00 +0000\r\n\
Message-ID: <20260101120000.4711@mail.example.org>\r\n\
MIME-Version: 1.0\r\n\
Content-Type: text/plain; charset=utf-8\r\n\
X-Mailer: A mail program\r\n\r\n";

/// One line of a body of text; the runs of spaces give relaxed canonicalisation something to do.
pub(crate) const TEXT: &str =
    "The quick brown fox jumps over  the lazy dog, and then it does so once  more. \r\n";

/// One line of an attachment, of which large messages consist.
pub(crate) const BASE64: &str =
    "VGhlIHF1aWNrIGJyb3duIGZveCBqdW1wcyBvdmVyIHRoZSBsYXp5IGRvZywgYW5kIHRoZW4gaXQg\r\n";

/// A signed message, and the key to check it with.
pub(crate) struct Signed {
    /// The message.
    pub(crate) message: Vec<u8>,
    /// The key record.
    pub(crate) records: Records,
}

/// An RSA key of 2048 bits.
pub(crate) struct Rsa(PrivateKey);

impl Rsa {
    /// The key that the seed gives.
    pub(crate) fn new() -> Fallible<Self> {
        Ok(Self(PrivateKey::new(&mut ChaCha8Rng::seed_from_u64(1), 2048)?))
    }

    /// A message of about `size` octets, a body of one `line` over and over, with a signature on top.
    pub(crate) fn signed(&self, size: usize, line: &str) -> Fallible<Signed> {
        let der = self.0.to_pkcs1_der()?;
        let der = PrivateKeyDer::Pkcs1(PrivatePkcs1KeyDer::from(der.as_bytes().to_vec()));
        let public = self.0.to_public_key().to_public_key_der()?;
        signed(
            size,
            line,
            RsaKey::<Sha256>::from_key_der(der)?,
            &format!("k=rsa; p={}", STANDARD.encode(public)),
        )
    }

    /// The public half, and a signature over a digest.
    pub(crate) fn alone(&self, digest: &[u8]) -> Fallible<(PublicKey, Vec<u8>)> {
        let signature = self.0.sign(Pkcs1v15Sign::new::<sha2::Sha256>(), digest)?;
        Ok((self.0.to_public_key(), signature))
    }
}

/// An Ed25519 key.
pub(crate) struct Ed25519(ed25519_dalek::SigningKey);

impl Ed25519 {
    /// The key that the seed is.
    pub(crate) fn new() -> Self {
        Self(ed25519_dalek::SigningKey::from_bytes(&[7; 32]))
    }

    /// A message of about `size` octets, a body of one `line` over and over, with a signature on top.
    pub(crate) fn signed(&self, size: usize, line: &str) -> Fallible<Signed> {
        let public = self.0.verifying_key();
        let key = Ed25519Key::from_seed_and_public_key(self.0.as_bytes(), public.as_bytes())?;
        signed(size, line, key, &format!("k=ed25519; p={}", STANDARD.encode(public.as_bytes())))
    }

    /// The public half, and a signature over a digest.
    pub(crate) fn alone(&self, digest: &[u8]) -> (ed25519_dalek::VerifyingKey, ed25519_dalek::Signature) {
        (self.0.verifying_key(), self.0.sign(digest))
    }
}

fn signed(size: usize, line: &str, key: impl SigningKey, record: &str) -> Fallible<Signed> {
    let lines = size.saturating_sub(HEADER.len()) / line.len();
    let message = format!("{HEADER}{}", line.repeat(lines));
    let signature = DkimSigner::from_key(key)
        .domain(DOMAIN)
        .selector(SELECTOR)
        .headers(SIGNED)
        .header_canonicalization(Canonicalization::Relaxed)
        .body_canonicalization(Canonicalization::Relaxed)
        .sign(message.as_bytes())?;
    let name = format!("{SELECTOR}._domainkey.{DOMAIN}");
    let record = format!("v=DKIM1; {record}");
    Ok(Signed {
        message: [signature.to_header().as_bytes(), message.as_bytes()].concat(),
        records: Records::from_texts([(name, record.as_str())]),
    })
}
