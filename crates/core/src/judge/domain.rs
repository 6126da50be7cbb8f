//! A domain examined: what it publishes for mail, and who is behind it.

use super::DomainInput;
use super::dmarc::{destinations, findings};
use super::domain_requirements::domain_requirements;
use super::mail_hosts;
use super::next_step;
use super::recognise::recognise;
use crate::dmarc::{DmarcCause, DmarcFinding, Mode, Policy, ReportDestination, Walk, decide, walk};
use crate::dns::{Fault, LoggedQuery, QueryStatus, Rdata, RecordType, Recorded, Resolve};
use crate::domain::Domain;
use crate::intent::{self, spf::near_include};
use crate::posture::{
    self, BimiReport, DnssecReport, Exchangers, MtaStsReport, PostureFinding, Sending, SignsOfMail,
    TlsRptReport,
};
use crate::providers::{self, Tristate};
use crate::report::{
    AnyFinding, DmarcPolicyReport, DmarcRecordReport, DomainReport, Finding, Recognised, RecognisedBy,
    ReportKind, SCHEMA,
};
use crate::spf::{self, SpfCause};
use futures_util::future::join5;

/// The check without its diagnosis.
pub(crate) async fn examine<R: Resolve>(recorded: &Recorded<R>, input: &DomainInput) -> DomainReport {
    let domain = &input.domain;
    let (exchangers, spf, (policy, destinations), (keys, selectors, key_findings), others) = join5(
        posture::exchangers(recorded, domain),
        spf::walk(recorded, domain),
        policy(recorded, domain),
        posture::keys(recorded, domain, &input.selectors, &input.learnt),
        others(recorded, input),
    )
    .await;
    let Exchangers { mx, dane, exists, is_mail_host } = exchangers;
    let Others { mta_sts, tls_rpt, bimi, ds, names } = others;
    let dns = recorded.log();
    let dmarc = dmarc(&policy, destinations, exists);
    let has_keys = keys.iter().any(|key| key.key.is_some() || !key.aliases.is_empty());
    let is_sought = !input.selectors.is_empty();
    let has_broken_spf = has_broken_spf(domain, &dns);
    let signs = SignsOfMail { has_keys, is_mail_host, has_broken_spf, is_sought };
    let mut report = DomainReport {
        schema: SCHEMA,
        kind: ReportKind::Domain,
        checked_at: input.now,
        domain: domain.clone(),
        exists,
        sending: posture::sending(&mx, &spf, dmarc.policy, &signs),
        mx,
        spf,
        dkim: keys,
        selectors,
        dmarc,
        mta_sts,
        tls_rpt,
        bimi,
        dane,
        dnssec: DnssecReport::new(ds, domain, &dns),
        names,
        providers: Vec::new(),
        requirements: Vec::new(),
        findings: Vec::new(),
        diagnosis: Vec::new(),
        dns,
    };
    let sends = report.sending != Sending::LooksParked;
    report.dmarc.next_step =
        next_step(&policy, &report.dmarc.report_destinations, sends).filter(|_| exists == Some(true));
    report.providers = recognise(&report);
    report.requirements = domain_requirements(&report);
    report.findings =
        spf_findings(&report.spf).chain(findings(&policy, &report.dmarc.report_destinations)).collect();
    report.findings.extend(strange_includes(&report));
    report.findings.extend(super::dkim::dkim_findings(key_findings));
    posture_told(&mut report);
    report
}

/// Tells of everything but SPF, keys and DMARC, and not of what is no fault of a domain like this.
fn posture_told(report: &mut DomainReport) {
    // Nobody's mail can be hit where none is sent, so there are no reports to wait for.
    if report.sending == Sending::DeclaredNot && report.dmarc.policy == Some(Policy::Reject) {
        report
            .findings
            .retain(|found| !matches!(found.advice, AnyFinding::Dmarc(DmarcFinding::DmarcNoReports)));
    }
    let posture = posture_findings(report);
    report.findings.extend(
        posture.into_iter().map(|(subject, finding)| Finding::new(subject, AnyFinding::Posture(finding))),
    );
}

