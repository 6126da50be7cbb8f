//! The two canonicalisations (RFC 6376 §3.4), of header fields and, as a stream, of the body.

use memchr::{memchr, memrchr};
use serde::Serialize;

/// How much change in transit a signature bears.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Canonicalization {
    /// Almost none.
    Simple,
    /// Other white space, and other case of field names.
    Relaxed,
}

impl Canonicalization {
    /// `sig-c-tag-alg = "simple" / "relaxed"`
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Simple, Self::Relaxed].into_iter().find(|kind| kind.as_str() == text)
    }

    /// The name in a `c=` tag.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Simple => "simple",
            Self::Relaxed => "relaxed",
        }
    }

    /// The other one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Simple => Self::Relaxed,
            Self::Relaxed => Self::Simple,
        }
    }

    /// Appends a header field, given with its name, colon and line end, in its canonical form with CRLF.
    pub fn header_field(self, raw: &[u8], out: &mut Vec<u8>) {
        match self {
            Self::Simple => simple_field(raw, out),
            Self::Relaxed => relaxed_field(raw, out),
        }
    }
}

/// RFC 6376 §3.4.1: the field as it is. A line end counts as CRLF however it is stored.
fn simple_field(raw: &[u8], out: &mut Vec<u8>) {
    for line in raw.split_inclusive(|&b| b == b'\n') {
        let text = line.strip_suffix(b"\n").unwrap_or(line);
        out.extend_from_slice(text.strip_suffix(b"\r").filter(|_| text.len() < line.len()).unwrap_or(text));
        out.extend_from_slice(b"\r\n");
    }
}

/// RFC 6376 §3.4.2: the name in lower case, each run of white space and folds one space, none at the ends of
/// the value. A line end counts as white space even where a paste has eaten the white space behind it.
fn relaxed_field(raw: &[u8], out: &mut Vec<u8>) {
    let colon = raw.iter().position(|&b| b == b':').unwrap_or(raw.len());
    let (name, value) = raw.split_at_checked(colon).unwrap_or((raw, &[]));
    out.extend(name.trim_ascii_end().iter().map(u8::to_ascii_lowercase));
    out.push(b':');
    let mut pending = false;
    let start = out.len();
    let mut bytes = value.iter().skip(1).peekable();
    while let Some(&byte) = bytes.next() {
        let is_line_end = byte == b'\n' || byte == b'\r' && bytes.peek().is_none_or(|&&next| next == b'\n');
        if is_line_end || is_wsp(byte) {
            pending = true;
            continue;
        }
        if pending && out.len() > start {
            out.push(b' ');
        }
        pending = false;
        out.push(byte);
    }
    out.extend_from_slice(b"\r\n");
}

fn is_wsp(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t')
}

/// Takes the canonical form of a body, in pieces.
pub trait Sink {
    /// Takes the next piece.
    fn take(&mut self, bytes: &[u8]);
}

impl Sink for Vec<u8> {
    fn take(&mut self, bytes: &[u8]) {
        self.extend_from_slice(bytes);
    }
}

/// Canonicalises a body that comes in pieces of any size, keeping none of it.
///
/// CRLF and a bare LF end a line; a bare CR is text.
#[derive(Clone, Debug)]
pub struct BodyCanonicalizer {
    kind: Canonicalization,
    /// What a line end becomes: CRLF, but for a diagnosis.
    line_end: &'static [u8],
    /// Line ends seen and not yet passed on: those at the end of the body never are.
    line_ends: usize,
    /// White space seen within a line and not yet passed on (relaxed).
    space: bool,
    /// A CR that may be the first half of a line end.
    carriage_return: bool,
    /// Whether anything was passed on.
    begun: bool,
}

impl BodyCanonicalizer {
    /// Starts at the top of a body.
    #[must_use]
    pub const fn new(kind: Canonicalization) -> Self {
        Self::with_line_end(kind, b"\r\n")
    }

    /// Starts at the top of a body, for a signer that ended lines with something else.
    pub(super) const fn with_line_end(kind: Canonicalization, line_end: &'static [u8]) -> Self {
        Self { kind, line_end, line_ends: 0, space: false, carriage_return: false, begun: false }
    }

