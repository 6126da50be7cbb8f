//! The report on a message, in the order of a worried reader: what is it, why, what do I do, then the machinery.

use crate::components::advice::advice;
use crate::components::chip::{Mark, chip};
use crate::components::dmarc::dmarc as dmarc_record;
use crate::components::dns_log::dns_log;
use crate::components::path::path;
use crate::components::picture::{picture, receiver};
use crate::components::said::said;
use crate::components::seal::{SealState, seal};
use crate::components::spf::{meter, spf_tree};
use crate::components::what_if::WhatIf;
use crate::state::{Settings, State};
use waxseal_core::report::{Basis, MessageReport, Verdict};
use yew::prelude::*;

/// The view.
pub(crate) fn message_view(
    settings: &Settings,
    report: &MessageReport,
    state: &UseReducerHandle<State>,
) -> Html {
    let (words, prose) = (settings.words(), settings.prose());
    let dmarc = &report.dmarc;
    html! {
        <div class="arriving">
            { verdict(settings, report) }
            if report.verdict != Verdict::NotAMessage {
                <section aria-labelledby="why">
                    <h2 id="why">{ words.why }</h2>
                    <div class="two">
                        <div class="sheet pad">{ picture(settings, report) }</div>
                        <div class="sheet pad words">{ for prose.why(report).into_iter().map(|text| html! { <p>{ text }</p> }) }</div>
                    </div>
                </section>
                <section aria-labelledby="said">
                    <h2 id="said">{ words.said_and_checked }</h2>
                    <div class="sheet pad">{ said(settings, report) }</div>
                </section>
                <section aria-labelledby="spf">
                    <h2 id="spf">{ "SPF" }</h2>
                    <div class="sheet pad">{ spf(settings, report) }</div>
                </section>
                <section aria-labelledby="dmarc">
                    <h2 id="dmarc">{ "DMARC" }</h2>
                    <div class="sheet pad">
                        { dmarc_record(settings, dmarc.record.as_ref(), dmarc.cause.as_ref(), dmarc.organizational_domain.as_ref()) }
                        <h3>{ words.advice }</h3>
                        { advice(settings, &report.findings) }
                    </div>
                </section>
                <section aria-labelledby="path">
                    <h2 id="path">{ words.path }</h2>
                    <div class="sheet pad">{ path(settings, report) }</div>
                </section>
                <section aria-labelledby="what-if" class="no-print">
                    <h2 id="what-if">{ words.what_if }</h2>
                    <div class="sheet pad"><WhatIf state={state.clone()} /></div>
                </section>
            }
            if !report.repairs.is_empty() {
                <section aria-labelledby="notes">
                    <h2 id="notes">{ words.input_notes }</h2>
                    <div class="sheet pad">{ for report.repairs.iter().map(|repair| html! { <p>{ prose.repair(repair) }</p> }) }</div>
                </section>
            }
            <section aria-labelledby="dns">
                <h2 id="dns">{ words.dns_questions }</h2>
                <div class="sheet pad">{ dns_log(settings, &report.dns) }</div>
            </section>
        </div>
    }
}

fn spf(settings: &Settings, report: &MessageReport) -> Html {
    let (words, spf, envelope) = (settings.words(), &report.spf, &report.envelope);
    let Some(root) = &spf.tree else {
        return html! { <p>{ words.spf_not_checked }</p> };
    };
    let ip = envelope.client_ip.map(|ip| ip.to_string()).unwrap_or_default();
    let sender = envelope.mail_from.as_deref().filter(|sender| !sender.is_empty()).unwrap_or("<>");
    html! {<>
        <p>{ (words.spf_checked_for)(&ip, sender) }{ " " }
            { spf.cause.as_ref().map(|cause| settings.prose().spf_cause(cause)) }</p>
        if let Some(explanation) = &spf.explanation { <blockquote>{ explanation }</blockquote> }
        { meter(settings, spf.lookups) }
        { spf_tree(settings, root) }
    </>}
}

fn verdict(settings: &Settings, report: &MessageReport) -> Html {
    let (words, prose) = (settings.words(), settings.prose());
    let shown = match &report.verdict {
        Verdict::Pass { .. } => SealState::Whole,
        Verdict::Fail { .. } => SealState::Broken,
        _ => SealState::Blank,
    };
    html! {
        <section class="verdict" aria-label={words.verdict} aria-live="polite" role="region">
            <div class="verdict-text">
                <h1>{ prose.headline(report) }</h1>
                <p>{ prose.lead(report) }</p>
                <ul class="chips">{ for chips(settings, report).into_iter().map(|(mark, text)| html! { <li>{ chip(mark, &text) }</li> }) }</ul>
            </div>
            { seal(settings, shown) }
        </section>
    }
}

/// The verdict once more in a few labels: DMARC, each mechanism, and what it all rests on.
fn chips(settings: &Settings, report: &MessageReport) -> Vec<(Mark, AttrValue)> {
    let words = settings.words();
    let mut chips: Vec<(Mark, AttrValue)> = Vec::new();
    match &report.verdict {
        Verdict::Pass { .. } => chips.push((Mark::Pass, format!("DMARC {}", words.passes).into())),
        Verdict::Fail { .. } => chips.push((Mark::Fail, format!("DMARC {}", words.fails).into())),
        Verdict::NotAMessage => return chips,
        _ => chips.push((Mark::Unknown, format!("DMARC {}", words.cannot_tell).into())),
    }
    for (name, mechanism) in
        [("SPF", waxseal_core::dmarc::Alignment::Spf), ("DKIM", waxseal_core::dmarc::Alignment::Dkim)]
    {
        let own = || report.dmarc.identifiers.iter().filter(|i| i.mechanism == mechanism);
        for mark in [Mark::Pass, Mark::Stranger, Mark::Fail, Mark::Unknown] {
            let count = own().filter(|i| Mark::of_identifier(i) == mark).count();
            let times = if count > 1 { format!(" ×{count}") } else { String::new() };
            let said = match mark {
                Mark::Stranger => format!("{}, {}", words.passes, words.not_aligned),
                Mark::Pass => format!("{}, {}", words.passes, words.aligned),
                mark => mark.word(words).to_owned(),
            };
            if count > 0 {
                chips.push((mark, format!("{name}{times} {said}").into()));
            }
        }
    }
    if report.dmarc.basis != Basis::Recomputed && !report.dmarc.identifiers.is_empty() {
        chips.push((Mark::Unknown, (words.claimed_by)(receiver(report)).into()));
    }
    chips
}
