//! A message, what DNS answers, and what that comes to.

use base64::Engine;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig, STANDARD};
use serde_json::{Map, Value, json};

/// The longest string of a TXT record, in octets.
const MAX_STRING: usize = 255;
/// The shortest RSA key that counts, as a DER public key of 1024 bits has octets at least.
const MIN_KEY: usize = 138;

/// One case of a suite.
#[derive(Clone)]
pub(super) struct Case {
    pub(super) id: String,
    pub(super) suite: &'static str,
    /// The message, with CRLF.
    pub(super) message: Vec<u8>,
    pub(super) zone: Zone,
    /// The suite's own word.
    pub(super) expect: String,
    /// What the RFCs as they stand today ask for, where that is not the suite's own word.
    pub(super) strict: Option<&'static str>,
    pub(super) note: String,
}

/// Cases as the tests read them.
pub(super) fn to_json(cases: Vec<Case>) -> Value {
    let one = |case: Case| {
        let strict = case.strict.unwrap_or(&case.expect);
        json!({
            "id": case.id, "suite": case.suite, "message": STANDARD.encode(&case.message), "zone": case.zone.0,
            "expect": case.expect, "expectStrict": strict, "note": case.note,
        })
    };
    cases.into_iter().map(one).collect()
}

/// Records in the form of a zone file.
#[derive(Clone, Default)]
pub(super) struct Zone(Map<String, Value>);

impl Zone {
    /// Adds a TXT record, in as many strings as its length needs.
    pub(super) fn text(&mut self, name: &str, text: &str) {
        let strings: Vec<_> = text.as_bytes().chunks(MAX_STRING).map(String::from_utf8_lossy).collect();
        let value = match strings.as_slice() {
            [] | [_] => json!(text),
            several => json!(several),
        };
        self.0.insert(name.to_owned(), json!([{ "TXT": value }]));
    }

    /// Adds a fault that every question for a name gets.
    pub(super) fn fault(&mut self, name: &str, fault: &str) {
        self.0.insert(name.to_owned(), json!([fault]));
    }

    /// The text at a name, whatever its case.
    fn text_at(&self, name: &str) -> Option<String> {
        let (_, records) = self.0.iter().find(|(own, _)| own.eq_ignore_ascii_case(name))?;
        match records.get(0)?.get("TXT")? {
            Value::String(text) => Some(text.clone()),
            strings => Some(strings.as_array()?.iter().filter_map(Value::as_str).collect()),
        }
    }
}

/// A message with each of its lines ending in CRLF, as suites keep them in files of another kind. A file that has CRLF has it
/// where it is meant.
pub(super) fn with_crlf(bytes: &[u8]) -> Vec<u8> {
    if bytes.windows(2).any(|two| two == b"\r\n") {
        return bytes.to_vec();
    }
    let mut wide = Vec::with_capacity(bytes.len());
    for octet in bytes {
        if *octet == b'\n' {
            wide.push(b'\r');
        }
        wide.push(*octet);
    }
    wide
}

/// What a suite that is older than RFC 6376 and RFC 8301 would say today. A message that passes there passes still where a
/// signature has its version, and rests neither on rsa-sha1 nor on an RSA key below 1024 bits.
pub(super) fn strict(passes: bool, message: &[u8], zone: &Zone) -> &'static str {
    if passes && signatures(message).iter().any(|signature| counts(signature, zone)) {
        "pass"
    } else {
        "nonpass"
    }
}

/// Whether a signature's version, algorithm and key still count (RFC 6376 §3.5, RFC 8301 §3).
fn counts(signature: &str, zone: &Zone) -> bool {
    if tag(signature, "v").as_deref() != Some("1") {
        return false;
    }
    let (Some(domain), Some(selector)) = (tag(signature, "d"), tag(signature, "s")) else { return false };
    let key = zone.text_at(&format!("{selector}._domainkey.{domain}")).unwrap_or_default();
    let lenient = GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
    let public = tag(&key, "p").unwrap_or_default();
    let octets =
        GeneralPurpose::new(&base64::alphabet::STANDARD, lenient).decode(public).map_or(0, |key| key.len());
    match tag(signature, "a").unwrap_or_default().as_str() {
        "ed25519-sha256" => true,
        "rsa-sha256" => octets >= MIN_KEY,
        _ => false,
    }
}

/// The values of the DKIM-Signature fields of a message.
fn signatures(message: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(message);
    let header =
        text.split("\r\n\r\n").next().unwrap_or_default().replace("\r\n ", " ").replace("\r\n\t", " ");
    let fields = header.split("\r\n").filter_map(|field| field.split_once(':'));
    fields
        .filter(|(name, _)| name.trim().eq_ignore_ascii_case("dkim-signature"))
        .map(|(_, value)| value.to_owned())
        .collect()
}

/// The value of a tag of a tag list, without white space.
fn tag(list: &str, name: &str) -> Option<String> {
    let tags = list.split(';').filter_map(|tag| tag.split_once('='));
    let (_, value) = tags.into_iter().find(|(own, _)| own.trim() == name)?;
    Some(value.split_whitespace().collect())
}
