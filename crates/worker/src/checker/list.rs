//! Many domains: drawn as they come, sorted as asked.

use super::{Checker, Effect, Input, Report, Work};
use std::rc::Rc;
use waxseal_core::domain::Domain;
use waxseal_core::report::DomainReport;
use waxseal_view::{Column, DomainFilter};

impl Checker {
    pub(super) fn begin_list(&mut self, domains: Rc<Vec<Domain>>) -> Vec<Effect> {
        self.report = Some(Report::Domains(Vec::new(), domains.len()));
        vec![Effect::Begin(Work::List(domains, self.source()))]
    }

    /// Ends the check of a list: what has come stands, and the rest was not checked.
    pub(super) fn stop_list(&mut self) -> Vec<Effect> {
        let Some(Report::Domains(reports, all)) = &self.report else { return Vec::new() };
        self.session.stopped = reports.len() < *all;
        std::iter::once(Effect::StopChecking).chain(self.draw()).collect()
    }

    /// Goes on with those domains of a list that were not checked yet.
    pub(super) fn finish_list(&mut self) -> Vec<Effect> {
        let (Some(Input::Domains(domains)), Some(Report::Domains(reports, _))) = (&self.input, &self.report)
        else {
            return Vec::new();
        };
        self.session.stopped = false;
        let is_left = |domain: &&Domain| reports.iter().all(|report| report.domain != **domain);
        let rest = domains.iter().filter(is_left).cloned().collect();
        vec![Effect::Begin(Work::List(Rc::new(rest), self.source()))]
    }

    /// Lists some of the domains alone, or all of them again.
    pub(super) fn filter(&mut self, kind: &str) -> Vec<Effect> {
        let chosen = DomainFilter::from_word(kind);
        self.session.filter = chosen.filter(|_| chosen != self.session.filter);
        self.draw_table()
    }

    /// Opens the report of a domain in its row, or closes it. One is open at a time.
    pub(super) fn open_row(&mut self, domain: &str) -> Vec<Effect> {
        let named = Domain::parse(domain).ok();
        self.session.opened = named.filter(|named| self.session.opened.as_ref() != Some(named));
        self.draw_table()
    }

    /// Draws the table as it is, which may be filling yet.
    fn draw_table(&self) -> Vec<Effect> {
        match &self.report {
            Some(Report::Domains(reports, all)) if reports.len() < *all && !self.session.stopped => {
                self.draw_so_far()
            }
            _ => self.draw(),
        }
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
        self.draw_table()
    }
}
