//! Mail exchangers that are no names of hosts.

use super::known::KnownRecords;
use super::suspect::Suspect;
use crate::address::is_public;
use crate::dns::{Rdata, RecordType};
use crate::domain::Domain;
use crate::posture::{MxHost, kind_of, usual_names};
use crate::report::{DomainReport, Fix, RootCause, Step, Sureness};
use std::net::IpAddr;

/// The exchangers that are written as an address.
fn literals(report: &DomainReport) -> impl Iterator<Item = (&MxHost, IpAddr)> {
    let hosts = report.mx.hosts.iter();
    hosts.filter_map(|host| Some((host, host.host.as_str().parse().ok()?)))
}

/// Exchangers that are written as an address (RFC 5321 §5.1): the address is given a name where it has none, and the name goes into
/// the record in its place.
pub(super) fn suspects(report: &DomainReport, zone: &Domain, known: KnownRecords<'_>) -> Vec<Suspect> {
    literals(report).map(|(host, ip)| suspect(report, host, ip, zone, known)).collect()
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
    // RFC 8461 §5: a sender that enforces a policy delivers to no host that it does not list, so the policy comes first.
    if let Some(url) = report.mta_sts.policy_url.clone() {
        let step = Step::MendPolicy { url, hosts: vec![name.clone()] };
        fixes.push(Fix::enable(step, None));
    }
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
    names.clone().find(|name| name.is_within(zone)).or_else(|| names.next()).cloned()
}
