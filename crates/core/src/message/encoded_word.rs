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
    for _ in 0..MAX_WORDS {
        let Some((before, at)) = rest.find("=?").and_then(|at| rest.split_at_checked(at)) else { break };
        match encoded_word(at).ok().and_then(|(after, word)| Some((after, word.decode(charset)?))) {
            Some((after, text)) => {
                // RFC 2047 §6.2: white space between two adjacent encoded words is not shown.
                if !(after_word && before.trim().is_empty()) {
                    out.push_str(before);
                }
                out.push_str(&text);
                (rest, after_word) = (after, true);
            }
            None => {
                out.push_str(before);
                out.push_str("=?");
                (rest, after_word) = (at.get(2..).unwrap_or_default(), false);
            }
        }
    }
    out.push_str(rest);
    out
}

/// One encoded word, still encoded.
struct EncodedWord<'a> {
    charset: &'a str,
    encoding: char,
    text: &'a str,
}

impl EncodedWord<'_> {
    fn decode(&self, charset: DecodeCharset) -> Option<String> {
        let bytes = match self.encoding {
            'b' | 'B' => base64::decode_lenient(self.text),
            _ => q_encoding(self.text)?,
        };
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
    }

    #[test]
    fn what_cannot_be_decoded_stays() {
        for value in ["=?x-none?Q?a?=", "=?utf-8?Q?=zz?=", "=?utf-8?X?a?=", "=?", "a =? b ?= c"] {
            assert_eq!(shown(value), value);
        }
        assert_eq!(shown("=?X-Known?Q?a?="), "known");
    }
}
