//! What stands close by and was passed over: a record beside another, an address beside another, a hop, a notice, a name.

use serde_json::{Value, json};
use waxseal_tests::mail::{key_record, sign};
use waxseal_tests::situation::{causes, of_domain, of_message, steps, zone};

#[test]
fn a_text_that_goes_leaves_the_others_at_its_name() {
    let report = of_domain(&zone(json!({
        "a.example": [
            { "MX": [10, "mx.a.example"] }, { "TXT": "v=spf1 mx -all" },
            { "TXT": "v=DMARC1; p=none; rua=mailto:d@a.example" },
        ],
        "_dmarc.a.example": [],
    })));
    let tidy = &report["diagnosis"][0]["tidy"];
    assert_eq!(tidy[0]["step"], "removeMisplaced", "{:#}", report["diagnosis"]);
    assert_eq!(tidy[0]["old"], "v=DMARC1; p=none; rua=mailto:d@a.example");
}

#[test]
fn an_exchanger_that_is_listed_by_one_of_its_addresses_has_the_other_listed_too() {
    let with = |spf: &str, host: &str| {
        of_domain(&zone(json!({
            "a.example": [{ "MX": [10, host] }, { "TXT": spf }],
            "mx.a.example": [{ "A": "203.0.114.25" }, { "AAAA": "2a01:4f9:c012::1" }],
            "smtp.google.com": [{ "A": "142.250.102.26" }, { "AAAA": "2607:f8b0::1" }],
        })))
    };
    let report = with("v=spf1 ip4:203.0.114.25 -all", "mx.a.example");
    let mended = "v=spf1 ip4:203.0.114.25 ip6:2a01:4f9:c012::1 -all";
    assert_eq!(steps(&report, "spfMissesIpv6"), [("addAddress", Some(mended))]);
    // A provider sends from others than its exchangers, and `mx` has both.
    assert!(!causes(&with("v=spf1 ip4:142.250.102.26 -all", "smtp.google.com")).contains(&"spfMissesIpv6"));
    assert!(causes(&with("v=spf1 mx -all", "mx.a.example")).is_empty());
}

#[test]
fn the_digest_of_a_retired_authority_fits_no_certificate() {
    let with = |data: &[(u8, &str)]| {
        let records: Vec<Value> =
            data.iter().map(|(usage, data)| json!({ "TLSA": [usage, 1, 1, data] })).collect();
        let mut zone = zone(json!({ "_25._tcp.mx.a.example": records }));
        for name in ["a.example", "mx.a.example", "_25._tcp.mx.a.example"] {
            zone[name].as_array_mut().unwrap().push(json!({ "AD": true }));
        }
        of_domain(&zone)
    };
    let retired = "8d02536c887482bc34ff54e41d2ba659bf85b341a0a20afadb5813dcfbcf286d";
    let other = "2bbad93ab5c79279ec121507f272cbe0c6647a3aae52e22f388afab426b4adba";
    assert_eq!(steps(&with(&[(2, retired)]), "tlsaMatchesNothing").len(), 1);
    // One that may fit is enough, and the digest of a server's own key is another matter.
    assert!(causes(&with(&[(2, retired), (2, other)])).is_empty());
    assert!(causes(&with(&[(3, retired)])).is_empty());
}

#[test]
fn a_key_behind_an_alias_that_nobody_knows_serves() {
    let with = |target: &str, key: bool| {
        let mut zone = zone(json!({
            "a.example": [{ "MX": [5, "smtpin.rzone.de"] }, { "TXT": "v=spf1 redirect=_spf.strato.com" }],
            "_spf.strato.com": [{ "TXT": "v=spf1 ip4:81.169.146.128/25 ?all" }],
            "smtpin.rzone.de": [{ "A": "81.169.145.97" }],
            "strato-dkim-0002._domainkey.a.example": [{ "CNAME": target }],
        }));
        if key {
            zone[target] = json!([{ "TXT": key_record() }]);
        }
        of_domain(&zone)
    };
    let elsewhere = "strato-dkim-0002._domainkey.strato.de";
    assert!(!causes(&with(elsewhere, true)).contains(&"dkimAliasWrong"));
    assert!(causes(&with(elsewhere, false)).contains(&"dkimAliasWrong"));
}

