//! The rows as one text, made of `rows.txt` by the compiler.
//!
//! That file is written for people. What only they need is left out here, so that a row weighs hardly more than its names do.
#![expect(
    clippy::indexing_slicing,
    reason = "evaluated by the compiler, which stops at a place that is not there"
)]

const SOURCE: &[u8] = include_bytes!("rows.txt");
/// How many rows there are.
pub(super) const ROWS: usize = measured().1;
const LENGTH: usize = measured().0;
/// The rows, one a line.
pub(super) const TEXT: &str = text();

/// Where each row begins, in the order in which they are looked through.
pub(super) const STARTS: [u16; ROWS] = starts();

/// How long the rows are when they are packed, and how many.
const fn measured() -> (usize, usize) {
    let (_, length, rows) = packed::<{ SOURCE.len() }>();
    (length, rows)
}

#[expect(clippy::panic, reason = "at compile time")]
const fn text() -> &'static str {
    #[expect(clippy::large_const_arrays, reason = "it is used once, here")]
    const BYTES: [u8; LENGTH] = packed::<LENGTH>().0;
    match std::str::from_utf8(&BYTES) {
        Ok(text) => text,
        Err(_) => panic!("rows.txt is not UTF-8"),
    }
}

const fn starts() -> [u16; ROWS] {
    let mut starts = [0; ROWS];
    let (mut at, mut row) = (0, 0);
    while at < TEXT.len() {
        if TEXT.as_bytes()[at] == b'\n' {
            row += 1;
            starts[row] = (at + 1) as u16;
        }
        at += 1;
    }
    starts
}

/// The rows without comments and line breaks, their length and their number. What begins at the margin is a row, what is
/// indented one of its fields.
const fn packed<const N: usize>() -> ([u8; N], usize, usize) {
    let (mut out, mut length, mut rows) = ([0; N], 0, 0);
    let mut at = 0;
    while at < SOURCE.len() {
        let (mut from, end) = line(at);
        if from < end && SOURCE[from] != b'#' {
            if from > at {
                out[length] = b';';
                out[length + 1] = SOURCE[from];
                length += 2;
                from = word_end(from) + 1;
            } else {
                if rows > 0 {
                    out[length] = b'\n';
                    length += 1;
                }
                rows += 1;
            }
            while from < end {
                out[length] = SOURCE[from];
                length += 1;
                from += 1;
            }
        }
        at = end + 1;
    }
    (out, length, rows)
}

/// Where the text of a line begins, and where it ends.
const fn line(at: usize) -> (usize, usize) {
    let (mut from, mut end) = (at, at);
    while end < SOURCE.len() && SOURCE[end] != b'\n' {
        end += 1;
    }
    while from < end && SOURCE[from] == b' ' {
        from += 1;
    }
    (from, end)
}

const fn word_end(mut at: usize) -> usize {
    while SOURCE[at] != b' ' {
        at += 1;
    }
    at
}
