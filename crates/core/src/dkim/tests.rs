//! Signatures made here, then broken in the ways in which mail breaks.

mod edges;
pub(crate) mod signer;

use super::body_change::{BodyEdge, LineEnd};
use super::canonical::Canonicalization;
use super::finding::MAX_APART;
use super::key::KeyRecordError;
use super::*;
use crate::crypto::KeyError;
use crate::crypto::{HashAlgorithm, KeyType};
use crate::dns::Zone;
use crate::domain::Domain;
use crate::message::{Message, Origin};
use crate::time::Timestamp;
use proptest::prelude::*;
use signer::Signer;

const NOW: u64 = 1_800_000_000;
const HEADER: &str = "Received: from a by b;\r\n Mon\r\nReceived: from c by d\r\nFrom: Ann <ann@example.com>\r\n\
    To: bob@other.example,\r\n\tcat@other.example\r\nSubject: Lunch on Friday\r\nDate: Mon, 1 Jan 2024 00:00:00 +0000\r\n";
const BODY: &str = "Dear Bob,\r\n\r\n\tlet us meet; the long table at the window is ours from noon until two o'clock.\r\n\
    From there we go on.\r\n\r\nAnn\r\n";
const RELAXED: &str = "c=relaxed/relaxed; h=Received:Received:From:From:To:Subject:Date";
const SIMPLE: &str = "c=simple/simple; h=Received:Received:From:From:To:Subject:Date";

fn original() -> String {
    format!("{HEADER}\r\n{BODY}")
}

fn zone(record: &str) -> Zone {
    let zone = serde_json::json!({ "sel._domainkey.example.com": [{ "TXT": record }] });
    serde_json::from_value(zone).unwrap()
}

fn checked(record: &str, text: &str, origin: Origin) -> DkimAndArc {
    let message = Message::parse(text.as_bytes(), origin);
    pollster::block_on(verify(&zone(record), &message, NOW))
}

/// The verdict on the topmost signature.
fn verdict(record: &str, text: &str) -> Verification {
    checked(record, text, Origin::File).signatures.remove(0)
}

/// What is said of a message that was signed with the given tags and then changed.
fn broken(tags: &str, change: impl Fn(&str) -> String) -> Verification {
    let signer = Signer::ed25519();
    verdict(&signer.record(), &change(&signer.signed(tags, &original())))
}

fn swap<'a>(from: &'a str, to: &'a str) -> impl Fn(&str) -> String + 'a {
    move |text| {
        assert!(text.contains(from), "{from} in {text}");
        text.replacen(from, to, 1)
    }
}

fn body_change(tags: &str, change: impl Fn(&str) -> String) -> BodyChange {
    let broken = broken(tags, change);
    assert_eq!((broken.result, &broken.cause), (DkimResult::Fail, &Some(Cause::BodyHashMismatch)));
    assert_eq!((broken.header_verified, broken.header_change), (Some(true), None));
    broken.body_change.unwrap()
}

fn header_change(tags: &str, change: impl Fn(&str) -> String) -> HeaderChange {
    let broken = broken(tags, change);
    assert_eq!((broken.result, &broken.cause), (DkimResult::Fail, &Some(Cause::SignatureMismatch)));
    assert_eq!((broken.body_verified, broken.body_change), (Some(true), None));
    broken.header_change.unwrap()
}

#[test]
fn an_untouched_message_passes_and_names_no_change() {
    for signer in [Signer::ed25519(), Signer::rsa(1024), Signer::rsa(2048)] {
        for tags in [RELAXED, SIMPLE, "h=from", "c=relaxed; h=from:subject; l=10"] {
            let signature = verdict(&signer.record(), &signer.signed(tags, &original()));
            assert_eq!((signature.result, signature.cause), (DkimResult::Pass, None), "{tags}");
            assert_eq!((signature.body_change, signature.header_change), (None, None));
        }
    }
}

