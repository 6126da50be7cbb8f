//! Names that tell of other services around mail, and whether the domain sends mail at all.

use super::ask;
use super::mx::MxReport;
use crate::dmarc::Policy;
use crate::dns::{Answer, DnsError, Rdata, RecordType, Resolve};
use crate::domain::Domain;
use crate::joining;
use crate::providers;
use crate::spf::{SpfCause, Walk};
use futures_util::future::join;
use serde::Serialize;

/// The most name servers whose addresses are asked for.
const MAX_NAME_SERVERS: usize = 8;
/// How many name servers have to be reachable by IPv6 for the domain to be.
pub(crate) const ENOUGH_NAME_SERVERS: usize = 2;

/// What else the domain names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct NamesReport {
    /// Where `autodiscover` leads, by which Outlook finds the mailbox.
    pub autodiscover: Vec<Domain>,
    /// The name servers.
    pub name_servers: Vec<Domain>,
    /// How many of them are known to have an IPv6 address; `None` where the answers do not tell.
    pub name_servers_ipv6: Option<usize>,
    /// Which authorities may issue certificates.
    pub caa: Vec<String>,
    /// Names for the envelope sender that lead to a provider, and where to.
    pub bounces: Vec<(Domain, Domain)>,
}

/// Asks for them.
pub(crate) async fn names<R: Resolve>(resolver: &R, domain: &Domain) -> NamesReport {
    let caa = ask(resolver, domain, RecordType::Caa);
    let labels: Vec<Domain> = labels().into_iter().filter_map(|label| domain.prepend(label).ok()).collect();
    let bounces = joining::all(labels.iter().map(|name| ask(resolver, name, RecordType::Txt)));
    let autodiscover = async {
        match domain.prepend("autodiscover") {
            Ok(name) => {
                ask(resolver, &name, RecordType::A).await.map(|answer| answer.chain).unwrap_or_default()
            }
            Err(_) => Vec::new(),
        }
    };
    let ((caa, bounces), (autodiscover, (name_servers, name_servers_ipv6))) =
        join(join(caa, bounces), join(autodiscover, name_servers(resolver, domain))).await;
    let led = |(name, answer): (Domain, Result<Answer, DnsError>)| {
        let answer = answer.ok()?;
        let target = answer.chain.iter().find(|target| providers::by_bounce_target(target).is_some());
        let target = target.cloned().or_else(|| included(name.labels().next()?, &answer))?;
        Some((name, target))
    };
    NamesReport {
        autodiscover,
        name_servers,
        name_servers_ipv6,
        caa: texts(caa),
        bounces: labels.into_iter().zip(bounces).filter_map(led).collect(),
    }
}

/// The labels that providers are known to use for the envelope sender, each once.
fn labels() -> Vec<&'static str> {
    let bounces = providers::catalogue().flat_map(providers::Provider::bounces);
    let told = bounces.filter(|bounce| !bounce.label.contains('*') && !bounce.target.contains('?'));
    let listed = providers::catalogue().flat_map(providers::Provider::envelopes);
    let mut labels = Vec::new();
    for label in told.map(|bounce| bounce.label).chain(listed) {
        if !labels.contains(&label) {
            labels.push(label);
        }
    }
    labels
}

/// The name by which a record at such a label lists a service, or the servers that it sends by.
fn included(label: &str, answer: &Answer) -> Option<Domain> {
    let record = answer.borrowed_texts().find(|text| text.starts_with("v=spf1 "))?;
    let mut names = record.split(' ').filter_map(|term| Domain::parse(term.strip_prefix("include:")?).ok());
    names.find(|name| {
        let Some(its) = providers::by_include(name) else { return false };
        let lists = |service: &&providers::Provider| service.envelopes().any(|own| own == label);
        providers::catalogue().filter(lists).any(|service| service == its || service.upon() == Some(its))
    })
}

fn texts(outcome: Result<Answer, DnsError>) -> Vec<String> {
    let text = |data: Rdata| match data {
        Rdata::Caa(text) => Some(text),
        _ => None,
    };
    outcome.map(|answer| answer.records.into_iter().filter_map(text).collect()).unwrap_or_default()
}

