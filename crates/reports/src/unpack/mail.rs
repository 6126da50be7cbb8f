//! Mails with reports in them (RFC 2045, RFC 2046), mailboxes, and Outlook's files.

use super::{Content, Opener, Place};
use crate::failure;
use crate::unread::Unread;
use memchr::memmem;
use waxseal_core::crypto::base64;
use waxseal_core::message::{Field, Message, Origin, outlook_attachments};

/// The most parts of mails, all that are nested in one file together.
pub const MAX_PARTS: usize = 100_000;
/// The most mails of a mailbox.
pub const MAX_MAILS: usize = 100_000;

impl Opener<'_> {
    /// A mailbox (RFC 4155): each mail starts with a line `From `, behind an empty one.
    pub(super) fn mailbox(&mut self, bytes: &[u8], place: &Place) {
        let mut starts = vec![0];
        let behind = memmem::find_iter(bytes, b"\nFrom ").filter(|&at| {
            let before = bytes.get(..at).unwrap_or_default();
            before.ends_with(b"\n") || before.ends_with(b"\r")
        });
        starts.extend(behind.map(|at| at + 1).take(MAX_MAILS));
        let is_one = starts.len() == 1;
        for (number, &start) in starts.iter().enumerate() {
            let end = starts.get(number + 1).copied().unwrap_or(bytes.len());
            let mail = bytes.get(start..end).unwrap_or_default();
            let below = if is_one { place.clone() } else { place.below(&format!("#{}", number + 1)) };
            self.mail(mail, &below);
        }
    }

    pub(super) fn mail(&mut self, bytes: &[u8], place: &Place) {
        if place.depth > super::MAX_NESTING {
            return self.fail(Some(place), Unread::Beyond { limit: crate::unread::Limit::Nesting });
        }
        let before = self.count;
        let message = Message::parse(bytes, Origin::File);
        let header = Header::of(message.fields());
        self.part(&header, message.body_bytes(), place);
        if self.count == before && !place.is_part {
            self.fail(Some(place), Unread::NoReport);
        }
    }

    /// A part by its header: more parts, another mail, a failure report, or what may be a report.
    fn part(&mut self, header: &Header, body: &[u8], place: &Place) {
        if !self.counts_entry(place, MAX_PARTS) {
            return;
        }
        if place.depth > super::MAX_NESTING {
            return self.fail(Some(place), Unread::Beyond { limit: crate::unread::Limit::Nesting });
        }
        if let Some(boundary) = header.boundary.as_deref().filter(|_| header.kind.starts_with("multipart/")) {
            let parts: Vec<(Header, &[u8])> = split(body, boundary).into_iter().map(headed).collect();
            return self.parts(&parts, place);
        }
        let decoded = header.decode(body);
        let below = Place { is_part: true, ..place.below(&header.name) };
        match header.kind.as_str() {
            "message/rfc822" | "message/global" => self.mail(&decoded, &below),
            "text/rfc822-headers" | "message/delivery-status" | "text/html" => {}
            "text/plain" if !is_markup(&decoded) => {}
            _ => self.open(&decoded, &below),
        }
    }

    fn parts(&mut self, parts: &[(Header, &[u8])], place: &Place) {
        let feedback = parts.iter().find(|(header, _)| header.kind == "message/feedback-report");
        let Some((header, body)) = feedback else {
            // Nothing is named here, so that it does not nest either but for the sake of the limit.
            let below = Place { depth: place.depth + 1, ..place.clone() };
            return parts.iter().for_each(|(header, body)| self.part(header, body, &below));
        };
        let carries =
            |kind: &str| matches!(kind, "message/rfc822" | "message/global" | "text/rfc822-headers");
        let message = parts.iter().find(|(header, _)| carries(&header.kind));
        let message = message.map(|(header, body)| header.decode(body));
        let report = failure::read(&header.decode(body), message.is_some());
        self.hand_on(place, Content::Failure(Box::new(report), message));
    }

    pub(super) fn outlook(&mut self, bytes: &[u8], place: &Place) {
        let before = self.count;
        for attachment in outlook_attachments(bytes) {
            let below = Place { is_part: true, ..place.below(&attachment.name) };
            if !self.counts_entry(&below, MAX_PARTS) {
                return;
            }
            self.open(&attachment.content, &below);
        }
        if self.count == before {
            self.fail(Some(place), Unread::NoReport);
        }
    }
}

/// Whether a text may be a report that somebody pasted or that came as plain text.
fn is_markup(text: &[u8]) -> bool {
    let start = text.iter().find(|octet| !octet.is_ascii_whitespace());
    matches!(start, Some(b'<' | b'{')) || text.starts_with(b"\xef\xbb\xbf<")
}

/// What the header section of a part says.
struct Header {
    /// The content type, in lower case.
    kind: String,
    boundary: Option<String>,
    /// The encoding, in lower case.
    encoding: String,
    /// The file name.
    name: String,
}

