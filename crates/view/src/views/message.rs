//! The report on a message, in the order of a worried reader: what is it, why, what do I do, then the machinery.

use super::{Before, Link, Session, asked, cure, outcomes, part, verdict};
use crate::locale::Locale;
use crate::markdown;
use crate::node::{Attribute, Node, blockquote, details, div, h1, h2, li, note, ol, p, section, ul};
use crate::parts::advice::advice;
use crate::parts::arc::arc;
use crate::parts::chip::{Mark, chip};
use crate::parts::claims_table::said;
use crate::parts::compare::compare;
use crate::parts::comparison::message_lines;
use crate::parts::diagnosis::{HandOff, TO_BE_SHARED, diagnoses, first_cause};
use crate::parts::dkim::dkim;
use crate::parts::dmarc::dmarc as dmarc_record;
use crate::parts::dns_log::{dns_log, resolver_trouble};
use crate::parts::header::header;
use crate::parts::line::{Outcome, line};
use crate::parts::meter::meter;
use crate::parts::path::path;
use crate::parts::picture::{picture, receiver};
use crate::parts::policy_steps;
use crate::parts::provenance::provenance;
use crate::parts::remarks::remarks;
use crate::parts::requirements::requirements;
use crate::parts::seal::{SealState, seal};
use crate::parts::spf::spf_tree;
use crate::parts::toolbar::{Subject as Shared, toolbar};
use crate::parts::trust::trust;
use crate::parts::what_if::{Subject, what_if};
use crate::visible::mark_hidden;
use waxseal_core::dmarc::Alignment;
use waxseal_core::report::{AnyFinding, Basis, Border, IdentifierReport, MessageReport, Verdict};
use waxseal_prose::WorkedOut;

/// The view.
#[must_use]
pub fn message(locale: Locale, report: &MessageReport, session: &Session) -> Node {
    let (words, prose) = (locale.words(), locale.prose());
    let mut parts: Vec<Node> = provenance(locale, session).into_iter().collect();
    parts.push(summary(locale, report, session));
    if report.verdict != Verdict::NotAMessage {
        let markdown =
            if session.growing { String::new() } else { markdown::message(locale, report, session) };
        let tools = toolbar(
            locale,
            session,
            &Shared { markdown, names_note: None, is_shared: true, has_lines: true },
        );
        let mut found = findings(locale, report, session);
        let details = found.split_off(2.min(found.len()));
        parts.extend(session.possible(found));
        parts.push(tools);
        parts.extend(session.possible(details));
    }
    if !report.repairs.is_empty() {
        let repairs = report.repairs.iter().map(|repair| p().put(prose.repair(repair)));
        parts.push(part("notes", words.input_notes, repairs.collect()));
    }
    let asked = outcomes::dns(locale, report.dns.len());
    parts.push(line("dns", words.dns_questions, &asked, dns_log(locale, session, &report.dns)));
    div().class("arriving").put(parts)
}

fn findings(locale: Locale, report: &MessageReport, session: &Session) -> Vec<Node> {
    let (words, dmarc) = (locale.words(), &report.dmarc);
    let organization = dmarc.organizational_domain.as_ref();
    let mut policy = dmarc_record(
        locale,
        dmarc.record.as_ref(),
        dmarc.cause.as_ref(),
        organization,
        &dmarc.report_destinations,
    );
    let older = dmarc.rfc7489.iter().flat_map(|view| locale.prose().rfc7489(view));
    policy.extend(older.map(|sentence| p().put(sentence)));
    policy.extend(advice(locale, &report.findings, |on| matches!(on, AnyFinding::Dmarc(_))));
    let mut signatures = dkim(locale, report);
    signatures.extend(advice(locale, &report.findings, |on| matches!(on, AnyFinding::Dkim(_))));
    let met = report.requirements.iter().map(|requirement| requirement.met);
    let told = |outcome: Outcome| if session.growing { Outcome::plain(words.asking) } else { outcome };
    let claims_outcome = told(outcomes::claims(locale, report));
    let mut parts = vec![
        cure(locale, session, || what_to_do(locale, report, session)),
        why(locale, report, session),
        line("said", words.said_and_checked, &claims_outcome, claims(locale, report, session)),
        line("spf", "SPF", &told(outcomes::spf(locale, report)), spf(locale, report, session)),
        line("dkim", "DKIM", &told(outcomes::dkim(locale, report)), signatures),
        line("arc", "ARC", &told(outcomes::arc(locale, report)), arc(locale, report)),
        line("dmarc", "DMARC", &told(outcomes::dmarc(locale, report)), policy),
        line("path", words.path, &outcomes::path(locale, report), path(locale, report)),
        line("header", locale.headers().title, &outcomes::header(locale, report), header(locale, report)),
        line(
            "requirements",
            words.requirements,
            &told(outcomes::rules(locale, met)),
            requirements(locale, session, report),
        ),
    ];
    if !report.remarks.is_empty() {
        let count = Outcome::plain(report.remarks.len().to_string());
        parts.push(line("remarks", words.remarks, &count, remarks(locale, &report.remarks)));
    }
    let tried = Outcome::plain(words.what_if_line);
    parts.push(line("what-if", words.what_if, &tried, suppose(locale, report, session)).class("no-print"));
    let beside = Outcome::plain(words.other_message);
    parts.push(line("compare", words.compare, &beside, compare(locale, report, session)).class("no-print"));
    parts
}

