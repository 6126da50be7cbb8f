//! Mail that nothing speaks for, and records that were left: what is said of them holds whoever wrote the words in them.

use serde_json::{Value, json};
use waxseal_prose::Lang;
use waxseal_tests::mail::key_record;
use waxseal_tests::situation::{causes, checked, of_domain, of_message, steps, zone};

/// A mail in the name of `a.example` from a server of somebody else's, taken in by `by` for `recipient`.
fn mail(by: &str, recipient: &str, fields: &str) -> String {
    format!(
        "Return-Path: <jo@a.example>\r\n\
         Authentication-Results: {by}; spf=fail smtp.mailfrom=jo@a.example; dkim=none; \
         dmarc=fail header.from=a.example\r\n\
         Received: from out.c.example (out.c.example [198.51.101.7])\r\n\tby {by} with ESMTPS id 1\r\n\
         \tfor <{recipient}>; Mon, 30 Nov 2026 10:00:00 +0000\r\n\
         {fields}From: jo@a.example\r\nTo: {recipient}\r\nDate: Mon, 30 Nov 2026 10:00:00 +0000\r\n\
         Message-ID: <1@c.example>\r\nSubject: x\r\n\r\nx\r\n"
    )
}

fn sent(text: &str) -> Value {
    let places = zone(json!({
        "7.101.51.198.in-addr.arpa": [{ "PTR": "out.c.example" }],
        "out.c.example": [{ "A": "198.51.101.7" }],
    }));
    of_message(text, places)
}

#[test]
fn a_service_that_nobody_knows_is_named_by_its_server() {
    let report = sent(&mail("mx.b.example", "ann@b.example", ""));
    assert_eq!(report["diagnosis"][0]["server"], "out.c.example", "{report:#}");
    // It greeted by its name, and the mail's own is of the same house: whoever uses it asks there first.
    let found = steps(&report, "spoofed");
    assert_eq!(found, [("askService", None), ("rightlyFails", None)]);
}

#[test]
fn answers_that_go_elsewhere_are_the_look_of_forged_mail_and_of_no_form() {
    let fields = "Reply-To: pay@d.example\r\nX-Mailer: Leaf PHPMailer 2.7\r\n";
    let report = sent(&mail("mx.b.example", "ann@b.example", fields));
    assert_eq!(report["diagnosis"][0]["guise"], "answersElsewhere", "{report:#}");
    assert_eq!(steps(&report, "spoofed"), [("rightlyFails", None)]);
}

#[test]
fn mail_in_the_readers_own_name_is_told_as_that_only_where_it_arrived_there_without_a_login() {
    let own = |by: &str, recipient: &str, below: &str| {
        sent(&mail(by, recipient, below))["diagnosis"][0]["guise"].clone()
    };
    assert_eq!(own("mx.a.example", "ann@a.example", ""), "ownName");
    assert_eq!(own("mx.b.example", "ann@a.example", ""), Value::Null, "it arrived elsewhere");
    let login = "Received: from [203.0.114.99] by out.c.example with ESMTPSA id 2; Mon, 30 Nov 2026 09:59:59 +0000\r\n";
    assert_eq!(own("mx.a.example", "ann@a.example", login), Value::Null, "somebody logged in");
}

#[test]
fn a_signature_of_which_only_the_receiver_tells_is_no_strangers_mail() {
    let told = mail("mx.b.example", "ann@b.example", "Return-Path: <jo@a.example>\r\n")
        .replace("dkim=none", "dkim=fail (body hash did not verify) header.d=a.example header.s=k1");
    assert!(!causes(&sent(&told)).contains(&"spoofed"));
}

fn notice(said: &str) -> String {
    format!(
        "From: MAILER-DAEMON@mx.a.example\r\nSubject: Undelivered Mail Returned to Sender\r\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n\
         --b\r\nContent-Type: text/plain\r\n\r\nIt was refused.\r\n\
         --b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.a.example\r\n\r\n\
         Final-Recipient: rfc822; ann@b.example\r\nAction: failed\r\nStatus: 5.7.1\r\nRemote-MTA: dns; mx.b.example\r\n\
         Diagnostic-Code: smtp; {said}\r\n\r\n\
         --b\r\nContent-Type: message/rfc822\r\n\r\nReturn-Path: <jo@a.example>\r\nFrom: jo@a.example\r\nTo: ann@b.example\r\nSubject: x\r\n\r\nx\r\n--b--\r\n"
    )
}

