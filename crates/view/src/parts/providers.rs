//! Who is behind a domain: each provider, what it does, what shows it, and how it can speak for the domain.

use crate::locale::Locale;
use crate::node::{Node, dd, div, dl, dt, h3, link, note, p, section};
use waxseal_core::providers::{SpfAlignment, Tristate};
use waxseal_core::report::{DomainReport, Recognised, RecognisedBy, Role};

/// The providers.
pub(crate) fn providers(locale: Locale, report: &DomainReport) -> Vec<Node> {
    let words = locale.posture();
    if report.providers.is_empty() {
        return vec![p().put(words.providers_none)];
    }
    let mut nodes: Vec<Node> = report.providers.iter().map(|known| card(locale, known)).collect();
    nodes.push(p().put(note((words.providers_note)(waxseal_core::providers::COMPILED))));
    nodes
}

fn card(locale: Locale, known: &Recognised) -> Node {
    let words = locale.posture();
    let roles = known.roles.iter().map(|role| match role {
        Role::Receives => words.receives,
        Role::Sends => words.sends_role,
    });
    let roles = roles.collect::<Vec<_>>().join(", ");
    let shown: Vec<Node> = known.evidence.iter().map(|shown| div().put(evidence(shown))).collect();
    let mut facts = dl()
        .class("facts")
        .put(dt().put(words.shown_by))
        .put(dd().put(shown))
        .put(dt().put(words.aligns_by))
        .put(dd().put(aligns(locale, known)));
    if let Some(page) = known.page {
        facts = facts.put(dt().put(words.its_page)).put(dd().put(link(page, host_of(page))));
    }
    let name = locale.prose().provider(known.provider, &known.used_by);
    section().class("key").put(h3().put(name).put(note(format!(" · {roles}")))).put(facts)
}

fn evidence(evidence: &RecognisedBy) -> String {
    match evidence {
        RecognisedBy::Mx { host } => format!("MX {host}"),
        RecognisedBy::Include { name } => format!("SPF {name}"),
        RecognisedBy::Key { selector, target } => format!("DKIM {selector} → {target}"),
        RecognisedBy::ReturnPath { name, target } => format!("{name} → {target}"),
    }
}

/// By which mechanisms a provider can speak for the domain, as far as that is established.
fn aligns(locale: Locale, known: &Recognised) -> String {
    let words = locale.posture();
    let spf = match known.spf_alignment {
        SpfAlignment::Yes => Some(words.spf_yes),
        SpfAlignment::ReturnPath => Some(words.spf_return_path),
        SpfAlignment::DedicatedAddress => Some(words.spf_dedicated),
        SpfAlignment::NotApplicable | SpfAlignment::Unknown => None,
    };
    let dkim = (known.dkim_alignment == Tristate::Yes).then_some(words.dkim_yes);
    let ways: Vec<&str> = dkim.into_iter().chain(spf).collect();
    if ways.is_empty() { words.not_established.to_owned() } else { ways.join("; ") }
}

/// The host of an address, for its link.
fn host_of(page: &str) -> &str {
    page.trim_start_matches("https://").split('/').next().unwrap_or(page)
}
