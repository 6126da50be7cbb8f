//! MTA-STS (RFC 8461): a domain's word that mail to it must be encrypted, and to which hosts.

pub(super) mod policy;

pub use policy::{MtaStsMode, MtaStsPolicy, PolicyError};

use super::finding::PostureFinding;
use super::mx::MxReport;
use super::{ask, versioned};
use crate::dns::{QueryStatus, RecordType, Resolve};
use crate::domain::Domain;
use crate::intent;
use futures_util::future::join;
use serde::Serialize;

/// A shorter `max_age` than this hardly protects, in seconds: RFC 8461 §3.2 speaks of weeks or more.
const SHORT_AGE: u64 = 604_800;

/// What a domain says of MTA-STS.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct MtaStsReport {
    /// How the question for the record went.
    pub status: QueryStatus,
    /// The records that were meant to be one.
    pub records: Vec<String>,
    /// The record, where there is exactly one and it can be read.
    pub record: Option<MtaStsRecord>,
    /// The aliases that led to it.
    pub aliases: Vec<Domain>,
    /// The host that serves the policy, where there is a record.
    pub policy_host: Option<Domain>,
    /// Whether that host has an address; `None` without an answer.
    pub policy_host_exists: Option<bool>,
    /// Where the host leads to, where it is an alias of a name without an address; the finding tells of it.
    #[serde(skip)]
    pub dangling: Option<Domain>,
    /// Where the policy stands.
    pub policy_url: Option<String>,
    /// The policy, where its text was given.
    #[cfg_attr(feature = "schema", schemars(with = "Option<MtaStsPolicyRead>"))]
    pub policy: Option<Result<MtaStsPolicy, PolicyError>>,
}

/// `sts-text-record = sts-version 1*(sts-field-delim sts-field) [sts-field-delim]` (RFC 8461 §3.1)
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MtaStsRecord {
    /// The policy's instance: 1 to 32 letters and digits.
    pub id: String,
}

/// What reading an MTA-STS policy came to, as serde writes a `Result`.
#[cfg(feature = "schema")]
#[derive(schemars::JsonSchema)]
#[expect(dead_code, reason = "it stands for a Result, whose schema would have no name of its own")]
enum MtaStsPolicyRead {
    /// The policy.
    Ok(MtaStsPolicy),
    /// Why the text is none.
    Err(PolicyError),
}

/// Asks for the record and whether the policy's host is there.
pub(crate) async fn mta_sts<R: Resolve>(resolver: &R, domain: &Domain, policy: Option<&str>) -> MtaStsReport {
    let host = domain.prepend("mta-sts").ok();
    let record = versioned(resolver, domain, "_mta-sts", ("v=STSv1", intent::mta_sts::is_near));
    let ((status, aliases, records), (exists, dangling)) =
        join(record, served(resolver, host.as_ref())).await;
    let record = match records.as_slice() {
        [one] => MtaStsRecord::parse(one),
        _ => None,
    };
    let there = !records.is_empty();
    MtaStsReport {
        status,
        record,
        aliases,
        policy_url: host
            .as_ref()
            .filter(|_| there)
            .map(|host| format!("https://{host}/.well-known/mta-sts.txt")),
        policy_host: host.filter(|_| there),
        policy_host_exists: exists.filter(|_| there),
        dangling: dangling.filter(|_| there),
        policy: policy.map(MtaStsPolicy::parse),
        records,
    }
}

/// Whether a host has an address of either kind, and where it leads to if it is an alias and has none.
async fn served<R: Resolve>(resolver: &R, host: Option<&Domain>) -> (Option<bool>, Option<Domain>) {
    let Some(host) = host else { return (None, None) };
    let answers = join(ask(resolver, host, RecordType::A), ask(resolver, host, RecordType::Aaaa)).await;
    let (Ok(v4), Ok(v6)) = &answers else {
        // One address is enough, whatever the other question came to.
        let any = [&answers.0, &answers.1].into_iter().flatten().any(|answer| !answer.is_void());
        return (any.then_some(true), None);
    };
    let exists = !v4.is_void() || !v6.is_void();
    let target = v4.chain.last().or(v6.chain.last()).filter(|_| !exists);
    (Some(exists), target.cloned())
}

