//! Chains made here, with keys of either kind, then broken.

use super::*;
use crate::crypto::{HashAlgorithm, base64};
use crate::dkim::canonical::Canonicalization;
use crate::dkim::header_hash::header_hash;
use crate::dkim::tests::signer::Signer;
use crate::dkim::verify;
use crate::dns::Zone;
use crate::message::{Message, Origin};
use std::borrow::Cow;

const TEXT: &str = "From: ann@example.com\r\nSubject: Lunch\r\n\r\nHello\r\n";

/// One field with its signature over the fields given and itself.
fn completed(signer: &Signer, field: &str, covered: &[&str]) -> String {
    let fields = covered.iter().map(|field| Cow::Borrowed(field.as_bytes()));
    let own = field.replace("b=B", "b=");
    let digest = header_hash(HashAlgorithm::Sha256, Canonicalization::Relaxed, fields, own.as_bytes());
    field.replace("b=B", &format!("b={}", base64::encode(&signer.sign(&digest))))
}

/// The message with one set more, given the fields of the sets so far in the order in which a seal covers them.
fn sealed(signer: &Signer, status: &str, sets: &mut Vec<String>, message: &str) -> String {
    let instance = sets.len() / 3 + 1;
    let body_hash = base64::encode(&HashAlgorithm::Sha256.digest(b"Hello\r\n"));
    let common = format!("i={instance}; a={}; d=s{instance}.example; s=sel", signer.algorithm());
    let signature = format!(
        "ARC-Message-Signature: {common}; c=relaxed/relaxed; h=from:subject; bh={body_hash}; b=B\r\n"
    );
    sets.push(format!("ARC-Authentication-Results: i={instance}; mx{instance}.example; spf=pass\r\n"));
    sets.push(completed(signer, &signature, &["From: ann@example.com\r\n", "Subject: Lunch\r\n"]));
    let covered: Vec<&str> = sets.iter().map(String::as_str).collect();
    let seal = completed(signer, &format!("ARC-Seal: {common}; cv={status}; b=B\r\n"), &covered);
    sets.push(seal);
    format!("{}{message}", sets[sets.len() - 3..].concat())
}

fn chain() -> String {
    let mut sets = Vec::new();
    let first = sealed(&Signer::ed25519(), "none", &mut sets, TEXT);
    sealed(&Signer::rsa(1024), "pass", &mut sets, &first)
}

fn checked(text: &str, origin: Origin) -> Arc {
    let zone = serde_json::json!({
        "sel._domainkey.s1.example": [{ "TXT": Signer::ed25519().record() }],
        "sel._domainkey.s2.example": [{ "TXT": Signer::rsa(1024).record() }],
        "sel._domainkey.s3.example": [{ "TXT": Signer::rsa(768).record() }],
    });
    let zone: Zone = serde_json::from_value(zone).unwrap();
    pollster::block_on(verify(&zone, &Message::parse(text.as_bytes(), origin), 0)).arc
}

#[test]
fn a_chain_of_ed25519_and_rsa_seals_passes() {
    let arc = checked(&chain(), Origin::File);
    assert_eq!((arc.result, arc.cause, arc.instances, arc.oldest_pass), (ArcResult::Pass, None, 2, Some(0)));
    let sealers: Vec<_> = arc.sets.iter().map(|set| set.seal.domain.clone().unwrap().to_string()).collect();
    assert_eq!(sealers, ["s1.example", "s2.example"]);
    assert_eq!(arc.sets[0].results, b" i=1; mx1.example; spf=pass\r\n");
    // RFC 8617 §5.1.1: a seal signs every set up to its own, in order; the newest set stands on top.
    let seals: Vec<_> = arc.sets.iter().map(|set| set.seal.covered.as_slice()).collect();
    assert_eq!(seals, [&[3, 4][..], &[3, 4, 5, 0, 1]]);
    assert!(arc.sets.iter().all(|set| set.message_signature.covered == [6, 7]));
    let bits: Vec<_> =
        arc.sets.iter().map(|set| (set.seal.key_bits, set.message_signature.key_bits)).collect();
    assert_eq!(bits, [(Some(256), Some(256)), (Some(1024), Some(1024))]);
    let json = serde_json::to_value(checked(TEXT, Origin::File)).unwrap();
    assert_eq!(json["result"], "none");
}

#[test]
fn rfc_8617_5_2_a_message_that_changed_after_the_newest_set_fails() {
    let arc = checked(&chain().replace("Lunch", "Dinner"), Origin::File);
    let cause = ArcCause::MessageSignature { instance: 2, cause: Cause::SignatureMismatch };
    assert_eq!((arc.result, arc.cause, arc.oldest_pass), (ArcResult::Fail, Some(cause), None));
    let arc = checked(&chain().replace("Hello", "Bye"), Origin::File);
    let cause = ArcCause::MessageSignature { instance: 2, cause: Cause::BodyHashMismatch };
    assert_eq!(arc.cause, Some(cause));
}

