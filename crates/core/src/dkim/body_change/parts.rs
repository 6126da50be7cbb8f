//! Transfer encodings (RFC 2045 §6) undone or done again, in a body of one part or of many.

use super::change::{BodyChange, Encoding};
use super::rewrite::{Line, lines};
use super::search::Search;
use crate::crypto::base64;
use crate::message::{Message, boundary, quoted_printable};

/// The most octets that are encoded again in one piece.
const MAX_ENCODED: usize = 8 * 1024 * 1024;
/// The most boundaries that are remembered.
const MAX_BOUNDARIES: usize = 32;

/// A gateway that changed the transfer encoding after the message was signed.
pub(super) fn reencoded(search: &mut Search<'_>, message: &Message) -> Option<BodyChange> {
    let body = search.body;
    let outer = Outer::of(message);
    // Inside of a part the signed body also held the line that names the encoding.
    for name in ["8bit", "7bit"] {
        if search.matches(|out| decoded(body, &outer, name, out)) {
            return Some(BodyChange::Reencoded { signed: Encoding::Plain });
        }
    }
    if outer.boundary.is_some() || outer.encoding == Encoding::Base64 || body.len() > MAX_ENCODED {
        return None;
    }
    let mut plain = Vec::with_capacity(body.len());
    decoded(body, &outer, "8bit", &mut |piece| plain.extend_from_slice(piece));
    let encoded = base64::encode(&plain);
    let found = search.matches(|out| {
        for line in encoded.as_bytes().chunks(76) {
            out(line);
            out(b"\r\n");
        }
    });
    found.then_some(BodyChange::Reencoded { signed: Encoding::Base64 })
}

/// What the message's own header says of its body.
struct Outer {
    boundary: Option<String>,
    encoding: Encoding,
}

impl Outer {
    fn of(message: &Message) -> Self {
        let value = |name| message.first(name).map(|field| field.unfolded()).unwrap_or_default();
        Self {
            boundary: boundary(&value("content-type")),
            encoding: Encoding::parse(&value("content-transfer-encoding")),
        }
    }
}

/// Passes the body on with every encoded part decoded.
fn decoded(body: &[u8], outer: &Outer, name: &str, out: &mut dyn FnMut(&[u8])) {
    let mut walk = Walk {
        boundaries: outer.boundary.iter().cloned().collect(),
        encoding: outer.encoding,
        in_header: false,
        base64: String::new(),
    };
    for line in lines(body) {
        walk.line(&line, name, out);
    }
    walk.end_part(false, out);
}

/// Where in the parts of a body one stands.
struct Walk {
    boundaries: Vec<String>,
    encoding: Encoding,
    in_header: bool,
    base64: String,
}

impl Walk {
    fn line(&mut self, line: &Line<'_>, name: &str, out: &mut dyn FnMut(&[u8])) {
        if self.is_delimiter(line.text) {
            self.end_part(true, out);
            (self.in_header, self.encoding) = (true, Encoding::Plain);
            return out(line.raw);
        }
        if self.in_header {
            return self.header_line(line, name, out);
        }
        match self.encoding {
            Encoding::Plain => out(line.raw),
            Encoding::QuotedPrintable => quoted_printable(line.text, out),
            Encoding::Base64 => self.base64.push_str(String::from_utf8_lossy(line.text).trim()),
        }
    }

    fn is_delimiter(&self, text: &[u8]) -> bool {
        let Some(rest) = text.strip_prefix(b"--") else { return false };
        self.boundaries.iter().any(|boundary| rest.starts_with(boundary.as_bytes()))
    }

    fn header_line(&mut self, line: &Line<'_>, name: &str, out: &mut dyn FnMut(&[u8])) {
        let text = String::from_utf8_lossy(line.text);
        if text.is_empty() {
            self.in_header = false;
        }
        if let Some(boundary) = boundary(&text).filter(|_| self.boundaries.len() < MAX_BOUNDARIES) {
            self.boundaries.push(boundary);
        }
        let (field, value) = text.split_once(':').unwrap_or_default();
        if !field.eq_ignore_ascii_case("content-transfer-encoding") {
            return out(line.raw);
        }
        self.encoding = Encoding::parse(value);
        match self.encoding {
            Encoding::Plain => out(line.raw),
            Encoding::QuotedPrintable | Encoding::Base64 => {
                out(format!("{field}: {name}\r\n").as_bytes());
            }
        }
    }

    /// Passes on what has been gathered of a base64 part; the line end before a delimiter is the delimiter's.
    fn end_part(&mut self, delimiter: bool, out: &mut dyn FnMut(&[u8])) {
        if self.base64.is_empty() {
            return;
        }
        let text = std::mem::take(&mut self.base64);
        out(&base64::decode(&text).unwrap_or_default());
        if delimiter {
            out(b"\r\n");
        }
    }
}
