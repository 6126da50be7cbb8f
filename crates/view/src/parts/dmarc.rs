//! A DMARC record with its defaults visible as defaults.

use super::record::record as record_line;
use super::tags::tags;
use crate::locale::Locale;
use crate::locale::report::ReportWords;
use crate::node::{Node, code, dd, dl, dt, p};
use waxseal_core::dmarc::{Consent, DmarcCause, Mode, Policy, ReportDestination};
use waxseal_core::domain::Domain;
use waxseal_core::report::DmarcRecordReport;
use waxseal_prose::Tagged;

/// The record and what it says, or why there is none.
pub(crate) fn dmarc(
    locale: Locale,
    found: Option<&DmarcRecordReport>,
    cause: Option<&DmarcCause>,
    organization: Option<&Domain>,
    destinations: &[ReportDestination],
) -> Vec<Node> {
    let words = locale.words();
    let Some(found) = found else {
        let cause = cause.map(|cause| locale.prose().dmarc_cause(cause));
        return vec![p().put(cause.unwrap_or_else(|| words.no_record.to_owned()))];
    };
    let explained = tags(locale, Tagged::Dmarc, &found.record.text);
    let line = record_line(words, &format!("_dmarc.{}", found.at), "TXT", &found.record.text);
    [Some(line), explained, Some(facts(words, found, organization, destinations))]
        .into_iter()
        .flatten()
        .collect()
}

/// What the record asks for, with what it leaves to defaults.
pub(crate) fn facts(
    words: &ReportWords,
    found: &DmarcRecordReport,
    organization: Option<&Domain>,
    destinations: &[ReportDestination],
) -> Node {
    let (record, defaulted) = (&found.record, found.defaulted());
    let note = |defaulted: bool| defaulted.then(|| format!(" ({})", words.defaulted));
    let stated = |policy: Option<Policy>| policy.map_or("none", Policy::as_str);
    let mode = |mode: Mode| match mode {
        Mode::Strict => words.strict,
        Mode::Relaxed => words.relaxed,
    };
    let policy = |tag: &str, policy| code().put(format!("{tag}={}", stated(policy)));
    let mut list = dl()
        .class("facts")
        .put(dt().put(words.policy))
        .put(dd().put(policy("p", record.p)).put(note(defaulted.p)))
        .put(dt().put(words.subdomains))
        .put(dd().put(policy("sp", record.sp.or(record.p))).put(note(defaulted.sp)))
        .put(dt().put("DKIM"))
        .put(dd().put(mode(record.adkim)).put(note(defaulted.adkim)))
        .put(dt().put("SPF"))
        .put(dd().put(mode(record.aspf)).put(note(defaulted.aspf)));
    let reports: Vec<&str> = record.rua.iter().map(|uri| uri.uri.as_str()).collect();
    if !reports.is_empty() {
        list = list.put(dt().put(words.reports_to)).put(dd().put(reports.join(", ")));
    }
    for destination in destinations {
        let consent = match destination.consent {
            Consent::SameOrganization => words.consent_own,
            Consent::Given => words.consent_given,
            Consent::Missing => words.consent_missing,
            Consent::Unknown => words.cannot_tell,
        };
        list = list.put(dt().put(words.consent)).put(dd().put(format!("{}: {consent}", destination.domain)));
    }
    match organization {
        Some(organization) => list.put(dt().put(words.organization)).put(dd().put(organization.as_str())),
        None => list,
    }
}
