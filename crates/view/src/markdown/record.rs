//! The report on a record.

use super::Document;
use super::text::{code, sentence};
use crate::locale::Locale;
use crate::views::{Session, record as view};
use waxseal_core::report::RecordReport;
use waxseal_prose::Tagged;

/// The report as Markdown.
#[must_use]
pub fn record(locale: Locale, report: &RecordReport, session: &Session) -> String {
    let (words, prose) = (locale.words(), locale.prose());
    let mut document = Document::default();
    document.heading(1, &prose.record_headline(report));
    document.0.extend(std::iter::once(&report.value).chain(&report.beside).map(|value| code(value)));
    document.paragraph(&prose.record_compared(report));
    document.list(report.others().into_iter().map(code));
    let explained = Tagged::of(report.of).map(|kind| prose.explained(kind, &report.value));
    document.list(explained.into_iter().flatten().map(|(part, meaning)| {
        format!("{}: {}", code(&part), sentence(meaning.unwrap_or(locale.posture().tag_unknown)))
    }));
    if let Some(key) = &report.dkim {
        document.paragraph(&crate::parts::keys::state(locale, key));
    }
    document.heading(2, words.what_to_do);
    if report.diagnosis.is_empty() {
        document.paragraph(view::nothing_to_do(locale, report));
    } else {
        document.diagnoses(locale, &report.diagnosis);
    }
    document.advice(locale, &report.findings);
    document.footer(locale, session, report.checked_at)
}
