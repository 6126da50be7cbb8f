//! The names of keys: where that of a signature stands, and where an alias that is lost or wrong should lead.

use super::scene::Scene;
use crate::dns::RecordType;
use crate::domain::Domain;
use crate::judge::client::Client;
use crate::providers::{self, Key, Provider, by_key_target, matches};
use crate::report::{DkimReport, Fix, Step};
use crate::spf::SpfResult;

/// The name of a signature's key.
pub(super) fn key_name(signature: &DkimReport) -> Option<Domain> {
    let (domain, selector) = (signature.domain()?, signature.verification.selector.as_ref()?);
    domain.prepend(&format!("{selector}._domainkey")).ok()
}

/// The other keys of every provider that uses a selector.
pub(super) fn siblings(selector: &str) -> impl Iterator<Item = (&'static Provider, Key)> {
    let uses = providers::catalogue().filter(move |p| p.keys().any(|key| key.selector == selector));
    let others = |provider: &'static Provider| provider.keys().map(move |key| (provider, key));
    uses.flat_map(others).filter(|(_, key)| key.target.is_some() && !key.selector.contains('*'))
}

pub(super) fn key_at(domain: &Domain, selector: &str) -> Option<Domain> {
    domain.prepend(&format!("{selector}._domainkey")).ok()
}

/// Where a lost alias led, as the one that is left beside it shows: the same target with the other selector.
pub(super) fn lost_alias(scene: &Scene<'_>, name: &Domain) -> Option<(&'static Provider, String)> {
    let (selector, domain) = name.as_str().split_once("._domainkey.")?;
    let domain = Domain::parse(domain).ok()?;
    siblings(selector).filter(|(_, key)| key.selector != selector).find_map(|(provider, key)| {
        let left = scene.known.aliases(&key_at(&domain, key.selector)?);
        let beside = |alias: &Domain| provider.key_beside((key.selector, alias.as_str()), selector, &domain);
        left.iter().find_map(beside).map(|(_, target)| (provider, target))
    })
}

/// The alias that the provider of the author's mailboxes gives to everybody who signs there with such a selector.
pub(super) fn mailbox_alias(scene: &Scene<'_>, name: &Domain) -> Option<(&'static Provider, String)> {
    let (_, domain) = name.as_str().split_once("._domainkey.")?;
    let domain = Domain::parse(domain).ok()?;
    alias_at(scene.known.exchangers(&domain).iter().find_map(providers::by_mx)?, name)
}

/// The provider of the author's mailboxes, where it keeps a key behind an alias of such a name that only the account shows whole.
pub(super) fn keeper(scene: &Scene<'_>, name: &Domain) -> Option<(&'static Provider, Domain)> {
    let (selector, domain) = name.as_str().split_once("._domainkey.")?;
    let domain = Domain::parse(domain).ok()?;
    let keeper = scene.known.exchangers(&domain).iter().find_map(providers::by_mx)?;
    let has_it = keeper.current_keys().any(|key| key.target.is_some() && key.selector == selector);
    has_it.then_some((keeper, domain))
}

/// The alias that a provider gives to everybody who signs there with such a selector.
fn alias_at(provider: &'static Provider, name: &Domain) -> Option<(&'static Provider, String)> {
    let (selector, domain) = name.as_str().split_once("._domainkey.")?;
    let key = provider.current_keys().find(|key| key.target.is_some() && key.selector == selector)?;
    Some((provider, key.target_for(&Domain::parse(domain).ok()?)?))
}

