//! Set-ups that stopped half way, and refusals: what is still missing is told whatever else is broken, and nothing that shows no need.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has to fail")]

use serde_json::{Value, json};
use waxseal_tests::mail::key_record;
use waxseal_tests::situation::{causes, of_domain, of_message, of_selectors, steps, zone};

const WITH_GOOGLE: &str = "v=spf1 include:_spf.google.com ~all";

fn google(changes: Value) -> Value {
    let mut all = zone(json!({ "a.example": [{ "MX": [1, "smtp.google.com"] }, { "TXT": WITH_GOOGLE }] }));
    if let Value::Object(changes) = changes {
        all.as_object_mut().unwrap().extend(changes);
    }
    all
}

#[test]
fn mailboxes_to_which_mail_programs_are_led_send_as_well() {
    let moved = |led: Value| {
        of_domain(&zone(json!({
            "a.example": [{ "MX": [0, "a-example.mail.protection.outlook.com"] }, { "TXT": "v=spf1 ip4:203.0.114.7 -all" }],
            "default._domainkey.a.example": [{ "TXT": key_record() }],
            "autodiscover.a.example": led,
            "autodiscover.outlook.com": [{ "A": "52.97.1.1" }],
        })))
    };
    let report = moved(json!([{ "CNAME": "autodiscover.outlook.com" }]));
    let right = "v=spf1 ip4:203.0.114.7 include:spf.protection.outlook.com -all";
    assert_eq!(steps(&report, "spfProviderNotListed"), [("addInclude", Some(right))]);
    assert!(causes(&report).contains(&"microsoftDefaultSignature"), "the web host's key is not Microsoft's");
    assert!(!causes(&moved(json!(["NXDOMAIN"]))).contains(&"spfProviderNotListed"));
}

#[test]
fn a_missing_key_is_told_beside_a_broken_record() {
    let report = of_selectors(&zone(json!({ "a.example": [{ "MX": [1, "smtp.google.com"] }] })), &["google"]);
    assert_eq!(causes(&report), ["spfMissing", "googleDefaultSignature"]);
    assert_eq!(steps(&report, "googleDefaultSignature"), [("enableSigning", None), ("publishKey", None)]);
}

#[test]
fn a_selector_that_was_asked_for_and_has_no_key_is_told_where_it_is_needed() {
    let report = of_selectors(&zone(json!({})), &["s2026"]);
    assert_eq!(steps(&report, "dkimKeyMissing"), [("publishKey", None)]);
    // One that was given up for another is no fault.
    let other = json!({ "new._domainkey.a.example": [{ "TXT": key_record() }] });
    assert!(causes(&of_selectors(&zone(other), &["old", "new"])).is_empty());
}

#[test]
fn an_alias_behind_a_proxy_of_web_sites_is_told() {
    let there = json!({
        "google._domainkey.a.example": [{ "TXT": key_record() }],
        "s1._domainkey.a.example": [{ "A": "104.21.44.19" }],
        "s2._domainkey.a.example": [{ "A": "104.21.44.19" }],
    });
    let report = of_selectors(&google(there), &["google", "s1", "s2"]);
    assert_eq!(report["diagnosis"][0]["setup"], "proxied", "{report:#}");
    assert_eq!(steps(&report, "dkimAliasWrong"), [("unproxyKeyAlias", None), ("unproxyKeyAlias", None)]);
}

/// What a corrected record says of its policy is so: one that asked for nothing begins as it was.
#[test]
fn a_policy_that_is_put_into_force_begins_mildly_and_no_other_is_said_to() {
    let corrected = |record: &str| {
        let report = of_domain(&zone(json!({
            "a.example": [{ "MX": [1, "smtp.google.com"] }, { "TXT": "v=spf1 a mx -all" }],
            "google._domainkey.a.example": [{ "TXT": key_record() }],
            "_dmarc.a.example": [{ "TXT": record }],
        })));
        steps(&report, "dmarcSyntax").first().and_then(|(_, value)| value.map(str::to_owned)).unwrap()
    };
    let rua = "rua=mailto:d@a.example";
    assert_eq!(corrected(&format!("v=DMARC1; p=rejct; {rua}")), format!("v=DMARC1; p=none; {rua}"));
    assert_eq!(
        corrected("v=DMARC1; p=reject; sp=none; rua:mailto:d@a.example"),
        format!("v=DMARC1; p=reject; sp=none; {rua}"),
        "what is in force stays"
    );
}

