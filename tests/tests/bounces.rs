//! Real bounces: those on authentication are told as that, those on the sending server as that, and of the others none is.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has to fail")]

use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;
use waxseal_core::bounce::{About, Opened, open};
use waxseal_core::crypto::base64;
use waxseal_core::dns::Zone;
use waxseal_core::evidence::{EnvelopeOverrides, EnvelopeSource, Tables};
use waxseal_core::message::Origin;
use waxseal_core::report::{MessageReport, Missing, Verdict};
use waxseal_core::spf::SpfResult;
use waxseal_core::time::Timestamp;
use waxseal_core::{MessageInput, check_mail};
use waxseal_tests::{counts, read_suite};

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
    "_dmarc.a.example": [{ "TXT": "v=DMARC1; p=reject" }]
}"#;

fn check(text: &str) -> MessageReport {
    let zone: Zone = serde_json::from_str(ZONE).unwrap();
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
    pollster::block_on(check_mail(&zone, &input))
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
fn what_is_no_bounce_is_a_message() {
    let plain = "From: ann@a.example\n\nWe got this: 550 5.7.1 go away\n";
    let report = check(plain);
    assert!(report.bounce.is_none() && report.author.is_some());
}
