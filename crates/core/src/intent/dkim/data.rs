//! The data of a key, out of whatever it was pasted from.

use super::why::Why;
use crate::crypto::{KeyType, PublicKey, base64};

/// So many characters of base64 in a row are a key and no word.
const LONG: usize = 40;

/// How an Ed25519 key begins in the form that files have (RFC 8410 §4); DKIM publishes what follows (RFC 8463 §4).
const ED25519_FILE: [u8; 12] = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];

/// A key that stands without its tag, before the tags or behind the last of them.
pub(super) fn bare<'a>(before: &'a str, behind: &'a str, kind: Option<&'static str>) -> Option<&'a str> {
    let parts = before.split([';', ',']).chain(behind.split([';', ','])).map(str::trim);
    let words = before.split([';', ',', ' ']).chain(behind.split([';', ',', ' ']));
    // 32 octets are a key only where something says so.
    let is_key = |part: &&str| read(part, kind).is_ok_and(|(own, _)| own == "rsa" || kind == Some(own));
    parts.chain(words).filter(|part| part.len() >= LONG).find(is_key)
}

const fn is_base64(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '-' | '_')
}

/// The kind of key and its data.
pub(super) fn read(p: &str, kind: Option<&'static str>) -> Result<(&'static str, String), Why> {
    let plain: String = p.chars().filter(|c| is_base64(*c)).map(standard).collect();
    // A form turns plus signs into spaces; where spaces are only folding, the text without them is the key.
    let spaced: String = p.trim().replace(' ', "+").chars().filter(|c| is_base64(*c)).map(standard).collect();
    let read =
        [&plain, &spaced].into_iter().find_map(|text| key(text, kind).or_else(|| beheaded(text, kind)));
    read.ok_or_else(|| match () {
        () if is_private(&plain) => Why::Private,
        () if is_cut(&plain) => Why::Cut,
        () => Why::NotAKey,
    })
}

/// A key whose first letters were lost in copying. It begins with a sequence and its length (X.690 §8.1.3), which the rest tells, so
/// that only one beginning fits.
fn beheaded(text: &str, kind: Option<&'static str>) -> Option<(&'static str, String)> {
    let lost = [("IIB", "M"), ("IGf", "M"), ("IBI", "MI"), ("GfM", "MI")];
    let (_, head) = lost.iter().find(|(start, _)| text.starts_with(start))?;
    key(&format!("{head}{text}"), kind)
}

/// Whether the data is a private key: a sequence that begins with its version, which is 0 (RFC 8017 §A.1.2, RFC 5958 §2).
fn is_private(text: &str) -> bool {
    let start = text.get(..16).and_then(base64::decode).unwrap_or_default();
    matches!(start.as_slice(), [0x30, 0x82, _, _, 2, 1, 0, ..] | [0x30, 0x81, _, 2, 1, 0, ..])
}

/// The alphabet of web addresses has two other characters (RFC 4648 §5).
const fn standard(c: char) -> char {
    match c {
        '-' => '+',
        '_' => '/',
        c => c,
    }
}

fn key(text: &str, kind: Option<&'static str>) -> Option<(&'static str, String)> {
    let data = base64::decode(&padded(text))?;
    let is = |kind: KeyType, data: &[u8]| PublicKey::parse(kind, data).is_ok();
    if let Some(bare) = data.strip_prefix(&ED25519_FILE).filter(|bare| bare.len() == 32) {
        return Some(("ed25519", base64::encode(bare))).filter(|_| is(KeyType::Ed25519, bare));
    }
    // RFC 8463 §4: without k= a key is taken for RSA; 32 octets are none.
    let looks_short = data.len() == 32 && is(KeyType::Ed25519, &data);
    if looks_short || kind == Some("ed25519") {
        return Some(("ed25519", base64::encode(&data))).filter(|_| looks_short);
    }
    is(KeyType::Rsa, &data).then(|| ("rsa", base64::encode(&data)))
}

fn padded(text: &str) -> String {
    let missing = (4 - text.len() % 4) % 4;
    format!("{text}{}", "=".repeat(missing.min(2)))
}

/// Whether the data says that it is longer than it is: a sequence, and its length (X.690 §8.1.3).
fn is_cut(text: &str) -> bool {
    let whole = text.get(..text.len() / 4 * 4).unwrap_or_default();
    let Some(data) = base64::decode(whole) else { return false };
    match data.as_slice() {
        [0x30, 0x82, high, low, rest @ ..] => usize::from(u16::from_be_bytes([*high, *low])) > rest.len(),
        [0x30, 0x81, length, rest @ ..] => usize::from(*length) > rest.len(),
        _ => false,
    }
}
