//! Nothing a sender wrote moves a verdict: forgeries below the layouts of many receivers, made up at random.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has to fail")]

use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, any, proptest};
use waxseal_core::MessageInput;
use waxseal_core::dkim::DkimFinding;
use waxseal_core::dmarc::{DmarcFinding, SuffixList};
use waxseal_core::dns::{Text, Zone, ZoneEntry};
use waxseal_core::domain::Domain;
use waxseal_core::message::Origin;
use waxseal_core::report::{AnyFinding, Finding, Fix, MessageReport, Missing, Verdict};
use waxseal_tests::fuzzed::layouts::LAYOUTS;
use waxseal_tests::fuzzed::run;
use waxseal_tests::mail;

#[test]
fn it_stands_below_the_layouts_of_many_receivers() {
    assert!(LAYOUTS.len() >= 12, "only {} layouts", LAYOUTS.len());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_forger_never_passes_and_nothing_of_his_is_advised(octets in vec(any::<u8>(), 8..64)) {
        run("forged", &octets);
    }
}

/// What comes of a message whose author's domain and a stranger's answer as `records` say.
fn checked(message: &str, records: &[(&str, String)], list: Option<&SuffixList>) -> MessageReport {
    let mut zone = Zone::default();
    for (name, text) in records {
        zone.insert(Domain::parse(name).unwrap(), ZoneEntry::Txt(Text(text.clone().into_bytes())));
    }
    let input = MessageInput { suffixes: list, ..mail::input(message.as_bytes(), Origin::File) };
    pollster::block_on(waxseal_core::check_message(&zone, &input))
}

const LETTER: &str = "From: Board <ceo@bank.example>\r\nTo: you@victim.example\r\nSubject: lunch\r\n\
                      Date: Sat, 28 Nov 2026 11:00:00 +0000\r\nContent-Type: text/plain\r\n\r\nhello\r\n";

/// RFC 6376 §8.15: the signature goes on holding, so the field that was put on top has to be told of beside the verdict.
#[test]
fn a_field_on_top_of_a_signed_one_is_told_of() {
    let records = [
        ("s._domainkey.bank.example", mail::key_record()),
        ("_dmarc.bank.example", "v=DMARC1; p=reject".into()),
    ];
    let signed = mail::sign("bank.example", "from:to:subject:date:content-type", LETTER);
    let told = |message: &str| {
        let report = checked(message, &records, None);
        assert!(matches!(report.verdict, Verdict::Pass { .. }), "{message}");
        let repeated = |finding: &Finding| match &finding.advice {
            AnyFinding::Dkim(DkimFinding::FieldRepeated { field, .. }) => Some(field.clone()),
            _ => None,
        };
        report.findings.iter().filter_map(repeated).collect::<Vec<_>>()
    };
    assert!(told(&signed).is_empty());
    for (name, value) in [
        ("Subject", "pay"),
        ("Content-Type", "text/html"),
        ("From", "ceo@bank.example"),
        ("Date", "Sat, 28 Nov 2026 12:00:00 +0000"),
    ] {
        assert_eq!(told(&format!("{name}: {value}\r\n{signed}")), [name]);
    }
    // What the signer wrote twice and signed twice is nobody else's.
    let twice = format!("Subject: pay\r\n{LETTER}");
    assert!(told(&mail::sign("bank.example", "from:to:subject:subject", &twice)).is_empty());
}

/// What a receiver behind a proxy cannot see, nobody can: SPF may have vouched for the mail, or not.
#[test]
fn a_client_that_nobody_saw_leaves_open_who_sent_it() {
    let records = [
        ("bank.example", "v=spf1 ip4:192.0.2.1 -all".into()),
        ("s._domainkey.bank.example", mail::key_record()),
        ("_dmarc.bank.example", "v=DMARC1; p=reject".into()),
    ];
    let changed = mail::sign("bank.example", "from:to:subject", LETTER).replace("lunch", "[EXTERN] lunch");
    let verdict = |ip: &str| {
        let hop = format!(
            "Return-Path: <ceo@bank.example>\r\nReceived: from mx.bank.example ({ip}) by ex1.victim.example (10.20.0.21) \
             with Microsoft SMTP Server id 15.2.1544.33 via Frontend Transport; Sat, 28 Nov 2026 12:00:00 +0000\r\n"
        );
        checked(&(hop + &changed), &records, None).verdict
    };
    assert_eq!(verdict("10.20.0.9"), Verdict::CannotTell { missing: Missing::Client });
    assert!(matches!(verdict("203.0.113.66"), Verdict::Fail { .. }));
    assert!(matches!(verdict("192.0.2.1"), Verdict::Pass { .. }));
}

