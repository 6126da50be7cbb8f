//! Many domains: drawn as they come, sorted as asked.

use super::{Checker, Effect, Report, Work};
use std::rc::Rc;
use waxseal_core::domain::Domain;
use waxseal_core::report::DomainReport;
use waxseal_view::Column;

impl Checker {
    pub(super) fn begin_list(&mut self, domains: Rc<Vec<Domain>>) -> Vec<Effect> {
        self.report = Some(Report::Domains(Vec::new(), domains.len()));
        vec![Effect::Begin(Work::List(domains, self.source()))]
    }

    /// Takes one more row of the table. It is drawn when whoever runs the check says so.
    pub(crate) fn listed(&mut self, report: DomainReport) {
        if let Some(Report::Domains(reports, _)) = &mut self.report {
            reports.push(report);
        }
    }

    /// Sorts the table by a column, and the other way round the second time.
    pub(super) fn sort(&mut self, column: &str) -> Vec<Effect> {
        let sort = &mut self.session.sort;
        *sort = match (Column::from_word(column), *sort) {
            (Some(column), Some((before, false))) if before == column => Some((column, true)),
            (column, _) => column.map(|column| (column, false)),
        };
        self.draw()
    }
}