#[test]
fn half_of_the_internet_twice_is_all_of_it() {
    let with = |inner: &str| {
        of_domain(&zone(json!({
            "a.example": [{ "MX": [10, "mx.a.example"] }, { "TXT": "v=spf1 mx include:spf.sold.example -all" }],
            "spf.sold.example": [{ "TXT": inner }],
        })))
    };
    let open = with("v=spf1 ip4:0.0.0.0/1 ip4:128.0.0.0/1 ip4:192.0.2.7 ~all");
    let left = "v=spf1 mx ip4:192.0.2.7 -all";
    assert_eq!(causes(&open), ["spfAllowsEverybody"]);
    assert_eq!(steps(&open, "spfAllowsEverybody"), [("dropOpenInclude", Some(left))]);
    // The bits of a host behind so short a prefix are a slip, and a wide network is not the world.
    for wide in ["v=spf1 ip4:192.0.2.7/2 ~all", "v=spf1 ip4:20.0.0.0/8 ~all"] {
        assert_eq!(causes(&with(wide)), ["spfTooWide"], "{wide}");
    }
}

#[test]
fn silence_beside_answers_is_the_name_servers() {
    let with =
        |entry: Value| of_domain(&zone(json!({ "a.example": [{ "MX": [10, "mx.a.example"] }, entry] })));
    let silent = with(json!({ "FAULT": ["TXT", "TIMEOUT"] }));
    assert_eq!(steps(&silent, "lookupFails"), [("tellNameServers", None)]);
    assert_eq!(silent["diagnosis"][0]["evidence"][0]["value"], "TIMEOUT");
    // Where nothing about a name was answered it may be one's own line.
    let all = of_domain(&zone(json!({ "a.example": ["TIMEOUT"] })));
    assert!(!causes(&all).contains(&"lookupFails"), "{:#}", all["diagnosis"]);
}

#[test]
fn a_logo_is_mended_at_once() {
    let report = of_domain(&zone(json!({
        "default._bimi.a.example": [{ "TXT": "v=BIMI1; l=http://a.example/logo.png;" }],
    })));
    let mended = "v=BIMI1; l=https://a.example/logo.svg;";
    assert_eq!(steps(&report, "recordUnreadable"), [("serveSvg", Some(mended))]);
}

#[test]
fn a_return_path_of_its_own_takes_an_include_out_of_a_long_record() {
    let with = |keys: bool| {
        let mut names = json!({
            "a.example": [{ "MX": [10, "mx.a.example"] }, { "TXT": "v=spf1 mx include:sendgrid.net include:b.example -all" }],
            "sendgrid.net": [{ "TXT": "v=spf1 ip4:167.89.0.0/17 include:ab.sendgrid.net ~all" }],
            "ab.sendgrid.net": [{ "TXT": "v=spf1 ip4:223.165.113.0/24 ~all" }],
            "b.example": [{ "TXT": "v=spf1 a:h1.b.example a:h2.b.example a:h3.b.example a:h4.b.example a:h5.b.example a:h6.b.example a:h7.b.example -all" }],
        });
        for host in 1..=7 {
            names[format!("h{host}.b.example")] = json!([{ "A": format!("192.0.2.{host}") }]);
        }
        if keys {
            for selector in ["s1", "s2"] {
                let target = format!("{selector}.domainkey.u1.wl1.sendgrid.net");
                names[format!("{selector}._domainkey.a.example")] = json!([{ "CNAME": target }]);
                names[target] = json!([{ "TXT": key_record() }]);
            }
        }
        of_domain(&zone(names))
    };
    let shorter = "v=spf1 mx include:b.example ~all";
    assert_eq!(steps(&with(true), "spfOverLimits"), [("shortenSpf", Some(shorter))]);
    assert_eq!(steps(&with(false), "spfOverLimits")[0].1, None, "nothing shows where its bounces go");
}

