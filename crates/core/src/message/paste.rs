//! What copying and saving do to a message, undone where it is plain what was done.

use super::compound_file::{is_compound_file, transport_headers};
use super::fields::is_trace_field;
use super::header::{field_name, is_blank, line_texts, lines, starts_with_wsp};
use super::{Origin, Repair, pasted};
use std::borrow::Cow;
use std::ops::Range;

/// How many lines of junk above a header section are looked through.
const MAX_JUNK: usize = 2_000;

/// The input as a message that starts with its first header field, and how it reached us.
pub(super) fn clean<'a>(
    input: &'a [u8],
    origin: Origin,
    repairs: &mut Vec<Repair>,
) -> (Cow<'a, [u8]>, Origin) {
    if is_compound_file(input) {
        let header = transport_headers(input);
        repairs.push(Repair::OutlookMessage { has_header: header.is_some() });
        // The blank line that ends it would stand for an empty body.
        let header = header.map(|text| text.trim_ascii_end().to_vec()).unwrap_or_default();
        return (Cow::Owned(header), origin);
    }
    let mut bytes = text_bytes(input, repairs);
    skip_blank_lines(&mut bytes);
    if bytes.starts_with(b"From ") {
        first_of_mbox(&mut bytes, repairs);
    }
    let origin = pasted::origin_of(&bytes, origin);
    if origin == Origin::Paste {
        pasted::unquote(&mut bytes, repairs);
        pasted::read_entities(&mut bytes, repairs);
        pasted::part_fields(&mut bytes, repairs);
        pasted::read_shown_original(&mut bytes, repairs);
        outdent(&mut bytes, repairs);
        single_space(&mut bytes, repairs);
        undouble(&mut bytes, repairs);
    }
    cut_junk(&mut bytes, repairs);
    (bytes, origin)
}

/// Keeps a stretch of the text, and copies nothing.
fn keep(bytes: &mut Cow<'_, [u8]>, range: Range<usize>) {
    match bytes {
        Cow::Borrowed(text) => *text = text.get(range).unwrap_or_default(),
        Cow::Owned(text) => {
            text.truncate(range.end);
            text.drain(..range.start.min(text.len()));
        }
    }
}

/// RFC 4155: an mbox entry starts with "From ", without a colon, and a blank line stands before the next one.
fn first_of_mbox(bytes: &mut Cow<'_, [u8]>, repairs: &mut Vec<Repair>) {
    drop_lines(bytes, 1);
    repairs.push(Repair::MboxLine);
    let mut after_blank = false;
    let next = lines(bytes).find(|line| {
        let text = bytes.get(line.clone()).unwrap_or_default();
        let is_next = after_blank && text.starts_with(b"From ");
        after_blank = is_blank(text);
        is_next
    });
    if let Some(next) = next {
        keep(bytes, 0..next.start);
        repairs.push(Repair::MboxRest);
    }
}

/// Takes off byte order marks, and turns UTF-16 into UTF-8.
fn text_bytes<'a>(input: &'a [u8], repairs: &mut Vec<Repair>) -> Cow<'a, [u8]> {
    if let Some(rest) = input.strip_prefix(b"\xef\xbb\xbf") {
        repairs.push(Repair::ByteOrderMark);
        return Cow::Borrowed(rest);
    }
    let wide = |rest: &[u8], read: fn([u8; 2]) -> u16| {
        let units = rest.chunks_exact(2).filter_map(|pair| pair.try_into().ok()).map(read);
        char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect::<String>()
    };
    let text = match (input.strip_prefix(b"\xff\xfe"), input.strip_prefix(b"\xfe\xff")) {
        (Some(little), _) => wide(little, u16::from_le_bytes),
        (_, Some(big)) => wide(big, u16::from_be_bytes),
        _ => return Cow::Borrowed(input),
    };
    repairs.push(Repair::Utf16);
    Cow::Owned(text.into_bytes())
}

fn skip_blank_lines(bytes: &mut Cow<'_, [u8]>) {
    let blank = |line: &[u8]| line.iter().all(u8::is_ascii_whitespace);
    let count = line_texts(bytes).take_while(|line| blank(line)).count();
    if count > 0 {
        drop_lines(bytes, count);
    }
}

