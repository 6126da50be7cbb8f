//! Who may send: the SPF record, made of what was chosen and of what is published.

use super::choices::Arrival;
use super::draft::{Draft, LeftOut};
use super::line::{Line, Purpose, Reason, Value};
use crate::dns::RecordType;
use crate::domain::Domain;
use crate::intent::spf::{Intent, Unclear, Why};
use crate::providers::{Grade, Provider, Region, SpfAlignment, Tristate, by_include, by_mx};
use crate::spf::{MAX_LOOKUPS, Mechanism, Network, Qualifier, Record, SpfCause, Walk};
use serde::Serialize;

/// How the SPF record came about, and what it costs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SpfPlan {
    /// The record, as far as it is known.
    pub record: String,
    /// How it ends, and why so.
    pub end: End,
    /// The records that are published.
    pub published: Vec<String>,
    /// What of them was not chosen, and stays.
    pub kept: Vec<Kept>,
    /// Providers that need a term which only their accounts show.
    pub missing: Vec<&'static Provider>,
    /// Providers of which it is not established whether they need a term.
    pub unsettled: Vec<&'static Provider>,
    /// How many lookups its own terms cost.
    pub at_least: u32,
    /// How many it costs with all that it includes; `None` where DNS did not tell.
    pub lookups: Option<u32>,
    /// What breaks the record whoever sends, where something does.
    pub cause: Option<SpfCause>,
}

/// A term that stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Kept {
    /// The term.
    pub term: String,
    /// Whose it is.
    pub provider: Option<&'static Provider>,
}

/// How the record ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum End {
    /// `-all`: all that sends is known, and signs as well.
    Fail,
    /// `-all`: nothing sends.
    #[default]
    FailForAll,
    /// `~all`: something that sends may not be listed yet.
    SoftfailOpen,
    /// `~all`: not all that sends is known to sign, and without a signature forwarded mail has only this.
    SoftfailUnsigned,
    /// `-all`, as published.
    FailAsPublished,
    /// `~all`, as published.
    SoftfailAsPublished,
    /// `?all`, as published.
    NeutralAsPublished,
    /// A redirect, as published.
    Redirect,
}

/// What a provider needs of the domain's own record.
enum Need {
    /// An include.
    Include { name: &'static str, settled: bool },
    /// A term that only the account shows, or the region that it is kept in.
    Account,
    /// Nobody knows whether it needs one, nor which.
    Unknown,
    /// Nothing: it sends with an envelope domain of its own, or with one below the domain.
    Nothing { at_return_path: bool },
}

impl Need {
    fn of(provider: &Provider, region: Option<Region>) -> Self {
        let include = include_of(provider, region);
        match (provider.include_needed(), provider.spf(), include) {
            (Tristate::No, _, _) | (_, SpfAlignment::DedicatedAddress | SpfAlignment::NotApplicable, _) => {
                Self::Nothing { at_return_path: false }
            }
            (_, SpfAlignment::ReturnPath, _) => Self::Nothing { at_return_path: true },
            (Tristate::Yes, _, Some(name)) => Self::Include { name, settled: true },
            (_, _, None) if has_regional_include(provider) => Self::Account,
            (Tristate::Yes, _, None) => Self::Account,
            // What only a community's map says is not put into anybody's record.
            (Tristate::Unknown, _, Some(name)) if provider.grade() != Grade::C => {
                Self::Include { name, settled: false }
            }
            (Tristate::Unknown, _, _) => Self::Unknown,
        }
    }
}

/// The name to include, where it is the same for every customer, or for those of a region.
fn include_of(provider: &Provider, region: Option<Region>) -> Option<&'static str> {
    let regional = region.and_then(|region| region.includes().next());
    regional.or_else(|| provider.common_includes().next()).filter(|name| !name.contains('*'))
}

/// Whether the include depends on where the account is kept.
pub(super) fn has_regional_include(provider: &Provider) -> bool {
    provider.common_includes().next().is_none() && provider.regions().next().is_some()
}

