//! Mail exchangers that are no names of hosts, that contradict one another, or whose certificates are told in a way that mail does not
//! use.

use super::known::KnownRecords;
use super::senders::author_includes;
use super::suspect::Suspect;
use crate::address::{is_public, is_web_proxy};
use crate::dns::{Rdata, RecordType, has_address};
use crate::domain::Domain;
use crate::posture::{
    DaneHost, MtaStsMode, MxHost, PostureFinding, TlsaRecord, Usability, kind_of, usual_names,
};
use crate::providers::by_mx;
use crate::report::{AnyFinding, DomainReport, Finding, Fix, Obstacle, RootCause, Step, Sureness};
use std::net::IpAddr;

/// The exchangers that are written as an address.
fn literals(report: &DomainReport) -> impl Iterator<Item = (&MxHost, IpAddr)> {
    let hosts = report.mx.hosts.iter();
    hosts.filter_map(|host| Some((host, host.host.as_str().parse().ok()?)))
}

/// Exchangers that are written as an address (RFC 5321 §5.1): the address is given a name where it has none, and the name goes into
/// the record in its place.
pub(super) fn suspects(report: &DomainReport, zone: &Domain, known: KnownRecords<'_>) -> Vec<Suspect> {
    let literals = literals(report).map(|(host, ip)| suspect(report, host, ip, zone, known));
    let tlsa = report.dane.hosts.iter().filter_map(|host| tlsa(report, host, known));
    let fitless = report.dane.hosts.iter().filter_map(|host| matches_nothing(report, host, known));
    fitless.chain(literals).chain(null_beside(report, known)).chain(tlsa).collect()
}

/// Exchangers that are aliases (RFC 2181 §10.3, RFC 5321 §5.1), where the name they lead to goes into the record in their place, and
/// such as mail cannot get to.
pub(super) fn aliases(report: &DomainReport, zone: &Domain, known: KnownRecords<'_>) -> Vec<Suspect> {
    let hosts = report.mx.hosts.iter().filter(|host| host.addresses.iter().any(|ip| is_public(*ip)));
    hosts.filter_map(|host| alias(report, host, known)).chain(unreachable(report, zone, known)).collect()
}

fn alias(report: &DomainReport, host: &MxHost, known: KnownRecords<'_>) -> Option<Suspect> {
    let (domain, target) = (&report.domain, host.alias.clone()?);
    // What stands before the mailboxes may have to go, which is told of it.
    let is_before = |finding: &Finding| match &finding.advice {
        AnyFinding::Posture(PostureFinding::MxBeforeMailboxes { host: own, .. }) => *own == host.host,
        _ => false,
    };
    if report.findings.iter().any(is_before) {
        return None;
    }
    let cause =
        RootCause::MxIsAlias { domain: domain.clone(), host: host.host.clone(), target: target.clone() };
    let old = Some(format!("{} {}", host.preference, host.host));
    let value = Some(format!("{} {target}", host.preference));
    let record = Fix::replace(Step::NameExchanger, domain.clone(), RecordType::Mx, (old, value));
    let suspect = Suspect::new(cause, Sureness::Certain, vec![known.evidence(domain, RecordType::Mx)]);
    // RFC 7672 §2.2.2: the certificate is looked up at the name in the MX record, and is not known at the other.
    let guarded = report.dane.hosts.iter().find(|own| own.host == host.host && !own.records.is_empty());
    if let Some(guarded) = guarded {
        let obstacle = Obstacle::Breaks { at: guarded.name.to_string() };
        return Some(suspect.untried(vec![record.undecided(obstacle)]));
    }
    let mut fixes: Vec<Fix> = listed_first(report, &target).into_iter().collect();
    fixes.push(record);
    Some(suspect.by_records(fixes))
}

