//! What a move left behind, or a slip of the hand took away: an old server before the mailboxes, a proxy before the mail server, a digit of
//! a mask, the first letters of a key, and mail that its only addressee sent on.

use serde_json::{Value, json};
use waxseal_prose::Lang;
use waxseal_tests::mail::key_record;
use waxseal_tests::situation::{causes, checked, of_domain, of_selectors, steps, zone};

const KEY: &str = "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAtTAOO+k+WwWuIZ0amDRzCkSMm7xcLNXa+p3sddHTuS6Px5gFJB1MaMlDd+j9khITFozYvv0k/pDeOAyhLhXrFEON7yPaH9gTpmtrbu+67QL5K3qZ0qP9bXlnyQJmSOhTFV9u+uMAz26YDo84jkxotRRKmlvTqaZNas4BxQL6OdfuPTAokaAkA2u7n3lUi519H8YbXFxYbrlTQAI6gDstlm+aNV9y0ADBMRn8cvWCXCEjq2v8GIamFa6coUxvo/M3RWJCwPRlrc26dctgdexgjA1GInsdNGOdiA/gnPOLD4nAocNOzSJNQpD7YJCDDfmwjPxYgCff2vYsOTivBIrVjwIDAQAB";

#[test]
fn a_host_of_the_web_site_before_the_mailboxes_gets_the_mail() {
    let with = |front: &str, address: &str| {
        of_domain(&zone(json!({
            "a.example": [
                { "A": "203.0.114.5" }, { "MX": [0, front] }, { "MX": [1, "smtp.google.com"] },
                { "TXT": "v=spf1 a include:_spf.google.com ~all" },
            ],
            "mx.a.example": [{ "A": address }], "smtp.google.com": [{ "A": "203.0.114.90" }],
            "_spf.google.com": [{ "TXT": "v=spf1 ip4:203.0.114.0/28 ~all" }],
            "_dmarc.a.example": [{ "TXT": "v=DMARC1; p=none" }],
        })))
    };
    let left = with("a.example", "203.0.114.77");
    assert_eq!(steps(&left, "mxBeforeMailboxes"), [("dropExchanger", Some("0 a.example"))]);
    let found =
        left["diagnosis"].as_array().unwrap().iter().find(|found| found["cause"] == "mxBeforeMailboxes");
    assert_eq!(found.unwrap()["fixes"][0]["page"], Value::Null, "the provider's page tells nothing of it");
    assert_eq!(steps(&with("mx.a.example", "203.0.114.5"), "mxBeforeMailboxes").len(), 1);
    let moved_on = with("mx00.ionos.de", "203.0.114.77");
    assert!(!causes(&moved_on).contains(&"mxBeforeMailboxes"), "either may be where the mailboxes are");
    let filter = with("mx.a.example", "203.0.114.77");
    assert!(!causes(&filter).contains(&"mxBeforeMailboxes"), "it may be a filter of the owner's");
}

#[test]
fn a_proxy_before_the_mail_server_takes_it_out_of_the_record() {
    let with = |term: &str| {
        of_domain(&zone(json!({
            "a.example": [
                { "A": "104.21.44.190" }, { "MX": [10, "mx.a.example"] }, { "TXT": format!("v=spf1 {term} -all") },
            ],
            "mail.a.example": [{ "A": "104.21.44.191" }], "mx.a.example": [{ "A": "203.0.114.8" }],
            "_dmarc.a.example": [{ "TXT": "v=DMARC1; p=none" }],
        })))
    };
    assert_eq!(steps(&with("a:mail.a.example"), "spfProxied"), [("unproxyKeyAlias", None)]);
    assert_eq!(steps(&with("a"), "spfProxied"), [("narrowSpf", None)], "nobody else is listed");
    let beside = with("a:mail.a.example ip4:203.0.114.8");
    assert!(!causes(&beside).contains(&"spfProxied"), "the server is listed by what stands there besides");
    assert!(!causes(&with("mx a")).contains(&"spfProxied"), "the web site is meant to be behind it");
}

