//! What if: drafts and assumptions put over the check, taken away again, and the report before them kept.

use super::{CHECKER, Checker, Report, answer_spf, check_again, draw, run};
use crate::platform;
use waxseal_core::dns::{Draft, LoggedQuery, Rdata, RecordType};
use waxseal_core::evidence::{Author, Given};
use waxseal_core::report::Fix;
use waxseal_view::{Before, SpfAnswer};

/// Puts a record over DNS.
pub(super) fn add<'a>(field: impl Fn(&str) -> &'a str) {
    match Draft::parse(field("name"), field("type"), field("value")) {
        Ok(draft) => change(|checker| checker.session.drafts.push(draft)),
        Err(reason) => refuse(reason),
    }
}

/// Puts another value in the place of one record, and leaves those beside it as they are.
pub(super) fn edit<'a>(field: impl Fn(&str) -> &'a str) {
    let draft = match Draft::parse(field("name"), field("type"), field("value")) {
        Ok(draft) => draft,
        Err(reason) => return refuse(reason),
    };
    let old = field("old").to_owned();
    change(|checker| {
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
    });
}

/// What stands at the name and type of a draft, as drafts.
fn published(report: Option<&Report>, draft: &Draft) -> Vec<Draft> {
    let is_asked = |query: &&LoggedQuery| query.name == draft.name && query.kind == draft.kind;
    let answers = report.and_then(|report| report.dns().iter().find(is_asked));
    let own = answers.map(|query| query.answers.as_slice()).unwrap_or_default();
    let own = own.iter().filter(|data| draft.kind == RecordType::Cname || !matches!(data, Rdata::Cname(_)));
    own.map(|data| Draft { data: Some(data.clone()), ..draft.clone() }).collect()
}

/// Takes one draft away, by its place.
pub(super) fn remove(place: &str) {
    let at = place.parse::<usize>().ok();
    change(|checker| {
        let drafts = &mut checker.session.drafts;
        if let Some(at) = at.filter(|at| *at < drafts.len()) {
            drafts.remove(at);
        }
    });
}

/// Puts the records of a cure over DNS, by the place of its diagnosis.
pub(super) fn try_cure(place: &str) {
    let Ok(at) = place.parse::<usize>() else { return };
    change(|checker| {
        let diagnoses = match &checker.report {
            Some(Report::Message(report)) => report.diagnosis.as_slice(),
            Some(Report::Domain(report)) => report.diagnosis.as_slice(),
            _ => &[],
        };
        let cure: Vec<Draft> =
            diagnoses.get(at).map(|d| d.fixes.iter().filter_map(Fix::draft).collect()).unwrap_or_default();
        let drafts = &mut checker.session.drafts;
        drafts.retain(|old| cure.iter().all(|new| new.name != old.name || new.kind != old.kind));
        drafts.extend(cure);
    });
}

/// Goes back to what is published and what the message says.
pub(super) fn reset() {
    change(|checker| {
        checker.session.drafts.clear();
        checker.session.given = Given::default();
    });
}

/// Takes an author and an envelope that were given by hand.
pub(super) fn assume<'a>(field: impl Fn(&str) -> &'a str) {
    let filled = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let (ip, from) = (field("ip"), field("from"));
    let from = match filled(from).map(|from| Author::domain_in(&from, platform::to_ascii)) {
        None => None,
        Some(Ok(from)) => Some(from),
        Some(Err(_)) => return answer_spf(SpfAnswer::NotADomain(from.to_owned())),
    };
    let ip = match filled(ip).map(|ip| ip.parse()) {
        None => None,
        Some(Ok(ip)) => Some(ip),
        Some(Err(_)) => return answer_spf(SpfAnswer::NotAnAddress(ip.to_owned())),
    };
    let (mail_from, helo) = (filled(field("mailFrom")), filled(field("helo")));
    change(|checker| checker.session.given = Given { ip, mail_from, helo, from });
}

/// Changes what is assumed, keeps the report from before the first change, and checks again.
fn change(with: impl FnOnce(&mut Checker)) {
    CHECKER.with_borrow_mut(|checker| {
        let was_assuming = checker.session.is_assuming();
        with(checker);
        checker.session.draft_refused = None;
        checker.session.spf_answer = None;
        match (was_assuming, checker.session.is_assuming()) {
            (false, true) => checker.session.before = before(checker.report.as_ref()),
            (_, false) => checker.session.before = None,
            (true, true) => {}
        }
    });
    run(check_again());
}

fn before(report: Option<&Report>) -> Option<Before> {
    match report? {
        Report::Message(report) => Some(Before::Message(report.clone())),
        Report::Domain(report) => Some(Before::Domain(report.clone())),
        Report::Domains(..) => None,
    }
}

fn refuse(reason: String) {
    CHECKER.with_borrow_mut(|checker| checker.session.draft_refused = Some(reason));
    draw();
}
