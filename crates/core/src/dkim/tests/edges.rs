//! Which of several records counts, and where length, time and size begin to matter.

use super::*;
use crate::dkim::verify::{body_known, signing_domains, signing_selectors};
use crate::message::MAX_MESSAGE;

#[test]
fn of_several_records_any_may_verify() {
    let (signer, other) = (Signer::ed25519(), Signer::rsa(1024));
    let signed = signer.signed(RELAXED, &original());
    let message = Message::parse(signed.as_bytes(), Origin::File);
    for records in [[other.record(), signer.record()], [signer.record(), "v=spf1 -all".into()]] {
        let zone = serde_json::json!({
            "sel._domainkey.example.com": [{ "CNAME": "key.esp.example" }],
            "key.esp.example": records.map(|record| serde_json::json!({ "TXT": record })),
        });
        let zone: Zone = serde_json::from_value(zone).unwrap();
        let signature = pollster::block_on(verify(&zone, &message, NOW)).signatures.remove(0);
        assert_eq!(signature.result, DkimResult::Pass);
        assert_eq!(signature.key_record, Some(signer.record()));
        assert_eq!(signature.key_chain, [Domain::parse("key.esp.example").unwrap()]);
    }
}

#[test]
fn of_several_records_that_do_not_verify_the_first_that_may_be_used_is_told() {
    let (signer, other) = (Signer::ed25519(), Signer::rsa(1024));
    let signed = signer.signed(RELAXED, &original()).replace("Friday", "Monday");
    let message = Message::parse(signed.as_bytes(), Origin::File);
    let told = |records: &[&str]| {
        let lines: Vec<_> = records.iter().map(|record| serde_json::json!({ "TXT": record })).collect();
        let zone: Zone =
            serde_json::from_value(serde_json::json!({ "sel._domainkey.example.com": lines })).unwrap();
        let signature = pollster::block_on(verify(&zone, &message, NOW)).signatures.remove(0);
        (signature.cause.unwrap(), signature.key_record.unwrap())
    };
    let (usable, noted, unfit) = (signer.record(), format!("n=b; {}", signer.record()), other.record());
    assert_eq!(told(&[&unfit, &usable, &noted]), (Cause::SignatureMismatch, usable.clone()));
    assert_eq!(told(&[&noted, &usable, &unfit]), (Cause::SignatureMismatch, noted));
    // Where none may be used, the first says why.
    let mismatch = Cause::KeyTypeMismatch { key_type: KeyType::Rsa };
    assert_eq!(told(&[&unfit, "p="]), (mismatch, unfit.clone()));
    assert_eq!(told(&["p=", &unfit]), (Cause::KeyRevoked, "p=".to_owned()));
}

#[test]
fn rfc_6376_3_5_length_and_expiry() {
    let signer = Signer::ed25519();
    let text = signer.signed("c=relaxed/relaxed; h=from; l=20", &original());
    assert_eq!(verdict(&signer.record(), &format!("{text}more\r\n")).result, DkimResult::Pass);
    let long = verdict(&signer.record(), &signer.signed("c=simple/simple; h=from; l=9999", &original()));
    let actual = BODY.len() as u64;
    assert_eq!(long.cause, Some(Cause::BodyLengthTooLong { length: 9999, actual }));
    let tags = format!("{RELAXED}; t={}; x={}", NOW - 20, NOW - 10);
    let expired = verdict(&signer.record(), &signer.signed(&tags, &original()));
    assert_eq!((expired.result, expired.cause), (DkimResult::Policy, Some(Cause::Expired { at: NOW - 10 })));
    // §3.5, `l=` not larger than the body, and `x=` not past: both hold where they are equal.
    let tags = format!("c=simple/simple; h=from; l={actual}; x={NOW}");
    assert_eq!(verdict(&signer.record(), &signer.signed(&tags, &original())).cause, None);
}

#[test]
fn a_body_that_was_cut_off_or_not_given_is_not_known() {
    let mut bytes = original().into_bytes();
    assert!(body_known(&Message::parse(&bytes, Origin::File)));
    assert!(!body_known(&Message::parse(HEADER.as_bytes(), Origin::Paste)));
    bytes.resize(MAX_MESSAGE + 1, b'x');
    assert!(!body_known(&Message::parse(&bytes, Origin::File)));
}

#[test]
fn who_signs_is_read_from_every_signature_that_names_it() {
    let text =
        "DKIM-Signature: d=a.example; s=one\r\nDKIM-Signature: d=b.example\r\nDKIM-Signature: s=three\r\n";
    let message = Message::parse(text.as_bytes(), Origin::File);
    let name = |name: &str| Domain::parse(name).unwrap();
    assert_eq!(signing_domains(&message), [name("a.example"), name("b.example")]);
    assert_eq!(signing_selectors(&message), [(name("a.example"), name("one"))]);
}

/// The message with one character of its signature's data changed.
fn damaged(signed: &str) -> String {
    let at = signed.find("\r\n b=").unwrap() + 20;
    let other = if &signed[at..=at] == "A" { "B" } else { "A" };
    format!("{}{other}{}", &signed[..at], &signed[at + 1..])
}

#[test]
fn another_key_is_told_from_a_changed_header() {
    let signer = Signer::rsa(1024);
    let signed = signer.signed(RELAXED, &original());
    let changed = verdict(&signer.record(), &signed.replace("Friday", "Monday"));
    assert_eq!((changed.result, changed.cause), (DkimResult::Fail, Some(Cause::SignatureMismatch)));
    assert!(changed.header_change.is_some());
    let other = Some(Cause::OtherKey { body_supplied: true });
    for (record, text) in [(Signer::rsa(2048).record(), signed.clone()), (signer.record(), damaged(&signed))]
    {
        let verification = verdict(&record, &text);
        assert_eq!((verification.result, &verification.cause), (DkimResult::Fail, &other));
        assert_eq!((verification.header_verified, verification.header_change), (Some(false), None));
        // What the body is not, it is not whoever signed.
        let body = verdict(&record, &text.replace("Dear Bob", "Dear Rob"));
        assert_eq!((body.cause, body.header_change), (Some(Cause::BodyHashMismatch), None));
        // A paste decides nothing.
        let (header, _) = text.split_once("\r\n\r\n").unwrap();
        let pasted = verdict(&record, &format!("{header}\r\n"));
        assert_eq!(pasted.result, DkimResult::Neutral);
        assert_eq!(pasted.cause, Some(Cause::OtherKey { body_supplied: false }));
    }
    // An Ed25519 key does not tell.
    let signer = Signer::ed25519();
    let unclear = verdict(&signer.record(), &damaged(&signer.signed(RELAXED, &original())));
    assert_eq!(unclear.cause, Some(Cause::SignatureMismatch));
}

#[test]
fn of_several_keys_the_one_that_signed_stands_for_all() {
    let (signer, other) = (Signer::rsa(1024), Signer::rsa(2048));
    let signed = signer.signed(RELAXED, &original()).replace("Friday", "Monday");
    let message = Message::parse(signed.as_bytes(), Origin::File);
    for records in [[other.record(), signer.record()], [signer.record(), other.record()]] {
        let lines = records.map(|record| serde_json::json!({ "TXT": record }));
        let zone: Zone =
            serde_json::from_value(serde_json::json!({ "sel._domainkey.example.com": lines })).unwrap();
        let signature = pollster::block_on(verify(&zone, &message, NOW)).signatures.remove(0);
        assert_eq!(signature.cause, Some(Cause::SignatureMismatch));
        assert_eq!(signature.key_record, Some(signer.record()));
    }
}
