//! The DKIM selectors of a domain, with the aliases they lead through and what their keys say.

use super::buttons::{form_of, submit, text_field};
use super::record::record;
use super::tags::tags;
use crate::locale::Locale;
use crate::node::{Attribute, Node, details, field, h3, note, p, section, summary};
use crate::protocol::Act;
use crate::views::Session;
use waxseal_core::dkim::key::KeyRecordError;
use waxseal_core::dns::QueryStatus;
use waxseal_core::posture::DkimKeyReport;
use waxseal_core::report::DomainReport;
use waxseal_prose::{Refusal, Tagged};

/// The selectors, and a field for another one.
pub(crate) fn keys(locale: Locale, report: &DomainReport, session: &Session) -> Vec<Node> {
    let mut nodes: Vec<Node> = report.dkim.iter().map(|key| selector(locale, key)).collect();
    if nodes.is_empty() {
        let words = locale.words();
        let is_open = report.key_presence().is_unanswered();
        nodes.push(p().put(if is_open { words.not_answered } else { words.keys_none }));
    }
    let refused = session.selector_refused.as_ref().map(|why| why.sentence(locale.lang));
    let fold = details().class("no-print");
    let fold = if refused.is_some() { fold.with(Attribute::Open, "") } else { fold };
    let refused = p().with(Attribute::Role, "alert").put(refused);
    nodes.push(fold.put(summary().put(locale.posture().add_selector)).put(another(locale)).put(refused));
    nodes
}

fn another(locale: Locale) -> Node {
    let words = locale.posture();
    let selector = text_field("selector")
        .with(Attribute::Required, "")
        .with(Attribute::Placeholder, words.selector_hint);
    form_of(Act::AddSelector)
        .put(field("add-selector", locale.words().selector, selector))
        .put(submit(words.look))
}

fn selector(locale: Locale, key: &DkimKeyReport) -> Node {
    let words = locale.words();
    let aliases = key.aliases.iter().enumerate().map(|(at, target)| {
        let from = at.checked_sub(1).and_then(|before| key.aliases.get(before)).unwrap_or(&key.name);
        record(words, from.as_str(), "CNAME", target.as_str())
    });
    let end = key.aliases.last().unwrap_or(&key.name).as_str();
    let records = key.records.iter().map(|text| record(words, end, "TXT", text));
    let provider = key.provider.map(|provider| provider.name().to_owned());
    let said: Vec<String> = provider.into_iter().chain([state(locale, key)]).collect();
    let title = h3().put(key.selector.as_str()).put(note(format!(" · {}", said.join(" · "))));
    let explained = key.records.first().and_then(|text| tags(locale, Tagged::DkimKey, text));
    let notes =
        key.key.as_ref().and_then(|facts| facts.notes.as_ref()).map(|text| p().put(note(text.as_str())));
    section()
        .class("key")
        .put(title)
        .put(aliases.chain(records).collect::<Vec<_>>())
        .put(notes)
        .put(explained)
}

/// What is at the selector, in a few words.
pub(crate) fn state(locale: Locale, key: &DkimKeyReport) -> String {
    let (words, posture) = (locale.words(), locale.posture());
    if let Some(facts) = &key.key {
        let bits = (posture.bits)(facts.kind, facts.bits);
        return if facts.testing { format!("{bits}, {}", posture.testing) } else { bits };
    }
    let said = match (&key.problem, key.status) {
        (Some(KeyRecordError::Revoked), _) => posture.revoked,
        (Some(_), _) => posture.unreadable_key,
        (None, QueryStatus::Nxdomain) if !key.aliases.is_empty() => words.target_missing,
        (None, status) if status.fault().is_some() => locale.prose().query_status(status),
        (None, _) => words.key_missing,
    };
    said.to_owned()
}
