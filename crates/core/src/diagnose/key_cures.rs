//! What puts a key right that lets a signature of the author's own down.

use super::key_names;
use super::keys;
use super::known::KnownRecords;
use super::misplaced;
use super::scene::Scene;
use super::senders;
use super::suspect::Suspect;
use crate::dkim::key::{KeyRecord, KeyRecordError};
use crate::dkim::{Algorithm, Cause};
use crate::dns::RecordType;
use crate::domain::Domain;
use crate::intent::dkim::{self, Intent, Reading, Why};
use crate::judge::client::Client;
use crate::providers::{Provider, by_key_target};
use crate::report::{Evidence, Fix, KeyLimit, KeySetup, RootCause, Step, Sureness};

/// A key that is not where it belongs, and stands under another name.
pub(super) fn moved(scene: &Scene<'_>, name: &Domain, cause: &Cause) -> Option<Suspect> {
    let found =
        misplaced::suspect(name, scene.zone(), scene.known).filter(|_| *cause == Cause::KeyNotFound)?;
    let (fix, tidy) = (found.fixes.first().cloned()?, found.tidy.clone());
    Some(Suspect { tidy, ..by_record(scene, found, name, fix) })
}

fn key_evidence(scene: &Scene<'_>, name: &Domain) -> Vec<Evidence> {
    vec![scene.known.evidence(name, RecordType::Txt)]
}

/// No key at a name that nobody but the message speaks of: it may be made up, and is never one to publish at.
pub(super) fn unknown(scene: &Scene<'_>, name: Domain) -> Suspect {
    let evidence = key_evidence(scene, &name);
    let cause =
        RootCause::DkimKeyMissing { name, provider: None, target: None, replaced: false, asked: false };
    Suspect::new(cause, Sureness::Possible, evidence).untried(vec![Fix::none(Step::RightlyFails)])
}

/// An alias that leads to the key of another selector, so that the signature is held against that one.
pub(super) fn crossed(scene: &Scene<'_>, name: &Domain) -> Option<Suspect> {
    let aliases = scene.known.aliases(name);
    let provider = aliases.first().and_then(by_key_target)?;
    let (_, domain) = name.as_str().split_once("._domainkey.")?;
    let setup = keys::setup(provider, &Domain::parse(domain).ok()?, scene.known);
    let fix = setup.fixes.into_iter().find(|fix| fix.name.as_ref() == Some(name) && fix.old.is_some())?;
    let setup = KeySetup::WrongTarget;
    let cause = RootCause::DkimAliasWrong { name: name.clone(), provider: Some(provider), setup };
    let evidence = vec![scene.known.evidence(name, RecordType::Cname)];
    Some(
        Suspect::new(cause, Sureness::Certain, evidence)
            .by_next_message(vec![fix], senders::signed_by_author(scene)),
    )
}

/// A proxy of web sites in the place of a key's alias, as the DNS host puts it there.
pub(super) fn proxied(scene: &Scene<'_>, name: &Domain) -> Suspect {
    let provider = key_names::beside(scene, name);
    let fix = Fix::publish(Step::UnproxyKeyAlias, name.clone(), RecordType::Cname, None).with(provider);
    let cause = RootCause::DkimAliasWrong { name: name.clone(), provider, setup: KeySetup::Proxied };
    Suspect::new(cause, Sureness::Certain, vec![scene.known.evidence(name, RecordType::A)])
        .by_next_message(vec![fix], senders::signed_by_author(scene))
}

