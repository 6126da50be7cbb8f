//! The check of a record before it is published: put over DNS at its name, and judged as a published one is.

use super::domain::check_domain;
use crate::dns::{AnyResolver, Draft, Overlay, Question, Rdata, RecordType, Resolve, Text};
use crate::domain::Domain;
use crate::input::{NamedRecord, RecordText, RecordUse, behind};
use crate::judge::DomainInput;
use crate::report::{AnyFinding, Diagnosis, Finding, RecordReport, ReportKind, SCHEMA};
use crate::time::Timestamp;

/// The domain that a record without a name is tried at; RFC 6761 §6.4 keeps it free.
const NOWHERE: &str = "record.invalid";
/// The selector of a key or logo without a name.
const SELECTOR: &str = "default";

/// What a record check is given.
#[derive(Clone, Debug)]
pub struct RecordInput {
    /// The record.
    pub record: RecordText,
    /// The time of the check.
    pub now: Timestamp,
}

/// Checks a record as if it were published, with the same advice, and compares it with what is at its name.
pub async fn check_record<R: Resolve>(resolver: &R, input: &RecordInput) -> RecordReport {
    let RecordText { name, kind, value, of } = &input.record;
    let place = place(name.as_ref(), *of);
    let door = AnyResolver::of(resolver);
    let published = match name {
        Some(name) => published(&door, name, *kind).await,
        None => None,
    };
    let data = match kind {
        RecordType::Txt => Some(Rdata::Txt(Text(value.clone().into()))),
        kind => Rdata::parse(*kind, value).ok(),
    };
    let over = Overlay::new(door, vec![Draft { name: place.name.clone(), kind: *kind, data }]);
    let selectors = place.selector.into_iter().collect();
    let domain = DomainInput { selectors, ..DomainInput::new(place.domain, input.now) };
    let mut report = check_domain(&over, &domain).await;
    report.findings.retain(|finding| is_about(finding, *of, &place.name));
    report.diagnosis.retain(|found| is_of(found, *of, &place.name));
    if name.is_none() {
        let is_nowhere = |name: &Domain| name.as_str().ends_with(NOWHERE);
        report.dns.retain(|query| !is_nowhere(&query.name));
    }
    RecordReport {
        schema: SCHEMA,
        kind: ReportKind::Record,
        checked_at: input.now,
        of: of.as_str(),
        name: name.clone(),
        record_type: *kind,
        value: value.clone(),
        published,
        spf: Some(report.spf).filter(|_| *of == RecordUse::Spf),
        dmarc: report.dmarc.record.filter(|_| *of == RecordUse::Dmarc),
        findings: report.findings,
        diagnosis: report.diagnosis,
        dns: report.dns,
    }
}

/// The name that a record is tried at.
fn place(name: Option<&Domain>, of: RecordUse) -> NamedRecord {
    if let Some(name) = name {
        let own = || NamedRecord { name: name.clone(), domain: name.clone(), selector: None };
        return behind(name).unwrap_or_else(own);
    }
    let domain = Domain::parse(NOWHERE).unwrap_or_else(|_| Domain::invalid());
    let selector = Some(SELECTOR.to_owned()).filter(|_| of == RecordUse::Dkim);
    let labels = match of {
        RecordUse::Dkim | RecordUse::Bimi => format!("{SELECTOR}.{}", of.label()),
        of => of.label().to_owned(),
    };
    let name =
        if labels.is_empty() { domain.clone() } else { domain.prepend(&labels).unwrap_or(domain.clone()) };
    NamedRecord { name, domain, selector }
}

/// What stands at a name today; `None` where DNS did not tell.
async fn published<R: Resolve>(resolver: &R, name: &Domain, kind: RecordType) -> Option<Vec<String>> {
    let answer = resolver.lookup(&Question::new(name.clone(), kind)).await.ok()?;
    Some(answer.records.iter().map(ToString::to_string).collect())
}

/// Whether advice is about the record, and not about the rest of the domain.
fn is_about(finding: &Finding, of: RecordUse, name: &Domain) -> bool {
    match (&finding.advice, of) {
        (AnyFinding::Spf(_), RecordUse::Spf) | (AnyFinding::Dmarc(_), RecordUse::Dmarc) => true,
        (AnyFinding::Dkim(_), RecordUse::Dkim) => finding.subject.contains(name.as_str()),
        (AnyFinding::Posture(_), RecordUse::MtaSts | RecordUse::TlsRpt | RecordUse::Bimi) => {
            finding.subject == name.as_str()
        }
        _ => false,
    }
}

fn is_of(found: &Diagnosis, of: RecordUse, name: &Domain) -> bool {
    match of {
        RecordUse::Spf => found.cause.is_of_spf(),
        RecordUse::Dmarc => found.cause.is_of_dmarc(),
        _ => found.fixes.iter().any(|fix| fix.name.as_ref().is_some_and(|own| own.as_str() == name.as_str())),
    }
}
