//! Two outcomes side by side, with what differs marked: before and now, or one message and another.

use super::chip::{Mark, chip};
use crate::locale::Locale;
use crate::node::{Node, cell, p, table, td, tr};
use waxseal_core::dkim::DkimResult;
use waxseal_core::report::{Diagnosis, DomainReport, MessageReport};
use waxseal_core::spf::MAX_LOOKUPS;
use waxseal_core::spf::SpfResult;

/// A line of an outcome: what it is, and what it says.
pub(crate) type Line = (&'static str, String);

/// The outcome as it was and as it would be.
pub(crate) fn before_and_now(locale: Locale, before: &[Line], now: &[Line]) -> Vec<Node> {
    let words = locale.diagnosis();
    let changed = before.iter().zip(now).filter(|(one, other)| one != other).count();
    let said = if changed == 0 { words.same.to_owned() } else { (words.changes)(changed) };
    vec![p().put(said), side_by_side(locale, [words.before, words.now], before, now)]
}

/// A table of two outcomes, a line each.
pub(crate) fn side_by_side(locale: Locale, titles: [&str; 2], one: &[Line], other: &[Line]) -> Node {
    let words = locale.words();
    let [first, second] = titles;
    let row = |((name, one), (_, other)): (&Line, &Line)| {
        let mark = if one == other { None } else { Some(chip(Mark::Stranger, words.different)) };
        tr().put(td().put(*name))
            .put(cell(first, one.as_str()))
            .put(cell(second, other.as_str()))
            .put(cell("", mark))
    };
    table(&[words.name, first, second, ""], one.iter().zip(other).map(row).collect())
}

/// What nothing was said of.
fn shown(text: Option<String>) -> String {
    text.filter(|text| !text.is_empty()).unwrap_or_else(|| "–".to_owned())
}

/// What is told of a message, in the same order for every message.
pub(crate) fn message_lines(locale: Locale, report: &MessageReport) -> Vec<Line> {
    let words = locale.words();
    let signatures = report.dkim.iter().filter_map(|signature| {
        let result = match &signature.claimed {
            Some(claimed) if signature.verification.result == DkimResult::NotChecked => claimed.as_str(),
            _ => signature.verification.result.as_str(),
        };
        Some(format!("{} {result}", signature.domain()?))
    });
    let envelope = &report.envelope;
    let by: Vec<&str> = report.hops.iter().filter_map(|hop| hop.by.as_deref()).collect();
    vec![
        (words.verdict, locale.prose().headline(report)),
        ("From", shown(report.author.as_ref().map(|author| author.domain.to_string()))),
        (words.sender, shown(envelope.mail_from.clone())),
        (words.client_address, shown(envelope.client_ip.map(|ip| ip.to_string()))),
        (
            "SPF",
            shown(report.spf.domain.as_ref().map(|domain| {
                format!("{domain} {}", report.spf.result.map_or("notChecked", SpfResult::as_str))
            })),
        ),
        ("DKIM", shown(Some(signatures.collect::<Vec<_>>().join(", ")))),
        ("ARC", report.arc.chain.result.as_str().to_owned()),
        ("DMARC", report.dmarc.result.as_str().to_owned()),
        (words.policy, shown(report.dmarc.policy.map(|policy| policy.as_str().to_owned()))),
        (words.path, shown(Some(by.join(" → ")))),
        (locale.diagnosis().causes, causes(locale, &report.diagnosis)),
    ]
}

/// What is told of a domain.
pub(crate) fn domain_lines(locale: Locale, report: &DomainReport) -> Vec<Line> {
    let (words, posture) = (locale.words(), locale.posture());
    let keys = report.dkim.iter().filter(|key| key.key.is_some()).count();
    let cause = report.spf.cause.as_ref().map(|cause| locale.prose().spf_cause(cause));
    let exchangers: Vec<&str> = report.mx.hosts.iter().map(|host| host.host.as_str()).collect();
    vec![
        (words.policy, shown(report.dmarc.policy.map(|policy| policy.as_str().to_owned()))),
        ("DMARC", shown(report.dmarc.record.as_ref().map(|found| found.record.text.clone()))),
        ("SPF", shown(Some(report.spf.records.join(" | ")))),
        (words.spf_state, shown(cause.or_else(|| Some((words.lookups)(report.spf.lookups, MAX_LOOKUPS))))),
        ("DKIM", (posture.keys_found)(keys)),
        ("MX", shown(Some(exchangers.join(", ")))),
        (locale.diagnosis().causes, causes(locale, &report.diagnosis)),
    ]
}

fn causes(locale: Locale, diagnoses: &[Diagnosis]) -> String {
    let causes: Vec<String> = diagnoses.iter().map(|d| locale.prose().root_cause(d)).collect();
    shown(Some(causes.join(" ")))
}
