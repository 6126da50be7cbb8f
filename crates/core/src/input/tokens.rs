//! The words that records are written with.

use crate::dns::RecordType;

/// A type by its mnemonic; `SPF` is the type 99 that RFC 7208 §3.1 gave up.
pub(super) fn kind_of(word: &str) -> Option<RecordType> {
    if word.eq_ignore_ascii_case("SPF") {
        return Some(RecordType::Txt);
    }
    // The letter A alone stands in many sentences.
    let is_written_small = word.len() < 3 && word.bytes().any(|b| b.is_ascii_lowercase());
    RecordType::parse(&word.to_ascii_uppercase()).filter(|_| !is_written_small)
}

/// Seconds, or BIND's `1h30m`.
pub(super) fn is_ttl(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
        && word.bytes().all(|b| b.is_ascii_digit() || b"smhdwSMHDW".contains(&b))
}

/// `<character-string>`s joined (RFC 1035 §5.1, RFC 7208 §3.3): those in quotes, or the rest of the line where it has none.
pub(super) fn strings(value: &str) -> String {
    let value = value.trim().trim_start_matches(['(', '{']).trim_start();
    if !value.starts_with('"') {
        return value.trim_end_matches([')', '}', ' ']).to_owned();
    }
    let mut joined = String::new();
    let (mut is_open, mut is_escaped) = (false, false);
    for c in value.chars() {
        match c {
            _ if is_escaped => {
                joined.push(c);
                is_escaped = false;
            }
            '\\' if is_open => is_escaped = true,
            '"' => is_open = !is_open,
            // What follows the strings is a remark, or the end of the brackets.
            ';' if !is_open => break,
            _ if is_open => joined.push(c),
            _ => {}
        }
    }
    joined
}
