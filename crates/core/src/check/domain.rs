//! The check of a domain: what it publishes for mail.

use super::dmarc::{destinations, findings};
use crate::dmarc::{ReportDestination, Walk, decide, walk};
use crate::dns::{Answer, DnsError, Host, QueryStatus, Question, Rdata, RecordType, Recorded, Resolve};
use crate::domain::Domain;
use crate::providers::{self, Known};
use crate::report::{
    AnyFinding, DkimKeyReport, DmarcPolicyReport, DmarcRecordReport, DomainReport, Finding, MxHost, MxReport,
    SCHEMA,
};
use crate::spf;
use crate::time::Timestamp;
use futures_util::future::{join, join_all, join5};

/// What a domain check is given.
#[derive(Clone, Debug)]
pub struct DomainInput {
    /// The domain.
    pub domain: Domain,
    /// Selectors to look for besides the usual ones.
    pub selectors: Vec<String>,
    /// The time of the check.
    pub now: Timestamp,
}

/// The most selectors a person can add.
pub const MAX_SELECTORS: usize = 100;
/// The most mail exchangers whose addresses are asked for.
pub const MAX_MX: usize = 20;

/// The selectors looked for in every domain.
const COMMON_SELECTORS: [&str; 10] =
    ["selector1", "selector2", "google", "k1", "k2", "k3", "default", "dkim", "s1", "s2"];

/// Checks a domain. Never fails: a question without an answer is told, and the rest of the report stands.
pub async fn check_domain<R: Resolve>(resolver: &R, input: &DomainInput) -> DomainReport {
    let recorded = Recorded::new(resolver);
    let domain = &input.domain;
    let selectors = selectors(&input.selectors);
    // Nothing here depends on anything else here, so all of it is asked at once.
    let (mx, spf, (policy, destinations), keys, address) = join5(
        mx(&recorded, domain),
        spf::walk(&recorded, domain),
        policy(&recorded, domain),
        join_all(selectors.iter().map(|(selector, asked_for)| key(&recorded, domain, selector, *asked_for))),
        ask(&recorded, domain, RecordType::A),
    )
    .await;
    DomainReport {
        schema: SCHEMA,
        kind: "domain",
        checked_at: input.now,
        domain: domain.clone(),
        exists: address.as_ref().ok().map(|answer| !answer.nxdomain),
        mx,
        findings: all_findings(&spf, &policy, &destinations),
        spf,
        dkim: keys.into_iter().flatten().collect(),
        dmarc: dmarc(&policy, destinations),
        diagnosis: Vec::new(),
        dns: recorded.log(),
    }
}

/// The records of DMARC, and then whether those who are to get reports agreed.
async fn policy<R: Resolve>(resolver: &R, domain: &Domain) -> (Walk, Vec<ReportDestination>) {
    let policy = walk(resolver, domain).await;
    let destinations = destinations(resolver, &policy).await;
    (policy, destinations)
}

fn all_findings(spf: &spf::Walk, policy: &Walk, destinations: &[ReportDestination]) -> Vec<Finding> {
    spf_findings(spf).chain(findings(policy, destinations)).collect()
}

/// The advice on an SPF record, as advice of the report, with what only the catalogue of providers knows.
pub(super) fn spf_findings(walk: &spf::Walk) -> impl Iterator<Item = Finding> {
    let found = walk.findings.iter().cloned().chain(unneeded_includes(walk));
    found.map(|finding| Finding::new(walk.domain.as_str(), AnyFinding::Spf(finding)))
}

/// The includes of the domain's own record whose providers send with an envelope domain of their own: SPF is then
/// evaluated for that domain, and nobody asks this record about them.
fn unneeded_includes(walk: &spf::Walk) -> impl Iterator<Item = spf::SpfFinding> {
    let terms = walk.tree.iter().flat_map(|root| &root.children);
    let includes =
        terms.filter(|step| step.term.trim_start_matches(['+', '-', '~', '?']).starts_with("include:"));
    includes.filter_map(|step| {
        let provider = providers::by_include(step.domain.as_ref()?)?;
        (provider.include_needed == Known::No).then(|| spf::SpfFinding::UnneededInclude {
            domain: walk.domain.clone(),
            term: step.term.clone(),
            provider: provider.name.to_owned(),
        })
    })
}

