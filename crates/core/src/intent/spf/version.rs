//! `v=spf1`, and what people write for it.

use super::head;
use crate::spf::Record;

/// The most words of a zone file that may stand before a record that was pasted out of one.
const MAX_BEFORE: usize = 6;

/// What follows the version of a plain text that was meant to be a record; `None` where it was not.
pub(super) fn body(plain: &str) -> Option<&str> {
    let mut rest = plain.trim_start_matches(is_junk);
    for _ in 0..MAX_BEFORE {
        if let Some(body) = after_version(rest) {
            return Some(body);
        }
        let (word, after) = rest.split_once(' ')?;
        if !is_of_zone_file(word) {
            return None;
        }
        rest = after.trim_start_matches(is_junk);
    }
    None
}

/// Whether a text was meant to be a record and is none that receivers take for one (RFC 7208 §4.5).
pub(super) fn is_near(text: &str, plain: &str) -> bool {
    !Record::is_spf(text) && body(plain).is_some()
}

/// Whether a word is a version and nothing else.
pub(super) fn is_version(word: &str) -> bool {
    after_version(word).is_some_and(str::is_empty)
}

fn is_junk(c: char) -> bool {
    c == ' ' || matches!(c, '(' | '[' | '<' | '{' | ':' | '=' | ',' | ';' | '.' | '-' | '`' | '\u{1}')
}

/// The words before the value of a record in a zone file, or in the form of a panel.
fn is_of_zone_file(word: &str) -> bool {
    let word = word.trim_matches(is_junk).to_ascii_lowercase();
    let known =
        ["txt", "spf", "in", "@", "value", "record", "type", "name", "host", "ttl", "data", "content", ""];
    let is_number = word.bytes().all(|b| b.is_ascii_digit());
    known.contains(&word.as_str()) || is_number || word.contains('.') && head::name(&word).is_some()
}

/// `version = "v=spf1"`, in any spelling that is near it.
fn after_version(text: &str) -> Option<&str> {
    let (rest, has_v) = match strip(text, "v") {
        Some(rest) => (rest.trim_start_matches([' ', '=', ':', '-', '_', '.', '+', '~']), true),
        None => (text, false),
    };
    // "v=v=spf1"
    let rest = if has_v { strip(rest, "v=").unwrap_or(rest) } else { rest };
    let name = ["spf", "sfp", "psf", "spv", "sp f", "spff", "sspf"].iter().find_map(|name| strip(rest, name));
    let rest = name?;
    let marks = rest.trim_start_matches(['=', ':', '-', '_', 'v', 'V']);
    let number =
        ["1.0", "1", "l", "I", "i", "!", "10", "2"].iter().find_map(|number| marks.strip_prefix(number));
    let spaced = || {
        rest.strip_prefix(' ').and_then(|rest| rest.strip_prefix('1')).filter(|rest| rest.starts_with(' '))
    };
    match (number.or_else(spaced), has_v) {
        // Sender ID is another matter (RFC 4406), and so are names that only begin so.
        (Some(rest), _) if rest.starts_with(".0/") => None,
        (Some(rest), true) => {
            Some(rest.trim_start_matches(['0', '1']).trim_start_matches(".0")).filter(|rest| is_apart(rest))
        }
        (Some(rest), false) => Some(rest).filter(|rest| rest.starts_with([' ', ';', ',', ':'])),
        (None, true) => Some(rest).filter(|rest| is_apart(rest)),
        (None, false) => None,
    }
}

/// Whether what follows the version does not go on with its word, but for a term whose space is lost.
fn is_apart(rest: &str) -> bool {
    let word = rest.split([' ', '\u{1}', ',', ';']).next().unwrap_or_default();
    let first = word.chars().next();
    first.is_none_or(|c| !c.is_ascii_alphanumeric())
        || head::right(word).is_some()
        || head::headed(word).is_some()
}

fn strip<'a>(text: &'a str, start: &str) -> Option<&'a str> {
    let (own, rest) = text.split_at_checked(start.len())?;
    own.eq_ignore_ascii_case(start).then_some(rest)
}
