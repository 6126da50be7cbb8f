//! What is found by turning each line back into what it was. Nothing is copied: lines go straight to the hash.

use super::change::{BodyChange, BodyEdge, LineEnd};

/// Takes the pieces of a rewritten body.
type Out<'o> = &'o mut dyn FnMut(&[u8]);
/// Passes a body on, changed.
type Rewrite = fn(&[u8], Out<'_>);

/// A line of a body.
#[derive(Clone, Copy)]
pub(super) struct Line<'a> {
    /// With its end.
    pub(super) raw: &'a [u8],
    /// Without.
    pub(super) text: &'a [u8],
}

/// The lines of a body.
pub(super) fn lines(body: &[u8]) -> impl Iterator<Item = Line<'_>> {
    body.split_inclusive(|&b| b == b'\n').map(|raw| {
        let text = raw.strip_suffix(b"\n").unwrap_or(raw);
        Line { raw, text: text.strip_suffix(b"\r").unwrap_or(text) }
    })
}

/// The rewrites that need nothing but the body, and what it means when one of them makes the hash match.
pub(super) const ALL: &[(BodyChange, Rewrite)] = &[
    (BodyChange::FromQuoted, from_unquoted),
    (BodyChange::FromQuoted, from_quoted),
    (BodyChange::BlankLines { place: BodyEdge::Top }, without_blank_top),
    (BodyChange::BlankLines { place: BodyEdge::Top }, with_blank_top),
    (BodyChange::TrailingSpaceLost, with_signature_space),
    (BodyChange::DotStuffed, dots_single),
    (BodyChange::DotStuffed, dots_double),
    (BodyChange::LineEnds { signed: LineEnd::Crlf }, single_carriage_returns),
    (BodyChange::TabsExpanded { width: 8 }, tabs_of_8),
    (BodyChange::TabsExpanded { width: 4 }, tabs_of_4),
    (BodyChange::Recoded, latin1),
];

/// Passes each line on with its start exchanged.
fn starts(body: &[u8], out: Out<'_>, start: impl Fn(&[u8]) -> (&'static [u8], usize)) {
    for line in lines(body) {
        let (put, skip) = start(line.text);
        out(put);
        out(line.raw.get(skip..).unwrap_or_default());
    }
}

/// RFC 4155: mbox files put `>` before `From ` at the start of a line.
fn from_unquoted(body: &[u8], out: Out<'_>) {
    let quoted = |text: &[u8]| text.starts_with(b">") && text.trim_ascii_start_of(b'>').starts_with(b"From ");
    starts(body, out, |text| (b"", usize::from(quoted(text))));
}

fn from_quoted(body: &[u8], out: Out<'_>) {
    starts(body, out, |text| (if text.starts_with(b"From ") { b">" } else { b"" }, 0));
}

/// RFC 5321 §4.5.2: SMTP doubles a dot at the start of a line, and its receiver takes one away.
fn dots_single(body: &[u8], out: Out<'_>) {
    starts(body, out, |text| (b"", usize::from(text.starts_with(b".."))));
}

fn dots_double(body: &[u8], out: Out<'_>) {
    starts(body, out, |text| (if text.starts_with(b".") { b"." } else { b"" }, 0));
}

fn without_blank_top(body: &[u8], out: Out<'_>) {
    let blank: usize = lines(body).take_while(|line| is_blank(line.text)).map(|line| line.raw.len()).sum();
    out(body.get(blank..).unwrap_or_default());
}

fn with_blank_top(body: &[u8], out: Out<'_>) {
    out(b"\r\n");
    out(body);
}

/// RFC 3676 §4.3: the line above a signature block is "-- ", whose space pastes and programs lose.
fn with_signature_space(body: &[u8], out: Out<'_>) {
    starts(body, out, |text| if text == b"--" { (b"-- ", 2) } else { (b"", 0) });
}

fn single_carriage_returns(body: &[u8], out: Out<'_>) {
    for line in lines(body) {
        match line.text.strip_suffix(b"\r") {
            Some(text) => {
                out(text);
                out(b"\r\n");
            }
            None => out(line.raw),
        }
    }
}

fn tabs_of_8(body: &[u8], out: Out<'_>) {
    tabs(body, b"        ", out);
}

fn tabs_of_4(body: &[u8], out: Out<'_>) {
    tabs(body, b"    ", out);
}

/// Tabs where as many spaces begin a line.
fn tabs(body: &[u8], spaces: &[u8], out: Out<'_>) {
    for line in lines(body) {
        let mut rest = line.raw;
        while let Some(after) = rest.strip_prefix(spaces) {
            out(b"\t");
            rest = after;
        }
        out(rest);
    }
}

/// UTF-8 text as ISO 8859-1; characters it does not have stay as they are.
fn latin1(body: &[u8], out: Out<'_>) {
    for line in lines(body) {
        match std::str::from_utf8(line.raw) {
            Ok(text) if !text.is_ascii() => {
                for character in text.chars() {
                    match u8::try_from(u32::from(character)) {
                        Ok(byte) => out(&[byte]),
                        Err(_) => out(character.encode_utf8(&mut [0; 4]).as_bytes()),
                    }
                }
            }
            _ => out(line.raw),
        }
    }
}

/// Joins lines that were broken at `width`: where the next line's first word would not have fitted, with the
/// space that the break took (`spaced`), or where a line is full to the brim, with nothing.
pub(super) fn unwrap(body: &[u8], width: usize, spaced: bool, out: Out<'_>) {
    let mut all = lines(body).peekable();
    while let Some(line) = all.next() {
        let next = all.peek().map(|next| next.text).unwrap_or_default();
        let word = next.iter().position(|&b| b == b' ').unwrap_or(next.len());
        let broken = if spaced { line.text.len() + 1 + word > width } else { line.text.len() == width };
        let joined = broken && !is_blank(line.text) && !is_blank(next);
        match (joined, spaced && !line.text.ends_with(b" ")) {
            (false, _) => out(line.raw),
            (true, false) => out(line.text),
            (true, true) => {
                out(line.text);
                out(b" ");
            }
        }
    }
}

fn is_blank(text: &[u8]) -> bool {
    text.trim_ascii().is_empty()
}

/// What `trim_ascii_start` does, for one byte.
trait TrimStartOf {
    fn trim_ascii_start_of(&self, byte: u8) -> &Self;
}

impl TrimStartOf for [u8] {
    fn trim_ascii_start_of(&self, byte: u8) -> &Self {
        let start = self.iter().position(|&b| b != byte).unwrap_or(self.len());
        self.get(start..).unwrap_or_default()
    }
}
