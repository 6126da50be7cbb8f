//! Real bounces: those on authentication are told as that, those on the sending server as that, and of the others none is.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has to fail")]

use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;
use waxseal_core::bounce::{About, Meaning, Opened, open};
use waxseal_core::check_mail;
use waxseal_core::crypto::base64;
use waxseal_core::dns::Zone;
use waxseal_core::evidence::EnvelopeSource;
use waxseal_core::message::Origin;
use waxseal_core::report::{MessageReport, Missing, RootCause, Verdict};
use waxseal_core::spf::SpfResult;
use waxseal_tests::{counts, given, read_suite};

#[derive(Deserialize)]
struct Case {
    id: String,
    message: String,
    expect: Vec<Expected>,
}

#[derive(Deserialize)]
struct Expected {
    status: String,
    code: String,
    reason: String,
}

/// Yahoo's words for a DMARC or DKIM policy, which the suite files under policies of any kind.
const POLICY_REASONS: &str = "5.7.9";

impl Expected {
    /// What a refusal of this reason is about, as far as it concerns this project.
    fn about(&self) -> Option<About> {
        match self.reason.as_str() {
            "authfailure" => Some(About::Authentication),
            "policyviolation" if self.status == POLICY_REASONS => Some(About::Authentication),
            "requireptr" => Some(About::Server),
            _ => None,
        }
    }
}

/// The sides that are told apart; all others are none of ours.
fn told(opened: Option<&Opened>) -> Option<About> {
    let main = opened?.bounce.as_ref()?.main()?;
    Some(main.about).filter(|about| matches!(about, About::Authentication | About::Server))
}

#[test]
fn refusals_are_told_apart() {
    let Some(cases) = read_suite::<Vec<Case>>("bounces/sisimai") else { return };
    let mut score: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let (mut wrong, mut opened, mut coded, mut codes) = (Vec::new(), 0, 0, 0);
    for case in &cases {
        let bytes = base64::decode_lenient(&case.message);
        let found = open(&bytes, Origin::File, |name| Some(name.to_owned()));
        let expected = case.expect.iter().find_map(Expected::about);
        let kind = match expected {
            Some(About::Authentication) => "authentication",
            Some(_) => "server",
            None => "none of ours",
        };
        let said = told(found.as_ref());
        let (good, all) = score.entry(kind).or_default();
        (*good, *all) = (*good + usize::from(said == expected), *all + 1);
        if said != expected {
            wrong.push(format!(
                "{}: {said:?}, not {expected:?}: {:#?}",
                case.id,
                found.as_ref().map(|f| &f.bounce)
            ));
        }
        let bounce = found.and_then(|found| found.bounce);
        opened += usize::from(bounce.is_some());
        for reason in case.expect.iter().filter(|expect| !expect.code.is_empty()) {
            codes += 1;
            let mut replies = bounce.iter().flat_map(|bounce| &bounce.replies);
            coded += usize::from(replies.any(|reply| reply.code.as_deref() == Some(reason.code.as_str())));
        }
    }
    println!(
        "bounces/sisimai: {score:?}; opened {opened} of {}; reply codes {coded} of {codes}",
        cases.len()
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let (whole, selection) = counts("bounces/sisimai");
    assert!([whole, selection].contains(&cases.len()), "{} cases", cases.len());
    assert!(
        opened * 100 >= cases.len() * 95 && coded * 100 >= codes * 92,
        "{opened} opened, {coded} of {codes} codes"
    );
}

const ZONE: &str = r#"{
    "a.example": [{ "TXT": "v=spf1 ip4:203.0.114.9 -all" }],
    "_dmarc.a.example": [{ "TXT": "v=DMARC1; p=reject" }],
    "b.example": [{ "TXT": "v=spf1 include:_spf.google.com ~all" }],
    "_dmarc.b.example": [{ "TXT": "v=DMARC1; p=none" }],
    "_spf.google.com": [{ "TXT": "v=spf1 ip4:74.125.0.0/16 ~all" }],
    "shop.b.example": [{ "A": "203.0.114.30" }],
    "30.114.0.203.in-addr.arpa": [{ "PTR": "shop.b.example" }],
    "c.example": [{ "TXT": "v=spf1 ip4:198.51.100.8 ~all" }]
}"#;

fn check(text: &str) -> MessageReport {
    let zone: Zone = serde_json::from_str(ZONE).unwrap();
    pollster::block_on(check_mail(&zone, &given(text, Origin::File)))
}

fn seed(name: &str) -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/corpus/bounce").join(name);
    std::fs::read_to_string(file).unwrap()
}