/// A name by which people know the provider's include.
fn known_include(provider: &Provider) -> Option<&'static str> {
    provider.includes().find(|name| !name.contains('*'))
}

/// Draws up the record.
pub(super) fn spf(draft: &mut Draft<'_>) -> SpfPlan {
    if draft.choices.sends() { listing(draft) } else { refusing(draft) }
}

/// The record of a domain that sends nothing, whatever is published: that is what was said of it.
fn refusing(draft: &Draft<'_>) -> SpfPlan {
    let published = draft.published.spf.clone();
    let terms = Intent::empty();
    let record = with_end(terms, End::FailForAll).to_string();
    SpfPlan { record, end: End::FailForAll, published, ..SpfPlan::default() }
}

/// Whom the published record lets send, although it was said that nothing does.
pub(super) fn former(draft: &Draft<'_>) -> Vec<Kept> {
    let mut former: Vec<Kept> = Vec::new();
    for text in &draft.published.spf {
        let read = Intent::read(text, &draft.published.heard);
        let unclear = read.unclear.iter().map(|unclear| unclear.written.clone());
        let terms = read.texts().into_iter().filter(|term| is_sender(term)).chain(unclear);
        for term in terms.filter(|term| former.iter().all(|known| known.term != *term)).collect::<Vec<_>>() {
            former.push(Kept { provider: provider_of(&term), term });
        }
    }
    former
}

/// The record that lists who sends.
fn listing(draft: &mut Draft<'_>) -> SpfPlan {
    let published = Existing::of(draft);
    let mut terms = pinned(draft, &published.terms);
    let (mut missing, mut unsettled) = (Vec::new(), Vec::new());
    let host = published.host();
    for network in &draft.choices.own {
        if !published.covers(network) {
            terms = added(draft, terms, term_of(network), host.as_deref());
        }
    }
    for &provider in &draft.choices.senders {
        let listed = published.lists(provider);
        match Need::of(provider, draft.region(provider)) {
            // What its servers list nobody can tell: a name without a record would break the whole of this one.
            Need::Include { name, .. } if !listed && leads_nowhere(draft, name) => unsettled.push(provider),
            Need::Include { name, settled } => {
                if !listed {
                    terms = added(draft, terms, format!("include:{name}"), host.as_deref());
                }
                if !settled {
                    unsettled.push(provider);
                }
            }
            Need::Account if !listed => missing.push(provider),
            Need::Unknown if !listed => unsettled.push(provider),
            Need::Account | Need::Unknown => {}
            Need::Nothing { at_return_path } => left_out(draft, provider, at_return_path && !listed),
        }
    }
    let mut kept = published.kept(draft.choices.senders.as_slice(), &draft.choices.own);
    // What stands there by its name of today is said where the record is shown.
    let pinned = terms.texts();
    kept.retain(|kept| pinned.contains(&kept.term) || own_mx(&kept.term).is_none());
    let is_open = !missing.is_empty() || !unsettled.is_empty() || !draft.choices.others.is_empty();
    let end = end(draft, &published, is_open);
    let record = with_end(terms, end).to_string();
    let at_least = own_lookups(&record);
    let published = draft.published.spf.clone();
    SpfPlan { record, end, published, kept, missing, unsettled, at_least, lookups: None, cause: None }
}

