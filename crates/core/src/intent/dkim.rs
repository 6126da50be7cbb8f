//! What a DKIM key record was meant to say.

mod data;
mod why;

pub use why::Why;

use super::distance;
use super::plain::{BORDER, plain};
use super::tags::{self, Kind};
use crate::dkim::key::{KeyRecord, KeyRecordError};

/// The tags of RFC 6376 §3.6.1, and `g=` of RFC 4871. Other names are not looked for: base64 has spaces and equals signs too.
const KIND: Kind = Kind {
    names: &["v", "k", "p", "h", "s", "t", "n", "g"],
    whole: &["dkim1", "k=rsa", "ed25519", "sha256"],
    is_closed: true,
};

/// The most texts of one name that are put together.
const MAX_PIECES: usize = 3;

/// What the texts at a key's name were meant to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Intent {
    /// The key.
    pub reading: Reading,
    /// Texts beside it that are no key: a wildcard's, or another record that was put there.
    pub stray: Vec<String>,
    /// Whether it stands there in several records, of which none is whole.
    pub is_parted: bool,
}

/// A key, as far as it can be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// It is right as it stands.
    Right(String),
    /// It is plainly meant: what is to be published.
    Meant(String),
    /// It was taken back (`p=` is empty).
    Revoked,
    /// It cannot be told.
    Untold(Why),
}

impl Intent {
    /// Reads the texts at a key's name.
    #[must_use]
    pub fn read(texts: &[String]) -> Self {
        let mut keys: Vec<Reading> = Vec::new();
        let mut stray = Vec::new();
        for text in texts {
            match one(text) {
                Reading::Untold(Why::NoKey) => stray.push(text.clone()),
                reading if !keys.contains(&reading) => keys.push(reading),
                _ => {}
            }
        }
        let good = |reading: &&Reading| matches!(reading, Reading::Right(_) | Reading::Meant(_));
        let mut is_parted = false;
        let reading = match keys.iter().filter(good).count() {
            1 => keys.iter().find(good).cloned(),
            0 => match pieces(texts) {
                Some(whole) => {
                    stray.retain(|text| is_foreign(text));
                    is_parted = true;
                    Some(Reading::Meant(whole))
                }
                None => keys.into_iter().min_by_key(severity),
            },
            _ => Some(Reading::Untold(Why::Several)),
        };
        Self { reading: reading.unwrap_or(Reading::Untold(Why::NoKey)), stray, is_parted }
    }

    /// The one key that there is, as it is or as it was meant.
    #[must_use]
    pub fn key(&self) -> Option<&str> {
        match &self.reading {
            Reading::Right(text) | Reading::Meant(text) => Some(text),
            Reading::Revoked | Reading::Untold(_) => None,
        }
    }

    /// The record that is to be published, where another than the one that stands there was meant.
    #[must_use]
    pub fn meant(&self) -> Option<&str> {
        match &self.reading {
            Reading::Meant(text) => Some(text),
            _ => None,
        }
    }
}

/// What is told first of several texts that give no key.
const fn severity(reading: &Reading) -> u8 {
    match reading {
        Reading::Untold(Why::Private) => 0,
        Reading::Untold(Why::Cut) => 1,
        Reading::Revoked => 2,
        _ => 3,
    }
}

/// A key's record with a tag set or, where the value is empty, taken away.
#[must_use]
pub fn with_tag(record: &str, name: &str, value: &str) -> String {
    let (_, tags) = tags::tags(record, &KIND);
    let mut parts: Vec<(String, String)> =
        tags.into_iter().map(|tag| (tag.name, tag.value.to_owned())).filter(|(own, _)| own != name).collect();
    if !value.is_empty() {
        // Before the data, which is long.
        let at = parts.iter().position(|(own, _)| own == "p").unwrap_or(parts.len());
        parts.insert(at, (name.to_owned(), value.to_owned()));
    }
    parts.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
}

/// The value of a tag of a key's record.
#[must_use]
pub fn tag(record: &str, name: &str) -> Option<String> {
    tags::tags(record, &KIND).1.into_iter().find(|tag| tag.name == name).map(|tag| tag.value.to_owned())
}

/// A key whose strings were published as several records: the one with the tags first, the rest in some order.
fn pieces(texts: &[String]) -> Option<String> {
    let own: Vec<&String> = texts.iter().filter(|text| !is_foreign(text)).collect();
    if !(2..=MAX_PIECES).contains(&own.len()) {
        return None;
    }
    let is_first = |text: &&&String| text.to_ascii_lowercase().contains("p=");
    let first = own.iter().find(is_first)?;
    let rest: Vec<&str> = own.iter().filter(|text| *text != first).map(|text| text.as_str()).collect();
    let backwards: Vec<&str> = rest.iter().rev().copied().collect();
    [rest, backwards].iter().find_map(|rest| match one(&format!("{first}{}", rest.concat())) {
        Reading::Right(text) | Reading::Meant(text) => Some(text),
        _ => None,
    })
}