/// No key: an alias that leads astray, or nothing at all.
pub(super) fn missing(scene: &Scene<'_>, name: &Domain) -> Suspect {
    let aliases = scene.known.aliases(name);
    let lost = key_names::lost_alias(scene, name).or_else(|| key_names::mailbox_alias(scene, name));
    let lost = lost.filter(|_| aliases.is_empty());
    let clients = || key_names::clients_alias(scene, name).filter(|_| aliases.is_empty());
    let is_clients = lost.is_none() && clients().is_some();
    let lost = lost.or_else(clients);
    let guessed = key_names::signers_alias(scene, name).filter(|_| lost.is_none() && aliases.is_empty());
    let is_guessed = guessed.is_some();
    let lost = lost.or(guessed);
    let provider = aliases.iter().find_map(by_key_target).or(lost.as_ref().map(|(provider, _)| *provider));
    let target = aliases.last().cloned();
    let published = |(provider, target): (&'static Provider, String)| {
        let value = Some(target);
        // Of a provider that nothing else of the author's speaks of, the mail may be another customer's.
        let is_used = !is_clients || scene.client.provided().is_some_and(|provided| provided.is_used);
        let step = if is_used { Step::PublishKeyAlias } else { Step::PublishIfOwn };
        let fix = Fix::publish(step, name.clone(), RecordType::Cname, value);
        fix.with(Some(provider))
    };
    let astray = key_names::alias_fix(scene, name, &aliases);
    if let Some(fix) = astray {
        let provider = fix.provider;
        let cause = RootCause::DkimAliasWrong { name: name.clone(), provider, setup: KeySetup::ZoneAppended };
        return Suspect::new(cause, Sureness::Certain, key_evidence(scene, name))
            .by_next_message(vec![fix], senders::signed_by_author(scene));
    }
    let fix = lost.map(published);
    let (id, replaced) = (provider, false);
    let cause =
        RootCause::DkimKeyMissing { name: name.clone(), provider: id, target, replaced, asked: false };
    let evidence = key_evidence(scene, name);
    // What only the message tells of is a question to its owner.
    let is_shown = key_names::is_shown(scene, name);
    let (step, sure) = if is_shown {
        (Step::PublishKey, Sureness::Likely)
    } else {
        (Step::PublishIfOwn, Sureness::Possible)
    };
    let by_hand = by_hand(scene, name, step, provider);
    let suspect = Suspect::new(cause, sure, evidence);
    let suspect = match fix {
        None if !is_shown => suspect.untried(by_hand.clone()),
        fix => {
            let fixes = fix.map_or_else(|| by_hand.clone(), |fix| vec![fix]);
            suspect.by_next_message(fixes, senders::signed_by_author(scene))
        }
    };
    // What follows from a selector alone is only offered where it leads to a key.
    Suspect { otherwise: if is_guessed { by_hand } else { Vec::new() }, ..suspect }
}

/// What is left to do where no record can be told whole: what the keeper of the mailboxes has everybody publish, or the key of whoever
/// signs.
fn by_hand(scene: &Scene<'_>, name: &Domain, step: Step, provider: Option<&'static Provider>) -> Vec<Fix> {
    // RFC 1034 §3.6.2: nothing stands beside an alias; its key is wherever it leads.
    if !scene.known.aliases(name).is_empty() {
        return keyless_alias(scene.known, name);
    }
    if let Some((keeper, domain)) = key_names::keeper(scene, name).filter(|_| step == Step::PublishKey) {
        let records = keys::setup(keeper, &domain, scene.known).fixes;
        return Fix::with_switch(records, Fix::enable(Step::EnableSigning, Some(keeper)));
    }
    let provider = provider.or_else(|| key_names::beside(scene, name));
    vec![Fix::publish(step, name.clone(), RecordType::Txt, None).with(provider)]
}

/// An alias that leads to no key: whoever keeps the key shows where it has to lead, and switches signing on.
pub(super) fn keyless_alias(known: KnownRecords<'_>, name: &Domain) -> Vec<Fix> {
    let aliases = known.aliases(name);
    let provider = aliases.iter().find_map(by_key_target);
    let alias = aliases.first().map(ToString::to_string);
    let shown = Fix::replace(Step::PublishKeyAlias, name.clone(), RecordType::Cname, (alias, None));
    vec![shown.with(provider), Fix::enable(Step::EnableSigning, provider)]
}

/// A key that has to be made anew.
pub(super) fn renew(scene: &Scene<'_>, cause: RootCause, name: &Domain) -> Suspect {
    let old = scene.known.texts(name).into_iter().next();
    let fix = renewed(scene.known, name, old);
    let evidence = key_evidence(scene, name);
    Suspect::new(cause, Sureness::Certain, evidence)
        .by_next_message(vec![fix], senders::signed_by_author(scene))
}

