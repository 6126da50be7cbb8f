//! Many domains as one table, a line each, that fills as the checks come in.

use super::{Column, Session, verdict};
use crate::locale::Locale;
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
use waxseal_core::finding::Severity;
use waxseal_core::report::DomainReport;
use waxseal_core::sorting;

/// The view of those that are there, of `all` that were asked for.
#[must_use]
pub fn domains(locale: Locale, reports: &[DomainReport], all: usize, session: &Session) -> Node {
    let words = locale.posture();
    let text = vec![
        h1().put((words.domains_headline)(reports.len(), all)),
        p().put(words.domains_lead),
        p().put(session.bundled.then(|| note(locale.words().bundled))),
    ];
    // While it fills it is drawn every second, and nobody copies half a table.
    let markdown =
        if reports.len() < all { String::new() } else { markdown::domains(locale, reports, session) };
    let names_note = Some(locale.share().domains_note);
    let table = section()
        .with(Attribute::AriaLabel, words.domains)
        .put(toolbar(locale, session, &Shared { markdown, names_note, is_shared: true, has_lines: false }))
        .put(div().class("sheet pad").put(table(locale, reports, session)));
    div()
        .class("arriving")
        .put(provenance(locale, session))
        .put(verdict(locale, session, reports.len() < all, text, seal(locale, SealState::Blank), " short"))
        .put(table)
}

fn table(locale: Locale, reports: &[DomainReport], session: &Session) -> Node {
    let mut lines: Vec<Line> = reports.iter().map(|report| Line::new(locale, report)).collect();
    if let Some((column, descending)) = session.sort {
        sorting::sort_by_key(&mut lines, |line| line.key(column));
        if descending {
            lines.reverse();
        }
    }
    let heads = Column::ALL.map(|column| head(locale, column, session.sort)).to_vec();
    let rows = lines.iter().map(|line| line.row(locale)).collect::<Vec<_>>();
    Node::element(crate::node::Tag::Table)
        .class("cards")
        .put(thead().put(tr().put(heads)))
        .put(tbody().put(rows))
}

fn head(locale: Locale, column: Column, sort: Option<(Column, bool)>) -> Node {
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
        .put(column.title(locale))
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
    fn new(locale: Locale, report: &'a DomainReport) -> Self {
        let errors = report.findings.iter().filter(|finding| finding.severity == Severity::Error).count();
        Self { report, cells: overview::answers(locale, report, locale.words().not_answered), errors }
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

    fn row(&self, locale: Locale) -> Node {
        let titles = Column::ALL.map(|column| column.title(locale));
        let cells = self.cells.iter().zip(titles.iter().skip(1));
        let cells = cells.map(|((mark, said), title)| cell(title, chip(*mark, said))).collect::<Vec<_>>();
        let name = td().put(breakable(self.report.domain.as_str()));
        // What a name that is not there lacks says nothing of it.
        if self.report.exists == Some(false) {
            let missing = cell("", chip(Mark::Fact, locale.words().domain_missing));
            let blank = titles.iter().skip(2).map(|_| td()).collect::<Vec<_>>();
            return tr().put(name).put(missing).put(blank);
        }
        tr().put(name).put(cells).put(cell(Column::Errors.title(locale), self.errors.to_string()))
    }
}
