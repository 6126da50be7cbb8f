//! What a text is, above the report on it, and what else is in it.

use super::Session;
use crate::locale::Locale;
use crate::node::{Attribute, Node, button, code, div, li, p, ul};
use crate::protocol::Act;
use waxseal_core::input::Thing;

/// The most characters shown of a record in a list.
const MAX_VALUE: usize = 80;

/// The view where nothing of it is checked yet.
#[must_use]
pub fn found(locale: Locale, session: &Session) -> Node {
    div().class("arriving").put(found_lines(locale, session))
}

/// The view of a report under what the text is.
#[must_use]
pub fn under_found(locale: Locale, session: &Session, mut report: Node) -> Node {
    if !session.found.is_empty() {
        report.children.insert(0, div().class("found no-print").put(found_lines(locale, session)));
    }
    report
}

/// One line for a thing, with the way to read it as something else; a list where there are several.
fn found_lines(locale: Locale, session: &Session) -> Vec<Node> {
    let words = locale.words();
    let is_message = |thing: &Thing| matches!(thing, Thing::Message | Thing::Results | Thing::Reply { .. });
    let mut lines = match session.found.as_slice() {
        [one] => vec![p().put(sentence(locale, one))],
        several => {
            let items = several.iter().enumerate().map(|(at, thing)| {
                let item = li().put(sentence(locale, thing)).put(value(thing));
                let is_open = session.chosen != Some(at) && is_checkable(thing);
                if is_open { item.put(" ").put(choose(words.check_this, &at.to_string())) } else { item }
            });
            vec![
                p().put((words.several_found)(several.len())),
                ul().class("things").put(items.collect::<Vec<_>>()),
            ]
        }
    };
    if !session.found.iter().any(is_message) {
        lines.push(p().put(choose(words.read_as_headers, "message")));
    }
    lines
}

fn sentence(locale: Locale, thing: &Thing) -> String {
    let told = locale.prose().thing(thing);
    match locale.prose().way_on(thing) {
        Some(way_on) => format!("{told} {way_on}"),
        None => told,
    }
}

/// What tells a record from another like it.
fn value(thing: &Thing) -> Vec<Node> {
    let Thing::Record(record) = thing else { return Vec::new() };
    let mut shown: String = record.value.chars().take(MAX_VALUE).collect();
    if shown.len() < record.value.len() {
        shown.push('…');
    }
    vec![Node::text(" "), code().put(shown)]
}

/// Whether the page has a check for it.
const fn is_checkable(thing: &Thing) -> bool {
    !matches!(
        thing,
        Thing::Nothing
            | Thing::Unknown
            | Thing::MessageId { domain: None }
            | Thing::AggregateReport
            | Thing::TlsReport
            | Thing::File(_)
    )
}

fn choose(name: &str, value: &str) -> Node {
    let face = button().class("button quiet").with(Attribute::Type, "button");
    face.with(Attribute::DataAct, Act::Choose.as_str()).with(Attribute::DataValue, value).put(name)
}
