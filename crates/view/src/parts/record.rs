//! A DNS record as a line: name, type, value, copy.

use crate::locale::report::ReportWords;
use crate::node::{Attribute, Node, button, div, span};

/// The record.
pub(crate) fn record(words: &ReportWords, name: &str, kind: &str, value: &str) -> Node {
    div()
        .class("record")
        .put(span().put(name))
        .put(span().class("kind").put(kind))
        .put(span().put(value))
        .put(copy(words, &format!("{kind} {name}"), value))
}

/// A button that copies one part of a record, and says on its face which.
pub(crate) fn copy_part(words: &ReportWords, part: &str, value: &str) -> Node {
    let said = (words.copy_part)(part);
    let face = button().class("copy no-print").with(Attribute::Type, "button");
    face.with(Attribute::DataCopy, value).with(Attribute::AriaLabel, format!("{said}: {value}")).put(said)
}

/// A button that copies `value`; `what` names it for people who cannot see what stands beside it.
pub(crate) fn copy(words: &ReportWords, what: &str, value: &str) -> Node {
    button()
        .class("copy no-print")
        .with(Attribute::Type, "button")
        .with(Attribute::DataCopy, value)
        .with(Attribute::AriaLabel, format!("{}: {what}", words.copy))
        .put(words.copy)
}