/// Exchangers of the owner's that mail cannot get to (RFC 5321 §5.1). What their address was meant to be only the owner knows.
fn unreachable(report: &DomainReport, zone: &Domain, known: KnownRecords<'_>) -> Vec<Suspect> {
    let domain = &report.domain;
    let unreached = report.findings.iter().filter_map(|finding| match &finding.advice {
        AnyFinding::Posture(
            PostureFinding::MxNoAddress { host }
            | PostureFinding::MxNotPublic { host, .. }
            | PostureFinding::MxProxied { host }
            | PostureFinding::MxAtWebHost { host },
        ) => Some(host),
        _ => None,
    });
    let unreached: Vec<&Domain> = unreached.collect();
    let is_reached = report.mx.hosts.iter().any(|mx| !unreached.contains(&&mx.host));
    // Beside exchangers that take mail, one that takes none may be meant to (nolisting): mail arrives all the same.
    let is_idle =
        |mx: &MxHost| is_reached && mx.host == *zone && mx.addresses.iter().any(|ip| is_web_proxy(*ip));
    let own = |mx: &&MxHost| unreached.contains(&&mx.host) && mx.host.is_within(zone) && !is_idle(mx);
    let hosts = report.mx.hosts.iter().filter(own);
    // An address that is missing may have been lost; one of an inner network was never meant for others.
    let is_inner = |mx: &MxHost| !mx.addresses.is_empty() && is_reached;
    let suspect = |mx: &MxHost| {
        let cause = RootCause::MxUnreachable { domain: domain.clone(), host: mx.host.clone() };
        let old = format!("{} {}", mx.preference, mx.host);
        let suspect = Suspect::new(cause, Sureness::Certain, vec![known.evidence(domain, RecordType::Mx)]);
        // The web site's own name is meant to be behind it.
        if let Some(ip) = mx.addresses.first().filter(|ip| is_web_proxy(**ip) && mx.host != *zone) {
            let old = Some(ip.to_string());
            let fix = Fix::replace(Step::UnproxyKeyAlias, mx.host.clone(), kind_of(*ip), (old, None));
            return suspect.untried(vec![fix]);
        }
        // Mail that arrives at the others loses nothing with it.
        if is_inner(mx) {
            return suspect.by_records(vec![dropped(Step::DropExchanger, domain, old)]);
        }
        let named = |value| {
            Fix::replace(Step::NameExchanger, domain.clone(), RecordType::Mx, (Some(old.clone()), value))
        };
        let Some(meant) = undoubled(&mx.host, zone) else { return suspect.untried(vec![named(None)]) };
        let mut fixes: Vec<Fix> = listed_first(report, &meant).into_iter().collect();
        fixes.push(named(Some(format!("{} {meant}", mx.preference))));
        Suspect { otherwise: vec![named(None)], ..suspect.by_records(fixes) }
    };
    hosts.map(suspect).collect()
}

/// A host of the web site that gets all mail while it answers (RFC 5321 §5.1), before the provider whose servers send the domain's mail:
/// it is left from before a move. Any other host in front may be a filter of the owner's, or be where the mailboxes are.
pub(super) fn before_mailboxes(report: &DomainReport, known: KnownRecords<'_>) -> Option<Suspect> {
    let domain = &report.domain;
    let (host, provider) = report.findings.iter().find_map(|finding| match &finding.advice {
        AnyFinding::Posture(PostureFinding::MxBeforeMailboxes { host, provider }) => Some((host, *provider)),
        _ => None,
    })?;
    let own = report.mx.hosts.iter().find(|own| own.host == *host && own.provider.is_none())?;
    let has_site = own.addresses.iter().any(|ip| has_address(known.0, domain, *ip));
    let sends = author_includes(known, domain).iter().any(|(_, known)| *known == provider);
    let cause =
        RootCause::MxBeforeMailboxes { domain: domain.clone(), host: host.clone(), provider: Some(provider) };
    let evidence = vec![known.evidence(domain, RecordType::Mx)];
    let fix = dropped(Step::DropExchanger, domain, format!("{} {}", own.preference, own.host));
    let suspect = || Suspect::new(cause, Sureness::Possible, evidence);
    (has_site && sends).then(|| suspect().by_records(vec![fix.with(Some(provider))]))
}

/// The name that was meant by one that a panel put the zone behind once more, for want of a final dot (RFC 1035 §5.1).
fn undoubled(host: &Domain, zone: &Domain) -> Option<Domain> {
    let typed = host.as_str().strip_suffix(zone.as_str())?.trim_end_matches('.');
    // A provider's exchanger is meant just as plainly.
    Domain::parse(typed).ok().filter(|meant| meant.is_within(zone) || by_mx(meant).is_some())
}

/// RFC 8461 §5: a sender that enforces a policy delivers to no host that it does not list, so the policy comes first.
fn listed_first(report: &DomainReport, host: &Domain) -> Option<Fix> {
    let sts = &report.mta_sts;
    if matches!(&sts.policy, Some(Ok(policy)) if policy.mode == MtaStsMode::None || policy.allows(host)) {
        return None;
    }
    let (url, file) = (sts.policy_url.clone()?, report.policy_file(Some(host)));
    Some(Fix { value: Some(file), ..Fix::enable(Step::MendPolicy { url }, None) })
}

/// RFC 7505 §3: a domain that says that it takes no mail must not name an exchanger as well. Mail arrives at those that it names.
fn null_beside(report: &DomainReport, known: KnownRecords<'_>) -> Option<Suspect> {
    let domain = &report.domain;
    let answers = &known.find(domain, RecordType::Mx).filter(|_| report.mx.null_beside_others)?.answers;
    let null = answers.iter().filter(|data| matches!(data, Rdata::Mx(_, host) if host.0.is_none()));
    let fixes = null.map(|data| dropped(Step::DropNullMx, domain, data.to_string())).collect();
    let cause = RootCause::NullMxBesideOthers { domain: domain.clone() };
    let evidence = vec![known.evidence(domain, RecordType::Mx)];
    Some(Suspect::new(cause, Sureness::Certain, evidence).by_records(fixes))
}