fn refused(said: &str, extra: Value) -> Value {
    of_message(&notice(said), zone(extra))
}

#[test]
fn a_refusal_about_something_else_leads_to_no_policy() {
    let said = "550 5.7.1 Client host [203.0.114.25] blocked using zen.spamhaus.org";
    let report = refused(said, json!({}));
    assert_eq!(report["spf"]["result"], "pass", "{report:#}");
    assert_eq!(report["dmarc"]["nextStep"], Value::Null, "what only the notice tells leads to no policy");
    assert!(causes(&report).is_empty());
    let report = checked(&notice(said), zone(json!({})));
    let said = Lang::ALL.map(|lang| lang.prose().steps_of_refusal(&report).concat());
    assert!(
        said[0].contains("whoever keeps the list") && said[1].contains("de beheerder van de lijst"),
        "{said:?}"
    );
    assert!(Lang::ALL.iter().all(|lang| lang.prose().way_out(&report).is_empty()), "there is no more to do");
}

#[test]
fn the_receivers_own_address_is_not_the_sender() {
    let said = "554 5.7.1 mx.b.example [198.51.101.30]: your server [203.0.114.25] is listed at b.barracudacentral.org";
    assert_eq!(refused(said, json!({}))["envelope"]["clientIp"], "203.0.114.25");
}

#[test]
fn open_records_below_a_closed_domain_are_told() {
    let closed = |names: Value| {
        let mut all = json!({
            "a.example": [{ "MX": [0, "."] }, { "TXT": "v=spf1 -all" }],
            "_dmarc.a.example": [{ "TXT": "v=DMARC1; p=reject" }],
        });
        all.as_object_mut().unwrap().extend(names.as_object().unwrap().clone());
        of_domain(&zone(all))
    };
    assert!(causes(&closed(json!({}))).is_empty());
    let report = closed(json!({ "bounce.a.example": [{ "TXT": "v=spf1 +all" }] }));
    assert_eq!(steps(&report, "spfAllowsEverybody"), [("closeSpf", Some("v=spf1 ~all"))], "{report:#}");
}

#[test]
fn records_that_end_differently_end_softly_together() {
    let merged = |one: &str, other: &str| {
        let report = of_domain(&zone(json!({
            "a.example": [{ "MX": [10, "mx.a.example"] }, { "TXT": one }, { "TXT": other }],
        })));
        steps(&report, "spfSeveralRecords").first().and_then(|(_, value)| value.map(str::to_owned))
    };
    for (one, other, all) in [
        ("v=spf1 mx -all", "v=spf1 ip4:203.0.114.9 ?all", "~all"),
        ("v=spf1 mx -all", "v=spf1 ip4:203.0.114.9", "~all"),
        ("v=spf1 mx ?all", "v=spf1 ip4:203.0.114.9 ?all", "?all"),
        ("v=spf1 mx -all", "v=spf1 ip4:203.0.114.9 -all", "-all"),
    ] {
        let expected = format!("v=spf1 mx ip4:203.0.114.9 {all}");
        assert_eq!(merged(one, other).as_deref(), Some(expected.as_str()), "{one} + {other}");
    }
}

#[test]
fn mailboxes_that_seem_to_be_left_are_asked_about_before_they_are_set_up() {
    let report = of_domain(&zone(json!({
        "a.example": [
            { "MX": [1, "smtp.google.com"] },
            { "TXT": "v=spf1 include:_spf.google.com include:spf.protection.outlook.com ~all" },
        ],
        "google._domainkey.a.example": [{ "TXT": key_record() }],
    })));
    let found = steps(&report, "microsoftDefaultSignature");
    assert_eq!(found.first(), Some(&("dropIfUnused", None)), "{report:#}");
}

#[test]
fn an_spf_record_in_a_policys_place_is_replaced_only_where_it_lists_nobody() {
    let at_dmarc = |text: &str| {
        let report = of_domain(&zone(json!({ "_dmarc.a.example": [{ "TXT": text }] })));
        report["diagnosis"][0]["fixes"][0]["action"].clone()
    };
    assert_eq!(at_dmarc("v=spf1 -all"), "replace");
    assert_eq!(at_dmarc("v=spf1 ip4:203.0.114.9 -all"), "publish");
}