#[test]
fn ways_of_breaking_a_body_are_named() {
    let footer = |text: &str| format!("{text}-- \r\nA list\r\n");
    let signed_length = BODY.len() as u64;
    assert_eq!(body_change(SIMPLE, footer), BodyChange::FooterAppended { line: 7, signed_length });
    let banner = BodyChange::LinesInserted { line: 1, lines: 1 };
    assert_eq!(body_change(RELAXED, swap("\r\n\r\nDear", "\r\n\r\nEXTERNAL\r\nDear")), banner);
    assert_eq!(body_change(RELAXED, swap("\r\nFrom there", "\r\n>From there")), BodyChange::FromQuoted);
    assert_eq!(body_change(SIMPLE, swap("\tlet", "        let")), BodyChange::TabsExpanded { width: 8 });
    let wrapped = body_change(RELAXED, swap("until two o'clock", "until two\r\no'clock"));
    assert!(matches!(wrapped, BodyChange::LinesWrapped { .. }), "{wrapped:?}");
    let doubled = |text: &str| {
        text.replace("\r\n", "\n").replace('\n', "\r\n").replace("there we go on.\r", "there we go on.\r\r")
    };
    assert_eq!(body_change(SIMPLE, doubled), BodyChange::LineEnds { signed: LineEnd::Crlf });
    let top = BodyChange::BlankLines { place: BodyEdge::Top };
    assert_eq!(body_change(RELAXED, swap("\r\n\r\nDear", "\r\n\r\n\r\nDear")), top);
    let other = body_change(RELAXED, swap("Dear Bob", "Dear Rob"));
    assert_eq!(other, BodyChange::Unexplained { everything_tried: true });
}

#[test]
fn a_signer_that_canonicalized_otherwise_is_named() {
    let signer = Signer::ed25519();
    let spaced = original().replace("Dear Bob", "Dear  Bob");
    let signed = signer.signed_as("c=simple/simple; h=from", &spaced, &original().replace('\t', " "));
    let signature = verdict(&signer.record(), &signed);
    let canonicalization = Canonicalization::Relaxed;
    assert_eq!(signature.body_change, Some(BodyChange::OtherCanonicalization { canonicalization }));
}

#[test]
fn ways_of_breaking_a_header_are_named() {
    let tagged = header_change(RELAXED, swap("Subject: ", "Subject: [friends] "));
    let was = "Lunch on Friday".to_owned();
    assert_eq!(tagged, HeaderChange::SubjectTagged { tag: "[friends]".into(), was });
    let added = header_change(RELAXED, swap("\r\nTo:", "\r\nFrom: eve@evil.example\r\nTo:"));
    let value = "eve@evil.example".to_owned();
    assert_eq!(added, HeaderChange::FieldAdded { field: "From".into(), value });
    let first = "Received: from a by b;\r\n Mon\r\n";
    let moved =
        |text: &str| text.replacen(first, "", 1).replacen("\r\nFrom:", &format!("\r\n{first}From:"), 1);
    assert_eq!(header_change(RELAXED, moved), HeaderChange::FieldsReordered { field: "Received".into() });
    assert_eq!(header_change(SIMPLE, swap("\r\n\tcat", "\r\n cat")), HeaderChange::Refolded);
    let paste = |text: &str| text.replace("\r\n\tcat", "\r\n        cat").replace("\r\n Mon", "\r\n\tMon");
    let uniform = header_change("c=simple/simple; h=from:to", paste);
    assert_eq!(uniform, HeaderChange::Refolded);
    let other = header_change(&format!("{RELAXED}:Cc"), swap("Friday", "Monday"));
    assert_eq!(other, HeaderChange::Unexplained { absent: vec!["Cc".into()], everything_tried: true });
}

#[test]
fn what_the_message_tells_of_its_fields_is_used() {
    let changed = |field: &str, was: &str, is: &str, told_by: &str| ChangedField {
        field: field.into(),
        was: was.into(),
        is: Some(is.into()),
        told_by: told_by.into(),
    };
    let z = format!("{RELAXED}; z=Subject:=20Lunch=20on=20Friday|To:x");
    let found = header_change(&z, swap("Lunch on Friday", "Lunch is off"));
    let HeaderChange::FieldsChanged { fields, proven: true } = found else { panic!("{found:?}") };
    assert_eq!(fields, [changed("Subject", "Lunch on Friday", "Lunch is off", "z=")]);
    let rewritten = swap(
        "From: Ann <ann@example.com>",
        "From: Ann via list <list@lists.example>\r\nX-Original-From: Ann <ann@example.com>",
    );
    let from =
        changed("From", "Ann <ann@example.com>", "Ann via list <list@lists.example>", "X-Original-From");
    let fields = HeaderChange::FieldsChanged { fields: vec![from], proven: true };
    assert_eq!(header_change(RELAXED, &rewritten), fields);
    let both = header_change(RELAXED, |text| swap("Subject: ", "Subject: [x] ")(&rewritten(text)));
    let was = "Lunch on Friday".to_owned();
    let changes = vec![HeaderChange::SubjectTagged { tag: "[x]".into(), was }, fields];
    assert_eq!(both, HeaderChange::Several { changes });
}

