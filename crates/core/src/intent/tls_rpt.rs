//! What a TLS-RPT record was meant to say (RFC 8460 §3).

use super::plain::{BORDER, plain};
use super::tags::{self, Kind, Tag, letters};
use super::{addresses, distance};

const KIND: Kind =
    Kind { names: &["v", "rua", "ruf", "rau", "ruaa", "ruua"], whole: &["tlsrptv1"], is_closed: false };

/// A record as it was meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Intent {
    /// The record that is to be published; `None` where it has no address that can be told.
    pub meant: Option<String>,
    /// Words of the list that are no address.
    pub unclear: Vec<String>,
}

/// One record in place of several, of which none counts (RFC 8460 §3): everybody who gets reports goes on getting them.
#[must_use]
pub fn merged(records: &[String]) -> Option<String> {
    let lists: Vec<String> = records.iter().filter_map(|record| read(record).meant).collect();
    let uris = lists.iter().filter_map(|meant| Some(meant.split_once("rua=")?.1));
    let all = uris.collect::<Vec<_>>().join(",");
    (!all.is_empty()).then(|| format!("v=TLSRPTv1; rua={all}"))
}

/// Whether a text was meant to be one: by its version, or by an address for reports where it has none.
#[must_use]
pub fn is_near(text: &str) -> bool {
    let plain = plain(text).replace(BORDER, "");
    let (before, tags) = tags::tags(&plain, &KIND);
    is_version(version(before, &tags).0) || read(text).meant.is_some()
}

/// The version as it was written, and what stands behind it before the next tag.
fn version<'a>(before: &'a str, tags: &[Tag<'a>]) -> (&'a str, &'a str) {
    let version = tags.iter().find(|tag| tag.name == "v").map_or(before, |tag| tag.value);
    version.split_once([' ', ';', ',']).unwrap_or((version, ""))
}

/// `TLSRPTv1`, or a slip away from it.
fn is_version(word: &str) -> bool {
    distance(&letters(word), "tlsrptv1") <= 3
}

/// Reads a record.
#[must_use]
pub fn read(record: &str) -> Intent {
    let plain = plain(record).replace(BORDER, "");
    let (before, tags) = tags::tags(&plain, &KIND);
    let (version, rest) = version(before, &tags);
    let is_version = is_version(version) || version.is_empty() && tags.iter().any(|tag| tag.name == "rua");
    let lists = tags.iter().filter(|tag| tag.name.starts_with('r')).map(|tag| tag.value).chain([rest]);
    let mut read = addresses::read(&lists.collect::<Vec<_>>().join(","));
    // RFC 8460 §3: reports go by mail, or by HTTPS.
    for uri in &mut read.uris {
        if let Some(rest) = uri.strip_prefix("http://") {
            *uri = format!("https://{rest}");
        }
    }
    let fits = is_version && !read.uris.is_empty();
    Intent { meant: fits.then(|| format!("v=TLSRPTv1; rua={}", read.uris.join(","))), unclear: read.unclear }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::posture::TlsRptRecord;

    #[test]
    fn records_as_they_were_meant() {
        for text in [
            "v=TLSRPTv1; rua=mailto:a@b.example",
            "v=tlsrptv1; rua=mailto:a@b.example",
            "v=TLSRPTv1 rua=a@b.example",
            "v=TLSRPT1; rua: mailto: a@b.example",
            "\"v=TLSRPTv1;rua=mailto:a@b.example\"",
            "v=TLSRPTv1; mailto:a@b.example",
            "v=TLS-RPTv1; ruf=a@b.example;",
            "v=TLSRPT; rua=<a@b.example>",
        ] {
            let meant = read(text).meant.unwrap();
            assert_eq!(meant, "v=TLSRPTv1; rua=mailto:a@b.example", "{text}");
            assert!(TlsRptRecord::parse(&meant).is_some());
        }
        assert_eq!(
            read("v=TLSRPTv1; rua=mailto:a@b.example,http://r.example/v1").meant.as_deref(),
            Some("v=TLSRPTv1; rua=mailto:a@b.example,https://r.example/v1")
        );
        assert_eq!(read("v=TLSRPTv1; rua=reports").meant, None);
        let several =
            ["v=TLSRPTv1; rua=mailto:a@b.example", "v=TLSRPTv1; rua=c@d.example"].map(str::to_owned);
        assert_eq!(
            merged(&several).as_deref(),
            Some("v=TLSRPTv1; rua=mailto:a@b.example,mailto:c@d.example")
        );
        assert_eq!(read("v=spf1 a@b.example").meant, None);
        for near in ["v=TLSRPTv1", "v=TLSRPT1.0; rua=a@b.example", "rua=mailto:a@b.example", "TLSRPTv1"] {
            assert!(is_near(near), "{near}");
        }
        for other in ["v=DMARC1; p=none; rua=mailto:a@b.example", "v=spf1 -all", "hello", "v=STSv1; id=1"] {
            assert!(!is_near(other), "{other}");
        }
    }
}
