//! Causes that name what is wrong: the term, the tag, the key, and where a record was put instead.

use serde_json::{Value, json};
use waxseal_tests::mail::key_record;
use waxseal_tests::situation::{causes, of_domain, of_message, steps, zone};

fn with_spf(texts: &[&str]) -> Value {
    let mut records: Vec<Value> = texts.iter().map(|text| json!({ "TXT": text })).collect();
    records.push(json!({ "MX": [10, "mx.a.example"] }));
    of_domain(&zone(json!({ "a.example": records })))
}

#[test]
fn a_term_that_is_not_read_is_told_with_why() {
    for (record, fault) in [
        ("v=spf1 mx -all ip4:192.0.2.1", "behindAll"),
        ("v=spf1 include: _spf.google.com ~all", "torn"),
        ("v=spf1 mx, ip4:192.0.2.1 ~all", "separator"),
        ("v=spf1 mx include:gone.example ~all", "leadsNowhere"),
        ("v=spf1 mx include _spf.google.com ~all", "torn"),
        ("v=spf1 mx ip:192.0.2.1 ~all", "mechanism"),
        ("v=spf1 mx 192.0.2.1 ~all", "bare"),
        ("v=spf1 mx include=_spf.google.com ~all", "colon"),
        ("v=spf1 mx include:https://_spf.google.com ~all", "address"),
        ("v=spf1 mx ~all v=spf1 a ~all", "secondRecord"),
        ("v=spf1 mx redirect=_spf.google.com ~all", "besideAll"),
    ] {
        let report = with_spf(&[record]);
        let found = &report["diagnosis"][0];
        assert_eq!(
            (&found["cause"], &found["fault"]),
            (&json!("spfSyntax"), &json!(fault)),
            "{record}: {found:#}"
        );
    }
}

#[test]
fn records_that_are_put_together_explain_once_and_keep_a_final_dot() {
    let merged = |texts: &[&str]| {
        let report = with_spf(texts);
        let found = steps(&report, "spfSeveralRecords");
        found.first().and_then(|(_, value)| *value).map(str::to_owned)
    };
    assert_eq!(
        merged(&[
            "v=spf1 mx include:spf.protection.outlook.com. ~all",
            "v=spf1 include:_spf.google.com ~all"
        ])
        .as_deref(),
        Some("v=spf1 mx include:spf.protection.outlook.com. include:_spf.google.com ~all")
    );
    assert_eq!(
        merged(&[
            "v=spf1 mx exp=one.a.example ~all",
            "v=spf1 include:_spf.google.com exp=two.a.example ~all"
        ])
        .as_deref(),
        Some("v=spf1 mx exp=one.a.example include:_spf.google.com ~all")
    );
}

#[test]
fn a_record_that_lists_only_the_web_server_leaves_out_who_keeps_the_mailboxes() {
    let hosted = |spf: &str| {
        of_domain(&zone(json!({
            "a.example": [{ "MX": [1, "smtp.google.com"] }, { "A": "192.0.2.40" }, { "TXT": spf }],
            "default._domainkey.a.example": [{ "TXT": key_record() }],
        })))
    };
    let report = hosted("v=spf1 +a +mx +ip4:192.0.2.40 ~all");
    let found = steps(&report, "spfProviderNotListed");
    assert_eq!(
        found,
        [("addInclude", Some("v=spf1 +a +mx +ip4:192.0.2.40 include:_spf.google.com ~all"))],
        "{report:#}"
    );
    // A server elsewhere may be what sends.
    assert!(!causes(&hosted("v=spf1 mx ip4:198.51.100.9 ~all")).contains(&"spfProviderNotListed"));
}

#[test]
fn a_dmarc_record_is_told_by_the_tag_that_is_not_read_and_offered_once() {
    let with_dmarc = |record: &str| of_domain(&zone(json!({ "_dmarc.a.example": [{ "TXT": record }] })));
    let report = with_dmarc("v=DMARC1; p=none; rua=d@a.example");
    assert_eq!(report["diagnosis"][0]["part"], "rua=d@a.example", "{report:#}");
    assert!(!causes(&report).contains(&"dmarcPolicyNone"), "no second record for the same name");
    let report = with_dmarc("v=DMARC1; p=reject; fo=0:1:d:s; rua=mailto:d@a.example");
    assert_eq!(causes(&report), [""; 0], "RFC 7489 took any list of options");
}

#[test]
fn a_closed_domain_has_no_reports_sent_to_itself() {
    let report = of_domain(&zone(json!({
        "a.example": [{ "MX": [0, "."] }, { "TXT": "v=spf1 -all" }],
        "_dmarc.a.example": [{ "TXT": "v=DMARC1; p=none; rua=mailto:d@a.example,mailto:a@agent.example" }],
        "a.example._report._dmarc.agent.example": [{ "TXT": "v=DMARC1" }],
    })));
    let value = steps(&report, "parkedUndeclared").pop().and_then(|(_, value)| value);
    assert_eq!(value, Some("v=DMARC1; p=reject; rua=mailto:a@agent.example"), "{report:#}");
}

