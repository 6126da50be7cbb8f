//! Reports as text, for people at a terminal.

use crate::locale::Words;
use waxseal_core::dmarc::{Alignment, NextStep};
use waxseal_core::dns::LoggedQuery;
use waxseal_core::escaping::shown_in_line;
use waxseal_core::finding::Severity;
use waxseal_core::input::Found;
use waxseal_core::report::{
    Action, Basis, Diagnosis, DomainReport, Finding, Fix, IdentifierReport, MessageReport, RecordReport,
    SpfCheckReport, Sureness, Verdict,
};
use waxseal_core::spf::{Node, StepResult};
use waxseal_prose::{Lang, Tagged, WorkedOut};

/// The report on a message.
pub(crate) fn message(lang: Lang, report: &MessageReport) -> String {
    let prose = lang.prose();
    let mut out = String::new();
    line(&mut out, &prose.headline(report));
    for paragraph in report.bounce.iter().flat_map(|bounce| prose.bounce(bounce)) {
        line(&mut out, &paragraph);
    }
    line(&mut out, &prose.lead(report));
    for paragraph in prose.why(report).into_iter().chain(prose.basis(report, WorkedOut::Here)) {
        line(&mut out, &format!("  {paragraph}"));
    }
    line(&mut out, &format!("  {}", prose.arrival(report)));
    for identifier in &report.dmarc.identifiers {
        line(&mut out, &format!("  {}", identifier_line(lang, identifier)));
    }
    for sentence in report.dmarc.rfc7489.iter().flat_map(|view| prose.rfc7489(view)) {
        line(&mut out, &format!("  {sentence}"));
    }
    for repair in &report.repairs {
        line(&mut out, &format!("  {}", prose.repair(repair)));
    }
    diagnoses(lang, &mut out, &report.diagnosis);
    let passes = matches!(report.verdict, Verdict::Pass { .. });
    next_step(lang, &mut out, report.dmarc.next_step.filter(|_| passes));
    findings(lang, &mut out, &report.findings);
    unanswered(lang, &mut out, &report.dns);
    out
}

/// The next step of a policy, where there is one left.
fn next_step(lang: Lang, out: &mut String, next: Option<NextStep>) {
    if let Some(next) = next.filter(|next| *next != NextStep::Arrived) {
        line(out, &format!("  p=reject → {}", lang.prose().next_step(next)));
    }
}

/// What a text is, and the way on: one line.
pub(crate) fn found(lang: Lang, found: &[Found]) -> String {
    let prose = lang.prose();
    let mut told: Vec<String> = found.iter().map(|found| prose.thing(&found.thing)).collect();
    if let [found] = found {
        told.extend(Words::of(lang).command(&found.thing).or_else(|| prose.way_on(&found.thing)));
    }
    told.join(" ")
}

/// The most questions without an answer that are named.
const MAX_UNANSWERED: usize = 10;

/// The questions that went unanswered, and why: nothing above rests on them.
fn unanswered(lang: Lang, out: &mut String, log: &[LoggedQuery]) {
    let open: Vec<&LoggedQuery> = log.iter().filter(|query| query.status.fault().is_some()).collect();
    for query in open.iter().take(MAX_UNANSWERED) {
        let why = lang.prose().query_status(query.status);
        line(out, &format!("  ? {} {}: {why}", query.name, query.kind));
    }
    if let Some(more) = open.len().checked_sub(MAX_UNANSWERED).filter(|more| *more > 0) {
        line(out, &format!("  ? … +{more}"));
    }
}

/// What is behind it, and the steps that mend it.
fn diagnoses(lang: Lang, out: &mut String, diagnoses: &[Diagnosis]) {
    let prose = lang.prose();
    for diagnosis in diagnoses {
        line(out, "");
        line(out, &format!("  {}", prose.root_cause(diagnosis)));
        if diagnosis.sure != Sureness::Certain {
            line(out, &format!("  {}", prose.sure(diagnosis.sure)));
        }
        for (at, fix) in diagnosis.fixes.iter().enumerate() {
            line(out, &format!("  {}. {}. {}", at + 1, prose.fix_title(fix), prose.fix_why(fix)));
            record(out, fix);
        }
        if let Some(proof) = &diagnosis.proof {
            line(out, &format!("  → {}", prose.proof(proof)));
        }
        for fix in &diagnosis.tidy {
            line(out, &format!("  ({}. {})", prose.fix_title(fix), prose.fix_why(fix)));
            record(out, fix);
        }
    }
    if !diagnoses.is_empty() {
        line(out, "");
    }
}

