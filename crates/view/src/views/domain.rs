//! The report on a domain.

use super::{Before, Session, asked, cure, outcomes, verdict, without_acts};
use crate::locale::Locale;
use crate::markdown;
use crate::node::{Attribute, Node, Tag, div, h1, h2, h3, note, p};
use crate::parts::address_test::address_test;
use crate::parts::addresses::addresses;
use crate::parts::advice::advice;
use crate::parts::bimi::bimi;
use crate::parts::checklist::checklist;
use crate::parts::chip::Mark;
use crate::parts::comparison::domain_lines;
use crate::parts::diagnosis::{HandOff, diagnoses, first_cause};
use crate::parts::dmarc::dmarc as dmarc_record;
use crate::parts::dns_log::{dns_log, resolver_trouble};
use crate::parts::keys::keys;
use crate::parts::line::{Outcome, line};
use crate::parts::meter::meter;
use crate::parts::mx::mx;
use crate::parts::overview::answers;
use crate::parts::policy_steps::{self, policy_steps};
use crate::parts::provenance::provenance;
use crate::parts::providers::providers;
use crate::parts::record::record;
use crate::parts::seal::{SealState, seal};
use crate::parts::second_resolver::second;
use crate::parts::set_up_link::set_up_link;
use crate::parts::spf::spf_tree;
use crate::parts::toolbar::{Subject as Shared, toolbar};
use crate::parts::transport::transport;
use crate::parts::what_if::{Subject, what_if};
use crate::share::CHECK;
use waxseal_core::dmarc::Policy;
use waxseal_core::finding::Severity;
use waxseal_core::posture::{PostureFinding, Sending};
use waxseal_core::report::{AnyFinding, DomainReport, Presence};
use waxseal_core::spf::SpfResult;
use waxseal_prose::Rest;

/// The view.
#[must_use]
pub fn domain(locale: Locale, report: &DomainReport, session: &Session) -> Node {
    let steps = cure(locale, session, || what_to_do(locale, report, session));
    let markdown = if session.growing { String::new() } else { markdown::domain(locale, report, session) };
    let names_note = Some(locale.share().domain_note);
    div()
        .class("arriving")
        .put(provenance(locale, session))
        .put(summary(locale, report, session))
        .put(session.possible(vec![steps]))
        .put(toolbar(locale, session, &Shared { markdown, names_note, is_shared: true, has_lines: true }))
        .put(session.possible(published(locale, report, session)))
        .put(session.possible(tools(locale, report, session)))
}

/// The report as it is read in a table of domains: what it comes to, what to do, and its parts. What would change it is done in
/// the report alone, to which a link leads.
pub(crate) fn in_table(locale: Locale, report: &DomainReport, session: &Session) -> Node {
    let (words, domain) = (locale.posture(), report.domain.as_str());
    let alone =
        Node::element(Tag::A).with(Attribute::Href, format!("#{CHECK}{domain}")).put(words.open_alone);
    let mut parts = vec![cure(locale, session, || what_to_do(locale, report, session))];
    parts.extend(published(locale, report, session));
    let parts = session.possible(without_acts(parts, true));
    div()
        .class("in-table")
        .put(h2().put(headline(locale, report, session)))
        .put(first_cause(locale, &report.diagnosis))
        .put(parts)
        .put(p().put(alone))
}

/// The policy, what it means, and the steps to reject.
fn policies(locale: Locale, report: &DomainReport) -> Vec<Node> {
    let dmarc = &report.dmarc;
    let organization = dmarc.organizational_domain.as_ref();
    let mut policy = dmarc_record(
        locale,
        dmarc.record.as_ref(),
        dmarc.cause.as_ref(),
        organization,
        &dmarc.report_destinations,
    );
    policy.extend(advice(locale, &report.findings, |on| matches!(on, AnyFinding::Dmarc(_))));
    policy.extend(policy_steps(locale, report));
    policy
}