/// A mail with a login that was returned to whoever wrote it.
fn returned(fields: &str) -> Value {
    let text = format!(
        "From: MAILER-DAEMON@out.c.example\r\nSubject: Undelivered Mail Returned to Sender\r\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n\
         --b\r\nContent-Type: text/plain\r\n\r\nIt was refused.\r\n\
         --b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; out.c.example\r\n\r\n\
         Final-Recipient: rfc822; ann@b.example\r\nAction: failed\r\nStatus: 5.7.26\r\nRemote-MTA: dns; mx.b.example\r\n\
         Diagnostic-Code: smtp; 550-5.7.26 SPF [a.example] with ip: [198.51.101.7] = did not pass\r\n\r\n\
         --b\r\nContent-Type: message/rfc822\r\n\r\nReturn-Path: <jo@a.example>\r\n{fields}\
         From: jo@a.example\r\nTo: ann@b.example\r\nSubject: x\r\n\r\nx\r\n--b--\r\n"
    );
    sent(&text)
}

#[test]
fn a_refused_mail_with_a_login_is_first_taken_for_the_readers_own() {
    let login = "Received: from pc (pc [10.0.0.4]) by out.c.example with ESMTPSA id 2; Mon, 30 Nov 2026 09:59:59 +0000\r\n";
    assert_eq!(steps(&returned(login), "spoofed"), [("askService", None), ("rightlyFails", None)]);
    let device = format!("{login}X-Mailer: RICOH MP C3004\r\n");
    assert_eq!(steps(&returned(&device), "spoofed")[0].0, "loginFromDevice");
    // Of mail that came in, the same line says nothing: a forger's server writes it too.
    let came_in = sent(&mail("mx.b.example", "ann@b.example", "X-Mailer: RICOH MP C3004\r\n"));
    assert_eq!(steps(&came_in, "spoofed")[0].0, "rightlyFails");
}

#[test]
fn a_form_is_told_by_the_site_whose_address_handed_the_mail_over() {
    let form = |site: &str| {
        let fields = "X-PHP-Originating-Script: 33:PHPMailer.php\r\n";
        let text = mail("mx.b.example", "ann@gmail.com", fields)
            .replace("a.example", "yahoo.de")
            .replace("<1@c.example>", &format!("<1@{site}>"));
        of_message(
            &text,
            zone(json!({
                "www.d.example": [{ "A": "198.51.101.7" }],
                "www.e.example": [{ "A": "198.51.101.9" }],
                "yahoo.de": [{ "TXT": "v=spf1 ip4:203.0.114.0/24 -all" }],
                "_dmarc.yahoo.de": [{ "TXT": "v=DMARC1; p=reject" }],
            })),
        )
    };
    let own = form("www.d.example");
    assert_eq!(own["diagnosis"][0]["site"], "www.d.example", "{:#}", own["diagnosis"]);
    assert_eq!(steps(&own, "spoofed")[0].0, "ownFrom");
    assert_eq!(form("www.e.example")["diagnosis"][0]["site"], Value::Null, "that site is elsewhere");
    assert_eq!(
        form("out.c.example")["diagnosis"][0]["site"],
        Value::Null,
        "a server's own name is no site's"
    );
}

#[test]
fn mailboxes_of_a_region_are_listed_by_its_include_and_have_one_key() {
    let report = of_domain(&zone(json!({
        "a.example": [{ "MX": [10, "mx.zoho.eu"] }, { "TXT": "v=spf1 include:spf.gone.example ~all" }],
        "spf.gone.example": [{ "TXT": "v=spf1 ip4:203.0.114.0/24 -all" }],
        "mx.zoho.eu": [{ "A": "185.230.212.166" }],
        "zohomail.eu": [{ "TXT": "v=spf1 ip4:185.230.212.0/22 -all" }],
    })));
    let value = steps(&report, "spfProviderNotListed").first().and_then(|(_, value)| *value);
    assert_eq!(
        value,
        Some("v=spf1 include:spf.gone.example include:zohomail.eu ~all"),
        "{:#}",
        report["diagnosis"]
    );
    let keys = steps(&report, "espSignsOwnDomain");
    assert_eq!(keys.iter().filter(|(step, _)| *step == "publishKey").count(), 1, "{keys:?}");
}
