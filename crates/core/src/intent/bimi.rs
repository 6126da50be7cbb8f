//! What a BIMI record was meant to say.

use super::distance;
use super::plain::{BORDER, plain};
use super::tags::{self, Kind, Tag, letters};

const KIND: Kind = Kind { names: &["v", "l", "a", "avp", "lps"], whole: &["bimi1"], is_closed: false };

/// Whether a text was meant to be one: by its version, or by the address of a logo where it has none.
#[must_use]
pub fn is_near(text: &str) -> bool {
    let plain = plain(text).replace(BORDER, "");
    let (before, tags) = tags::tags(&plain, &KIND);
    is_version(&version(before, &tags)) || meant(text).is_some()
}

/// The version as it was written, in small letters.
fn version(before: &str, tags: &[Tag<'_>]) -> String {
    letters(tags.iter().find(|tag| tag.name == "v").map_or(before, |tag| tag.value))
}

/// `bimi1`, or a slip away from it.
fn is_version(word: &str) -> bool {
    distance(word, "bimi1") <= 2
}

/// The record that was meant; `None` where no logo can be told.
#[must_use]
pub fn meant(record: &str) -> Option<String> {
    let plain = plain(record).replace(BORDER, "");
    let (before, tags) = tags::tags(&plain, &KIND);
    let version = version(before, &tags);
    let get = |name: &str| tags.iter().find(|tag| tag.name == name).map(|tag| tag.value);
    // An empty address is a word too: there is no logo, or no certificate.
    let location = get("l").map(address)??;
    let authority = match get("a") {
        None => String::new(),
        Some(value) => format!(" a={};", address(value)?),
    };
    let others = tags.iter().filter(|tag| ["avp", "lps"].contains(&tag.name.as_str()));
    let others: String = others.map(|tag| format!(" {}={};", tag.name, tag.value)).collect();
    let fits = is_version(&version) || version.is_empty() && location.starts_with("https:");
    fits.then(|| format!("v=BIMI1; l={location};{authority}{others}"))
}

/// The address of a file, which has to be `https:`.
fn address(value: &str) -> Option<String> {
    let value = value.trim_end_matches(['.', ',']);
    if value.is_empty() || ["self", "none", "null"].contains(&value.to_ascii_lowercase().as_str()) {
        return Some(String::new());
    }
    let bare = ["https:", "http:", "https", "http"]
        .iter()
        .find_map(|scheme| {
            value
                .get(..scheme.len())
                .filter(|own| own.eq_ignore_ascii_case(scheme))
                .and(value.get(scheme.len()..))
        })
        .unwrap_or(value)
        .trim_start_matches([':', '/']);
    (bare.contains('.') && !bare.contains([' ', ',', '@'])).then(|| format!("https://{bare}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::posture::BimiRecord;

    #[test]
    fn records_as_they_were_meant() {
        for text in [
            "v=BIMI1; l=https://b.example/logo.svg; a=https://b.example/vmc.pem;",
            "v=bimi1; l=https://b.example/logo.svg; a=https://b.example/vmc.pem",
            "v=BIMI1 l=https://b.example/logo.svg a=https://b.example/vmc.pem",
            "v=BIMI1;l:https://b.example/logo.svg;a=http://b.example/vmc.pem",
            "\"v=BIMI1; l=b.example/logo.svg; a=https://b.example/vmc.pem\"",
            "v=BIMI; l=<https://b.example/logo.svg>; a=\"https://b.example/vmc.pem\"",
        ] {
            let meant = meant(text).unwrap();
            assert_eq!(
                meant, "v=BIMI1; l=https://b.example/logo.svg; a=https://b.example/vmc.pem;",
                "{text}"
            );
            assert!(BimiRecord::parse(&meant).is_some());
        }
        assert_eq!(meant("v=BIMI1; l=; a=; avp=brand").as_deref(), Some("v=BIMI1; l=; a=; avp=brand;"));
        assert_eq!(meant("v=BIMI1; l=logo"), None);
        assert_eq!(meant("v=BIMI1"), None);
    }
}