/// The keys, with the advice on them.
fn selectors(locale: Locale, report: &DomainReport, session: &Session) -> Vec<Node> {
    let mut selectors = keys(locale, report, session);
    let on_keys = |on: &AnyFinding| match on {
        AnyFinding::Dkim(_) => true,
        AnyFinding::Posture(finding) => Room::of(finding) == Room::Keys,
        _ => false,
    };
    selectors.extend(advice(locale, &report.findings, on_keys));
    selectors
}

/// What the domain publishes, a line each.
fn published(locale: Locale, report: &DomainReport, session: &Session) -> Vec<Node> {
    let words = locale.words();
    let posture = locale.posture();
    let open = if session.growing { words.asking } else { words.not_answered };
    let [arrives, sends, signs, failing, way, dnssec] = answers(locale, report, open);
    let of = |(mark, said): (Mark, String)| Outcome::of(mark, said);
    let way_in = with_advice(locale, report, transport(locale, report), Room::Transport);
    let logo = with_advice(locale, report, bimi(locale, report), Room::Logo);
    let told = |outcome: Outcome| if session.growing { Outcome::plain(words.asking) } else { outcome };
    let met = report.requirements.iter().map(|requirement| requirement.met);
    let mut senders = spf(locale, report, session);
    senders.extend(advice(locale, &report.findings, |on| matches!(on, AnyFinding::Spf(_))));
    vec![
        line("mx", words.mail_exchangers, &of(arrives), exchangers(locale, report)),
        line("spf", "SPF", &outcomes::senders(locale, report, sends), senders),
        line("dkim", "DKIM", &of(signs), selectors(locale, report, session)),
        line("dmarc", "DMARC", &outcomes::policy(report, failing), policies(locale, report)),
        line(
            "providers",
            posture.providers,
            &told(outcomes::providers(locale, report)),
            providers(locale, report),
        ),
        line("transport", posture.transport, &of(way), way_in),
        line("dnssec", "DNSSEC", &of(dnssec), signed(locale, report)),
        line("bimi", posture.bimi, &told(outcomes::bimi(locale, report)), logo),
        line(
            "checklist",
            posture.checklist,
            &told(outcomes::rules(locale, met)),
            checklist(locale, &report.requirements),
        ),
    ]
}

/// What can be tried, and what was asked.
fn tools(locale: Locale, report: &DomainReport, session: &Session) -> Vec<Node> {
    let (words, posture) = (locale.words(), locale.posture());
    let mut parts = Vec::new();
    let tried = Outcome::plain(words.what_if_line);
    parts.push(line("what-if", words.what_if, &tried, suppose(locale, report, session)).class("no-print"));
    let second = second(locale, session);
    if !second.is_empty() {
        let other = Outcome::plain(posture.second_line);
        parts.push(line("second", posture.second, &other, second).class("no-print"));
    }
    let asked = outcomes::dns(locale, report.dns.len());
    parts.push(line("dns", words.dns_questions, &asked, dns_log(locale, session, &report.dns)));
    parts
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
            | F::MxNotPublic { .. }
            | F::MxProxied { .. }
            | F::MxAtWebHost { .. }
            | F::SpfProxied { .. }
            | F::SpfMissesIpv6 { .. }
            | F::ReportsNowhere
            | F::MxReserved { .. }
            | F::MxBeforeMailboxes { .. }
            | F::NullMxBesideOthers
            | F::NullMxButSends
            | F::AliasBesideRecords { .. }
            | F::ParkedUndeclared { .. } => Self::Exchangers,
            F::ReturnPathNotStrict { .. }
            | F::KeysWildcard
            | F::KeysUnanswered
            | F::KeysAbsent
            | F::KeysUnnamed { .. }
            | F::KeysNotFound { .. }
            | F::KeyAliasDangling { .. } => Self::Keys,
            F::MtaStsSeveralRecords { .. }
            | F::MtaStsBadRecord { .. }
            | F::MtaStsNoHost { .. }
            | F::MtaStsAliasDangling { .. }
            | F::MtaStsBadPolicy { .. }
            | F::MtaStsNotEnforced { .. }
            | F::MtaStsShortAge { .. }
            | F::MtaStsMxOutside { .. }
            | F::TlsRptSeveralRecords { .. }
            | F::TlsRptBadRecord { .. }
            | F::DaneWithoutDnssec { .. }
            | F::DaneMatchesNothing { .. }
            | F::DaneUnusable { .. }
            | F::DaneUnanswered { .. }
            | F::NameUnanswered
            | F::LookupFails { .. }
            | F::DanePartial { .. } => Self::Transport,
            F::BimiSeveralRecords { .. }
            | F::BimiBadRecord { .. }
            | F::BimiNeedsEnforcement
            | F::BimiNotSvg { .. }
            | F::BimiNoCertificate => Self::Logo,
        }
    }
}

