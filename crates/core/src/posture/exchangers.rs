//! Where the mail of a domain goes, asked: the exchangers, their addresses and names, and their certificates.

use super::ask;
use super::dane::{DaneReport, dane};
use super::mx::{MAX_MX, MxHost, MxReport};
use crate::dns::{Answer, DnsError, Host, QueryStatus, Rdata, RecordType, Resolve, reverse_name};
use crate::domain::Domain;
use crate::joining;
use crate::providers;
use crate::sorting;
use futures_util::future::{join, join3};
use std::net::IpAddr;

/// The most addresses of one mail exchanger whose names are asked for.
const MAX_NAMED: usize = 4;

/// What was learnt of the exchangers.
pub(crate) struct Exchangers {
    pub(crate) mx: MxReport,
    pub(crate) dane: DaneReport,
    /// Whether the domain's own name exists; `None` without an answer.
    pub(crate) exists: Option<bool>,
    /// Whether the name is that of a mail server: the domain above has its mail delivered there, or its address leads back to it.
    pub(crate) is_mail_host: bool,
}

/// Asks for the mail exchangers with their addresses, the names of those, and their certificates.
pub(crate) async fn exchangers<R: Resolve>(resolver: &R, domain: &Domain) -> Exchangers {
    let theirs = async {
        let outcome = ask(resolver, domain, RecordType::Mx).await;
        let status = QueryStatus::of(&outcome);
        let answer = outcome.unwrap_or_default();
        let exchanges = sorted(&answer);
        let hosts: Vec<Domain> = exchanges.iter().filter_map(|(_, host)| host.0.clone()).collect();
        let named = exchanges.iter().filter_map(|(preference, host)| Some((*preference, host.0.clone()?)));
        let asked = named.take(MAX_MX).map(|(preference, host)| async move {
            let names = names_of(resolver, domain, &host);
            join(exchange(resolver, preference, host.clone()), names).await.0
        });
        let (hosts, dane) = join(joining::all(asked), dane(resolver, &hosts)).await;
        (status, answer.authenticated, exchanges, hosts, dane)
    };
    let (own, theirs, above) = join3(own(resolver, domain), theirs, is_named_above(resolver, domain)).await;
    let (own, own_v6, is_pointed_at) = own;
    let (status, authenticated, exchanges, hosts, dane) = theirs;
    // RFC 7505 §3: an MX with the root as its host says that the domain takes no mail.
    let is_null = |(_, host): &(u16, Host)| host.0.is_none();
    let null = !exchanges.is_empty() && exchanges.iter().all(is_null);
    let null_beside_others = !null && exchanges.iter().any(is_null);
    let none = exchanges.is_empty() && status == QueryStatus::Noerror;
    let exists = own.as_ref().ok().map(|answer| !answer.nxdomain);
    // RFC 5321 §5.1: without an MX the domain itself is the exchanger, where it has an address of either kind.
    let implicit = none && [own, own_v6].iter().flatten().any(|answer| !answer.is_void());
    let mx = MxReport { status, authenticated, null, null_beside_others, implicit, hosts };
    Exchangers { mx, dane, exists, is_mail_host: above || is_pointed_at }
}

/// The domain's own addresses of both kinds, and whether the name of the first is the domain's. A web host names its machines
/// otherwise.
async fn own<R: Resolve>(
    resolver: &R,
    domain: &Domain,
) -> (Result<Answer, DnsError>, Result<Answer, DnsError>, bool) {
    let (own, own_v6) =
        join(ask(resolver, domain, RecordType::A), ask(resolver, domain, RecordType::Aaaa)).await;
    let addresses = own.iter().filter(|answer| answer.chain.is_empty()).flat_map(Answer::addresses);
    let reverse: Vec<Domain> = addresses.take(MAX_NAMED).filter_map(reverse_name).collect();
    let named = joining::all(reverse.iter().map(|name| ask(resolver, name, RecordType::Ptr))).await;
    let is_pointed_at = named.iter().flatten().any(|answer| answer.pointers().any(|name| name == domain));
    (own, own_v6, is_pointed_at)
}

/// Whether a domain above has its mail delivered to this name.
async fn is_named_above<R: Resolve>(resolver: &R, domain: &Domain) -> bool {
    let Some(above) = domain.parent().filter(|above| above.labels().count() > 1) else { return false };
    let answer = ask(resolver, &above, RecordType::Mx).await.unwrap_or_default();
    sorted(&answer).iter().any(|(_, host)| host.0.as_ref() == Some(domain))
}

/// The exchangers of an answer, best preference first.
fn sorted(answer: &Answer) -> Vec<(u16, Host)> {
    let exchange = |data: &Rdata| match data {
        Rdata::Mx(preference, host) => Some((*preference, host.clone())),
        _ => None,
    };
    let mut exchanges: Vec<_> = answer.records.iter().filter_map(exchange).collect();
    sorting::sort(&mut exchanges);
    exchanges
}

/// The labels that a mail server is given.
const LABELS: [&str; 3] = ["mail", "mx", "mx1"];

/// The names that a mail server of the domain may have.
pub(crate) fn usual_names(domain: &Domain) -> impl Iterator<Item = Domain> {
    LABELS.into_iter().filter_map(|label| domain.prepend(label).ok())
}

/// The type of record that holds such an address.
pub(crate) const fn kind_of(ip: IpAddr) -> RecordType {
    if ip.is_ipv4() { RecordType::A } else { RecordType::Aaaa }
}

/// Asks, for an exchanger that is written as an address, which names have it: that of its PTR record, and the usual ones.
async fn names_of<R: Resolve>(resolver: &R, domain: &Domain, host: &Domain) {
    let Ok(ip) = host.as_str().parse::<IpAddr>() else { return };
    let pointed = async {
        let Some(reverse) = reverse_name(ip) else { return };
        let answer = ask(resolver, &reverse, RecordType::Ptr).await.unwrap_or_default();
        let names = answer.pointers().take(MAX_NAMED);
        joining::all(names.map(|name| ask(resolver, name, kind_of(ip)))).await;
    };
    let usual: Vec<Domain> = usual_names(domain).collect();
    join(pointed, joining::all(usual.iter().map(|name| ask(resolver, name, kind_of(ip))))).await;
}

async fn exchange<R: Resolve>(resolver: &R, preference: u16, host: Domain) -> MxHost {
    let (v4, v6) = join(ask(resolver, &host, RecordType::A), ask(resolver, &host, RecordType::Aaaa)).await;
    let status = if v4.is_err() { QueryStatus::of(&v4) } else { QueryStatus::of(&v6) };
    let alias = v4.as_ref().ok().and_then(|answer| answer.chain.last().cloned());
    let authenticated = [&v4, &v6].iter().all(|answer| answer.as_ref().is_ok_and(|a| a.authenticated));
    let addresses: Vec<IpAddr> =
        [v4, v6].iter().flatten().flat_map(|answer| answer.addresses().collect::<Vec<_>>()).collect();
    let reverse: Vec<Domain> = addresses.iter().take(MAX_NAMED).filter_map(|ip| reverse_name(*ip)).collect();
    let named = joining::all(reverse.iter().map(|name| ask(resolver, name, RecordType::Ptr))).await;
    let mut pointers: Vec<Domain> = Vec::new();
    for name in named.iter().flatten().flat_map(|answer| answer.pointers()) {
        if !pointers.contains(name) {
            pointers.push(name.clone());
        }
    }
    let provider = providers::by_mx(&host);
    MxHost { preference, host, addresses, pointers, alias, provider, status, authenticated }
}
