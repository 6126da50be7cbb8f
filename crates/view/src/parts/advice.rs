//! Advice, gravest first.

use crate::node::{Attribute, Node, code, div, li, p, span, ul};
use crate::speech::Speech;
use waxseal_core::finding::Severity;
use waxseal_core::report::Finding;

/// The list.
pub(crate) fn advice(speech: Speech, findings: &[Finding]) -> Node {
    let mut findings: Vec<&Finding> = findings.iter().collect();
    findings.sort_by_key(|finding| finding.severity);
    if findings.is_empty() {
        return p().put(speech.words().no_advice);
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
            .put(div().put(speech.prose().finding(finding)).put(place))
    };
    ul().class("advice").put(findings.into_iter().map(item).collect::<Vec<_>>())
}
