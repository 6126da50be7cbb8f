//! The steps of a report as a plain text for whoever takes them: who manages DNS, or a provider.
//!
//! All of it is read from the drawn report, so that it says what a person sees, in the language they see it in. Of a mail it
//! has the domains and the records, and nothing else.

use crate::locale::hand_off::HandOffWords;
use waxseal_view::{Attribute, Node, Tag};

/// In place of a link that is made once a person shares the report.
const TO_BE_SHARED: &str = "share";
/// The longest address of a mail to be written, in characters. Windows hands no more to a mail program than 2,083.
pub(crate) const MAX_MAILTO: usize = 2_000;

/// Whom a text is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Recipient<'a> {
    /// Whoever manages DNS.
    Dns,
    /// A provider, by its name.
    Provider(&'a str),
}

/// What may stand in a text as its link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ResultLink<'a> {
    /// None: the result is an example's, or has no address.
    None,
    /// One can be made, once a person shares the report.
    ToBeShared,
    /// The report that a person has shared.
    Shared(&'a str),
    /// A fragment of this page, which has it checked again.
    Fragment(&'a str),
}

/// The steps of one cause, as they are drawn.
pub(crate) struct Steps<'a> {
    domain: &'a str,
    cause: &'a str,
    /// The link to the result.
    pub(crate) link: ResultLink<'a>,
    steps: Vec<&'a Node>,
    proof: Option<String>,
}

impl<'a> Steps<'a> {
    /// The steps that stand in an element, beside the place where the text is offered.
    pub(crate) fn read(around: &'a Node, place: &'a Node) -> Self {
        let link = match value(place, Attribute::DataValue) {
            "" => ResultLink::None,
            TO_BE_SHARED => ResultLink::ToBeShared,
            link if link.starts_with('#') => ResultLink::Fragment(link),
            link => ResultLink::Shared(link),
        };
        // What only tidies up is folded, deeper in.
        let list = around.children.iter().find(|child| has_class(child, "fixes"));
        Self {
            domain: value(place, Attribute::Name),
            cause: value(place, Attribute::DataLabel),
            link,
            steps: list.map(|list| list.children.iter().collect()).unwrap_or_default(),
            proof: find(around, &|node| has_class(node, "tried")).map(Node::plain_text),
        }
    }

    /// Whom there is something for.
    pub(crate) fn recipients(&self) -> Vec<Recipient<'a>> {
        let mut recipients = Vec::new();
        if self.steps.iter().any(|step| cells(step).is_some()) {
            recipients.push(Recipient::Dns);
        }
        for step in &self.steps {
            let name = value(step, Attribute::DataLabel);
            if !name.is_empty() && !recipients.contains(&Recipient::Provider(name)) {
                recipients.push(Recipient::Provider(name));
            }
        }
        recipients
    }

    /// What the mail is about.
    pub(crate) fn subject(&self, words: &HandOffWords, recipient: Recipient<'_>) -> String {
        match (recipient, self.domain) {
            (Recipient::Dns, "") => words.records.to_owned(),
            (Recipient::Dns, domain) => format!("{}: {domain}", words.records),
            (Recipient::Provider(name), "") => name.to_owned(),
            (Recipient::Provider(name), domain) => format!("{name}: {domain}"),
        }
    }

    /// The text; `link` is the address of the result, where there is one.
    pub(crate) fn text(&self, words: &HandOffWords, recipient: Recipient<'_>, link: Option<&str>) -> String {
        let is_for = |step: &&&Node| match recipient {
            Recipient::Dns => cells(step).is_some(),
            Recipient::Provider(name) => value(step, Attribute::DataLabel) == name,
        };
        let mut text = format!("{}\n\n", without_local_parts(self.cause));
        text.push_str(&match recipient {
            Recipient::Dns => (words.publish)(self.domain),
            Recipient::Provider(name) => (words.at_provider)(name, self.domain),
        });
        for (at, step) in self.steps.iter().filter(is_for).enumerate() {
            text.push_str(&format!("\n\n{}. {}", at + 1, without_local_parts(&title(step))));
            lines(words, step).iter().for_each(|line| text.push_str(&format!("\n   {line}")));
        }
        if recipient != Recipient::Dns {
            let names: Vec<String> = self.steps.iter().filter_map(|step| Some(cells(step)?.name)).collect();
            if !names.is_empty() {
                text.push_str(&format!("\n\n{}: {}", words.goes_with, names.join(", ")));
            }
        }
        for (label, said) in [(words.effect, self.proof.as_deref()), (words.result, link)] {
            if let Some(said) = said {
                text.push_str(&format!("\n\n{label}: {said}"));
            }
        }
        text.push('\n');
        text
    }
}

