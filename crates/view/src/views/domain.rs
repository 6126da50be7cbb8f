//! The report on a domain.

use super::{Before, Session, cure, part, verdict};
use crate::markdown;
use crate::node::{Node, div, h1, h3, note, p};
use crate::parts::address_test::address_test;
use crate::parts::addresses::addresses;
use crate::parts::advice::advice;
use crate::parts::before::domain_lines;
use crate::parts::bimi::bimi;
use crate::parts::checklist::checklist;
use crate::parts::diagnosis::{diagnoses, first_cause};
use crate::parts::dmarc::dmarc as dmarc_record;
use crate::parts::dns_log::{dns_log, resolver_trouble};
use crate::parts::keys::keys;
use crate::parts::meter::meter;
use crate::parts::mx::mx;
use crate::parts::overview::overview;
use crate::parts::provenance::provenance;
use crate::parts::providers::providers;
use crate::parts::record::record;
use crate::parts::road::road;
use crate::parts::seal::{SealState, seal};
use crate::parts::second::second;
use crate::parts::spf::spf_tree;
use crate::parts::toolbar::{Subject as Shared, toolbar};
use crate::parts::transport::transport;
use crate::parts::what_if::{Subject, what_if};
use crate::speech::Speech;
use waxseal_core::dmarc::Policy;
use waxseal_core::posture::{PostureFinding, Sending};
use waxseal_core::report::{AnyFinding, DomainReport};
use waxseal_core::spf::SpfResult;

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
    let on_keys = |on: &AnyFinding| match on {
        AnyFinding::Dkim(_) => true,
        AnyFinding::Posture(finding) => Room::of(finding) == Room::Keys,
        _ => false,
    };
    selectors.extend(advice(speech, &report.findings, on_keys));
    policy.extend(road(speech, report));
    let posture = speech.posture();
    let mut parts = vec![
        part("overview", posture.overview, vec![overview(speech, report)]),
        cure(speech, session, || what_to_do(speech, report)),
        part("providers", posture.providers, providers(speech, report)),
        part("mx", words.mail_exchangers, exchangers(speech, report)),
        part("spf", "SPF", senders),
        part("dkim", "DKIM", selectors),
        part("dmarc", "DMARC", policy),
        part(
            "transport",
            posture.transport,
            with_advice(speech, report, transport(speech, report), Room::Transport),
        ),
        part("dnssec", "DNSSEC", signed(speech, report)),
        part("bimi", posture.bimi, with_advice(speech, report, bimi(speech, report), Room::Logo)),
        part("checklist", posture.checklist, checklist(speech, &report.requirements)),
        part("what-if", words.what_if, suppose(speech, report, session)).class("no-print"),
    ];
    let second = second(speech, session);
    if !second.is_empty() {
        parts.push(part("second", posture.second, second).class("no-print"));
    }
    parts.push(part("dns", words.dns_questions, dns_log(speech, session, &report.dns)));
    let markdown = if session.growing { String::new() } else { markdown::domain(speech, report, session) };
    let names_note = Some(speech.share().domain_note);
    div()
        .class("arriving")
        .put(provenance(speech, session))
        .put(summary(speech, report, session))
        .put(toolbar(speech, session, &Shared { markdown, names_note }))
        .put(session.possible(parts))
}

/// The parts that advice on the rest of a domain's records stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Room {
    Exchangers,
    Keys,
    Transport,
    Logo,
}

impl Room {
    const fn of(finding: &PostureFinding) -> Self {
        use PostureFinding as F;
        match finding {
            F::MxImplicit
            | F::MxDuplicate { .. }
            | F::MxAlias { .. }
            | F::MxIsAddress { .. }
            | F::MxNoAddress { .. }
            | F::NullMxBesideOthers
            | F::ParkedUndeclared { .. } => Self::Exchangers,
            F::ReturnPathNotStrict { .. }
            | F::KeysWildcard
            | F::KeysAbsent
            | F::KeysUnnamed { .. }
            | F::KeyAliasDangling { .. } => Self::Keys,
            F::MtaStsSeveralRecords { .. }
            | F::MtaStsBadRecord { .. }
            | F::MtaStsNoHost { .. }
            | F::MtaStsBadPolicy { .. }
            | F::MtaStsNotEnforced { .. }
            | F::MtaStsShortAge { .. }
            | F::MtaStsMxOutside { .. }
            | F::TlsRptSeveralRecords { .. }
            | F::TlsRptBadRecord { .. }
            | F::DaneWithoutDnssec { .. }
            | F::DaneUnusable { .. }
            | F::DanePartial { .. } => Self::Transport,
            F::BimiSeveralRecords { .. }
            | F::BimiBadRecord { .. }
            | F::BimiNeedsEnforcement
            | F::BimiNoCertificate => Self::Logo,
        }
    }
}

fn what_to_do(speech: Speech, report: &DomainReport) -> Vec<Node> {
    match report.diagnosis.is_empty() {
        false => diagnoses(speech, &report.diagnosis),
        true => vec![p().put(nothing_to_do(speech, report))],
    }
}

