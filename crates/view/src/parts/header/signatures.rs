//! The signatures that fields can be lit by.

use super::field_name::shortened;
use super::sides::{Side, Sides};
use crate::locale::Locale;
use crate::node::{Attribute, Node, div, option, p, select as select_box};
use std::collections::BTreeMap;
use waxseal_core::arc::ArcSignature;
use waxseal_core::dkim::{Cause, DkimResult, Verification};
use waxseal_core::report::{DkimReport, MessageReport};

/// The most signatures to choose from.
const MAX_CHOICES: usize = 24;
/// The most names listed in a sentence.
const MAX_NAMES: usize = 12;

/// What a signature is.
pub(super) enum Kind {
    /// A DKIM signature, with its selector.
    Dkim(String),
    /// A forwarder's signature over the message, with its instance.
    ArcMessage(u32),
    /// A forwarder's seal, with its instance.
    ArcSeal(u32),
}

/// What became of a signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// It holds.
    Holds,
    /// The fields are as they were signed; the body is not, or was not given.
    HeaderHolds,
    /// It does not hold.
    Broken,
    /// What was given does not tell.
    Open,
}

impl State {
    /// The sign that stands before it.
    const fn sign(self) -> &'static str {
        match self {
            Self::Holds => "✓",
            Self::Broken => "✕",
            Self::HeaderHolds | Self::Open => "?",
        }
    }
}

/// One signature to choose.
pub(super) struct Choice {
    pub(super) kind: Kind,
    pub(super) domain: String,
    /// Which field of the message it is.
    pub(super) field: usize,
    pub(super) state: State,
    covered: Vec<usize>,
    /// Names in its list for which the message has no field.
    absent: Vec<String>,
    /// Whether it speaks for the author.
    aligned: bool,
}

impl Choice {
    /// Whether a field is signed, the signature's own among them.
    pub(super) fn covers(&self, at: usize) -> bool {
        self.covered.contains(&at) || self.field == at
    }

    fn of_dkim(report: &MessageReport, signature: &DkimReport) -> Option<Self> {
        let verification = &signature.verification;
        let selector = verification.selector.as_ref().map(ToString::to_string).unwrap_or_default();
        Some(Self {
            kind: Kind::Dkim(selector),
            domain: signature.domain()?.to_string(),
            field: verification.field?,
            state: state(verification),
            covered: verification.covered.clone(),
            absent: absent(report, verification),
            aligned: signature.aligned,
        })
    }

    fn of_arc(kind: Kind, signature: &ArcSignature) -> Option<Self> {
        let state = match &signature.cause {
            None => State::Holds,
            Some(Cause::BodyNotSupplied { header_verified: true }) => State::HeaderHolds,
            Some(cause) if is_open(cause) => State::Open,
            Some(_) => State::Broken,
        };
        let covered = signature.covered.clone();
        let domain = signature.domain.as_ref()?.to_string();
        Some(Self {
            kind,
            domain,
            field: signature.field,
            state,
            covered,
            absent: Vec::new(),
            aligned: false,
        })
    }
}

fn state(verification: &Verification) -> State {
    match (&verification.cause, verification.header_verified) {
        (Some(Cause::BodyNotSupplied { .. } | Cause::BodyHashMismatch), Some(true)) => State::HeaderHolds,
        (Some(cause), _) if is_open(cause) => State::Open,
        (Some(_), _) => State::Broken,
        (None, _) if verification.result == DkimResult::Pass => State::Holds,
        (None, _) => State::Open,
    }
}

/// Whether a cause leaves it open, as a key that is gone does.
const fn is_open(cause: &Cause) -> bool {
    cause.is_key_gone() || matches!(cause, Cause::DnsTrouble { .. } | Cause::BodyNotSupplied { .. })
}

/// The names in `h=` beyond the fields that are there, each once.
fn absent(report: &MessageReport, verification: &Verification) -> Vec<String> {
    let mut left: BTreeMap<String, usize> = BTreeMap::new();
    for field in verification.covered.iter().filter_map(|at| report.header.get(*at)) {
        *left.entry(field.name.to_ascii_lowercase()).or_default() += 1;
    }
    let mut absent: Vec<String> = Vec::new();
    for name in &verification.signed_fields {
        match left.get_mut(&name.to_ascii_lowercase()) {
            Some(count) if *count > 0 => *count -= 1,
            _ if absent.iter().any(|known| known.eq_ignore_ascii_case(name)) => {}
            _ => absent.push(shortened(name)),
        }
    }
    absent
}