#[test]
fn headers_alone_are_never_said_to_have_a_wrong_body_hash() {
    let signer = Signer::ed25519();
    let signed = signer.signed(RELAXED, &original());
    let header = signed.split_once("\r\n\r\n").unwrap().0;
    for (text, origin) in [
        (header.to_owned(), Origin::Paste),
        (format!("{header}\r\n\r\n"), Origin::Paste),
        (header.replace("\r\n", "\n"), Origin::Paste),
        (header.to_owned(), Origin::File),
    ] {
        let checked = checked(&signer.record(), &text, origin);
        let signature = &checked.signatures[0];
        assert_eq!(signature.result, DkimResult::Neutral);
        assert_eq!(signature.cause, Some(Cause::BodyNotSupplied { header_verified: true }));
        assert_eq!((signature.body_verified, &signature.body_change), (None, &None));
    }
    let broken = verdict(&signer.record(), &header.replace("Friday", "Monday"));
    assert_eq!(broken.cause, Some(Cause::BodyNotSupplied { header_verified: false }));
    let lost = header.lines().collect::<Vec<_>>().join("\n").replace("\n ", "\n");
    let pasted = checked(&signer.record(), &lost, Origin::Paste);
    assert_eq!(pasted.signatures[0].cause, Some(Cause::BodyNotSupplied { header_verified: true }));
}

#[test]
fn an_empty_body_that_was_signed_passes_without_one() {
    let signer = Signer::ed25519();
    let signed = signer.signed("c=relaxed/relaxed; h=from", &format!("{HEADER}\r\n"));
    assert_eq!(checked(&signer.record(), &signed, Origin::Paste).signatures[0].result, DkimResult::Pass);
}

#[test]
fn a_bare_lf_counts_as_crlf_and_is_told() {
    let signer = Signer::ed25519();
    let signed = signer.signed(SIMPLE, &original());
    let lf = checked(&signer.record(), &signed.replace("\r\n", "\n"), Origin::File);
    assert_eq!(lf.signatures[0].result, DkimResult::Pass);
    assert!(lf.findings.contains(&DkimFinding::BareLineFeeds));
    let crlf = checked(&signer.record(), &signed, Origin::File);
    assert!(!crlf.findings.contains(&DkimFinding::BareLineFeeds));
}

#[test]
fn rfc_8301_weak_signatures_verify_and_are_ruled_out() {
    for bits in [512, 768] {
        let signer = Signer::rsa(bits);
        let signature = verdict(&signer.record(), &signer.signed(RELAXED, &original()));
        assert_eq!((signature.result, signature.cause), (DkimResult::Policy, Some(Cause::WeakKey { bits })));
        assert_eq!((signature.header_verified, signature.key_bits), (Some(true), Some(bits)));
        let forged =
            verdict(&signer.record(), &signer.signed(RELAXED, &original()).replace("Friday", "Monday"));
        assert_eq!(forged.result, DkimResult::Fail);
    }
    let signer = Signer::rsa_sha1(2048);
    let signature = verdict(&signer.record(), &signer.signed(RELAXED, &original()));
    assert_eq!((signature.result, signature.cause), (DkimResult::Policy, Some(Cause::WeakHash)));
}

#[test]
fn rfc_6376_3_6_1_the_record_restricts_the_key() {
    let signer = Signer::ed25519();
    let signed = signer.signed(&format!("{RELAXED}; i=ann@mail.example.com"), &original());
    let with = |tags: &str| verdict(&format!("v=DKIM1; {tags}; {}", signer.record()), &signed).cause;
    assert_eq!(with("n=ok"), None);
    assert_eq!(with("h=sha1"), Some(Cause::HashNotAllowed { hash: HashAlgorithm::Sha256 }));
    assert_eq!(with("s=tlsrpt"), Some(Cause::ServiceNotAllowed));
    assert_eq!(with("t=s"), Some(Cause::IdentityNotExact { identity: "ann@mail.example.com".into() }));
    let rsa = Signer::rsa(1024).record();
    assert_eq!(verdict(&rsa, &signed).cause, Some(Cause::KeyTypeMismatch { key_type: KeyType::Rsa }));
    let revoked = verdict("p=", &signed);
    assert_eq!((revoked.cause, revoked.key_record), (Some(Cause::KeyRevoked), Some("p=".into())));
    let error = KeyRecordError::Data { error: KeyError::BadLength };
    assert_eq!(verdict("k=ed25519; p=AAAA", &signed).cause, Some(Cause::KeyUnusable { error }));
}

