//! DANE for mail (RFC 7672): the certificates of mail exchangers, told in DNS and worth something only with DNSSEC.

use super::ask;
use super::finding::PostureFinding;
use super::mx::{MAX_MX, MxReport};
use crate::dns::{QueryStatus, Rdata, RecordType, Resolve};
use crate::domain::Domain;
use crate::joining;
use serde::Serialize;

/// The most TLSA records that are kept of one host.
const MAX_TLSA: usize = 20;

/// What the mail exchangers say of their certificates.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct DaneReport {
    /// Each host, best preference first.
    pub hosts: Vec<DaneHost>,
}

/// One host.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct DaneHost {
    /// The host.
    pub host: Domain,
    /// The name that was asked.
    pub name: Domain,
    /// How the question went.
    pub status: QueryStatus,
    /// Whether the resolver validated the answer with DNSSEC, without which the records mean nothing.
    pub authenticated: bool,
    /// The records.
    pub records: Vec<TlsaRecord>,
}

/// One TLSA record (RFC 6698 §2.1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct TlsaRecord {
    /// 2 for a trust anchor, 3 for the host's own certificate.
    pub usage: u8,
    /// 0 for the whole certificate, 1 for its key.
    pub selector: u8,
    /// 0 for the thing itself, 1 for SHA-256, 2 for SHA-512.
    pub matching_type: u8,
    /// The association data, in hexadecimal.
    pub data: String,
    /// Whether a sending server can use it.
    pub usability: Usability,
}

/// Whether a sending server can use a TLSA record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "TlsaUsability"))]
#[serde(rename_all = "camelCase")]
pub enum Usability {
    /// It can.
    Usable,
    /// Usages 0 and 1 are not for mail (RFC 7672 §3.1.3).
    WrongUsage,
    /// No certificate of today has it, so mail is refused: it is the digest of nothing at all, as a script writes that read none, or of
    /// an authority that was retired.
    MatchesNothing,
    /// A field has a value nobody knows, or the digest has another length than its kind.
    Malformed,
}

impl TlsaRecord {
    /// Its data as zone files have it.
    pub(crate) fn text(&self) -> String {
        format!("{} {} {} {}", self.usage, self.selector, self.matching_type, self.data)
    }

    /// The same certificate with another usage.
    pub(crate) fn with_usage(&self, usage: u8) -> Self {
        Self::new(usage, self.selector, self.matching_type, self.data.clone())
    }

    fn new(usage: u8, selector: u8, matching_type: u8, data: String) -> Self {
        // RFC 6698 §2.1.3: 32 octets of SHA-256, 64 of SHA-512.
        let length = match matching_type {
            1 => data.len() == 64,
            2 => data.len() == 128,
            // RFC 5280 §4.1: the shortest key, one of Ed25519, has 44 octets, and none has as many as a digest.
            0 => data.len() > 64 && data.len() != 128,
            _ => false,
        };
        let usability = match usage {
            0 | 1 => Usability::WrongUsage,
            2 | 3 if selector <= 1 && length && is_of_nothing(&data) => Usability::MatchesNothing,
            2 if selector == 1 && length && is_of_retired(&data) => Usability::MatchesNothing,
            2 | 3 if selector <= 1 && length => Usability::Usable,
            _ => Usability::Malformed,
        };
        Self { usage, selector, matching_type, data, usability }
    }
}

/// Whether a digest is that of no octets, by SHA-256 or SHA-512.
fn is_of_nothing(data: &str) -> bool {
    const EMPTY: [&str; 2] = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce\
         47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e",
    ];
    EMPTY.iter().any(|empty| data.eq_ignore_ascii_case(empty))
}

/// Whether a digest is that of the key of an authority that was retired and whose last certificates have run out: Let's Encrypt's X3, X4,
/// R3, R4, E1 and E2, as the first 64 bits of a digest tell. RFC 7671 §5.2: of a usage of 2, what has run out is not trusted.
fn is_of_retired(data: &str) -> bool {
    const RETIRED: [&str; 6] = [
        "60b87575447dcba2",
        "b111dd8a1c2091a8",
        "8d02536c887482bc",
        "e5545e2113472418",
        "276fe8a8c4ec7611",
        "bd936e72b212ef6f",
    ];
    let start = data.get(..16).unwrap_or_default();
    RETIRED.iter().any(|retired| start.eq_ignore_ascii_case(retired))
}

