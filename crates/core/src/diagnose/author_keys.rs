//! Signatures of the author's own domain that fail for their keys.

use super::key_cures;
use super::key_names;
use super::known::KnownRecords;
use super::scene::{Scene, is_anybodys};
use super::senders;
use super::suspect::Suspect;
use crate::dkim::Algorithm;
use crate::dkim::key::{KeyRecord, KeyRecordError};
use crate::dkim::{Cause, signing_selectors};
use crate::dmarc::Alignment;
use crate::dns::{Question, RecordType};
use crate::domain::Domain;
use crate::evidence::{MethodResult, ResultWord, trusted};
use crate::judge::{Facts, signing_domain};
use crate::report::{DkimReport, Evidence, Fix, MessageReport, RootCause, Step, Sureness};

/// The keys that only a receiver tells of, as their signatures are not in what was given, and those that stand beside the
/// author's own at the providers that use such a selector: an alias that is left tells where a lost one led.
pub(super) fn questions(facts: &Facts<'_>) -> Vec<Question> {
    let mut names = claimed_names(facts);
    let own = signing_selectors(&facts.message).into_iter().take(MAX_OWN);
    for (domain, selector) in own.filter(|(domain, _)| is_authors(facts, domain)) {
        names.extend(
            key_names::siblings(selector.as_str())
                .filter_map(|(_, key)| key_names::key_at(&domain, key.selector)),
        );
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
            // One that all receivers know is there, and only has to be mended.
            let is_old = |signature: &&DkimReport| {
                signature.verification.algorithm.is_some_and(|used| used != Algorithm::Ed25519Sha256)
            };
            let beside = own().filter(is_old).find_map(|signature| suspect(scene, signature));
            return vec![beside.unwrap_or(alone)];
        }
        let denied = own()
            .filter(|signature| signature.claimed.as_ref().is_some_and(|said| *said != ResultWord::Pass));
        return denied
            .filter_map(|signature| key_cures::several(scene, key_names::key_name(signature)?))
            .take(1)
            .collect();
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

/// The first of the author's signatures that pass, where all of them are Ed25519's and no receiver says that they do.
fn first_of_ed25519<'a>(scene: &'a Scene<'_>) -> Option<&'a DkimReport> {
    let origin = scene.facts.message.origin();
    let own = scene.report.dkim.iter().filter(|signature| {
        signature.aligned && signature.counting(origin).is_some_and(|(result, _)| result == ResultWord::Pass)
    });
    let own: Vec<&DkimReport> = own.collect();
    let is_new = |signature: &&DkimReport| signature.verification.algorithm == Some(Algorithm::Ed25519Sha256);
    let by_spf = scene.report.dmarc.identifiers.iter().any(|i| i.mechanism == Alignment::Spf && i.vouches());
    let believed = own.iter().any(|signature| signature.claimed.as_ref() == Some(&ResultWord::Pass));
    own.first().filter(|_| own.iter().all(is_new) && !by_spf && !believed).copied()
}

/// Whether the message passes by signatures alone that many receivers do not check.
pub(super) fn is_unchecked(scene: &Scene<'_>) -> bool {
    first_of_ed25519(scene).is_some()
}

fn ed25519_alone(scene: &Scene<'_>) -> Option<Suspect> {
    let first = first_of_ed25519(scene)?;
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
    own.filter_map(key_names::key_name).filter(move |name| known.lacks(name, RecordType::Txt))
}

fn suspect(scene: &Scene<'_>, signature: &DkimReport) -> Option<Suspect> {
    let (result, _) = signature.counting(scene.facts.message.origin())?;
    if result == ResultWord::Pass || is_anybodys(scene, signature) {
        return None;
    }
    let domain = signature.domain()?.clone();
    if let Some(why) = signature.verification.cause.clone().filter(Cause::is_of_syntax) {
        let cause = RootCause::SignatureUnreadable { domain: Some(domain), why };
        return Some(again(scene, cause, Step::MendSigner, signature));
    }
    let name = key_names::key_name(signature)?;
    let cause = match signature.verification.cause.clone() {
        // The signature itself was not given: the key still shows.
        None => told_by_key(scene, &name)?,
        Some(Cause::BodyNotSupplied { .. }) => told_by_field(scene, signature)?,
        Some(cause) => cause,
    };
    if let Some(text) = key_cures::mended(scene, &name, &cause, signature.verification.algorithm) {
        return Some(key_cures::correct(scene, &name, &cause, text));
    }
    if let Some(change) = key_cures::meant(scene, &name, &cause) {
        return Some(key_cures::correct(scene, &name, &cause, change));
    }
    if let Some(moved) = key_cures::moved(scene, &name, &cause) {
        return Some(moved);
    }
    match cause {
        Cause::KeyNotFound if scene.known.is_proxied(&name) => Some(key_cures::proxied(scene, &name)),
        Cause::KeyNotFound if !is_known_of(scene, signature, &name) => Some(key_cures::unknown(scene, name)),
        Cause::KeyNotFound => Some(key_cures::missing(scene, &name)),
        // A wildcard answers for the selector: no key was ever published there.
        Cause::KeyUnusable { .. } if is_foreign(scene, &name) => Some(key_cures::missing(scene, &name)),
        Cause::KeyRevoked | Cause::KeyUnusable { error: KeyRecordError::Revoked } => {
            Some(key_cures::revoked(scene, &name))
        }
        Cause::KeyUnusable { error: KeyRecordError::Quoting } => Some(key_cures::quoted(scene, &name)),
        Cause::KeyUnusable { .. }
        | Cause::KeyTypeMismatch { .. }
        | Cause::HashNotAllowed { .. }
        | Cause::ServiceNotAllowed => Some(key_cures::unusable(scene, &name, &cause)),
        Cause::WeakKey { bits } => {
            Some(key_cures::renew(scene, RootCause::DkimKeyTooShort { name: name.clone(), bits }, &name))
        }
        Cause::SignatureMismatch => key_cures::several(scene, name),
        // The receiver had the body, and the key of that day: where it found the message altered, that is the cause.
        Cause::OtherKey { body_supplied: false } if is_said_altered(signature) => None,
        Cause::OtherKey { .. } => {
            Some(key_cures::crossed(scene, &name).unwrap_or_else(|| key_cures::replaced(scene, name)))
        }
        Cause::WeakHash => {
            Some(again(scene, RootCause::SignatureTooWeak { domain }, Step::SignWithSha256, signature))
        }
        Cause::Expired { at } => {
            Some(again(scene, RootCause::SignatureExpired { domain, at }, Step::ExtendValidity, signature))
        }
        _ => None,
    }
}

/// Whether anything but the message itself tells of a key's name: a receiver that looked for that very key, DNS, or who handed the
/// message over. A receiver's word that names no signature tells of none.
fn is_known_of(scene: &Scene<'_>, signature: &DkimReport, name: &Domain) -> bool {
    let is_named = || {
        let mut said = trusted(&scene.facts.claims, "dkim");
        said.any(|result| signing_domain(result).as_ref() == signature.domain())
    };
    signature.claimed.is_some() && is_named() || key_names::is_shown(scene, name)
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

/// Whether a receiver says that the message does not fit the signature.
pub(super) fn is_said_altered(signature: &DkimReport) -> bool {
    matches!(signature.claimed, Some(ResultWord::Fail | ResultWord::Neutral))
}

/// A signature that has to be made otherwise.
fn again(scene: &Scene<'_>, cause: RootCause, step: Step, signature: &DkimReport) -> Suspect {
    let place = signature.verification.field.and_then(|at| scene.report.header.get(at));
    let evidence = place.map(|field| Evidence::Field { name: field.name.clone(), line: field.line });
    let fixes = vec![Fix::enable(step, None)];
    let evidence = evidence.into_iter().collect();
    Suspect::new(cause, Sureness::Certain, evidence).by_next_message(fixes, senders::signed_by_author(scene))
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
