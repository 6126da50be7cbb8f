//! Signatures of the author's own domain that fail for their keys.

use super::known::KnownRecords;
use super::misplaced;
use super::scene::Scene;
use super::senders;
use super::suspect::Suspect;
use crate::dkim::Algorithm;
use crate::dkim::key::{KeyRecord, KeyRecordError};
use crate::dkim::{Cause, signing_selectors};
use crate::dmarc::Alignment;
use crate::dns::{Question, RecordType};
use crate::domain::Domain;
use crate::evidence::{MethodResult, ResultWord, trusted};
use crate::intent::dkim::{self, Intent};
use crate::judge::client::Client;
use crate::judge::{Facts, signing_domain};
use crate::providers::{self, Key, Provider, by_key_target, matches};
use crate::report::{DkimReport, Evidence, Fix, KeySetup, MessageReport, RootCause, Step, Sureness};
use crate::spf::SpfResult;

/// The keys that only a receiver tells of, as their signatures are not in what was given, and those that stand beside the
/// author's own at the providers that use such a selector: an alias that is left tells where a lost one led.
pub(super) fn questions(facts: &Facts<'_>) -> Vec<Question> {
    let mut names = claimed_names(facts);
    let own = signing_selectors(&facts.message).into_iter().take(MAX_OWN);
    for (domain, selector) in own.filter(|(domain, _)| is_authors(facts, domain)) {
        names.extend(siblings(selector.as_str()).filter_map(|(_, key)| key_at(&domain, key.selector)));
    }
    names.into_iter().map(|name| Question::new(name, RecordType::Txt)).collect()
}

/// The most signatures of the author's own whose keys are looked after.
const MAX_OWN: usize = 4;

fn is_authors(facts: &Facts<'_>, domain: &Domain) -> bool {
    facts
        .author
        .as_ref()
        .is_ok_and(|author| author.domain.is_within(domain) || domain.is_within(&author.domain))
}

/// The other keys of every provider that uses a selector.
fn siblings(selector: &str) -> impl Iterator<Item = (&'static Provider, &'static Key)> {
    let uses = providers::catalogue().filter(move |p| p.keys.iter().any(|key| key.selector == selector));
    let others = |provider: &'static Provider| provider.keys.iter().map(move |key| (provider, key));
    uses.flat_map(others).filter(|(_, key)| key.target.is_some() && !key.selector.contains('*'))
}

fn key_at(domain: &Domain, selector: &str) -> Option<Domain> {
    domain.prepend(&format!("{selector}._domainkey")).ok()
}

fn claimed_names(facts: &Facts<'_>) -> Vec<Domain> {
    let name = |result: &MethodResult| {
        let identity = || result.property("header.i").map(|i| i.rsplit('@').next().unwrap_or(i));
        let (selector, domain) =
            (result.property("header.s")?, result.property("header.d").or_else(identity)?);
        Domain::parse_utf8(&format!("{selector}._domainkey.{domain}")).ok()
    };
    let failed = trusted(&facts.claims, "dkim").filter(|result| !result.is_pass());
    failed.filter_map(name).take(8).collect()
}

/// One suspect for each signature of the author's that its key lets down.
pub(super) fn suspects(scene: &Scene<'_>) -> Vec<Suspect> {
    let own = || scene.report.dkim.iter().filter(|signature| signature.aligned);
    // Where one of them holds, DMARC has all it asks for, and another that does not harms nobody.
    if holds(scene) {
        if let Some(alone) = ed25519_alone(scene) {
            return vec![alone];
        }
        let denied = own()
            .filter(|signature| signature.claimed.as_ref().is_some_and(|said| *said != ResultWord::Pass));
        return denied.filter_map(|signature| several(scene, key_name(signature)?)).take(1).collect();
    }
    let found: Vec<Suspect> = own().filter_map(|signature| suspect(scene, signature)).collect();
    // One that does not even say whose it is may be the author's.
    let nameless = || {
        let signature = scene.report.dkim.iter().find(|signature| {
            signature.verification.field.is_some() && signature.verification.domain.is_none()
        })?;
        let why = signature.verification.cause.clone().filter(Cause::is_of_syntax)?;
        let cause = RootCause::SignatureUnreadable { domain: None, why };
        Some(again(scene, cause, Step::MendSigner, signature))
    };
    let given = own().any(|signature| signature.verification.field.is_some());
    if found.is_empty() && !given { nameless().into_iter().collect() } else { found }
}