/// Every signature of the message.
pub(super) fn choices(report: &MessageReport) -> Vec<Choice> {
    let dkim = report.dkim.iter().filter_map(|signature| Choice::of_dkim(report, signature));
    let arc = report.arc.chain.sets.iter().rev().flat_map(|set| {
        let message = Choice::of_arc(Kind::ArcMessage(set.instance), &set.message_signature);
        [message, Choice::of_arc(Kind::ArcSeal(set.instance), &set.seal)]
    });
    dkim.chain(arc.flatten()).take(MAX_CHOICES).collect()
}

/// The choice; what speaks for the author is chosen at first, or what holds, or the first.
pub(super) fn select(locale: Locale, choices: &[Choice]) -> Node {
    let words = locale.headers();
    let best = choices.iter().enumerate().min_by_key(|(_, choice)| match choice.state {
        State::Holds if choice.aligned => 0,
        State::Holds | State::HeaderHolds => 1,
        State::Open | State::Broken => 2,
    });
    let best = best.map(|(at, _)| at);
    let one = |(at, choice): (usize, &Choice)| {
        let label = match &choice.kind {
            Kind::Dkim(selector) => (words.dkim_choice)(&choice.domain, selector),
            Kind::ArcMessage(instance) => (words.arc_choice)(*instance, &choice.domain),
            Kind::ArcSeal(instance) => (words.seal_choice)(*instance, &choice.domain),
        };
        let label = format!("{} {label}", choice.state.sign());
        let one = option().with(Attribute::Value, at.to_string()).put(label);
        if Some(at) == best { one.with(Attribute::Selected, "") } else { one }
    };
    select_box()
        .class("choice")
        .with(Attribute::DataPart, "light")
        .put(choices.iter().enumerate().map(one).collect::<Vec<_>>())
        .put(option().with(Attribute::Value, "").put(words.no_signature))
}

/// What there is to say of each; the page shows the one that is chosen.
pub(super) fn told(
    locale: Locale,
    report: &MessageReport,
    sides: &Sides<'_>,
    choices: &[Choice],
) -> Option<Node> {
    if choices.is_empty() {
        return None;
    }
    let one = |(at, choice): (usize, &Choice)| {
        let node = p().with(Attribute::DataPart, "told").with(Attribute::DataValue, at.to_string());
        node.put(sentences(locale, report, sides, choice))
    };
    let told: Vec<Node> = choices.iter().enumerate().map(one).collect();
    Some(div().class("told").with(Attribute::AriaLive, "polite").put(told))
}

fn sentences(locale: Locale, report: &MessageReport, sides: &Sides<'_>, choice: &Choice) -> String {
    let words = locale.headers();
    let count = (0..report.header.len()).filter(|at| choice.covers(*at)).count();
    let state = match choice.state {
        State::Holds => words.holds,
        State::HeaderHolds => words.header_holds,
        State::Broken => words.does_not_hold,
        State::Open => words.not_decided,
    };
    let covers = (words.covers)(count, report.header.len());
    let mut told = vec![format!("{} {covers} {state}", choice.state.sign())];
    let list = |names: &[String]| list(names, locale.words().more);
    if !choice.absent.is_empty() {
        told.push((words.absent)(&list(&choice.absent)));
    }
    let left = left_out(locale, report, sides, choice);
    told.push(if left.is_empty() { words.all_covered.to_owned() } else { (words.not_covered)(&list(&left)) });
    told.join(" ")
}

/// The names of the fields that came in and are not covered, each once; of a name that is covered in part, how often it
/// is not. What the receiving side wrote came after the signature, and is none of its business.
fn left_out(locale: Locale, report: &MessageReport, sides: &Sides<'_>, choice: &Choice) -> Vec<String> {
    let mut names: Vec<(&str, usize, usize)> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let came_in = report.header.iter().enumerate();
    for (at, field) in came_in.filter(|(_, field)| sides.of_line(field.line) != Side::Receiver) {
        let place = *places.entry(field.name.to_ascii_lowercase()).or_insert(names.len());
        if place == names.len() {
            names.push((&field.name, 0, 0));
        }
        if let Some((_, left, all)) = names.get_mut(place) {
            *left += usize::from(!choice.covers(at));
            *all += 1;
        }
    }
    let left = names.into_iter().filter(|(_, left, _)| *left > 0);
    let told = left.map(|(name, left, all)| {
        let name = shortened(name);
        match (left, all) {
            (_, 1) => name,
            (left, all) if left == all => format!("{name} ×{all}"),
            (left, all) => (locale.headers().some_of)(&name, left, all),
        }
    });
    told.collect()
}

/// Names with commas between, the first of many.
fn list(names: &[String], more: fn(usize) -> String) -> String {
    let shown = names.get(..MAX_NAMES).unwrap_or(names);
    let left = names.len() - shown.len();
    let shown = shown.join(", ");
    if left > 0 { format!("{shown}, {}", more(left)) } else { shown }
}
