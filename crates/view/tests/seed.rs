//! Snapshots of the first user's two messages and his domain: the reports as JSON, and as they are drawn, with their
//! words in both languages. `cargo insta review`, or `INSTA_UPDATE=always cargo test`, takes over a change that is meant.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has to fail")]

mod outline;

use insta::{assert_json_snapshot, assert_snapshot};
use outline::outline;
use std::fs;
use std::path::Path;
use waxseal_core::dns::Zone;
use waxseal_core::domain::Domain;
use waxseal_core::evidence::{EnvelopeOverrides, Tables};
use waxseal_core::message::Origin;
use waxseal_core::report::{DomainReport, MessageReport};
use waxseal_core::time::Timestamp;
use waxseal_core::{DomainInput, MessageInput, check_domain, check_message};
use waxseal_prose::Lang;
use waxseal_view::{Locale, Session};

fn example(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../web/assets/examples");
    fs::read_to_string(folder.join(name)).unwrap()
}

fn zone() -> Zone {
    serde_json::from_str(&example("zone.json")).unwrap()
}

fn now() -> Timestamp {
    Timestamp::parse_rfc3339("2026-11-23T00:00:00Z").unwrap()
}

fn message(name: &str) -> MessageReport {
    let text = example(name);
    let input = MessageInput {
        bytes: text.as_bytes(),
        origin: Origin::Paste,
        given: EnvelopeOverrides::default(),
        trust: None,
        now: now(),
        tables: Tables { to_ascii: |_| None, decode_charset: |_, _| None },
        suffixes: None,
    };
    pollster::block_on(check_message(&zone(), &input))
}

fn domain() -> DomainReport {
    let input = DomainInput::new(Domain::parse("nl365pro.com").unwrap(), now());
    pollster::block_on(check_domain(&zone(), &input))
}

fn drawn(lang: Lang, report: &MessageReport) -> String {
    outline(&waxseal_view::message(Locale { lang, ..Locale::default() }, report, &Session::default()))
}

/// One snapshot a language.
fn snapshots(name: &str, draw: impl Fn(Lang) -> String) {
    for lang in Lang::ALL {
        assert_snapshot!(format!("{name}-{}", lang.tag()), draw(lang));
    }
}

#[test]
fn mailchimp_to_gmail() {
    let report = message("mailchimp-to-gmail.txt");
    assert_json_snapshot!("mailchimp-report", report);
    snapshots("mailchimp", |lang| drawn(lang, &report));
}

#[test]
fn office365_to_gmail() {
    let report = message("office365-to-gmail.txt");
    assert_json_snapshot!("office365-report", report);
    snapshots("office365", |lang| drawn(lang, &report));
}

#[test]
fn the_domain_behind_both() {
    let report = domain();
    assert_json_snapshot!("domain-report", report);
    assert_snapshot!(
        "domain-en",
        outline(&waxseal_view::domain(Locale::default(), &report, &Session::default()))
    );
}
