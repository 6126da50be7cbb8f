//! The way the message took, hop by hop.

use crate::state::Settings;
use waxseal_core::evidence::Hop;
use waxseal_core::report::MessageReport;
use yew::prelude::*;

/// The most hops drawn.
const MAX_DRAWN: usize = 100;
/// A hop that took longer than this stands out, in seconds.
const LONG: i64 = 60;

/// The hops, first server first.
pub(crate) fn path(settings: &Settings, report: &MessageReport) -> Html {
    let words = settings.words();
    let hops = &report.hops;
    if hops.is_empty() {
        return html! { <p>{ words.path_none }</p> };
    }
    let hidden = hops.len().saturating_sub(MAX_DRAWN);
    html! {
        <ol class="path">
            { for hops.iter().take(MAX_DRAWN).map(|hop| item(settings, hop)) }
            if hidden > 0 { <li><span>{ format!("+ {hidden}") }</span></li> }
        </ol>
    }
}

fn item(settings: &Settings, hop: &Hop) -> Html {
    let words = settings.words();
    let from = hop.from.clone().or_else(|| hop.ip.map(|ip| ip.to_string()));
    let by = hop.by.as_deref().unwrap_or(words.unknown_host);
    let names = match from {
        Some(from) => format!("{from} → {by}"),
        None => by.to_owned(),
    };
    let tls = hop.tls.as_deref().map_or_else(|| words.tls_unknown.to_owned(), words.tls_used);
    let notes =
        [hop.ip.map(|ip| ip.to_string()), hop.with.clone(), Some(tls), hop.at.map(|at| at.to_string())];
    let notes: Vec<String> = notes.into_iter().flatten().collect();
    let long = hop.delay_seconds.is_some_and(|seconds| seconds > LONG);
    html! {
        <li>
            <span>{ names }</span>
            <span class={classes!("delay", long.then_some("long"))}>{ hop.delay_seconds.map(delay) }</span>
            <span class="note">{ notes.join(" · ") }</span>
        </li>
    }
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