/// A key that was taken back. Anybody can name its selector, so in a stranger's message a new one is a question to its owner.
pub(super) fn revoked(scene: &Scene<'_>, name: &Domain) -> Suspect {
    let renewed = renew(scene, RootCause::DkimKeyRevoked { name: name.clone() }, name);
    if scene.client != Client::Stranger {
        return renewed;
    }
    let own = renewed.fixes.into_iter().map(|fix| Fix { step: Step::PublishIfOwn, ..fix });
    let fixes = own.chain([Fix::none(Step::RightlyFails)]).collect();
    Suspect::new(renewed.cause, Sureness::Possible, renewed.evidence).untried(fixes)
}

/// A record that gives no key for such a signature, and that nothing mends.
pub(super) fn unusable(scene: &Scene<'_>, name: &Domain, cause: &Cause) -> Suspect {
    renew(scene, RootCause::DkimKeyUnusable { name: name.clone(), limit: limit(cause) }, name)
}

/// A key made anew: by whoever keeps it, where its name is an alias to them.
pub(super) fn renewed(known: KnownRecords<'_>, name: &Domain, old: Option<String>) -> Fix {
    let aliases = known.aliases(name);
    let provider = aliases.iter().find_map(by_key_target);
    match aliases.first() {
        Some(target) => {
            let step = Step::RenewKeyAtHost { target: target.clone() };
            Fix { name: Some(name.clone()), ..Fix::enable(step, provider) }
        }
        None => {
            let alias = old.as_deref().and_then(|old| key_names::alias_as_text(name, old));
            // What is left of a key that was cut was right; the rest is where it was copied from.
            let reading = Intent::read(old.as_slice()).reading;
            let is_cut = reading == Reading::Untold(Why::Cut);
            let step = if is_cut { Step::PublishKey } else { Step::RenewKey };
            alias.unwrap_or_else(|| Fix::replace(step, name.clone(), RecordType::Txt, (old, None)))
        }
    }
}

/// Another key than the one that signed.
pub(super) fn replaced(scene: &Scene<'_>, name: Domain) -> Suspect {
    if let Some(several) = several(scene, name.clone()) {
        return several;
    }
    let aliases = scene.known.aliases(&name);
    let (provider, target) = (aliases.iter().find_map(by_key_target), aliases.last().cloned());
    let id = provider;
    let cause =
        RootCause::DkimKeyMissing { name: name.clone(), provider: id, target, replaced: true, asked: false };
    let old = scene.known.texts(&name).into_iter().next();
    let evidence = key_evidence(scene, &name);
    let fix = Fix::replace(Step::MatchKey, name, RecordType::Txt, (old, None));
    Suspect::new(cause, Sureness::Likely, evidence)
        .by_next_message(vec![fix.with(provider)], senders::signed_by_author(scene))
}

/// Quotation marks that were typed into the record.
pub(super) fn quoted(scene: &Scene<'_>, name: &Domain) -> Suspect {
    let texts = scene.known.texts(name);
    let usable = Intent::read(&texts).meant().map(str::to_owned);
    let old = texts.into_iter().find(|text| text.contains(['"', '\\']));
    let evidence = key_evidence(scene, name);
    let cause = RootCause::DkimKeyQuoted { name: name.clone() };
    let suspect = Suspect::new(cause, Sureness::Certain, evidence);
    let fix = Fix::replace(Step::UnquoteKey, name.clone(), RecordType::Txt, (old, usable));
    by_record(scene, suspect, name, fix)
}

