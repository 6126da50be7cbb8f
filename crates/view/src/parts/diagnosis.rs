//! What to do: each cause with its steps as cards, the proof of them, and what it rests on.

use super::record::{copy, copy_part};
use crate::locale::Locale;
use crate::locale::diagnosis::DiagnosisWords;
use crate::node::{
    Attribute, Node, button, code, details, div, h3, h4, li, link, note, ol, p, section, span, summary, ul,
};
use crate::protocol::Act;
use waxseal_core::report::{Diagnosis, Fix, ProofOf, Step};

/// The sentence that stands under the verdict: the first cause.
pub(crate) fn first_cause(locale: Locale, diagnoses: &[Diagnosis]) -> Option<Node> {
    let first = diagnoses.first()?;
    Some(p().class("cause").put(locale.prose().root_cause(first)))
}

/// Every cause: the first with its steps at hand, the others folded.
pub(crate) fn diagnoses(locale: Locale, diagnoses: &[Diagnosis]) -> Vec<Node> {
    let mut nodes = Vec::new();
    for (at, diagnosis) in diagnoses.iter().enumerate() {
        let content = content(locale, at, diagnosis);
        let sentence = locale.prose().root_cause(diagnosis);
        match at {
            0 => nodes.push(section().class("diagnosis").put(h3().put(sentence)).put(content)),
            _ => nodes.push(details().class("diagnosis").put(summary().put(sentence)).put(content)),
        }
        if at == 0 && diagnoses.len() > 1 {
            nodes.push(h3().class("further").put(locale.diagnosis().further));
        }
    }
    nodes
}

fn content(locale: Locale, at: usize, diagnosis: &Diagnosis) -> Vec<Node> {
    let words = locale.diagnosis();
    let mut nodes = Vec::new();
    if diagnosis.fixes.is_empty() {
        nodes.push(p().put(words.no_cure));
    } else {
        nodes.push(cards(locale, words.steps, &diagnosis.fixes));
    }
    nodes.extend(proof(locale, at, diagnosis));
    if !diagnosis.tidy.is_empty() {
        nodes.push(h4().put(words.tidy));
        nodes.push(cards(locale, words.tidy, &diagnosis.tidy));
    }
    let lines = diagnosis.evidence.iter().map(|line| li().put(locale.prose().evidence(line)));
    nodes.push(
        details()
            .class("evidence")
            .put(summary().put(words.rests_on))
            .put(ul().put(lines.collect::<Vec<_>>()))
            .put(p().put(note(locale.prose().sure(diagnosis.sure)))),
    );
    nodes
}

/// What trying them came to; where records alone do it, a button that shows the report with them.
fn proof(locale: Locale, at: usize, diagnosis: &Diagnosis) -> Vec<Node> {
    let Some(proof) = &diagnosis.proof else { return Vec::new() };
    // It is no result of this mail, so it has no state's colour.
    let said = p().class("tried").put(locale.prose().proof(proof));
    let try_it = button()
        .class("button quiet no-print")
        .with(Attribute::Type, "button")
        .with(Attribute::DataAct, Act::TryCure.as_str())
        .with(Attribute::DataValue, at.to_string())
        .put(locale.diagnosis().try_them);
    let shows = proof.of != ProofOf::NextMessage;
    vec![div().class("proof").put(said).put(shows.then_some(try_it))]
}

/// Steps as cards, each with its record ready to copy.
#[must_use]
pub fn cards(locale: Locale, name: &str, fixes: &[Fix]) -> Node {
    // A page that several steps point to is named once, at the last of them.
    let is_last = |at: usize, fix: &Fix| fixes.iter().skip(at + 1).all(|later| later.page != fix.page);
    let card = |(at, fix): (usize, &Fix)| li().class("fix").put(card(locale, fix, is_last(at, fix)));
    let cards = fixes.iter().enumerate().map(card);
    ol().class("fixes").with(Attribute::AriaLabel, name).put(cards.collect::<Vec<_>>())
}

fn card(locale: Locale, fix: &Fix, names_page: bool) -> Vec<Node> {
    let (words, prose) = (locale.diagnosis(), locale.prose());
    let provider = fix.provider.map(|provider| provider.name);
    let mut nodes = vec![h4().put(prose.fix_title(fix)), p().put(prose.fix_why(fix))];
    nodes.extend(record(locale, fix, provider));
    if let Some(old) = &fix.old {
        nodes.push(
            p().class("instead").put(note(format!("{} ", words.instead_of))).put(code().put(old.as_str())),
        );
    }
    if let (Some(page), Some(name), true) = (fix.page, provider, names_page) {
        nodes.push(p().put(link(page, &(words.page_of)(name))));
    }
    nodes
}

/// Who knows a value that cannot be given: the provider's account, or nobody but the reader.
pub(crate) fn unnamed_value(words: &DiagnosisWords, fix: &Fix, provider: Option<&str>) -> String {
    match fix.step {
        Step::CorrectSpf { .. }
        | Step::ShortenSpf
        | Step::MergeSpf
        | Step::CorrectDmarc
        | Step::Decide { .. } => words.by_hand.to_owned(),
        _ => (words.account_shows)(provider),
    }
}

/// The record of a step: name, type and value, each ready to copy.
fn record(locale: Locale, fix: &Fix, provider: Option<&str>) -> Vec<Node> {
    let (words, own) = (locale.words(), locale.diagnosis());
    let (Some(name), Some(kind)) = (&fix.name, fix.kind) else { return Vec::new() };
    let value = match &fix.value {
        Some(value) => span().put(value.as_str()),
        None => span().put(note(unnamed_value(own, fix, provider))),
    };
    let copies = span()
        .class("copies no-print")
        .put(copy_part(words, words.name, name.as_str()))
        .put(fix.value.as_deref().map(|value| copy_part(words, words.value, value)));
    let line = div()
        .class("record")
        .put(span().put(name.as_str()))
        .put(span().class("kind").put(kind.as_str()))
        .put(value)
        .put(copies);
    let host = fix.host.as_deref().filter(|host| *host != name.as_str());
    let host = host.map(|host| {
        let said = p().class("host").put(note(format!("{} ", (own.host)(host))));
        said.put(copy(words, host, host))
    });
    std::iter::once(line).chain(host).collect()
}
