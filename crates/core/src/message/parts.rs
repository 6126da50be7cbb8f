//! The parts of a message (RFC 2046), each with its transfer encoding undone.

use super::Origin;
use super::header::{Section, line_texts, section};
use crate::crypto::base64;
use std::borrow::Cow;

/// The most parts of a message that are looked at.
pub const MAX_PARTS: usize = 200;
/// How many multiparts within one another are opened.
pub const MAX_DEPTH: usize = 8;
/// The longest boundary (RFC 2046 §5.1.1).
const MAX_BOUNDARY: usize = 70;

/// A part that is no multipart itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part<'a> {
    /// Its `type/subtype` in lower case; `text/plain` where it names none (RFC 2045 §5.2).
    pub media_type: String,
    encoding: String,
    body: &'a [u8],
}

impl<'a> Part<'a> {
    /// Its octets, with the transfer encoding undone (RFC 2045 §6).
    #[must_use]
    pub fn content(&self) -> Cow<'a, [u8]> {
        match self.encoding.as_str() {
            "base64" => Cow::Owned(base64::decode_lenient(&String::from_utf8_lossy(self.body))),
            "quoted-printable" => {
                let mut out = Vec::with_capacity(self.body.len());
                for line in line_texts(self.body) {
                    quoted_printable(line, &mut |piece| out.extend_from_slice(piece));
                }
                Cow::Owned(out)
            }
            _ => Cow::Borrowed(self.body),
        }
    }

    /// The content as text; octets that are no UTF-8 become replacement characters.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.content()).into_owned()
    }
}

/// The parts of a message from the top, its header section included in `bytes`. A message of one part is that part.
#[must_use]
pub fn parts(bytes: &[u8]) -> Vec<Part<'_>> {
    let mut found = Vec::new();
    let mut open = vec![(bytes, 0)];
    while let Some((entity, depth)) = open.pop() {
        if found.len() >= MAX_PARTS || open.len() >= MAX_PARTS {
            break;
        }
        let entity = Entity::of(entity);
        match boundary(&entity.content_type) {
            Some(boundary) if entity.media_type.starts_with("multipart/") && depth < MAX_DEPTH => {
                let inner = between(entity.body, &boundary);
                open.extend(inner.into_iter().rev().map(|part| (part, depth + 1)));
            }
            _ => found.push(entity.part()),
        }
    }
    found
}

/// A header section and what follows it.
struct Entity<'a> {
    content_type: String,
    media_type: String,
    encoding: String,
    body: &'a [u8],
}

impl<'a> Entity<'a> {
    fn of(bytes: &'a [u8]) -> Self {
        let section = section(bytes, Origin::File, &mut Vec::new());
        let content_type = value(bytes, &section, "content-type");
        let media_type = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        Self {
            encoding: value(bytes, &section, "content-transfer-encoding").trim().to_ascii_lowercase(),
            media_type: if media_type.is_empty() { "text/plain".to_owned() } else { media_type },
            content_type,
            body: section.body.and_then(|at| bytes.get(at..)).unwrap_or_default(),
        }
    }

    fn part(self) -> Part<'a> {
        Part { media_type: self.media_type, encoding: self.encoding, body: self.body }
    }
}

/// The value of the topmost field of a name, as one line.
fn value(bytes: &[u8], section: &Section, name: &str) -> String {
    let mut fields = section.fields.iter().map(|place| super::Field::new(bytes, place));
    fields.find(|field| field.is(name)).map(|field| field.unfolded()).unwrap_or_default()
}

/// RFC 2046 §5.1.1: what stands between the delimiter lines. The line end before a delimiter belongs to it.
fn between<'a>(body: &'a [u8], boundary: &str) -> Vec<&'a [u8]> {
    let mut inner = Vec::new();
    let (mut at, mut start) = (0, None);
    for line in line_texts(body) {
        if let Some(rest) = delimiter(line, boundary) {
            if let Some(part) = start.and_then(|start| body.get(start..at)) {
                inner.push(without_line_end(part));
            }
            start = (!rest.starts_with(b"--")).then_some(at + line.len());
            if start.is_none() || inner.len() >= MAX_PARTS {
                return inner;
            }
        }
        at += line.len();
    }
    // A message that was cut off has no last delimiter.
    inner.extend(start.and_then(|start| body.get(start..)));
    inner
}

