//! An SPF record over its limits, without what nobody needs.

use super::key_names::key_at;
use super::known::KnownRecords;
use crate::domain::Domain;
use crate::intent::spf::Intent;
use crate::providers::{self, SpfAlignment};
use crate::report::is_mx;
use crate::spf::{self, Authorised, Node};

/// The record without what nobody needs: includes that are never asked or lead back to the record itself, terms that stand
/// twice, terms that find nothing, and `ptr`; where that is not enough, without terms whose senders the others list as well, without `mx`
/// where the exchangers are a provider's that sends from the servers of its include, without includes of those that have a return path
/// of their own, and at last with the addresses of the owner's
/// own hosts in place of their names. `None` where that changes nothing.
pub(super) fn shorter(record: &str, root: &Node, zone: &Domain, known: KnownRecords<'_>) -> Option<String> {
    let step_of = |term: &str| root.children.iter().find(|step| step.term == term);
    let useless = |term: &str| {
        let step = step_of(term);
        let name = step.and_then(|step| step.domain.as_ref());
        let unneeded = name
            .and_then(providers::by_include)
            .is_some_and(|p| p.include_needed() == providers::Tristate::No);
        let bare = term.trim_start_matches(['+', '-', '~', '?']);
        let circular = name == root.domain.as_ref() && bare.starts_with("include:");
        circular || unneeded && term.contains("include:") || step.is_some_and(|step| step.void_lookups > 0)
    };
    let mut left = Intent::of(record).without(useless).without_ptr();
    let costs = |intent: &Intent| {
        intent.texts().iter().filter_map(|term| step_of(term)).map(Node::total_lookups).sum::<u32>()
    };
    for step in root.children.iter().filter(|step| step.total_lookups() > 0) {
        if costs(&left) <= spf::MAX_LOOKUPS {
            break;
        }
        let stays: Vec<&Node> = root.children.iter().filter(|own| left.texts().contains(&own.term)).collect();
        if is_listed_elsewhere(step, root, &stays) {
            left = left.without(|term| term == step.term);
        } else if is_of_provider(step, &stays, known) || has_return_path(step, root, known) {
            left = left.without(|term| term == step.term).softened();
        }
    }
    for own in root.children.iter().filter(|step| is_own_host(step, zone)) {
        if costs(&left) > spf::MAX_LOOKUPS && left.texts().contains(&own.term) {
            let addresses = own.addresses.iter().map(|ip| Intent::address(*ip));
            left = addresses.fold(left.without(|term| term == own.term), |left, term| left.with(&term));
        }
    }
    let text = left.to_string();
    (text != record).then_some(text)
}

/// Whether the other terms list all senders that one lists.
fn is_listed_elsewhere(step: &Node, root: &Node, stays: &[&Node]) -> bool {
    let of = |children: Vec<Node>| Authorised::of(&Node { children, ..root.clone() });
    let own = of(vec![step.clone()]);
    let others =
        of(stays.iter().filter(|other| other.term != step.term).map(|other| (*other).clone()).collect());
    let is_told = own.depends.is_empty() && own.unanswered.is_empty() && !own.addresses.is_empty();
    is_told && own.addresses.without(&others.addresses).is_empty()
}

/// Whether a term lists the exchangers of a provider whose include stands beside it: they take mail in, and what the provider sends
/// comes from the servers of the include.
pub(super) fn is_of_provider(step: &Node, beside: &[&Node], known: KnownRecords<'_>) -> bool {
    let hosts = step.domain.as_ref().filter(|_| is_mx(&step.term)).map(|name| known.exchangers(name));
    let hosts = hosts.unwrap_or_default();
    let Some(provider) = hosts.first().and_then(providers::by_mx) else { return false };
    let names = beside.iter().filter_map(|other| other.domain.as_ref());
    let includes = names.filter_map(providers::by_include).any(|own| own == provider);
    includes && hosts.iter().all(|host| providers::by_mx(host) == Some(provider))
}

/// Whether a term is the include of a provider whose keys stand at the domain as aliases and that gives a return path of its own
/// together with them: the envelope sender is below the domain then, and the record of the domain itself is not asked.
pub(super) fn has_return_path(step: &Node, root: &Node, known: KnownRecords<'_>) -> bool {
    let provider = step.domain.as_ref().and_then(providers::by_include);
    let Some((provider, domain)) = provider.zip(root.domain.as_ref()) else { return false };
    let leads_there = |key: providers::Key| {
        let aliases = key_at(domain, key.selector).map(|name| known.aliases(&name)).unwrap_or_default();
        aliases.iter().any(|alias| providers::by_key_target(alias) == Some(provider))
    };
    provider.spf() == SpfAlignment::ReturnPath && provider.current_keys().any(leads_there)
}

/// The most addresses that stand in place of a host's name.
const MAX_ADDRESSES: usize = 4;

/// Whether a term lists the addresses of a host of the owner's own, and nothing besides.
fn is_own_host(step: &Node, zone: &Domain) -> bool {
    let bare = step.term.to_ascii_lowercase();
    let is_host = bare == "a" || bare.starts_with("a:");
    let is_plain = is_host && !bare.contains(['/', '%']);
    let few = (1..=MAX_ADDRESSES).contains(&step.addresses.len());
    is_plain && few && step.domain.as_ref().is_some_and(|name| name.is_within(zone))
}