/// What is said where there is no cause of anything.
pub(crate) fn nothing_to_do(speech: Speech, report: &DomainReport) -> String {
    let words = speech.words();
    let said = |state: &str| (words.domain_headline)(report.domain.as_str(), state);
    match report.exists {
        Some(true) => speech.diagnosis().all_well.to_owned(),
        Some(false) => said(words.domain_missing),
        None => said(words.domain_unknown),
    }
}

/// What would become of the domain with other records.
fn suppose(speech: Speech, report: &DomainReport, session: &Session) -> Vec<Node> {
    let outcome = match &session.before {
        Some(Before::Domain(before)) => Some((domain_lines(speech, before), domain_lines(speech, report))),
        _ => None,
    };
    let domain = Some(&report.domain);
    what_if(speech, session, &Subject { dns: &report.dns, domain, message: None, outcome })
}

fn with_advice(speech: Speech, report: &DomainReport, mut nodes: Vec<Node>, room: Room) -> Vec<Node> {
    let is_here = |on: &AnyFinding| matches!(on, AnyFinding::Posture(finding) if Room::of(finding) == room);
    nodes.extend(advice(speech, &report.findings, is_here));
    nodes
}

fn exchangers(speech: Speech, report: &DomainReport) -> Vec<Node> {
    let mut nodes = vec![mx(speech, report)];
    if report.sending == Sending::DeclaredNot {
        nodes.push(p().put(speech.posture().declared_silent));
    }
    let leads: Vec<&str> = report.names.autodiscover.iter().map(|name| name.as_str()).collect();
    if !leads.is_empty() {
        nodes.push(p().put(note(format!("{} {}", speech.posture().autodiscover, leads.join(" → ")))));
    }
    with_advice(speech, report, nodes, Room::Exchangers)
}

fn signed(speech: Speech, report: &DomainReport) -> Vec<Node> {
    let (words, dnssec) = (speech.posture(), &report.dnssec);
    let mut nodes = vec![p().put((words.dnssec_note)(dnssec.authenticated, dnssec.answers))];
    nodes.extend(dnssec.ds.iter().map(|text| record(speech.words(), report.domain.as_str(), "DS", text)));
    nodes.extend(
        report.names.caa.iter().map(|text| record(speech.words(), report.domain.as_str(), "CAA", text)),
    );
    nodes
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
        nodes.extend([meter(speech, spf.lookups, Some(root)), spf_tree(speech, session, root)]);
        nodes.push(h3().put(words.addresses_title));
        nodes.extend(addresses(speech, &spf.addresses));
        nodes.push(address_test(speech, session, report.domain.as_str()));
    }
    nodes
}

/// The outcome in one line.
pub(crate) fn headline(speech: Speech, report: &DomainReport, session: &Session) -> String {
    let words = speech.words();
    let said = match (report.exists, report.dmarc.policy) {
        (Some(false), _) => words.domain_missing.to_owned(),
        (_, Some(policy)) => (words.domain_policy)(policy).to_owned(),
        (None, None) if session.growing => words.asking.to_owned(),
        (None, None) => words.domain_unknown.to_owned(),
        (Some(true), None) => words.domain_no_policy.to_owned(),
    };
    (words.domain_headline)(report.domain.as_str(), &said)
}

/// Whether the seal is whole: a policy that asks for something, and what lets the domain's own mail pass it. A name that is not
/// there vouches for nobody, whatever the organization above it asks for.
fn is_protected(report: &DomainReport) -> bool {
    let asks = matches!(report.dmarc.policy, Some(Policy::Reject | Policy::Quarantine));
    let spf_works = report
        .spf
        .cause
        .as_ref()
        .is_none_or(|cause| !matches!(cause.result(), SpfResult::Permerror | SpfResult::None));
    let signs = report.dkim.iter().any(|key| key.key.is_some()) || report.sending == Sending::DeclaredNot;
    report.exists == Some(true) && asks && spf_works && signs
}

fn summary(speech: Speech, report: &DomainReport, session: &Session) -> Node {
    let words = speech.words();
    let shown = if is_protected(report) { SealState::Whole } else { SealState::Blank };
    let found = report.dkim.iter().filter(|key| !key.records.is_empty() || !key.aliases.is_empty()).count();
    let mut text = vec![
        h1().put(headline(speech, report, session)),
        p().put((words.domain_lead)(report.mx.hosts.len(), report.spf.records.len(), found)),
    ];
    // A place of their own for what comes with the last answer, so that what stands above is left as it is.
    let last = div()
        .put(first_cause(speech, &report.diagnosis).filter(|_| !session.growing))
        .put(resolver_trouble(speech, session, &report.dns))
        .put(session.bundled.then(|| p().put(note(words.bundled))));
    text.push(last);
    verdict(speech, session, text, seal(speech, shown), " short")
}