/// All that passes for the author are Ed25519 signatures, and a receiver does not say that they do.
fn ed25519_alone(scene: &Scene<'_>) -> Option<Suspect> {
    let origin = scene.facts.message.origin();
    let own = scene.report.dkim.iter().filter(|signature| {
        signature.aligned && signature.counting(origin).is_some_and(|(result, _)| result == ResultWord::Pass)
    });
    let own: Vec<&DkimReport> = own.collect();
    let is_new = |signature: &&DkimReport| signature.verification.algorithm == Some(Algorithm::Ed25519Sha256);
    let by_spf = scene.report.dmarc.identifiers.iter().any(|i| i.mechanism == Alignment::Spf && i.vouches());
    let believed = own.iter().any(|signature| signature.claimed.as_ref() == Some(&ResultWord::Pass));
    let first = own.first().filter(|_| own.iter().all(is_new) && !by_spf && !believed)?;
    let cause = RootCause::Ed25519Alone { domain: first.domain()?.clone() };
    let place = first.verification.field.and_then(|at| scene.report.header.get(at));
    let evidence = place.map(|field| Evidence::Field { name: field.name.clone(), line: field.line });
    let suspect = Suspect::new(cause, Sureness::Likely, evidence.into_iter().collect());
    Some(suspect.untried(vec![Fix::enable(Step::SignWithRsaToo, None)]))
}

/// Whether a signature of the author's own passes.
pub(super) fn holds(scene: &Scene<'_>) -> bool {
    let origin = scene.facts.message.origin();
    let passes = |signature: &DkimReport| {
        signature.counting(origin).is_some_and(|(result, _)| result == ResultWord::Pass)
    };
    scene.report.dkim.iter().any(|signature| signature.aligned && passes(signature))
}

/// The keys of the author's own that are not there.
pub(super) fn gone<'a>(
    report: &'a MessageReport,
    known: KnownRecords<'a>,
) -> impl Iterator<Item = Domain> + 'a {
    let own = report.dkim.iter().filter(|signature| signature.aligned);
    own.filter_map(key_name).filter(move |name| known.lacks(name, RecordType::Txt))
}

/// The name of a signature's key.
pub(super) fn key_name(signature: &DkimReport) -> Option<Domain> {
    let (domain, selector) = (signature.domain()?, signature.verification.selector.as_ref()?);
    domain.prepend(&format!("{selector}._domainkey")).ok()
}

