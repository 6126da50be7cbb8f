//! What a sender writes where the receiver repeats it: his address, his name for his host, the mail that he encloses in a notice.
//! None of it moves the border or makes a pass.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has to fail")]

use waxseal_core::dns::{Text, Zone, ZoneEntry};
use waxseal_core::domain::Domain;
use waxseal_core::evidence::{EnvelopeOverrides, Tables};
use waxseal_core::message::Origin;
use waxseal_core::report::{Border, MessageReport, Missing, Verdict};
use waxseal_core::time::Timestamp;
use waxseal_core::{MessageInput, check_mail};
use waxseal_tests::mail;

/// The victim sends from one address, the attacker has a domain of his own with an exchanger, and the reader is at c.example.
const ZONE: &str = r#"{
    "a.example": [{ "TXT": "v=spf1 ip4:203.0.114.9 -all" }],
    "_dmarc.a.example": [{ "TXT": "v=DMARC1; p=reject" }],
    "evil.example": [{ "TXT": "v=spf1 ip4:198.51.100.7 -all" }, { "MX": [10, "mail.evil.example"] }],
    "mail.evil.example": [{ "A": "198.51.100.7" }],
    "c.example": [{ "MX": [10, "mx.c.example"] }],
    "mx.c.example": [{ "A": "203.0.114.80" }]
}"#;

fn check(text: &str) -> MessageReport {
    check_over(&serde_json::from_str(ZONE).unwrap(), text)
}

fn check_over(zone: &Zone, text: &str) -> MessageReport {
    let tables = Tables { to_ascii: |name| Some(name.to_owned()), decode_charset: |_, _| None };
    let input = MessageInput {
        bytes: text.as_bytes(),
        origin: Origin::File,
        given: EnvelopeOverrides::default(),
        trust: None,
        now: Timestamp(1_795_000_000),
        tables,
        suffixes: None,
    };
    pollster::block_on(check_mail(zone, &input))
}

/// What the attacker hangs below the border: a Received field as the receiver writes it, with the victim's own address.
const BELOW: &str = "Received: from mail.a.example (mail.a.example [203.0.114.9])\n\tby mx.c.example (Postfix) with ESMTPS id 1\n\tfor \
                     <ann@c.example>; Wed, 04 Nov 2026 13:20:00 +0000\nFrom: Boss <boss@a.example>\nTo: ann@c.example\nSubject: \
                     pay\n\nPay now.\n";

/// The words by which a hop would be one inside, or another's.
const WORDS: [&str; 7] = [
    "via Mailbox Transport",
    "(LMTPProxy)",
    "with LMTP id 1",
    "for you@evil.example",
    "(localhost [127.0.0.1])",
    "by mx.c.example with LMTP",
    "(Authenticated sender: ann)",
];

/// The header of receivers that write the sender's address and his host's name, with those in place.
fn layouts(address: &str, helo: &str) -> [String; 5] {
    let at = "Wed, 04 Nov 2026 13:20:00 +0000";
    let from = format!("{helo} (mail.evil.example [198.51.100.7])");
    [
        format!(
            "Received: from {helo} ([198.51.100.7]:54321 helo=mail.evil.example)\n\tby mx.c.example with esmtps (TLS1.3) (Exim \
             4.98)\n\t(envelope-from <{address}>)\n\tid 1tGabc-1 for ann@c.example;\n\t{at}\n"
        ),
        format!(
            "Received: from {from}\n\tby mx.c.example (envelope-sender <{address}>) with ESMTPS id 1; {at}\n"
        ),
        format!(
            "Received: from {from} by mx.c.example (Haraka/3.0) with ESMTPS id 25.1 envelope-from <{address}>; {at}\n"
        ),
        format!(
            "Received: from mx.c.example ([10.0.0.5])\n\tby box.c.example with LMTP id aB (envelope-from <{address}>); \
             {at}\nReceived: from {from}\n\tby mx.c.example (Postfix) with ESMTPS id 4Z\n\tfor <ann@c.example>; {at}\n"
        ),
        format!(
            "Received: from {from}\n\tby mx.c.example (Postfix) with ESMTPS id 4Z\n\tfor <ann@c.example>; \
             {at}\nAuthentication-Results: mx.c.example; spf=pass (domain of {address} designates 198.51.100.7) \
             smtp.mailfrom=evil.example\n"
        ),
    ]
}

fn is_pass(report: &MessageReport) -> bool {
    matches!(report.verdict, Verdict::Pass { .. })
}

#[test]
fn an_address_with_words_of_the_receivers_in_it_moves_nothing() {
    for words in WORDS {
        for address in
            [format!("\"x) {words} (y\"@a.example"), format!("\"x> {words} <y\\\"z\"@evil.example")]
        {
            for header in layouts(&address, "mail.evil.example") {
                let report = check(&format!("{header}{BELOW}"));
                assert!(!is_pass(&report), "{header}");
            }
        }
    }
}

#[test]
fn words_behind_the_name_that_a_client_gives_move_nothing() {
    for words in WORDS {
        for header in layouts("boss@a.example", &format!("x {words}")) {
            let report = check(&format!("{header}{BELOW}"));
            assert!(!is_pass(&report), "{header}");
        }
    }
}

