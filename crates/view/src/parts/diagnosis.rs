//! What to do: each cause with its steps as cards, the proof of them, and what it rests on.

use super::record::copy_part;
use crate::locale::Locale;
use crate::locale::diagnosis::DiagnosisWords;
use crate::locale::report::ReportWords;
use crate::node::{
    Attribute, Node, button, code, details, div, h3, li, link, note, ol, p, pre, span, summary, ul,
};
use crate::protocol::Act;
use waxseal_core::report::{Diagnosis, Fix, FixLocation, ProofOf, RootCause, Step};

/// What a text for those who take the steps says besides them; the page writes it.
pub(crate) struct HandOff<'a> {
    /// The domain.
    pub(crate) domain: &'a str,
    /// The fragment or the address of the result; [`TO_BE_SHARED`] where a person has to share it first, empty where there is none.
    pub(crate) link: &'a str,
}

/// In place of a link that is made once a person shares the report.
pub(crate) const TO_BE_SHARED: &str = "share";

/// The sentence that stands under the verdict: the first cause.
pub(crate) fn first_cause(locale: Locale, diagnoses: &[Diagnosis]) -> Option<Node> {
    let first = diagnoses.first()?;
    Some(p().class("cause").put(locale.prose().root_cause(first)))
}

/// Every cause: the first with its steps at hand, the others folded.
pub(crate) fn diagnoses(locale: Locale, diagnoses: &[Diagnosis], about: &HandOff<'_>) -> Vec<Node> {
    let mut nodes = Vec::new();
    for (at, diagnosis) in diagnoses.iter().enumerate() {
        let content = content(locale, at, diagnosis, about);
        match at {
            // Its sentence stands under the verdict.
            0 => nodes.push(div().class("diagnosis").put(content)),
            _ => {
                let sentence = locale.prose().root_cause(diagnosis);
                nodes.push(details().class("diagnosis").put(summary().put(sentence)).put(content));
            }
        }
        if at == 0 && diagnoses.len() > 1 {
            nodes.push(h3().class("further").put(locale.diagnosis().further));
        }
    }
    nodes
}

/// What is said of a cause that has no step of its own.
pub(crate) fn without_step(locale: Locale, at: usize, diagnosis: &Diagnosis) -> Option<&'static str> {
    match diagnosis.cause {
        RootCause::BimiNeedsEnforcement { .. } => Some(locale.diagnosis().step_above),
        // What ails the signature, which forwarding leaves whole, is told before.
        RootCause::SpfBrokenByForwarding { .. } if at > 0 => None,
        _ => Some(locale.diagnosis().no_cure),
    }
}

fn content(locale: Locale, at: usize, diagnosis: &Diagnosis, about: &HandOff<'_>) -> Vec<Node> {
    let words = locale.diagnosis();
    let mut nodes = Vec::new();
    if diagnosis.fixes.is_empty() {
        nodes.extend(without_step(locale, at, diagnosis).map(|text| p().put(text)));
    } else {
        nodes.push(cards(locale, words.steps, &diagnosis.fixes));
    }
    nodes.extend(proof(locale, at, diagnosis));
    nodes.push(hand_off(locale, diagnosis, about));
    if !diagnosis.tidy.is_empty() {
        let tidy = details().class("evidence").put(summary().put(words.tidy));
        nodes.push(tidy.put(cards(locale, words.tidy, &diagnosis.tidy)));
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

/// Where the page offers the steps as a text.
fn hand_off(locale: Locale, diagnosis: &Diagnosis, about: &HandOff<'_>) -> Node {
    div()
        .with(Attribute::DataAct, Act::HandOff.as_str())
        .with(Attribute::Name, about.domain)
        .with(Attribute::DataLabel, locale.prose().root_cause(diagnosis))
        .with(Attribute::DataValue, about.link)
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
    // Neither is a reason said twice in a row.
    let said = |at: usize| fixes.get(at).map(|fix| locale.prose().fix_why(fix));
    let is_new = |at: usize| at.checked_sub(1).and_then(said) != said(at);
    let card = |(at, fix): (usize, &Fix)| {
        let why = said(at).filter(|_| is_new(at));
        // The page tells by it whom a step is for.
        let by = fix.provider.filter(|_| fix.at == FixLocation::Provider);
        let item = li().class("fix").put(card(locale, fix, why, is_last(at, fix)));
        by.into_iter().fold(item, |item, provider| item.with(Attribute::DataLabel, provider.name()))
    };
    let cards = fixes.iter().enumerate().map(card);
    ol().class("fixes").with(Attribute::AriaLabel, name).put(cards.collect::<Vec<_>>())
}

fn card(locale: Locale, fix: &Fix, why: Option<String>, names_page: bool) -> Vec<Node> {
    let (words, prose) = (locale.diagnosis(), locale.prose());
    let provider = fix.provider.map(|provider| provider.name());
    let mut nodes = vec![h3().put(prose.fix_title(fix))];
    nodes.extend(why.map(|why| p().put(why)));
    nodes.extend(record(locale, fix, provider));
    if let Some(old) = fix.replaced() {
        nodes.push(p().class("instead").put(note(format!("{} ", words.instead_of))).put(code().put(old)));
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

/// The file of a step, ready to copy.
fn file(words: &ReportWords, fix: &Fix) -> Vec<Node> {
    let parts = |text: &String| vec![pre().put(text.clone()), copy_part(words, words.value, text)];
    fix.value.as_ref().map(parts).unwrap_or_default()
}

/// The record of a step: name, type and value, each in a cell of its own and ready to copy.
fn record(locale: Locale, fix: &Fix, provider: Option<&str>) -> Vec<Node> {
    let (words, own) = (locale.words(), locale.diagnosis());
    let (Some(name), Some(kind)) = (&fix.name, fix.kind) else { return file(words, fix) };
    // Most panels add the domain by themselves: what is to be typed there stands out, and is what is copied.
    let typed = fix.host.as_deref().unwrap_or(name.as_str());
    let shown = match name.as_str().strip_prefix(typed) {
        Some(rest) => vec![Node::text(typed), span().class("zone").put(rest)],
        None => vec![Node::text(typed), span().class("zone").put(format!(" ({name})"))],
    };
    let value = match fix.record_value() {
        Some(value) => span().put(value),
        None => span().put(note(unnamed_value(own, fix, provider))),
    };
    let cell =
        |class: &str, label: &str, content: Node| content.class(class).with(Attribute::DataLabel, label);
    vec![
        div()
            .class("record cells")
            .put(cell("named", words.name, span().put(shown)))
            .put(cell("kind", words.kind, span().put(kind.as_str())))
            .put(cell("valued", words.value, value))
            .put(copy_part(words, words.name, typed))
            .put(fix.value.as_deref().map(|value| copy_part(words, words.value, value))),
    ]
}