    /// Takes the next piece.
    pub fn update(&mut self, piece: &[u8], sink: &mut impl Sink) {
        let mut rest = piece;
        while !rest.is_empty() {
            let before = rest.len();
            if !self.space && !self.carriage_return && self.line_end == b"\r\n" {
                rest = self.unchanged(rest, sink);
                if self.kind == Canonicalization::Relaxed {
                    rest = self.reduced(rest, sink);
                }
            }
            if rest.len() == before {
                let end = memchr(b'\n', rest).map_or(rest.len(), |at| at + 1);
                let (line, after) = rest.split_at_checked(end).unwrap_or((rest, &[]));
                self.line(line, sink);
                rest = after;
            }
        }
    }

    /// Takes a line with its end, if it is here.
    fn line(&mut self, line: &[u8], sink: &mut impl Sink) {
        let Some(text) = line.strip_suffix(b"\n") else {
            return self.text(line, sink);
        };
        match text.strip_suffix(b"\r") {
            // The CR before this LF came with the last piece.
            None if text.is_empty() => self.carriage_return = false,
            stripped => self.text(stripped.unwrap_or(text), sink),
        }
        self.end_line(sink);
    }

    /// Passes on the whole lines at the start of a piece that are their own canonical form, in one stretch, and returns
    /// what follows them. Most bodies consist of such lines, above all the encoded ones of large attachments.
    fn unchanged<'p>(&mut self, piece: &'p [u8], sink: &mut impl Sink) -> &'p [u8] {
        // What stood before the first byte is not at hand.
        if matches!(piece, [b'\n' | b'\t', ..]) {
            return piece;
        }
        let window = piece.get(..WINDOW).unwrap_or(piece);
        let changes = match self.kind {
            Canonicalization::Simple => first_pair(window, is_bare),
            Canonicalization::Relaxed => first_pair(window, |a, b| is_bare(a, b) | is_reduced(a, b)),
        };
        let end = window.get(..changes).and_then(|same| memrchr(b'\n', same)).map_or(0, |at| at + 1);
        let (lines, rest) = piece.split_at_checked(end).unwrap_or((&[], piece));
        self.pass_lines(lines, sink);
        rest
    }

    /// Writes the whole lines at the start of a piece in their relaxed form, as many as fit a buffer, so that they are
    /// hashed in one stretch too; returns what follows them.
    fn reduced<'p>(&mut self, piece: &'p [u8], sink: &mut impl Sink) -> &'p [u8] {
        let (mut buffer, mut filled, mut rest) = ([0; BUFFER], 0, piece);
        while let Some(end) = memchr(b'\n', rest) {
            let (line, after) = rest.split_at_checked(end + 1).unwrap_or((rest, &[]));
            let text = line.get(..end).unwrap_or_default();
            let text = text.strip_suffix(b"\r").unwrap_or(text);
            let Some(room) = buffer.get_mut(filled..).filter(|room| room.len() >= text.len() + 2) else {
                break;
            };
            filled += reduce_line(text, room);
            rest = after;
        }
        self.pass_lines(buffer.get(..filled).unwrap_or_default(), sink);
        rest
    }

    /// Passes on whole lines that are in their canonical form.
    fn pass_lines(&mut self, lines: &[u8], sink: &mut impl Sink) {
        let (mut text, mut line_ends) = (lines, 0);
        // Those at the end of what is known so far wait: they may be the end of the body.
        while let Some(before) = text.strip_suffix(b"\r\n") {
            (text, line_ends) = (before, line_ends + 1);
        }
        self.pass(text, sink);
        self.line_ends += line_ends;
    }

    /// Ends the body.
    pub fn finish(&mut self, sink: &mut impl Sink) {
        self.release_carriage_return(sink);
        match (self.kind, self.begun) {
            // RFC 6376 §3.4.3, §3.4.4: empty lines at the end are ignored, and the last line gets its CRLF.
            (_, true) => sink.take(self.line_end),
            // RFC 6376 §3.4.3: an empty body is "CRLF"; §3.4.4: an empty body stays empty.
            (Canonicalization::Simple, false) => sink.take(self.line_end),
            (Canonicalization::Relaxed, false) => {}
        }
    }

    fn end_line(&mut self, sink: &mut impl Sink) {
        self.release_carriage_return(sink);
        self.line_ends += 1;
        // RFC 6376 §3.4.4: "Ignore all whitespace at the end of lines."
        self.space = false;
    }

    /// Takes a piece of a line without its line end; a CR at its end may still turn out to begin one.
    fn text(&mut self, text: &[u8], sink: &mut impl Sink) {
        self.release_carriage_return(sink);
        let (text, held) = match text.strip_suffix(b"\r") {
            Some(rest) => (rest, true),
            None => (text, false),
        };
        match self.kind {
            Canonicalization::Simple => self.pass(text, sink),
            Canonicalization::Relaxed => self.relaxed(text, sink),
        }
        self.carriage_return = held;
    }

    fn release_carriage_return(&mut self, sink: &mut impl Sink) {
        if std::mem::take(&mut self.carriage_return) {
            self.pass_word(b"\r", sink);
        }
    }

    /// RFC 6376 §3.4.4: "Reduce all sequences of WSP within a line to a single SP character."
    fn relaxed(&mut self, text: &[u8], sink: &mut impl Sink) {
        let mut rest = text;
        while !rest.is_empty() {
            let spaces = rest.iter().position(|&b| !is_wsp(b)).unwrap_or(rest.len());
            self.space |= spaces > 0;
            rest = rest.get(spaces..).unwrap_or_default();
            // Words with one plain space between them are passed on together: a hash likes long pieces.
            let words = match first_pair(rest, is_reduced) {
                all if all == rest.len() => {
                    rest.len() - usize::from(rest.last().copied().is_some_and(is_wsp))
                }
                changed => changed + usize::from(rest.get(changed).copied().is_some_and(|b| !is_wsp(b))),
            };
            let (words, after) = rest.split_at_checked(words).unwrap_or((rest, &[]));
            self.pass_word(words, sink);
            rest = after;
        }
    }

    fn pass_word(&mut self, word: &[u8], sink: &mut impl Sink) {
        if word.is_empty() {
            return;
        }
        if std::mem::take(&mut self.space) {
            self.pass(b" ", sink);
        }
        self.pass(word, sink);
    }

    fn pass(&mut self, text: &[u8], sink: &mut impl Sink) {
        if text.is_empty() {
            return;
        }
        self.begun = true;
        for _ in 0..std::mem::take(&mut self.line_ends) {
            sink.take(self.line_end);
        }
        sink.take(text);
    }
}

