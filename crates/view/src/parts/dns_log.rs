//! Every DNS question of the check, with what came back.

use crate::node::{Node, cell, code, details, div, note, p, summary, table, td, tr};
use crate::speech::Speech;
use waxseal_core::dns::LoggedQuery;

/// The log, folded.
pub(crate) fn dns_log(speech: Speech, log: &[LoggedQuery]) -> Vec<Node> {
    let words = speech.words();
    if log.is_empty() {
        return vec![p().put(words.dns_none)];
    }
    let heads = [words.name, words.kind, words.answer, words.milliseconds];
    let rows = log.iter().map(|query| row(speech, query)).collect();
    vec![
        p().put(note(words.dns_note)),
        details().put(summary().put((words.dns_count)(log.len()))).put(table(&heads, rows)),
    ]
}

fn row(speech: Speech, query: &LoggedQuery) -> Node {
    let words = speech.words();
    let answers = query.answers.iter().map(|data| div().put(code().put(format!("{} {data}", data.kind()))));
    let mut came: Vec<Node> = answers.collect();
    if came.is_empty() {
        came.push(note(speech.prose().query_status(query.status)));
    }
    if query.authenticated {
        came.push(note(words.validated));
    }
    tr().put(td().put(query.name.as_str()))
        .put(cell(words.kind, query.kind.as_str()))
        .put(cell(words.answer, came))
        .put(cell(words.milliseconds, query.ms.to_string()))
}
