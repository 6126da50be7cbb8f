//! A record that is checked: given a name, corrected, or tried on its whole domain.

use super::{Checker, Effect, Fields, Input, Report};
use std::rc::Rc;
use waxseal_core::dns::Draft;
use waxseal_core::input::{RecordText, behind, one_domain};

impl Checker {
    /// Gives the record a name. What is no name leaves it as it is.
    pub(super) fn name_record(&mut self, fields: Fields<'_>) -> Vec<Effect> {
        if let (Some(Input::Record(record)), Ok(name)) =
            (&self.input, one_domain(fields.get("name"), self.to_ascii))
        {
            self.input = Some(Input::Record(Rc::new(RecordText::clone(record).named(&name))));
        }
        self.again()
    }

    /// The record as a cure has it, where a record is checked.
    pub(super) fn cured_record(&self, at: usize) -> Option<RecordText> {
        let (Some(Input::Record(record)), Some(Report::Record(report))) = (&self.input, &self.report) else {
            return None;
        };
        let fixes = &report.diagnosis.get(at)?.fixes;
        let fix = fixes.iter().find(|fix| fix.kind == Some(record.kind) && fix.value.is_some())?;
        Some(RecordText { value: fix.value.clone()?, beside: Vec::new(), ..RecordText::clone(record) })
    }

    /// Turns from a record to the domain that it is put over DNS for.
    pub(super) fn leave_record(&mut self, draft: &Draft) {
        if !matches!(self.input, Some(Input::Record(_))) {
            return;
        }
        let named = behind(&draft.name);
        self.session.selectors.extend(named.as_ref().and_then(|named| named.selector.clone()));
        let domain = named.map_or_else(|| draft.name.clone(), |named| named.domain);
        self.input = Some(Input::Domain(domain));
    }
}
