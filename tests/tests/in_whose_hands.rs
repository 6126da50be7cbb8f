//! In whose hands a mail was, and in whose hands its mending lies: a server that was refused, a gateway, a host of web sites.

use serde_json::{Value, json};
use waxseal_prose::Lang;
use waxseal_tests::mail::key_record;
use waxseal_tests::situation::{causes, checked, of_domain, of_message, of_selectors, steps, zone};

/// A notice about a mail of `a.example`, by the server that reports, with what was said by whom, and the mail's own fields.
fn notice(reporter: &str, remote: &str, said: &str, recipient: &str, fields: &str) -> String {
    let status = said.split(' ').nth(1).unwrap_or_default();
    format!(
        "Return-Path: <>\r\nFrom: MAILER-DAEMON@{reporter}\r\nTo: jo@a.example\r\n\
         Subject: Undelivered Mail Returned to Sender\r\nAuto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\r\n\r\n\
         --b\r\nContent-Type: text/plain\r\n\r\n<{recipient}>: host {remote} said: {said}\r\n\r\n\
         --b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; {reporter}\r\n\r\n\
         Final-Recipient: rfc822; {recipient}\r\nAction: failed\r\nStatus: {status}\r\n\
         Remote-MTA: dns; {remote}\r\nDiagnostic-Code: smtp; {said}\r\n\r\n\
         --b\r\nContent-Type: message/rfc822\r\n\r\nReturn-Path: <jo@a.example>\r\n{fields}From: Jo <jo@a.example>\r\n\
         To: {recipient}\r\nDate: Mon, 30 Nov 2026 10:00:00 +0000\r\nMessage-ID: <1@a.example>\r\n\
         Subject: x\r\n\r\nx\r\n\r\n--b--\r\n"
    )
}

fn to_do(text: &str, zone: Value) -> String {
    let (report, prose) = (checked(text, zone), Lang::En.prose());
    let steps = prose.steps_of_refusal(&report).into_iter().chain(prose.way_out(&report));
    steps.collect::<Vec<_>>().join("\n")
}

#[test]
fn what_starts_where_the_refuser_is_at_home_too_was_refused_all_the_same() {
    let fields = "Received: from AM0PR01MB2.eurprd01.prod.outlook.com (2603:10a6:20b::21)\r\n by AM0PR01MB3.eurprd01.prod.outlook.com \
                  (2603:10a6:102::21) with Microsoft SMTP Server (version=TLS1_2) id 15.20.9366.9; Mon, 30 Nov 2026 10:00:02 +0000\r\n\
                  Received: from AM0PR01MB2.eurprd01.prod.outlook.com ([fe80::1]) by AM0PR01MB2.eurprd01.prod.outlook.com \
                  ([fe80::1%4]) with mapi id 15.20.9366.009; Mon, 30 Nov 2026 10:00:01 +0000\r\n";
    let said = "550 5.7.515 Access denied, sending domain A.EXAMPLE does not meet the required authentication level. Spf= Fail , Dkim= Pass , DMARC= Fail";
    let text = notice(
        "AM0PR01MB2.eurprd01.prod.outlook.com",
        "hotmail-com.olc.protection.outlook.com",
        said,
        "ann@hotmail.com",
        fields,
    );
    let report = of_message(
        &text,
        zone(json!({
            "a.example": [
                { "MX": [0, "a-example.mail.protection.outlook.com"] },
                { "TXT": "v=spf1 mx ~all" }, { "TXT": "v=spf1 include:spf.protection.outlook.com -all" },
            ],
        })),
    );
    assert_eq!(causes(&report).first(), Some(&"spfSeveralRecords"), "{:#}", report["diagnosis"]);
}

#[test]
fn a_relay_of_those_who_write_to_themselves_is_the_senders() {
    let fields = "Received: from RNP01 (unknown [192.168.10.41])\r\n\tby relay.a.example (Postfix) with ESMTP id 1\r\n\t\
                  for <ann@a.example>; Mon, 30 Nov 2026 10:00:00 +0000\r\n";
    let said = "550 5.7.68 TenantInboundAttribution; Direct Send not allowed for this organization from unauthorized sources";
    let tenant = "a-example.mail.protection.outlook.com";
    let text = notice("relay.a.example", tenant, said, "ann@a.example", fields);
    let zone = zone(json!({
        "a.example": [{ "MX": [0, tenant] }, { "TXT": "v=spf1 include:spf.protection.outlook.com -all" }],
        "relay.a.example": [{ "A": "203.0.114.33" }],
    }));
    let report = of_message(&text, zone.clone());
    assert_eq!(report["bounce"]["replies"][0]["meaning"], "directSend");
    assert!(!causes(&report).contains(&"clientHidden"), "{:#}", report["diagnosis"]);
    let first = to_do(&text, zone);
    assert!(
        first
            .starts_with("Do this only for a device or server of yours. Let it log in at smtp.office365.com"),
        "{first}"
    );
}