/// The record of a step, ready to copy.
fn record(out: &mut String, fix: &Fix) {
    if let (Some(name), Some(kind)) = (&fix.name, fix.kind) {
        let replaced = fix.old.as_deref().filter(|_| fix.action == Action::Replace);
        for old in replaced.into_iter().flat_map(str::lines) {
            line(out, &format!("     − {old}"));
        }
        line(
            out,
            &format!(
                "       {name} {kind} {}",
                fix.value
                    .as_deref()
                    .or(fix.old.as_deref().filter(|_| fix.action == Action::Remove))
                    .unwrap_or("…")
            ),
        );
    }
}

fn identifier_line(lang: Lang, identifier: &IdentifierReport) -> String {
    let sign = match (identifier.passed(), identifier.vouches()) {
        (true, true) => "✓",
        (true, false) => "≠",
        (false, _) => "✕",
    };
    let method = match identifier.mechanism {
        Alignment::Spf => "SPF",
        Alignment::Dkim => "DKIM",
    };
    let basis = match identifier.basis {
        Basis::Recomputed => String::new(),
        Basis::Claimed | Basis::Mixed => format!(" ({})", Words::of(lang).claimed),
    };
    format!("{sign} {method} {} {}{basis}", identifier.result, identifier.domain)
}

/// The report on a domain.
pub(crate) fn domain(lang: Lang, report: &DomainReport) -> String {
    let mut out = String::new();
    line(&mut out, report.domain.as_str());
    for host in &report.mx.hosts {
        line(&mut out, &format!("  MX     {} {}", host.preference, host.host));
    }
    if report.mx_presence().is_unanswered() {
        line(&mut out, "  MX     ?");
    }
    if report.spf_presence().is_unanswered() {
        line(&mut out, "  SPF    ?");
    }
    for record in &report.spf.records {
        line(&mut out, &format!("  SPF    {record}"));
    }
    if let Some(tree) = &report.spf.tree {
        line(&mut out, &format!("         {}/10", report.spf.lookups));
        tree_lines(lang, &mut out, tree, 5);
    }
    if report.dkim.is_empty() && report.selectors.asked > 0 {
        let sign = if report.key_presence().is_unanswered() { "?" } else { "–" };
        line(&mut out, &format!("  DKIM   {sign} 0/{}", report.selectors.asked));
    }
    for key in &report.dkim {
        let target = key.aliases.last().map_or_else(String::new, |target| format!(" → {target}"));
        let found = match (&key.key, key.records.is_empty()) {
            (Some(_), _) => "✓",
            (None, true) if key.status.fault().is_some() => "?",
            (None, true) => "–",
            (None, false) => "✕",
        };
        line(&mut out, &format!("  DKIM   {found} {}{target}", key.selector));
    }
    match &report.dmarc.record {
        Some(found) => line(&mut out, &format!("  DMARC  _dmarc.{} {}", found.at, found.record.text)),
        None => {
            if let Some(cause) = &report.dmarc.cause {
                line(&mut out, &format!("  DMARC  {}", lang.prose().dmarc_cause(cause)));
            }
        }
    }
    next_step(lang, &mut out, report.dmarc.next_step);
    posture(&mut out, report);
    diagnoses(lang, &mut out, &report.diagnosis);
    findings(lang, &mut out, &report.findings);
    unanswered(lang, &mut out, &report.dns);
    out
}

