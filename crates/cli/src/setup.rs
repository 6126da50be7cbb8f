//! A record set as text, for people at a terminal.

use crate::text::line;
use waxseal_core::setup::{Line, Live, SetupReport};
use waxseal_core::spf::MAX_LOOKUPS;
use waxseal_prose::{Lang, SetupLanguage};

/// The plan: each record with its reason, then the order, then what is left out.
pub(crate) fn plan(lang: Lang, report: &SetupReport) -> String {
    let (prose, plan) = (lang.setup(), &report.plan);
    let mut out = String::new();
    line(&mut out, &prose.headline(report));
    line(&mut out, &prose.lead(report));
    if let Some(host) = &plan.dns_host {
        line(&mut out, &prose.panel(plan.zone.as_str(), Some(host)));
        if let Some(page) = host.page {
            line(&mut out, &format!("{}: {page}", prose.panel_page(host)));
        }
    }
    line(&mut out, "");
    for record in &plan.lines {
        self::record(prose, &mut out, record);
    }
    line(&mut out, &format!("  SPF {}/{MAX_LOOKUPS}: {}", plan.spf.cost(), prose.cost(&plan.spf)));
    line(&mut out, &format!("  {}", prose.end(plan.spf.end)));
    if let Some(cause) = &plan.spf.cause {
        line(&mut out, &format!("  ✕ {}", lang.prose().spf_cause(cause)));
    }
    for kept in &plan.spf.kept {
        line(&mut out, &format!("  {}", prose.kept(kept)));
    }
    line(&mut out, "");
    for (at, step) in plan.steps.iter().enumerate() {
        let done = if plan.is_done(step) { " ✓" } else { "" };
        line(&mut out, &format!("  {}. {}{done}", at + 1, prose.step(step)));
    }
    line(&mut out, "");
    for left_out in &plan.left_out {
        line(&mut out, &format!("  – {}", prose.left_out(left_out)));
    }
    out
}

/// One record: what it is, whether it is live, and why it is there.
fn record(prose: &dyn SetupLanguage, out: &mut String, record: &Line) {
    let name = record.name.as_ref().map_or("?", |name| name.as_str());
    let provider = record.provider.map(|provider| format!(" ({})", provider.name()));
    let kind = record.kind.map_or("?", |kind| kind.as_str());
    let (value, provider) = (record.value.text().unwrap_or("?"), provider.unwrap_or_default());
    line(out, &format!("{} {name} {kind} {value}{provider}", sign(record.live.as_ref())));
    for said in [Some(prose.reason(record)), prose.value(&record.value, record)].into_iter().flatten() {
        line(out, &format!("    {said}"));
    }
    let Some(live) = &record.live else { return };
    if let Some(said) = prose.live_note(live) {
        line(out, &format!("    {said}"));
    }
    if let Live::AsGood { found }
    | Live::Differs { found }
    | Live::Elsewhere { found }
    | Live::Beside { others: found } = live
    {
        found.iter().for_each(|text| line(out, &format!("      {text}")));
    }
}

const fn sign(live: Option<&Live>) -> &'static str {
    match live {
        Some(Live::There { .. } | Live::AsGood { .. }) => "✓",
        Some(Live::Beside { .. } | Live::Differs { .. } | Live::Elsewhere { .. }) => "≠",
        Some(Live::Missing) => "–",
        Some(Live::Unanswered { .. } | Live::Unnamed) | None => "?",
    }
}
