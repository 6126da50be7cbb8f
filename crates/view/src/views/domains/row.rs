//! One domain of a table: a line, and below it its report, where that was opened.

use super::Column;
use crate::locale::Locale;
use crate::node::{Attribute, Node, button, cell, td, tr};
use crate::parts::chip::{Mark, chip};
use crate::parts::overview;
use crate::protocol::Act;
use crate::views::{Session, domain};
use waxseal_core::dmarc::NextStep;
use waxseal_core::finding::Severity;
use waxseal_core::report::DomainReport;

/// One domain.
pub(crate) struct Row<'a> {
    pub(super) report: &'a DomainReport,
    answers: [(Mark, String); 6],
    /// How many errors were found.
    pub(crate) errors: usize,
}

impl<'a> Row<'a> {
    pub(crate) fn new(locale: Locale, report: &'a DomainReport) -> Self {
        let errors = report.findings.iter().filter(|finding| finding.severity == Severity::Error).count();
        Self { report, answers: overview::answers(locale, report, locale.words().not_answered), errors }
    }

    /// Whether there is no such domain.
    pub(super) fn is_missing(&self) -> bool {
        self.report.exists == Some(false)
    }

    /// Whether DNS did not tell of the policy.
    pub(super) fn lacks_policy_answer(&self) -> bool {
        self.report.dmarc.policy.is_none() && self.report.dmarc_presence().is_unanswered()
    }

    /// Whether DNS left something unanswered.
    pub(super) fn lacks_answers(&self) -> bool {
        let report = self.report;
        let parts =
            [report.mx_presence(), report.spf_presence(), report.key_presence(), report.dmarc_presence()];
        parts.iter().any(|presence| presence.is_unanswered())
    }

    /// What a column says.
    pub(crate) fn said(&self, locale: Locale, column: Column) -> (Mark, String) {
        let [receives, sends, keys, policy, way, dnssec] = &self.answers;
        match column {
            Column::Domain => (Mark::Fact, self.report.domain.to_string()),
            Column::Policy => {
                let (mark, open) = policy;
                let lacks = locale.posture().no_policy;
                let known = self.report.dmarc.policy.map(|policy| policy.as_str());
                let known = known.or((!self.lacks_policy_answer()).then_some(lacks));
                (*mark, known.unwrap_or(open).to_owned())
            }
            Column::Next => (Mark::Fact, next_step(locale, self.report)),
            Column::Sends => sends.clone(),
            Column::Keys => keys.clone(),
            Column::Receives => receives.clone(),
            Column::Way => way.clone(),
            Column::Dnssec => dnssec.clone(),
            Column::Errors => (Mark::Fact, self.errors.to_string()),
        }
    }

    /// What a column is sorted by: what it means, then the words.
    pub(super) fn key(&self, locale: Locale, column: Column) -> (usize, String) {
        let (mark, said) = self.said(locale, column);
        let rank = match column {
            Column::Domain => 0,
            Column::Policy => self.policy_rank(),
            Column::Next if !self.report.diagnosis.is_empty() => 0,
            Column::Next => self.report.dmarc.next_step.map_or(usize::MAX, |step| 1 + step as usize),
            Column::Keys if mark == Mark::Unknown => usize::MAX,
            Column::Keys => self.report.dkim.iter().filter(|key| key.key.is_some()).count(),
            Column::Errors => self.errors,
            _ => mark as usize,
        };
        // A number is sorted as one, and not as the text it is written as.
        let words = if column == Column::Errors { String::new() } else { said };
        (rank, words)
    }

    /// The least protected first; then what DNS did not tell, and what is not there.
    fn policy_rank(&self) -> usize {
        match self.report.dmarc.policy {
            _ if self.is_missing() => 5,
            None if self.lacks_policy_answer() => 4,
            None => 0,
            Some(policy) => 1 + policy as usize,
        }
    }

    /// The place of a row where nobody chose an order: what is not there and what has most errors first, then the least protected.
    pub(super) fn badness(&self) -> (usize, usize) {
        let errors = if self.is_missing() { usize::MAX } else { self.errors };
        (usize::MAX - errors, self.policy_rank())
    }

    /// The line, and the report below it where it is open.
    pub(super) fn draw(&self, locale: Locale, session: &Session) -> Vec<Node> {
        let is_open = session.opened.as_ref() == Some(&self.report.domain);
        let line = self.line(locale, is_open);
        if !is_open {
            return vec![line];
        }
        let content = domain::in_table(locale, self.report, session)
            .put(opener(self.report, true).put(locale.posture().close));
        let cell = td().with(Attribute::Colspan, Column::ALL.len().to_string()).put(content);
        vec![line.class("opened"), tr().class("report-row").put(cell)]
    }

    fn line(&self, locale: Locale, is_open: bool) -> Node {
        let name = td().put(opener(self.report, is_open).put(self.report.domain.as_str()));
        let [_, columns @ ..] = Column::ALL;
        // What a name that is not there lacks says nothing of it.
        if self.is_missing() {
            let missing = cell(Column::Policy.title(locale), chip(Mark::Fact, locale.words().domain_missing));
            let blank = columns.iter().skip(1).map(|_| td()).collect::<Vec<_>>();
            return tr().put(name).put(missing).put(blank);
        }
        let cells = columns.iter().map(|column| {
            let (mark, said) = self.said(locale, *column);
            let title = column.title(locale);
            match column {
                Column::Next | Column::Errors => cell(title, said),
                _ => cell(title, chip(mark, &said)),
            }
        });
        tr().put(name).put(cells.collect::<Vec<_>>())
    }
}

/// The button that opens and closes the report of a row.
fn opener(report: &DomainReport, is_open: bool) -> Node {
    button()
        .class("opener")
        .with(Attribute::Type, "button")
        .with(Attribute::DataAct, Act::OpenRow.as_str())
        .with(Attribute::DataValue, report.domain.as_str())
        .with(Attribute::AriaExpanded, if is_open { "true" } else { "false" })
}

/// What to do next with a domain: the first step of its first cause, else the next one of its policy.
pub(crate) fn next_step(locale: Locale, report: &DomainReport) -> String {
    let fix = report.diagnosis.iter().find_map(|diagnosis| diagnosis.fixes.first());
    match (fix, report.dmarc.next_step) {
        (Some(fix), _) => match (fix.kind, &fix.host) {
            (Some(kind), Some(host)) => {
                format!("{} {kind} {host}", (locale.posture().next_record)(fix.action))
            }
            _ => locale.prose().fix_title(fix),
        },
        (None, None) if report.dmarc_presence().is_unanswered() => locale.words().not_answered.to_owned(),
        (None, Some(NextStep::Arrived) | None) => String::new(),
        (None, Some(step)) => (locale.posture().next_short)(step).to_owned(),
    }
}
