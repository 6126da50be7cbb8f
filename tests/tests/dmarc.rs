//! DMARC against the project's own set on RFC 9989: whole messages, checked as the page checks them.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has to fail")]

use serde::Deserialize;
use serde_json::json;
use std::net::IpAddr;
use waxseal_core::check::{MessageInput, check_message};
use waxseal_core::crypto::base64;
use waxseal_core::dmarc::SuffixList;
use waxseal_core::dns::Zone;
use waxseal_core::evidence::{EnvelopeOverrides, Tables};
use waxseal_core::message::Origin;
use waxseal_core::time::Timestamp;
use waxseal_tests::Score;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Case {
    id: String,
    message: String,
    ip: Option<IpAddr>,
    mail_from: Option<String>,
    zone: Zone,
    expect: Expect,
}

#[derive(Deserialize)]
struct Expect {
    result: String,
    policy: Option<String>,
}

#[test]
fn rfc_9989() {
    let cases: Vec<Case> = serde_json::from_str(include_str!("../dmarc/rfc9989.json")).unwrap();
    let mut score = Score::new("dmarc/rfc9989");
    for case in cases {
        let input = MessageInput {
            bytes: &base64::decode(&case.message).unwrap(),
            origin: Origin::File,
            given: EnvelopeOverrides {
                ip: case.ip,
                mail_from: case.mail_from,
                ..EnvelopeOverrides::default()
            },
            trust: None,
            now: Timestamp::parse_rfc3339("2026-11-23T12:00:00Z").unwrap(),
            tables: Tables { to_ascii: |_| None, decode_charset: |_, _| None },
            suffixes: None,
        };
        let dmarc = pollster::block_on(check_message(&case.zone, &input)).dmarc;
        let result = serde_json::to_value(dmarc.result).unwrap();
        let policy = dmarc.policy.map(|policy| policy.as_str());
        let met = result == case.expect.result.as_str() && policy == case.expect.policy.as_deref();
        score.count(&case.id, (!met).then(|| format!("{result} {policy:?} {:?}", dmarc.cause)));
    }
    score.finish_of(24);
}

/// The report on a mail From `author`, handed over by 192.0.2.1 with an envelope sender at `sender`.
fn report(author: &str, sender: &str, zone: serde_json::Value, suffixes: &str) -> serde_json::Value {
    let zone: Zone = serde_json::from_value(zone).unwrap();
    let list = SuffixList::parse(suffixes, |_| None);
    let mail_from = Some(format!("a@{sender}"));
    let message = format!("From: a@{author}\r\nTo: b@b.example\r\nSubject: x\r\n\r\nx\r\n");
    let input = MessageInput {
        bytes: message.as_bytes(),
        origin: Origin::File,
        given: EnvelopeOverrides { ip: "192.0.2.1".parse().ok(), mail_from, ..EnvelopeOverrides::default() },
        trust: None,
        now: Timestamp::parse_rfc3339("2026-11-23T12:00:00Z").unwrap(),
        tables: Tables { to_ascii: |_| None, decode_charset: |_, _| None },
        suffixes: Some(&list),
    };
    serde_json::to_value(pollster::block_on(check_message(&zone, &input))).unwrap()
}

#[test]
fn rfc_7489_6_6_3_several_records_at_the_author_end_the_search() {
    let above = json!([{ "TXT": "v=DMARC1; p=reject" }]);
    let several = json!([{ "TXT": "v=DMARC1; p=none" }, { "TXT": "v=DMARC1; p=reject" }]);
    let view = |own: serde_json::Value| {
        let zone = json!({ "my.a.example": [{ "TXT": "v=spf1 -all" }], "_dmarc.my.a.example": own, "_dmarc.a.example": above });
        report("my.a.example", "my.a.example", zone, "example\n")["dmarc"]["rfc7489"]["result"].clone()
    };
    assert_eq!(view(several), "none");
    assert_eq!(
        view(json!([{ "TXT": "v=spf1 -all" }])),
        "fail",
        "without a record the organization's applies"
    );
}

#[test]
fn a_record_only_below_the_name_that_sends_is_the_cause() {
    let zone = |more: serde_json::Value| {
        let mut zone = json!({
            "a.example": [{ "TXT": "v=spf1 ip4:192.0.2.1 -all" }],
            "my.a.example": [{ "TXT": "v=spf1 -all" }],
            "_dmarc.my.a.example": [{ "TXT": "v=DMARC1; p=reject; rua=mailto:d@a.example" }],
        });
        zone.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        zone
    };
    let first = |report: &serde_json::Value| report["diagnosis"][0]["cause"].clone();
    let found = report("my.a.example", "a.example", zone(json!({})), "example\n");
    assert_eq!(first(&found), "dmarcOnlyBelow");
    let fix = &found["diagnosis"][0]["fixes"][0];
    assert_eq!(fix["name"], "_dmarc.a.example");
    assert_eq!(fix["value"], "v=DMARC1; p=none; rua=mailto:d@a.example");
    // A record above, one that asks for the very name, and a name that is no ancestor are other matters.
    let above = zone(json!({ "_dmarc.a.example": [{ "TXT": "v=DMARC1; p=none" }] }));
    let strict = zone(json!({ "_dmarc.my.a.example": [{ "TXT": "v=DMARC1; p=reject; aspf=s" }] }));
    let beside = zone(json!({ "b.example": [{ "TXT": "v=spf1 ip4:192.0.2.1 -all" }] }));
    assert_eq!(report("my.a.example", "a.example", above, "example\n")["dmarc"]["result"], "pass");
    for (sender, zone) in [("a.example", strict), ("b.example", beside)] {
        let report = report("my.a.example", sender, zone, "example\n");
        let fixes = report["diagnosis"][0]["fixes"].as_array().unwrap();
        assert!(fixes.iter().all(|fix| fix["name"] != "_dmarc.a.example"), "{sender}: {fixes:?}");
    }
}