#[test]
fn of_a_reply_alone_what_it_names_is_checked_and_no_verdict_made() {
    let report = check(&seed("reply"));
    assert_eq!(report.verdict, Verdict::CannotTell { missing: Missing::Original });
    assert_eq!(report.envelope.client_ip, "203.0.114.9".parse().ok());
    assert_eq!(report.envelope.source, Some(EnvelopeSource::Reply));
    assert_eq!(report.spf.result, Some(SpfResult::Pass));
    assert_eq!(report.bounce.unwrap().replies[0].about, About::Authentication);
}

/// A notice of Postfix about what Gmail says of a domain and an address.
fn refused_by_gmail(host: &str, domain: &str, ip: &str) -> String {
    format!(
        "This is the mail system at host {host}.\n\n<ann@gmail.com>: host gmail-smtp-in.l.google.com[142.250.102.27] said:\n    \
         550-5.7.26 Your email has been blocked because the sender is unauthenticated.\n    550-5.7.26 Gmail requires all \
         senders to authenticate with either SPF or DKIM.\n    550-5.7.26  DKIM = did not pass\n    550 5.7.26  SPF \
         [{domain}] with ip: [{ip}] = did not pass (in reply to end of DATA command)\n"
    )
}

#[test]
fn a_reply_about_a_server_of_the_senders_own_names_the_record_that_lets_it_send() {
    let report = check(&refused_by_gmail("shop.b.example", "b.example", "203.0.114.30"));
    assert_eq!(report.verdict, Verdict::CannotTell { missing: Missing::Original });
    let step = &report.diagnosis[0].fixes[0];
    assert_eq!(step.value.as_deref(), Some("v=spf1 include:_spf.google.com ip4:203.0.114.30 ~all"));
}

#[test]
fn a_reply_about_a_strangers_server_or_a_services_domain_lets_nobody_in() {
    for (host, domain, ip) in [
        // What returns a mail can call itself anything; the address has to be that name's.
        ("shop.b.example", "b.example", "203.0.114.99"),
        ("mail.c.example", "b.example", "203.0.114.99"),
        ("shop.b.example", "em77.sendgrid.net", "203.0.114.30"),
    ] {
        let report = check(&refused_by_gmail(host, domain, ip));
        let values =
            report.diagnosis.iter().flat_map(|found| &found.fixes).filter_map(|fix| fix.value.as_deref());
        let let_in: Vec<&str> = values.filter(|value| value.contains(ip)).collect();
        assert!(let_in.is_empty(), "{host} {domain} {ip}: {let_in:?}");
    }
}

#[test]
fn the_mail_that_was_refused_is_judged_and_never_the_postmasters() {
    for name in ["report", "qmail"] {
        let report = check(&seed(name));
        let author = report.author.unwrap();
        assert_eq!(author.address.as_deref(), Some("ann@a.example"), "{name}");
        assert_eq!(report.envelope.mail_from.as_deref(), Some("ann@a.example"), "{name}");
        assert!(report.bounce.is_some() && report.claims.is_empty(), "{name}");
    }
}

#[test]
fn the_server_that_returned_a_mail_is_the_one_that_was_refused() {
    let text = "This is the mail system at host shop.b.example.\n\n<ann@hotmail.example>: host \
                mx.hotmail.example[198.51.100.4] said: 550 5.7.515 Access denied, sending domain B.EXAMPLE doesn't meet the \
                required authentication level. Spf= Fail , Dkim= Pass , DMARC= Pass (in reply to end of DATA command)\n";
    let report = check(text);
    assert_eq!(report.envelope.client_ip, "203.0.114.30".parse().ok());
    assert_eq!(report.bounce.unwrap().replies[0].meaning, Meaning::SpfFailed);
}

/// The recipient's own server passed the mail on: no record of the author can list it.
#[test]
fn a_refusal_behind_the_recipients_forwarder_is_about_forwarding() {
    let text = "From: Mail Delivery System <mailer-daemon@shop.b.example>\nX-Failed-Recipients: ann@gmail.com\nSubject: Mail \
                delivery failed\n\nThis message was created automatically by mail delivery software.\n\n  ann@gmail.com\n    \
                host gmail-smtp-in.l.google.com [142.250.102.27]\n    SMTP error from remote mail server after end of data:\n    \
                550-5.7.26 Your email has been blocked because the sender is unauthenticated.\n    550 5.7.26  SPF \
                [c.example] with ip: [203.0.114.30] = did not pass\n\n------ This is a copy of the message, including all the \
                headers. ------\n\nReturn-path: <bob@c.example>\nReceived: from out.c.example ([198.51.100.8])\n\tby \
                shop.b.example with esmtps id 1 for <info@b.example>; Wed, 04 Nov 2026 13:20:00 +0000\nFrom: Bob \
                <bob@c.example>\nTo: info@b.example\nSubject: hello\n\nHello.\n";
    let report = check(text);
    assert_eq!(report.envelope.client_ip, "203.0.114.30".parse().ok());
    let cause = &report.diagnosis[0].cause;
    assert!(matches!(cause, RootCause::SpfBrokenByForwarding { .. }), "{cause:?}");
    let values =
        report.diagnosis.iter().flat_map(|found| &found.fixes).filter_map(|fix| fix.value.as_deref());
    assert!(values.into_iter().all(|value| !value.contains("203.0.114.30")));
}

