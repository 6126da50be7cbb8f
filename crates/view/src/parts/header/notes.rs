//! What there is to know of a field: what it is, who wrote it, and whether to believe it. Fields of which the same is to
//! be said share a note.

use super::sides::{Side, Sides};
use super::signatures::{Choice, Kind, State};
use crate::locale::Locale;
use crate::node::{Attribute, Node, div, p};
use crate::visible::mark_hidden;
use std::collections::BTreeMap;
use waxseal_core::report::MessageReport;
use waxseal_prose::{KnownField, Writer};

/// The most domains named as signers.
const MAX_SIGNERS: usize = 3;

/// The notes so far.
#[derive(Default)]
pub(super) struct Notes {
    texts: Vec<[String; 2]>,
    /// The places of the texts, by both parts of each.
    places: BTreeMap<String, usize>,
}

impl Notes {
    /// The number of the note about a field.
    pub(super) fn about(
        &mut self,
        locale: Locale,
        report: &MessageReport,
        sides: &Sides<'_>,
        choices: &[Choice],
        at: usize,
    ) -> usize {
        let Some(field) = report.header.get(at) else { return 0 };
        let (words, side) = (locale.headers(), sides.of_line(field.line));
        let known = KnownField::of(&field.name);
        let what = known.map_or(words.unknown_field, |known| locale.prose().header_field(known));
        let who = match (side, known.map(|known| known.writer)) {
            (Side::Receiver, _) => (words.by_receiver)(sides.receiver),
            (Side::Unknown, _) => words.by_unknown.to_owned(),
            (Side::Outside, Some(Writer::Author)) => words.by_author.to_owned(),
            (Side::Outside, Some(Writer::Server)) => words.by_server.to_owned(),
            (Side::Outside, Some(Writer::Receiver)) => words.by_stranger.to_owned(),
            (Side::Outside, None) => words.by_either.to_owned(),
        };
        let trust = match side {
            Side::Receiver => words.trust_receiver.to_owned(),
            Side::Outside | Side::Unknown => {
                // What the receiving side signed itself says nothing about what came in.
                let came_in = |choice: &&Choice| {
                    let field = report.header.get(choice.field);
                    field.is_some_and(|field| sides.of_line(field.line) != Side::Receiver)
                };
                trust(locale, &choices.iter().filter(came_in).collect::<Vec<_>>(), at)
            }
        };
        let note = [what.to_owned(), format!("{who} {trust}")];
        let next = self.texts.len();
        let place = *self.places.entry(note.join("\n")).or_insert(next);
        if place == next {
            self.texts.push(note);
        }
        place
    }

    /// All of them; the page shows the one that is asked for.
    pub(super) fn drawn(self, locale: Locale) -> Vec<Node> {
        let note = |(number, texts): (usize, [String; 2])| {
            let id = format!("field-note-{number}");
            div().with(Attribute::Id, id).put(texts.map(|text| p().put(mark_hidden(locale, &text))).to_vec())
        };
        self.texts.into_iter().enumerate().map(note).collect()
    }
}

/// What vouches for a field that the receiver did not write.
fn trust(locale: Locale, choices: &[&Choice], at: usize) -> String {
    let words = locale.headers();
    if let Some(own) = choices.iter().find(|choice| choice.field == at) {
        return match (own.state, &own.kind) {
            (State::Holds, _) => words.trust_itself,
            (State::Broken, _) | (State::HeaderHolds, Kind::Dkim(_)) => words.trust_failed,
            (State::Open | State::HeaderHolds, _) => words.trust_open,
        }
        .to_owned();
    }
    let by = |state: State| {
        let mut domains: Vec<&str> = Vec::new();
        for choice in choices.iter().filter(|choice| choice.state == state && choice.covers(at)) {
            if !domains.contains(&choice.domain.as_str()) && domains.len() < MAX_SIGNERS {
                domains.push(&choice.domain);
            }
        }
        Some(domains.join(", ")).filter(|domains| !domains.is_empty())
    };
    let whole = by(State::Holds).map(|domains| (words.trust_signed)(&domains));
    let header = || by(State::HeaderHolds).map(|domains| (words.trust_header)(&domains));
    whole.or_else(header).unwrap_or_else(|| words.trust_nothing.to_owned())
}
