//! How the way to a domain's mail exchangers is guarded: MTA-STS, TLS reports and DANE.

use super::buttons::submit;
use super::chip::{Mark, chip};
use super::record::record;
use super::tags::tags;
use crate::locale::Locale;
use crate::node::{
    Attribute, Node, cell, details, field, form, h3, link, note, p, summary, table, textarea, tr,
};
use crate::protocol::Act;
use waxseal_core::posture::DaneHost;
use waxseal_core::report::DomainReport;
use waxseal_prose::Tagged;

/// All three, each with its limits.
pub(crate) fn transport(locale: Locale, report: &DomainReport) -> Vec<Node> {
    let mut nodes = vec![h3().put("MTA-STS")];
    nodes.extend(mta_sts(locale, report));
    nodes.push(h3().put("TLS-RPT"));
    nodes.extend(tls_rpt(locale, report));
    nodes.push(h3().put("DANE"));
    nodes.extend(dane(locale, report));
    nodes
}

fn mta_sts(locale: Locale, report: &DomainReport) -> Vec<Node> {
    let (words, mta_sts) = (locale.posture(), &report.mta_sts);
    if let Some(fault) = mta_sts.status.fault() {
        return vec![p().put(locale.prose().query_status(fault.into()))];
    }
    if mta_sts.records.is_empty() {
        return vec![p().put(words.mta_sts_none)];
    }
    let name = format!("_mta-sts.{}", report.domain);
    let mut nodes: Vec<Node> =
        mta_sts.records.iter().flat_map(|text| line(locale, Tagged::MtaSts, &name, text)).collect();
    if let Some(Ok(policy)) = &mta_sts.policy {
        nodes.push(p().put((words.policy_read)(policy.mode.as_str())));
    }
    let url = mta_sts.policy_url.as_deref().unwrap_or_default();
    nodes.push(p().put(note(words.policy_note)).put(" ").put(link(url, url)));
    nodes.push(details().class("no-print").put(summary().put(words.policy_box)).put(policy_form(locale)));
    nodes
}

/// A record, and its tags explained.
pub(super) fn line(locale: Locale, kind: Tagged, name: &str, text: &str) -> Vec<Node> {
    std::iter::once(record(locale.words(), name, "TXT", text)).chain(tags(locale, kind, text)).collect()
}

fn policy_form(locale: Locale) -> Node {
    let words = locale.posture();
    let text =
        textarea().with(Attribute::Name, "policy").with(Attribute::Required, "").with(Attribute::Rows, "5");
    form()
        .class("form wide")
        .with(Attribute::DataAct, Act::Policy.as_str())
        .put(field("policy-text", words.policy_box, text))
        .put(submit(words.policy_check))
}

fn tls_rpt(locale: Locale, report: &DomainReport) -> Vec<Node> {
    let tls_rpt = &report.tls_rpt;
    if let Some(fault) = tls_rpt.status.fault() {
        return vec![p().put(locale.prose().query_status(fault.into()))];
    }
    if tls_rpt.records.is_empty() {
        return vec![p().put(locale.posture().tls_rpt_none)];
    }
    let name = format!("_smtp._tls.{}", report.domain);
    tls_rpt.records.iter().flat_map(|text| line(locale, Tagged::TlsRpt, &name, text)).collect()
}

fn dane(locale: Locale, report: &DomainReport) -> Vec<Node> {
    let words = locale.posture();
    let with: Vec<&DaneHost> = report.dane.hosts.iter().filter(|host| !host.records.is_empty()).collect();
    if with.is_empty() {
        let is_open = report.dane_presence().is_unanswered();
        return vec![p().put(if is_open { locale.words().not_answered } else { words.dane_none })];
    }
    let row = |host: &&DaneHost| {
        let records = host.records.iter().map(|tlsa| {
            let digits: String = tlsa.data.chars().take(16).collect();
            format!("{} {} {} {digits}…", tlsa.usage, tlsa.selector, tlsa.matching_type)
        });
        let state = if host.is_in_force() {
            chip(Mark::Pass, words.dane_in_force)
        } else {
            chip(Mark::Fail, words.dane_not_in_force)
        };
        tr().put(cell(locale.words().name, host.name.as_str()))
            .put(cell("TLSA", records.collect::<Vec<_>>().join(", ")))
            .put(cell(locale.words().state, state))
    };
    let heads = [locale.words().name, "TLSA", locale.words().state];
    vec![table(&heads, with.iter().map(row).collect()), p().put(note(words.dane_limit))]
}
