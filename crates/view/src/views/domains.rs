//! Many domains as one table, a line each, that fills as the checks come in.

use super::{Column, Session, verdict};
use crate::markdown;
use crate::node::{
    Attribute, Node, breakable, button, cell, div, h1, note, p, section, span, tbody, td, th, thead, tr,
};
use crate::parts::chip::{Mark, chip};
use crate::parts::overview;
use crate::parts::provenance::provenance;
use crate::parts::seal::{SealState, seal};
use crate::parts::toolbar::{Subject as Shared, toolbar};
use crate::protocol::Act;
use crate::speech::Speech;
use waxseal_core::finding::Severity;
use waxseal_core::report::DomainReport;

/// The view of those that are there, of `all` that were asked for.
#[must_use]
pub fn domains(speech: Speech, reports: &[DomainReport], all: usize, session: &Session) -> Node {
    let words = speech.posture();
    let text = vec![
        h1().put((words.domains_headline)(reports.len(), all)),
        p().put(words.domains_lead),
        p().put(session.bundled.then(|| note(speech.words().bundled))),
    ];
    // While it fills it is drawn every second, and nobody copies half a table.
    let markdown =
        if reports.len() < all { String::new() } else { markdown::domains(speech, reports, session) };
    let names_note = Some(speech.share().domains_note);
    let table = section()
        .with(Attribute::AriaLabel, words.domains)
        .put(toolbar(speech, session, &Shared { markdown, names_note }))
        .put(div().class("sheet pad").put(table(speech, reports, session)));
    div()
        .class("arriving")
        .put(provenance(speech, session))
        .put(verdict(speech, session, text, seal(speech, SealState::Blank), " short"))
        .put(table)
}

fn table(speech: Speech, reports: &[DomainReport], session: &Session) -> Node {
    let mut lines: Vec<Line> = reports.iter().map(|report| Line::new(speech, report)).collect();
    if let Some((column, descending)) = session.sort {
        lines.sort_by_key(|line| line.key(column));
        if descending {
            lines.reverse();
        }
    }
    let heads = Column::ALL.map(|column| head(speech, column, session.sort)).to_vec();
    let rows = lines.iter().map(|line| line.row(speech)).collect::<Vec<_>>();
    Node::element(crate::node::Tag::Table)
        .class("cards")
        .put(thead().put(tr().put(heads)))
        .put(tbody().put(rows))
}

fn head(speech: Speech, column: Column, sort: Option<(Column, bool)>) -> Node {
    let order = match sort {
        Some((sorted, false)) if sorted == column => "ascending",
        Some((sorted, true)) if sorted == column => "descending",
        _ => "none",
    };
    let sign = match order {
        "ascending" => " ↑",
        "descending" => " ↓",
        _ => "",
    };
    let sorter = button()
        .class("sorter")
        .with(Attribute::Type, "button")
        .with(Attribute::DataAct, Act::Sort.as_str())
        .with(Attribute::DataValue, column.as_str())
        .put(column.title(speech))
        .put(span().with(Attribute::AriaHidden, "true").put(sign));
    th().with(Attribute::Scope, "col").with(Attribute::AriaSort, order).put(sorter)
}

/// One domain.
struct Line<'a> {
    report: &'a DomainReport,
    cells: [(Mark, String); 6],
    errors: usize,
}

impl<'a> Line<'a> {
    fn new(speech: Speech, report: &'a DomainReport) -> Self {
        let errors = report.findings.iter().filter(|finding| finding.severity == Severity::Error).count();
        Self { report, cells: overview::answers(speech, report), errors }
    }

    /// What a column is sorted by: the state first, then the words.
    fn key(&self, column: Column) -> (usize, String) {
        let of = |at: usize| {
            self.cells.get(at).map_or((0, String::new()), |(mark, said)| (*mark as usize, said.clone()))
        };
        match column {
            Column::Domain => (0, self.report.domain.to_string()),
            Column::Receives => of(0),
            Column::Sends => of(1),
            Column::Keys => of(2),
            Column::Policy => of(3),
            Column::Way => of(4),
            Column::Dnssec => of(5),
            Column::Errors => (self.errors, String::new()),
        }
    }

    fn row(&self, speech: Speech) -> Node {
        let titles = Column::ALL.map(|column| column.title(speech));
        let cells = self.cells.iter().zip(titles.iter().skip(1));
        let cells = cells.map(|((mark, said), title)| cell(title, chip(*mark, said))).collect::<Vec<_>>();
        let name = td().put(breakable(self.report.domain.as_str()));
        // What a name that is not there lacks says nothing of it.
        if self.report.exists == Some(false) {
            let missing = cell("", chip(Mark::Unknown, speech.words().domain_missing));
            let blank = titles.iter().skip(2).map(|_| td()).collect::<Vec<_>>();
            return tr().put(name).put(missing).put(blank);
        }
        tr().put(name).put(cells).put(cell(Column::Errors.title(speech), self.errors.to_string()))
    }
}
