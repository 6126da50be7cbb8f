//! An SPF record that leaves out the servers of whoever keeps the domain's mailboxes, as after a move that stopped half way.

use super::known::KnownRecords;
use super::suspect::Suspect;
use crate::dns::RecordType;
use crate::intent::spf::Intent;
use crate::posture::{DkimKeyReport, MxHost, PostureFinding};
use crate::providers::{self, Kind, Provider, SpfAlignment, Tristate};
use crate::report::{AnyFinding, DomainReport, Fix, RootCause, Step, Sureness, is_ptr};
use crate::spf::{AddressSet, Authorised, Network, Node};

/// A working record without the include of the provider at which all mail arrives, where something else shows that mail is sent from
/// there or was sent from somewhere else before: keys of the provider's, the include of another one that keeps mailboxes, a
/// selector of the provider's that was asked for, mail programs that are led to it, or a record that lists nobody but the web server.
///
/// A filter service that the record lists sends for the provider, and of a record that a service answers for nothing is known.
pub(super) fn unlisted(report: &DomainReport, known: KnownRecords<'_>) -> Option<Suspect> {
    let provider = report.mx.hosts.first()?.provider.filter(|provider| sends_itself(provider))?;
    let is_its = |host: &MxHost| host.provider == Some(provider);
    let tree = report.spf.tree.as_ref().filter(|_| report.mx.hosts.iter().all(is_its))?;
    let mut includes = Vec::new();
    included(tree, &mut includes);
    let is_filtered = includes.iter().any(|own| own.kind() == Kind::Gateway);
    // RFC 7208 §5.5: a provider's servers have names of its own, which `ptr` never authorises for the domain.
    let is_open = Authorised::of(tree).depends.iter().any(|term| !is_ptr(term));
    if includes.contains(&provider) || is_filtered || is_open {
        return None;
    }
    let has_keys = report.dkim.iter().any(|key| is_of(key, provider));
    let has_moved = includes.iter().any(|own| own.kind() == Kind::Mailbox);
    let is_sought = |key: &DkimKeyReport| {
        key.records.is_empty() && provider.keys().any(|own| own.selector == key.selector)
    };
    // Where nobody signs at all, nothing shows another server of the domain's own.
    let is_keyless = report.selectors.has_key(&report.dkim) == Some(false);
    let lists_somebody = !Authorised::of(tree).addresses.is_empty();
    let sure = match (has_keys, has_moved) {
        (true, _) => Sureness::Likely,
        (false, false) if lists_somebody && lists_itself(report, tree, known) => Sureness::Possible,
        (false, true) => Sureness::Possible,
        (false, false) if lists_somebody && is_set_up(report, provider, known) => Sureness::Possible,
        (false, false) if lists_somebody && (is_keyless || report.dkim.iter().any(is_sought)) => {
            Sureness::Possible
        }
        (false, false) => return None,
    };
    let include = provider.include_beside(&report.mx.hosts.first()?.host)?;
    let domain = &report.domain;
    let record = report.spf.record.clone()?;
    let value = Intent::of(&record).with(&format!("include:{include}")).to_string();
    let cause = RootCause::SpfProviderNotListed {
        domain: domain.clone(),
        provider: Some(provider),
        include: include.to_owned(),
    };
    let change = (Some(record), Some(value));
    let fix = Fix::replace(Step::AddInclude, domain.clone(), RecordType::Txt, change).with(Some(provider));
    let evidence = vec![known.evidence(domain, RecordType::Mx), known.evidence(domain, RecordType::Txt)];
    Some(Suspect::new(cause, sure, evidence).by_records(vec![fix]))
}

/// An exchanger of the owner's own that the record lists by its IPv4 address alone: where both have one, servers send by IPv6 first
/// (RFC 6724 §2.1).
pub(super) fn missed_ipv6(report: &DomainReport, known: KnownRecords<'_>) -> Option<Suspect> {
    let (host, ip) = report.findings.iter().find_map(|finding| match &finding.advice {
        AnyFinding::Posture(PostureFinding::SpfMissesIpv6 { host, ip }) => Some((host.clone(), *ip)),
        _ => None,
    })?;
    let (domain, record) = (&report.domain, report.spf.record.clone()?);
    let value = Intent::of(&record).with(&Intent::address(ip)).to_string();
    let change = (Some(record), Some(value));
    let fix = Fix::replace(Step::AddAddress { ip }, domain.clone(), RecordType::Txt, change);
    let evidence = vec![known.evidence(&host, RecordType::Aaaa), known.evidence(domain, RecordType::Txt)];
    let cause = RootCause::SpfMissesIpv6 { host, ip };
    Some(Suspect::new(cause, Sureness::Possible, evidence).by_records(vec![fix]))
}

/// Whether a record lists no server but the domain's own web server and its exchangers, as the panels of web hosts write it for every
/// domain, whoever keeps its mailboxes.
fn lists_itself(report: &DomainReport, tree: &Node, known: KnownRecords<'_>) -> bool {
    let own =
        [RecordType::A, RecordType::Aaaa].into_iter().flat_map(|kind| known.addresses(&report.domain, kind));
    let exchangers = report.mx.hosts.iter().flat_map(|host| host.addresses.iter().copied());
    let itself = AddressSet::of(own.chain(exchangers).map(|ip| Network::new(ip, 128)));
    Authorised::of(tree).addresses.without(&itself).is_empty()
}

/// Whether mail programs find the provider by the domain's own name for that.
fn is_set_up(report: &DomainReport, provider: &'static Provider, known: KnownRecords<'_>) -> bool {
    let name = report.domain.prepend("autodiscover");
    let led = name.map(|name| known.aliases(&name)).unwrap_or_default();
    led.iter().any(|target| providers::by_host(target) == Some(provider))
}

/// Whether a key is a provider's: by where its alias leads, or, where mail arrives at that provider, by a selector of its own.
fn is_of(key: &DkimKeyReport, provider: &'static Provider) -> bool {
    let named = || provider.keys().any(|own| own.target.is_none() && own.selector == key.selector);
    key.provider == Some(provider) || key.key.is_some() && named()
}

/// Whether it keeps mailboxes and sends what is written in them from servers that an include lists.
pub(super) fn sends_itself(provider: &Provider) -> bool {
    provider.kind() == Kind::Mailbox
        && provider.spf() == SpfAlignment::Yes
        && provider.include_needed() == Tristate::Yes
}

/// The providers that a record lists, in itself or further down.
fn included(node: &Node, found: &mut Vec<&'static Provider>) {
    found.extend(node.domain.as_ref().and_then(providers::by_include));
    for step in &node.children {
        included(step, found);
    }
}
