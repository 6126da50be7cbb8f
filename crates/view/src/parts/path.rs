//! The way the message took: what there is to say of it, the axis of time, and every hop in words. On a narrow page the
//! list is the axis, upright.

use super::journey::{LONG, journey, moment, signed, told};
use crate::locale::Locale;
use crate::node::{Attribute, Node, breakable, details, div, li, ol, p, span, summary, ul};
use crate::visible::{mark_hidden, oddities};
use waxseal_core::evidence::Hop;
use waxseal_core::report::MessageReport;

/// The most hops drawn.
const MAX_DRAWN: usize = 100;
/// With more hops than this, only the first are listed openly.
const MAX_OPEN: usize = 16;
/// How many these are.
const FIRST_OPEN: usize = 12;
/// The most characters shown of a name.
const MAX_NAME: usize = 253;

/// The hops, first server first.
pub(crate) fn path(locale: Locale, report: &MessageReport) -> Vec<Node> {
    let words = locale.words();
    let drawn = report.hops.get(..MAX_DRAWN).unwrap_or(&report.hops);
    let arrival = p().class("arrival").put(mark_hidden(locale, &locale.prose().arrival(report)));
    let dkim2 = dkim2(locale, report);
    if drawn.is_empty() {
        return [Some(p().put(words.path_none)), Some(arrival), dkim2].into_iter().flatten().collect();
    }
    let mut items: Vec<Node> = (1..).zip(drawn).map(|(number, hop)| item(locale, number, hop)).collect();
    let hidden = report.hops.len() - drawn.len();
    if hidden > 0 {
        items.push(li().put((words.more)(hidden)));
    }
    let folded = if items.len() > MAX_OPEN { items.split_off(FIRST_OPEN) } else { Vec::new() };
    let mut nodes = vec![arrival, p().put(told(locale, &report.hops))];
    nodes.extend(journey(locale, drawn));
    nodes.extend(dkim2);
    nodes.push(ol().class("hops").put(items));
    if !folded.is_empty() {
        let title = (locale.pictures().hops_from)(FIRST_OPEN + 1, drawn.len());
        nodes
            .push(details().class("hops-rest").put(summary().put(title)).put(ol().class("hops").put(folded)));
    }
    nodes
}

/// The domains of DKIM2's signatures, the first signer first: told, and never counted.
fn dkim2(locale: Locale, report: &MessageReport) -> Option<Node> {
    let signatures =
        report.header.iter().rev().filter(|field| field.name.eq_ignore_ascii_case("dkim2-signature"));
    let domains = signatures
        .filter_map(|field| field.value.split(';').find_map(|tag| tag.trim().strip_prefix("d=")).map(cut));
    let domains = domains.collect::<Vec<_>>().join(", ");
    (!domains.is_empty()).then(|| p().put(mark_hidden(locale, &(locale.words().dkim2)(&domains))))
}

fn item(locale: Locale, number: usize, hop: &Hop) -> Node {
    let words = locale.words();
    let wait = hop.delay_seconds.map(|wait| {
        let class = if wait > LONG { "delay long" } else { "delay" };
        span().class(class).put(signed(locale, wait))
    });
    let mut facts: Vec<Node> = Vec::new();
    if hop.entry {
        facts.push(li().class("entry").put(format!("⚑ {}", words.entry)));
    }
    facts.push(li().put(match &hop.tls {
        Some(version) => format!("✓ {}", (words.tls_used)(version)),
        None => format!("? {}", words.tls_unknown),
    }));
    let more = [
        hop.internal.then(|| words.internal.to_owned()),
        hop.delay_seconds.filter(|wait| *wait < 0).map(|_| words.clocks_differ.to_owned()),
        hop.with.clone(),
        hop.ip.map(|ip| ip.to_string()),
        Some(hop.at.map_or_else(|| locale.pictures().no_time.to_owned(), moment)),
    ];
    facts.extend(more.into_iter().flatten().map(|fact| li().put(mark_hidden(locale, &cut(&fact)))));
    let disc = span().class("disc").with(Attribute::AriaHidden, "true").put(number.to_string());
    li().class(classes(hop))
        .put(wait)
        .put(disc)
        .put(div().class("hop").put(p().put(names(locale, hop))).put(ul().class("hop-facts").put(facts)))
}

/// Who handed it to whom.
fn names(locale: Locale, hop: &Hop) -> Vec<Node> {
    let name = |name: &str| {
        if oddities(name).is_empty() { breakable(&cut(name)) } else { mark_hidden(locale, &cut(name)) }
    };
    let from = hop.from.clone().or_else(|| hop.ip.map(|ip| ip.to_string()));
    let mut nodes = from.map(|from| name(&from)).unwrap_or_default();
    if !nodes.is_empty() {
        nodes.push(Node::text(" → "));
    }
    nodes.extend(name(hop.by.as_deref().unwrap_or(locale.words().unknown_host)));
    nodes
}

fn cut(text: &str) -> String {
    text.chars().take(MAX_NAME).collect()
}

/// How the hop is drawn where the list is the axis: the line that leads to it, and the room for the wait before it.
fn classes(hop: &Hop) -> String {
    let wait = hop.delay_seconds.and_then(|wait| u64::try_from(wait).ok()).unwrap_or_default();
    let room = match wait {
        0..=1 => "wait-0",
        2..=9 => "wait-1",
        10..=59 => "wait-2",
        60..=599 => "wait-3",
        600..=3_599 => "wait-4",
        _ => "wait-5",
    };
    let track = if hop.tls.is_some() { "secure" } else { "open" };
    let place = if hop.entry { " entry" } else { "" };
    format!("{track} {room}{place}")
}
