//! What is asked of DNS to tell whose host it was, and what the answers come to.

use super::forwarder;
use super::whose::{Client, Forwarder, Own, Provided};
use crate::address::is_public;
use crate::dns::{
    LoggedQuery, Question, Rdata, RecordType, Recorded, Resolve, answers, confirmed, has_address, kind_of,
    spells,
};
use crate::domain::Domain;
use crate::evidence::Hop;
use crate::joining;
use crate::judge::arrival::Arrival;
use crate::providers::{Kind, Provider, by_host, by_include, by_key_target, by_mail_host, by_mx};
use crate::report::{Border, Start};
use crate::spf::{CheckHost, SpfResult, check_mail_from_untraced};
use std::net::IpAddr;

/// The most earlier servers that are tried.
const MAX_TRIED: usize = 4;
/// The most includes of providers that are evaluated for one address.
const MAX_OWNER_INCLUDES: usize = 12;
/// The most exchangers of the author's whose addresses are compared with the client's.
const MAX_OWN_EXCHANGERS: usize = 8;

/// What is known of the client, and of the author whose mail it handed over.
pub(crate) struct Sight<'a> {
    /// Where the message came in.
    pub(crate) arrival: &'a Arrival,
    /// Its address.
    pub(crate) ip: Option<IpAddr>,
    /// The name of it that the receiver itself looked up.
    pub(crate) noted: Option<Domain>,
    /// What it calls itself. That is no evidence; a name of the author's that has the address is.
    pub(crate) helo: Option<Domain>,
    /// The author domain.
    pub(crate) author: &'a Domain,
    /// The author's organization.
    pub(crate) zone: &'a Domain,
    /// The envelope sender.
    pub(crate) mail_from: Option<&'a str>,
    /// The way that the message took, by its own fields.
    pub(crate) hops: &'a [Hop],
    /// Names in the message that may be a provider's. They choose what is asked first, and nothing rests on them.
    pub(crate) hints: Vec<Domain>,
    /// Whether a provider's signature or envelope tells who sent it, so that the address need not.
    pub(crate) explained: bool,
    /// Whether the message calls itself a copier's or the like.
    pub(crate) device: bool,
    /// The time of the check, in seconds since 1970.
    pub(crate) now: u64,
}

/// Tells whose host handed the message over.
pub(crate) async fn classify<R: Resolve>(recorded: &Recorded<R>, sight: &Sight<'_>) -> Client {
    if let Border::Started { start: Start::LoggedIn, .. } = sight.arrival.border {
        return Client::Submission { at: sight.arrival.by.clone() };
    }
    let hidden =
        || sight.arrival.noted.filter(|_| matches!(sight.arrival.border, Border::NoPublicAddress { .. }));
    let Some(ip) = sight.ip.or_else(hidden).map(|ip| ip.to_canonical()) else { return Client::Unseen };
    if !is_public(ip) {
        return Client::NotPublic(ip);
    }
    ask_own(recorded, sight, ip).await;
    let log = recorded.log();
    let mut names = confirmed(&log, ip);
    names.extend(sight.pointers().filter(|name| has_address(&log, name, ip)).cloned());
    let seen = Seen { sight, log: &log, names, ip };
    if let Some(own) = seen.own() {
        return Client::Own(own);
    }
    let provided = seen.provided(recorded).await;
    if let Some(used) = provided.clone().filter(|provided| provided.is_used) {
        return Client::Provider(used);
    }
    let original = seen.original(recorded).await;
    // Somebody who logged in at a relay is the author's, if at all, where the author's mail comes from there, or from a device.
    let login = forwarder::login(sight.hops, sight.device).filter(|_| provided.is_none() && seen.sends());
    if let Some(login) = login.filter(|login| login.device || original.is_some()) {
        return Client::Own(Own::Login(login));
    }
    match (original, provided) {
        // A filter that is none of the author's stands in front of the recipient.
        (Some(original), Some(provided)) if provided.provider.kind() == Kind::Gateway => {
            Client::RecipientSide(Forwarder { name: Some(provided.provider.name().to_owned()), original })
        }
        (Some(original), _) => Client::Forwarder(Forwarder { name: seen.name(), original }),
        (None, Some(provided)) if provided.provider.kind() != Kind::Forwarder => Client::Provider(provided),
        (None, _) => Client::Stranger,
    }
}

