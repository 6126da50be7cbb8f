//! Messages to check: the first user's two, and ones that are signed and sealed here with a key everybody knows.

use crate::shapes::{read_zone, today};
use ed25519_dalek::{Signer as _, SigningKey};
use std::borrow::Cow;
use std::fs;
use std::path::Path;
use waxseal_core::MessageInput;
use waxseal_core::crypto::{HashAlgorithm, base64};
use waxseal_core::dkim::body_hash::{BodyHashes, BodyRequest};
use waxseal_core::dkim::canonical::Canonicalization;
use waxseal_core::dkim::header_hash::{HeaderFields, header_hash};
use waxseal_core::dns::{Text, Zone, ZoneEntry};
use waxseal_core::domain::Domain;
use waxseal_core::evidence::{EnvelopeOverrides, Tables};
use waxseal_core::message::{Message, Origin};

/// A message with all that DNS answers about it.
#[derive(Debug)]
pub struct Case {
    /// What it is called in a failing test.
    pub name: String,
    /// The message.
    pub bytes: Vec<u8>,
    /// How it reached us.
    pub origin: Origin,
    /// DNS.
    pub zone: Zone,
    /// The envelope.
    pub given: EnvelopeOverrides,
}

impl Case {
    /// The check of it.
    #[must_use]
    pub fn input(&self) -> MessageInput<'_> {
        MessageInput { given: self.given.clone(), ..input(&self.bytes, self.origin) }
    }
}

/// The check of a message, on the day of the tests.
#[must_use]
pub fn input(bytes: &[u8], origin: Origin) -> MessageInput<'_> {
    MessageInput {
        bytes,
        origin,
        given: EnvelopeOverrides::default(),
        trust: None,
        now: today(),
        tables: Tables { to_ascii: |_| None, decode_charset: |_, _| None },
        suffixes: None,
    }
}

/// The first user's two messages.
///
/// # Panics
/// Where their files are gone.
#[must_use]
pub fn seeds() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../web/assets/examples");
    let case = |file: &str| Case {
        name: file.to_owned(),
        bytes: fs::read(folder.join(file)).unwrap_or_else(|e| panic!("{file}: {e}")),
        origin: Origin::Paste,
        zone: read_zone("../web/assets/examples/zone.json"),
        given: EnvelopeOverrides::default(),
    };
    ["mailchimp-to-gmail.txt", "office365-to-gmail.txt"].map(case).into()
}

/// A message that its author's domain and a provider signed, and two forwarders sealed; SPF passes for the provider.
///
/// # Panics
/// Never.
#[must_use]
pub fn sealed() -> Case {
    let message = "From: Jo <jo@news.author.example>\r\nTo: a@reader.example\r\nSubject: Hello\r\n\
                   Date: Mon, 23 Nov 2026 00:00:00 +0000\r\n\r\nHello there\r\n";
    let message = sign("esp.example", "from:subject:date", message);
    let message = sign("author.example", "from:to:subject:date", &message);
    let message = seal("list.example", 1, &message);
    let message = seal("forward.example", 2, &message);
    let mut zone = Zone::default();
    let text = |zone: &mut Zone, name: &str, text: &str| {
        let name = Domain::parse(name).expect("a name");
        zone.insert(name, ZoneEntry::Txt(Text(text.into())));
    };
    for domain in ["esp.example", "author.example", "list.example", "forward.example"] {
        text(&mut zone, &format!("s._domainkey.{domain}"), &key_record());
    }
    text(&mut zone, "_dmarc.author.example", "v=DMARC1; p=reject; rua=mailto:r@reports.example");
    text(&mut zone, "author.example._report._dmarc.reports.example", "v=DMARC1");
    text(&mut zone, "esp.example", "v=spf1 include:out.esp.example mx -all");
    text(&mut zone, "out.esp.example", "v=spf1 a:mail.esp.example exists:%{i}.list.esp.example ?all");
    zone.insert(Domain::parse("mail.esp.example").expect("a name"), ZoneEntry::A([192, 0, 2, 1].into()));
    let given = EnvelopeOverrides {
        ip: Some([192, 0, 2, 1].into()),
        mail_from: Some("bounce@esp.example".to_owned()),
        helo: Some("mail.esp.example".to_owned()),
        from: None,
    };
    Case { name: "sealed".to_owned(), bytes: message.into_bytes(), origin: Origin::File, zone, given }
}

