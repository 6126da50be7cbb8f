//! Who sends: a line each, which opens to what is known of them.

use super::parts::{figures, more, part};
use super::{MAX_DRAWN, SenderState};
use crate::lines::{is_mended, name, remarks};
use crate::{Words, day, words};
use waxseal_core::dmarc::Alignment;
use waxseal_prose::Lang;
use waxseal_reports::report::{ReportsReport, SeenIdentifier, Source, SourceKind};
use waxseal_view::drawing::{
    Mark, b, breakable, cards, cell, chip, dd, details, div, dl, dt, h3, p, small, span, summary, table, tr,
};
use waxseal_view::{Locale, Node};

/// The most rows of a table about one sender.
const MAX_ROWS: usize = 8;

/// All of them; nothing where there is none.
pub(super) fn senders(lang: Lang, report: &ReportsReport, is_growing: bool) -> Option<Node> {
    let words = words(lang);
    let mut nodes: Vec<Node> =
        report
            .sources
            .iter()
            .take(MAX_DRAWN)
            .map(|source| {
                if is_growing { div().class("group").put(line(words, source)) } else { sender(lang, source) }
            })
            .collect();
    nodes.extend(more(words, report.sources.len(), MAX_DRAWN));
    (!report.sources.is_empty()).then(|| part("reports-senders", words.senders, nodes))
}

fn state(source: &Source) -> SenderState {
    match source.kind {
        _ if is_mended(source) => SenderState::Mended,
        _ if source.aligned == source.messages => SenderState::Aligned,
        SourceKind::Forwarder => SenderState::Forwarded,
        SourceKind::Unknown => SenderState::Unknown,
        SourceKind::Own | SourceKind::Provider if source.aligned > 0 => SenderState::Partly,
        SourceKind::Own | SourceKind::Provider => SenderState::Unaligned,
    }
}

/// The sign of a state. What passes for itself alone is never green, and neither is what passes in part.
const fn mark(state: SenderState) -> Mark {
    match state {
        SenderState::Aligned | SenderState::Mended => Mark::Pass,
        SenderState::Partly => Mark::Stranger,
        SenderState::Unaligned => Mark::Fail,
        SenderState::Forwarded | SenderState::Unknown => Mark::Unknown,
    }
}

/// The closed line: state, name, share.
fn line(words: &Words, source: &Source) -> Vec<Node> {
    let state = state(source);
    vec![
        chip(mark(state), (words.page.state)(state)),
        span().put(" "),
        b().put(name(words, source)),
        span().put(" "),
        small().class("note").put((words.page.share)(source.aligned, source.messages)),
    ]
}

fn sender(lang: Lang, source: &Source) -> Node {
    let words = words(lang);
    let content = div()
        .class("pad")
        .put(causes(lang, source))
        .put(remarks(words, source).into_iter().map(|line| p().put(line)).collect::<Vec<_>>())
        .put(facts(words, source))
        .put(identifiers(words, source))
        .put(figures(words, words.page.reporter, &source.by_reporter, MAX_ROWS))
        .put(figures(words, words.page.address, &source.by_address, MAX_ROWS));
    details().class("group sender").put(summary().put(line(words, source))).put(content)
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