/// Asks for the TLSA records of every mail exchanger.
pub(crate) async fn dane<R: Resolve>(resolver: &R, hosts: &[Domain]) -> DaneReport {
    let asked = hosts.iter().take(MAX_MX).map(|host| async move {
        let name = host.prepend("_25._tcp").ok()?;
        let outcome = ask(resolver, &name, RecordType::Tlsa).await;
        let status = QueryStatus::of(&outcome);
        let answer = outcome.unwrap_or_default();
        let record = |data: &Rdata| match data {
            Rdata::Tlsa(usage, selector, matching, data) => {
                Some(TlsaRecord::new(*usage, *selector, *matching, data.clone()))
            }
            _ => None,
        };
        let records = answer.records.iter().filter_map(record).take(MAX_TLSA).collect();
        Some(DaneHost { host: host.clone(), name, status, authenticated: answer.authenticated, records })
    });
    DaneReport { hosts: joining::all(asked).await.into_iter().flatten().collect() }
}

impl DaneHost {
    /// Whether a sending server that knows DANE will insist on it.
    #[must_use]
    pub fn is_in_force(&self) -> bool {
        self.authenticated && self.records.iter().any(|record| record.usability == Usability::Usable)
    }
}

impl DaneReport {
    /// Whether every host is guarded; `None` where DNS did not tell, or there is no host.
    #[must_use]
    pub fn is_complete(&self) -> Option<bool> {
        match self.hosts.as_slice() {
            [] => None,
            hosts if hosts.iter().any(|host| host.status.fault().is_some()) => None,
            hosts => Some(hosts.iter().all(DaneHost::is_in_force)),
        }
    }

    /// The advice on it.
    pub(crate) fn findings(&self, mx: &MxReport) -> Vec<PostureFinding> {
        let mut findings = Vec::new();
        for host in self.hosts.iter().filter(|host| !host.records.is_empty()) {
            let name = || host.host.clone();
            // RFC 7672 §2.2: the MX answer counts as well as the records themselves.
            if !host.authenticated || !mx.authenticated {
                findings.push(PostureFinding::DaneWithoutDnssec { host: name() });
            }
            let any = |usability| host.records.iter().any(|record| record.usability == usability);
            match (any(Usability::Usable), any(Usability::MatchesNothing)) {
                (true, _) => {}
                (false, true) => findings.push(PostureFinding::DaneMatchesNothing { host: name() }),
                (false, false) => findings.push(PostureFinding::DaneUnusable { host: name() }),
            }
        }
        // RFC 7672 §2.2: in a signed zone a TLSA question that its servers fail to answer may hide records, so mail is held
        // back. A question that timed out may be the trouble of whoever asked here.
        let signed = |host: &&DaneHost| {
            mx.authenticated && mx.hosts.iter().any(|own| own.host == host.host && own.authenticated)
        };
        let unanswered = self.hosts.iter().filter(|host| host.status == QueryStatus::Servfail).filter(signed);
        findings.extend(unanswered.map(|host| PostureFinding::DaneUnanswered { host: host.host.clone() }));
        let some = self.hosts.iter().any(DaneHost::is_in_force);
        let bare = |host: &&DaneHost| host.records.is_empty() && host.status.fault().is_none();
        let without: Vec<Domain> = self.hosts.iter().filter(bare).map(|host| host.host.clone()).collect();
        if some && !without.is_empty() {
            findings.push(PostureFinding::DanePartial { without });
        }
        findings
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rfc_7672_3_1_which_records_can_be_used() {
        let of = |usage, selector, matching, digits| {
            TlsaRecord::new(usage, selector, matching, "a".repeat(digits)).usability
        };
        assert_eq!(of(3, 1, 1, 64), Usability::Usable);
        assert_eq!(of(2, 0, 2, 128), Usability::Usable);
        assert_eq!(of(1, 1, 1, 64), Usability::WrongUsage);
        assert_eq!(of(3, 1, 1, 63), Usability::Malformed);
        assert_eq!(of(3, 2, 1, 64), Usability::Malformed);
    }
}
