//! What the tests of pictures are given: reports on messages that are written here, and a way to look into a drawing.
#![allow(dead_code, clippy::unwrap_used, clippy::panic, reason = "each test file uses a part of it")]

use waxseal_core::dns::Zone;
use waxseal_core::evidence::{EnvelopeOverrides, Tables};
use waxseal_core::message::Origin;
use waxseal_core::report::MessageReport;
use waxseal_core::time::Timestamp;
use waxseal_core::{MessageInput, check_message};
use waxseal_prose::Lang;
use waxseal_view::{Locale, Node, Session};

/// The report on a message, with what DNS says as JSON.
pub(crate) fn report(message: &str, zone: &str) -> MessageReport {
    let zone: Zone = serde_json::from_str(zone).unwrap();
    let input = MessageInput {
        bytes: message.as_bytes(),
        origin: Origin::File,
        given: EnvelopeOverrides::default(),
        trust: None,
        now: Timestamp::parse_rfc3339("2026-11-23T00:00:00Z").unwrap(),
        tables: Tables { to_ascii: |_| None, decode_charset: |_, _| None },
        suffixes: None,
    };
    pollster::block_on(check_message(&zone, &input))
}

/// The report as it is drawn.
pub(crate) fn drawn(report: &MessageReport, lang: Lang) -> Node {
    waxseal_view::message(Locale { lang, ..Locale::default() }, report, &Session::default())
}

/// The part under a heading, by the heading's id.
pub(crate) fn part(tree: &Node, id: &str) -> Node {
    let parts = all(tree, &|node| has(node, "aria-labelledby", id));
    assert_eq!(parts.len(), 1, "one part {id}");
    parts[0].clone()
}

/// Every element that a test is true of.
pub(crate) fn all<'a>(tree: &'a Node, test: &dyn Fn(&Node) -> bool) -> Vec<&'a Node> {
    let mut found: Vec<&Node> = Vec::new();
    if test(tree) {
        found.push(tree);
    }
    found.extend(tree.children.iter().flat_map(|child| all(child, test)));
    found
}

/// Every element of a class.
pub(crate) fn classed<'a>(tree: &'a Node, class: &str) -> Vec<&'a Node> {
    all(tree, &|node| value(node, "class").is_some_and(|classes| classes.split(' ').any(|one| one == class)))
}

/// The value of an attribute.
pub(crate) fn value<'a>(node: &'a Node, attribute: &str) -> Option<&'a str> {
    node.attributes.iter().find(|(name, _)| name.as_str() == attribute).map(|(_, value)| value.as_str())
}

/// Whether an attribute has a value.
pub(crate) fn has(node: &Node, attribute: &str, wanted: &str) -> bool {
    value(node, attribute) == Some(wanted)
}

/// Whether it is an element of a tag.
pub(crate) fn is(node: &Node, tag: &str) -> bool {
    node.tag.is_some_and(|own| own.as_str() == tag)
}

/// Nothing in it may be more than the eye can take in, or a program be led astray by: no character that cannot be seen
/// is in any text, and every picture says what it shows.
pub(crate) fn assert_harmless(tree: &Node) {
    let odd =
        |c: char| c.is_control() && c != '\n' && c != '\t' || "\u{200b}\u{202e}\u{202c}\u{2066}".contains(c);
    for text in all(tree, &|node| node.tag.is_none()) {
        assert!(!text.text.contains(odd), "{:?}", text.text);
    }
    for picture in all(tree, &|node| has(node, "role", "img")) {
        assert!(value(picture, "aria-label").is_some_and(|label| !label.is_empty()), "{picture:?}");
    }
}
