//! The parts of the page below the senders: the policy then and now, reporters, TLS, files, DNS questions.

use super::MAX_DRAWN;
use crate::lines::{faults, file_lines, unread};
use crate::{TlsLine, Words};
use waxseal_core::dns::LoggedQuery;
use waxseal_reports::failure::FailureReport;
use waxseal_reports::report::{Figures, ReportsReport};
use waxseal_view::drawing::{button, cell, code, details, div, h2, li, p, section, summary, table, tr, ul};
use waxseal_view::protocol::Act;
use waxseal_view::{Attribute, Node};

/// The most DNS questions that are listed.
const MAX_ASKED: usize = 200;

/// A region under its heading.
pub(super) fn part(id: &str, title: &str, content: Vec<Node>) -> Node {
    let head = h2().with(Attribute::Id, id).put(title);
    section().with(Attribute::AriaLabelledby, id).put(head).put(div().class("sheet pad").put(content))
}

/// How many more there are than are drawn.
pub(super) fn more(words: &Words, count: usize, drawn: usize) -> Option<Node> {
    let more = count.checked_sub(drawn).filter(|more| *more > 0);
    more.map(|more| p().class("note").put((words.page.more)(more)))
}

/// Some mail by what it has in common, as a table.
pub(super) fn figures(words: &Words, what: &str, rows: &[Figures], most: usize) -> Option<Node> {
    table_of(words, what, rows, most, |_| None)
}

/// The same, with a note behind the names.
pub(super) fn table_of(
    words: &Words,
    what: &str,
    rows: &[Figures],
    most: usize,
    note: impl Fn(&Figures) -> Option<Node>,
) -> Option<Node> {
    let (messages, aligned) = (words.page.messages, words.page.aligned);
    let row = |one: &Figures| {
        tr().put(cell(what, one.name.as_str()).put(note(one)))
            .put(cell(messages, one.messages.to_string()))
            .put(cell(aligned, one.aligned.to_string()))
    };
    let drawn: Vec<Node> = rows.iter().take(most).map(row).collect();
    let left_out = more(words, rows.len(), most);
    (!drawn.is_empty()).then(|| div().put(table(&[what, messages, aligned], drawn)).put(left_out))
}

/// The policy then and now, who reports, TLS, and failure reports.
pub(super) fn rest(words: &Words, report: &ReportsReport) -> Vec<Node> {
    let mut nodes: Vec<Node> = policy(words, report).into_iter().collect();
    let reporters: Vec<Figures> = report
        .reporters
        .iter()
        .map(|one| Figures { name: one.name.clone(), messages: one.messages, aligned: one.aligned })
        .collect();
    let table = figures(words, words.page.reporter, &reporters, MAX_DRAWN);
    nodes.extend(table.map(|table| part("reports-reporters", words.reporters, vec![table])));
    nodes.extend(tls(words, report));
    nodes.extend(failures(words, report));
    nodes
}

/// Failure reports, each with a way to check its message.
fn failures(words: &Words, report: &ReportsReport) -> Option<Node> {
    let own = &words.page;
    let check = |at: usize| {
        button()
            .class("button quiet")
            .with(Attribute::Type, "button")
            .with(Attribute::DataAct, Act::Choose.as_str())
            .with(Attribute::DataValue, at.to_string())
            .put(own.check_message)
    };
    let line = |(at, failure): (usize, &FailureReport)| {
        let facts = [
            &failure.reported_domain,
            &failure.source_ip,
            &failure.auth_failure,
            &failure.arrival_date,
            &failure.reporting_mta,
        ];
        let facts: Vec<&str> = facts.into_iter().flatten().map(String::as_str).collect();
        li().put(facts.join(", ")).put(" ").put(failure.has_message.then(|| check(at)))
    };
    let drawn: Vec<Node> = report.failures.iter().take(MAX_DRAWN).enumerate().map(line).collect();
    let left_out = more(words, report.failures.len(), MAX_DRAWN);
    let nodes = || vec![p().put((own.failures)(report.failures.len())), ul().put(drawn).put(left_out)];
    (!report.failures.is_empty()).then(|| part("reports-failures", own.failures_part, nodes()))
}

fn policy(words: &Words, report: &ReportsReport) -> Option<Node> {
    let history = &report.policy;
    let mut lines = Vec::new();
    if history.changed == Some(true) || history.published.len() > 1 {
        lines.extend(history.published.iter().take(MAX_DRAWN).map(words.published));
        lines.extend(history.today.as_deref().map(words.policy_today));
    }
    if report.strict.lost > 0 {
        lines.push((words.strict)(&report.strict));
    }
    (!lines.is_empty()).then(|| part("reports-policy", words.policy, vec![list(lines)]))
}

fn list(lines: Vec<String>) -> Node {
    ul().put(lines.into_iter().map(|line| li().put(line)).collect::<Vec<_>>())
}

fn tls(words: &Words, report: &ReportsReport) -> Option<Node> {
    let mut nodes = Vec::new();
    for one in report.tls.iter().take(MAX_DRAWN) {
        for policy in &one.policies {
            nodes.push(p().put((words.tls)(&TlsLine::of(one, policy))));
            let failures = policy.failures.iter().take(MAX_DRAWN);
            let failures: Vec<String> = failures
                .map(|failure| (words.tls_detail)(failure, (words.tls_failure)(failure.result)))
                .collect();
            nodes.extend((!failures.is_empty()).then(|| list(failures)));
        }
    }
    nodes.extend(more(words, report.tls.len(), MAX_DRAWN));
    if let Some(today) = &report.tls_today {
        nodes.push(p().put((words.tls_today)(today)));
        nodes.push(list(today.hosts.iter().take(MAX_DRAWN).map(words.tls_host).collect()));
    }
    (!nodes.is_empty()).then(|| part("reports-tls", words.page.tls, nodes))
}

/// What was given: what could not be read at hand, the rest in a line.
pub(super) fn files(words: &Words, report: &ReportsReport) -> Node {
    let mut nodes: Vec<Node> =
        file_lines(words, &report.files).into_iter().map(|line| p().put(line)).collect();
    let wrong = unread(words, &report.files);
    if !wrong.is_empty() {
        let drawn = wrong.iter().take(MAX_DRAWN);
        let drawn = drawn.map(|(name, why)| li().put(code().put(name.as_str())).put(format!(": {why}")));
        nodes.push(ul().put(drawn.collect::<Vec<_>>()));
        nodes.extend(more(words, wrong.len(), MAX_DRAWN));
    }
    let faults = faults(words, &report.files);
    if !faults.is_empty() {
        nodes.push(details().put(summary().put(words.reporters_fault)).put(list(faults)));
    }
    part("reports-files", words.page.files, nodes)
}

/// What DNS was asked, folded.
pub(super) fn asked(words: &Words, report: &ReportsReport) -> Option<Node> {
    let row = |query: &LoggedQuery| li().put(code().put(format!("{} {}", query.kind, query.name)));
    let rows: Vec<Node> = report.dns.iter().take(MAX_ASKED).map(row).collect();
    let count = report.dns.len();
    let fold = || details().put(summary().put((words.page.asked)(count))).put(ul().put(rows));
    (count > 0).then(|| div().class("reports-asked").put(fold()).put(more(words, count, MAX_ASKED)))
}
