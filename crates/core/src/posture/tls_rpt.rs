//! TLS reports (RFC 8460): where senders tell of encryption that failed.

use super::finding::PostureFinding;
use super::versioned;
use crate::dns::{QueryStatus, Resolve};
use crate::domain::Domain;
use crate::intent;
use serde::Serialize;

/// The most addresses that are kept.
const MAX_URIS: usize = 20;

/// What a domain says of TLS reports.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct TlsRptReport {
    /// How the question went.
    pub status: QueryStatus,
    /// The records that were meant to be one.
    pub records: Vec<String>,
    /// The record, where there is exactly one and it can be read.
    pub record: Option<TlsRptRecord>,
}

/// `tlsrpt-record = tlsrpt-version 1*(field-delim tlsrpt-rua) …` (RFC 8460 §3)
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TlsRptRecord {
    /// Where reports go: `mailto:` or `https:`.
    pub rua: Vec<String>,
}

/// What a record begins with, and what was meant to.
const KIND: (&str, fn(&str) -> bool) = ("v=TLSRPTv1", intent::tls_rpt::is_near);

/// Asks for the record.
pub(crate) async fn tls_rpt<R: Resolve>(resolver: &R, domain: &Domain) -> TlsRptReport {
    let (status, _, records) = versioned(resolver, domain, "_smtp._tls", KIND).await;
    // RFC 8460 §3: with more than one record, or none, the sender has no policy to go by.
    let record = match records.as_slice() {
        [one] => TlsRptRecord::parse(one),
        _ => None,
    };
    TlsRptReport { status, records, record }
}

impl TlsRptRecord {
    /// Reads a record that begins with its version.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut fields = text.split(';').map(str::trim);
        if fields.next()? != "v=TLSRPTv1" {
            return None;
        }
        let list = fields.find_map(|field| field.strip_prefix("rua")?.trim_start().strip_prefix('='))?;
        let rua: Vec<String> = list.split(',').take(MAX_URIS).map(|uri| uri.trim().to_owned()).collect();
        let fits = |uri: &String| {
            // RFC 3986 §3.1: a scheme has no case.
            let (scheme, rest) = uri.split_once(':').unwrap_or_default();
            let rest = match scheme.to_ascii_lowercase().as_str() {
                "mailto" => Some(rest),
                "https" => rest.strip_prefix("//"),
                _ => None,
            };
            rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(char::is_whitespace))
        };
        rua.iter().all(fits).then_some(Self { rua })
    }
}

impl TlsRptReport {
    /// The advice on it.
    pub(crate) fn findings(&self) -> Option<PostureFinding> {
        match (self.records.len(), &self.record) {
            (0, _) | (1, Some(_)) => None,
            (1, None) => Some(PostureFinding::TlsRptBadRecord { text: self.records.concat() }),
            (count, _) => Some(PostureFinding::TlsRptSeveralRecords { count }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::TlsRptRecord;

    #[test]
    fn rfc_8460_3_the_record() {
        let read = TlsRptRecord::parse("v=TLSRPTv1; rua=mailto:a@b.example,https://r.example/v1").unwrap();
        assert_eq!(read.rua, ["mailto:a@b.example", "https://r.example/v1"]);
        assert!(TlsRptRecord::parse("v=TLSRPTv1; rua=HTTPS://r.example/v1,Mailto:a@b.example").is_some());
        for bad in
            ["v=TLSRPTv1", "v=TLSRPTv1; rua=", "v=TLSRPTv1; rua=a@b.example", "v=tlsrptv1; rua=mailto:a@b"]
        {
            assert!(TlsRptRecord::parse(bad).is_none(), "{bad}");
        }
    }
}
