//! The header section of RFC 5322 §2.2 and its obsolete forms, by byte offset.

use super::{Origin, Repair};
use memchr::memchr;
use std::borrow::Cow;
use std::ops::Range;

/// The most header fields read; a message that has travelled for years carries a few hundred.
pub const MAX_FIELDS: usize = 20_000;
/// The most bytes of header section read.
pub const MAX_HEADER: usize = 16 * 1024 * 1024;

/// Room for the fields of nearly any message.
const USUAL_FIELDS: usize = 48;

/// Where a field, its name and its value stand, in bytes. [`super::MAX_MESSAGE`] keeps them all within 32 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FieldSpan {
    start: u32,
    end: u32,
    name_end: u32,
    value: u32,
    line: u32,
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
    pub(super) fn new(bytes: &'a [u8], place: &FieldSpan) -> Self {
        let slice = |start: u32, end: u32| bytes.get(start as usize..end as usize).unwrap_or_default();
        Self {
            raw: slice(place.start, place.end),
            // ftext is ASCII, so the name always is text.
            name: std::str::from_utf8(slice(place.start, place.name_end)).unwrap_or_default(),
            value: slice(place.value, place.end),
            line: place.line as usize,
            offset: place.start as usize,
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
    pub(super) fields: Vec<FieldSpan>,
    pub(super) body: Option<usize>,
}

/// `fields = *( field-name ":" unstructured CRLF )`, then the blank line that ends them.
pub(super) fn section(bytes: &[u8], origin: Origin, repairs: &mut Vec<Repair>) -> Section {
    let mut fields: Vec<FieldSpan> = Vec::with_capacity(USUAL_FIELDS);
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
        let name = name_before_colon(text);
        if let Some(name) = name.filter(|(end, _)| origin == Origin::File || is_usual_name(text, *end)) {
            fields.push(place(&line, name, number));
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
            last.end = narrow(line.end);
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

/// The place of a field that starts in a line, given where its name and its colon stand in the line.
fn place(line: &Range<usize>, (name, colon): (usize, usize), number: usize) -> FieldSpan {
    let at = |offset: usize| narrow(line.start + offset);
    FieldSpan {
        start: at(0),
        end: narrow(line.end),
        name_end: at(name),
        value: at(colon + 1),
        line: narrow(number),
    }
}

fn narrow(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

/// The name of the field that starts in this line; `None` where no field starts.
pub(super) fn field_name(line: &[u8]) -> Option<&str> {
    let (end, _) = name_before_colon(line)?;
    std::str::from_utf8(line.get(..end)?).ok()
}

/// Whether a field starts in this line.
pub(crate) fn is_field_line(line: &[u8]) -> bool {
    name_before_colon(line).is_some()
}

/// `field-name = 1*ftext`, `ftext = %d33-57 / %d59-126` (RFC 5322 §3.6.8): where the name ends, and where the colon
/// behind it and its white space stands.
///
/// A name with `=` in it is no name anybody uses: it is the middle of a tag-list, `h=from:to`, whose
/// indentation a paste has eaten.
fn name_before_colon(line: &[u8]) -> Option<(usize, usize)> {
    let end = line.iter().position(|b| !matches!(b, 33..=57 | 59..=126) || *b == b'=')?;
    let spaces = line.get(end..)?.iter().position(|&b| !is_wsp(b))?;
    let colon = end + spaces;
    (end > 0 && line.get(colon) == Some(&b':')).then_some((end, colon))
}

/// Whether a name is of the letters that names are made of. Others are allowed, and what has them in a paste is the middle of a
/// field whose indentation was lost: `(2001:db8::1) by …`.
pub(super) fn is_usual_name(line: &[u8], end: usize) -> bool {
    let name = line.get(..end).unwrap_or_default();
    let is_letter = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.');
    name.first().is_some_and(u8::is_ascii_alphabetic) && name.iter().all(is_letter)
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

/// The lines of a text with their ends.
pub(super) fn line_texts(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    lines(bytes).map(|line| bytes.get(line).unwrap_or_default())
}

/// The lines of a text with their ends, as ranges. CRLF and a bare LF end a line; a bare CR does not.
pub(super) fn lines(bytes: &[u8]) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    std::iter::from_fn(move || {
        let rest = bytes.get(start..).filter(|rest| !rest.is_empty())?;
        let end = start + memchr(b'\n', rest).map_or(rest.len(), |at| at + 1);
        Some(std::mem::replace(&mut start, end)..end)
    })
}
