//! What the addresses of a domain's hosts tell: those of a proxy for web sites take no mail and send none, and a server that sends by
//! IPv6 as well has to be listed by both its addresses.

use crate::address::{is_ipv6, is_web_host, is_web_proxy};
use crate::dns::{LoggedQuery, Rdata};
use crate::domain::Domain;
use crate::posture::{MxHost, PostureFinding};
use crate::providers::{Kind, by_mx, by_own_domain};
use crate::report::DomainReport;
use crate::spf::Authorised;
use std::net::IpAddr;

/// The advice on them.
pub(super) fn findings(report: &DomainReport) -> Vec<PostureFinding> {
    // A service's own exchangers are where it says they are: Cloudflare's Email Routing answers among its proxies.
    let own = |mx: &&MxHost| mx.host.is_within(&report.domain) && by_mx(&mx.host).is_none();
    let all = |mx: &MxHost, is_so: fn(IpAddr) -> bool| {
        !mx.addresses.is_empty() && mx.addresses.iter().all(|ip| is_so(*ip))
    };
    let told = report.mx.hosts.iter().filter(own).filter_map(|mx| match mx {
        mx if all(mx, is_web_proxy) => Some(PostureFinding::MxProxied { host: mx.host.clone() }),
        mx if all(mx, is_web_host) => Some(PostureFinding::MxAtWebHost { host: mx.host.clone() }),
        _ => None,
    });
    let mut found: Vec<PostureFinding> = told.collect();
    found.extend(proxied_terms(report).map(|term| PostureFinding::SpfProxied { term }));
    found.extend(unlisted(report));
    found
}

/// The terms of the record that stand for a proxy.
fn proxied_terms(report: &DomainReport) -> impl Iterator<Item = String> + '_ {
    let terms = report.spf.record.as_deref().unwrap_or_default().split_whitespace();
    terms
        .filter(|term| {
            let bare = term.trim_start_matches('+').to_ascii_lowercase();
            let name = match bare.split_once(':') {
                Some(("a", name)) => Domain::parse(name).ok(),
                _ => (bare == "a").then(|| report.domain.clone()),
            };
            name.is_some_and(|name| {
                let mut addresses = addresses(&report.dns, &name).peekable();
                addresses.peek().is_some() && addresses.all(is_web_proxy)
            })
        })
        .map(str::to_owned)
}

fn addresses<'a>(log: &'a [LoggedQuery], name: &'a Domain) -> impl Iterator<Item = IpAddr> + 'a {
    let answers = log.iter().filter(move |query| query.name == *name).flat_map(|query| &query.answers);
    answers.filter_map(Rdata::address)
}

/// An exchanger of one's own that SPF lists by its IPv4 address alone, though it has another.
fn unlisted(report: &DomainReport) -> Option<PostureFinding> {
    let listed = Authorised::of(report.spf.tree.as_ref()?);
    if !listed.depends.is_empty() || !listed.unanswered.is_empty() || report.spf.cause.is_some() {
        return None;
    }
    let missing = |mx: &MxHost| {
        let is_own = by_mx(&mx.host).is_none();
        let by_v4 = mx.addresses.iter().any(|ip| !is_ipv6(*ip) && listed.addresses.contains(*ip));
        mx.addresses
            .iter()
            .copied()
            .find(|ip| is_own && by_v4 && is_ipv6(*ip) && !listed.addresses.contains(*ip))
    };
    report
        .mx
        .hosts
        .iter()
        .find_map(|mx| Some(PostureFinding::SpfMissesIpv6 { host: mx.host.clone(), ip: missing(mx)? }))
}

/// Reports that go to an address where no mail arrives (RFC 7505 §3).
pub(super) fn lost_reports(report: &DomainReport) -> Option<PostureFinding> {
    let found = report.dmarc.record.as_ref().filter(|_| report.mx.null)?;
    let is_own = |domain: &str| Domain::parse(domain).is_ok_and(|domain| domain == report.domain);
    let to_itself = found.record.rua.iter().any(|uri| uri.domain.as_deref().is_some_and(is_own));
    to_itself.then_some(PostureFinding::ReportsNowhere)
}

/// Whether a name is there for the bounces of a service that sends: nobody writes with it in From.
pub(super) fn takes_bounces(report: &DomainReport) -> bool {
    let sends = |mx: &MxHost| {
        let owner = by_own_domain(&mx.host);
        owner.is_some_and(|owner| {
            matches!(owner.kind(), Kind::Marketing | Kind::Transactional | Kind::Application)
        })
    };
    !report.mx.hosts.is_empty() && report.mx.hosts.iter().all(sends)
}