impl Sight<'_> {
    /// Names that the client is said to have: DNS tells which of them have its address.
    fn pointers(&self) -> impl Iterator<Item = &Domain> {
        self.noted.iter().chain(&self.helo)
    }
}

/// Asks for the addresses of the author's own hosts: its exchangers and its web site.
async fn ask_own<R: Resolve>(recorded: &Recorded<R>, sight: &Sight<'_>, ip: IpAddr) {
    let hosts = exchangers(&recorded.log(), sight.author);
    let own = hosts.into_iter().filter(|host| by_mx(host).is_none()).take(MAX_OWN_EXCHANGERS);
    let named = sight.pointers().filter(|name| name.is_within(sight.zone)).cloned();
    let names = own.chain([sight.author.clone(), sight.zone.clone()]).chain(named);
    let mut questions: Vec<Question> = names.map(|name| Question::new(name, kind_of(ip))).collect();
    let envelope = sight.mail_from.and_then(|sender| Domain::parse(sender.rsplit_once('@')?.1).ok());
    let envelope = envelope.filter(|domain| domain.is_within(sight.zone) && domain != sight.author);
    questions.extend(envelope.map(|domain| Question::new(domain, RecordType::Mx)));
    joining::all(questions.iter().map(|question| recorded.lookup(question))).await;
}

/// What there is to go by.
struct Seen<'a> {
    sight: &'a Sight<'a>,
    log: &'a [LoggedQuery],
    /// The names that have the address.
    names: Vec<Domain>,
    ip: IpAddr,
}