/// What receivers said beside what was computed, why the two differ, and whose word is taken.
fn claims(locale: Locale, report: &MessageReport, session: &Session) -> Vec<Node> {
    let (words, prose) = (locale.words(), locale.prose());
    let mut nodes = vec![said(locale, report)];
    for difference in report.claims.iter().flat_map(|claim| &claim.differences) {
        let method = match &difference.subject {
            Some(subject) => format!("{} {subject}", difference.method.to_ascii_uppercase()),
            None => difference.method.to_ascii_uppercase(),
        };
        let sentence = (words.differs)(&method, difference.claimed.as_str(), difference.recomputed.as_str());
        nodes.push(p().put(format!("{sentence} {}", prose.reason(difference.reason))));
    }
    let received = report.claims.iter().filter(|claim| claim.instance.is_none());
    if received.clone().next().is_some() && !received.clone().any(|claim| claim.trusted) {
        nodes.push(p().put(words.nobody_trusted));
    }
    nodes.extend(trust(locale, report, session));
    nodes
}

fn why(locale: Locale, report: &MessageReport, session: &Session) -> Node {
    let prose = locale.prose();
    // Where it came in as usual, the path tells.
    let usual = matches!(report.arrival.border, Border::Seen { .. }) && report.arrival.gateway.is_none();
    let arrival = || (!usual).then(|| p().put(mark_hidden(locale, &prose.arrival(report))));
    let sentences: Vec<Node> = if session.growing {
        // No paragraph: the page would make the last of the sentences out of it, and move it there.
        vec![div().put(locale.words().asking)]
    } else {
        let said = prose.why(report).into_iter().map(|text| p().put(text)).chain(arrival());
        said.chain(prose.basis(report, locale.place).map(|text| rests_on(locale, &text))).collect()
    };
    section()
        .with(Attribute::AriaLabelledby, "why")
        .put(h2().with(Attribute::Id, "why").put(locale.words().why))
        .put(
            div()
                .class("two")
                .put(picture(locale, report).map(|picture| div().class("sheet pad").put(picture)))
                .put(div().class("sheet pad words").put(sentences)),
        )
}

/// What the results rest on, folded: it matters to whoever doubts them.
fn rests_on(locale: Locale, text: &str) -> Node {
    let title = crate::node::summary().put(locale.diagnosis().rests_on);
    details().class("evidence").put(title).put(p().put(text))
}

fn what_to_do(locale: Locale, report: &MessageReport, session: &Session) -> Vec<Node> {
    let prose = locale.prose();
    let list = |steps: Vec<String>| {
        let steps: Vec<Node> = steps.into_iter().map(|text| li().put(text)).collect();
        (!steps.is_empty()).then(|| ol().class("steps").put(steps))
    };
    let mut nodes: Vec<Node> = list(prose.steps_of_refusal(report)).into_iter().collect();
    nodes.extend(if report.diagnosis.is_empty() {
        list(prose.way_out(report)).into_iter().collect()
    } else {
        let domain = report.dmarc.domain.as_ref().map_or("", |domain| domain.as_str());
        let link = match session.sharing.as_ref().map(|sharing| &sharing.link) {
            Some(Link::Ready(link)) => link,
            _ => TO_BE_SHARED,
        };
        diagnoses(locale, &report.diagnosis, &HandOff { domain, link })
    });
    nodes.extend(policy_steps::of_message(locale, report).map(|next| p().put(next)));
    nodes
}

/// What would become of the same mail with other records, another author, or another envelope.
fn suppose(locale: Locale, report: &MessageReport, session: &Session) -> Vec<Node> {
    let outcome = match &session.before {
        Some(Before::Message(before)) => Some((message_lines(locale, before), message_lines(locale, report))),
        _ => None,
    };
    let domain = report.dmarc.organizational_domain.as_ref().or(report.dmarc.domain.as_ref());
    what_if(locale, session, &Subject { dns: &report.dns, domain, message: Some(report), outcome })
}

