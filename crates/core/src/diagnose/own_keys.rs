//! Signatures of the author's own domain that fail for their keys.

use super::fix::{Fix, Step};
use super::message::Scene;
use super::{Evidence, KeySetup, RootCause, Sureness, Suspect, senders};
use crate::check::message::Facts;
use crate::dkim::Cause;
use crate::dkim::key::{KeyRecord, KeyRecordError};
use crate::dns::{Question, RecordType};
use crate::domain::Domain;
use crate::evidence::trusted;
use crate::providers::{by_key_target, matches};
use crate::report::DkimReport;

/// The keys that only a receiver tells of: their signatures are not in what was given.
pub(super) fn questions(facts: &Facts<'_>) -> Vec<Question> {
    let name = |result: &crate::evidence::MethodResult| {
        let (selector, domain) = (result.property("header.s")?, result.property("header.d")?);
        Domain::parse(&format!("{selector}._domainkey.{domain}")).ok()
    };
    let failed = trusted(&facts.claims, "dkim").filter(|result| !result.is_pass());
    failed.filter_map(name).take(8).map(|name| Question::new(name, RecordType::Txt)).collect()
}

/// One suspect for each signature of the author's that its key lets down.
pub(super) fn suspects(scene: &Scene<'_>) -> Vec<Suspect> {
    let own = scene.report.dkim.iter().filter(|signature| signature.aligned);
    own.filter_map(|signature| suspect(scene, signature)).collect()
}

/// The name of a signature's key.
pub(super) fn key_name(signature: &DkimReport) -> Option<Domain> {
    let (domain, selector) = (signature.domain()?, signature.verification.selector.as_ref()?);
    domain.prepend(&format!("{selector}._domainkey")).ok()
}

fn suspect(scene: &Scene<'_>, signature: &DkimReport) -> Option<Suspect> {
    let (result, _) = signature.counting(scene.facts.message.origin())?;
    if result == "pass" {
        return None;
    }
    let name = key_name(signature)?;
    let domain = signature.domain()?.clone();
    let cause = match signature.verification.cause.clone() {
        // The signature itself was not given: the key still shows.
        None => told_by_key(scene, &name)?,
        Some(cause) => cause,
    };
    match cause {
        Cause::KeyNotFound => Some(missing(scene, name)),
        Cause::KeyRevoked => Some(renew(scene, RootCause::DkimKeyRevoked { name: name.clone() }, &name)),
        Cause::KeyUnusable { error: KeyRecordError::Revoked } => {
            Some(renew(scene, RootCause::DkimKeyRevoked { name: name.clone() }, &name))
        }
        Cause::KeyUnusable { error: KeyRecordError::Quoting } => Some(quoted(scene, name)),
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
        Cause::WeakHash => Some(again(scene, RootCause::SignatureTooWeak { domain }, signature)),
        Cause::Expired { at } => Some(again(scene, RootCause::SignatureExpired { domain, at }, signature)),
        _ => None,
    }
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

/// No key: an alias that leads astray, or nothing at all.
fn missing(scene: &Scene<'_>, name: Domain) -> Suspect {
    let aliases = scene.known.aliases(&name);
    let provider = aliases.iter().find_map(by_key_target);
    let target = aliases.last().cloned();
    let fix = alias_fix(scene, &name, &aliases);
    let cause = RootCause::DkimKeyMissing { name: name.clone(), provider: provider.map(|p| p.id), target };
    let evidence = key_evidence(scene, &name);
    let fix = fix.unwrap_or_else(|| {
        Fix::publish(Step::RenewKey, scene.zone(), name, RecordType::Txt, None).with(provider)
    });
    Suspect::new(cause, Sureness::Likely, evidence)
        .by_next_message(vec![fix], senders::signed_by_author(scene))
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
    Some(Fix::replace(Step::CorrectKeyAlias, zone, name.clone(), RecordType::Cname, change).with(Some(known)))
}

/// A key that has to be made anew.
fn renew(scene: &Scene<'_>, cause: RootCause, name: &Domain) -> Suspect {
    let provider = scene.known.aliases(name).iter().find_map(by_key_target);
    let old = scene.known.texts(name).into_iter().next();
    let fix =
        Fix::replace(Step::RenewKey, scene.zone(), name.clone(), RecordType::Txt, (old, None)).with(provider);
    let evidence = key_evidence(scene, name);
    Suspect::new(cause, Sureness::Certain, evidence)
        .by_next_message(vec![fix], senders::signed_by_author(scene))
}

/// A signature that has to be made otherwise.
fn again(scene: &Scene<'_>, cause: RootCause, signature: &DkimReport) -> Suspect {
    let place = signature.verification.field.and_then(|at| scene.report.header.get(at));
    let evidence = place.map(|field| Evidence::Field { name: field.name.clone(), line: field.line });
    let fixes = vec![Fix::enable(Step::EnableSigning, None)];
    let evidence = evidence.into_iter().collect();
    Suspect::new(cause, Sureness::Certain, evidence).by_next_message(fixes, senders::signed_by_author(scene))
}

/// Quotation marks that were typed into the record.
fn quoted(scene: &Scene<'_>, name: Domain) -> Suspect {
    let old = scene.known.texts(&name).into_iter().find(|text| text.contains(['"', '\\']));
    let plain = old.as_deref().map(|text| text.replace("\" \"", "").replace(['"', '\\'], ""));
    let usable = plain.filter(|text| KeyRecord::parse(text).is_ok());
    let evidence = key_evidence(scene, &name);
    let cause = RootCause::DkimKeyQuoted { name: name.clone() };
    let suspect = Suspect::new(cause, Sureness::Certain, evidence);
    let given = scene
        .report
        .dkim
        .iter()
        .any(|s| s.verification.field.is_some() && key_name(s).as_ref() == Some(&name));
    let fix = Fix::replace(Step::UnquoteKey, scene.zone(), name, RecordType::Txt, (old, usable));
    match given && fix.value.is_some() && scene.report.summary.has_body {
        true => suspect.by_records(vec![fix]),
        false => suspect.by_next_message(vec![fix], senders::signed_by_author(scene)),
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
    let fix = Fix::replace(Step::KeepOneKey, scene.zone(), name, RecordType::Txt, (old, None));
    let assumed = senders::signed_by_author(scene);
    Some(Suspect::new(cause, Sureness::Likely, evidence).by_next_message(vec![fix], assumed))
}

/// The setups of an alias that never gave a key.
pub(super) const fn is_alias_fault(setup: KeySetup) -> bool {
    matches!(setup, KeySetup::WrongTarget | KeySetup::ZoneAppended | KeySetup::Proxied)
}