async fn ask<R: Resolve>(resolver: &R, name: &Domain, kind: RecordType) -> Result<Answer, DnsError> {
    resolver.lookup(&Question::new(name.clone(), kind)).await
}

/// The mail exchangers with their addresses, best preference first.
async fn mx<R: Resolve>(resolver: &R, domain: &Domain) -> MxReport {
    let outcome = ask(resolver, domain, RecordType::Mx).await;
    let status = QueryStatus::of(&outcome);
    let records = outcome.map(|answer| answer.records).unwrap_or_default();
    let mut exchanges: Vec<(u16, Host)> = records
        .into_iter()
        .filter_map(|data| match data {
            Rdata::Mx(preference, host) => Some((preference, host)),
            _ => None,
        })
        .collect();
    exchanges.sort();
    // RFC 7505 §3: a single MX with the root as its host says that the domain takes no mail.
    let null = matches!(exchanges.as_slice(), [(_, Host(None))]);
    let hosts =
        exchanges.into_iter().filter_map(|(preference, host)| Some((preference, host.0?))).take(MAX_MX);
    let hosts = hosts.map(|(preference, host)| exchange(resolver, preference, host));
    MxReport { status, null, hosts: join_all(hosts).await }
}

async fn exchange<R: Resolve>(resolver: &R, preference: u16, host: Domain) -> MxHost {
    let (v4, v6) = join(ask(resolver, &host, RecordType::A), ask(resolver, &host, RecordType::Aaaa)).await;
    let status = if v4.is_err() { QueryStatus::of(&v4) } else { QueryStatus::of(&v6) };
    let alias = v4.as_ref().ok().and_then(|answer| answer.chain.first().cloned());
    let addresses =
        [v4, v6].iter().flatten().flat_map(|answer| answer.addresses().collect::<Vec<_>>()).collect();
    MxHost { preference, host, addresses, alias, status }
}

/// The selectors to ask for, each once, and whether a person asked for it.
fn selectors(given: &[String]) -> Vec<(String, bool)> {
    let given = given.iter().take(MAX_SELECTORS).map(|selector| (selector.trim().to_ascii_lowercase(), true));
    let mut all: Vec<(String, bool)> = Vec::new();
    for (selector, asked_for) in given.chain(COMMON_SELECTORS.map(|selector| (selector.to_owned(), false))) {
        if !selector.is_empty() && all.iter().all(|(known, _)| *known != selector) {
            all.push((selector, asked_for));
        }
    }
    all
}

/// What stands at a selector; `None` for one that nobody asked for and that is not there.
async fn key<R: Resolve>(
    resolver: &R,
    domain: &Domain,
    selector: &str,
    asked_for: bool,
) -> Option<DkimKeyReport> {
    let name = domain.prepend(&format!("{selector}._domainkey")).ok()?;
    let outcome = ask(resolver, &name, RecordType::Txt).await;
    let status = QueryStatus::of(&outcome);
    let answer = outcome.unwrap_or_default();
    let there = !answer.chain.is_empty() || !answer.records.is_empty() || status.fault().is_some();
    (there || asked_for).then(|| DkimKeyReport {
        selector: selector.to_owned(),
        name,
        aliases: answer.chain.clone(),
        records: answer.texts().collect(),
        status,
    })
}

fn dmarc(policy: &Walk, report_destinations: Vec<ReportDestination>) -> DmarcPolicyReport {
    let decision = decide(policy, Some(true), &[]);
    let (record, cause) = match decision.discovered {
        Ok(found) => {
            let report = DmarcRecordReport {
                at: found.at.clone(),
                location: found.location,
                record: found.record.clone(),
            };
            (Some(report), None)
        }
        Err(cause) => (None, Some(cause)),
    };
    DmarcPolicyReport {
        record,
        cause,
        report_destinations,
        policy: decision.policy,
        organizational_domain: decision.organizational_domain,
    }
}