fn suspect(scene: &Scene<'_>, signature: &DkimReport) -> Option<Suspect> {
    let (result, _) = signature.counting(scene.facts.message.origin())?;
    if result == ResultWord::Pass {
        return None;
    }
    let domain = signature.domain()?.clone();
    if let Some(why) = signature.verification.cause.clone().filter(Cause::is_of_syntax) {
        let cause = RootCause::SignatureUnreadable { domain: Some(domain), why };
        return Some(again(scene, cause, Step::MendSigner, signature));
    }
    let name = key_name(signature)?;
    let cause = match signature.verification.cause.clone() {
        // The signature itself was not given: the key still shows.
        None => told_by_key(scene, &name)?,
        Some(Cause::BodyNotSupplied { .. }) => told_by_field(scene, signature)?,
        Some(cause) => cause,
    };
    if let Some(text) = mended(scene, &name, &cause, signature.verification.algorithm) {
        return Some(correct(scene, &name, text));
    }
    if let Some(change) = meant(scene, &name, &cause) {
        return Some(correct(scene, &name, change));
    }
    if let Some(moved) = moved(scene, &name, &cause) {
        return Some(moved);
    }
    match cause {
        Cause::KeyNotFound if !is_known_of(scene, signature, &name) => Some(unknown(scene, name)),
        Cause::KeyNotFound => Some(missing(scene, name)),
        // A wildcard answers for the selector: no key was ever published there.
        Cause::KeyUnusable { .. } if is_foreign(scene, &name) => Some(missing(scene, name)),
        Cause::KeyRevoked => Some(renew(scene, RootCause::DkimKeyRevoked { name: name.clone() }, &name)),
        Cause::KeyUnusable { error: KeyRecordError::Revoked } => {
            Some(renew(scene, RootCause::DkimKeyRevoked { name: name.clone() }, &name))
        }
        Cause::KeyUnusable { error: KeyRecordError::Quoting } => Some(quoted(scene, &name)),
        Cause::KeyUnusable { .. }
        | Cause::KeyTypeMismatch { .. }
        | Cause::HashNotAllowed { .. }
        | Cause::ServiceNotAllowed => {
            Some(renew(scene, RootCause::DkimKeyUnusable { name: name.clone() }, &name))
        }
        Cause::WeakKey { bits } => {
            Some(renew(scene, RootCause::DkimKeyTooShort { name: name.clone(), bits }, &name))
        }
        Cause::SignatureMismatch => several(scene, name),
        // The receiver had the body, and the key of that day: where it found the message altered, that is the cause.
        Cause::OtherKey { body_supplied: false } if is_said_altered(signature) => None,
        Cause::OtherKey { .. } => Some(replaced(scene, name)),
        Cause::WeakHash => {
            Some(again(scene, RootCause::SignatureTooWeak { domain }, Step::SignWithSha256, signature))
        }
        Cause::Expired { at } => {
            Some(again(scene, RootCause::SignatureExpired { domain, at }, Step::ExtendValidity, signature))
        }
        _ => None,
    }
}

/// A key that is not where it belongs, and stands under another name.
fn moved(scene: &Scene<'_>, name: &Domain, cause: &Cause) -> Option<Suspect> {
    let found =
        misplaced::suspect(name, scene.zone(), scene.known).filter(|_| *cause == Cause::KeyNotFound)?;
    let (fix, tidy) = (found.fixes.first().cloned()?, found.tidy.clone());
    Some(Suspect { tidy, ..by_record(scene, found, name, fix) })
}

/// Whether anything but the message itself tells of a key's name: a receiver that looked for that very key, DNS, or who handed the
/// message over. A receiver's word that names no signature tells of none.
fn is_known_of(scene: &Scene<'_>, signature: &DkimReport, name: &Domain) -> bool {
    let is_named = || {
        let mut said = trusted(&scene.facts.claims, "dkim");
        said.any(|result| signing_domain(result).as_ref() == signature.domain())
    };
    signature.claimed.is_some() && is_named() || is_shown(scene, name)
}

/// Whether DNS, or who handed the message over, tells of a key's name. A receiver that found no key only repeats what the message
/// says, which anybody can write.
fn is_shown(scene: &Scene<'_>, name: &Domain) -> bool {
    let by_dns = || {
        let lost = lost_alias(scene, name).or_else(|| mailbox_alias(scene, name));
        !scene.known.aliases(name).is_empty() || lost.is_some()
    };
    let by_spf = scene.report.spf.aligned && scene.report.spf.result == Some(SpfResult::Pass);
    by_spf || by_dns() || matches!(scene.client, Client::Own(_))
}

/// What the signature's own field tells, where the body is not at hand to verify it: that its time was over when the receiver
/// looked, or that it rests on SHA-1.
fn told_by_field(scene: &Scene<'_>, signature: &DkimReport) -> Option<Cause> {
    if signature.verification.algorithm == Some(Algorithm::RsaSha1) {
        return Some(Cause::WeakHash);
    }
    let received = scene.report.hops.iter().rev().find_map(|hop| hop.at)?;
    let at = signature.verification.expiration?;
    (i64::try_from(at).ok()? < received.0).then_some(Cause::Expired { at })
}