#[test]
fn an_exchanger_that_the_site_hides_is_another_name_and_not_another_site() {
    let with = |hosts: Value| {
        let mut records = vec![json!({ "A": "104.21.44.190" }), json!({ "TXT": "v=spf1 mx -all" })];
        records.extend(hosts.as_array().unwrap().iter().map(|host| json!({ "MX": host })));
        of_domain(&zone(json!({ "a.example": records, "mx.a.example": [{ "A": "203.0.114.8" }] })))
    };
    assert_eq!(steps(&with(json!([[10, "a.example"]])), "mxUnreachable"), [("nameExchanger", None)]);
    let beside = with(json!([[10, "a.example"], [20, "mx.a.example"]]));
    assert!(!causes(&beside).contains(&"mxUnreachable"), "mail arrives at the other");
}

#[test]
fn a_mask_that_lost_a_digit_meant_the_address() {
    let with = |term: &str| {
        let spf = format!("v=spf1 mx ip4:{term} -all");
        let report = of_domain(&zone(json!({
            "a.example": [{ "MX": [10, "mx.a.example"] }, { "TXT": spf }],
            "mx.a.example": [{ "A": "94.73.145.20" }],
        })));
        steps(&report, "spfTooWide").first().map(|(_, value)| value.map(str::to_owned))
    };
    assert_eq!(with("94.73.145.20/3"), Some(Some("v=spf1 mx ip4:94.73.145.20 ~all".to_owned())));
    assert_eq!(with("94.73.145.21/3"), Some(None), "no server of the owner's that is known");
    assert_eq!(with("64.0.0.0/3"), Some(None), "a network, and no address");
    assert_eq!(with("94.73.145.20/8"), Some(None), "no digit of it was lost");
}

#[test]
fn a_key_gets_the_letters_back_that_it_lost() {
    let whole = format!("v=DKIM1; k=rsa; p={KEY}");
    let lost = whole.replacen("p=M", "p=", 1);
    let report = of_selectors(
        &zone(json!({
            "a.example": [{ "MX": [10, "mx.a.example"] }, { "TXT": "v=spf1 mx -all" }],
            "mx.a.example": [{ "A": "203.0.114.8" }], "s1._domainkey.a.example": [{ "TXT": lost }],
        })),
        &["s1"],
    );
    let found = steps(&report, "dkimKeyUnusable");
    let data = |text: &str| text.split("p=").nth(1).map(str::to_owned);
    assert_eq!(found.first().and_then(|(_, value)| data(value.unwrap())), data(&whole), "{found:?}");
}

/// A service that writes to whom its customer names: he writes to himself, and sends the signed mail on to everybody.
#[test]
fn mail_that_its_only_addressee_sent_on_was_not_meant_for_the_reader() {
    let way_out = |to: &str| {
        let mail = waxseal_tests::mail::sign(
            "a.example",
            "from:to:subject",
            &format!("From: Pay <pay@a.example>\r\nTo: {to}\r\nSubject: Receipt\r\n\r\nCall us.\r\n"),
        );
        let received = "Return-Path: <x+SRS=1=2@evil.test>\r\nReceived: from mx.evil.test (mx.evil.test [198.51.101.9])\r\n\tby mx.b.example (Postfix) with ESMTPS id 1\r\n\t\
                        for <ann@b.example>; Mon, 30 Nov 2026 10:00:05 +0000\r\n";
        let zone = zone(json!({
            "s._domainkey.a.example": [{ "TXT": key_record() }], "_dmarc.a.example": [{ "TXT": "v=DMARC1; p=reject" }],
            "evil.test": [{ "TXT": "v=spf1 ip4:198.51.101.9 -all" }],
        }));
        Lang::En.prose().way_out(&checked(&format!("{received}{mail}"), zone)).join("\n")
    };
    let sent_on = way_out("billing@evil.test");
    assert!(sent_on.contains("addressed to evil.test, and its Return-Path is there as well"), "{sent_on}");
    assert!(way_out("ann@b.example").starts_with("Nothing: it passed"), "{}", way_out("ann@b.example"));
}