/// Messages that somebody at `evil.example` sent in the name of `author.example`, with all that is theirs in order: their SPF
/// passes, their signature verifies, and below what the receiver wrote stand results and hops of their own making.
///
/// # Panics
/// Never.
#[must_use]
pub fn forged() -> Vec<Case> {
    let mut zone = Zone::default();
    let text = |zone: &mut Zone, name: &str, text: &str| {
        zone.insert(Domain::parse(name).expect("a name"), ZoneEntry::Txt(Text(text.into())));
    };
    text(&mut zone, "s._domainkey.evil.example", &key_record());
    text(&mut zone, "evil.example", "v=spf1 a:mail.evil.example -all");
    text(&mut zone, "_dmarc.evil.example", "v=DMARC1; p=none");
    text(&mut zone, "author.example", "v=spf1 ip4:203.0.113.9 -all");
    text(&mut zone, "_dmarc.author.example", "v=DMARC1; p=reject");
    for (name, ip) in [("mail.evil.example", [192, 0, 2, 66]), ("mx.reader.example", [198, 51, 100, 1])] {
        zone.insert(Domain::parse(name).expect("a name"), ZoneEntry::A(ip.into()));
    }
    let arrival = "Received: from mail.evil.example (mail.evil.example [192.0.2.66])\r\n by mx.reader.example with ESMTPS id \
                   1; Mon, 23 Nov 2026 00:00:02 +0000\r\n";
    let claim = "Authentication-Results: mx.reader.example; spf=pass smtp.mailfrom=author.example; dkim=pass \
                 header.d=author.example; dmarc=pass header.from=author.example\r\n";
    let hop = "Received: from out.author.example (out.author.example [203.0.113.9])\r\n by relay.example with ESMTPS id \
               2; Mon, 23 Nov 2026 00:00:01 +0000\r\n";
    let claims = format!("{hop}{claim}");
    let message = "From: Jo <jo@author.example>\r\nTo: a@reader.example\r\nSubject: Pay\r\nDate: Mon, 23 Nov 2026 \
                   00:00:00 +0000\r\n\r\nNow\r\n";
    let signed = sign("evil.example", "from:to:subject:date", message);
    let torn = signed.replace("d=evil.example; s=s", "d=author.example; s=s");
    let given = EnvelopeOverrides {
        ip: Some([192, 0, 2, 66].into()),
        mail_from: Some("bounce@evil.example".to_owned()),
        helo: Some("mail.evil.example".to_owned()),
        from: None,
    };
    let case = |name: &str, text: String| {
        let (zone, given) = (zone.clone(), given.clone());
        Case { name: name.to_owned(), bytes: text.into_bytes(), origin: Origin::File, zone, given }
    };
    vec![
        case("forged, plain", format!("{arrival}{message}")),
        case("forged, signed by the forger", format!("{arrival}{signed}")),
        case("forged, with claims", format!("{arrival}{claims}{signed}")),
        case("forged, with a claim right below the border", format!("{arrival}{claim}{signed}")),
        case("forged, in the author's signature", format!("{arrival}{claims}{torn}")),
        case("forged, sealed", seal("evil.example", 1, &format!("{arrival}{claims}{signed}"))),
    ]
}

fn key() -> SigningKey {
    SigningKey::from_bytes(&[7; 32])
}

/// The key record that every signature of this module verifies by; its selector is `s`.
#[must_use]
pub fn key_record() -> String {
    format!("v=DKIM1; k=ed25519; p={}", base64::encode(key().verifying_key().as_bytes()))
}

