//! Who sends: a line each, which opens to what is known of them.

use super::filter::{Filter, Listed, listed, switches};
use super::parts::{figures, more, part, table_of};
use super::{MAX_DRAWN, SenderState};
use crate::lines::{is_mended, name, named, remarks};
use crate::{Words, day, words};
use std::net::IpAddr;
use waxseal_core::dmarc::Alignment;
use waxseal_prose::Lang;
use waxseal_reports::MAX_NAMED;
use waxseal_reports::report::{Figures, ReportsReport, SeenIdentifier, Source};
use waxseal_view::drawing::{
    Mark, b, breakable, button, cards, cell, chip, dd, details, div, dl, dt, h3, p, small, span, summary,
    table, tr,
};
use waxseal_view::protocol::Act;
use waxseal_view::{Attribute, Locale, Node};

/// The most rows of a table about one sender.
const MAX_ROWS: usize = 8;

/// All of them, those that are not wanted out of sight; nothing where there is none.
pub(super) fn senders(lang: Lang, report: &ReportsReport, shown: Option<&Filter>) -> Option<Node> {
    let words = words(lang);
    let everything = Filter::default();
    let listed = listed(report, shown.unwrap_or(&everything));
    let mut nodes: Vec<Node> = shown.and_then(|filter| switches(words, report, filter)).into_iter().collect();
    let mut drawn = 0;
    for (at, one) in listed.iter().enumerate() {
        // The first ones keep their places whatever is wanted, and with them whether a person has opened them.
        if drawn == MAX_DRAWN || at >= MAX_DRAWN && !one.is_shown {
            continue;
        }
        drawn += usize::from(one.is_shown);
        nodes.push(match shown {
            Some(_) => sender(lang, report, at, one),
            None => div().class("group").put(line(words, one)),
        });
    }
    nodes.extend(more(words, listed.iter().filter(|one| one.is_shown).count(), drawn));
    (!report.sources.is_empty()).then(|| part("reports-senders", words.senders, nodes))
}

/// The sign of a state. What passes for itself alone is never green, and neither is what passes in part.
pub(super) const fn mark(state: SenderState) -> Mark {
    match state {
        SenderState::Aligned | SenderState::Mended => Mark::Pass,
        SenderState::Partly => Mark::Stranger,
        SenderState::Unaligned => Mark::Fail,
        // Who hands mail on is known, and nobody has to do anything about it.
        SenderState::Forwarded => Mark::Fact,
        SenderState::Unknown => Mark::Unknown,
    }
}

/// The closed line: state, name, share.
fn line(words: &Words, listed: &Listed<'_>) -> Vec<Node> {
    let state = listed.state();
    vec![
        chip(mark(state), (words.page.state)(state)),
        span().put(" "),
        b().put(name(words, listed.source)),
        span().put(" "),
        small().class("note").put((words.page.share)(listed.aligned, listed.messages)),
    ]
}

fn sender(lang: Lang, report: &ReportsReport, at: usize, listed: &Listed<'_>) -> Node {
    let (words, source) = (words(lang), listed.source);
    let content = div()
        .class("pad")
        .put(causes(lang, source))
        .put(remarks(words, source).into_iter().map(|line| p().put(line)).collect::<Vec<_>>())
        .put(facts(words, source))
        .put(identifiers(words, source))
        .put(figures(words, words.page.reporter, &source.by_reporter, MAX_ROWS))
        .put(addresses(words, report, at, source));
    let class = if listed.is_shown { "group sender" } else { "group sender filtered" };
    details().class(class).put(summary().put(line(words, listed))).put(content)
}

/// Why mail of it does not pass, with the records that put it right.
fn causes(lang: Lang, source: &Source) -> Vec<Node> {
    if is_mended(source) || !source.kind.is_own() {
        return Vec::new();
    }
    let locale = Locale { lang, ..Locale::default() };
    let mut nodes = Vec::new();
    for diagnosis in &source.diagnosis {
        nodes.push(h3().put(lang.prose().root_cause(diagnosis)));
        if !diagnosis.fixes.is_empty() {
            nodes.push(cards(locale, words(lang).page.steps, &diagnosis.fixes));
        }
    }
    nodes
}

/// Its addresses, each with its name where that was asked for, and a way to ask: that is DNS again, so nobody is asked unwanted.
fn addresses(words: &Words, report: &ReportsReport, at: usize, source: &Source) -> Option<Node> {
    let own = &words.page;
    let name = |address: &Figures| {
        Some(small().class("note").put(format!(" {}", (own.name_of)(named(report, address)?))))
    };
    let asked = || source.by_address.iter().take(MAX_NAMED);
    let is_open =
        asked().any(|address| address.name.parse::<IpAddr>().is_ok() && named(report, address).is_none());
    // Where the names of all are told, all are listed.
    let is_named = asked().any(|address| named(report, address).is_some());
    let most = if is_named { MAX_NAMED } else { MAX_ROWS };
    let ask = || {
        button()
            .class("button quiet no-print")
            .with(Attribute::Type, "button")
            .with(Attribute::DataAct, Act::Names.as_str())
            .with(Attribute::DataValue, at.to_string())
            .put(own.ask_names)
    };
    let table = table_of(words, own.address, &source.by_address, most, name)?;
    Some(div().put(table).put((is_open && !report.dns.is_empty()).then(ask)))
}

fn facts(words: &Words, source: &Source) -> Node {
    let own = &words.page;
    let (all, seen) = (source.messages, (day(source.first_seen), day(source.last_seen)));
    let pairs = [
        (own.by_dkim, (own.share)(source.dkim_aligned, all)),
        (own.by_spf, (own.share)(source.spf_aligned, all)),
        (own.seen, format!("{} – {}", seen.0, seen.1)),
        (own.addresses, source.addresses.to_string()),
    ];
    let pairs = pairs.into_iter().flat_map(|(name, value)| [dt().put(name), dd().put(value)]);
    dl().class("facts").put(pairs.collect::<Vec<_>>())
}

/// What its mail is sent and signed as.
fn identifiers(words: &Words, source: &Source) -> Option<Node> {
    let own = &words.page;
    let heads @ [domain, result, messages] = [own.identifiers, own.result, own.messages];
    let row = |seen: &SeenIdentifier| {
        let method = match seen.mechanism {
            Alignment::Spf => "SPF",
            Alignment::Dkim => "DKIM",
        };
        let selector = seen.selector.as_ref().map(|selector| format!(" ({selector})")).unwrap_or_default();
        let gone =
            seen.key_today.map(|is_there| small().class("note").put(format!(" {}", (own.key)(is_there))));
        tr().put(cell(domain, breakable(seen.domain.as_str())).put(selector))
            .put(cell(result, format!("{method} {}", seen.result)).put(gone))
            .put(cell(messages, seen.messages.to_string()))
    };
    let rows: Vec<Node> = source.identifiers.iter().take(MAX_ROWS).map(row).collect();
    let left_out = more(words, source.identifiers.len(), MAX_ROWS);
    (!rows.is_empty()).then(|| div().put(table(&heads, rows)).put(left_out))
}
