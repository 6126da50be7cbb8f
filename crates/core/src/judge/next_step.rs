//! The next step of a domain's policy, as every report tells it.

use crate::dmarc::{
    Consent, Decision, DmarcCause, Location, NextStep, Policy, Record, ReportDestination, Step, Walk, decide,
};
use crate::domain::Domain;
use crate::intent::dmarc::{Intent, is_near};

/// The next step for what DNS has, and for whether the domain sends mail; `None` where that cannot be told.
pub(crate) fn next_step(own: &Walk, destinations: &[ReportDestination], sends: bool) -> Option<NextStep> {
    let Decision { discovered, policy, .. } = decide(own, Some(true), &[]);
    let asks_for_all = policy == Some(Policy::Reject);
    match discovered {
        // A registry's record is for the registry to write. One of the domain's own that asks for less would undo it.
        Ok(found) if found.location == Location::PublicSuffixDomain => {
            (policy == Some(Policy::None)).then_some(NextStep::Publish)
        }
        Ok(_) if !sends && !asks_for_all => Some(NextStep::RejectAll),
        Ok(found) if Intent::read(&found.record.text).is_misread(found.record) => Some(NextStep::Correct),
        // What the record above has left to do is done for the domain above.
        Ok(found) if found.location != Location::AuthorDomain && asks_for_all => Some(NextStep::Arrived),
        Ok(found) => Some(of_record(found.record, destinations)),
        Err(cause) if !cause.is_of_record() => None,
        Err(_) if !sends => Some(NextStep::RejectAll),
        Err(DmarcCause::NoRecord) => Some(match own.steps.first() {
            Some((_, Step::Nothing(texts))) if texts.iter().any(|text| is_near(text)) => NextStep::Correct,
            _ => NextStep::Publish,
        }),
        Err(_) => Some(NextStep::Correct),
    }
}

/// The next step for a record that says what it was meant to. Reports come before any policy (RFC 9990 §4: only to those who agreed).
pub(crate) fn of_record(record: &Record, destinations: &[ReportDestination]) -> NextStep {
    let is_refused = |domain: &Domain| {
        destinations.iter().any(|to| to.consent == Consent::Missing && to.domain == *domain)
    };
    let mut domains = record.rua.iter().map(|uri| Domain::parse(uri.domain.as_deref()?).ok());
    let is_unheard = domains.all(|domain| domain.is_some_and(|domain| is_refused(&domain)));
    match record.next_step() {
        step @ (NextStep::Arrived | NextStep::AskForReports) => step,
        _ if is_unheard => NextStep::AuthorizeReports,
        step => step,
    }
}
