//! Whether the client at the border is a server in front, on the recipient's side: an exchanger of the recipient's domain, or a
//! filter service by its networks or by a confirmed name.

use super::arrived::Arrival;
use super::walk::is_by;
use crate::dns::{Answer, MAX_NAMES, Question, Rdata, RecordType, Resolve, reverse_name};
use crate::domain::Domain;
use crate::joining;
use crate::providers::{Kind, by_host, receivers_with};
use crate::report::{Border, Gateway};
use futures_util::future::join;
use std::net::IpAddr;

/// The most servers in front of one another that are looked through.
pub(crate) const MAX_GATEWAYS: usize = 3;
/// The most domains of recipients whose exchangers are asked for.
const MAX_DOMAINS: usize = 2;
/// The most exchangers whose addresses are asked for.
const MAX_EXCHANGERS: usize = 8;

/// Asks whether the client at the border stands in front, on the recipient's side. Whoever calls makes sure that SPF does not
/// pass for its address with the receiver's MAIL FROM: such a server is the sender's.
///
/// Nothing is asked where no field below would then be read.
pub(crate) async fn in_front<R: Resolve>(
    resolver: &R,
    arrival: &Arrival,
    trust: Option<&str>,
) -> Option<Gateway> {
    let Border::Seen { .. } = arrival.border else { return None };
    let ip = arrival.noted?.to_canonical();
    let below = arrival.below.as_deref()?;
    let wrote_below = |host: &Domain| is_by(below, host.as_str());
    let by_network = Domain::parse(below).ok().filter(|_| is_network_of(below, ip));
    let (confirmed, exchangers) =
        join(confirmed(resolver, ip, below, trust), exchangers(resolver, arrival)).await;
    let named = by_network.or(confirmed);
    // Whose exchangers are known takes in no filter but those; a service also filters what its customers send.
    let named = named.filter(|name| {
        exchangers.as_ref().is_none_or(|hosts| hosts.iter().any(|host| is_by(host.as_str(), name.as_str())))
    });
    let with_it = with_address(resolver, exchangers.unwrap_or_default(), ip).await;
    let found = named.or_else(|| with_it.into_iter().find(wrote_below))?;
    Some(Gateway { ip, host: found.to_string() })
}

/// Whether an address is in a network of the service that wrote the field below.
fn is_network_of(below: &str, ip: IpAddr) -> bool {
    receivers_with(below).any(|row| row.is_server(ip))
}

/// The confirmed name of a filter service, or of a server that a person named as the one whose results count, where the field below
/// is one that it wrote.
async fn confirmed<R: Resolve>(resolver: &R, ip: IpAddr, below: &str, trust: Option<&str>) -> Option<Domain> {
    let is_filter = |name: &Domain| {
        by_host(name).is_some_and(|provider| provider.kind() == Kind::Gateway)
            || trust.is_some_and(|id| is_by(name.as_str(), id))
    };
    Domain::parse(below).ok().filter(is_filter)?;
    let answer = resolver.lookup(&Question::new(reverse_name(ip)?, RecordType::Ptr)).await.ok()?;
    let names: Vec<Domain> =
        answer.pointers().filter(|name| is_filter(name)).take(MAX_NAMES).cloned().collect();
    with_address(resolver, names, ip).await.into_iter().find(|name| is_by(below, name.as_str()))
}

/// The exchangers of the recipients' domains; `None` where the recipient is not known, or DNS did not tell.
async fn exchangers<R: Resolve>(resolver: &R, arrival: &Arrival) -> Option<Vec<Domain>> {
    let mut domains: Vec<Domain> = Vec::new();
    for address in &arrival.recipients {
        let domain = address.rsplit_once('@').and_then(|(_, domain)| Domain::parse(domain).ok());
        domains.extend(domain.filter(|domain| !domains.contains(domain)));
    }
    domains.truncate(MAX_DOMAINS);
    let questions: Vec<Question> =
        domains.into_iter().map(|name| Question::new(name, RecordType::Mx)).collect();
    let answers = joining::all(questions.iter().map(|question| resolver.lookup(question))).await;
    if answers.is_empty() || answers.iter().any(Result::is_err) {
        return None;
    }
    // A mail that was passed on within the receiver came for somebody who chose his own exchangers; the reader's count.
    let last = answers.iter().flatten().map(hosts).find(|hosts| !hosts.is_empty());
    Some(last.unwrap_or_default())
}

/// The exchangers that an answer names.
fn hosts(answer: &Answer) -> Vec<Domain> {
    let mut hosts: Vec<Domain> = Vec::new();
    for record in &answer.records {
        if let Rdata::Mx(_, host) = record {
            hosts.extend(host.0.clone().filter(|host| !hosts.contains(host)));
        }
    }
    hosts.truncate(MAX_EXCHANGERS);
    hosts
}

/// Those of some names that have an address.
async fn with_address<R: Resolve>(resolver: &R, names: Vec<Domain>, ip: IpAddr) -> Vec<Domain> {
    let kind = if ip.is_ipv4() { RecordType::A } else { RecordType::Aaaa };
    let questions: Vec<Question> = names.into_iter().map(|name| Question::new(name, kind)).collect();
    let answers = joining::all(questions.iter().map(|question| resolver.lookup(question))).await;
    let has_it = |answer: &Result<Answer, _>| {
        answer.as_ref().is_ok_and(|answer| answer.addresses().any(|own| own == ip))
    };
    let both = questions.into_iter().zip(answers);
    both.filter(|(_, answer)| has_it(answer)).map(|(question, _)| question.name).collect()
}
