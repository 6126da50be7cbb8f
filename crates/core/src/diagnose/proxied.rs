//! An SPF record that lists a proxy for web sites and nobody else.

use super::known::KnownRecords;
use super::suspect::Suspect;
use crate::dns::{Rdata, RecordType};
use crate::domain::Domain;
use crate::intent::spf::{End, Intent, is_sender};
use crate::posture::{PostureFinding, kind_of};
use crate::report::{AnyFinding, DomainReport, Finding, Fix, RootCause, Step, Sureness};

/// A record of which every term stands for a proxy: whoever sends is not listed. Beside other senders such a term may be left from
/// before, and the server be listed by what stands there besides.
pub(super) fn suspect(report: &DomainReport, zone: &Domain, known: KnownRecords<'_>) -> Option<Suspect> {
    let domain = &report.domain;
    let proxied: Vec<&String> = report.findings.iter().filter_map(of_proxy).collect();
    let record = report.spf.record.as_ref().filter(|_| domain.is_within(zone))?;
    let intent = Intent::of(record);
    let is_listed =
        |text: &str| proxied.iter().any(|term| term.trim_start_matches('+').eq_ignore_ascii_case(text));
    let mut senders = intent.terms.iter().filter(|meant| is_sender(&meant.term));
    let lists_others =
        matches!(intent.end, End::Redirect(_)) || senders.any(|meant| !is_listed(&meant.text()));
    if proxied.is_empty() || lists_others {
        return None;
    }
    let hosts = proxied.iter().filter_map(|term| Domain::parse(term.split_once(':')?.1).ok());
    // The web site's own names are meant to be behind it.
    let is_mails =
        |name: &Domain| name.is_within(zone) && name != zone && name.labels().next() != Some("www");
    let server = hosts.into_iter().find(is_mails);
    let host = server.clone().unwrap_or_else(|| domain.clone());
    let addresses = known.0.iter().filter(|query| query.name == host).flat_map(|query| &query.answers);
    let ip = addresses.filter_map(Rdata::address).next()?;
    let fix = match server {
        Some(server) => {
            Fix::replace(Step::UnproxyKeyAlias, server, kind_of(ip), (Some(ip.to_string()), None))
        }
        None => Fix::replace(Step::NarrowSpf, domain.clone(), RecordType::Txt, (Some(record.clone()), None)),
    };
    let evidence = vec![known.evidence(domain, RecordType::Txt)];
    let cause = RootCause::SpfProxied { domain: domain.clone(), host };
    Some(Suspect::new(cause, Sureness::Certain, evidence).untried(vec![fix]))
}

fn of_proxy(finding: &Finding) -> Option<&String> {
    match &finding.advice {
        AnyFinding::Posture(PostureFinding::SpfProxied { term }) => Some(term),
        _ => None,
    }
}
