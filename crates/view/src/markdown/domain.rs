//! The report on a domain, and the table of many.

use super::Document;
use super::text::{code, sentence};
use crate::locale::Locale;
use crate::parts::overview::answers;
use crate::parts::policy_steps;
use crate::views::domains::row::Row;
use crate::views::{Column, Session, domain as view};
use waxseal_core::report::DomainReport;

/// The report as Markdown.
#[must_use]
pub fn domain(locale: Locale, report: &DomainReport, session: &Session) -> String {
    let words = locale.words();
    let posture = locale.posture();
    let mut document = Document::default();
    document.heading(1, &view::headline(locale, report, session));
    let titles =
        [posture.arrives, posture.sends, posture.signs, posture.failing, posture.way, posture.dnssec];
    let answers = titles.into_iter().zip(answers(locale, report, words.not_answered));
    document
        .list(answers.map(|(title, (mark, said))| {
            format!("{}: {} {}", sentence(title), mark.sign(), sentence(&said))
        }));
    document.heading(2, words.what_to_do);
    if report.diagnosis.is_empty() {
        document.paragraph(&view::nothing_to_do(locale, report));
    } else {
        document.diagnoses(locale, &report.diagnosis);
    }
    if let Some(next) = policy_steps::of_domain(locale, report) {
        document.paragraph(&next);
    }
    document.published(locale, report);
    document.advice(locale, &report.findings);
    document.footer(locale, session, report.checked_at)
}

/// Many domains as one table.
#[must_use]
pub fn domains(locale: Locale, reports: &[DomainReport], session: &Session) -> String {
    let mut document = Document::default();
    document.heading(1, locale.posture().domains);
    let heads = Column::ALL.map(|column| column.title(locale));
    document.table(
        &heads,
        reports.iter().map(|report| {
            let row = Row::new(locale, report);
            let cell = |column: Column| match (column, row.said(locale, column)) {
                (Column::Domain, (_, said)) => code(&said),
                (Column::Next | Column::Errors, (_, said)) => sentence(&said),
                (_, (mark, said)) => format!("{} {}", mark.sign(), sentence(&said)),
            };
            Column::ALL.map(cell).to_vec()
        }),
    );
    let at = reports.iter().map(|report| report.checked_at).max();
    document.footer(locale, session, at.unwrap_or(waxseal_core::time::Timestamp(0)))
}

impl Document {
    /// What the domain publishes for its mail.
    fn published(&mut self, locale: Locale, report: &DomainReport) {
        let words = locale.words();
        let own = report.domain.as_str();
        let at = |label: &str| format!("{label}.{own}");
        let mut rows = Vec::new();
        let mut row =
            |name: &str, kind: &str, value: &str| rows.push(vec![code(name), kind.to_owned(), code(value)]);
        for host in &report.mx.hosts {
            row(own, "MX", &format!("{} {}", host.preference, host.host));
        }
        report.spf.records.iter().for_each(|text| row(own, "TXT", text));
        for key in &report.dkim {
            if let Some(target) = key.aliases.first() {
                row(key.name.as_str(), "CNAME", target.as_str());
            }
            key.records
                .iter()
                .for_each(|text| row(key.aliases.last().unwrap_or(&key.name).as_str(), "TXT", text));
        }
        if let Some(found) = &report.dmarc.record {
            row(&format!("_dmarc.{}", found.at), "TXT", &found.record.text);
        }
        report.mta_sts.records.iter().for_each(|text| row(&at("_mta-sts"), "TXT", text));
        report.tls_rpt.records.iter().for_each(|text| row(&at("_smtp._tls"), "TXT", text));
        report.bimi.records.iter().for_each(|text| row(&at("default._bimi"), "TXT", text));
        report.dnssec.ds.iter().for_each(|text| row(own, "DS", text));
        if !rows.is_empty() {
            self.heading(2, locale.share().records);
            self.table(&[words.name, words.kind, words.value], rows.into_iter());
        }
    }
}
