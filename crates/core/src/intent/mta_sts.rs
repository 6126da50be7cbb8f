//! What an MTA-STS record was meant to say (RFC 8461 §3.1).

use super::distance;
use super::plain::{BORDER, plain};
use super::tags::{self, Kind, letters};

const KIND: Kind = Kind { names: &["v", "id"], whole: &["stsv1"], is_closed: false };

/// The longest id (RFC 8461 §3.1).
const MAX_ID: usize = 32;

/// Whether a text was meant to be one, by its version.
#[must_use]
pub fn is_near(text: &str) -> bool {
    let plain = plain(text).replace(BORDER, "");
    let (before, tags) = tags::tags(&plain, &KIND);
    let version = tags.iter().find(|tag| tag.name == "v").map_or(before, |tag| tag.value);
    is_version(version.split([' ', ';', ',']).next().unwrap_or_default())
}

/// `STSv1`, or a slip away from it.
fn is_version(word: &str) -> bool {
    let word = letters(word);
    distance(word.strip_prefix("mta").unwrap_or(&word), "stsv1") <= 2
}

/// The record that was meant; `None` where no id can be told. An id is only compared with the one before, so letters and digits
/// of what was written are an id as good as any.
#[must_use]
pub fn meant(record: &str) -> Option<String> {
    let plain = plain(record).replace(BORDER, "");
    let (before, tags) = tags::tags(&plain, &KIND);
    let version = tags.iter().find(|tag| tag.name == "v").map_or(before, |tag| tag.value);
    let mut words = version.split([' ', ';', ',']);
    let is_version = is_version(words.next().unwrap_or_default());
    // "v=STSv1; 20260101T000000"
    let bare = words.find(|word| word.bytes().any(|b| b.is_ascii_digit()));
    let id = tags.iter().find(|tag| tag.name == "id").map(|tag| tag.value).or(bare)?;
    let id: String = id.chars().filter(char::is_ascii_alphanumeric).take(MAX_ID).collect();
    (is_version && !id.is_empty()).then(|| format!("v=STSv1; id={id};"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::posture::MtaStsRecord;

    #[test]
    fn records_as_they_were_meant() {
        for text in [
            "v=STSv1; id=20260101T000000",
            "v=stsv1; id=20260101T000000;",
            "v=STSv1 id=20260101T000000",
            "v=STSv1, id: 2026-01-01T00:00:00",
            "\"v=STSv1; id=20260101T000000;\"",
            "STSv1; id=20260101T000000",
            "v=STS1; ID=20260101T000000",
            "v=STSv1; 20260101T000000",
            "v=STSv1.0; id=20260101T000000",
            "v=MTASTSv1; id=20260101T000000",
            "“v=STSv1;id=20260101T000000”",
        ] {
            let meant = meant(text).unwrap();
            assert_eq!(meant, "v=STSv1; id=20260101T000000;", "{text}");
            assert!(MtaStsRecord::parse(&meant).is_some());
        }
        for text in ["v=STSv1", "v=STSv1; id=", "v=spf1 mx", ""] {
            assert_eq!(meant(text), None, "{text}");
        }
    }
}
