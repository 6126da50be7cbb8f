//! The report on a record, before it is published or as it is.

use super::{Session, asked, cure, outcomes, part, verdict};
use crate::locale::Locale;
use crate::node::{Attribute, Node, div, field, h1, h3, note, p};
use crate::parts::addresses::addresses;
use crate::parts::advice::advice;
use crate::parts::buttons::{form_of, hidden, submit, text_field};
use crate::parts::diagnosis::{HandOff, diagnoses, first_cause};
use crate::parts::dmarc::facts;
use crate::parts::dns_log::{dns_log, resolver_trouble};
use crate::parts::keys::state;
use crate::parts::line::line;
use crate::parts::meter::meter;
use crate::parts::record::record as record_line;
use crate::parts::seal::{SealState, seal};
use crate::parts::spf::spf_tree;
use crate::parts::tags::list;
use crate::parts::toolbar::{Subject, toolbar};
use crate::protocol::Act;
use waxseal_core::report::{Compared, RecordReport, RecordState};
use waxseal_core::spf::Walk;
use waxseal_prose::{Rest, Tagged};

/// The view.
#[must_use]
pub fn record(locale: Locale, report: &RecordReport, session: &Session) -> Node {
    let words = locale.words();
    let title = if report.of.is_of_mail() { report.of.title() } else { words.record };
    div()
        .class("arriving")
        .put(summary(locale, report, session))
        .put(cure(locale, session, || what_to_do(locale, report)))
        .put(toolbar(
            locale,
            session,
            &Subject { markdown: String::new(), names_note: None, is_shared: false, has_lines: false },
        ))
        .put(part(report.of.as_str(), title, content(locale, report, session)))
        .put(line(
            "dns",
            words.dns_questions,
            &outcomes::dns(locale, report.dns.len()),
            dns_log(locale, session, &report.dns),
        ))
}

fn summary(locale: Locale, report: &RecordReport, session: &Session) -> Node {
    let words = locale.words();
    let (headline, lead) = if session.growing {
        (words.record_checking.to_owned(), words.asking.to_owned())
    } else {
        (locale.prose().record_headline(report), locale.prose().record_compared(report))
    };
    let last = div()
        .put(first_cause(locale, &report.diagnosis).filter(|_| !session.growing))
        .put(resolver_trouble(locale, session, &report.dns))
        .put(session.bundled.then(|| p().put(note(words.bundled))));
    let text = vec![h1().put(headline), asked(session, lead), last];
    verdict(locale, session, session.growing, text, seal(locale, SealState::Blank), " short")
}

fn what_to_do(locale: Locale, report: &RecordReport) -> Vec<Node> {
    let nodes = match report.diagnosis.as_slice() {
        [] => vec![p().put(nothing_to_do(locale, report))],
        found => diagnoses(locale, found, &HandOff { domain: "", link: "" }),
    };
    nodes.into_iter().chain(next(locale, report)).collect()
}

/// What is said where no step follows from the record.
pub(crate) fn nothing_to_do(locale: Locale, report: &RecordReport) -> &'static str {
    match report.state() {
        RecordState::Broken => locale.words().record_faults,
        RecordState::Open => locale.prose().nothing_to_do(Rest::Open),
        _ => locale.words().record_fine,
    }
}

/// The way on: a name for a record without one, and the check of its whole domain for another that is not published like this.
fn next(locale: Locale, report: &RecordReport) -> Option<Node> {
    let words = locale.words();
    let Some(name) = &report.name else {
        let example = report.of.name_at(&waxseal_core::input::no_domain());
        let name = text_field("name").with(Attribute::Required, "");
        let name = name.with(Attribute::Placeholder, example.as_str());
        let name = field("record-name", words.record_name, name);
        return Some(form_of(Act::NameRecord).put(name).put(submit(words.record_compare)));
    };
    let test = form_of(Act::AddDraft)
        .put(hidden("name", name.as_str()))
        .put(hidden("type", report.record_type.as_str()))
        .put(hidden("value", &report.value))
        .put(submit(words.record_test));
    Some(test).filter(|_| report.compared() != Compared::Same)
}

/// The record, what each part of it means, what it leads to, what is published, and the advice on it.
fn content(locale: Locale, report: &RecordReport, session: &Session) -> Vec<Node> {
    let words = locale.words();
    let name = report.name.as_ref().map_or("–", |name| name.as_str());
    let shown = |value: &str| record_line(words, name, report.record_type.as_str(), value);
    let mut nodes: Vec<Node> =
        std::iter::once(&report.value).chain(&report.beside).map(|value| shown(value)).collect();
    let others: Vec<Node> = report.others().into_iter().map(shown).collect();
    if !others.is_empty() {
        nodes.push(h3().put(words.record_published));
        nodes.extend(others);
    }
    nodes.extend(Tagged::of(report.of).and_then(|kind| list(locale, kind, &report.value)));
    nodes.extend(report.dkim.as_ref().map(|key| p().put(state(locale, key))));
    nodes.extend(report.dmarc.as_ref().map(|found| facts(words, found, None, &[])));
    nodes.extend(report.spf.iter().flat_map(|walk| walked(locale, session, walk)));
    nodes.extend(advice(locale, &report.findings, |_| true));
    nodes
}

fn walked(locale: Locale, session: &Session, walk: &Walk) -> Vec<Node> {
    let Some(root) = &walk.tree else { return Vec::new() };
    let mut nodes = vec![meter(locale, walk.lookups, Some(root)), spf_tree(locale, session, root)];
    nodes.push(h3().put(locale.words().addresses_title));
    nodes.extend(addresses(locale, &walk.addresses));
    nodes
}
