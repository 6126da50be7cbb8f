//! An SPF record that lists a provider's servers of another region than the domain's account is kept in.

use super::known::KnownRecords;
use super::suspect::Suspect;
use crate::dns::{AnyResolver, RecordType, Resolve};
use crate::domain::Domain;
use crate::intent::spf::Intent;
use crate::posture::MxHost;
use crate::providers;
use crate::report::{DomainReport, Fix, RootCause, Step, Sureness};
use crate::spf::{Authorised, Node, walk};

/// A record that lists a provider's servers of another region than the one in which the domain's mail arrives: the account is kept
/// there, and its mail is sent from there.
pub(super) fn suspect(report: &DomainReport, known: KnownRecords<'_>) -> Option<Suspect> {
    let host = report.mx.hosts.first()?;
    let provider = host.provider?;
    let region = provider.region_of_host(&host.host)?;
    let is_there = |host: &MxHost| {
        host.provider != Some(provider) || provider.region_of_host(&host.host) == Some(region)
    };
    let tree = report.spf.tree.as_ref().filter(|_| report.mx.hosts.iter().all(is_there))?;
    let includes = || {
        let names = tree.children.iter().filter_map(|step| step.domain.as_ref());
        names.filter(|name| providers::by_include(name) == Some(provider))
    };
    let listed = includes().next()?;
    // An include that is for every region is in none.
    if includes().any(|name| provider.region_of_include(name).is_none_or(|other| other == region)) {
        return None;
    }
    let domain = &report.domain;
    let record = report.spf.record.clone()?;
    let wanted = region.includes().next()?.to_owned();
    let value = Intent::of(&record).with(&format!("include:{wanted}")).to_string();
    let cause = RootCause::SpfOtherRegion {
        provider: Some(provider),
        host: host.host.clone(),
        listed: listed.to_string(),
        wanted,
    };
    let change = (Some(record), Some(value));
    let fix = Fix::replace(Step::AddInclude, domain.clone(), RecordType::Txt, change).with(Some(provider));
    let evidence = vec![known.evidence(domain, RecordType::Mx), known.evidence(domain, RecordType::Txt)];
    Some(Suspect::new(cause, Sureness::Likely, evidence).by_records(vec![fix]))
}

/// Drops the suspect where the record lists the servers of the include all the same, as what its include holds tells.
pub(super) async fn keep_needed<R: Resolve>(resolver: &R, report: &DomainReport, found: &mut Vec<Suspect>) {
    let wanted = found.iter().enumerate().find_map(|(at, suspect)| match &suspect.cause {
        RootCause::SpfOtherRegion { wanted, .. } => Some((at, Domain::parse(wanted).ok()?)),
        RootCause::SpfProviderNotListed { include, .. } => Some((at, Domain::parse(include).ok()?)),
        _ => None,
    });
    let Some((at, include)) = wanted else { return };
    let listed = |tree: Option<Node>| tree.map(|tree| Authorised::of(&tree)).unwrap_or_default();
    let its = listed(walk(&AnyResolver::of(resolver), &include).await.tree);
    let own = listed(report.spf.tree.clone());
    if its.addresses.without(&own.addresses).is_empty() && its.depends.is_empty() {
        found.remove(at);
    }
}