/// How much of a body is looked at before it is hashed: what was looked at is then still at hand.
const WINDOW: usize = 32 * 1024;

/// How much of a changed body is hashed in one stretch.
const BUFFER: usize = 4 * 1024;

/// RFC 6376 §3.4.4: writes a line with each run of white space as one space, none at its end, and CRLF; returns how
/// long it has become. `out` has room for the line and two bytes more.
fn reduce_line(text: &[u8], out: &mut [u8]) -> usize {
    let (mut length, mut after_space) = (0, false);
    for &byte in text {
        let space = is_wsp(byte);
        // Written over where it is not kept: a branch would cost more than the byte.
        if let Some(place) = out.get_mut(length) {
            *place = if space { b' ' } else { byte };
        }
        length += usize::from(!(space & after_space));
        after_space = space;
    }
    length -= usize::from(after_space);
    if let Some(place) = out.get_mut(length..length + 2) {
        place.copy_from_slice(b"\r\n");
    }
    length + 2
}

/// How many pairs are looked at in one go.
const BLOCK: usize = 32;

/// Whether a processor looks at a whole block as fast as at one byte.
const BLOCKS_ARE_CHEAP: bool = cfg!(any(target_arch = "x86_64", target_arch = "aarch64"));

/// The place of the first two neighbours of which something is so; the length of the text where it is of none.
pub(super) fn first_pair(text: &[u8], is: impl Fn(u8, u8) -> bool) -> usize {
    let mut at = 0;
    while BLOCKS_ARE_CHEAP
        && let (Some(left), Some(right)) = (text.get(at..at + BLOCK), text.get(at + 1..at + 1 + BLOCK))
    {
        // Without a branch for each byte, so that the compiler can take them together.
        if left.iter().zip(right).fold(false, |any, (&a, &b)| any | is(a, b)) {
            break;
        }
        at += BLOCK;
    }
    let rest = text.get(at..).unwrap_or_default();
    let found = rest.windows(2).position(|pair| matches!(pair, [a, b] if is(*a, *b)));
    found.map_or(text.len(), |found| at + found)
}

/// Whether a line ends with a bare LF here, or a CR ends none.
pub(super) const fn is_bare(a: u8, b: u8) -> bool {
    (a == b'\r') != (b == b'\n')
}