/// What the key's own record tells, where the signature is not at hand.
fn told_by_key(scene: &Scene<'_>, name: &Domain) -> Option<Cause> {
    if scene.known.lacks(name, RecordType::Txt)
        || scene.known.texts(name).is_empty() && !scene.known.aliases(name).is_empty()
    {
        return Some(Cause::KeyNotFound);
    }
    let texts = scene.known.texts(name);
    let read: Vec<_> = texts.iter().map(|text| KeyRecord::parse(text)).collect();
    if read.iter().filter(|record| record.is_ok()).count() > 1 {
        return Some(Cause::SignatureMismatch);
    }
    let record = read.into_iter().next()?;
    match record {
        Ok(record)
            if record.key.bits() < crate::dkim::MIN_KEY_BITS
                && record.key.kind() == crate::crypto::KeyType::Rsa =>
        {
            Some(Cause::WeakKey { bits: record.key.bits() })
        }
        Ok(_) => None,
        Err(error) => Some(Cause::KeyUnusable { error }),
    }
}

fn key_evidence(scene: &Scene<'_>, name: &Domain) -> Vec<Evidence> {
    vec![scene.known.evidence(name, RecordType::Txt)]
}

/// No key at a name that nobody but the message speaks of: it may be made up, and is never one to publish at.
fn unknown(scene: &Scene<'_>, name: Domain) -> Suspect {
    let evidence = key_evidence(scene, &name);
    let cause = RootCause::DkimKeyMissing { name, provider: None, target: None, replaced: false };
    Suspect::new(cause, Sureness::Possible, evidence).untried(vec![Fix::none(Step::RightlyFails)])
}

/// No key: an alias that leads astray, or nothing at all.
fn missing(scene: &Scene<'_>, name: Domain) -> Suspect {
    let aliases = scene.known.aliases(&name);
    let lost = lost_alias(scene, &name).or_else(|| mailbox_alias(scene, &name));
    let lost = lost.filter(|_| aliases.is_empty());
    let guessed = signers_alias(scene, &name).filter(|_| lost.is_none() && aliases.is_empty());
    let is_guessed = guessed.is_some();
    let lost = lost.or(guessed);
    let provider = aliases.iter().find_map(by_key_target).or(lost.as_ref().map(|(provider, _)| *provider));
    let target = aliases.last().cloned();
    let published = |(provider, target): (&'static Provider, String)| {
        let value = Some(target);
        let fix = Fix::publish(Step::PublishKeyAlias, name.clone(), RecordType::Cname, value);
        fix.with(Some(provider))
    };
    let astray = alias_fix(scene, &name, &aliases);
    if let Some(fix) = astray {
        let provider = fix.provider;
        let cause = RootCause::DkimAliasWrong { name: name.clone(), provider, setup: KeySetup::ZoneAppended };
        return Suspect::new(cause, Sureness::Certain, key_evidence(scene, &name))
            .by_next_message(vec![fix], senders::signed_by_author(scene));
    }
    let fix = lost.map(published);
    let (id, replaced) = (provider, false);
    let cause = RootCause::DkimKeyMissing { name: name.clone(), provider: id, target, replaced };
    let evidence = key_evidence(scene, &name);
    // What only the message tells of is a question to its owner.
    let (step, sure) = if is_shown(scene, &name) {
        (Step::RenewKey, Sureness::Likely)
    } else {
        (Step::PublishIfOwn, Sureness::Possible)
    };
    let by_hand = Fix::publish(step, name, RecordType::Txt, None).with(provider);
    let suspect = Suspect::new(cause, sure, evidence)
        .by_next_message(vec![fix.unwrap_or_else(|| by_hand.clone())], senders::signed_by_author(scene));
    // What follows from a selector alone is only offered where it leads to a key.
    Suspect { otherwise: if is_guessed { vec![by_hand] } else { Vec::new() }, ..suspect }
}