fn what_to_do(locale: Locale, report: &DomainReport, session: &Session) -> Vec<Node> {
    let mut nodes = if report.diagnosis.is_empty() {
        let next = policy_steps::of_domain(locale, report).map(|next| p().put(next));
        std::iter::once(p().put(nothing_to_do(locale, report))).chain(next).collect()
    } else {
        let domain = report.domain.as_str();
        // What is made up has no address at which somebody else would find the same.
        let link = if session.bundled { String::new() } else { format!("#{CHECK}{domain}") };
        diagnoses(locale, &report.diagnosis, &HandOff { domain, link: &link })
    };
    // What is not there has no records to be set up.
    nodes.extend((report.exists != Some(false)).then(|| set_up_link(locale, report)));
    nodes
}

/// What is said where there is no cause of anything: a warning on where mail arrives, which only its owner can judge, or that all is well.
pub(crate) fn nothing_to_do(locale: Locale, report: &DomainReport) -> String {
    let words = locale.words();
    let said = |state: &str| (words.domain_headline)(report.domain.as_str(), state);
    match report.exists {
        Some(true) => {
            let rest = Rest::of(report);
            let warning = on_arrival(locale, report).filter(|_| rest != Rest::Open);
            warning.unwrap_or_else(|| locale.prose().nothing_to_do(rest).to_owned())
        }
        Some(false) => said(words.domain_missing),
        None => said(words.domain_unknown),
    }
}

fn on_arrival(locale: Locale, report: &DomainReport) -> Option<String> {
    let is_of_arrival =
        |on: &AnyFinding| matches!(on, AnyFinding::Posture(finding) if Room::of(finding) == Room::Exchangers);
    let grave = report.findings.iter().filter(|finding| finding.severity != Severity::Info);
    grave
        .into_iter()
        .find(|finding| is_of_arrival(&finding.advice))
        .map(|found| locale.prose().finding(found))
}

/// What would become of the domain with other records.
fn suppose(locale: Locale, report: &DomainReport, session: &Session) -> Vec<Node> {
    let outcome = match &session.before {
        Some(Before::Domain(before)) => Some((domain_lines(locale, before), domain_lines(locale, report))),
        _ => None,
    };
    let domain = Some(&report.domain);
    what_if(locale, session, &Subject { dns: &report.dns, domain, message: None, outcome })
}

fn with_advice(locale: Locale, report: &DomainReport, mut nodes: Vec<Node>, room: Room) -> Vec<Node> {
    let is_here = |on: &AnyFinding| matches!(on, AnyFinding::Posture(finding) if Room::of(finding) == room);
    nodes.extend(advice(locale, &report.findings, is_here));
    nodes
}

fn exchangers(locale: Locale, report: &DomainReport) -> Vec<Node> {
    let mut nodes = vec![mx(locale, report)];
    if report.sending == Sending::DeclaredNot {
        nodes.push(p().put(locale.posture().declared_silent));
    }
    let leads: Vec<&str> = report.names.autodiscover.iter().map(|name| name.as_str()).collect();
    if !leads.is_empty() {
        nodes.push(p().put(note(format!("{} {}", locale.posture().autodiscover, leads.join(" → ")))));
    }
    with_advice(locale, report, nodes, Room::Exchangers)
}

