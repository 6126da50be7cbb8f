//! Base64 that may stand in an address as it is (RFC 4648 §5), without padding.

use waxseal_core::crypto::base64;

/// The text of some bytes.
#[must_use]
pub fn encode(bytes: &[u8]) -> String {
    base64::encode(bytes).trim_end_matches('=').replace('+', "-").replace('/', "_")
}

/// The bytes of a text; `None` for one that is not in this alphabet.
#[must_use]
pub fn decode(text: &str) -> Option<Vec<u8>> {
    let is_other = |c: char| matches!(c, '+' | '/' | '=');
    if text.contains(is_other) {
        return None;
    }
    base64::decode(&text.replace('-', "+").replace('_', "/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_it_means_anything_in_an_address() {
        assert_eq!(encode(&[0xfb, 0xff, 0xfe]), "-__-");
        for length in 0..8 {
            let bytes: Vec<u8> = (0..length).map(|n| 255 - n * 3).collect();
            let text = encode(&bytes);
            assert!(text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_'), "{text}");
            assert_eq!(decode(&text), Some(bytes));
        }
        for bad in ["Z", "Zg=", "+/", "é", "Zm 9"] {
            assert_eq!(decode(bad), None, "{bad}");
        }
    }
}