/// The record as it was and as it would have to be, where the key is good and the record does not let it be used.
pub(super) fn mended(
    scene: &Scene<'_>,
    name: &Domain,
    cause: &Cause,
    algorithm: Option<Algorithm>,
) -> Option<(String, String)> {
    let texts = scene.known.texts(name);
    let [old] = texts.as_slice() else { return None };
    let flags = dkim::tag(old, "t").unwrap_or_default();
    let flags: Vec<&str> = flags.split(':').map(str::trim).filter(|flag| *flag != "s").collect();
    let flags = flags.join(":");
    let change = match cause {
        // RFC 6376 §3.6.1: with the flag "s", i= has to name the very domain of d=.
        Cause::IdentityNotExact { .. } => ("t", flags.as_str()),
        Cause::HashNotAllowed { .. } => ("h", ""),
        Cause::ServiceNotAllowed => ("s", ""),
        // RFC 8463 §3: without k= a key is taken for RSA.
        Cause::KeyTypeMismatch { .. } | Cause::KeyUnusable { .. }
            if algorithm == Some(Algorithm::Ed25519Sha256) =>
        {
            ("k", "ed25519")
        }
        _ => return None,
    };
    let text = dkim::with_tag(old, change.0, change.1);
    let usable = text != *old && KeyRecord::parse(&text).is_ok();
    usable.then(|| (old.clone(), text))
}

/// What stands at the name and the key that was meant by it, where none can be used as it stands.
pub(super) fn meant(scene: &Scene<'_>, name: &Domain, cause: &Cause) -> Option<(String, String)> {
    let is_quoting = matches!(cause, Cause::KeyUnusable { error: KeyRecordError::Quoting });
    if !matches!(cause, Cause::KeyUnusable { .. }) || is_quoting {
        return None;
    }
    let texts = scene.known.texts(name);
    let text = Intent::read(&texts).meant()?.to_owned();
    Some((texts.join("\n"), text))
}

/// What a record does not allow, by what a verifier says of it.
const fn limit(cause: &Cause) -> Option<KeyLimit> {
    match cause {
        Cause::IdentityNotExact { .. } => Some(KeyLimit::Identity),
        Cause::HashNotAllowed { .. } => Some(KeyLimit::Hash),
        Cause::ServiceNotAllowed => Some(KeyLimit::Service),
        Cause::KeyTypeMismatch { .. } => Some(KeyLimit::Type),
        _ => None,
    }
}

/// The same key, in a record that lets it be used.
pub(super) fn correct(
    scene: &Scene<'_>,
    name: &Domain,
    cause: &Cause,
    (old, text): (String, String),
) -> Suspect {
    let evidence = key_evidence(scene, name);
    let is_parted = Intent::read(&scene.known.texts(name)).is_parted;
    let limit = if is_parted { Some(KeyLimit::Parted) } else { limit(cause) };
    let cause = RootCause::DkimKeyUnusable { name: name.clone(), limit };
    let suspect = Suspect::new(cause, Sureness::Certain, evidence);
    let change = (Some(old), Some(text));
    let fix = Fix::replace(Step::CorrectKey, name.clone(), RecordType::Txt, change);
    by_record(scene, suspect, name, fix)
}

/// A record of a key, tried on this message where its signature and its body are at hand, and on the next one otherwise.
fn by_record(scene: &Scene<'_>, suspect: Suspect, name: &Domain, fix: Fix) -> Suspect {
    let given = scene
        .report
        .dkim
        .iter()
        .any(|s| s.verification.field.is_some() && key_names::key_name(s).as_ref() == Some(name));
    if given && fix.value.is_some() && scene.report.summary.has_body {
        suspect.by_records(vec![fix])
    } else {
        suspect.by_next_message(vec![fix], senders::signed_by_author(scene))
    }
}

/// More than one key at the name, of which a verifier may take the wrong one.
pub(super) fn several(scene: &Scene<'_>, name: Domain) -> Option<Suspect> {
    let texts = scene.known.texts(&name);
    let keys: Vec<&String> = texts.iter().filter(|text| KeyRecord::parse(text).is_ok()).collect();
    if keys.len() < 2 {
        return None;
    }
    let cause = RootCause::DkimSeveralKeys { name: name.clone(), count: keys.len() };
    let old = Some(keys.iter().map(|text| text.as_str()).collect::<Vec<_>>().join("\n"));
    let evidence = key_evidence(scene, &name);
    let fix = Fix::replace(Step::KeepOneKey, name, RecordType::Txt, (old, None));
    let assumed = senders::signed_by_author(scene);
    Some(Suspect::new(cause, Sureness::Likely, evidence).by_next_message(vec![fix], assumed))
}