#[test]
fn an_address_that_only_a_notice_tells_vouches_for_nobody() {
    // Whoever writes a notice can name a server of the victim's in it, and hang any mail below.
    let notice = |named: &str| {
        format!(
            "This is the mail system at host mail.stranger.example.\n\n<x@c.example>: host mx.c.example[192.0.2.9] said: \
             550 5.7.26 SPF [a.example] with ip: [{named}] = did not pass (in reply to end of DATA command)\n\n\
             ------ This is a copy of the message, including all the headers. ------\n\n\
             Return-Path: <boss@a.example>\nFrom: Boss <boss@a.example>\nSubject: pay\n\nPay now.\n"
        )
    };
    assert_eq!(check(&notice("203.0.114.9")).verdict, Verdict::CannotTell { missing: Missing::Notice });
    assert!(matches!(check(&notice("198.51.100.7")).verdict, Verdict::Fail { .. }));
}

#[test]
fn a_notice_that_its_author_did_not_send_is_a_message() {
    let text = "Return-Path: <>\nReceived: from a.example (unknown [198.51.100.7])\n\tby mx.a.example with ESMTP id x1; Wed, 04 Nov 2026 \
                13:20:00 +0000\nFrom: Mail Delivery System <mailer-daemon@a.example>\nSubject: Undelivered Mail Returned to \
                Sender\nDate: Wed, 04 Nov 2026 13:19:00 +0000\n\nThis is the mail system at host mx.a.example.\n\n\
                <c@c.example>: host mx.c.example said: 550 5.7.23 publish include:_spf.evil.example (in reply to DATA)\n";
    let report = check(text);
    assert!(
        report.bounce.is_none() && matches!(report.verdict, Verdict::Fail { .. }),
        "{:?}",
        report.verdict
    );
}

#[test]
fn a_header_that_a_mail_program_copied_in_its_own_language_is_text() {
    let text = "Von: Mail Delivery System <MAILER-DAEMON@mx.c.example>\nAn: ann@b.example\nBetreff: Undelivered Mail Returned \
                to Sender\n\nThis is the mail system at host mx.c.example.\n\n<x@d.example>: host mx.d.example[192.0.2.9] \
                said: 550-Reject due to SPF policy. (in reply to MAIL FROM command)\n";
    assert_eq!(check(text).bounce.unwrap().replies[0].meaning, Meaning::SpfFailed);
}

#[test]
fn what_is_no_bounce_is_a_message() {
    let plain = "From: ann@a.example\n\nWe got this: 550 5.7.1 go away\n";
    let report = check(plain);
    assert!(report.bounce.is_none() && report.author.is_some());
}

/// A notice to several recipients names the server that refused each.
#[test]
fn each_refusal_of_a_notice_is_its_own_servers() {
    let status = |servers: [&str; 2]| {
        let group = |(at, server): (usize, &str)| {
            format!(
                "\nFinal-Recipient: rfc822; b{at}@b.example\nAction: failed\nStatus: 5.7.1\nRemote-MTA: dns; {server}\n\
                 Diagnostic-Code: smtp; 550 5.7.1 no\n"
            )
        };
        let groups: String = servers.into_iter().enumerate().map(group).collect();
        let text = format!(
            "From: MAILER-DAEMON@a.example\nSubject: Undelivered\nContent-Type: multipart/report; report-type=delivery-status; \
             boundary=x\n\n--x\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.a.example\n{groups}\n--x--\n"
        );
        let opened =
            waxseal_core::bounce::open(text.as_bytes(), waxseal_core::message::Origin::File, |_| None);
        let bounce = opened.and_then(|opened| opened.bounce).unwrap();
        bounce
            .replies
            .into_iter()
            .map(|reply| reply.by.or_else(|| bounce.by.clone()).unwrap())
            .collect::<Vec<_>>()
    };
    assert_eq!(status(["mx.one.example", "mx.two.example"]), ["mx.one.example", "mx.two.example"]);
    assert_eq!(status(["mx.two.example", "mx.one.example"]), ["mx.two.example", "mx.one.example"]);
    assert_eq!(status(["mx.one.example", "mx.one.example"]), ["mx.one.example", "mx.one.example"]);
}
