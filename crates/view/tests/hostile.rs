//! What strangers wrote stands in the tree as text, and nothing of it is hidden or turns what stands around it.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has to fail")]

use std::fs;
use std::path::Path;
use waxseal_core::dns::Zone;
use waxseal_core::domain::Domain;
use waxseal_core::escaping::is_hidden;
use waxseal_core::evidence::{EnvelopeOverrides, Tables};
use waxseal_core::message::Origin;
use waxseal_core::time::Timestamp;
use waxseal_core::{DomainInput, MessageInput, check_domain, check_message};
use waxseal_prose::Lang;
use waxseal_view::{Attribute, Locale, Node, Session};

fn fixture(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/hostile").join(name);
    fs::read(path).unwrap()
}

fn zone() -> Zone {
    serde_json::from_slice(&fixture("zone.json")).unwrap()
}

fn now() -> Timestamp {
    Timestamp::parse_rfc3339("2026-11-23T00:00:00Z").unwrap()
}

/// Every node of a tree.
fn all<'a>(node: &'a Node, found: &mut Vec<&'a Node>) {
    found.push(node);
    node.children.iter().for_each(|child| all(child, found));
}

fn assert_harmless(tree: &Node) {
    let mut nodes = Vec::new();
    all(tree, &mut nodes);
    for node in nodes {
        let hidden = |text: &str| text.chars().any(|c| is_hidden(c) && !matches!(c, '\n' | '\t'));
        assert!(!hidden(&node.text), "{:?}", node.text);
        for (name, value) in &node.attributes {
            // What is copied is copied as it is; all else is read.
            let is_read = matches!(name, Attribute::Title | Attribute::AriaLabel | Attribute::Placeholder);
            assert!(!is_read || !hidden(value), "{}: {value:?}", name.as_str());
            if *name == Attribute::Href {
                assert!(value.starts_with("https://") || value.starts_with('#'), "a link to {value:?}");
            }
        }
    }
    let text = tree.plain_text();
    assert!(
        text.contains("<script>window.__pwned=1</script>") || text.contains("<img src=x"),
        "it is shown as text"
    );
    assert!(text.contains("⟨U+202E⟩"), "what turns the text is written out");
}

#[test]
fn a_message() {
    let bytes = fixture("message.eml");
    for origin in [Origin::Paste, Origin::File] {
        let input = MessageInput {
            bytes: &bytes,
            origin,
            given: EnvelopeOverrides::default(),
            trust: None,
            now: now(),
            tables: Tables { to_ascii: |_| None, decode_charset: |_, _| None },
            suffixes: None,
        };
        let report = pollster::block_on(check_message(&zone(), &input));
        for lang in Lang::ALL {
            assert_harmless(&waxseal_view::message(
                Locale { lang, ..Locale::default() },
                &report,
                &Session::default(),
            ));
        }
    }
}

#[test]
fn a_domain() {
    let input = DomainInput::new(Domain::parse("hostile.example").unwrap(), now());
    let report = pollster::block_on(check_domain(&zone(), &input));
    for lang in Lang::ALL {
        assert_harmless(&waxseal_view::domain(
            Locale { lang, ..Locale::default() },
            &report,
            &Session::default(),
        ));
    }
}
