//! The alignment picture: the From domain on one side, every identifier that was looked at on the other, joined where
//! it speaks for the From domain and broken where it does not.

use super::chip::{Mark, chip};
use crate::locale::Words;
use crate::state::Settings;
use waxseal_core::dmarc::Alignment;
use waxseal_core::evidence::AuthorSource;
use waxseal_core::report::{Basis, IdentifierReport, MessageReport};
use yew::prelude::*;

/// The height of one row in the picture's own units.
const ROW: usize = 100;
/// Its width.
const WIDTH: usize = 100;
/// The most identifiers drawn; the rest stand in the table.
const MAX_DRAWN: usize = 12;

/// The picture.
pub(crate) fn picture(settings: &Settings, report: &MessageReport) -> Html {
    let words = settings.words();
    let Some(author) = &report.author else { return Html::default() };
    let identifiers: Vec<&IdentifierReport> = report.dmarc.identifiers.iter().take(MAX_DRAWN).collect();
    let caption = match author.source {
        AuthorSource::From => words.from_line,
        AuthorSource::Claim => words.from_claim,
    };
    html! {
        <div class="picture">
            <div class="author"><b>{ author.domain.as_str() }</b><small>{ caption }</small></div>
            { lines(words, author.domain.as_str(), &identifiers) }
            <ul>
                if identifiers.is_empty() {
                    <li><div class="node"><b>{ words.nobody }</b></div></li>
                }
                { for identifiers.iter().map(|identifier| node(words, report, identifier)) }
            </ul>
        </div>
    }
}

fn lines(words: &'static Words, author: &str, identifiers: &[&IdentifierReport]) -> Html {
    let rows = identifiers.len().max(1);
    let middle = rows * ROW / 2;
    let joined = identifiers.iter().filter(|i| i.vouches()).count();
    let curve = |at: usize| {
        let end = at * ROW + ROW / 2;
        format!("M0 {middle}C{} {middle} {} {end} {WIDTH} {end}", WIDTH / 2, WIDTH / 2)
    };
    html! {
        <svg viewBox={format!("0 0 {WIDTH} {}", rows * ROW)} preserveAspectRatio="none" role="img"
            aria-label={(words.picture)(author, joined, identifiers.len())}>
            { for identifiers.iter().enumerate().map(|(at, identifier)| html! {
                <path d={curve(at)} class={Mark::of_identifier(identifier).line()} vector-effect="non-scaling-stroke" />
            }) }
        </svg>
    }
}

fn node(words: &'static Words, report: &MessageReport, identifier: &IdentifierReport) -> Html {
    let mark = Mark::of_identifier(identifier);
    let (method, role) = match identifier.mechanism {
        Alignment::Spf => ("SPF", words.envelope.to_owned()),
        Alignment::Dkim => {
            ("DKIM", identifier.selector.clone().unwrap_or_else(|| words.signature.to_owned()))
        }
    };
    let basis = match identifier.basis {
        Basis::Claimed => (words.claimed_by)(receiver(report)),
        Basis::Recomputed | Basis::Mixed => words.recomputed.to_owned(),
    };
    html! {
        <li class={identifier.vouches().then_some("vouches")}>
            <div class="node">
                <b>{ identifier.domain.as_str() }</b>
                <span class="node-line">
                    { chip(mark, mark.word(words)) }
                    <small>{ format!("{method} {} · {role} · {basis}", identifier.result) }</small>
                </span>
            </div>
        </li>
    }
}

/// Who claims what the report rests on.
pub(crate) fn receiver(report: &MessageReport) -> Option<&str> {
    report.claims.iter().find(|claim| claim.trusted).and_then(|claim| claim.authserv_id.as_deref())
}