/// A signature is good for as long as it says when the receiver looks, and not when the file is read.
#[test]
fn rfc_6376_3_5_a_signature_is_as_old_as_the_mail_was_when_it_was_taken_over() {
    let at = |time: &str| {
        let text = "From: jo@a.example\r\nTo: ann@b.example\r\nDate: Sun, 01 Nov 2026 10:00:00 +0000\r\n\
             Message-ID: <1@a.example>\r\nSubject: x\r\n\r\nx\r\n";
        // 1793527200 is the first of November, and the end is a week later.
        let signed = sign("a.example; t=1793527200; x=1794132000", "from", text);
        let hop = format!(
            "Received: from inner.b.example (inner.b.example [10.0.0.1]) by mx.b.example; {time}\r\n"
        );
        let report = of_message(
            &format!("{hop}{signed}"),
            zone(json!({ "s._domainkey.a.example": [{ "TXT": key_record() }] })),
        );
        report["dkim"][0]["result"].clone()
    };
    assert_eq!(at("Sun, 01 Nov 2026 10:00:05 +0000"), "pass");
    assert_ne!(at("Fri, 20 Nov 2026 10:00:05 +0000"), "pass");
}

/// A notice of a Postfix server, with a report and the mail's own fields.
fn notice(action: &str, code: &str, reporter: &str, received: &str) -> String {
    format!(
        "Return-Path: <>\r\nFrom: MAILER-DAEMON@{reporter}\r\nTo: jo@a.example\r\n\
         Subject: Undelivered Mail Returned to Sender\r\nAuto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\r\n\r\n\
         --b\r\nContent-Type: text/plain\r\n\r\n<ann@c.example>: host 10.0.0.9 said: {code} here\r\n\r\n\
         --b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; {reporter}\r\n\r\n\
         Final-Recipient: rfc822; ann@c.example\r\nAction: {action}\r\nStatus: {}\r\n\
         Remote-MTA: dns; 10.0.0.9\r\nDiagnostic-Code: smtp; {code} here\r\n\r\n\
         --b\r\nContent-Type: message/rfc822\r\n\r\nReturn-Path: <jo@a.example>\r\n{received}From: jo@a.example\r\nTo: ann@c.example\r\n\
         Date: Mon, 30 Nov 2026 10:00:00 +0000\r\nMessage-ID: <1@d.example>\r\nSubject: x\r\n\r\nx\r\n\r\n--b--\r\n",
        code.split_once(' ').map_or("", |(_, status)| status)
    )
}

#[test]
fn rfc_3464_2_3_3_a_report_on_success_tells_of_no_refusal() {
    let report = of_message(&notice("relayed", "250 2.0.0", "mail.a.example", ""), zone(json!({})));
    assert_eq!(report["bounce"], Value::Null, "{report:#}");
    let failed = of_message(&notice("failed", "550 5.1.1", "mail.a.example", ""), zone(json!({})));
    assert_eq!(failed["bounce"]["replies"].as_array().unwrap().len(), 1);
}

/// The notice of a receiver that had taken in what a stranger wrote in somebody's name.
#[test]
fn a_returned_mail_that_a_stranger_handed_to_the_receiver_is_judged_there() {
    let stranger = "Received: from d.example (unknown [198.51.101.9])\r\n\tby mx.c.example (Postfix) with ESMTP id 1\r\n\tfor <ann@c.example>; Mon, 30 Nov 2026 10:00:00 +0000\r\n";
    let report = of_message(&notice("failed", "550 5.1.1", "mx.c.example", stranger), zone(json!({})));
    assert_eq!(report["verdict"]["code"], "fail", "{report:#}");
    assert_eq!(steps(&report, "spoofed").first().map(|step| step.0), Some("rightlyFails"));
    // The author's own server has its users' machines there.
    let own = stranger.replace("mx.c.example", "mx.a.example");
    let report = of_message(&notice("failed", "550 5.1.1", "mx.a.example", &own), zone(json!({})));
    assert_ne!(report["envelope"]["clientIp"], "198.51.101.9");
}

