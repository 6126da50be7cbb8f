//! Base64 (RFC 4648): as signatures and keys carry it, where every character counts, as mail carries text, and as addresses do.

/// The first 62 characters in order of their value are those of every alphabet; these two are RFC 4648 §4's.
const STANDARD: [u8; 2] = *b"+/";
/// The last two characters of the alphabet that may stand in an address (RFC 4648 §5).
const URL: [u8; 2] = *b"-_";

/// Reads base64 without white space in it.
///
/// The padding may be missing, which RFC 6376's `base64string` allows; it may not be wrong.
/// `None` where a character is not of the alphabet, or the length leaves half an octet over.
#[must_use]
pub fn decode(text: &str) -> Option<Vec<u8>> {
    let data = text.trim_end_matches('=');
    let padding = text.len() - data.len();
    if padding > 2 || padding > 0 && !text.len().is_multiple_of(4) {
        return None;
    }
    decode_strict(data, STANDARD)
}

/// Reads base64url without padding (RFC 4648 §5); `None` for a text that is none.
#[must_use]
pub fn decode_url(text: &str) -> Option<Vec<u8>> {
    decode_strict(text, URL)
}

/// Reads base64 as mail does: anything but its alphabet is skipped (RFC 2045 §6.8), and half an octet that is left over is dropped.
#[must_use]
pub fn decode_lenient(text: &str) -> Vec<u8> {
    octets(&text.bytes().filter_map(|character| sextet(character, STANDARD)).collect::<Vec<_>>())
}

/// Writes base64 with its padding.
#[must_use]
pub fn encode(bytes: &[u8]) -> String {
    let mut text = characters(bytes, STANDARD);
    text.extend(std::iter::repeat_n('=', text.len().next_multiple_of(4) - text.len()));
    text
}

/// Writes base64url without padding (RFC 4648 §5).
#[must_use]
pub fn encode_url(bytes: &[u8]) -> String {
    characters(bytes, URL)
}

fn decode_strict(data: &str, last: [u8; 2]) -> Option<Vec<u8>> {
    if data.len() % 4 == 1 {
        return None;
    }
    let sextets: Option<Vec<u8>> = data.bytes().map(|character| sextet(character, last)).collect();
    Some(octets(&sextets?))
}

/// The octets that some sextets make.
fn octets(sextets: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(sextets.len() / 4 * 3 + 2);
    for group in sextets.chunks(4) {
        let bits = group.iter().fold(0_u32, |bits, &sextet| bits << 6 | u32::from(sextet));
        let [_, bytes @ ..] = (bits << (6 * (4 - group.len()))).to_be_bytes();
        out.extend_from_slice(bytes.get(..group.len() - 1).unwrap_or_default());
    }
    out
}

/// The characters of some octets, without padding.
fn characters(bytes: &[u8], last: [u8; 2]) -> String {
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let bits =
            group.iter().fold(0_u32, |bits, &byte| bits << 8 | u32::from(byte)) << (8 * (3 - group.len()));
        out.extend((0..=group.len()).map(|place| character(bits >> (18 - 6 * place) & 0x3f, last)));
    }
    out
}

/// The character of a value below 64.
fn character(sextet: u32, [plus, slash]: [u8; 2]) -> char {
    let value = u8::try_from(sextet).unwrap_or_default();
    char::from(match value {
        0..26 => b'A' + value,
        26..52 => b'a' + (value - 26),
        52..62 => b'0' + (value - 52),
        62 => plus,
        _ => slash,
    })
}

/// The value of a character.
fn sextet(character: u8, [plus, slash]: [u8; 2]) -> Option<u8> {
    Some(match character {
        b'A'..=b'Z' => character - b'A',
        b'a'..=b'z' => character - b'a' + 26,
        b'0'..=b'9' => character - b'0' + 52,
        other if other == plus => 62,
        other if other == slash => 63,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn rfc_4648_10_vectors() {
        let vectors = [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")];
        for (plain, encoded) in vectors {
            assert_eq!(encode(plain.as_bytes()), encoded);
            assert_eq!(decode(encoded).unwrap(), plain.as_bytes());
        }
    }

    #[test]
    fn padding_may_be_missing_but_not_wrong() {
        assert_eq!(decode("Zg").unwrap(), b"f");
        for wrong in ["Zg=", "Zg===", "Zm9v=", "Z", "Zm9vY", "Zm 9v", "Zm9-", "Z=g=", "\""] {
            assert_eq!(decode(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn nothing_in_base64url_means_anything_in_an_address() {
        for (octets, text) in
            [(&b""[..], ""), (b"f", "Zg"), (b"fo", "Zm8"), (b"foo", "Zm9v"), (b"\xff\xff\xfe", "___-")]
        {
            assert_eq!(encode_url(octets), text);
        }
        for bad in ["Z", "Zg=", "+/", "é", "Zm 9"] {
            assert_eq!(decode_url(bad), None, "{bad}");
        }
    }

    #[test]
    fn mail_may_have_anything_between_the_characters() {
        assert_eq!(decode_lenient("Zm 9v\r\n!Yg=="), b"foob");
        assert_eq!(decode_lenient("Zm9vY"), b"foo", "half an octet is none");
    }

    proptest! {
        #[test]
        fn what_is_written_can_be_read(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let address = encode_url(&bytes);
            prop_assert!(address.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_')));
            prop_assert_eq!(decode_url(&address), Some(bytes.clone()));
            prop_assert_eq!(&decode_lenient(&encode(&bytes)), &bytes);
            prop_assert_eq!(decode(&encode(&bytes)), Some(bytes));
        }
    }
}