async fn name_servers<R: Resolve>(resolver: &R, domain: &Domain) -> (Vec<Domain>, Option<usize>) {
    let Ok(answer) = ask(resolver, domain, RecordType::Ns).await else { return (Vec::new(), None) };
    let server = |data: Rdata| match data {
        Rdata::Ns(name) => Some(name),
        _ => None,
    };
    let servers: Vec<Domain> = answer.records.into_iter().filter_map(server).take(MAX_NAME_SERVERS).collect();
    let answers = joining::all(servers.iter().map(|name| ask(resolver, name, RecordType::Aaaa))).await;
    let reachable = answers.iter().flatten().filter(|answer| answer.addresses().next().is_some()).count();
    // Too few are only known to be too few where every question was answered.
    let told = !servers.is_empty() && (reachable >= ENOUGH_NAME_SERVERS || answers.iter().all(Result::is_ok));
    (servers, told.then_some(reachable))
}

/// Whether a domain sends mail, as far as its records tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Sending {
    /// Its records let somebody send, or it takes mail.
    Yes,
    /// It says in every record that it does not: null MX, `v=spf1 -all`, p=reject.
    DeclaredNot,
    /// It looks as if it does not, but says so only in part or not at all.
    LooksParked,
    /// DNS did not tell.
    Unknown,
}

/// Whether a name can be a mail domain: those with an underscore hold records for others (RFC 8552 §1), and `www` is a web site's.
pub(crate) fn is_mail_name(domain: &Domain) -> bool {
    domain.labels().all(|label| !label.starts_with('_')) && domain.labels().next() != Some("www")
}

/// What else shows that a name has to do with mail.
pub(crate) struct SignsOfMail {
    /// A key, or an alias to one.
    pub(crate) has_keys: bool,
    /// The domain is the name of a mail server.
    pub(crate) is_mail_host: bool,
    /// A text that was meant to be an SPF record, and is none.
    pub(crate) has_broken_spf: bool,
    /// A person asks for a key.
    pub(crate) is_sought: bool,
}

/// Judges by where mail goes and who may send. A mail server greets with its name, and bounces come from there.
pub(crate) fn sending(mx: &MxReport, spf: &Walk, policy: Option<Policy>, signs: &SignsOfMail) -> Sending {
    let SignsOfMail { has_keys, is_mail_host, has_broken_spf, is_sought } = *signs;
    let Some(takes_mail) = mx.takes_mail() else { return Sending::Unknown };
    let is_told = !matches!(spf.cause, Some(SpfCause::Dns { .. }));
    if !takes_mail && !is_told {
        return Sending::Unknown;
    }
    if !mx.null && !takes_mail && !is_mail_name(&spf.domain) {
        return Sending::Unknown;
    }
    if is_mail_host && mx.implicit {
        return Sending::Yes;
    }
    // A record that nobody can use was meant to list somebody.
    let broken = has_broken_spf.then_some(false);
    let sends_nothing = spf.record.as_deref().map(is_bare_refusal).or(broken);
    match (takes_mail, sends_nothing, has_keys) {
        (false, Some(true), false) if mx.null && policy == Some(Policy::Reject) => Sending::DeclaredNot,
        // Whoever looks for a key has signed mail, or is setting up who will sign it, but where the record refuses all.
        (_, None, false) if is_sought => Sending::Yes,
        // A host that only has an address is a web site more often than a mail server.
        (false, Some(true) | None, false) => Sending::LooksParked,
        (true, Some(true), false) if mx.implicit => Sending::LooksParked,
        (true, None, false) if mx.implicit => Sending::LooksParked,
        _ => Sending::Yes,
    }
}

/// `v=spf1 -all` and nothing else.
pub(crate) fn is_bare_refusal(record: &str) -> bool {
    let mut terms = record.split_whitespace();
    terms.next().is_some_and(|version| version.eq_ignore_ascii_case("v=spf1"))
        && terms.next().is_some_and(|all| all.eq_ignore_ascii_case("-all"))
        && terms.next().is_none()
}