impl Seen<'_> {
    fn own(&self) -> Option<Own> {
        let (author, zone) = (self.sight.author, self.sight.zone);
        let named = self.names.iter().find(|name| name.is_within(zone) && !spells(name, self.ip));
        let has_it = |name: &Domain| has_address(self.log, name, self.ip);
        let hosts = exchangers(self.log, author);
        let exchanger = || hosts.iter().find(|host| by_mx(host).is_none() && has_it(host)).cloned();
        let site = || [author, zone].into_iter().find(|name| has_it(name)).cloned();
        let listed = || self.names.iter().find(|name| self.lists(name)).cloned();
        named
            .cloned()
            .map(Own::Name)
            .or_else(|| exchanger().map(Own::Exchanger))
            .or_else(|| site().map(Own::Site))
            .or_else(|| listed().map(Own::Listed))
    }

    /// Whether the author's SPF record lists anybody.
    fn sends(&self) -> bool {
        spf_terms(self.log, self.sight.author).len() > 2
    }

    /// Whether the author's SPF record names a host, in whatever term.
    fn lists(&self, host: &Domain) -> bool {
        let is_it = |term: &str| term.rsplit([':', '=']).next().is_some_and(|name| name == host.as_str());
        spf_terms(self.log, self.sight.author).iter().any(|term| !term.contains("include") && is_it(term))
    }

    fn name(&self) -> Option<String> {
        let entry = self.sight.hops.iter().find(|hop| hop.entry);
        self.names.first().map(ToString::to_string).or_else(|| entry?.from.clone())
    }

    /// The provider whose host it is: by what customers include, evaluated for the address, or else by a name.
    async fn provided<R: Resolve>(&self, recorded: &Recorded<R>) -> Option<Provided> {
        let includes = self.candidates();
        let listing = includes
            .iter()
            .map(|(_, include)| self.passes(recorded, format!("postmaster@{include}"), self.ip));
        let outcomes = joining::all(listing).await;
        let found = includes.iter().zip(outcomes).find(|(_, passed)| *passed).map(|(found, _)| *found);
        let named = || {
            let provider = self.names.iter().find_map(by_mail_host)?;
            Some((provider, self.beside(provider)))
        };
        let (provider, include) =
            found.map(|(provider, include)| (provider, Some(include))).or_else(named)?;
        Some(Provided { provider, include, is_used: self.uses(provider) })
    }

    /// What customers of a provider include whose mail arrives there.
    fn beside(&self, provider: &'static Provider) -> Option<&'static str> {
        let hosts = exchangers(self.log, self.sight.author);
        hosts.iter().find(|host| by_mx(host) == Some(provider)).and_then(|host| provider.include_beside(host))
    }

    /// The providers that may have to do with it, those that the author uses first, each with all that its customers include.
    fn candidates(&self) -> Vec<(&'static Provider, &'static str)> {
        let used = exchangers(self.log, self.sight.author).iter().filter_map(by_mx).collect::<Vec<_>>();
        let listed = included(self.log, self.sight.author);
        let named = self.names.iter().chain(&self.sight.hints).filter_map(by_host);
        let mut includes: Vec<(&'static Provider, &'static str)> = Vec::new();
        if self.sight.explained {
            return includes;
        }
        for provider in used.into_iter().chain(listed).chain(named) {
            let its = provider.includes().filter(|include| !include.contains('*'));
            for include in its.filter(|_| !provider.lists_only_itself()) {
                if includes.len() < MAX_OWNER_INCLUDES && includes.iter().all(|(_, known)| *known != include)
                {
                    includes.push((provider, include));
                }
            }
        }
        includes
    }

    /// Whether the author's own records show that a provider is used.
    fn uses(&self, provider: &Provider) -> bool {
        let is_it = |known: &'static Provider| known == provider;
        let aliases = self.log.iter().filter(|query| {
            query.name.is_within(self.sight.zone) && query.name.as_str().contains("._domainkey.")
        });
        let keys = aliases.flat_map(|query| &query.answers).filter_map(|data| match data {
            Rdata::Cname(target) => by_key_target(target),
            _ => None,
        });
        // The envelope may have a name of its own below the organization, with exchangers of its own.
        let within = self.log.iter().filter(|query| query.name.is_within(self.sight.zone));
        let hosts: Vec<Domain> = within.flat_map(|query| exchangers(self.log, &query.name)).collect();
        hosts.iter().filter_map(by_mx).chain(keys).chain(included(self.log, self.sight.author)).any(is_it)
    }

    /// An earlier server from which the author's mail passes: the message was passed on from there.
    async fn original<R: Resolve>(&self, recorded: &Recorded<R>) -> Option<IpAddr> {
        let sender = self.sight.mail_from?;
        // Receivers often leave out the local part.
        let (_, domain) = sender.rsplit_once('@').unwrap_or(("", sender));
        let own = Domain::parse(domain).is_ok_and(|domain| domain.is_within(self.sight.zone));
        let own =
            own.then(|| if domain == sender { format!("postmaster@{sender}") } else { sender.to_owned() });
        let sender = own.or_else(|| forwarder::rewritten(sender, self.sight.author))?;
        // What the client calls itself shows nothing: the field below has to be by a host that its address has the name of.
        let names: Vec<&Domain> = self.names.iter().chain(&self.sight.noted).collect();
        if !forwarder::took_it(self.sight.hops, &names) {
            return None;
        }
        for ip in forwarder::earlier(self.sight.hops, Some(self.ip)).take(MAX_TRIED) {
            if self.passes(recorded, sender.clone(), ip).await {
                return Some(ip);
            }
        }
        None
    }

    async fn passes<R: Resolve>(&self, recorded: &Recorded<R>, sender: String, ip: IpAddr) -> bool {
        let check = CheckHost { ip, mail_from: &sender, helo: "", receiver: None, now: self.sight.now };
        check_mail_from_untraced(recorded, &check).await.result == SpfResult::Pass
    }
}

fn exchangers(log: &[LoggedQuery], name: &Domain) -> Vec<Domain> {
    let host = |data: &Rdata| match data {
        Rdata::Mx(_, host) => host.0.clone(),
        _ => None,
    };
    answers(log, name, RecordType::Mx).filter_map(host).collect()
}

/// The terms of the SPF records at a name, in lower case.
fn spf_terms(log: &[LoggedQuery], name: &Domain) -> Vec<String> {
    let text = |data: &Rdata| match data {
        Rdata::Txt(text) => {
            Some(text.to_string().to_ascii_lowercase()).filter(|text| text.starts_with("v=spf1"))
        }
        _ => None,
    };
    let records = answers(log, name, RecordType::Txt).filter_map(text);
    records.flat_map(|record| record.split_whitespace().map(str::to_owned).collect::<Vec<_>>()).collect()
}

/// The providers that the author's SPF record includes.
fn included(log: &[LoggedQuery], name: &Domain) -> Vec<&'static Provider> {
    let of = |term: &String| by_include(&Domain::parse(term.split_once(['=', ':'])?.1).ok()?);
    spf_terms(log, name).iter().filter_map(of).collect()
}