fn signed(locale: Locale, report: &DomainReport) -> Vec<Node> {
    let (words, dnssec) = (locale.posture(), &report.dnssec);
    let mut nodes = vec![p().put((words.dnssec_note)(dnssec.authenticated, dnssec.answers))];
    nodes.extend(dnssec.ds.iter().map(|text| record(locale.words(), report.domain.as_str(), "DS", text)));
    nodes.extend(
        report.names.caa.iter().map(|text| record(locale.words(), report.domain.as_str(), "CAA", text)),
    );
    nodes
}

fn spf(locale: Locale, report: &DomainReport, session: &Session) -> Vec<Node> {
    let (words, spf) = (locale.words(), &report.spf);
    let mut nodes = Vec::new();
    if spf.records.is_empty() {
        let cause = spf.cause.as_ref().map(|cause| locale.prose().spf_cause(cause));
        return vec![p().put(cause.unwrap_or_else(|| words.no_spf.to_owned()))];
    }
    if spf.records.len() > 1 {
        nodes.push(p().put(words.several_spf));
    }
    nodes.extend(spf.records.iter().map(|text| record(words, report.domain.as_str(), "TXT", text)));
    if let Some(root) = &spf.tree {
        nodes.extend([meter(locale, spf.lookups, Some(root)), spf_tree(locale, session, root)]);
        nodes.push(h3().put(words.addresses_title));
        nodes.extend(addresses(locale, &spf.addresses));
        nodes.push(address_test(locale, session, report.domain.as_str()));
    }
    nodes
}

/// The outcome in one line.
pub(crate) fn headline(locale: Locale, report: &DomainReport, session: &Session) -> String {
    let words = locale.words();
    let said = match (report.exists, report.dmarc.policy) {
        // What it comes to is said when it has come to it.
        _ if session.growing => words.domain_checking,
        (Some(false), _) => words.domain_missing,
        (_, Some(policy)) => (words.domain_policy)(policy),
        (None, None) => words.domain_unknown,
        (Some(true), None) if report.dmarc_presence().is_unanswered() => words.domain_unanswered,
        (Some(true), None) => words.domain_no_policy,
    };
    (words.domain_headline)(report.domain.as_str(), said)
}

/// Whether the seal is whole: a policy that asks for something, and what lets the domain's own mail pass it. A name that is not
/// there vouches for nobody, whatever the organization above it asks for.
fn is_protected(report: &DomainReport) -> bool {
    let asks = matches!(report.dmarc.policy, Some(Policy::Reject | Policy::Quarantine));
    let spf_works = report.spf.cause.as_ref().is_none_or(|cause| {
        !matches!(cause.result(), SpfResult::Permerror | SpfResult::Temperror | SpfResult::None)
    });
    let signs = report.dkim.iter().any(|key| key.key.is_some()) || report.sending == Sending::DeclaredNot;
    report.exists == Some(true) && asks && spf_works && signs
}

/// What it publishes, in numbers, where DNS told.
fn lead(locale: Locale, report: &DomainReport) -> String {
    let keys = report.dkim.iter().filter(|key| !key.records.is_empty() || !key.aliases.is_empty()).count();
    let told = |presence: Presence, count: usize| (!presence.is_unanswered()).then_some(count);
    (locale.words().domain_lead)([
        told(report.mx_presence(), report.mx.hosts.len()),
        told(report.spf_presence(), report.spf.records.len()),
        told(report.key_presence(), keys),
    ])
}

fn summary(locale: Locale, report: &DomainReport, session: &Session) -> Node {
    let words = locale.words();
    let shown = if is_protected(report) && !session.growing && !session.is_at_rest() {
        SealState::Whole
    } else {
        SealState::Blank
    };
    let lead = if session.growing { words.asking.to_owned() } else { lead(locale, report) };
    let mut text = vec![h1().put(headline(locale, report, session)), asked(session, lead)];
    // A place of their own for what comes with the last answer, so that what stands above is left as it is.
    let last = div()
        .put(first_cause(locale, &report.diagnosis).filter(|_| !session.growing))
        .put(resolver_trouble(locale, session, &report.dns))
        .put(session.bundled.then(|| p().put(note(words.bundled))));
    text.push(last);
    verdict(locale, session, session.growing, text, seal(locale, shown), " short")
}
