//! What is told of a message beside its verdict.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has to fail")]

use waxseal_core::check_message;
use waxseal_core::dns::Zone;
use waxseal_core::message::Origin;
use waxseal_core::report::{MessageReport, Missing, Verdict};
use waxseal_tests::given;

fn check(header: &str, zone: &str) -> MessageReport {
    checked(header, zone, Origin::Paste)
}

fn check_file(text: &str, zone: &str) -> MessageReport {
    checked(text, zone, Origin::File)
}

fn checked(text: &str, zone: &str, origin: Origin) -> MessageReport {
    let zone: Zone = serde_json::from_str(zone).unwrap();
    pollster::block_on(check_message(&zone, &given(text, origin)))
}

/// Gmail's header of a mail that it took in at 1,794,000,000 with two signatures of one domain, of which it passed the first.
const LAPSED: &str = "Delivered-To: ann@gmail.com\n\
    Received: from mx.a.example (mx.a.example. [203.0.114.9])\n\
    \tby mx.google.com with ESMTPS id x1;\n\
    \tWed, 04 Nov 2026 13:20:00 -0800 (PST)\n\
    Authentication-Results: mx.google.com;\n\
    \tdkim=pass header.i=@a.example header.s=one header.b=AAAAAAAA;\n\
    \tdkim=neutral (expired) header.i=@a.example header.s=two header.b=BBBBBBBB;\n\
    \tdmarc=pass header.from=a.example\n\
    DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=a.example; s=one;\n\
    \tx=1794600000; h=from:subject; bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=;\n\
    \tb=AAAAAAAACCCC\n\
    DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=a.example; s=two;\n\
    \tx=1793000000; h=from:subject; bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=;\n\
    \tb=BBBBBBBBCCCC\n\
    From: Bob <bob@a.example>\nSubject: hello\n\n";

#[test]
fn a_signature_that_lapsed_after_the_receiver_passed_it_is_no_fault_and_one_before_is() {
    let report = check(LAPSED, "{}");
    let findings = serde_json::to_value(&report.findings).unwrap();
    let lapsed = findings.as_array().unwrap().iter().filter(|finding| finding["code"] == "signatureExpired");
    let times: Vec<u64> = lapsed.filter_map(|finding| finding["at"].as_u64()).collect();
    assert_eq!(times, [1_793_000_000], "{findings:#}");
}

#[test]
fn nobody_is_asked_to_publish_at_the_domain_of_a_mailbox_provider_for_everybody() {
    let header = "Delivered-To: ann@b.example\n\
        Authentication-Results: mx.b.example;\n\
        \tspf=pass smtp.mailfrom=x@esp.example; dkim=none; dmarc=fail (p=none) header.from=gmail.com\n\
        Received: from out.esp.example (out.esp.example [203.0.114.9])\n\
        \tby mx.b.example with ESMTPS id x1; Wed, 04 Nov 2026 13:20:00 +0000\n\
        From: A shop <shop@gmail.com>\nSubject: hello\n\n";
    let zone = r#"{ "gmail.com": [{ "TXT": "v=spf1 redirect=_spf.google.com" }, { "MX": [5, "gmail-smtp-in.l.google.com"] }],
        "_spf.google.com": [{ "TXT": "v=spf1 ip4:74.125.0.0/16 ~all" }],
        "_dmarc.gmail.com": [{ "TXT": "v=DMARC1; p=none; sp=quarantine; rua=mailto:mailauth-reports@google.com" }] }"#;
    let report = check(header, zone);
    assert!(!report.diagnosis.is_empty(), "{:?}", report.verdict);
    let fixes = || report.diagnosis.iter().flat_map(|found| &found.fixes);
    let records: Vec<_> = fixes().filter(|fix| fix.name.is_some() || fix.value.is_some()).collect();
    assert!(records.is_empty(), "{records:?}");
}

fn causes(report: &MessageReport) -> Vec<String> {
    let code = |value: serde_json::Value| value["cause"].as_str().unwrap().to_owned();
    report.diagnosis.iter().map(|found| code(serde_json::to_value(found).unwrap())).collect()
}

