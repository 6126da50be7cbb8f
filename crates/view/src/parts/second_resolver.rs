//! A second resolver, and where its answers differ from the first one's.

use super::buttons::{form_of, submit};
use crate::locale::Locale;
use crate::node::{Attribute, Node, cell, field, option, p, select, table, td, tr};
use crate::protocol::Act;
use crate::views::Session;
use waxseal_core::dns::{AnswerDifference, QueryStatus, Rdata};

/// The choice of a resolver, and what came of the last one.
pub(crate) fn second(locale: Locale, session: &Session) -> Vec<Node> {
    let words = locale.posture();
    if session.resolvers.is_empty() {
        return Vec::new();
    }
    let options = session
        .resolvers
        .iter()
        .map(|(name, url)| option().with(Attribute::Value, url.as_str()).put(name.as_str()));
    let choice = select().class("choice").with(Attribute::Name, "resolver").put(options.collect::<Vec<_>>());
    let form = form_of(Act::SecondResolver)
        .put(field("second-resolver", words.second, choice))
        .put(submit(words.second_ask));
    let mut nodes = vec![p().put(words.second_note), form];
    if let Some((resolver, differences)) = &session.second {
        nodes.extend(outcome(locale, resolver, differences));
    }
    nodes
}

fn outcome(locale: Locale, resolver: &str, differences: &[AnswerDifference]) -> Vec<Node> {
    let words = locale.posture();
    if differences.is_empty() {
        return vec![p().put((words.second_same)(resolver))];
    }
    let heads = [locale.words().name, locale.words().kind, words.first_resolver, words.other_resolver];
    let row = |found: &AnswerDifference| {
        tr().put(td().put(found.name.as_str()))
            .put(cell(locale.words().kind, found.kind.as_str()))
            .put(cell(words.first_resolver, answers(locale, found.one_status, &found.one)))
            .put(cell(words.other_resolver, answers(locale, found.other_status, &found.other)))
    };
    vec![
        p().put((words.second_differs)(differences.len(), resolver)),
        table(&heads, differences.iter().map(row).collect()),
    ]
}

fn answers(locale: Locale, status: QueryStatus, answers: &[Rdata]) -> String {
    match (answers.is_empty(), status) {
        (true, QueryStatus::Noerror) => locale.posture().nothing.to_owned(),
        (true, status) => locale.prose().query_status(status).to_owned(),
        (false, _) => answers.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
    }
}