/// The published terms with the exchangers of today by their names in place of `mx`, where mail is to arrive elsewhere: `mx` would mean
/// the new ones, and what sends from the old ones would be refused. Those of a provider that sends from the servers of its include only
/// take mail in.
fn pinned(draft: &Draft<'_>, terms: &Intent) -> Intent {
    let sends = |host: &Domain| by_mx(host).is_none_or(|own| own.include_needed() != Tristate::Yes);
    let stays = |host: &Domain| match &draft.choices.arrival {
        Arrival::Unchanged => true,
        Arrival::Hosts { hosts } => hosts.contains(host),
        _ => false,
    };
    let leaving: Vec<&Domain> =
        draft.published.exchangers.iter().filter(|host| sends(host) && !stays(host)).collect();
    let mut pinned = terms.clone();
    for term in terms.texts().iter().filter(|_| !leaving.is_empty()) {
        let Some(mask) = own_mx(term) else { continue };
        // The domain's own address is often listed already.
        let own = format!("a{mask}");
        let has_own = terms.texts().iter().any(|term| term.trim_start_matches('+') == own);
        let hosts = leaving.iter().filter(|host| !has_own || ***host != draft.choices.domain);
        let hosts = hosts.map(|host| format!("a:{host}{mask}"));
        pinned = hosts.fold(pinned.without(|own| own == term), |terms, host| terms.with(&host));
    }
    pinned
}

/// The mask of a term that lists the domain's own exchangers, or an empty one.
fn own_mx(term: &str) -> Option<&str> {
    let rest = term.strip_prefix('+').unwrap_or(term);
    let (name, mask) = rest.split_at_checked(2)?;
    (name.eq_ignore_ascii_case("mx") && (mask.is_empty() || mask.starts_with('/'))).then_some(mask)
}

/// The terms with one more, or as they are where a service answers for each address and has to be told instead.
fn added(draft: &mut Draft<'_>, terms: Intent, term: String, host: Option<&str>) -> Intent {
    match host {
        None => terms.with(&term),
        Some(host) => {
            draft.left_out.push(LeftOut::AtSpfHost { term, host: host.to_owned() });
            terms
        }
    }
}

/// Whether DNS says that a name has no SPF record.
fn leads_nowhere(draft: &Draft<'_>, name: &str) -> bool {
    let facts = Domain::parse(name).map(|name| draft.published.heard.facts(&name));
    facts.is_ok_and(|facts| facts.spf == Some(false))
}

/// Says why a chosen provider has no include in the record.
fn left_out(draft: &mut Draft<'_>, provider: &'static Provider, at_return_path: bool) {
    let Some(include) = known_include(provider) else { return };
    let is_told =
        |left: &LeftOut| matches!(left, LeftOut::UnneededInclude { provider: told, .. } if *told == provider);
    if at_return_path {
        draft.left_out.push(LeftOut::IncludeAtReturnPath { provider, include });
    } else if !draft.left_out.iter().any(is_told) {
        draft.left_out.push(LeftOut::UnneededInclude { provider, include, published: false });
    }
}

/// The line of the record.
pub(super) fn line(draft: &mut Draft<'_>, spf: &SpfPlan) {
    let text = spf.record.clone();
    let value = match spf.missing.as_slice() {
        _ if spf.at_least > MAX_LOOKUPS => Value::TooCostly { text, lookups: spf.at_least },
        [] => Value::Ready { text },
        missing => Value::Partial { text, missing: missing.to_vec() },
    };
    let reason = match (draft.sends, spf.published.is_empty()) {
        (false, _) => Reason::NobodySends,
        (true, true) => Reason::ListsSenders,
        (true, false) => Reason::AddsSenders,
    };
    draft.add("", Line::new(Purpose::Spf, Some(RecordType::Txt), value, reason));
}

impl SpfPlan {
    /// Takes over what a walk over the record, as it would be, found it to cost.
    pub(super) fn count(&mut self, walk: &Walk) {
        let (is_told, cause) = match &walk.cause {
            Some(SpfCause::Dns { .. }) => (false, None),
            // What it costs is told by itself.
            None | Some(SpfCause::TooManyLookups { .. } | SpfCause::NoMatch { .. }) => (true, None),
            Some(SpfCause::Matched { .. }) => (true, None),
            Some(cause) => (true, Some(cause.clone())),
        };
        self.lookups = is_told.then_some(walk.lookups);
        self.cause = cause;
    }

