//! The report on a domain.

use super::{Session, part, verdict};
use crate::node::{Node, div, h1, h3, note, p};
use crate::parts::address_test::address_test;
use crate::parts::addresses::addresses;
use crate::parts::advice::advice;
use crate::parts::dmarc::dmarc as dmarc_record;
use crate::parts::dns_log::dns_log;
use crate::parts::keys::keys;
use crate::parts::mx::mx;
use crate::parts::record::record;
use crate::parts::seal::{SealState, seal};
use crate::parts::spf::{meter, spf_tree};
use crate::parts::what_if::what_if;
use crate::speech::Speech;
use waxseal_core::dmarc::Policy;
use waxseal_core::report::{AnyFinding, DomainReport};

/// The view.
#[must_use]
pub fn domain(speech: Speech, report: &DomainReport, session: &Session) -> Node {
    let words = speech.words();
    let dmarc = &report.dmarc;
    let organization = dmarc.organizational_domain.as_ref();
    let mut policy = dmarc_record(
        speech,
        dmarc.record.as_ref(),
        dmarc.cause.as_ref(),
        organization,
        &dmarc.report_destinations,
    );
    policy.extend(advice(speech, &report.findings, |on| matches!(on, AnyFinding::Dmarc(_))));
    let mut senders = spf(speech, report, session);
    senders.extend(advice(speech, &report.findings, |on| matches!(on, AnyFinding::Spf(_))));
    let mut selectors = keys(speech, report);
    selectors.extend(advice(speech, &report.findings, |on| matches!(on, AnyFinding::Dkim(_))));
    div().class("arriving").put(vec![
        summary(speech, report, session),
        part("mx", words.mail_exchangers, vec![mx(speech, report)]),
        part("spf", "SPF", senders),
        part("dkim", "DKIM", selectors),
        part("dmarc", "DMARC", policy),
        part("what-if", words.what_if, what_if(speech, session)).class("no-print"),
        part("dns", words.dns_questions, dns_log(speech, &report.dns)),
    ])
}

fn spf(speech: Speech, report: &DomainReport, session: &Session) -> Vec<Node> {
    let (words, spf) = (speech.words(), &report.spf);
    let mut nodes = Vec::new();
    if spf.records.is_empty() {
        let cause = spf.cause.as_ref().map(|cause| speech.prose().spf_cause(cause));
        return vec![p().put(cause.unwrap_or_else(|| words.no_spf.to_owned()))];
    }
    if spf.records.len() > 1 {
        nodes.push(p().put(words.several_spf));
    }
    nodes.extend(spf.records.iter().map(|text| record(words, report.domain.as_str(), "TXT", text)));
    if let Some(root) = &spf.tree {
        nodes.extend([meter(speech, spf.lookups), spf_tree(speech, session, root)]);
        nodes.push(h3().put(words.addresses_title));
        nodes.extend(addresses(speech, &spf.addresses));
        nodes.push(address_test(speech, session, report.domain.as_str()));
    }
    nodes
}

fn summary(speech: Speech, report: &DomainReport, session: &Session) -> Node {
    let words = speech.words();
    let said = match (report.exists, report.dmarc.policy) {
        (Some(false), _) => words.domain_missing.to_owned(),
        (_, Some(policy)) => (words.domain_policy)(policy.as_str()),
        (None, None) if session.growing => words.asking.to_owned(),
        (None, None) => words.domain_unknown.to_owned(),
        (Some(true), None) => words.domain_no_policy.to_owned(),
    };
    // A policy that asks for nothing protects nobody, so its seal is not whole.
    let shown = match report.dmarc.policy {
        Some(Policy::Reject | Policy::Quarantine) => SealState::Whole,
        _ => SealState::Blank,
    };
    let found = report.dkim.iter().filter(|key| !key.records.is_empty() || !key.aliases.is_empty()).count();
    let mut text = vec![
        h1().put((words.domain_headline)(report.domain.as_str(), &said)),
        p().put((words.domain_lead)(report.mx.hosts.len(), report.spf.records.len(), found)),
    ];
    if session.bundled {
        text.push(p().put(note(words.bundled)));
    }
    verdict(speech, text, seal(speech, shown))
}
