//! What is wrong with zones, each at its line.

use super::ZoneFile;
use crate::locale::Words;
use serde::Serialize;
use waxseal_core::dns::{Rdata, RecordType};
use waxseal_core::finding::Severity;
use waxseal_core::report::{AnyFinding, Diagnosis, DomainReport, Evidence, Finding};
use waxseal_prose::Lang;

/// A problem.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Problem {
    /// The file as given.
    pub(crate) file: String,
    /// Its line, counted from 1.
    pub(crate) line: usize,
    /// How much it matters.
    pub(crate) severity: Severity,
    /// Its stable code.
    pub(crate) code: String,
    /// What it is about.
    pub(crate) subject: String,
    /// The sentences.
    pub(crate) message: String,
}

/// Everything that is wrong with a zone, by line: what cannot be read first of all, then what the checks of its domains tell.
pub(crate) fn problems(lang: Lang, zone: &ZoneFile, reports: &[DomainReport]) -> Vec<Problem> {
    let words = Words::of(lang);
    let unread = zone.written.wrong.iter().map(|(line, why)| {
        zone.problem(*line, Severity::Error, "zoneLine", zone.origin.as_str(), (words.zone_wrong)(why))
    });
    let mut found: Vec<Problem> = unread.collect();
    for report in reports {
        let causes: Vec<Problem> =
            report.diagnosis.iter().map(|cause| zone.cause(lang, report, cause)).collect();
        // A cause says what a finding of the same line begins to.
        let is_said = |line: usize| causes.iter().any(|cause| cause.line == line);
        let findings = report.findings.iter().map(|finding| zone.finding(lang, report, finding));
        let findings = findings.filter(|found| found.severity != Severity::Error || !is_said(found.line));
        found.extend(findings.collect::<Vec<_>>());
        found.extend(causes);
        found.extend(zone.unanswered(lang, report));
    }
    found.sort_by_key(|found| (found.line, found.severity));
    // What several domains of a zone inherit is said once.
    let mut once: Vec<Problem> = Vec::new();
    for problem in found {
        let is_same = |other: &Problem| (other.line, &other.message) == (problem.line, &problem.message);
        if !once.iter().any(is_same) {
            once.push(problem);
        }
    }
    once
}

impl ZoneFile {
    fn problem(
        &self,
        line: usize,
        severity: Severity,
        code: &str,
        subject: &str,
        message: String,
    ) -> Problem {
        let (file, code, subject) = (self.name.clone(), code.to_owned(), subject.to_owned());
        Problem { file, line, severity, code, subject, message }
    }

    /// A cause and its steps, at the record that it rests on.
    fn cause(&self, lang: Lang, report: &DomainReport, found: &Diagnosis) -> Problem {
        let prose = lang.prose();
        let line = found.evidence.iter().find_map(|evidence| match evidence {
            Evidence::Record { name, kind, value } => self.line(name.as_str(), |data| {
                data.kind() == *kind && value.as_ref().is_none_or(|value| data.to_string() == *value)
            }),
            _ => None,
        });
        let mut message = prose.root_cause(found);
        for fix in &found.fixes {
            message += &format!("\n{}", prose.fix_title(fix));
            if let (Some(name), Some(kind), Some(value)) = (&fix.name, fix.kind, &fix.value) {
                message += &format!(": {name} {kind} {value}");
            }
        }
        let breaks = found.cause.is_of_spf() || found.cause.is_of_dmarc();
        let severity = if breaks { Severity::Error } else { Severity::Warning };
        let code = code(found, "cause");
        self.problem(self.or_domain(line, report), severity, &code, report.domain.as_str(), message)
    }

    /// A finding, at the record of its subject.
    fn finding(&self, lang: Lang, report: &DomainReport, found: &Finding) -> Problem {
        let line = self.line(&found.subject, |data| match &found.advice {
            AnyFinding::Spf(_) => data.to_string().starts_with("v=spf1"),
            AnyFinding::Dmarc(_) => data.to_string().starts_with("v=DMARC1"),
            AnyFinding::Dkim(_) => matches!(data.kind(), RecordType::Txt | RecordType::Cname),
            AnyFinding::Posture(_) => true,
        });
        let line = self.or_domain(line.or_else(|| self.line(&found.subject, |_| true)), report);
        self.problem(line, found.severity, &code(found, "code"), &found.subject, lang.prose().finding(found))
    }

    /// What DNS did not tell: nothing can be said of it, so nothing is right.
    fn unanswered(&self, lang: Lang, report: &DomainReport) -> Option<Problem> {
        let open = report.dns.iter().filter(|query| query.status.fault().is_some());
        let names: Vec<String> = open.map(|query| format!("{} {}", query.name, query.kind)).take(5).collect();
        let line = self.or_domain(None, report);
        let message = format!("{}: {}", Words::of(lang).unanswered, names.join(", "));
        report
            .is_open()
            .then(|| self.problem(line, Severity::Error, "unanswered", report.domain.as_str(), message))
    }

    /// The first line of a name whose record is meant.
    fn line(&self, name: &str, is_meant: impl Fn(&Rdata) -> bool) -> Option<usize> {
        let of_name =
            self.written.entries.iter().filter(|entry| entry.name.as_str().eq_ignore_ascii_case(name));
        of_name.filter(|entry| entry.data.as_ref().is_some_and(&is_meant)).map(|entry| entry.line).next()
    }

    /// A line, or else the first one of the domain, or of the zone.
    fn or_domain(&self, line: Option<usize>, report: &DomainReport) -> usize {
        line.or_else(|| self.line(report.domain.as_str(), |_| true))
            .or_else(|| self.written.entries.first().map(|entry| entry.line))
            .unwrap_or(1)
    }
}

/// The stable code that something has in JSON.
fn code<T: Serialize>(found: &T, key: &str) -> String {
    let json = serde_json::to_value(found).unwrap_or_default();
    json[key].as_str().unwrap_or_default().to_owned()
}