    /// How many lookups it costs, as far as that is known.
    #[must_use]
    pub fn cost(&self) -> u32 {
        self.lookups.unwrap_or(self.at_least).max(self.at_least)
    }
}

/// What is published, without what breaks it and what nobody needs.
struct Existing {
    terms: Intent,
    records: usize,
    networks: Vec<Network>,
    listed: Vec<&'static Provider>,
}

impl Existing {
    fn of(draft: &mut Draft<'_>) -> Self {
        let heard = &draft.published.heard;
        let mut read: Vec<Intent> =
            draft.published.spf.iter().map(|text| Intent::read(text, heard)).collect();
        let records = read.len();
        let whole = match (read.pop(), read.is_empty()) {
            (None, _) => Intent::empty(),
            (Some(one), true) => one,
            (Some(last), false) => Intent::merged([read, vec![last]].concat()),
        };
        let (dead, broken): (Vec<Unclear>, Vec<Unclear>) =
            whole.unclear.iter().cloned().partition(|unclear| unclear.why == Why::LeadsNowhere);
        if !broken.is_empty() {
            let terms = broken.into_iter().map(|unclear| unclear.written).collect();
            draft.left_out.push(LeftOut::BrokenTerms { terms });
        }
        draft.left_out.extend(dead.into_iter().map(|own| LeftOut::DeadInclude { term: own.written }));
        // A sender that fell out is not refused.
        let whole = if whole.unclear.is_empty() { whole } else { whole.softened() };
        let void = &draft.published.void;
        let found: Vec<String> = whole.texts().into_iter().filter(|term| void.contains(term)).collect();
        let whole = whole.without(|term| void.iter().any(|own| own == term));
        draft.left_out.extend(found.into_iter().map(|term| LeftOut::VoidTerm { term }));
        let unneeded = |term: &str| provider_of(term).is_some_and(|p| p.include_needed() == Tristate::No);
        for provider in
            whole.texts().iter().filter(|term| unneeded(term)).filter_map(|term| provider_of(term))
        {
            let include = known_include(provider).unwrap_or(provider.name());
            let left = LeftOut::UnneededInclude { provider, include, published: true };
            if !draft.left_out.contains(&left) {
                draft.left_out.push(left);
            }
        }
        let terms = whole.without(unneeded);
        let networks = networks(&terms.to_string());
        Self { terms, records, networks, listed: draft.published.listed.clone() }
    }

    /// Whether an address may send already.
    fn covers(&self, network: &Network) -> bool {
        self.networks.iter().any(|own| own.covers(network))
    }

    /// Whether a provider is listed already, by whichever of its names.
    fn lists(&self, provider: &Provider) -> bool {
        let own = |term: &String| provider_of(term).is_some_and(|known| known == provider);
        self.terms.texts().iter().any(own) || self.listed.iter().any(|known| known.id() == provider.id())
    }

    /// The one term of a record that leaves it all to a service: with the client's address in the name that is asked
    /// (RFC 7208 §7.2), DNS does not tell whom it lists.
    fn host(&self) -> Option<String> {
        let mut terms = self.terms.texts().into_iter().filter(|term| is_sender(term));
        let only = terms.next().filter(|term| term.to_ascii_lowercase().contains("%{i"))?;
        terms.next().is_none().then_some(only)
    }