impl MtaStsRecord {
    /// Reads a record that begins with its version.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut fields = text.split(';').map(str::trim);
        // RFC 8461 §3.1: `sts-version = %s"v=STSv1"`, case and all.
        if fields.next()? != "v=STSv1" {
            return None;
        }
        let id = fields.find_map(|field| field.strip_prefix("id")?.trim_start().strip_prefix('='))?.trim();
        let fits = (1..=32).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_alphanumeric());
        fits.then(|| Self { id: id.to_owned() })
    }
}

impl MtaStsReport {
    /// The advice on it, against the hosts mail goes to.
    pub(crate) fn findings(&self, mx: &MxReport) -> Vec<PostureFinding> {
        let mut findings = Vec::new();
        match (self.records.len(), &self.record) {
            (0, _) => return findings,
            (1, None) => findings.push(PostureFinding::MtaStsBadRecord { text: self.records.concat() }),
            (1, Some(_)) => {}
            (count, _) => findings.push(PostureFinding::MtaStsSeveralRecords { count }),
        }
        if let (Some(false), Some(host)) = (self.policy_host_exists, &self.policy_host) {
            let host = host.clone();
            findings.push(match self.dangling.clone() {
                Some(target) => PostureFinding::MtaStsAliasDangling { host, target },
                None => PostureFinding::MtaStsNoHost { host },
            });
        }
        match &self.policy {
            None => {}
            Some(Err(error)) => findings.push(PostureFinding::MtaStsBadPolicy { error: error.clone() }),
            Some(Ok(policy)) => findings.extend(policy.findings(mx)),
        }
        findings
    }
}

impl MtaStsPolicy {
    fn findings(&self, mx: &MxReport) -> Vec<PostureFinding> {
        let mut findings = Vec::new();
        if self.mode != MtaStsMode::Enforce {
            findings.push(PostureFinding::MtaStsNotEnforced { mode: self.mode });
        }
        // RFC 8461 §8.3: a policy that is being taken away is kept for a short time, on purpose.
        if self.mode != MtaStsMode::None && self.max_age < SHORT_AGE {
            findings.push(PostureFinding::MtaStsShortAge { seconds: self.max_age });
        }
        // RFC 8461 §5: only with "enforce" does a sender refuse a host that the policy does not name.
        let is_enforced = self.mode == MtaStsMode::Enforce;
        let outside = mx.hosts.iter().filter(|host| is_enforced && !self.allows(&host.host));
        findings.extend(outside.map(|host| PostureFinding::MtaStsMxOutside { host: host.host.clone() }));
        findings
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rfc_8461_3_1_the_record() {
        assert_eq!(MtaStsRecord::parse("v=STSv1; id=20160831085700Z;").unwrap().id, "20160831085700Z");
        assert!(MtaStsRecord::parse("v=STSv1;id = 1").is_some());
        for bad in ["v=stsv1; id=1", "v=STSv1", "v=STSv1; id=", "v=STSv1; id=a-b", "v=STSv2; id=1"] {
            assert!(MtaStsRecord::parse(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn rfc_8461_3_2_the_policy() {
        let text = "version: STSv1\r\nmode: enforce\r\nmx: mail.example.com\r\nmx: *.example.net\r\nmax_age: 604800\r\n";
        let policy = MtaStsPolicy::parse(text).unwrap();
        let allows = |host: &str| policy.allows(&Domain::parse(host).unwrap());
        assert!(allows("mail.example.com") && allows("a.example.net"));
        assert!(!allows("example.net") && !allows("a.b.example.net") && !allows("example.com"));
        assert_eq!(MtaStsPolicy::parse("<html>"), Err(PolicyError::Line { line: 1 }));
        assert_eq!(MtaStsPolicy::parse("mode: enforce"), Err(PolicyError::Version));
        assert_eq!(MtaStsPolicy::parse("version: STSv1\nmode: on"), Err(PolicyError::Mode));
        assert_eq!(MtaStsPolicy::parse("version: STSv1\nmode: testing"), Err(PolicyError::MaxAge));
        assert_eq!(MtaStsPolicy::parse("version: STSv1\nmode: testing\nmax_age: 1"), Err(PolicyError::NoMx));
        assert!(MtaStsPolicy::parse("version: STSv1\nmode: none\nmax_age: 1").is_ok());
    }
}
