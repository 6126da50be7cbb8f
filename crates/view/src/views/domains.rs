//! Many domains as one table, a line each, that fills as the checks come in.

mod column;
mod filter;
pub(crate) mod row;

use super::{Session, verdict};
use crate::locale::Locale;
use crate::markdown;
use crate::node::{Attribute, Node, button, div, h1, note, p, section, span, tbody, th, thead, tr};
use crate::parts::buttons::tool;
use crate::parts::provenance::provenance;
use crate::parts::toolbar::{Subject as Shared, toolbar};
use crate::protocol::Act;
pub use column::Column;
pub use filter::DomainFilter;
use row::Row;
use waxseal_core::report::DomainReport;
use waxseal_core::sorting;

/// The view of those that are there, of `all` that were asked for.
#[must_use]
pub fn domains(locale: Locale, reports: &[DomainReport], all: usize, session: &Session) -> Node {
    let words = locale.posture();
    let grows = reports.len() < all && !session.stopped;
    let rows: Vec<Row<'_>> = reports.iter().map(|report| Row::new(locale, report)).collect();
    let left = all.saturating_sub(reports.len());
    let text = vec![
        h1().put((words.domains_headline)(reports.len(), all, session.stopped)),
        p().put(words.domains_lead),
        p().put((left > 0 && session.stopped).then(|| tool(&(words.check_rest)(left), Act::Again))),
        p().put(session.bundled.then(|| note(locale.words().bundled))),
    ];
    // While it fills it is drawn every second, and nobody copies half a table.
    let markdown = if grows { String::new() } else { markdown::domains(locale, reports, session) };
    let names_note = Some(locale.share().domains_note);
    let table = section()
        .with(Attribute::AriaLabel, words.domains)
        .put(toolbar(locale, session, &Shared { markdown, names_note, is_shared: true, has_lines: false }))
        .put(div().put(filter::totals(locale, &rows, session.filter)))
        .put(div().class("sheet").put(table(locale, rows, grows, session)));
    div()
        .class("arriving domains")
        .put(provenance(locale, session))
        // Many domains come to no one verdict, and so wear no seal.
        .put(verdict(locale, session, grows, text, div(), " short"))
        .put(table)
}

fn table(locale: Locale, mut rows: Vec<Row<'_>>, grows: bool, session: &Session) -> Node {
    rows.retain(|row| session.filter.is_none_or(|filter| filter.fits(row)));
    match session.sort {
        Some((column, descending)) => {
            sorting::sort_by_key(&mut rows, |row| row.key(locale, column));
            if descending {
                rows.reverse();
            }
        }
        // While it fills, each comes below those that are read already.
        None if grows => {}
        None => sorting::sort_by_key(&mut rows, Row::badness),
    }
    let heads = Column::ALL.map(|column| head(locale, column, session.sort)).to_vec();
    let rows: Vec<Node> = rows.iter().flat_map(|row| row.draw(locale, session)).collect();
    Node::element(crate::node::Tag::Table)
        .class("cards many")
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