/// The message with a DKIM signature of `domain` on top.
///
/// # Panics
/// Never.
#[must_use]
pub fn sign(domain: &str, fields: &str, message: &str) -> String {
    let tags = format!("v=1; a=ed25519-sha256; c=relaxed/relaxed; d={domain}; s=s; h={fields}");
    with_signature("DKIM-Signature", &tags, fields, message)
}

/// The same, of a signature that covers the body up to where it ends now, and leaves open what follows (RFC 6376 §3.5, `l=`).
///
/// # Panics
/// Never.
#[must_use]
pub fn sign_part(domain: &str, fields: &str, message: &str) -> String {
    let length = message.split_once("\r\n\r\n").map_or(0, |(_, body)| body.len());
    let tags = format!("v=1; a=ed25519-sha256; c=relaxed/relaxed; d={domain}; s=s; l={length}; h={fields}");
    with_signature("DKIM-Signature", &tags, fields, message)
}

/// The message with the three fields of an ARC set on top.
///
/// # Panics
/// Never.
#[must_use]
pub fn seal(domain: &str, instance: u32, message: &str) -> String {
    let results = format!("ARC-Authentication-Results: i={instance}; mx.{domain}; dmarc=pass\r\n");
    let tags = format!("i={instance}; a=ed25519-sha256; c=relaxed/relaxed; d={domain}; s=s; h=from:subject");
    let message = with_signature("ARC-Message-Signature", &tags, "from:subject", message);
    let message = format!("{results}{message}");
    let status = if instance == 1 { "none" } else { "pass" };
    let own = format!("ARC-Seal: i={instance}; a=ed25519-sha256; cv={status}; d={domain}; s=s; b=");
    let parsed = Message::parse(message.as_bytes(), Origin::File);
    let sets = parsed.fields().filter(|field| field.name().starts_with("ARC-"));
    // The newest set stands on top, and a seal covers the oldest first, each in the order results, message, seal.
    let mut covered: Vec<_> = sets.map(|field| (field.name().to_owned(), field.raw().to_vec())).collect();
    let first: Vec<_> = covered.drain(..2).collect();
    let mut order: Vec<Vec<u8>> = Vec::new();
    for set in covered.chunks(3).rev() {
        order.extend([1, 2, 0].map(|at| set[at].1.clone()));
    }
    order.extend(first.into_iter().map(|(_, raw)| raw));
    let raw = order.into_iter().map(Cow::Owned);
    let data = signature_of(raw, own.as_bytes());
    format!("{own}{data}\r\n{message}")
}

fn with_signature(name: &str, tags: &str, fields: &str, message: &str) -> String {
    let parsed = Message::parse(message.as_bytes(), Origin::File);
    let (canonicalization, hash) = (Canonicalization::Relaxed, HashAlgorithm::Sha256);
    let request = BodyRequest { canonicalization, hash, length: None };
    let bodies = BodyHashes::of(parsed.body_bytes(), [request]);
    let digest = bodies.get(&request).expect("it was asked for").digest.clone();
    let own = format!("{name}: {tags}; bh={}; b=", base64::encode(&digest));
    let header = HeaderFields::of(&parsed);
    let names: Vec<String> = fields.split(':').map(str::to_owned).collect();
    let selected = header.select(&names, usize::MAX);
    let raw: Vec<Vec<u8>> =
        selected.iter().flatten().filter_map(|&at| Some(header.get(at)?.raw().to_vec())).collect();
    let data = signature_of(raw.into_iter().map(Cow::Owned), own.as_bytes());
    format!("{own}{data}\r\n{message}")
}

fn signature_of<'a>(fields: impl Iterator<Item = Cow<'a, [u8]>>, own: &[u8]) -> String {
    let digest = header_hash(HashAlgorithm::Sha256, Canonicalization::Relaxed, fields, own);
    base64::encode(&key().sign(&digest).to_bytes())
}
