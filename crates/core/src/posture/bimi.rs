//! BIMI (draft-brand-indicators-for-message-identification): the logo that some mailboxes show beside a message.

use super::finding::PostureFinding;
use super::versioned;
use crate::dmarc::Policy;
use crate::dns::{QueryStatus, Resolve};
use crate::domain::Domain;
use crate::intent;
use futures_util::future::join;
use serde::Serialize;

/// What a domain says of its logo.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct BimiReport {
    /// How the question went.
    pub status: QueryStatus,
    /// The name the record was found at.
    pub at: Option<Domain>,
    /// The records that were meant to be one.
    pub records: Vec<String>,
    /// The record, where there is exactly one and it can be read.
    pub record: Option<BimiRecord>,
}

/// `bimi-record = bimi-version bimi-sep bimi-location [bimi-sep bimi-authority] …`
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BimiRecord {
    /// Where the logo is (`l=`); empty where the domain wants none shown.
    pub location: String,
    /// Where the certificate is (`a=`).
    pub authority: Option<String>,
}

/// What a record begins with, and what was meant to.
const KIND: (&str, fn(&str) -> bool) = ("v=BIMI1", intent::bimi::is_near);

/// The endings of pictures that are no SVG.
const OTHER_FORMATS: [&str; 10] = ["png", "jpg", "jpeg", "gif", "webp", "bmp", "ico", "tif", "tiff", "pdf"];

/// Asks for the default record, at the domain and, for a subdomain, at the domain above it.
pub(crate) async fn bimi<R: Resolve>(resolver: &R, domain: &Domain) -> BimiReport {
    let above = domain.parent().filter(|parent| parent.label_count() >= 2);
    let theirs = async {
        match &above {
            Some(above) => versioned(resolver, above, "default._bimi", KIND).await.2,
            None => Vec::new(),
        }
    };
    let ((status, _, own), theirs) = join(versioned(resolver, domain, "default._bimi", KIND), theirs).await;
    let (records, at) = match (own.is_empty(), theirs.is_empty()) {
        (false, _) => (own, Some(domain.clone())),
        (true, false) => (theirs, above),
        (true, true) => (own, None),
    };
    let record = match records.as_slice() {
        [one] => BimiRecord::parse(one),
        _ => None,
    };
    BimiReport { status, at, records, record }
}

impl BimiRecord {
    /// Reads a record that begins with its version.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut fields = text.split(';').map(str::trim);
        if fields.next()? != "v=BIMI1" {
            return None;
        }
        let pairs: Vec<(&str, &str)> =
            fields.filter_map(|f| f.split_once('=')).map(|(n, v)| (n.trim(), v.trim())).collect();
        let get =
            |name: &str| pairs.iter().find(|(own, _)| *own == name).map(|(_, value)| (*value).to_owned());
        let location = get("l")?;
        // The draft's §4.2: both are https addresses, and an empty `l=` declines.
        let fits = |uri: &str| uri.is_empty() || uri.starts_with("https://");
        let authority = get("a").filter(|uri| !uri.is_empty());
        (fits(&location) && fits(authority.as_deref().unwrap_or_default()))
            .then_some(Self { location, authority })
    }
}

impl BimiReport {
    /// Whether there is a logo, and a policy under which nobody shows one (the draft's §7.1).
    pub(crate) fn is_idle(&self, policy: Option<Policy>, subdomains: Option<Policy>) -> bool {
        let declines = self.record.as_ref().is_some_and(|record| record.location.is_empty());
        let is_unprotected = [policy, subdomains].contains(&Some(Policy::None)) || policy.is_none();
        !self.records.is_empty() && !declines && is_unprotected
    }

    /// The advice on it, against the policy for failing mail.
    pub(crate) fn findings(&self, policy: Option<Policy>, subdomains: Option<Policy>) -> Vec<PostureFinding> {
        let mut findings = Vec::new();
        match (self.records.len(), &self.record) {
            (0, _) => return findings,
            (1, None) => findings.push(PostureFinding::BimiBadRecord { text: self.records.concat() }),
            (1, Some(record)) => findings.extend(record.findings()),
            (count, _) => findings.push(PostureFinding::BimiSeveralRecords { count }),
        }
        if self.is_idle(policy, subdomains) {
            findings.push(PostureFinding::BimiNeedsEnforcement);
        }
        findings
    }
}

impl BimiRecord {
    fn findings(&self) -> impl Iterator<Item = PostureFinding> {
        let declined = self.location.is_empty();
        let bare = (!declined && self.authority.is_none()).then_some(PostureFinding::BimiNoCertificate);
        let picture = self.as_svg().map(|_| PostureFinding::BimiNotSvg { location: self.location.clone() });
        picture.into_iter().chain(bare)
    }

    /// The logo's address as that of an SVG file, where its name says that it is a picture of another format: the draft's §4.2
    /// has SVG alone.
    pub(crate) fn as_svg(&self) -> Option<String> {
        let path = self.location.split(['?', '#']).next()?;
        let (stem, ending) = path.rsplit_once('.')?;
        let is_other = OTHER_FORMATS.iter().any(|format| ending.eq_ignore_ascii_case(format));
        is_other.then(|| format!("{stem}.svg"))
    }
}

#[cfg(test)]
mod tests {
    use super::BimiRecord;

    #[test]
    fn a_logo_is_svg() {
        let svg = |location: &str| BimiRecord { location: location.to_owned(), authority: None }.as_svg();
        let mended = Some("https://a.example/l.svg".to_owned());
        assert_eq!(svg("https://a.example/l.png"), mended);
        assert_eq!(svg("https://a.example/l.JPEG?v=2"), mended);
        for right in ["https://a.example/l.svg", "https://a.example/l.svg?s=png", "https://a.example/l", ""] {
            assert_eq!(svg(right), None, "{right}");
        }
    }

    #[test]
    fn the_record() {
        let read =
            BimiRecord::parse("v=BIMI1; l=https://a.example/l.svg; a=https://a.example/v.pem").unwrap();
        assert_eq!(read.authority.as_deref(), Some("https://a.example/v.pem"));
        assert_eq!(BimiRecord::parse("v=BIMI1; l=; a=").unwrap().location, "");
        for bad in ["v=BIMI1", "v=BIMI1; a=https://a.example/v.pem", "v=BIMI1; l=http://a.example/l.svg"] {
            assert!(BimiRecord::parse(bad).is_none(), "{bad}");
        }
    }
}