/// Whether relaxed canonicalisation changes white space here.
const fn is_reduced(a: u8, b: u8) -> bool {
    (b == b'\t') | ((a == b' ') & ((b == b' ') | (b == b'\r') | (b == b'\n')))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn field(kind: Canonicalization, raw: &str) -> String {
        let mut out = Vec::new();
        kind.header_field(raw.as_bytes(), &mut out);
        String::from_utf8(out).unwrap()
    }

    fn body(kind: Canonicalization, pieces: &[&[u8]]) -> Vec<u8> {
        let mut out = Vec::new();
        let mut canonicalizer = BodyCanonicalizer::new(kind);
        for piece in pieces {
            canonicalizer.update(piece, &mut out);
        }
        canonicalizer.finish(&mut out);
        out
    }

    #[test]
    fn rfc_6376_3_4_5_examples() {
        use Canonicalization::{Relaxed, Simple};
        assert_eq!(field(Relaxed, "A: X\r\n"), "a:X\r\n");
        assert_eq!(field(Relaxed, "B : Y\t\r\n\tZ  \r\n"), "b:Y Z\r\n");
        assert_eq!(field(Simple, "B : Y\t\r\n\tZ  \r\n"), "B : Y\t\r\n\tZ  \r\n");
        let text = b" C \r\nD \t E\r\n\r\n\r\n";
        assert_eq!(body(Relaxed, &[text]), b" C\r\nD E\r\n");
        assert_eq!(body(Simple, &[text]), b" C \r\nD \t E\r\n");
    }

    #[test]
    fn empty_bodies() {
        for empty in [&b""[..], b"\r\n", b"\n\n", b"\r\n\r\n"] {
            assert_eq!(body(Canonicalization::Simple, &[empty]), b"\r\n");
            assert_eq!(body(Canonicalization::Relaxed, &[empty]), b"");
        }
        assert_eq!(body(Canonicalization::Relaxed, &[b" \r\n\t\r\n"]), b"");
    }

    #[test]
    fn a_bare_lf_ends_a_line_and_a_bare_cr_does_not() {
        for kind in [Canonicalization::Simple, Canonicalization::Relaxed] {
            assert_eq!(body(kind, &[b"a\nb\rc\r\r\nd\r"]), b"a\r\nb\rc\r\r\nd\r\r\n");
            assert_eq!(field(kind, "a:b\n c"), field(kind, "a:b\r\n c\r\n"));
        }
    }

    /// RFC 6376 §3.4.3 and §3.4.4 on a whole body, the plain way.
    fn whole(kind: Canonicalization, body: &[u8]) -> Vec<u8> {
        let mut lines: Vec<Vec<u8>> = body
            .split(|&b| b == b'\n')
            .enumerate()
            .map(|(n, line)| {
                let is_last = n == body.iter().filter(|&&b| b == b'\n').count();
                line.strip_suffix(b"\r").filter(|_| !is_last).unwrap_or(line).to_vec()
            })
            .collect();
        if kind == Canonicalization::Relaxed {
            for line in &mut lines {
                line.dedup_by(|b, a| is_wsp(*a) && is_wsp(*b));
                line.iter_mut().filter(|b| **b == b'\t').for_each(|b| *b = b' ');
                if line.last() == Some(&b' ') {
                    line.pop();
                }
            }
        }
        while lines.last().is_some_and(Vec::is_empty) {
            lines.pop();
        }
        let empty = lines.is_empty();
        let mut out: Vec<u8> = lines.into_iter().flat_map(|line| [line, b"\r\n".to_vec()].concat()).collect();
        if empty && kind == Canonicalization::Simple {
            out = b"\r\n".to_vec();
        }
        out
    }

    proptest! {
        #[test]
        fn a_stream_gives_what_the_whole_gives(
            text in "[ab \t\r\n]{0,60}",
            cuts in proptest::collection::vec(0usize..60, 0..6),
        ) {
            let text = text.as_bytes();
            let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(text.len())).collect();
            cuts.extend([0, text.len()]);
            crate::sorting::sort(&mut cuts);
            let pieces: Vec<&[u8]> = cuts.windows(2).map(|pair| &text[pair[0]..pair[1]]).collect();
            for kind in [Canonicalization::Simple, Canonicalization::Relaxed] {
                prop_assert_eq!(body(kind, &pieces), whole(kind, text));
            }
        }
    }
}
