//! The octets of a report as text.

use crate::oddity::Oddity;
use std::borrow::Cow;

/// How far into a text its declaration may reach.
const MAX_DECLARATION: usize = 200;

/// A report as text, and what was odd about its encoding.
///
/// What is UTF-8 is read as such whatever it names: a text in another encoding is hardly ever valid UTF-8 by chance. All else
/// is read as Windows-1252, which has a character for every octet, where it is not UTF-16 by its byte order mark.
pub(crate) fn decode(bytes: &[u8]) -> (Cow<'_, str>, Vec<Oddity>) {
    let mut oddities = Vec::new();
    if let Some(text) = utf16(bytes) {
        return (Cow::Owned(text), oddities);
    }
    let bare = bytes.strip_prefix(b"\xef\xbb\xbf");
    if bare.is_some() {
        oddities.push(Oddity::ByteOrderMark);
    }
    let bytes = bare.unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => {
            if !text.is_ascii() && !matches!(declared(bytes).as_deref(), None | Some("utf-8" | "utf8")) {
                oddities.push(Oddity::OtherEncoding);
            }
            (Cow::Borrowed(text), oddities)
        }
        Err(_) => {
            // A single-octet encoding that is named is no fault.
            if matches!(declared(bytes).as_deref(), None | Some("utf-8" | "utf8" | "us-ascii")) {
                oddities.push(Oddity::BrokenText);
            }
            (Cow::Owned(mixed(bytes)), oddities)
        }
    }
}

/// The encoding that an XML declaration names, in lower case.
fn declared(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(bytes.get(..MAX_DECLARATION).unwrap_or(bytes)).to_ascii_lowercase();
    let head = head.trim_start().strip_prefix("<?xml")?.split_once("?>")?.0.to_owned();
    let value = head.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start().to_owned();
    value.split(['"', '\'']).nth(1).map(str::to_owned)
}

/// A text with a byte order mark of UTF-16 in front.
fn utf16(bytes: &[u8]) -> Option<String> {
    let (little, rest) = match bytes {
        [0xff, 0xfe, rest @ ..] => (true, rest),
        [0xfe, 0xff, rest @ ..] => (false, rest),
        _ => return None,
    };
    let unit = |pair| if little { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) };
    let units = rest.chunks_exact(2).filter_map(|pair| pair.try_into().ok()).map(unit);
    Some(char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
}

/// UTF-8 where it is, and Windows-1252 octet by octet where it is not.
fn mixed(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len() + bytes.len() / 8);
    for chunk in bytes.utf8_chunks() {
        out.push_str(chunk.valid());
        out.extend(chunk.invalid().iter().map(|&octet| windows_1252(octet)));
    }
    out
}

/// The characters of Windows-1252 from 0x80 to 0x9f; the others are those of Unicode by number.
const HIGH: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

fn windows_1252(octet: u8) -> char {
    let high = octet.checked_sub(0x80).and_then(|at| HIGH.get(usize::from(at)));
    high.copied().unwrap_or(char::from(octet))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_encoding_becomes_text() {
        let text = |bytes: &[u8]| decode(bytes).0.into_owned();
        assert_eq!(text("Müller".as_bytes()), "Müller");
        assert_eq!(
            text(b"<?xml version='1.0' encoding='windows-1252'?>M\xfcller \x80"),
            "<?xml version='1.0' encoding='windows-1252'?>Müller €"
        );
        assert_eq!(text(b"\xff\xfea\0b\0"), "ab");
        assert_eq!(text(b"\xfe\xff\0a\0b"), "ab");
        let (text, oddities) = decode(b"M\xc3\xbcller M\xfcller");
        assert_eq!((text.as_ref(), oddities), ("Müller Müller", vec![Oddity::BrokenText]));
        assert_eq!(decode(b"\xef\xbb\xbfa").1, [Oddity::ByteOrderMark]);
    }
}
