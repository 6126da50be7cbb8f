//! Chain validation (RFC 8617 §5.2).

use super::{Arc, ArcCause, ArcResult, ArcSet, ArcSignature, ChainStatus, Seal, Set, Sets};
use crate::dkim::Cause;
use crate::dkim::canonical::Canonicalization;
use crate::dkim::evidence::{Evidence, KeyUse};
use crate::dkim::signature::{Signature, Signed};
use crate::dkim::verify::{mismatch, policy};

/// Judges the chain.
pub(crate) fn decide(sets: &Sets, evidence: &Evidence<'_>) -> Arc {
    let judged: Vec<ArcSet> = sets.sets.iter().map(|set| judge(set, sets, evidence)).collect();
    let cause = cause(sets, &judged);
    let result = match &cause {
        None if sets.highest == 0 => ArcResult::None,
        None => ArcResult::Pass,
        Some(cause) if lacks_body(cause) => ArcResult::NotChecked,
        Some(_) => ArcResult::Fail,
    };
    let oldest_pass = oldest_pass(&judged).filter(|_| result == ArcResult::Pass);
    Arc { result, instances: sets.highest, cause, oldest_pass, sets: judged }
}

/// The first thing wrong, in the order of RFC 8617 §5.2. That the body was not given comes last: it only
/// matters where nothing else is wrong.
fn cause(sets: &Sets, judged: &[ArcSet]) -> Option<ArcCause> {
    let newest = judged.last();
    let newest_failed = newest.filter(|set| set.chain_status == Some(ChainStatus::Fail));
    if let Some(set) = newest_failed {
        return Some(ArcCause::ChainFailed { instance: set.instance });
    }
    let structure = sets.problem.clone().or_else(|| judged.iter().find_map(wrong_status));
    let message = newest.and_then(|set| {
        let cause = set.message_signature.cause.clone()?;
        Some(ArcCause::MessageSignature { instance: set.instance, cause })
    });
    let seal = judged.iter().rev().find_map(|set| {
        let cause = set.seal.cause.clone()?;
        Some(ArcCause::Seal { instance: set.instance, cause })
    });
    let (untold, wrong) = match message {
        Some(cause) if lacks_body(&cause) => (Some(cause), None),
        message => (None, message),
    };
    structure.or(wrong).or(seal).or(untold)
}

/// Whether it is for want of a body that nothing can be told.
const fn lacks_body(cause: &ArcCause) -> bool {
    let ArcCause::MessageSignature { cause, .. } = cause else { return false };
    matches!(cause, Cause::BodyNotSupplied { .. } | Cause::OtherKey { body_supplied: false })
}

/// RFC 8617 §5.2, step 3C: "none" in the first set, "pass" in all others.
fn wrong_status(set: &ArcSet) -> Option<ArcCause> {
    let instance = set.instance;
    match (instance, set.chain_status?) {
        (_, ChainStatus::Fail) => Some(ArcCause::ChainFailed { instance }),
        (1, status @ ChainStatus::Pass) | (2.., status @ ChainStatus::None) => {
            Some(ArcCause::StatusInvalid { instance, status })
        }
        _ => None,
    }
}

/// RFC 8617 §5.2, step 5: one above the newest set whose signature does not cover the message any more.
fn oldest_pass(judged: &[ArcSet]) -> Option<u32> {
    let broken = judged.iter().rev().find(|set| set.message_signature.cause.is_some());
    Some(broken.map_or(0, |set| set.instance + 1))
}

fn judge(set: &Set, sets: &Sets, evidence: &Evidence<'_>) -> ArcSet {
    let results = evidence.fields.get(set.results).map(|field| field.value().to_vec());
    let (message_at, message) = &set.message_signature;
    let (seal_at, seal) = &set.seal;
    ArcSet {
        instance: set.instance,
        chain_status: seal.as_ref().ok().map(|seal| seal.status),
        seal: match seal {
            Ok(seal) => judge_seal(*seal_at, seal, set, sets, evidence),
            Err(cause) => unread(*seal_at, cause),
        },
        message_signature: match message {
            Ok(signature) => judge_message(*message_at, signature, evidence),
            Err(cause) => unread(*message_at, cause),
        },
        results_field: set.results,
        results: results.unwrap_or_default(),
    }
}

fn judge_message(field: usize, signature: &Signature, evidence: &Evidence<'_>) -> ArcSignature {
    let (digest, selected) = evidence.header_digest(signature, field);
    let (_, key) = evidence.check_key(&signature.signed, |_| Ok(()), &digest);
    let body = evidence.body_verified(signature);
    let covered = selected.into_iter().flatten().collect();
    ArcSignature { covered, ..settled(field, &signature.signed, key, |key| mismatch(key, body)) }
}

fn judge_seal(field: usize, seal: &Seal, set: &Set, sets: &Sets, evidence: &Evidence<'_>) -> ArcSignature {
    let covered = sealed(field, set, sets);
    // RFC 8617 §5.1.1: a seal's header canonicalization is always relaxed.
    let places = covered.iter().copied();
    let digest = evidence.digest_of(&seal.signed, Canonicalization::Relaxed, places, field);
    let (_, key) = evidence.check_key(&seal.signed, |_| Ok(()), &digest);
    let failure = |key: &KeyUse<'_>| {
        // A seal covers no body.
        let other = key.opened.is_of_another_key().then_some(Cause::OtherKey { body_supplied: true });
        other.or_else(|| (!key.verified).then_some(Cause::SignatureMismatch))
    };
    ArcSignature { covered, ..settled(field, &seal.signed, key, failure) }
}

/// What a seal signs besides its own field: every set up to its own, in order (RFC 8617 §5.1.1).
fn sealed(field: usize, set: &Set, sets: &Sets) -> Vec<usize> {
    let sets = sets.sets.iter().take_while(|other| other.instance <= set.instance);
    let places = sets.flat_map(|other| [other.results, other.message_signature.0, other.seal.0]);
    places.filter(|&at| at != field).collect()
}

/// A signature whose key was looked up: `failure` says whether it verified.
fn settled(
    field: usize,
    signed: &Signed,
    key: Result<KeyUse<'_>, Cause>,
    failure: impl Fn(&KeyUse<'_>) -> Option<Cause>,
) -> ArcSignature {
    let key_bits = key.as_ref().ok().map(|key| key.record.key.bits());
    let cause = match key {
        Err(cause) => Some(cause),
        Ok(key) => failure(&key).or_else(|| policy(signed.algorithm, key.record.key.bits())),
    };
    ArcSignature {
        field,
        domain: Some(signed.domain.clone()),
        selector: Some(signed.selector.clone()),
        algorithm: Some(signed.algorithm),
        timestamp: signed.timestamp,
        key_bits,
        covered: Vec::new(),
        cause,
    }
}

fn unread(field: usize, cause: &Cause) -> ArcSignature {
    ArcSignature {
        field,
        domain: None,
        selector: None,
        algorithm: None,
        timestamp: None,
        key_bits: None,
        covered: Vec::new(),
        cause: Some(cause.clone()),
    }
}