#[test]
fn whoever_an_address_at_the_receivers_is_passed_on_for_chooses_no_gateway() {
    let header = "Delivered-To: ann@c.example\nReceived: from mail.evil.example (mail.evil.example [198.51.100.7])\n\tby \
                  mx.c.example (Postfix) with ESMTPS id 4Z\n\tfor <x@evil.example>; Wed, 04 Nov 2026 13:20:00 +0000\nReceived: \
                  from mail.a.example (mail.a.example [203.0.114.9])\n\tby mail.evil.example (Postfix) with ESMTPS id 1; Wed, \
                  04 Nov 2026 13:19:00 +0000\n";
    let mail = "From: Boss <boss@a.example>\nSubject: pay\n\nPay now.\n";
    assert!(!is_pass(&check(&format!("{header}{mail}"))));
}

#[test]
fn results_that_a_quoted_address_brings_are_no_results() {
    let injected =
        "\"x); dkim=pass header.d=a.example header.b=AAAAAAAA; dmarc=pass header.from=a.example; z=w (y\"";
    let header = format!(
        "Authentication-Results: mx.c.example; spf=pass (mx.c.example: domain of {injected}@evil.example designates \
         198.51.100.7) smtp.mailfrom=evil.example; dmarc=fail header.from=a.example\nReceived: from mail.evil.example \
         (mail.evil.example [198.51.100.7])\n\tby mx.c.example (Postfix) with ESMTPS id 4Z; Wed, 04 Nov 2026 13:20:00 +0000\n"
    );
    assert!(!is_pass(&check(&format!("{header}{BELOW}"))));
}

/// A notice by an attacker, from his own host, with an original that he made up.
fn notice(kind: &str, part: &str, inner: &str) -> String {
    format!(
        "Return-Path: <>\nReceived: from mail.evil.example (mail.evil.example [198.51.100.7])\n\tby mx.c.example (Postfix) with \
         ESMTPS id 4Z; Wed, 04 Nov 2026 13:20:00 +0000\nFrom: Mail Delivery System <mailer-daemon@evil.example>\nSubject: \
         Undelivered Mail Returned to Sender\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type={kind}; \
         boundary=b\n\n--b\nContent-Type: text/plain\n\nYour mail was returned.\n\n--b\nContent-Type: \
         message/{kind}\n\nReporting-MTA: dns; mx.d.example\n\nFinal-Recipient: rfc822; x@d.example\nAction: failed\nStatus: \
         5.7.1\nRemote-MTA: dns; mx.d.example\n\n--b\nContent-Type: {part}\n\n{inner}\n--b--\n"
    )
}

#[test]
fn nothing_that_a_notice_encloses_passes_but_a_signature_over_all_of_it() {
    let results = "Authentication-Results: mx.d.example; spf=pass smtp.mailfrom=a.example; dkim=pass header.d=a.example; \
                   dmarc=pass header.from=a.example\n";
    let received_spf = "Received-SPF: pass client-ip=203.0.114.9; envelope-from=boss@a.example\n";
    for kind in ["delivery-status", "feedback-report"] {
        for part in ["message/rfc822", "text/rfc822-headers"] {
            for fields in [results, received_spf, ""] {
                let report = check(&notice(kind, part, &format!("{fields}{BELOW}")));
                assert!(!is_pass(&report), "{kind} {part} {fields}: {:?}", report.verdict);
            }
        }
    }
}

/// RFC 6376 §8.2.
#[test]
fn text_behind_what_a_signature_covers_is_nobodys() {
    let letter = "From: Boss <boss@a.example>\r\nSubject: hello\r\n\r\nhello\r\n";
    let signed = mail::sign_part("a.example", "from:subject", letter);
    let mut zone: Zone = serde_json::from_str(ZONE).unwrap();
    let key = ZoneEntry::Txt(Text(mail::key_record().into_bytes()));
    zone.insert(Domain::parse("s._domainkey.a.example").unwrap(), key);
    let verdict = |text: &str| check_over(&zone, text).verdict;
    assert!(matches!(verdict(&signed), Verdict::Pass { .. }));
    let more = verdict(&format!("{signed}Pay now.\r\n"));
    assert_eq!(more, Verdict::CannotTell { missing: Missing::Unsigned });
}

#[test]
fn a_forged_mail_is_not_judged_by_the_one_it_encloses() {
    let inner = format!("Received-SPF: pass client-ip=203.0.114.9; envelope-from=boss@a.example\n{BELOW}");
    let forged = notice("delivery-status", "message/rfc822", &inner)
        .replace("Mail Delivery System <mailer-daemon@evil.example>", "Boss <boss@a.example>");
    let report = check(&forged);
    assert!(
        matches!(report.verdict, Verdict::Fail { .. }) && report.bounce.is_none(),
        "{:?}",
        report.verdict
    );
}

#[test]
fn a_mail_fetched_out_of_a_mailbox_was_handed_over_by_nobody() {
    for with in ["POP3", "IMAP", "POP3-SSL id 3", "IMAP (fetchmail-6.4.37)"] {
        let text = format!(
            "Received: from pop.d.example [198.51.100.99]\n\tby home.c.example with {with}\n\tfor <ann@localhost> \
             (single-drop); Wed, 04 Nov 2026 13:20:00 +0000\nReceived: from mail.a.example ([203.0.114.9]) by mx.d.example \
             with ESMTPS; Wed, 04 Nov 2026 13:19:00 +0000\nReturn-Path: <boss@a.example>\nFrom: Boss \
             <boss@a.example>\nSubject: pay\n\nPay now.\n"
        );
        let report = check(&text);
        assert!(
            matches!(report.verdict, Verdict::CannotTell { missing } if missing != Missing::Rest),
            "{with}"
        );
        assert!(matches!(report.arrival.border, Border::NotSeen { .. }), "{:?}", report.arrival.border);
    }
}