/// Whether a text is another kind of record, as a wildcard answers with.
fn is_foreign(text: &str) -> bool {
    let text = plain(text).trim_start().to_ascii_lowercase();
    text.starts_with("v=") && !text.starts_with("v=dkim") || text.contains("verification")
}

/// One text.
fn one(text: &str) -> Reading {
    match KeyRecord::parse(text) {
        Ok(_) => return Reading::Right(text.to_owned()),
        Err(KeyRecordError::Revoked) => return Reading::Revoked,
        Err(_) => {}
    }
    if is_foreign(text) {
        return Reading::Untold(Why::NoKey);
    }
    if text.contains("PRIVATE KEY") {
        return Reading::Untold(Why::Private);
    }
    let plain = without_pem(&without_comment(&plain(text).replace(BORDER, "")));
    let (before, tags) = tags::tags(&plain, &KIND);
    let written = tags.iter().find(|tag| tag.name == "p").map(|tag| tag.value);
    let kind = tags.iter().find(|tag| tag.name == "k").map(|tag| key_type(tag.value));
    let Some(p) = written.or_else(|| data::bare(before, tags.last().map_or("", |tag| tag.value), kind))
    else {
        return Reading::Untold(if is_meant(&plain) { Why::NotAKey } else { Why::NoKey });
    };
    let p = p.split(';').next().unwrap_or_default();
    match data::read(p, kind) {
        Ok((kind_meant, data)) => {
            let mut text = "v=DKIM1".to_owned();
            for tag in tags.iter().filter(|tag| !["v", "k", "p"].contains(&tag.name.as_str())) {
                let value = value_of(&tag.name, tag.value);
                if !value.is_empty() {
                    text.push_str(&format!("; {}={value}", tag.name));
                }
            }
            if kind.is_some() || kind_meant != "rsa" {
                text.push_str(&format!("; k={kind_meant}"));
            }
            text.push_str(&format!("; p={data}"));
            if KeyRecord::parse(&text).is_ok() { Reading::Meant(text) } else { Reading::Untold(Why::NotAKey) }
        }
        Err(why) => Reading::Untold(why),
    }
}

/// The kind of key that was meant.
fn key_type(value: &str) -> &'static str {
    let letters: String = value.chars().filter(char::is_ascii_alphanumeric).collect();
    let word = letters.to_ascii_lowercase();
    if word.starts_with("ed") || distance(&word, "ed25519") <= 2 { "ed25519" } else { "rsa" }
}

/// The value of a tag beside the key: a list with colons (RFC 6376 §3.6.1).
fn value_of(name: &str, value: &str) -> String {
    let value = value.split(';').next().unwrap_or_default();
    if name == "n" || name == "g" {
        return value.trim().to_owned();
    }
    let words = value.split([',', ' ', ':', '|']).filter(|word| !word.is_empty());
    let word = |word: &str| match name {
        "h" => word.to_ascii_lowercase().replace("sha-", "sha"),
        _ => word.to_ascii_lowercase(),
    };
    words.map(word).collect::<Vec<_>>().join(":")
}

/// Whether a text was meant to hold a key.
fn is_meant(plain: &str) -> bool {
    let lower = plain.to_ascii_lowercase();
    lower.contains("dkim") || lower.contains("k=rsa") || lower.contains("p=")
}

/// A key as a zone file has it, without the comment that the tool which made it puts behind its bracket.
fn without_comment(text: &str) -> String {
    match (text.find('('), text.rfind(')')) {
        (Some(open), Some(close)) if open < close => text.get(open + 1..close).unwrap_or_default().to_owned(),
        _ => text.to_owned(),
    }
}

/// A key without the lines that begin and end it in a file (RFC 7468 §2).
fn without_pem(text: &str) -> String {
    let mut out = text.to_owned();
    for line in ["-----BEGIN", "-----END"] {
        let Some(at) = out.find(line) else { continue };
        let behind = out.get(at + line.len()..).unwrap_or_default();
        let end = behind.find("-----").map_or(out.len(), |end| at + line.len() + end + 5);
        out.replace_range(at..end, " ");
    }
    out
}

#[cfg(test)]
mod tests;