#[test]
fn a_proxy_in_the_place_of_a_key_shows_in_a_mail_too() {
    let text = "Authentication-Results: mx.b.example; dkim=pass header.d=hubspotemail.net\r\n\
         From: jo@a.example\r\nTo: ann@b.example\r\nDate: Mon, 30 Nov 2026 10:00:00 +0000\r\n\
         Message-ID: <1@a.example>\r\nSubject: x\r\n\r\nx\r\n";
    let signed = sign("a.example", "from", text);
    let selector = "s._domainkey.a.example";
    let proxied = of_message(&signed, zone(json!({ selector: [{ "A": "104.21.8.9" }] })));
    assert_eq!(proxied["diagnosis"][0]["setup"], "proxied", "{:#}", proxied["diagnosis"]);
    assert_eq!(steps(&proxied, "dkimAliasWrong"), [("unproxyKeyAlias", None)]);
    let other = of_message(&signed, zone(json!({ selector: [{ "A": "203.0.114.80" }] })));
    assert!(!causes(&other).contains(&"dkimAliasWrong"), "any other address may be a wildcard's");
}

#[test]
fn a_name_that_imitates_the_one_whose_mail_it_quotes() {
    let with = |author: &str, quoted: &str| {
        let text = format!(
            "From: Greta <g@{author}>\r\nTo: ann@b.example\r\nDate: Mon, 30 Nov 2026 10:00:00 +0000\r\n\
             Message-ID: <1@{author}>\r\nSubject: x\r\n\r\nPay here.\r\n> From: Greta <g@{quoted}>\r\n"
        );
        let report = of_message(&text, zone(json!({})));
        (causes(&report).contains(&"lookalikeDomain"), report["dmarc"]["nextStep"] == Value::Null)
    };
    assert_eq!(with("harnmond-vogel.example", "hammond-vogel.example"), (true, true));
    assert!(!with("hammondvogel.example", "hammond-vogel.example").0, "a hyphen is its owner's");
    assert!(!with("hammond-vogel.example", "mail.hammond-vogel.example").0);
}

#[test]
fn what_an_old_panel_wrote_does_not_hide_that_the_keeper_of_the_mailboxes_is_missing() {
    let report = of_domain(&zone(json!({
        "a.example": [{ "MX": [1, "smtp.google.com"] }, { "TXT": "v=spf1 a mx ptr ~all" }, { "A": "203.0.114.80" }],
        "google._domainkey.a.example": [{ "TXT": key_record() }],
    })));
    let mended = "v=spf1 a mx include:_spf.google.com ~all";
    assert_eq!(steps(&report, "spfProviderNotListed"), [("addInclude", Some(mended))]);
}

#[test]
fn a_key_that_a_service_gave_out_before_still_signs() {
    let with = |key: Value| {
        of_domain(&zone(json!({
            "a.example": [{ "MX": [10, "mx.a.example"] }, { "TXT": "v=spf1 mx include:spf.mandrillapp.com -all" }],
            "spf.mandrillapp.com": [{ "TXT": "v=spf1 ip4:198.2.128.0/18 -all" }],
            "mandrill._domainkey.a.example": key,
        })))
    };
    assert!(causes(&with(json!([{ "TXT": key_record() }]))).is_empty());
    assert!(causes(&with(json!([{ "TXT": "v=DKIM1; p=" }]))).contains(&"espSignsOwnDomain"));
}