/// RFC 9989 §4.7 psd: a public suffix that does not say what it is makes its customers one organization.
#[test]
fn a_neighbour_under_a_public_suffix_is_told_of() {
    let list = SuffixList::parse("example\npages.example\n", |_| None);
    let letter = LETTER.replace("bank.example", "bank.pages.example");
    let signed = |domain: &str| mail::sign(domain, "from:to:subject", &letter);
    let told = |domain: &str, policy: &str| {
        let key = format!("s._domainkey.{domain}");
        let records = [(key.as_str(), mail::key_record()), ("_dmarc.pages.example", policy.to_owned())];
        let report = checked(&signed(domain), &records, Some(&list));
        let shared = |finding: &Finding| {
            matches!(&finding.advice, AnyFinding::Dmarc(DmarcFinding::DmarcSharedSuffix { .. }))
        };
        (matches!(report.verdict, Verdict::Pass { .. }), report.findings.iter().any(shared))
    };
    assert_eq!(told("evil.pages.example", "v=DMARC1; p=reject"), (true, true));
    assert_eq!(told("evil.pages.example", "v=DMARC1; p=reject; psd=y"), (false, false));
    assert_eq!(told("bank.pages.example", "v=DMARC1; p=reject"), (true, false));
    assert_eq!(told("mail.bank.pages.example", "v=DMARC1; p=reject"), (true, false));
}

/// Whoever has an account at the author's provider signs as one of it. Neither his account's name nor any key of his is advised, and
/// nothing at all about keys where the author's lead into another account.
#[test]
fn another_account_at_the_authors_provider_is_not_helped() {
    let fail = |aliases: bool| {
        let mut zone = Zone::default();
        let mut add = |name: &str, entry: ZoneEntry| zone.insert(Domain::parse(name).unwrap(), entry);
        let text = |text: &str| ZoneEntry::Txt(Text(text.as_bytes().to_vec()));
        add("s._domainkey.evil.onmicrosoft.com", text(&mail::key_record()));
        add("bank.example", text("v=spf1 include:spf.protection.outlook.com -all"));
        add("spf.protection.outlook.com", text("v=spf1 ip4:40.92.0.0/15 -all"));
        add("_dmarc.bank.example", text("v=DMARC1; p=reject"));
        for selector in ["selector1", "selector2"].into_iter().filter(|_| aliases) {
            let target = format!("{selector}-bank-example._domainkey.bank.onmicrosoft.com");
            add(&target, text(&mail::key_record()));
            let target = Domain::parse(&target).unwrap();
            add(&format!("{selector}._domainkey.bank.example"), ZoneEntry::Cname(target));
        }
        let signed = mail::sign("evil.onmicrosoft.com", "from:to:subject", LETTER);
        let hop = "Received: from out.outbound.protection.outlook.com (192.0.2.77) by mx.victim.example (Postfix) with ESMTPS id 1; \
                   Sat, 28 Nov 2026 12:00:00 +0000\r\n";
        let message = format!("Return-Path: <ceo@evil.example>\r\n{hop}{signed}");
        let input = MessageInput { suffixes: None, ..mail::input(message.as_bytes(), Origin::File) };
        pollster::block_on(waxseal_core::check_message(&zone, &input))
    };
    for aliases in [false, true] {
        let report = fail(aliases);
        assert!(matches!(report.verdict, Verdict::Fail { .. }), "{:?}", report.verdict);
        let fixes: Vec<&Fix> = report.diagnosis.iter().flat_map(|diagnosis| &diagnosis.fixes).collect();
        let shown = format!("{fixes:?}");
        assert!(!shown.contains("evil"), "{shown}");
        let of_keys = fixes
            .iter()
            .any(|fix| fix.name.as_ref().is_some_and(|name| name.as_str().contains("_domainkey")));
        assert!(!(aliases && of_keys), "{shown}");
    }
}