/// The providers whose own signatures on this message hold.
fn signers(scene: &Scene<'_>) -> impl Iterator<Item = &'static Provider> {
    let passed = scene.report.dkim.iter().filter(|signature| {
        signature.verification.result == crate::dkim::DkimResult::Pass && !signature.after_arrival
    });
    passed.filter_map(|signature| providers::by_own_domain(signature.domain()?))
}

/// The alias that follows from the selector, at a provider that makes all of its aliases so and whose own signature on this very message
/// holds. What another account at the provider is called never shows in it.
pub(super) fn signers_alias(scene: &Scene<'_>, name: &Domain) -> Option<(&'static Provider, String)> {
    let (selector, _) = name.as_str().split_once("._domainkey.")?;
    let provider = signers(scene).find(|provider| provider.together().any(|own| own == "*"))?;
    let behind = provider.keys().find(|key| key.current && key.selector == "*")?.target?;
    let behind = behind.strip_prefix("*.").filter(|rest| !rest.contains('*'))?;
    Some((provider, format!("{selector}.{behind}")))
}

/// The alias that was meant, where the one there is has the zone's name appended.
pub(super) fn alias_fix(scene: &Scene<'_>, name: &Domain, aliases: &[Domain]) -> Option<Fix> {
    let first = aliases.first()?;
    let zone = scene.zone();
    let meant = first.as_str().strip_suffix(zone.as_str())?.trim_end_matches('.');
    let known = by_key_target(&Domain::parse(meant).ok()?)?;
    let right = known.keys().find(|key| key.target.is_some_and(|t| matches(t, meant, Some(scene.author))));
    let value = right.and_then(|key| key.target_for(scene.author)).unwrap_or_else(|| meant.to_owned());
    let change = (Some(first.to_string()), Some(value));
    Some(Fix::replace(Step::CorrectKeyAlias, name.clone(), RecordType::Cname, change).with(Some(known)))
}

/// The alias that was meant, where the host that it should lead to was entered as the text of a TXT record.
pub(super) fn alias_as_text(name: &Domain, old: &str) -> Option<Fix> {
    let host = Domain::parse(old.trim().trim_matches('"').trim_end_matches('.')).ok()?;
    let provider = by_key_target(&host)?;
    let change = (Some(old.to_owned()), Some(host.to_string()));
    Some(Fix::replace(Step::CorrectKeyAlias, name.clone(), RecordType::Cname, change).with(Some(provider)))
}

/// The alias that the provider whose server handed the message over gives to everybody who signs there with such a selector.
pub(super) fn clients_alias(scene: &Scene<'_>, name: &Domain) -> Option<(&'static Provider, String)> {
    alias_at(scene.client.provided()?.provider, name)
}

/// The provider that has such a selector, where something of its own on this message passes.
pub(super) fn beside(scene: &Scene<'_>, name: &Domain) -> Option<&'static Provider> {
    let (selector, _) = name.as_str().split_once("._domainkey.")?;
    let passed = scene.report.dmarc.identifiers.iter().filter(|i| i.passed());
    let passed = passed.filter_map(|i| providers::by_own_domain(&i.domain));
    signers(scene)
        .chain(passed)
        .find(|provider| provider.current_keys().any(|key| matches(key.selector, selector, None)))
}

/// Whether DNS, or who handed the message over, tells of a key's name. A receiver that found no key only repeats what the message
/// says, which anybody can write.
pub(super) fn is_shown(scene: &Scene<'_>, name: &Domain) -> bool {
    let by_dns = || {
        let lost = lost_alias(scene, name).or_else(|| mailbox_alias(scene, name));
        let is_used = scene.client.provided().is_some_and(|provided| provided.is_used);
        let lost = lost.or_else(|| clients_alias(scene, name).filter(|_| is_used));
        // Anybody can write the selector of whoever keeps the mailboxes; that server handing the mail over is another thing.
        let sends = |keeper| scene.client.provided().is_some_and(|provided| provided.provider == keeper);
        let sent = || keeper(scene, name).is_some_and(|(keeper, _)| sends(keeper));
        !scene.known.aliases(name).is_empty() || lost.is_some() || is_used && sent()
    };
    let by_spf = scene.report.spf.aligned && scene.report.spf.result == Some(SpfResult::Pass);
    by_spf || by_dns() || matches!(scene.client, Client::Own(_))
}
