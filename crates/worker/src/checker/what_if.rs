//! What if: drafts and assumptions put over the check, taken away again, and the report before them kept.

use super::{Checker, Effect, Fields, Input, Report};
use waxseal_core::dns::{Draft, DraftError, LoggedQuery, Rdata, RecordType};
use waxseal_core::evidence::{EnvelopeOverrides, EnvelopeTexts};
use waxseal_core::report::{Diagnosis, drafts};
use waxseal_view::{Before, SpfAnswer};

impl Checker {
    /// Puts a record over DNS.
    pub(super) fn add_draft(&mut self, fields: Fields<'_>) -> Vec<Effect> {
        match draft(fields) {
            Ok(draft) => {
                self.leave_record(&draft);
                self.change(|checker| checker.session.drafts.push(draft))
            }
            Err(reason) => self.refuse(reason),
        }
    }

    /// Puts another value in the place of one record, and leaves those beside it as they are.
    pub(super) fn edit_record(&mut self, fields: Fields<'_>) -> Vec<Effect> {
        let draft = match draft(fields) {
            Ok(draft) => draft,
            Err(reason) => return self.refuse(reason),
        };
        let old = fields.get("old");
        self.change(|checker| {
            let is_same = |other: &Draft| other.name == draft.name && other.kind == draft.kind;
            let (mut here, others): (Vec<Draft>, Vec<Draft>) =
                std::mem::take(&mut checker.session.drafts).into_iter().partition(is_same);
            if here.is_empty() {
                here = published(checker.report.as_ref(), &draft);
            }
            here.retain(|other| other.data.as_ref().is_some_and(|data| data.to_string() != old));
            // A draft without data takes away what is there; beside others it would say nothing.
            if draft.data.is_some() || here.is_empty() {
                here.push(draft);
            }
            checker.session.drafts = others.into_iter().chain(here).collect();
        })
    }

    /// Takes one draft away, by its place.
    pub(super) fn remove_draft(&mut self, place: &str) -> Vec<Effect> {
        let at = place.parse::<usize>().ok();
        self.change(|checker| {
            let drafts = &mut checker.session.drafts;
            if let Some(at) = at.filter(|at| *at < drafts.len()) {
                drafts.remove(at);
            }
        })
    }

    /// Puts the records of a cure over DNS, by the place of its diagnosis.
    pub(super) fn try_cure(&mut self, place: &str) -> Vec<Effect> {
        let cured = place.parse().ok().and_then(|at| self.cured_record(at));
        if let Some(record) = cured {
            self.input = Some(Input::Record(record.into()));
            return self.again();
        }
        let Some(cure) = place.parse().ok().and_then(|at| self.cure(at)) else { return Vec::new() };
        self.change(|checker| {
            let drafts = &mut checker.session.drafts;
            drafts.retain(|old| cure.iter().all(|new| new.name != old.name || new.kind != old.kind));
            drafts.extend(cure);
        })
    }

    fn cure(&self, at: usize) -> Option<Vec<Draft>> {
        let diagnoses: &[Diagnosis] = match self.report.as_ref()? {
            Report::Message(report) => &report.diagnosis,
            Report::Domain(report) => &report.diagnosis,
            Report::Domains(..) | Report::Record(_) | Report::Address(_) | Report::Found => &[],
        };
        let log = self.report.as_ref()?.dns();
        diagnoses.get(at).map(|diagnosis| drafts(&diagnosis.fixes, log))
    }

    /// Goes back to what is published and what the message says.
    pub(super) fn reset(&mut self) -> Vec<Effect> {
        self.change(|checker| {
            checker.session.drafts.clear();
            checker.session.given = EnvelopeOverrides::default();
        })
    }

    /// Takes an author and an envelope that were given by hand.
    pub(super) fn assume(&mut self, fields: Fields<'_>) -> Vec<Effect> {
        let text = EnvelopeTexts {
            ip: fields.filled("ip"),
            mail_from: fields.filled("mailFrom"),
            helo: fields.filled("helo"),
            from: fields.filled("from"),
        };
        match EnvelopeOverrides::read(&text, self.to_ascii) {
            Ok(given) => self.change(|checker| checker.session.given = given),
            Err(why) => self.answer_spf(SpfAnswer::Refused(why)),
        }
    }

    /// Changes what is assumed, keeps the report from before the first change, and checks again.
    fn change(&mut self, with: impl FnOnce(&mut Self)) -> Vec<Effect> {
        let was_assuming = self.session.is_assuming();
        with(self);
        self.session.draft_refused = None;
        self.session.spf_answer = None;
        match (was_assuming, self.session.is_assuming()) {
            (false, true) => self.session.before = before(self.report.as_ref()),
            (_, false) => self.session.before = None,
            (true, true) => {}
        }
        self.again()
    }

    fn refuse(&mut self, reason: DraftError) -> Vec<Effect> {
        self.session.draft_refused = Some(reason);
        self.draw()
    }
}

/// The record of a form.
fn draft(fields: Fields<'_>) -> Result<Draft, DraftError> {
    Draft::parse(fields.get("name"), fields.get("type"), fields.get("value"))
}

/// What stands at the name and type of a draft, as drafts.
fn published(report: Option<&Report>, draft: &Draft) -> Vec<Draft> {
    let is_asked = |query: &&LoggedQuery| query.name == draft.name && query.kind == draft.kind;
    let answers = report.and_then(|report| report.dns().iter().find(is_asked));
    let own = answers.map(|query| query.answers.as_slice()).unwrap_or_default();
    let own = own.iter().filter(|data| draft.kind == RecordType::Cname || !matches!(data, Rdata::Cname(_)));
    own.map(|data| Draft { data: Some(data.clone()), ..draft.clone() }).collect()
}

fn before(report: Option<&Report>) -> Option<Before> {
    match report? {
        Report::Message(report) => Some(Before::Message(report.clone())),
        Report::Domain(report) => Some(Before::Domain(report.clone())),
        Report::Domains(..) | Report::Record(_) | Report::Address(_) | Report::Found => None,
    }
}