/// The alias that follows from the selector, at a provider that makes all of its aliases so and whose own signature on this very message
/// holds. What another account at the provider is called never shows in it.
fn signers_alias(scene: &Scene<'_>, name: &Domain) -> Option<(&'static Provider, String)> {
    let (selector, _) = name.as_str().split_once("._domainkey.")?;
    let passed = scene.report.dkim.iter().filter(|signature| {
        signature.verification.result == crate::dkim::DkimResult::Pass && !signature.after_arrival
    });
    let mut signers = passed.filter_map(|signature| providers::by_own_domain(signature.domain()?));
    let provider = signers.find(|provider| provider.together.contains(&"*"))?;
    let behind = provider.keys.iter().find(|key| key.current && key.selector == "*")?.target?;
    let behind = behind.strip_prefix("*.").filter(|rest| !rest.contains('*'))?;
    Some((provider, format!("{selector}.{behind}")))
}

/// Where a lost alias led, as the one that is left beside it shows: the same target with the other selector.
fn lost_alias(scene: &Scene<'_>, name: &Domain) -> Option<(&'static Provider, String)> {
    let (selector, domain) = name.as_str().split_once("._domainkey.")?;
    let domain = Domain::parse(domain).ok()?;
    siblings(selector).filter(|(_, key)| key.selector != selector).find_map(|(provider, key)| {
        let left = scene.known.aliases(&key_at(&domain, key.selector)?);
        let beside = |alias: &Domain| provider.key_beside((key.selector, alias.as_str()), selector, &domain);
        left.iter().find_map(beside).map(|(_, target)| (provider, target))
    })
}

/// The alias that the provider of the author's mailboxes gives to everybody who signs there with such a selector.
fn mailbox_alias(scene: &Scene<'_>, name: &Domain) -> Option<(&'static Provider, String)> {
    let (selector, domain) = name.as_str().split_once("._domainkey.")?;
    let domain = Domain::parse(domain).ok()?;
    let provider = scene.known.exchangers(&domain).iter().find_map(providers::by_mx)?;
    let key = provider.keys.iter().find(|key| key.current && key.selector == selector)?;
    key.target?;
    Some((provider, key.target_for(&domain)?))
}

/// The alias that was meant, where the one there is has the zone's name appended.
fn alias_fix(scene: &Scene<'_>, name: &Domain, aliases: &[Domain]) -> Option<Fix> {
    let first = aliases.first()?;
    let zone = scene.zone();
    let meant = first.as_str().strip_suffix(zone.as_str())?.trim_end_matches('.');
    let known = by_key_target(&Domain::parse(meant).ok()?)?;
    let right =
        known.keys.iter().find(|key| key.target.is_some_and(|t| matches(t, meant, Some(scene.author))));
    let value = right.and_then(|key| key.target_for(scene.author)).unwrap_or_else(|| meant.to_owned());
    let change = (Some(first.to_string()), Some(value));
    Some(Fix::replace(Step::CorrectKeyAlias, name.clone(), RecordType::Cname, change).with(Some(known)))
}

/// A key that has to be made anew.
fn renew(scene: &Scene<'_>, cause: RootCause, name: &Domain) -> Suspect {
    let old = scene.known.texts(name).into_iter().next();
    let fix = renewed(scene.known, name, old);
    let evidence = key_evidence(scene, name);
    Suspect::new(cause, Sureness::Certain, evidence)
        .by_next_message(vec![fix], senders::signed_by_author(scene))
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
            let alias = old.as_deref().and_then(|old| alias_as_text(name, old));
            alias.unwrap_or_else(|| Fix::replace(Step::RenewKey, name.clone(), RecordType::Txt, (old, None)))
        }
    }
}

/// The alias that was meant, where the host that it should lead to was entered as the text of a TXT record.
fn alias_as_text(name: &Domain, old: &str) -> Option<Fix> {
    let host = Domain::parse(old.trim().trim_matches('"').trim_end_matches('.')).ok()?;
    let provider = by_key_target(&host)?;
    let change = (Some(old.to_owned()), Some(host.to_string()));
    Some(Fix::replace(Step::CorrectKeyAlias, name.clone(), RecordType::Cname, change).with(Some(provider)))
}