/// Whether something stands at a domain that was meant to be an SPF record: broken, or beside another.
fn has_broken_spf(domain: &Domain, log: &[LoggedQuery]) -> bool {
    let at_domain = log.iter().filter(|query| query.name == *domain && query.kind == RecordType::Txt);
    let texts = at_domain.flat_map(|query| &query.answers).filter_map(|data| match data {
        Rdata::Txt(text) => Some(text.to_string()),
        _ => None,
    });
    let mut meant = texts.filter(|text| spf::Record::is_spf(text) || intent::spf::is_near(text));
    meant.any(|text| !posture::is_bare_refusal(&text))
}

/// What is asked for besides MX, SPF, keys and DMARC.
struct Others {
    mta_sts: MtaStsReport,
    tls_rpt: TlsRptReport,
    bimi: BimiReport,
    ds: (crate::dns::QueryStatus, Vec<String>),
    names: posture::NamesReport,
}

async fn others<R: Resolve>(resolver: &R, input: &DomainInput) -> Others {
    let domain = &input.domain;
    let (mta_sts, tls_rpt, bimi, ds, names) = join5(
        posture::mta_sts(resolver, domain, input.mta_sts_policy.as_deref()),
        posture::tls_rpt(resolver, domain),
        posture::bimi(resolver, domain),
        posture::dnssec(resolver, domain),
        posture::names(resolver, domain),
    )
    .await;
    Others { mta_sts, tls_rpt, bimi, ds, names }
}

/// The records of DMARC, and then whether those who are to get reports agreed.
async fn policy<R: Resolve>(resolver: &R, domain: &Domain) -> (Walk, Vec<ReportDestination>) {
    let policy = walk(resolver, domain).await;
    let destinations = destinations(resolver, &policy).await;
    (policy, destinations)
}

/// Whether mail is sent, as SPF tells, and no key exists to sign it with.
fn lacks_keys(report: &DomainReport) -> bool {
    let sends = report.sending == Sending::Yes
        && report.spf.record.as_deref().is_some_and(|record| !posture::is_bare_refusal(record));
    let asked = report.selectors.unanswered == 0 && report.exists == Some(true);
    sends
        && asked
        && !mail_hosts::takes_bounces(report)
        && report.selectors.has_key(&report.dkim) == Some(false)
}

/// Whether the domain's records let somebody send: SPF lists addresses, or a key can be signed with.
fn authorises(report: &DomainReport) -> bool {
    let addresses = &report.spf.addresses;
    let listed = !addresses.ranges.is_empty() || addresses.everyone || addresses.depends;
    listed || report.selectors.has_key(&report.dkim) == Some(true)
}

/// RFC 1034 §3.6.2: beside a CNAME no other record may stand. Where some do, a name is an alias to one question and not to
/// another.
fn beside_aliases(log: &[LoggedQuery]) -> Vec<PostureFinding> {
    let alias = |query: &LoggedQuery| match query.answers.first() {
        Some(Rdata::Cname(target)) => Some(target.clone()),
        _ => None,
    };
    let has_own = |name: &Domain| {
        let mut queries =
            log.iter().filter(|query| query.name == *name && query.status == QueryStatus::Noerror);
        queries.any(|query| query.answers.first().is_some_and(|data| !matches!(data, Rdata::Cname(_))))
    };
    let mut found: Vec<PostureFinding> = Vec::new();
    for query in log {
        let Some(target) = alias(query).filter(|_| has_own(&query.name)) else { continue };
        let finding = PostureFinding::AliasBesideRecords { name: query.name.clone(), target };
        if !found.contains(&finding) {
            found.push(finding);
        }
    }
    found
}

/// Whether the domain's own name is an alias.
fn is_alias(report: &DomainReport) -> bool {
    let mut own = report.dns.iter().filter(|query| query.name == report.domain);
    own.any(|query| matches!(query.answers.first(), Some(Rdata::Cname(_))))
}