#[test]
fn rfc_8617_5_2_oldest_pass_tells_whose_signature_still_covers_the_message() {
    let mut sets = Vec::new();
    let first = sealed(&Signer::ed25519(), "none", &mut sets, &TEXT.replace("Hello", "Bye"));
    // The first signature is over the old text: the message changed before the second set was added.
    let other = base64::encode(&HashAlgorithm::Sha256.digest(b"Other\r\n"));
    let right = base64::encode(&HashAlgorithm::Sha256.digest(b"Hello\r\n"));
    for field in &mut sets {
        *field = field.replace(&right, &other);
    }
    let first = first.replace(&right, &other).replace("Bye", "Hello");
    // The first seal covers the field as it was, so it has to be made anew.
    let (seal, covered) = sets.split_last().unwrap();
    let unsigned = format!("{}b=B\r\n", seal.split_once("b=").unwrap().0);
    let covered: Vec<&str> = covered.iter().map(String::as_str).collect();
    let resealed = completed(&Signer::ed25519(), &unsigned, &covered);
    let first = first.replace(seal.as_str(), &resealed);
    sets[2] = resealed;
    let arc = checked(&sealed(&Signer::rsa(1024), "pass", &mut sets, &first), Origin::File);
    assert_eq!((arc.result, arc.oldest_pass), (ArcResult::Pass, Some(2)));
}

#[test]
fn results_that_were_altered_break_the_seal() {
    let arc = checked(&chain().replace("mx1.example; spf=pass", "mx1.example; spf=none"), Origin::File);
    let cause = ArcCause::Seal { instance: 2, cause: Cause::SignatureMismatch };
    assert_eq!((arc.result, arc.cause), (ArcResult::Fail, Some(cause)));
}

#[test]
fn without_the_body_it_cannot_be_told() {
    let text = chain();
    let header = text.split_once("\r\n\r\n").unwrap().0;
    let arc = checked(header, Origin::Paste);
    let cause = Cause::BodyNotSupplied { header_verified: true };
    assert_eq!(arc.result, ArcResult::NotChecked);
    assert_eq!(arc.cause, Some(ArcCause::MessageSignature { instance: 2, cause }));
    let forged = checked(&header.replace("mx1.example; spf=pass", "mx1.example; spf=none"), Origin::Paste);
    assert_eq!(forged.result, ArcResult::Fail);
}

#[test]
fn a_seal_with_a_weak_key_or_none_does_not_hold() {
    let mut sets = Vec::new();
    let first = sealed(&Signer::ed25519(), "none", &mut sets, TEXT);
    let second = sealed(&Signer::rsa(1024), "pass", &mut sets, &first);
    let weak = sealed(&Signer::rsa(768), "pass", &mut sets, &second);
    let cause = ArcCause::MessageSignature { instance: 3, cause: Cause::WeakKey { bits: 768 } };
    assert_eq!(checked(&weak, Origin::File).cause, Some(cause));
    let gone = checked(&chain().replace("d=s2.example", "d=s4.example"), Origin::File);
    assert_eq!(gone.cause, Some(ArcCause::MessageSignature { instance: 2, cause: Cause::KeyNotFound }));
}

#[test]
fn rfc_8617_5_2_a_chain_that_was_found_broken_stays_broken() {
    let mut sets = Vec::new();
    let first = sealed(&Signer::ed25519(), "none", &mut sets, TEXT);
    let failed = sealed(&Signer::rsa(1024), "fail", &mut sets, &first);
    assert_eq!(checked(&failed, Origin::File).cause, Some(ArcCause::ChainFailed { instance: 2 }));
    let mut sets = Vec::new();
    let wrong = sealed(&Signer::ed25519(), "pass", &mut sets, TEXT);
    let cause = ArcCause::StatusInvalid { instance: 1, status: ChainStatus::Pass };
    assert_eq!(checked(&wrong, Origin::File).cause, Some(cause));
}

#[test]
fn rfc_8617_5_2_only_the_first_seal_says_none_and_a_failure_further_down_counts() {
    let cause_of = |statuses: &[&str]| {
        let (mut sets, mut text) = (Vec::new(), TEXT.to_owned());
        for status in statuses {
            text = sealed(&Signer::ed25519(), status, &mut sets, &text);
        }
        // The third seal finds no key of its kind, but RFC 8617 §5.2 looks at the chain before it looks at keys.
        checked(&text, Origin::File).cause
    };
    let status = ChainStatus::None;
    assert_eq!(cause_of(&["none", "none"]), Some(ArcCause::StatusInvalid { instance: 2, status }));
    assert_eq!(cause_of(&["none", "fail", "pass"]), Some(ArcCause::ChainFailed { instance: 2 }));
    assert_eq!(cause_of(&["none", "pass", "fail"]), Some(ArcCause::ChainFailed { instance: 3 }));
}

#[test]
fn the_newest_signature_over_the_message_is_named_before_any_seal() {
    let renamed = chain().replace("mx1.example; spf=pass", "mx1.example; spf=none");
    let both = checked(&renamed.replace("Lunch", "Dinner"), Origin::File);
    let cause = ArcCause::MessageSignature { instance: 2, cause: Cause::SignatureMismatch };
    assert_eq!(both.cause, Some(cause));
    assert!(both.sets.iter().all(|set| set.seal.cause == Some(Cause::SignatureMismatch)));
}