#[test]
fn a_refusal_about_the_server_is_no_strangers() {
    let text = notice(
        "mail.a.example",
        "mx.c.example",
        "550 5.7.25 The IP address sending this message does not have a PTR record setup",
        "ann@c.example",
        "",
    );
    let zone = zone(json!({ "mail.a.example": [{ "A": "203.0.114.34" }] }));
    assert!(!causes(&of_message(&text, zone.clone())).contains(&"spoofed"));
    assert!(to_do(&text, zone).starts_with("Have a PTR record set by whoever gave out the address"));
}

#[test]
fn what_the_recipient_has_to_mend_is_said_with_its_name() {
    let about = |said: &str| {
        let text = notice("mail.a.example", "mx.c.example", said, "ann@c.example", "");
        of_message(&text, zone(json!({})))["bounce"]["replies"][0]["meaning"].clone()
    };
    assert_eq!(about("550 5.7.323 tlsa-invalid: The domain failed DANE validation"), "recipientTlsa");
    assert_eq!(about("550 5.4.8 SMTPSEND.MTASTS.InvalidMx; failed MTA-STS validation"), "recipientMtaSts");
    assert_eq!(
        about("550 5.7.324 dnssec-invalid: Destination domain returned invalid DNSSEC records"),
        "recipientDane"
    );
}

