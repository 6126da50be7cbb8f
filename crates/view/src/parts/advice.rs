//! Advice, gravest first.

use crate::locale::Locale;
use crate::node::{Attribute, Node, code, div, h3, li, span, ul};
use waxseal_core::finding::Severity;
use waxseal_core::report::{AnyFinding, Finding};
use waxseal_core::sorting;

/// The advice of one kind under its own heading; nothing where there is none.
pub(crate) fn advice(
    locale: Locale,
    findings: &[Finding],
    is_wanted: impl Fn(&AnyFinding) -> bool,
) -> Vec<Node> {
    listed(locale, findings.iter().filter(|finding| is_wanted(&finding.advice)).collect())
}

fn listed(locale: Locale, mut findings: Vec<&Finding>) -> Vec<Node> {
    sorting::sort_by_key(&mut findings, |finding| finding.severity);
    if findings.is_empty() {
        return Vec::new();
    }
    let item = |finding: &Finding| {
        let (class, sign) = match finding.severity {
            Severity::Error => ("mark error", "✕"),
            Severity::Warning => ("mark warning", "!"),
            Severity::Info => ("mark info", "i"),
        };
        let citation = finding.citation.map(|c| format!(" · RFC {} §{}", c.rfc, c.section));
        let place = div().class("where").put(code().put(finding.subject.as_str())).put(citation);
        li().put(span().class(class).with(Attribute::AriaHidden, "true").put(sign))
            .put(div().put(locale.prose().finding(finding)).put(place))
    };
    let items: Vec<Node> = findings.into_iter().map(item).collect();
    vec![h3().put(locale.words().advice), ul().class("advice").put(items)]
}
