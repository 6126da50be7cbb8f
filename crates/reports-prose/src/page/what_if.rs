//! The records of the domain, to be changed and tried on all mail of the reports, and what would become of it.

use crate::Words;
use crate::lines::what_if_lines;
use waxseal_core::dns::{Draft, Rdata, RecordType};
use waxseal_core::domain::Domain;
use waxseal_core::spf::Record;
use waxseal_reports::report::ReportsReport;
use waxseal_view::drawing::{button, details, div, form, label, li, p, summary, textarea, ul};
use waxseal_view::protocol::Act;
use waxseal_view::{Attribute, Node};

/// The drafts of the two records as a person left them: none for one that stands in DNS like that.
#[must_use]
pub fn drafts(report: &ReportsReport, dmarc: &str, spf: &str) -> Vec<Draft> {
    let domain = report.domain.as_deref().and_then(|name| Domain::parse(name).ok());
    let Some(domain) = domain else { return Vec::new() };
    let changed = |name: Option<Domain>, today: Option<&str>, typed: &str| {
        let is_same = typed.trim() == today.unwrap_or_default().trim();
        // A text area may hold line ends, which no record has.
        let value = typed.split_whitespace().collect::<Vec<_>>().join(" ");
        name.filter(|_| !is_same)
            .and_then(|name| Draft::parse(name.as_str(), RecordType::Txt.as_str(), &value).ok())
    };
    let spf_today = spf_today(report);
    let policy = changed(domain.prepend("_dmarc").ok(), report.policy.today.as_deref(), dmarc);
    policy.into_iter().chain(changed(Some(domain), spf_today.as_deref(), spf)).collect()
}

/// The SPF record of the domain, among what DNS answered.
fn spf_today(report: &ReportsReport) -> Option<String> {
    let domain = report.domain.as_deref()?;
    let of_domain =
        report.dns.iter().filter(|query| query.kind == RecordType::Txt && query.name.as_str() == domain);
    let texts = of_domain.flat_map(|query| &query.answers).filter_map(|data| match data {
        Rdata::Txt(text) => Some(text.lossy().into_owned()),
        _ => None,
    });
    texts.into_iter().find(|text| Record::is_spf(text))
}

/// The form, folded until something is tried, and what came of it.
pub(super) fn what_if(words: &Words, report: &ReportsReport) -> Option<Node> {
    let own = &words.page;
    let domain = report.domain.as_deref().filter(|_| report.messages > 0 && !report.dns.is_empty())?;
    let tried = report.what_if.as_ref();
    let dmarc = tried.and_then(|tried| tried.dmarc.clone()).or_else(|| report.policy.today.clone());
    let spf = tried.and_then(|tried| tried.spf.clone()).or_else(|| spf_today(report));
    let field = |name: &str, kind: &str, value: Option<String>| {
        let id = format!("what-if-{name}");
        let area = textarea()
            .with(Attribute::Id, &id)
            .with(Attribute::Name, name)
            .with(Attribute::Rows, "2")
            .with(Attribute::Spellcheck, "false")
            .put(value.unwrap_or_default());
        let label = label().with(Attribute::For, id).put((own.record_of)(kind, domain));
        div().class("pair").put(label).put(area)
    };
    let press = |kind: &str, name: &str| button().class("button quiet").with(Attribute::Type, kind).put(name);
    let form = form()
        .class("form wide")
        .with(Attribute::DataAct, Act::AddDraft.as_str())
        .put(field("dmarc", "DMARC", dmarc))
        .put(field("spf", "SPF", spf))
        .put(press("submit", own.try_records));
    let back = || press("button", own.end_trial).with(Attribute::DataAct, Act::Reset.as_str());
    let found = tried.map(|tried| {
        let lines = what_if_lines(words, report, tried).into_iter().map(|line| li().put(line));
        div().with(Attribute::Role, "status").put(ul().put(lines.collect::<Vec<_>>())).put(back())
    });
    let fold = details()
        .put(summary().put(own.what_if))
        .put(p().class("note").put(own.what_if_note))
        .put(form)
        .put(found);
    Some(div().class("reports-asked").put(if tried.is_some() {
        fold.with(Attribute::Open, "")
    } else {
        fold
    }))
}
