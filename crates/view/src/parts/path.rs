//! The way the message took, hop by hop.

use crate::node::{Node, li, note, ol, p, span};
use crate::speech::Speech;
use waxseal_core::evidence::Hop;
use waxseal_core::report::MessageReport;

/// The most hops drawn.
const MAX_DRAWN: usize = 100;
/// A hop that took longer than this stands out, in seconds.
const LONG: i64 = 60;

/// The hops, first server first.
pub(crate) fn path(speech: Speech, report: &MessageReport) -> Node {
    let words = speech.words();
    let hops = &report.hops;
    if hops.is_empty() {
        return p().put(words.path_none);
    }
    let mut items: Vec<Node> = hops.iter().take(MAX_DRAWN).map(|hop| item(speech, hop)).collect();
    let hidden = hops.len().saturating_sub(MAX_DRAWN);
    if hidden > 0 {
        items.push(li().put(span().put((words.more)(hidden))));
    }
    ol().class("path").put(items)
}

fn item(speech: Speech, hop: &Hop) -> Node {
    let words = speech.words();
    let from = hop.from.clone().or_else(|| hop.ip.map(|ip| ip.to_string()));
    let by = hop.by.as_deref().unwrap_or(words.unknown_host);
    let names = match from {
        Some(from) => format!("{from} → {by}"),
        None => by.to_owned(),
    };
    let tls = hop.tls.as_deref().map_or_else(|| words.tls_unknown.to_owned(), words.tls_used);
    let notes = [
        hop.ip.map(|ip| ip.to_string()),
        hop.with.clone(),
        Some(tls),
        hop.at.map(|at| at.to_string()),
        hop.entry.then(|| words.entry.to_owned()),
        hop.internal.then(|| words.internal.to_owned()),
        hop.delay_seconds.filter(|seconds| *seconds < 0).map(|_| words.clocks_differ.to_owned()),
    ];
    let notes: Vec<String> = notes.into_iter().flatten().collect();
    let long = hop.delay_seconds.is_some_and(|seconds| seconds > LONG);
    li().put(span().put(names))
        .put(span().class(if long { "delay long" } else { "delay" }).put(hop.delay_seconds.map(delay)))
        .put(note(notes.join(" · ")))
}

/// A delay as people say it: seconds below two minutes, then minutes, then hours and days.
fn delay(seconds: i64) -> String {
    match seconds {
        s if s.abs() < 120 => format!("{s:+} s"),
        s if s.abs() < 7_200 => format!("{:+} min", s / 60),
        s if s.abs() < 172_800 => format!("{:+} h", s / 3_600),
        s => format!("{:+} d", s / 86_400),
    }
}