/// Whether the servers fail for most names of keys. One that is late or out of reach says nothing of the others.
fn fails_below(report: &DomainReport) -> bool {
    let Ok(node) = report.domain.prepend("_domainkey") else { return false };
    let below = || report.dns.iter().filter(|query| query.name.is_within(&node));
    let failed = below().filter(|query| query.status == QueryStatus::Servfail).count();
    failed * 2 > below().count()
}

/// The names whose servers fail and keep SPF or DMARC from a result.
fn failing(report: &DomainReport) -> Vec<Domain> {
    let spf = match &report.spf.cause {
        Some(SpfCause::Dns { name, fault, .. }) => Some((name.clone(), *fault)),
        _ => None,
    };
    let dmarc = match &report.dmarc.cause {
        Some(DmarcCause::Dns { domain, fault }) => domain.prepend("_dmarc").ok().zip(Some(*fault)),
        _ => None,
    };
    // Silence may be one's own line's, but not where the same servers answered about the same name.
    let is_answered = |name: &Domain| {
        report.dns.iter().any(|query| query.name == *name && query.status == QueryStatus::Noerror)
    };
    let fails = |(name, fault): &(Domain, Fault)| match fault {
        Fault::Servfail => true,
        Fault::Timeout => is_answered(name),
        _ => false,
    };
    spf.into_iter().chain(dmarc).filter(fails).map(|(name, _)| name).collect()
}

/// The advice on everything but SPF, keys and DMARC, each with what it is about.
fn posture_findings(report: &DomainReport) -> Vec<(String, PostureFinding)> {
    let at = |label: &str| format!("{label}.{}", report.domain);
    let own = || report.domain.to_string();
    let mut found = Vec::new();
    let mut add = |subject: String, findings: Vec<PostureFinding>| {
        found.extend(findings.into_iter().map(|finding| (subject.clone(), finding)));
    };
    let guarded = report.dane.hosts.iter().filter(|host| !host.records.is_empty());
    add(own(), report.mx.findings(&guarded.map(|host| &host.host).collect::<Vec<_>>()));
    if report.mx.null && report.sending == Sending::Yes && authorises(report) {
        add(own(), vec![PostureFinding::NullMxButSends]);
    }
    add(own(), beside_aliases(&report.dns));
    if is_unreachable(report) {
        add(own(), vec![PostureFinding::NameUnanswered]);
    } else {
        add(own(), failing(report).into_iter().map(|name| PostureFinding::LookupFails { name }).collect());
    }
    if report.dmarc.record.as_ref().is_some_and(|found| found.record.aspf == Mode::Strict) {
        let names = report.names.bounces.iter().map(|(name, _)| name.clone());
        add(at("_dmarc"), names.map(|name| PostureFinding::ReturnPathNotStrict { name }).collect());
    }
    add(at("_domainkey"), report.selectors.findings(&report.dkim));
    // RFC 2181 §6.1: those below a cut are asked of other servers, and what stands above it is not seen.
    if fails_below(report) && !is_unreachable(report) {
        add(at("_domainkey"), vec![PostureFinding::KeysUnanswered]);
    }
    if lacks_keys(report) {
        add(at("_domainkey"), vec![PostureFinding::KeysAbsent]);
    }
    add(at("_mta-sts"), report.mta_sts.findings(&report.mx));
    add(at("_smtp._tls"), report.tls_rpt.findings().into_iter().collect());
    let subdomains = report.dmarc.record.as_ref().and_then(|found| found.record.sp);
    // Where DNS did not tell the policy, nothing is wrong with it.
    if !matches!(report.dmarc.cause, Some(DmarcCause::Dns { .. })) {
        add(at("default._bimi"), report.bimi.findings(report.dmarc.policy, subdomains));
    }
    add(own(), report.dane.findings(&report.mx));
    add(own(), mail_hosts::findings(report));
    add(at("_dmarc"), mail_hosts::lost_reports(report).into_iter().collect());
    if report.sending == Sending::LooksParked && report.exists == Some(true) && !is_alias(report) {
        let null_mx = report.mx.null;
        let spf = report.spf.record.is_some();
        let dmarc = report.dmarc.policy == Some(Policy::Reject);
        add(own(), vec![PostureFinding::ParkedUndeclared { null_mx, spf, dmarc }]);
    }
    found
}

