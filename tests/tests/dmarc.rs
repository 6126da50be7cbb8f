//! DMARC against the project's own set on RFC 9989: whole messages, checked as the page checks them.

use serde::Deserialize;
use std::net::IpAddr;
use waxseal_core::check::{MessageInput, check_message};
use waxseal_core::crypto::base64;
use waxseal_core::dns::Zone;
use waxseal_core::evidence::{Given, Tables};
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
            given: Given { ip: case.ip, mail_from: case.mail_from, ..Given::default() },
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
