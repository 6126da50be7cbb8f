//! Encoded words (RFC 2047), for display only: nothing is ever decided on decoded text.

use crate::crypto::base64;
use nom::bytes::complete::{tag, take_till1, take_while1};
use nom::character::complete::one_of;
use nom::{IResult, Parser};

/// Turns bytes of a named charset into text; `None` for a charset it does not know.
///
/// The tables are large, so the page passes the browser's `TextDecoder` and the terminal passes its own.
pub type DecodeCharset = fn(&str, &[u8]) -> Option<String>;

/// The most encoded words decoded in one value.
const MAX_WORDS: usize = 1_000;

/// The value with its encoded words decoded; words in an unknown charset stay as they are.
#[must_use]
pub fn decode(value: &str, charset: DecodeCharset) -> String {
    let mut out = String::new();
    let mut rest = value;
    let mut after_word = false;
    let mut left = MAX_WORDS;
    while left > 0 {
        let Some((before, at)) = rest.find("=?").and_then(|at| rest.split_at_checked(at)) else { break };
        let (after, used, text) = adjacent(at, left, charset);
        left = left.saturating_sub(used.max(1));
        // RFC 2047 §6.2: white space between two adjacent encoded words is not shown.
        if !(after_word && used > 0 && before.trim().is_empty()) {
            out.push_str(before);
        }
        out.push_str(text.as_deref().unwrap_or("=?"));
        (rest, after_word) = match text {
            Some(_) => (after, true),
            None => (at.get(2..).unwrap_or_default(), false),
        };
    }
    out.push_str(rest);
    out
}

/// What follows the encoded words at the start of a text, how many they are, and what they say. RFC 2047 §5 forbids to split a
/// character over two of them, and senders do: the octets of words in the same charset are joined before they are decoded.
fn adjacent(input: &str, most: usize, charset: DecodeCharset) -> (&str, usize, Option<String>) {
    let Ok((mut rest, first)) = encoded_word(input) else { return (input, 0, None) };
    let Some(mut bytes) = first.bytes() else { return (input, 0, None) };
    let mut used = 1;
    while used < most {
        let Ok((after, word)) = encoded_word(rest.trim_start()) else { break };
        let Some(more) = word.bytes().filter(|_| word.charset.eq_ignore_ascii_case(first.charset)) else {
            break;
        };
        bytes.extend(more);
        (rest, used) = (after, used + 1);
    }
    match first.text(bytes, charset) {
        Some(text) => (rest, used, Some(text)),
        None => (input, 0, None),
    }
}

/// One encoded word, still encoded.
struct EncodedWord<'a> {
    charset: &'a str,
    encoding: char,
    text: &'a str,
}

impl EncodedWord<'_> {
    /// Its octets; `None` where they cannot be read.
    fn bytes(&self) -> Option<Vec<u8>> {
        match self.encoding {
            'b' | 'B' => Some(base64::decode_lenient(self.text)),
            _ => q_encoding(self.text),
        }
    }

    /// Octets as text in its charset.
    fn text(&self, bytes: Vec<u8>, charset: DecodeCharset) -> Option<String> {
        // RFC 2231 §5: a language may follow the charset after an asterisk.
        let name = self.charset.split('*').next().unwrap_or(self.charset);
        match name.to_ascii_lowercase().as_str() {
            "utf-8" | "us-ascii" => Some(String::from_utf8_lossy(&bytes).into_owned()),
            "iso-8859-1" => Some(bytes.into_iter().map(char::from).collect()),
            other => charset(other, &bytes),
        }
    }
}

/// `encoded-word = "=?" charset "?" encoding "?" encoded-text "?="` (RFC 2047 §2)
fn encoded_word(input: &str) -> IResult<&str, EncodedWord<'_>> {
    let charset = take_till1(|c: char| matches!(c, '?' | ' ' | '\t'));
    let text = take_while1(|c: char| c.is_ascii_graphic() && c != '?' || c == ' ');
    let (rest, (_, charset, _, encoding, _, text, _)) =
        (tag("=?"), charset, tag("?"), one_of("bBqQ"), tag("?"), text, tag("?=")).parse(input)?;
    Ok((rest, EncodedWord { charset, encoding, text }))
}

/// The "Q" encoding (RFC 2047 §4.2): `_` is a space, `=XX` a byte.
fn q_encoding(text: &str) -> Option<Vec<u8>> {
    let mut bytes = text.bytes();
    let mut out = Vec::new();
    while let Some(byte) = bytes.next() {
        out.push(match byte {
            b'_' => b' ',
            b'=' => {
                let mut digit = || char::from(bytes.next()?).to_digit(16);
                u8::try_from(digit()? << 4 | digit()?).ok()?
            }
            other => other,
        });
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(value: &str) -> String {
        decode(value, |charset, _| (charset == "x-known").then(|| "known".to_owned()))
    }

    #[test]
    fn rfc_2047_8_examples() {
        assert_eq!(shown("=?US-ASCII?Q?Keith_Moore?= <moore@cs.utk.edu>"), "Keith Moore <moore@cs.utk.edu>");
        assert_eq!(shown("=?ISO-8859-1?Q?Andr=E9?= Pirard"), "André Pirard");
        assert_eq!(shown("(=?ISO-8859-1?Q?a?= =?ISO-8859-1?Q?b?=)"), "(ab)");
        assert_eq!(shown("(=?ISO-8859-1?Q?a?= b)"), "(a b)");
        assert_eq!(shown("=?utf-8?B?w7xiZXI=?="), "über");
        assert_eq!(shown("=?utf-8*nl?B?w7xiZXI?="), "über");
        assert_eq!(shown("=?utf-8?B?R3LD?= =?UTF-8?B?vMOfZQ==?="), "Grüße", "a character in two words");
        assert_eq!(shown("=?utf-8?Q?=C3?= =?utf-8?B?vA==?= =?us-ascii?Q?b?="), "üb");
    }

    #[test]
    fn what_cannot_be_decoded_stays() {
        for value in ["=?x-none?Q?a?=", "=?utf-8?Q?=zz?=", "=?utf-8?X?a?=", "=?", "a =? b ?= c"] {
            assert_eq!(shown(value), value);
        }
        assert_eq!(shown("=?X-Known?Q?a?="), "known");
    }
}
