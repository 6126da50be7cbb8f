//! Reports as text, for people at a terminal: the answer first, then what to do, and under a heading each what it rests on.

mod colour;
mod domain;
mod message;

pub(crate) use colour::shown as coloured;
pub(crate) use domain::domain;
pub(crate) use message::message;

use crate::locale::Words;
use waxseal_core::dns::LoggedQuery;
use waxseal_core::escaping::shown_in_line;
use waxseal_core::finding::Severity;
use waxseal_core::input::Found;
use waxseal_core::report::{Diagnosis, Finding, Fix, RecordReport, SpfCheckReport, Sureness};
use waxseal_core::spf::{Node, StepResult};
use waxseal_prose::{Lang, Tagged};

/// Begins a part, where there is anything in it.
fn part(out: &mut String, heading: &str, text: &str) {
    if !text.is_empty() {
        out.push('\n');
        line(out, heading);
        out.push_str(text);
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
    let mut text = String::new();
    questions(lang, &mut text, log);
    part(out, Words::of(lang).unanswered, &text);
}

fn questions(lang: Lang, out: &mut String, log: &[LoggedQuery]) {
    let open: Vec<&LoggedQuery> = log.iter().filter(|query| query.status.fault().is_some()).collect();
    for query in open.iter().take(MAX_UNANSWERED) {
        let why = lang.prose().query_status(query.status);
        line(out, &format!("  ? {} {}: {why}", query.name, query.kind));
    }
    if let Some(more) = open.len().checked_sub(MAX_UNANSWERED).filter(|more| *more > 0) {
        line(out, &format!("  ? … +{more}"));
    }
}

/// What is behind it, and the steps that mend it, after what is to be done before all of them.
fn diagnoses(lang: Lang, out: &mut String, first: &[String], diagnoses: &[Diagnosis]) {
    let mut text = String::new();
    for step in first {
        line(&mut text, &format!("  {step}"));
    }
    for diagnosis in diagnoses {
        if !text.is_empty() {
            text.push('\n');
        }
        cure(lang, &mut text, diagnosis);
    }
    part(out, Words::of(lang).what_to_do, &text);
}

/// A cause, and its steps.
fn cure(lang: Lang, out: &mut String, diagnosis: &Diagnosis) {
    let prose = lang.prose();
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

/// The record of a step, ready to copy.
fn record(out: &mut String, fix: &Fix) {
    if let (Some(name), Some(kind)) = (&fix.name, fix.kind) {
        for old in fix.replaced().into_iter().flat_map(str::lines) {
            line(out, &format!("     − {old}"));
        }
        line(out, &format!("       {name} {kind} {}", fix.record_value().unwrap_or("…")));
    } else if let Some(file) = &fix.value {
        file.lines().for_each(|text| line(out, &format!("       {text}")));
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
    for value in std::iter::once(&report.value).chain(&report.beside) {
        line(&mut out, &format!("  {value}"));
    }
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
        line(&mut out, &format!("  {}", (Words::of(lang).lookups)(walk.lookups)));
        tree_lines(lang, &mut out, tree, 1);
    }
    diagnoses(lang, &mut out, &[], &report.diagnosis);
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

/// What else was found, what matters most first.
fn findings(lang: Lang, out: &mut String, findings: &[Finding]) {
    let mut text = String::new();
    let mut sorted: Vec<&Finding> = findings.iter().collect();
    sorted.sort_by_key(|finding| finding.severity);
    for finding in sorted {
        let sign = match finding.severity {
            Severity::Error => "✕",
            Severity::Warning => "!",
            Severity::Info => "i",
        };
        line(&mut text, &format!("  {sign} {}: {}", finding.subject, lang.prose().finding(finding)));
    }
    part(out, Words::of(lang).noticed, &text);
}

/// Writes one line and no more, whatever strangers have put into it: no escape sequence reaches the terminal.
pub(crate) fn line(out: &mut String, text: &str) {
    out.push_str(&shown_in_line(text));
    out.push('\n');
}