/// RFC 7672 §3.1.3: sending servers cannot use the usages 0 and 1, which stand for the same certificates as 2 and 3 with the
/// authorities of browsers besides. Where no record of a host can be used its certificate is not checked at all.
fn tlsa(report: &DomainReport, host: &DaneHost, known: KnownRecords<'_>) -> Option<Suspect> {
    let is_wrong = |record: &&TlsaRecord| record.usability == Usability::WrongUsage;
    let usable = host.records.iter().any(|record| record.usability == Usability::Usable);
    let counts = host.authenticated && report.mx.authenticated && !usable;
    let replace = |record: &TlsaRecord| {
        let change = (Some(record.text()), Some(record.with_usage(record.usage + 2).text()));
        Fix::replace(Step::CorrectTlsa, host.name.clone(), RecordType::Tlsa, change)
    };
    let right = |record: &&TlsaRecord| record.with_usage(record.usage + 2).usability == Usability::Usable;
    let records = host.records.iter().filter(|_| counts).filter(is_wrong).filter(right);
    let fixes: Vec<Fix> = records.map(replace).collect();
    let evidence = vec![known.evidence(&host.name, RecordType::Tlsa)];
    let cause = RootCause::TlsaUnusable { host: host.host.clone() };
    (!fixes.is_empty()).then(|| Suspect::new(cause, Sureness::Certain, evidence).by_records(fixes))
}

/// RFC 7672 §2.2: a server that checks DANE delivers nothing where no record fits the certificate, and a digest of nothing fits none.
fn matches_nothing(report: &DomainReport, host: &DaneHost, known: KnownRecords<'_>) -> Option<Suspect> {
    let mut fixes = Vec::new();
    for record in &host.records {
        match record.usability {
            Usability::Usable => return None,
            Usability::MatchesNothing if host.authenticated && report.mx.authenticated => {
                let (name, value) = (host.name.clone(), Some(record.text()));
                let fix = Fix::remove(Step::DropTlsa, name, RecordType::Tlsa, value.clone());
                fixes.push(Fix { value, ..fix });
            }
            _ => {}
        }
    }
    let cause = RootCause::TlsaMatchesNothing { host: host.host.clone() };
    let evidence = vec![known.evidence(&host.name, RecordType::Tlsa)];
    (!fixes.is_empty()).then(|| Suspect::new(cause, Sureness::Certain, evidence).by_records(fixes))
}

/// One of several MX records, taken away.
fn dropped(step: Step, domain: &Domain, text: String) -> Fix {
    let value = Some(text.clone());
    Fix { value, ..Fix::remove(step, domain.clone(), RecordType::Mx, Some(text)) }
}

fn suspect(
    report: &DomainReport,
    host: &MxHost,
    ip: IpAddr,
    zone: &Domain,
    known: KnownRecords<'_>,
) -> Suspect {
    let domain = &report.domain;
    let cause = RootCause::MxIsAddress { domain: domain.clone(), host: host.host.clone() };
    let suspect = Suspect::new(cause, Sureness::Certain, vec![known.evidence(domain, RecordType::Mx)]);
    let old = Some(format!("{} {}", host.preference, host.host));
    let record = |value| Fix::replace(Step::NameExchanger, domain.clone(), RecordType::Mx, (old, value));
    let free = |name: &Domain| {
        known.lacks(name, kind_of(ip)) && known.aliases(name).is_empty() && known.texts(name).is_empty()
    };
    let named = named(ip, zone, known);
    let name = named.clone().or_else(|| usual_names(domain).find(free)).filter(|_| is_public(ip));
    let Some(name) = name else { return suspect.untried(vec![record(None)]) };
    let mut fixes = Vec::new();
    if named.is_none() {
        let address = Some(ip.to_string());
        fixes.push(Fix::publish(Step::NameAddress, name.clone(), kind_of(ip), address));
    }
    fixes.extend(listed_first(report, &name));
    fixes.push(record(Some(format!("{} {name}", host.preference))));
    suspect.by_records(fixes)
}

/// A name that has an address: one of the owner's own, or else of whoever runs the server.
fn named(ip: IpAddr, zone: &Domain, known: KnownRecords<'_>) -> Option<Domain> {
    let is_it = |data: &Rdata| match data {
        Rdata::A(own) => IpAddr::V4(*own) == ip,
        Rdata::Aaaa(own) => IpAddr::V6(*own) == ip,
        _ => false,
    };
    // RFC 5321 §5.1: the name of an exchanger is no alias.
    let has_it = known.0.iter().filter(|query| query.answers.iter().all(is_it) && !query.answers.is_empty());
    let mut names = has_it.map(|query| &query.name);
    // The zone's own name may be the web site's, and move with it.
    let is_host = |name: &&Domain| name.is_within(zone) && *name != zone;
    let within = names.clone().find(is_host).or_else(|| names.clone().find(|name| *name == zone));
    within.or_else(|| names.next()).cloned()
}