    /// What was not chosen, and stays.
    fn kept(&self, senders: &[&'static Provider], own: &[Network]) -> Vec<Kept> {
        let is_chosen = |provider| senders.contains(&provider);
        let is_own = |term: &str| networks(&format!("v=spf1 {term}")).iter().any(|n| own.contains(n));
        let terms = self.terms.texts().into_iter().filter(|term| is_sender(term) && !is_own(term));
        let kept = terms.map(|term| Kept { provider: provider_of(&term), term });
        kept.filter(|kept| !kept.provider.is_some_and(is_chosen)).collect()
    }

    /// The term that ends it, in lower case.
    fn end(&self) -> Option<String> {
        let last = self.terms.texts().into_iter().rfind(|term| is_end(term));
        last.map(|term| term.to_ascii_lowercase())
    }
}

/// How the record is to end.
fn end(draft: &Draft<'_>, published: &Existing, is_open: bool) -> End {
    let choices = draft.choices;
    let is_unsigned = !choices.own.is_empty() || choices.senders.iter().any(|p| p.dkim() != Tristate::Yes);
    let wanted = if is_open {
        End::SoftfailOpen
    } else if is_unsigned {
        End::SoftfailUnsigned
    } else {
        End::Fail
    };
    match published.end().as_deref() {
        _ if published.records == 0 => wanted,
        Some(end) if end.starts_with("redirect=") => End::Redirect,
        Some("~all") => End::SoftfailAsPublished,
        Some("?all") => End::NeutralAsPublished,
        Some("-all") if wanted != End::SoftfailOpen => End::FailAsPublished,
        // A record that lets everybody pass, or ends without a word, stops no mail today; the soft end does not either.
        _ if wanted == End::SoftfailUnsigned => wanted,
        _ => End::SoftfailOpen,
    }
}

/// The terms with that end in place of their own.
fn with_end(terms: Intent, end: End) -> Intent {
    match end {
        End::FailAsPublished | End::SoftfailAsPublished | End::NeutralAsPublished | End::Redirect => terms,
        End::Fail | End::FailForAll => terms.ending_in(Qualifier::Fail),
        End::SoftfailOpen | End::SoftfailUnsigned => terms.ending_in(Qualifier::Softfail),
    }
}

/// Whether a term ends a record.
fn is_end(term: &str) -> bool {
    let bare = term.trim_start_matches(['+', '-', '~', '?']);
    bare.eq_ignore_ascii_case("all") || term.to_ascii_lowercase().starts_with("redirect=")
}

/// Whether a term lets somebody send: neither an end, nor a modifier that explains or is not known.
fn is_sender(term: &str) -> bool {
    let refuses = term.starts_with(['-', '~', '?']);
    let is_modifier = term.split([':', '/']).next().is_some_and(|name| name.contains('='));
    !is_end(term) && !refuses && !is_modifier || term.to_ascii_lowercase().starts_with("redirect=")
}

/// The provider behind the name that a term leads to.
fn provider_of(term: &str) -> Option<&'static Provider> {
    let (name, target) = term.split_once([':', '='])?;
    let name = name.trim_start_matches(['+', '-', '~', '?']).to_ascii_lowercase();
    let leads = ["include", "exists", "a", "redirect"].contains(&name.as_str());
    by_include(&Domain::parse(target).ok().filter(|_| leads)?)
}

/// The ranges of a record's own terms.
fn networks(record: &str) -> Vec<Network> {
    let (record, _) = Record::parse_leniently(record);
    let network = |mechanism: &Mechanism| match mechanism {
        Mechanism::Ip4(address, prefix) => Some(Network::new((*address).into(), *prefix)),
        Mechanism::Ip6(address, prefix) => Some(Network::new((*address).into(), *prefix)),
        _ => None,
    };
    record.directives().filter_map(|(_, directive)| network(&directive.mechanism)).collect()
}

/// The term for a range.
fn term_of(network: &Network) -> String {
    let whole = if network.address().is_ipv4() { 32 } else { 128 };
    let address = Intent::address(network.address());
    if network.prefix() == whole { address } else { format!("{address}/{}", network.prefix()) }
}

/// How many of a record's own terms ask DNS (RFC 7208 §4.6.4).
fn own_lookups(record: &str) -> u32 {
    let (record, _) = Record::parse_leniently(record);
    let directives = record.directives().filter(|(_, directive)| directive.mechanism.asks_dns()).count();
    u32::try_from(directives + usize::from(record.redirect().is_some())).unwrap_or(u32::MAX)
}