/// The record of a step.
struct Cells {
    /// The name in full.
    name: String,
    /// The name as most panels want it.
    typed: String,
    /// Every cell with its label, in the order it is drawn.
    labelled: Vec<(String, String)>,
}

/// What stands below the title of a step: why, its record, and the page about it.
fn lines(words: &HandOffWords, step: &Node) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(cells) = cells(step) {
        for (at, (label, said)) in cells.labelled.into_iter().enumerate() {
            match at {
                0 if cells.typed != cells.name => {
                    lines.push(format!("{label}: {}", cells.name));
                    lines.push(format!("{}: {}", words.panel_name, cells.typed));
                }
                0 => lines.push(format!("{label}: {}", cells.name)),
                _ => lines.push(format!("{label}: {said}")),
            }
        }
        let old = step.children.iter().find(|child| has_class(child, "instead"));
        lines.extend(old.map(Node::plain_text));
        return lines;
    }
    for part in step.children.iter().filter(|child| child.tag == Some(Tag::P)) {
        match find(part, &|node| node.tag == Some(Tag::A)) {
            Some(link) => lines.push(format!("{}: {}", link.plain_text(), value(link, Attribute::Href))),
            None => lines.push(without_local_parts(&part.plain_text())),
        }
    }
    lines
}

fn title(step: &Node) -> String {
    find(step, &|node| node.tag == Some(Tag::H3)).map(Node::plain_text).unwrap_or_default()
}

/// The cells of a step's record; `None` where the step has none.
fn cells(step: &Node) -> Option<Cells> {
    let record = step.children.iter().find(|child| has_class(child, "cells"))?;
    let labelled: Vec<(String, String)> = record
        .children
        .iter()
        .filter(|cell| !value(cell, Attribute::DataLabel).is_empty())
        .map(|cell| (value(cell, Attribute::DataLabel).to_owned(), cell.plain_text()))
        .collect();
    let shown = labelled.first()?.1.clone();
    let copied = find(record, &|node| node.tag == Some(Tag::Button));
    let typed = copied.map_or("", |button| value(button, Attribute::DataCopy));
    // What a panel wants is the beginning of the name, or stands before the name in brackets.
    let bracketed = shown.strip_prefix(typed).and_then(|rest| rest.strip_prefix(" ("));
    let name = bracketed.and_then(|rest| rest.strip_suffix(')')).unwrap_or(&shown).to_owned();
    Some(Cells { name, typed: typed.to_owned(), labelled })
}

/// The value of an attribute; empty where it has none.
fn value(node: &Node, attribute: Attribute) -> &str {
    node.attributes.iter().find(|(own, _)| *own == attribute).map_or("", |(_, value)| value)
}

fn has_class(node: &Node, class: &str) -> bool {
    value(node, Attribute::Class).split(' ').any(|own| own == class)
}

/// The first element that fits, itself or in it.
fn find<'a>(node: &'a Node, fits: &dyn Fn(&Node) -> bool) -> Option<&'a Node> {
    if fits(node) { Some(node) } else { node.children.iter().find_map(|child| find(child, fits)) }
}

/// A sentence in which no address has its part before the at sign.
fn without_local_parts(text: &str) -> String {
    let is_local = |c: char| c.is_alphanumeric() || "!#$%&'*+/=?^_`{|}~.-".contains(c);
    let mut parts = text.split('@').peekable();
    let mut out = String::new();
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            out.push_str(part);
        } else {
            let kept = part.trim_end_matches(is_local);
            out.push_str(kept);
            out.push_str(if kept.len() < part.len() { "…@" } else { "@" });
        }
    }
    out
}

#[cfg(test)]
mod tests;