#[test]
fn a_logo_that_nobody_shows_is_tied_to_the_policy() {
    let report = of_domain(&zone(json!({
        "_dmarc.a.example": [{ "TXT": "v=DMARC1; p=none; rua=mailto:d@a.example" }],
        "default._bimi.a.example": [{ "TXT": "v=BIMI1; l=https://a.example/logo.svg; a=" }],
    })));
    assert_eq!(causes(&report), ["dmarcPolicyNone", "bimiNeedsEnforcement"]);
    assert!(steps(&report, "bimiNeedsEnforcement").is_empty(), "the step stands above");
}

/// A mail in the name of `a.example` that a server of somebody else's handed over.
fn mail(results: &str, fields: &str, to: &str) -> String {
    format!(
        "Authentication-Results: mx.b.example; {results}; dmarc=fail header.from=a.example\r\n\
         Received: from out.c.example (out.c.example [198.51.101.7])\r\n\tby mx.b.example with ESMTPS id 1\r\n\
         \tfor <{to}>; Mon, 30 Nov 2026 10:00:00 +0000\r\n\
         {fields}From: jo@a.example\r\nTo: {to}\r\nDate: Mon, 30 Nov 2026 10:00:00 +0000\r\n\
         Message-ID: <1@c.example>\r\nSubject: x\r\n\r\nx\r\n"
    )
}

#[test]
fn the_keys_of_a_service_are_found_under_a_doubled_name() {
    let results =
        "spf=pass smtp.mailfrom=bounce@mail1.mcsv.net; dkim=pass header.d=mailchimpapp.net header.s=k2";
    let text = mail(results, "Return-Path: <bounce@mail1.mcsv.net>\r\n", "ann@b.example");
    let places = zone(json!({
        "mail1.mcsv.net": [{ "TXT": "v=spf1 ip4:198.51.101.0/24 -all" }],
        "a.example.a.example": [],
        "k2._domainkey.a.example.a.example": [{ "CNAME": "dkim2.mcsv.net" }],
        "k3._domainkey.a.example.a.example": [{ "CNAME": "dkim3.mcsv.net" }],
        "dkim2.mcsv.net": [{ "TXT": key_record() }],
        "dkim3.mcsv.net": [{ "TXT": key_record() }],
    }));
    let report = of_message(&text, places);
    assert_eq!(
        steps(&report, "dkimKeyWrongName"),
        [("moveKey", Some("dkim2.mcsv.net")), ("moveKey", Some("dkim3.mcsv.net")), ("enableSigning", None)],
        "{:#}",
        report["diagnosis"]
    );
}

#[test]
fn a_form_is_told_by_what_only_the_readers_own_servers_can_write() {
    let form = |mail_from: &str| {
        let fields = format!("Return-Path: <{mail_from}>\r\nX-PHP-Originating-Script: 33:PHPMailer.php\r\n");
        let text = mail(&format!("spf=pass smtp.mailfrom={mail_from}; dkim=none"), &fields, "ann@b.example");
        let places = zone(json!({
            "b.example": [{ "TXT": "v=spf1 ip4:198.51.101.7 -all" }],
            "c.example": [{ "TXT": "v=spf1 ip4:198.51.101.7 -all" }],
        }));
        of_message(&text, places)
    };
    let own = form("wordpress@b.example");
    assert_eq!(own["diagnosis"][0]["site"], "b.example", "{own:#}");
    assert_eq!(steps(&own, "spoofed")[0].0, "ownFrom");
    // Whoever passes for a name of his own only says that he is a form.
    let strange = form("x@c.example");
    assert_eq!(strange["diagnosis"][0]["site"], Value::Null);
    assert_eq!(steps(&strange, "spoofed")[0].0, "rightlyFails");
}

#[test]
fn a_selector_that_only_a_stranger_names_sets_nothing_up() {
    let results =
        "spf=fail smtp.mailfrom=jo@a.example; dkim=permerror (no key) header.d=a.example header.s=selector1";
    let text = mail(results, "Return-Path: <jo@a.example>\r\n", "ann@b.example");
    let places = zone(json!({
        "a.example": [{ "MX": [0, "a-example.mail.protection.outlook.com"] }, { "TXT": "v=spf1 -all" }],
    }));
    let report = of_message(&text, places);
    let all =
        report["diagnosis"].as_array().unwrap().iter().flat_map(|found| found["fixes"].as_array().unwrap());
    let set_up = all.filter(|fix| fix["step"] == "publishKeyAlias" || fix["step"] == "enableSigning");
    assert_eq!(set_up.count(), 0, "{:#}", report["diagnosis"]);
}