/// The advice on an SPF record, as advice of the report, with what only the catalogue of providers knows.
pub(crate) fn spf_findings(walk: &spf::Walk) -> impl Iterator<Item = Finding> {
    let found = walk.findings.iter().cloned().chain(idle_includes(walk));
    found.map(|finding| {
        // A record that is included is its owner's to change.
        let owner = finding.domain().unwrap_or(&walk.domain).to_string();
        Finding::new(owner, AnyFinding::Spf(finding))
    })
}

/// The includes of the domain's own record that do nothing for it: of providers that send with an envelope domain of their own,
/// so that SPF is evaluated for that one and nobody asks this record about them, and of those that list their own company's servers.
fn idle_includes(walk: &spf::Walk) -> impl Iterator<Item = spf::SpfFinding> {
    let terms = walk.tree.iter().flat_map(|root| &root.children);
    let includes =
        terms.filter(|step| step.term.trim_start_matches(['+', '-', '~', '?']).starts_with("include:"));
    includes.filter_map(|step| {
        let provider = providers::by_include(step.domain.as_ref()?)?;
        let (domain, term) = (walk.domain.clone(), step.term.clone());
        match provider.include_needed() {
            _ if provider.lists_only_itself() => {
                Some(spf::SpfFinding::IncludeOfCompany { domain, term, provider })
            }
            Tristate::No => Some(spf::SpfFinding::UnneededInclude { domain, term, provider }),
            Tristate::Yes | Tristate::Unknown => None,
        }
    })
}

/// RFC 7208 §11.4: an include lets somebody else say who may send. The names of the domain's own record that are a slip away from
/// what a provider has its customers include, where other records show that the domain uses that provider, are a stranger's.
fn strange_includes(report: &DomainReport) -> Vec<Finding> {
    let walk = &report.spf;
    let uses = |provider: &'static providers::Provider| {
        let is_it = |known: &&Recognised| known.provider.id() == provider.id();
        let by_others = |by: &RecognisedBy| !matches!(by, RecognisedBy::Include { .. });
        report.providers.iter().find(is_it).is_some_and(|known| known.evidence.iter().any(by_others))
    };
    let terms = walk.tree.iter().flat_map(|root| &root.children);
    let strange = terms.filter(|step| step.term.contains("include:")).filter_map(|step| {
        let name = step.domain.as_ref().filter(|name| providers::by_include(name).is_none())?;
        let meant = Domain::parse(near_include(name, &uses)?).ok()?;
        let provider = providers::by_include(&meant)?;
        // Another name of the provider's own is no stranger's.
        let is_strange = !name.is_within(&meant.suffix(2));
        let (domain, term) = (walk.domain.clone(), step.term.clone());
        let finding = spf::SpfFinding::IncludeOfStranger { domain, term, meant: meant.to_string(), provider };
        is_strange.then(|| Finding::new(walk.domain.to_string(), AnyFinding::Spf(finding)))
    });
    strange.collect()
}

/// Whether every question about the domain's own name ended in an error of its name servers or of DNSSEC.
fn is_unreachable(report: &DomainReport) -> bool {
    let mut about = report.dns.iter().filter(|query| query.name == report.domain).peekable();
    about.peek().is_some() && about.all(|query| query.status.fault() == Some(Fault::Servfail))
}

fn dmarc(
    policy: &Walk,
    report_destinations: Vec<ReportDestination>,
    exists: Option<bool>,
) -> DmarcPolicyReport {
    // RFC 9989 §4.10.1: "np" is for names that do not exist; where DNS did not tell, the name is taken to be there.
    let decision = decide(policy, exists.or(Some(true)), &[]);
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
        next_step: None,
        organizational_domain: decision.organizational_domain,
    }
}