/// Two faults of a kind do not keep one another from being mended.
#[test]
fn doubled_names_are_mended_one_beside_the_other() {
    let policy = "v=DMARC1; p=none; rua=mailto:d@a.example";
    let doubled = google(json!({
        "_dmarc.a.example": ["NXDOMAIN"],
        "google._domainkey.a.example.a.example": [{ "TXT": key_record() }],
        "_dmarc.a.example.a.example": [{ "TXT": policy }],
    }));
    let report = of_selectors(&doubled, &["google"]);
    assert_eq!(causes(&report), ["dkimKeyWrongName", "dmarcWrongName"]);
    let key = key_record();
    let moved = [("moveKey", Some(key.as_str())), ("enableSigning", None)];
    assert_eq!(steps(&report, "dkimKeyWrongName"), moved);
    assert_eq!(steps(&report, "dmarcWrongName"), [("moveDmarc", Some(policy))]);
}

/// A policy that never was in force hits nobody's mail unseen.
#[test]
fn a_misplaced_policy_begins_mildly_where_own_mail_may_fail() {
    let strict = "v=DMARC1; p=reject; rua=mailto:d@a.example";
    let at = |key: Value| {
        let zone = google(json!({
            "_dmarc.a.example": ["NXDOMAIN"],
            "_dmarc.a.example.a.example": [{ "TXT": strict }],
            "google._domainkey.a.example": key,
        }));
        of_selectors(&zone, &["google"])
    };
    assert_eq!(steps(&at(json!([{ "TXT": key_record() }])), "dmarcWrongName"), [("moveDmarc", Some(strict))]);
    let mild = "v=DMARC1; p=none; rua=mailto:d@a.example";
    assert_eq!(steps(&at(json!(["NXDOMAIN"])), "dmarcWrongName"), [("moveDmarc", Some(mild))]);
}

#[test]
fn a_record_that_loses_its_senders_gets_whoever_keeps_the_mailboxes() {
    let report = of_domain(&google(json!({
        "a.example": [{ "MX": [1, "smtp.google.com"] }, { "TXT": "v=spf1 mx include:relay.gone.example ip4:0.0.0.0/0 +all" }],
        "google._domainkey.a.example": [{ "TXT": key_record() }],
    })));
    let right = "v=spf1 mx include:_spf.google.com ~all";
    assert_eq!(steps(&report, "spfSyntax"), [("correctSpf", Some(right))]);
    let told: Vec<&str> = causes(&report).into_iter().filter(|cause| cause.starts_with("spf")).collect();
    assert_eq!(told, ["spfSyntax"], "one record in one place");
}

/// A visitor's address, from the server of the reader's own web site.
#[test]
fn a_form_on_the_readers_web_site_is_told_by_its_address() {
    let text = "Return-Path: <www@host.example>\nReceived: from web.host.example (web.host.example [203.0.114.9])\n\tby mx.b.example (Postfix) with ESMTPS id x1; \
                Wed, 04 Nov 2026 13:20:00 +0000\nFrom: Ann <ann@a.example>\nTo: info@b.example\nSubject: hello\n\nhello\n";
    let with = |site: &str| {
        of_message(text, zone(json!({ "b.example": [{ "A": site }, { "MX": [10, "mx.b.example"] }] })))
    };
    let report = with("203.0.114.9");
    assert_eq!(
        (causes(&report), report["diagnosis"][0]["site"].as_str()),
        (vec!["spoofed"], Some("b.example"))
    );
    assert_eq!(
        steps(&report, "spoofed"),
        [("rightlyFails", None), ("ownFrom", None)],
        "nothing else shows a form"
    );
    let by_php = text.replace("From: Ann", "X-PHP-Originating-Script: 33:mail.php\nFrom: Ann");
    let zone = zone(json!({ "b.example": [{ "A": "203.0.114.9" }, { "MX": [10, "mx.b.example"] }] }));
    assert_eq!(steps(&of_message(&by_php, zone), "spoofed"), [("ownFrom", None), ("rightlyFails", None)]);
    assert_eq!(steps(&with("203.0.114.77"), "spoofed"), [("rightlyFails", None)]);
}

/// What a refusal is about comes before what else may be amiss, and what a notice leaves out did not fail.
#[test]
fn a_refusal_about_the_recipient_stays_that() {
    let notice = "Your message to joe@b.example couldn't be delivered.\nStatus code: 550 5.4.1\n\njoe@b.example\nRemote server \
                  returned '550 5.4.1 Recipient address rejected: Access denied.'\n\nOriginal message headers:\n\n\
                  DKIM-Signature: v=1; a=rsa-sha256; d=a.example; s=s; h=From; bh=AAAA; b=AAAA\n\
                  From: Bob <bob@a.example>\nTo: joe@b.example\nSubject: hello\n";
    let report = of_message(notice, zone(json!({})));
    let replies = report["bounce"]["replies"].as_array().unwrap();
    assert_eq!((replies.len(), &replies[0]["meaning"]), (1, &json!("noMailbox")), "{report:#}");
    assert_eq!((&report["verdict"]["code"], causes(&report)), (&json!("cannotTell"), Vec::new()));
}