#[test]
fn a_key_that_is_gone_is_not_a_forgery_and_trouble_is_temporary() {
    let signed = Signer::ed25519().signed(RELAXED, &original());
    let message = Message::parse(signed.as_bytes(), Origin::File);
    let with = |zone: &str| {
        let zone: Zone = serde_json::from_str(zone).unwrap();
        pollster::block_on(verify(&zone, &message, NOW)).signatures.remove(0)
    };
    let gone = with("{}");
    assert_eq!((gone.result, gone.cause), (DkimResult::Permerror, Some(Cause::KeyNotFound)));
    assert_eq!((gone.header_verified, gone.body_verified), (None, Some(true)));
    let trouble = with(r#"{"sel._domainkey.example.com": ["TIMEOUT"]}"#);
    assert_eq!(trouble.result, DkimResult::Temperror);
}

#[test]
fn advice_names_what_should_be_otherwise() {
    let signer = Signer::rsa(1024);
    let tags = format!("c=relaxed/relaxed; h=from:to; l=20; t={}", NOW + 9999);
    let text = signer.signed(&tags, &original().replace("ann@example.com", "ann@com"));
    let findings = checked(&format!("{}; v=DKIM1; t=y", signer.record()), &text, Origin::File).findings;
    let domain = || Domain::parse("example.com").unwrap();
    let name = || Domain::parse("sel._domainkey.example.com").unwrap();
    let present = Some(BODY.len() as u64);
    let expected = [
        DkimFinding::BodyLengthLimited { domain: domain(), signed: 20, present },
        DkimFinding::SignatureFromFuture { domain: domain(), at: NOW + 9999 },
        DkimFinding::FieldUnsigned { domain: domain(), field: "Subject".into() },
        DkimFinding::FieldUnsigned { domain: domain(), field: "Date".into() },
        DkimFinding::SubdomainOnly { author: Domain::parse("com").unwrap(), domain: domain() },
        DkimFinding::KeyShort { name: name(), bits: 1024 },
        DkimFinding::KeyTesting { name: name() },
        DkimFinding::VersionNotFirst { name: name() },
    ];
    assert_eq!(findings, expected);
    let quoted = checked(&format!("\"{}\"", signer.record()), &text, Origin::File).findings;
    assert!(quoted.contains(&DkimFinding::RecordQuoted { name: name() }));
}

#[test]
fn a_signature_from_before_its_message_is_told_of() {
    let signer = Signer::ed25519();
    let date = "Sat, 28 Nov 2026 12:00:00 +0000";
    let written = Timestamp::parse_rfc5322(date).unwrap().0.unsigned_abs();
    for (before, told) in [(MAX_APART + 1, true), (MAX_APART, false), (0, false)] {
        let at = written - before;
        let mail = format!("Date: {date}\r\nFrom: ann@example.com\r\n\r\n{BODY}");
        let text = signer.signed(&format!("c=relaxed/relaxed; h=from:date; t={at}"), &mail);
        let findings = checked(&signer.record(), &text, Origin::File).findings;
        let domain = Domain::parse("example.com").unwrap();
        assert_eq!(findings.contains(&DkimFinding::SignatureBeforeDate { domain, at }), told, "{before}");
    }
}

#[test]
fn each_signature_is_judged_by_itself_and_their_number_is_limited() {
    let signer = Signer::ed25519();
    let signed = signer.signed(RELAXED, &original());
    let twice = format!("DKIM-Signature: synerr\r\nDKIM-Signature: a=b; d=other.example\r\n{signed}");
    let results: Vec<_> = checked(&signer.record(), &twice, Origin::File).signatures;
    let results: Vec<_> = results.into_iter().map(|s| (s.result, s.domain.map(|d| d.to_string()))).collect();
    let named = |name: &str| Some(name.to_owned());
    let expected = [
        (DkimResult::Neutral, None),
        (DkimResult::Neutral, named("other.example")),
        (DkimResult::Pass, named("example.com")),
    ];
    assert_eq!(results, expected);
    let many = format!("{}{signed}", "DKIM-Signature: x=1\r\n".repeat(MAX_SIGNATURES));
    let checked = checked(&signer.record(), &many, Origin::File);
    assert_eq!(checked.signatures.len(), MAX_SIGNATURES);
    assert_eq!(checked.findings[0], DkimFinding::TooManySignatures { left_out: 1 });
}

#[test]
fn more_header_than_the_limit_is_not_hashed() {
    let signer = Signer::ed25519();
    let long =
        |octets: usize| signer.signed("h=from:x", &format!("X:{}\r\n{}", "x".repeat(octets), original()));
    assert_eq!(verdict(&signer.record(), &long(MAX_SIGNED_HEADER - 1000)).result, DkimResult::Pass);
    let cause = verdict(&signer.record(), &long(MAX_SIGNED_HEADER)).cause;
    assert!(matches!(cause, Some(Cause::HeaderTooLong { .. })), "{cause:?}");
}

#[test]
fn the_report_is_as_the_contract_says() {
    let signer = Signer::rsa(2048);
    let signed = signer.signed(RELAXED, &original());
    let json = serde_json::to_value(verdict(&signer.record(), &signed)).unwrap();
    let expected = serde_json::json!({
        "result": "pass", "domain": "example.com", "selector": "sel", "algorithm": "rsa-sha256",
        "keyBits": 2048, "cause": null, "testing": false, "headerVerified": true, "bodyVerified": true,
        "headerCanonicalization": "relaxed", "covered": [2, 1, 3, 4, 5, 6],
    });
    for (key, value) in expected.as_object().unwrap() {
        assert_eq!(&json[key], value, "{key}");
    }
    let failed = serde_json::to_value(verdict(&signer.record(), &format!("{signed}more\r\n"))).unwrap();
    assert_eq!(failed["cause"], serde_json::json!({ "code": "bodyHashMismatch" }));
    assert_eq!(failed["bodyChange"]["code"], "footerAppended");
    let cause = serde_json::to_value(Cause::BodyNotSupplied { header_verified: true }).unwrap();
    assert_eq!(cause, serde_json::json!({ "code": "bodyNotSupplied", "headerVerified": true }));
}

/// A piece of the kind that messages are made of.
fn piece() -> impl Strategy<Value = String> {
    let pieces = [
        "DKIM-Signature:",
        "ARC-Seal:",
        "ARC-Message-Signature:",
        "ARC-Authentication-Results:",
        "From:",
        "Subject:",
        "a=rsa-sha256;",
        "b=",
        "bh=",
        "d=example.com;",
        "s=sel;",
        "h=from:subject;",
        "i=1;",
        "cv=none;",
        "l=",
        "z=",
        "\r\n",
        "\n",
        "\r",
        " ",
        "\t",
        "--x",
        "Content-Type: multipart/mixed; boundary=x",
        "AAAA",
        ";",
        ":",
        "=",
        "\u{fc}",
    ];
    prop_oneof![proptest::sample::select(pieces.to_vec()).prop_map(str::to_owned), "[ -~]{0,5}"]
}

proptest! {
    // Each case tries many changes, slowly where nothing is optimised.
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn no_input_panics(pieces in proptest::collection::vec(piece(), 0..60), paste in any::<bool>()) {
        let origin = if paste { Origin::Paste } else { Origin::File };
        checked(&pieces.concat(), &pieces.concat(), origin);
    }

    #[test]
    fn no_change_to_a_signed_message_panics(at in 0.0..1.0, gone in 0_usize..40, put in piece(), simple in any::<bool>()) {
        let signer = Signer::ed25519();
        let text = signer.signed(if simple { SIMPLE } else { RELAXED }, &original());
        let start = (at * text.len() as f64) as usize;
        let end = (start + gone).min(text.len());
        let changed = format!("{}{put}{}", &text[..start], &text[end..]);
        let signatures = checked(&signer.record(), &changed, Origin::File).signatures;
        for signature in signatures {
            prop_assert_eq!(signature.result == DkimResult::Pass, signature.cause.is_none());
            prop_assert_eq!(signature.body_verified == Some(false), signature.body_change.is_some());
            prop_assert_eq!(signature.header_verified == Some(false), signature.header_change.is_some());
        }
    }
}