/// `delimiter := CRLF "--" boundary`: what stands behind it in its line.
fn delimiter<'a>(line: &'a [u8], boundary: &str) -> Option<&'a [u8]> {
    let rest = line.strip_prefix(b"--")?.strip_prefix(boundary.as_bytes())?;
    // RFC 2046 §5.1.1: one boundary may be the beginning of another.
    matches!(rest.trim_ascii(), b"" | b"--").then_some(rest)
}

fn without_line_end(part: &[u8]) -> &[u8] {
    let part = part.strip_suffix(b"\n").unwrap_or(part);
    part.strip_suffix(b"\r").unwrap_or(part)
}

/// The boundary parameter of a Content-Type.
pub(crate) fn boundary(content_type: &str) -> Option<String> {
    let lower = content_type.to_ascii_lowercase();
    let at = lower.find("boundary=")? + "boundary=".len();
    let value = content_type.get(at..)?;
    let value = match value.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next(),
        None => value.split([';', ' ', '\t', '\r', '\n']).next(),
    };
    value.filter(|value| (1..=MAX_BOUNDARY).contains(&value.len())).map(str::to_owned)
}

/// RFC 2045 §6.7: `=XX` is an octet, `=` at the end of a line joins the next.
pub(crate) fn quoted_printable(text: &[u8], out: &mut dyn FnMut(&[u8])) {
    let text = text.trim_ascii_end();
    let (text, joined) = text.strip_suffix(b"=").map_or((text, false), |text| (text, true));
    let mut parts = text.split(|&b| b == b'=');
    out(parts.next().unwrap_or_default());
    for part in parts {
        let (digits, rest) = part.split_at_checked(2).unwrap_or((part, &[]));
        let octet = std::str::from_utf8(digits).ok().and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match octet {
            Some(octet) => out(&[octet]),
            None => {
                out(b"=");
                out(digits);
            }
        }
        out(rest);
    }
    if !joined {
        out(b"\r\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, String)> {
        parts(text.as_bytes()).into_iter().map(|part| (part.media_type.clone(), part.text())).collect()
    }

    #[test]
    fn the_parts_of_nested_multiparts_come_in_order() {
        let text = "Content-Type: multipart/report; boundary=\"a b\"\n\npreamble\n--a b\n\
                    Content-Type: multipart/alternative; boundary=a\n\n--a\n\none\n--a\nContent-Type: TEXT/HTML;x=y\n\
                    Content-Transfer-Encoding: quoted-printable\n\ntw=6F=\n\n--a--\n--a b\nContent-Type: message/rfc822\n\
                    Content-Transfer-Encoding: base64\n\nQTog\nMQ==\n--a b--\nepilogue";
        let expected = [("text/plain", "one"), ("text/html", "two"), ("message/rfc822", "A: 1")];
        assert_eq!(read(text), expected.map(|(kind, text)| (kind.to_owned(), text.to_owned())));
        assert_eq!(read("From: a@b.example\n\nhi"), [("text/plain".to_owned(), "hi".to_owned())]);
        let cut = "Content-Type: multipart/mixed; boundary=a\n\n--a\n\ncut o";
        assert_eq!(read(cut), [("text/plain".to_owned(), "cut o".to_owned())]);
    }

    #[test]
    fn no_more_parts_than_the_limits_are_opened() {
        let many =
            format!("Content-Type: multipart/mixed; boundary=a\n\n{}", "--a\n\nx\n".repeat(MAX_PARTS + 9));
        assert!(read(&many).len() <= MAX_PARTS);
        let deep: String = (0..MAX_DEPTH + 5)
            .map(|n| format!("Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n"))
            .collect();
        assert_eq!(read(&deep).len(), 1);
    }
}