fn drop_lines(bytes: &mut Cow<'_, [u8]>, count: usize) {
    let end = lines(bytes).take(count).last().map_or(0, |line| line.end);
    let all = bytes.len();
    keep(bytes, end..all);
}

/// Rebuilds the text line by line.
fn map_lines(bytes: &mut Cow<'_, [u8]>, edit: impl Fn(&[u8]) -> usize) {
    let edited =
        bytes.split_inclusive(|&b| b == b'\n').map(|line| line.get(edit(line)..).unwrap_or_default());
    *bytes = Cow::Owned(edited.collect::<Vec<_>>().concat());
}

/// RFC 5321 §4.5.2: takes off the dot that SMTP puts before a line that begins with one. Where a line begins with one dot alone, none
/// was put there; three are what people write.
fn undouble(bytes: &mut Cow<'_, [u8]>, repairs: &mut Vec<Repair>) {
    let dots = |line: &[u8]| line.iter().take_while(|&&b| b == b'.').count();
    // The end of the data is a dot alone.
    let is_single = |line: &[u8]| dots(line) == 1 && line.trim_ascii().len() > 1;
    if line_texts(bytes).any(|line| dots(line) == 2) && !line_texts(bytes).any(is_single) {
        map_lines(bytes, |line| usize::from(dots(line) > 1));
        repairs.push(Repair::DoubledDots);
    }
}

/// Takes the first line's indentation off every line that has it. A message cannot start with white space.
fn outdent(bytes: &mut Cow<'_, [u8]>, repairs: &mut Vec<Repair>) {
    let indent: Vec<u8> = bytes.iter().copied().take_while(|b| matches!(b, b' ' | b'\t')).collect();
    if indent.is_empty() {
        return;
    }
    map_lines(bytes, |line| if line.starts_with(&indent) { indent.len() } else { 0 });
    repairs.push(Repair::Indented);
}

/// Takes out every second line, when all of them are blank up to the end of the header section.
fn single_space(bytes: &mut Cow<'_, [u8]>, repairs: &mut Vec<Repair>) {
    let looks_like_header = line_texts(bytes).next().is_some_and(|line| field_name(line).is_some());
    let pairs = if looks_like_header { spaced_lines(bytes) } else { 0 };
    // Two pairs can be a one-field header section and a one-line body.
    if pairs < 3 {
        return;
    }
    let all: Vec<&[u8]> = bytes.split_inclusive(|&b| b == b'\n').collect();
    let (spaced, rest) = all.split_at((pairs * 2).min(all.len()));
    let kept = spaced.iter().step_by(2).chain(rest).copied();
    *bytes = Cow::Owned(kept.collect::<Vec<_>>().concat());
    repairs.push(Repair::DoubleSpaced);
}

/// How many lines at the start of a text have a blank line after them, or the end.
fn spaced_lines(bytes: &[u8]) -> usize {
    let (mut text, mut pairs) = (line_texts(bytes), 0);
    while text.next().is_some_and(|line| !is_blank(line)) && text.next().is_none_or(is_blank) {
        pairs += 1;
    }
    pairs
}

/// Leaves out what stands above the header section when the first line is no field.
///
/// A field that only mail systems write is looked for first, since the summary above an original has lines
/// like `From:` and `Subject:` too; failing that, the first line that has the form of a field.
fn cut_junk(bytes: &mut Cow<'_, [u8]>, repairs: &mut Vec<Repair>) {
    if pasted::begins_with_trace(bytes) {
        return;
    }
    let is_field = |line: &[u8]| !starts_with_wsp(line) && field_name(line).is_some();
    let is_trace = |line: &[u8]| field_name(line).is_some_and(is_trace_field);
    let head = || line_texts(bytes).take(MAX_JUNK);
    let below = pasted::below_forwarded_head(bytes);
    if below.is_none() && head().next().is_none_or(is_field) && pasted::begins_with_mail(bytes) {
        return;
    }
    let start = below.or_else(|| head().position(is_trace)).or_else(|| head().position(is_field));
    if let Some(lines) = start.filter(|lines| *lines > 0) {
        drop_lines(bytes, lines);
        repairs.push(Repair::LeadingJunk { lines });
    }
}
