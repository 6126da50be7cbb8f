//! The header section of RFC 5322 §2.2 and its obsolete forms, by byte offset.

use super::{Origin, Repair};
use nom::bytes::complete::{take_while, take_while1};
use nom::character::complete::char;
use nom::combinator::recognize;
use nom::sequence::terminated;
use nom::{IResult, Parser};
use std::borrow::Cow;
use std::ops::Range;

/// The most header fields read; a message that has travelled for years carries a few hundred.
pub const MAX_FIELDS: usize = 20_000;
/// The most bytes of header section read.
pub const MAX_HEADER: usize = 16 * 1024 * 1024;

/// Where a field, its name and its value stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Range3 {
    raw: Range<usize>,
    name: Range<usize>,
    value: Range<usize>,
    line: usize,
}

/// One header field of a message.
#[derive(Clone, Copy, Debug)]
pub struct Field<'a> {
    raw: &'a [u8],
    name: &'a str,
    value: &'a [u8],
    line: usize,
    offset: usize,
}

impl<'a> Field<'a> {
    pub(super) fn new(bytes: &'a [u8], ranges: &Range3) -> Self {
        let slice = |range: &Range<usize>| bytes.get(range.clone()).unwrap_or_default();
        Self {
            raw: slice(&ranges.raw),
            // ftext is ASCII, so the name always is text.
            name: std::str::from_utf8(slice(&ranges.name)).unwrap_or_default(),
            value: slice(&ranges.value),
            line: ranges.line,
            offset: ranges.raw.start,
        }
    }

    /// The name as written.
    #[must_use]
    pub const fn name(&self) -> &'a str {
        self.name
    }

    /// Whether the field has this name, without regard to case.
    #[must_use]
    pub fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// The exact bytes of the field: name, colon, value, folding and the final line end.
    #[must_use]
    pub const fn raw(&self) -> &'a [u8] {
        self.raw
    }

    /// The exact bytes after the colon, the final line end included.
    #[must_use]
    pub const fn value(&self) -> &'a [u8] {
        self.value
    }

    /// The line of the message at which the field starts, counted from 1.
    #[must_use]
    pub const fn line(&self) -> usize {
        self.line
    }

    /// The byte of the message at which the field starts.
    #[must_use]
    pub const fn offset(&self) -> usize {
        self.offset
    }

    /// The value as text: bytes that are no UTF-8 become replacement characters, folding is kept.
    #[must_use]
    pub fn text(&self) -> Cow<'a, str> {
        String::from_utf8_lossy(self.value)
    }

    /// The value as one line: each fold becomes one space, the ends are trimmed.
    #[must_use]
    pub fn unfolded(&self) -> String {
        let text = self.text();
        let lines = text.split(['\r', '\n']).map(str::trim).filter(|line| !line.is_empty());
        lines.collect::<Vec<_>>().join(" ")
    }
}

/// The header section, and where the body starts if one does.
pub(super) struct Section {
    pub(super) fields: Vec<Range3>,
    pub(super) body: Option<usize>,
}

/// `fields = *( field-name ":" unstructured CRLF )`, then the blank line that ends them.
pub(super) fn section(bytes: &[u8], origin: Origin, repairs: &mut Vec<Repair>) -> Section {
    let mut fields: Vec<Range3> = Vec::new();
    for (number, line) in lines(bytes).enumerate() {
        let text = bytes.get(line.clone()).unwrap_or_default();
        let number = number + 1;
        if is_blank(text) {
            return Section { fields, body: Some(line.end) };
        }
        if line.end > MAX_HEADER || fields.len() == MAX_FIELDS && !starts_with_wsp(text) {
            repairs.push(Repair::TooManyFields);
            return Section { fields, body: None };
        }
        if let Some(name) = field_name(text).filter(|_| !starts_with_wsp(text)) {
            fields.push(field(&line, text, name, number));
        } else if let Some(last) = fields.last_mut() {
            // RFC 5322 §2.2.3: a line that starts with white space continues the field above it.
            if !starts_with_wsp(text) {
                match origin {
                    Origin::Paste => note_unfolded(repairs, number),
                    Origin::File => {
                        repairs.push(Repair::NoBlankLine { line: number });
                        return Section { fields, body: Some(line.start) };
                    }
                }
            }
            last.raw.end = line.end;
            last.value.end = line.end;
        }
    }
    Section { fields, body: None }
}

/// Tells once that lines were joined: the first one is enough to find the rest by.
fn note_unfolded(repairs: &mut Vec<Repair>, line: usize) {
    if !repairs.iter().any(|repair| matches!(repair, Repair::Unfolded { .. })) {
        repairs.push(Repair::Unfolded { line });
    }
}

fn field(line: &Range<usize>, text: &[u8], name: &str, number: usize) -> Range3 {
    let colon = text.iter().position(|&b| b == b':').unwrap_or(name.len());
    Range3 {
        raw: line.clone(),
        name: line.start..line.start + name.len(),
        value: line.start + colon + 1..line.end,
        line: number,
    }
}

/// The name of the field that starts in this line; `None` where no field starts.
///
/// A name with `=` in it is no name anybody uses: it is the middle of a tag-list, `h=from:to`, whose
/// indentation a paste has eaten.
pub(super) fn field_name(line: &[u8]) -> Option<&str> {
    let (_, name) = terminated(ftext1, (take_while(is_wsp), char(':'))).parse(line).ok()?;
    std::str::from_utf8(name).ok().filter(|name| !name.contains('='))
}

/// `field-name = 1*ftext`, `ftext = %d33-57 / %d59-126` (RFC 5322 §3.6.8)
fn ftext1(input: &[u8]) -> IResult<&[u8], &[u8]> {
    recognize(take_while1(|b: u8| matches!(b, 33..=57 | 59..=126))).parse(input)
}

fn is_wsp(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t')
}

pub(super) fn starts_with_wsp(line: &[u8]) -> bool {
    line.first().copied().is_some_and(is_wsp)
}

/// Whether a line holds nothing but its own end.
pub(super) fn is_blank(line: &[u8]) -> bool {
    line.iter().all(|b| matches!(b, b'\r' | b'\n'))
}

/// The lines of a text with their ends, as ranges. CRLF and a bare LF end a line; a bare CR does not.
pub(super) fn lines(bytes: &[u8]) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    bytes.split_inclusive(|&b| b == b'\n').map(move |line| {
        let range = start..start + line.len();
        start = range.end;
        range
    })
}