impl Header {
    fn of<'a>(fields: impl Iterator<Item = Field<'a>>) -> Self {
        let mut header = Self {
            kind: "text/plain".to_owned(),
            boundary: None,
            encoding: String::new(),
            name: String::new(),
        };
        for field in fields {
            let value = || field.unfolded();
            match field.name().to_ascii_lowercase().as_str() {
                "content-type" => {
                    let value = value();
                    let kind = value.split(';').next().unwrap_or_default().trim();
                    header.kind = kind.to_ascii_lowercase();
                    header.boundary = parameter(&value, "boundary");
                    header.named(&value, "name");
                }
                "content-disposition" => header.named(&value(), "filename"),
                "content-transfer-encoding" => header.encoding = value().to_ascii_lowercase(),
                _ => {}
            }
        }
        header
    }

    /// Takes a file name: whole, or in pieces (RFC 2231 §3).
    fn named(&mut self, value: &str, key: &str) {
        let pieces = || {
            (0..MAX_PIECES).map_while(|at| {
                parameter(value, &format!("{key}*{at}")).or_else(|| parameter(value, &format!("{key}*{at}*")))
            })
        };
        let name = parameter(value, key).or_else(|| Some(pieces().collect::<String>()));
        if let Some(name) = name.filter(|name| !name.is_empty()) {
            self.name = name;
        }
    }

    /// The content, decoded (RFC 2045 §6).
    fn decode(&self, body: &[u8]) -> Vec<u8> {
        match self.encoding.trim() {
            "base64" => base64::decode_lenient(&String::from_utf8_lossy(body)),
            "quoted-printable" => quoted_printable(body),
            _ => body.to_vec(),
        }
    }
}

/// The most pieces of a file name.
const MAX_PIECES: usize = 100;

/// A parameter of a field (RFC 2045 §5.1), with or without quotation marks.
fn parameter(value: &str, key: &str) -> Option<String> {
    let mut rest = value;
    while let Some((_, after)) = rest.split_once(';') {
        rest = after;
        let Some((name, text)) = after.split_once('=') else { continue };
        if name.trim().eq_ignore_ascii_case(key) {
            let text = text.trim_start();
            return Some(match text.strip_prefix('"') {
                Some(quoted) => quoted.split('"').next().unwrap_or_default().to_owned(),
                None => text.split([';', ' ']).next().unwrap_or_default().to_owned(),
            });
        }
    }
    None
}

/// The parts between the lines of a boundary (RFC 2046 §5.1.1); one that is never closed ends with the text.
fn split<'b>(body: &'b [u8], boundary: &str) -> Vec<&'b [u8]> {
    let mark = format!("--{boundary}").into_bytes();
    let at_line = |&at: &usize| at == 0 || body.get(at - 1) == Some(&b'\n');
    let mut marks = memmem::find_iter(body, &mark).filter(at_line).take(MAX_PARTS).peekable();
    let mut parts = Vec::new();
    while let Some(at) = marks.next() {
        let after = body.get(at + mark.len()..).unwrap_or_default();
        if after.starts_with(b"--") {
            break;
        }
        let line = memchr::memchr(b'\n', after).map_or(after.len(), |end| end + 1);
        let start = at + mark.len() + line;
        let end = marks.peek().copied().unwrap_or(body.len());
        parts.push(body.get(start..end.max(start)).unwrap_or_default());
    }
    parts
}

/// A part, parted into its header and its body at the first empty line.
fn headed(part: &[u8]) -> (Header, &[u8]) {
    // A part without a header starts with that line.
    let start = [&b"\r\n"[..], b"\n"].into_iter().find(|end| part.starts_with(end)).map(|end| (0, end.len()));
    let inner = || {
        let ends = [&b"\n\r\n"[..], b"\n\n"].into_iter();
        ends.filter_map(|end| Some((memmem::find(part, end)? + 1, end.len() - 1))).min()
    };
    let (at, length) = start.or_else(inner).unwrap_or((part.len(), 0));
    let message = Message::parse(part.get(..at).unwrap_or_default(), Origin::File);
    (Header::of(message.fields()), part.get(at + length..).unwrap_or_default())
}

/// Quoted-printable (RFC 2045 §6.7); what is no code stays as it is.
fn quoted_printable(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len());
    let mut rest = body;
    while let Some((&octet, after)) = rest.split_first() {
        let decoded = (octet == b'=').then(|| code(after)).flatten();
        let (octets, taken) = decoded.unwrap_or((Some(octet), 0));
        out.extend(octets);
        rest = after.get(taken..).unwrap_or_default();
    }
    out
}

/// What stands behind an equals sign: an octet or a soft line end, and how long it is.
fn code(after: &[u8]) -> Option<(Option<u8>, usize)> {
    match after {
        [b'\r', b'\n', ..] => Some((None, 2)),
        [b'\n', ..] => Some((None, 1)),
        [high, low, ..] => {
            let digit = |octet: u8| char::from(octet).to_digit(16);
            let value = digit(*high)? * 16 + digit(*low)?;
            Some((Some(u8::try_from(value).ok()?), 2))
        }
        _ => None,
    }
}