#[test]
fn a_mail_with_a_login_is_first_asked_about_and_then_let_fail() {
    let with = |policy: &str, reply_to: &str| {
        let text = format!(
            "Return-Path: <jo@a.example>\r\n\
             Received: from smtpq4.isp.example (smtpq4.isp.example. [192.88.100.99])\r\n by mx.google.com with ESMTPS id 1 for <ann@gmail.com>;\r\n Mon, 30 Nov 2026 01:12:03 -0800 (PST)\r\n\
             Received: from pc1 ([198.51.101.9])\r\n by csmtp5.isp.example with ESMTPSA id 2; Mon, 30 Nov 2026 10:12:02 +0100\r\n\
             From: Jo <jo@a.example>\r\n{reply_to}To: ann@gmail.com\r\nSubject: x\r\nMessage-ID: <1@pc1>\r\n\
             Date: Mon, 30 Nov 2026 10:12:01 +0100\r\n\r\nx\r\n"
        );
        let report = of_message(
            &text,
            zone(json!({
                "_dmarc.a.example": [{ "TXT": format!("v=DMARC1; p={policy}") }],
                "smtpq4.isp.example": [{ "A": "192.88.100.99" }],
                "99.100.88.192.in-addr.arpa": [{ "PTR": "smtpq4.isp.example" }],
            })),
        );
        steps(&report, "spoofed").into_iter().map(|(step, _)| step.to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(with("none", ""), ["loginFromDevice", "rightlyFails"]);
    // Answers that go elsewhere, and a policy that keeps out what nobody set up.
    assert_eq!(with("none", "Reply-To: x@d.example\r\n").first().map(String::as_str), Some("rightlyFails"));
    assert_eq!(with("reject", "").first().map(String::as_str), Some("rightlyFails"));
}

#[test]
fn the_name_of_a_host_is_imitated_by_nobody() {
    let text = "From: Jo <jo@a-example.example>\r\nTo: ann@b.example\r\nReferences: <1@aexample>\r\n\
                Date: Mon, 30 Nov 2026 10:00:00 +0000\r\nMessage-ID: <2@a.example>\r\nSubject: x\r\n\r\nx\r\n";
    assert!(!causes(&of_message(text, zone(json!({})))).contains(&"lookalikeDomain"));
}

#[test]
fn an_alias_that_leads_to_the_key_of_another_selector() {
    let target = |selector: &str| format!("{selector}-a-example._domainkey.tenant.onmicrosoft.com");
    let report = of_domain(&zone(json!({
        "a.example": [
            { "MX": [0, "a-example.mail.protection.outlook.com"] },
            { "TXT": "v=spf1 include:spf.protection.outlook.com -all" },
        ],
        "selector1._domainkey.a.example": [{ "CNAME": target("selector1") }],
        "selector2._domainkey.a.example": [{ "CNAME": target("selector1") }],
        target("selector1"): [{ "TXT": key_record() }],
        target("selector2"): [{ "TXT": key_record() }],
    })));
    let right = target("selector2");
    assert_eq!(steps(&report, "dkimAliasWrong").first(), Some(&("correctKeyAlias", Some(right.as_str()))));
}

#[test]
fn an_exchanger_at_a_host_of_web_sites_takes_no_mail() {
    let with = |more: Value| {
        let mut zone = zone(json!({ "a.example": [{ "MX": [0, "a.example"] }, { "A": "23.227.38.65" }] }));
        zone["a.example"].as_array_mut().unwrap().push(more);
        of_domain(&zone)
    };
    let alone = with(json!({ "TXT": "v=spf1 -all" }));
    assert_eq!(steps(&alone, "mxUnreachable"), [("nameExchanger", None)]);
    // Beside one that takes mail it is one too many.
    let beside = with(json!({ "MX": [10, "mx.a.example"] }));
    assert_eq!(steps(&beside, "mxUnreachable").first().map(|step| step.0), Some("dropExchanger"));
}

#[test]
fn records_that_a_panel_put_behind_the_name_once_more() {
    let report = of_domain(&zone(json!({
        "_smtp._tls.a.example.a.example": [{ "TXT": "v=TLSRPTv1; rua=mailto:t@a.example" }],
    })));
    let moved = ("moveKey", Some("v=TLSRPTv1; rua=mailto:t@a.example"));
    assert_eq!(steps(&report, "recordWrongName"), [moved]);
    // An SPF record was put there in the same way. A subdomain of that name that takes mail is meant, with all that stands below it.
    let beside = |own: Value| {
        of_selectors(
            &zone(json!({
                "a.example.a.example": [own],
                "_smtp._tls.a.example.a.example": [{ "TXT": "v=TLSRPTv1; rua=mailto:t@a.example" }],
                "_dmarc.a.example": [],
                "_dmarc.a.example.a.example": [{ "TXT": "v=DMARC1; p=none" }],
                "k1._domainkey.a.example.a.example": [{ "TXT": key_record() }],
            })),
            &["k1"],
        )
    };
    let wrong = ["recordWrongName", "dmarcWrongName", "dkimKeyWrongName"];
    let slip = beside(json!({ "TXT": "v=spf1 mx -all" }));
    let meant = beside(json!({ "MX": [10, "mx.a.example"] }));
    assert!(wrong.iter().all(|cause| causes(&slip).contains(cause)), "{:?}", causes(&slip));
    assert!(!wrong.iter().any(|cause| causes(&meant).contains(cause)), "{:?}", causes(&meant));
    // Without a policy the record would announce what nobody can fetch.
    let report = of_domain(&zone(json!({
        "_mta-sts.a.example.a.example": [{ "TXT": "v=STSv1; id=1" }],
    })));
    assert_eq!(steps(&report, "recordWrongName").first().map(|step| step.1), Some(None));
}

/// A mail that the gateway in front of the recipient took in, and whose server behind it says that DMARC failed.
#[test]
fn a_server_behind_a_gateway_saw_the_gateway_alone() {
    let text = "Authentication-Results: spf=fail (sender IP is 195.130.217.221)\r\n smtp.mailfrom=a.example; dkim=none;\r\n dmarc=fail action=oreject header.from=a.example;compauth=none reason=451\r\n\
         Received: from eu-smtp-inbound-delivery-1.mimecast.com (195.130.217.221) by\r\n AM4PEPF00027A5F.mail.protection.outlook.com (10.167.16.4) with Microsoft SMTP Server id 15.20.9366.9\r\n via Frontend Transport; Mon, 30 Nov 2026 10:00:03 +0000\r\n\
         Received: from mx.a.example (mx.a.example [203.0.114.25]) by relay.mimecast.com with ESMTP with STARTTLS id\r\n uk-mta-1; Mon, 30 Nov 2026 10:00:01 +0000\r\n\
         From: Jo <jo@a.example>\r\nTo: ann@b.example\r\nSubject: x\r\nMessage-ID: <1@a.example>\r\n\
         Date: Mon, 30 Nov 2026 10:00:00 +0000\r\n\r\nx\r\n";
    let report = of_message(
        text,
        zone(json!({
            "b.example": [{ "MX": [10, "eu-smtp-inbound-1.mimecast.com"] }],
            "eu-smtp-inbound-delivery-1.mimecast.com": [{ "A": "195.130.217.221" }],
            "221.217.130.195.in-addr.arpa": [{ "PTR": "eu-smtp-inbound-delivery-1.mimecast.com" }],
            "_netblocks.mimecast.com": [{ "TXT": "v=spf1 ip4:195.130.217.0/24 -all" }],
        })),
    );
    assert_eq!(causes(&report).first(), Some(&"receiverSawGateway"), "{report:#}");
    assert_eq!(steps(&report, "receiverSawGateway"), [("exemptFromChanges", None)]);
}

#[test]
fn a_pass_tells_by_whose_word_it_is_one() {
    let passed = |client: &str, from: &str| {
        format!(
            "Return-Path: <{from}>\r\nReceived: from x.d.example (x.d.example. [{client}])\r\n by mx.google.com with ESMTPS id 1 for <ann@gmail.com>;\r\n Mon, 30 Nov 2026 01:12:03 -0800 (PST)\r\n\
             From: The Boss <{from}>\r\nTo: ann@gmail.com\r\nSubject: x\r\nMessage-ID: <1@x>\r\n\
             Date: Mon, 30 Nov 2026 10:12:01 +0100\r\n\r\nx\r\n"
        )
    };
    let zone = zone(json!({
        "a.example": [{ "MX": [10, "mx.a.example"] }, { "TXT": "v=spf1 mx include:spf.sold.test -all" }],
        "spf.sold.test": [{ "TXT": "v=spf1 ip4:198.51.101.0/24 -all" }],
        "web.de": [{ "TXT": "v=spf1 ip4:198.51.101.0/24 -all" }],
        "_dmarc.web.de": [{ "TXT": "v=DMARC1; p=none" }],
    }));
    let lent = to_do(&passed("198.51.101.9", "jo@a.example"), zone.clone());
    assert!(lent.contains("whoever controls spf.sold.test can send as a.example"), "{lent}");
    assert!(!to_do(&passed("203.0.114.25", "jo@a.example"), zone.clone()).contains("can send as a.example"));
    let anybody = to_do(&passed("198.51.101.9", "jo@web.de"), zone);
    assert!(anybody.contains("web.de confirms the address, not the name before it"), "{anybody}");
}

#[test]
fn a_name_built_on_the_one_whose_thread_it_goes_on_with() {
    let with = |author: &str, fields: &str| {
        let text = format!(
            "From: Jo <jo@{author}>\r\nTo: ann@b.example\r\n{fields}In-Reply-To: <1@contoso-group.test>\r\n\
             Date: Mon, 30 Nov 2026 10:00:00 +0000\r\nMessage-ID: <2@{author}>\r\nSubject: Re: x\r\n\r\nx\r\n"
        );
        causes(&of_message(&text, zone(json!({})))).contains(&"lookalikeDomain")
    };
    let elsewhere = "Reply-To: jo@d.example\r\n";
    assert!(with("contosogroup-as.example", elsewhere));
    // Many an owner has several names, and others write in a thread too.
    assert!(!with("contosogroup-as.example", "") && !with("fabrikam.example", elsewhere));
}

/// A filter that took the mail in, and before the mailboxes of a customer of its found it refused.
#[test]
fn what_a_filter_had_taken_in_is_judged_where_it_did() {
    let fields = "Received: from mx.a.example (mx.a.example [203.0.114.25])\r\n\tby mx0a-001.pphosted.com (PPS) with ESMTPS id 1\r\n\t\
                  for <ann@c.example>; Mon, 30 Nov 2026 10:00:00 +0000\r\n";
    let said = "550 5.7.509 Access denied, sending domain a.example does not pass DMARC verification and has a DMARC policy of reject.";
    let tenant = "c-example.mail.protection.outlook.com";
    let text = notice("mx0a-001.pphosted.com", tenant, said, "ann@c.example", fields);
    let with = |exchanger: &str| {
        let zone = zone(json!({ "c.example": [{ "MX": [10, exchanger] }] }));
        of_message(&text, zone)["envelope"]["clientIp"].clone()
    };
    assert_eq!(with("mxa-001.gslb.pphosted.com"), "203.0.114.25");
    assert_eq!(with(tenant), Value::Null, "it is the sender's own filter");
}

/// A service of which nothing at the domain speaks: whoever has an account there can write the author's name.
#[test]
fn keys_of_a_service_that_nothing_speaks_for_are_no_order() {
    let with = |spf: &str| {
        let text = "Received: from out.zendesk.com (out.zendesk.com. [192.161.150.9])\r\n by mx.google.com with ESMTPS id 1 for <ann@gmail.com>;\r\n Mon, 30 Nov 2026 01:12:03 -0800 (PST)\r\n\
             Authentication-Results: mx.google.com;\r\n dkim=pass header.i=@zendesk.com header.s=zendesk1;\r\n spf=pass smtp.mailfrom=x@zendesk.com;\r\n dmarc=fail header.from=a.example\r\n\
             DKIM-Signature: v=1; a=rsa-sha256; d=zendesk.com; s=zendesk1; h=from; bh=x; b=x\r\n\
             From: Jo <jo@a.example>\r\nTo: ann@gmail.com\r\nSubject: x\r\nMessage-ID: <1@zendesk.com>\r\n\
             Date: Mon, 30 Nov 2026 10:12:01 +0100\r\n\r\n";
        let zone = zone(json!({
            "a.example": [{ "MX": [10, "mx.a.example"] }, { "TXT": spf }],
            "mail.zendesk.com": [{ "TXT": "v=spf1 ip4:192.161.144.0/20 -all" }],
        }));
        steps(&of_message(text, zone), "espSignsOwnDomain")
            .into_iter()
            .map(|(step, _)| step.to_owned())
            .collect::<Vec<_>>()
    };
    let unknown = with("v=spf1 mx -all");
    assert_eq!(unknown.last().map(String::as_str), Some("rightlyFails"), "{unknown:?}");
    let customer = with("v=spf1 mx include:mail.zendesk.com -all");
    assert!(!customer.is_empty() && !customer.contains(&"rightlyFails".to_owned()), "{customer:?}");
}

/// Anybody can write a notice, and the name of a server into it: the one that handed it over tells whether it was that server's.
#[test]
fn a_notice_that_another_server_handed_over_shows_nothing_of_the_one_it_names() {
    let said = "550 5.7.26 Unauthenticated email from a.example is not accepted due to domain's DMARC policy";
    let text = notice("www.a.example", "mx.c.example", said, "ann@c.example", "");
    let from = |client: &str, pointer: &str| {
        let received = format!(
            "Received: from www.a.example (www.a.example [{client}])\r\n\tby mx.a.example (Postfix) with ESMTPS id 1\r\n\t\
             for <jo@a.example>; Mon, 30 Nov 2026 10:00:05 +0000\r\n"
        );
        let zone = zone(json!({
            "www.a.example": [{ "A": "203.0.114.80" }], "80.114.0.203.in-addr.arpa": [{ "PTR": pointer }],
        }));
        of_message(&format!("{received}{text}"), zone)["envelope"]["clientIp"].clone()
    };
    assert_eq!(from("203.0.114.80", "www.a.example"), "203.0.114.80");
    assert_eq!(from("203.0.114.80", "shared17.webhost.test"), Value::Null, "a host of many, or a proxy");
    assert_eq!(from("198.51.101.9", "www.a.example"), Value::Null);
}

/// What a mailing list, an SRS envelope or an automatic reply is told by, a forger can write: the reader is left that choice.
#[test]
fn mail_that_anybody_can_have_written_keeps_its_warning() {
    let with = |fields: &str| {
        let text = format!(
            "Return-Path: <>\r\nReceived: from mx.evil.test (mx.evil.test. [198.51.101.9])\r\n by mx.google.com with ESMTPS id 1 for <ann@gmail.com>;\r\n \
             Mon, 30 Nov 2026 01:12:03 -0800 (PST)\r\n\
             Authentication-Results: mx.google.com;\r\n dkim=none;\r\n spf=pass smtp.helo=mx.evil.test;\r\n dmarc=fail header.from=a.example\r\n\
             {fields}From: Jo <jo@a.example>\r\nTo: ann@gmail.com\r\nSubject: pay this\r\nMessage-ID: <1@evil.test>\r\n\
             Date: Mon, 30 Nov 2026 10:12:01 +0100\r\n\r\nx\r\n"
        );
        let zone = zone(json!({
            "a.example": [{ "MX": [10, "mx.a.example"] }, { "TXT": "v=spf1 mx -all" }],
            "_dmarc.a.example": [{ "TXT": "v=DMARC1; p=none" }],
            "mx.evil.test": [{ "A": "198.51.101.9" }, { "TXT": "v=spf1 a -all" }],
            "9.101.51.198.in-addr.arpa": [{ "PTR": "mx.evil.test" }],
        }));
        of_message(&text, zone)
    };
    let warns = |report: &Value| {
        let found = report["diagnosis"].as_array().cloned().unwrap_or_default();
        let fixes = found.iter().flat_map(|found| found["fixes"].as_array().cloned().unwrap_or_default());
        fixes.into_iter().any(|fix| fix["step"] == "rightlyFails")
    };
    for fields in [
        "",
        "Auto-Submitted: auto-replied\r\n",
        "List-Id: Staff <staff.a.example>\r\nList-Post: <mailto:x@a.example>\r\n",
    ] {
        let report = with(fields);
        assert!(warns(&report), "{fields}: {:#}", report["diagnosis"]);
    }
}