#[test]
fn without_a_policy_the_sender_that_signs_in_its_own_name_is_told_too() {
    let header = "Authentication-Results: mx.b.example;\n\
        \tspf=pass smtp.mailfrom=x@bounce.rsgsv.net; dkim=pass header.d=mcsv.net header.s=k2; dmarc=none\n\
        Received: from mail1.mcsv.net (mail1.mcsv.net [203.0.114.9])\n\
        \tby mx.b.example with ESMTPS id x1; Wed, 04 Nov 2026 13:20:00 +0000\n\
        From: Bob <bob@a.example>\nSubject: hello\n\n";
    let found = causes(&check(header, "{}"));
    assert_eq!(found, ["dmarcMissing", "espSignsOwnDomain"]);
}

#[test]
fn a_signature_that_is_older_than_the_message_was_taken_from_another() {
    let mail = |signed: u64| {
        format!(
            "Received: from x.example (x.example [203.0.114.9])\n\tby mx.b.example with ESMTPS id x1; Wed, 04 Nov 2026 \
             13:20:00 +0000\nDKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed; d=a.example; s=one; t={signed};\n\t\
             h=from:subject; bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=;\n\tb=AAAAAAAACCCC\nFrom: Bob \
             <bob@a.example>\nSubject: hello\nDate: Wed, 04 Nov 2026 13:19:00 +0000\n\nPay here.\n"
        )
    };
    let zone = |exchanger: &str| {
        let key = waxseal_tests::mail::key_record();
        format!(
            r#"{{ "a.example": [{{ "MX": [10, "{exchanger}"] }}, {{ "TXT": "v=spf1 -all" }}], "x.example": [{{ "A": "203.0.114.9" }}], "_dmarc.a.example": [{{ "TXT": "v=DMARC1; p=none" }}],
            "one._domainkey.a.example": [{{ "TXT": "{key}" }}] }}"#
        )
    };
    let (of_own, of_a_stranger) = (zone("x.example"), zone("y.example"));
    // 1793798340 is the time of Date.
    let new = || mail(1_793_798_341);
    assert!(causes(&check_file(&new(), &of_own)).contains(&"dkimBrokenInTransit".to_owned()));
    // Neither header nor body is what was signed, and a stranger hands it over: whoever has a mail has a signature to copy.
    for text in [new(), mail(1_792_000_000)] {
        let told = causes(&check_file(&text, &of_a_stranger));
        let is = |cause: &str| told.contains(&cause.to_owned());
        assert!(is("spoofed") && !is("dkimBrokenInTransit"), "{told:?}");
    }
}

#[test]
fn a_copy_that_a_good_signature_does_not_fit_is_not_what_arrived() {
    let mail = |said: &str| {
        format!(
            "Authentication-Results: mx.b.example; dkim={said} header.d=a.example header.s=one; dmarc={said} \
             header.from=a.example\nReceived: from x.example (x.example [203.0.114.9])\n\tby mx.b.example with ESMTPS id \
             x1; Wed, 04 Nov 2026 13:20:00 +0000\nDKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed; d=a.example; \
             s=one;\n\th=from:subject; bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=;\n\tb=AAAAAAAACCCC\nFrom: Bob \
             <bob@a.example>\nSubject: hello\nDate: Wed, 04 Nov 2026 13:19:00 +0000\n\nAnother text.\n"
        )
    };
    let zone = format!(
        r#"{{ "_dmarc.a.example": [{{ "TXT": "v=DMARC1; p=reject" }}], "one._domainkey.a.example": [{{ "TXT": "{}" }}] }}"#,
        waxseal_tests::mail::key_record()
    );
    assert_eq!(check_file(&mail("pass"), &zone).verdict, Verdict::CannotTell { missing: Missing::Copy });
    assert!(matches!(check_file(&mail("fail"), &zone).verdict, Verdict::Fail { .. }));
}