fn spf(locale: Locale, report: &MessageReport, session: &Session) -> Vec<Node> {
    let (words, spf, envelope) = (locale.words(), &report.spf, &report.envelope);
    let Some(root) = &spf.tree else {
        return vec![p().put(words.spf_not_checked), p().put(locale.diagnosis().envelope_elsewhere)];
    };
    let ip = envelope.client_ip.map(|ip| ip.to_string()).unwrap_or_default();
    let sender = envelope.mail_from.as_deref().filter(|sender| !sender.is_empty()).unwrap_or("<>");
    let cause = spf.cause.as_ref().map(|cause| format!(" {}", locale.prose().spf_cause(cause)));
    let source = envelope.sources.client_ip.map(|source| format!(" {}", (words.envelope_source)(source)));
    let mut nodes = vec![p().put((words.spf_checked_for)(&ip, sender)).put(source).put(cause)];
    nodes.extend(spf.explanation.as_ref().map(|text| blockquote().put(text.as_str())));
    nodes.extend([meter(locale, spf.lookups, Some(root)), spf_tree(locale, session, root)]);
    nodes
}

fn summary(locale: Locale, report: &MessageReport, session: &Session) -> Node {
    let (words, prose) = (locale.words(), locale.prose());
    let shown = match &report.verdict {
        // A seal stands for what was worked out here, and when all of it was.
        _ if session.growing || session.is_at_rest() => SealState::Blank,
        Verdict::Pass { .. } => SealState::Whole,
        Verdict::Fail { .. } => SealState::Broken,
        _ => SealState::Blank,
    };
    let chips =
        chips(locale, report, session.growing).into_iter().map(|(mark, text)| li().put(chip(mark, &text)));
    // What it comes to is said when it has come to it.
    let (headline, lead) = if session.growing {
        (words.checking.to_owned(), words.asking.to_owned())
    } else {
        (prose.headline(report), prose.lead(report))
    };
    let mut text = vec![h1().put(headline)];
    let refusals = prose.bounce(report);
    text.extend(refusals.into_iter().map(|refusal| p().put(mark_hidden(locale, &refusal))));
    text.push(asked(session, lead));
    text.push(ul().class("chips").put(chips.collect::<Vec<_>>()));
    // A place of their own for what comes with the last answer, so that what stands above is left as it is.
    let last = div()
        .put(first_cause(locale, &report.diagnosis).filter(|_| !session.growing))
        .put(resolver_trouble(locale, session, &report.dns))
        .put(session.bundled.then(|| p().put(note(words.bundled))));
    text.push(last);
    verdict(locale, session, session.growing, text, seal(locale, shown), "")
}

/// The verdict once more in a few labels: DMARC, each mechanism, and what it all rests on.
fn chips(locale: Locale, report: &MessageReport, growing: bool) -> Vec<(Mark, String)> {
    let words = locale.words();
    let (mark, word) = match &report.verdict {
        // What is still being asked comes to nothing yet, and a label that changed its word would move those beside it.
        _ if growing => return Vec::new(),
        Verdict::NotAMessage => return Vec::new(),
        Verdict::Pass { .. } => (Mark::Pass, words.passes),
        Verdict::Fail { .. } => (Mark::Fail, words.fails),
        _ => (Mark::Unknown, words.cannot_tell),
    };
    let mut chips = vec![(mark, format!("DMARC {word}"))];
    if locale.place == WorkedOut::Elsewhere {
        chips.push((Mark::Unknown, locale.share().not_checked.to_owned()));
    }
    chips.extend(mechanism_chips(locale, report, "SPF", Alignment::Spf));
    chips.extend(mechanism_chips(locale, report, "DKIM", Alignment::Dkim));
    if report.dmarc.identifiers.iter().any(|identifier| identifier.basis != Basis::Recomputed) {
        chips.push((Mark::Fact, (words.claimed_by)(receiver(report))));
    }
    chips
}

/// One label for each state that a mechanism's identifiers are in.
fn mechanism_chips(
    locale: Locale,
    report: &MessageReport,
    name: &str,
    mechanism: Alignment,
) -> Vec<(Mark, String)> {
    let words = locale.words();
    let own = || report.dmarc.identifiers.iter().filter(|i| i.mechanism == mechanism);
    let said = |identifier: &IdentifierReport| match Mark::of_identifier(report, identifier) {
        Mark::Stranger => format!("{}, {}", words.passes, words.not_aligned),
        Mark::Pass => format!("{}, {}", words.passes, words.aligned),
        _ => Mark::word_of(report, identifier, words).to_owned(),
    };
    let mut chips: Vec<(Mark, String)> = Vec::new();
    for mark in [Mark::Pass, Mark::Stranger, Mark::Fail, Mark::Unknown] {
        let mut states: Vec<(String, usize)> = Vec::new();
        for state in own().filter(|i| Mark::of_identifier(report, i) == mark).map(said) {
            match states.iter_mut().find(|(known, _)| *known == state) {
                Some((_, count)) => *count += 1,
                None => states.push((state, 1)),
            }
        }
        chips.extend(states.into_iter().map(|(state, count)| {
            let times = if count > 1 { format!(" ×{count}") } else { String::new() };
            (mark, format!("{name}{times} {state}"))
        }));
    }
    chips
}
