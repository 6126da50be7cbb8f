//! What is shown before all answers are there, and where some never come: no verdict word before what it rests on, and
//! "not there" is never said of what was not answered.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use waxseal_core::dns::{Answer, DnsError, Fault, Question, Resolve, Zone};
use waxseal_core::domain::Domain;
use waxseal_core::evidence::{EnvelopeOverrides, Tables};
use waxseal_core::message::Origin;
use waxseal_core::report::{DomainReport, MessageReport};
use waxseal_core::time::Timestamp;
use waxseal_core::{DomainInput, MessageInput, check_domain, check_message};
use waxseal_prose::Lang;
use waxseal_view::export::csv;
use waxseal_view::{Locale, Node, Session, markdown};

const NOW: Timestamp = Timestamp(1_790_000_000);

const MESSAGE: &str = "Received: from mail.a.example (mail.a.example [192.0.2.1]) by mx.b.example with ESMTPS;\n \
                       Tue, 1 Sep 2026 10:00:00 +0000\nReturn-Path: <x@a.example>\nFrom: x@a.example\n\nHello\n";

/// A zone in which some names are not answered.
struct Partly<'a> {
    zone: Zone,
    answers: &'a dyn Fn(&Question) -> bool,
    fault: Fault,
}

impl Resolve for Partly<'_> {
    async fn lookup(&self, question: &Question) -> Result<Answer, DnsError> {
        if (self.answers)(question) { self.zone.answer(question) } else { Err(DnsError::new(self.fault)) }
    }
}

fn zone() -> Zone {
    serde_json::from_value(serde_json::json!({
        "a.example": [{ "TXT": "v=spf1 ip4:192.0.2.1 -all" }, { "MX": [10, "mx.a.example"] }],
        "mx.a.example": [{ "A": "192.0.2.9" }],
        "_dmarc.a.example": [{ "TXT": "v=DMARC1; p=reject" }],
        "google._domainkey.a.example": [{ "TXT": "v=DKIM1; k=rsa; p=" }],
    }))
    .unwrap()
}

fn domain_with(answers: &dyn Fn(&Question) -> bool, fault: Fault) -> DomainReport {
    let resolver = Partly { zone: zone(), answers, fault };
    let input = DomainInput::new(Domain::parse("a.example").unwrap(), NOW);
    pollster::block_on(check_domain(&resolver, &input))
}

fn message_with(answers: &dyn Fn(&Question) -> bool, fault: Fault) -> MessageReport {
    let resolver = Partly { zone: zone(), answers, fault };
    let tables = Tables { to_ascii: |name| Some(name.to_owned()), decode_charset: |_, _| None };
    let (bytes, origin, given) = (MESSAGE.as_bytes(), Origin::File, EnvelopeOverrides::default());
    let input = MessageInput { bytes, origin, given, trust: None, now: NOW, tables, suffixes: None };
    pollster::block_on(check_message(&resolver, &input))
}

fn locale(lang: Lang) -> Locale {
    Locale { lang, ..Locale::default() }
}

/// The region with what it came to.
fn verdict(tree: &Node) -> &Node {
    let mut left = vec![tree];
    while let Some(node) = left.pop() {
        if node
            .attributes
            .iter()
            .any(|(name, value)| name.as_str() == "class" && value.starts_with("verdict "))
        {
            return node;
        }
        left.extend(&node.children);
    }
    panic!("there is a verdict");
}

fn is_busy(node: &Node) -> bool {
    node.attributes.iter().any(|(name, value)| name.as_str() == "aria-busy" && value == "true")
}

/// Words that say what something came to.
const VERDICTS: [&str; 12] = [
    "passes",
    "fails",
    "has no",
    "no SPF",
    "no DKIM",
    "reject",
    "Cannot tell",
    "unknown",
    "slaagt",
    "faalt",
    "geen",
    "onbekend",
];

fn growing() -> Session {
    Session { growing: true, ..Session::default() }
}

#[test]
fn nothing_is_said_of_what_is_still_awaited() {
    type Answers = fn(&Question) -> bool;
    let answered: [Answers; 4] = [
        |_| false,
        |question| !question.name.as_str().starts_with("_dmarc"),
        |question| question.name.as_str().starts_with("_dmarc"),
        |question| question.name.as_str() == "a.example",
    ];
    for answers in answered {
        for lang in Lang::ALL {
            let domain = domain_with(&answers, Fault::Awaited);
            let message = message_with(&answers, Fault::Awaited);
            let trees = [
                waxseal_view::domain(locale(lang), &domain, &growing()),
                waxseal_view::message(locale(lang), &message, &growing()),
            ];
            for tree in &trees {
                let region = verdict(tree);
                assert!(is_busy(region));
                let heading = region.plain_text();
                let lead = heading.split_once('…').map_or(heading.as_str(), |(lead, _)| lead);
                for word in VERDICTS {
                    assert!(!lead.contains(word), "{word}: {lead}");
                }
            }
        }
    }
    let whole =
        waxseal_view::domain(Locale::default(), &domain_with(&|_| true, Fault::Awaited), &Session::default());
    assert!(!is_busy(verdict(&whole)) && verdict(&whole).plain_text().contains("reject"));
}

#[test]
fn what_was_not_answered_is_not_said_to_be_missing() {
    let report = domain_with(&|_| false, Fault::Servfail);
    for (lang, missing) in [(Lang::En, "no "), (Lang::Nl, "geen ")] {
        let tree = waxseal_view::domain(locale(lang), &report, &Session::default());
        let said = verdict(&tree).plain_text().to_lowercase();
        for what in ["spf-record", "spf record", "dkim key", "dkim-sleutel", "mail exchanger", "mailserver"] {
            assert!(!said.contains(&format!("{missing}{what}")), "{said}");
        }
        let document = markdown::domain(locale(lang), &report, &Session::default());
        assert!(!document.contains('✕') && !document.contains('✓'), "{document}");
    }
    let row = csv(Locale::default(), &[report]);
    assert_eq!(
        row.lines().nth(1).unwrap(),
        "a.example,unknown,unknown,,unknown,unknown,unknown,unknown,unknown,unknown,unknown,0,Check again later"
    );
    let there = csv(Locale::default(), &[domain_with(&|_| true, Fault::Servfail)]);
    assert!(there.contains(",reject,no,no,"), "{there}");
}

#[test]
fn a_policy_that_was_not_answered_is_told_as_such() {
    let without_policy = |question: &Question| !question.name.as_str().starts_with("_dmarc");
    let report = domain_with(&without_policy, Fault::Throttled);
    let text = verdict(&waxseal_view::domain(Locale::default(), &report, &Session::default())).plain_text();
    assert!(text.starts_with("a.example gave no answer about its DMARC policy"), "{text}");
    let missing = domain_with(&|_| true, Fault::Timeout);
    assert!(!missing.is_open() && report.is_open());
}