/// What the domain publishes besides, and who is behind it: a line each for what is there.
fn posture(out: &mut String, report: &DomainReport) {
    let records = [
        ("MTA-STS", &report.mta_sts.records),
        ("TLS-RPT", &report.tls_rpt.records),
        ("BIMI   ", &report.bimi.records),
        ("DS     ", &report.dnssec.ds),
    ];
    for (name, record) in records.iter().flat_map(|(name, records)| records.iter().map(move |r| (name, r))) {
        line(out, &format!("  {name} {record}"));
    }
    for (name, status) in [
        ("MTA-STS", report.mta_sts.status),
        ("TLS-RPT", report.tls_rpt.status),
        ("BIMI   ", report.bimi.status),
    ] {
        if status.fault().is_some() {
            line(out, &format!("  {name} ?"));
        }
    }
    for host in report.dane.hosts.iter().filter(|host| !host.records.is_empty()) {
        let sign = if host.is_in_force() { "✓" } else { "✕" };
        line(out, &format!("  DANE    {sign} {}", host.host));
    }
    let names: Vec<&str> = report.providers.iter().map(|known| known.name).collect();
    if !names.is_empty() {
        line(out, &format!("  ← {}", names.join(", ")));
    }
}

/// The outcome of an SPF check.
pub(crate) fn spf(lang: Lang, report: &SpfCheckReport) -> String {
    let spf = &report.spf;
    let mut out = String::new();
    line(&mut out, &(Words::of(lang).spf)(spf.result.as_str(), spf.domain.as_str(), spf.lookups));
    if let Some(cause) = &spf.cause {
        line(&mut out, &format!("  {}", lang.prose().spf_cause(cause)));
    }
    if let Some(explanation) = &spf.explanation {
        line(&mut out, &format!("  \"{explanation}\""));
    }
    if let Some(tree) = &spf.tree {
        tree_lines(lang, &mut out, tree, 1);
    }
    findings(lang, &mut out, &report.findings);
    out
}

/// The report on a record.
pub(crate) fn checked_record(lang: Lang, report: &RecordReport) -> String {
    let prose = lang.prose();
    let mut out = String::new();
    line(&mut out, &prose.record_headline(report));
    line(&mut out, &format!("  {}", report.value));
    line(&mut out, &format!("  {}", prose.record_compared(report)));
    for published in report.others() {
        line(&mut out, &format!("  ≠ {published}"));
    }
    let explained = Tagged::of(report.of).map(|kind| prose.explained(kind, &report.value));
    for (part, meaning) in explained.into_iter().flatten() {
        line(&mut out, &format!("    {part}  {}", meaning.unwrap_or("?")));
    }
    if let Some(facts) = report.dkim.as_ref().and_then(|key| key.key.as_ref()) {
        line(&mut out, &format!("  {} {} bits", facts.kind, facts.bits));
    }
    if let Some((walk, tree)) = report.spf.as_ref().and_then(|walk| Some((walk, walk.tree.as_ref()?))) {
        line(&mut out, &format!("  {}/10", walk.lookups));
        tree_lines(lang, &mut out, tree, 1);
    }
    diagnoses(lang, &mut out, &report.diagnosis);
    findings(lang, &mut out, &report.findings);
    unanswered(lang, &mut out, &report.dns);
    out
}

/// The most steps of a tree that are printed.
const MAX_LINES: usize = 300;

fn tree_lines(lang: Lang, out: &mut String, root: &Node, indent: usize) {
    let mut left = vec![(root, indent)];
    for _ in 0..MAX_LINES {
        let Some((node, depth)) = left.pop() else { return };
        let sign = match node.result {
            StepResult::Match => "✓",
            StepResult::Error => "✕",
            StepResult::NoMatch | StepResult::NotEvaluated => "·",
        };
        let note = lang.prose().spf_step(node).map_or_else(String::new, |note| format!("  {note}"));
        line(out, &format!("{}{sign} {}{note}", "  ".repeat(depth), node.term));
        left.extend(node.children.iter().rev().map(|child| (child, depth + 1)));
    }
}

fn findings(lang: Lang, out: &mut String, findings: &[Finding]) {
    let mut sorted: Vec<&Finding> = findings.iter().collect();
    sorted.sort_by_key(|finding| finding.severity);
    for finding in sorted {
        let sign = match finding.severity {
            Severity::Error => "✕",
            Severity::Warning => "!",
            Severity::Info => "i",
        };
        line(out, &format!("  {sign} {}: {}", finding.subject, lang.prose().finding(finding)));
    }
}

/// Writes one line and no more, whatever strangers have put into it: no escape sequence reaches the terminal.
pub(crate) fn line(out: &mut String, text: &str) {
    out.push_str(&shown_in_line(text));
    out.push('\n');
}