/// Whether a receiver says that the message does not fit the signature.
pub(super) fn is_said_altered(signature: &DkimReport) -> bool {
    matches!(signature.claimed, Some(ResultWord::Fail | ResultWord::Neutral))
}

/// Another key than the one that signed.
fn replaced(scene: &Scene<'_>, name: Domain) -> Suspect {
    if let Some(several) = several(scene, name.clone()) {
        return several;
    }
    let aliases = scene.known.aliases(&name);
    let (provider, target) = (aliases.iter().find_map(by_key_target), aliases.last().cloned());
    let id = provider;
    let cause = RootCause::DkimKeyMissing { name: name.clone(), provider: id, target, replaced: true };
    let old = scene.known.texts(&name).into_iter().next();
    let evidence = key_evidence(scene, &name);
    let fix = Fix::replace(Step::MatchKey, name, RecordType::Txt, (old, None));
    Suspect::new(cause, Sureness::Likely, evidence)
        .by_next_message(vec![fix.with(provider)], senders::signed_by_author(scene))
}

/// A signature that has to be made otherwise.
fn again(scene: &Scene<'_>, cause: RootCause, step: Step, signature: &DkimReport) -> Suspect {
    let place = signature.verification.field.and_then(|at| scene.report.header.get(at));
    let evidence = place.map(|field| Evidence::Field { name: field.name.clone(), line: field.line });
    let fixes = vec![Fix::enable(step, None)];
    let evidence = evidence.into_iter().collect();
    Suspect::new(cause, Sureness::Certain, evidence).by_next_message(fixes, senders::signed_by_author(scene))
}

/// Quotation marks that were typed into the record.
fn quoted(scene: &Scene<'_>, name: &Domain) -> Suspect {
    let texts = scene.known.texts(name);
    let usable = Intent::read(&texts).meant().map(str::to_owned);
    let old = texts.into_iter().find(|text| text.contains(['"', '\\']));
    let evidence = key_evidence(scene, name);
    let cause = RootCause::DkimKeyQuoted { name: name.clone() };
    let suspect = Suspect::new(cause, Sureness::Certain, evidence);
    let fix = Fix::replace(Step::UnquoteKey, name.clone(), RecordType::Txt, (old, usable));
    by_record(scene, suspect, name, fix)
}

/// Whether what stands at a key's name are other records, as where a wildcard answers.
fn is_foreign(scene: &Scene<'_>, name: &Domain) -> bool {
    let is_other = |text: &String| {
        let text = text.trim_start().to_ascii_lowercase();
        ["v=spf1", "v=dmarc1"].iter().any(|start| text.starts_with(start))
    };
    let texts = scene.known.texts(name);
    !texts.is_empty() && texts.iter().all(is_other)
}

/// The record as it was and as it would have to be, where the key is good and the record does not let it be used.
fn mended(
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
fn meant(scene: &Scene<'_>, name: &Domain, cause: &Cause) -> Option<(String, String)> {
    let is_quoting = matches!(cause, Cause::KeyUnusable { error: KeyRecordError::Quoting });
    if !matches!(cause, Cause::KeyUnusable { .. }) || is_quoting {
        return None;
    }
    let texts = scene.known.texts(name);
    let text = Intent::read(&texts).meant()?.to_owned();
    Some((texts.join("\n"), text))
}

/// The same key, in a record that lets it be used.
fn correct(scene: &Scene<'_>, name: &Domain, (old, text): (String, String)) -> Suspect {
    let evidence = key_evidence(scene, name);
    let suspect =
        Suspect::new(RootCause::DkimKeyUnusable { name: name.clone() }, Sureness::Certain, evidence);
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
        .any(|s| s.verification.field.is_some() && key_name(s).as_ref() == Some(name));
    if given && fix.value.is_some() && scene.report.summary.has_body {
        suspect.by_records(vec![fix])
    } else {
        suspect.by_next_message(vec![fix], senders::signed_by_author(scene))
    }
}

/// More than one key at the name, of which a verifier may take the wrong one.
fn several(scene: &Scene<'_>, name: Domain) -> Option<Suspect> {
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
