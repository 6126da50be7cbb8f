//! The report on a message.

use super::text::{code, sentence};
use super::{Document, date};
use crate::locale::Locale;
use crate::parts::chip::Mark;
use crate::parts::picture::receiver;
use crate::parts::policy_steps;
use crate::views::Session;
use waxseal_core::dmarc::Alignment;
use waxseal_core::report::{Basis, IdentifierReport, MessageReport};

/// The report as Markdown.
#[must_use]
pub fn message(locale: Locale, report: &MessageReport, session: &Session) -> String {
    let (words, prose) = (locale.words(), locale.prose());
    let mut document = Document::default();
    document.heading(1, &prose.headline(report));
    for paragraph in prose.bounce(report) {
        document.paragraph(&sentence(&paragraph));
    }
    document.paragraph(&prose.lead(report));
    let own = locale.share();
    let heads = [words.method, locale.posture().domain, own.result, own.basis, words.alignment];
    let identifiers = report.dmarc.identifiers.iter();
    document.table(&heads, identifiers.map(|identifier| row(locale, report, identifier)));
    document.heading(2, words.why);
    for paragraph in prose.why(report).into_iter().chain(prose.basis(report, locale.place)) {
        document.paragraph(&paragraph);
    }
    document.paragraph(&prose.arrival(report));
    document.heading(2, words.what_to_do);
    let first = prose.steps_of_refusal(report);
    document.list(first.iter().map(|step| sentence(step)));
    if report.diagnosis.is_empty() {
        document.list(prose.way_out(report).iter().map(|step| sentence(step)));
    } else {
        document.diagnoses(locale, &report.diagnosis);
    }
    if let Some(next) = policy_steps::of_message(locale, report) {
        document.paragraph(&next);
    }
    document.facts(locale, report);
    document.records(locale, report);
    document.advice(locale, &report.findings);
    document.footer(locale, session, report.checked_at)
}

fn row(locale: Locale, report: &MessageReport, identifier: &IdentifierReport) -> Vec<String> {
    let words = locale.words();
    let mark = Mark::of_identifier(report, identifier);
    let method = match (identifier.mechanism, &identifier.selector) {
        (Alignment::Spf, _) => "SPF".to_owned(),
        (Alignment::Dkim, None) => "DKIM".to_owned(),
        (Alignment::Dkim, Some(selector)) => format!("DKIM {}", code(selector)),
    };
    let basis = match identifier.basis {
        Basis::Claimed => (words.claimed_by)(receiver(report)),
        Basis::Recomputed | Basis::Mixed => words.recomputed.to_owned(),
    };
    vec![
        method,
        code(identifier.domain.as_str()),
        code(identifier.result.as_str()),
        sentence(&basis),
        format!("{} {}", mark.sign(), sentence(Mark::word_of(report, identifier, words))),
    ]
}

impl Document {
    /// What the message was known by, and where it came from.
    fn facts(&mut self, locale: Locale, report: &MessageReport) {
        let (words, summary, envelope) = (locale.words(), &report.summary, &report.envelope);
        let author = report.author.as_ref();
        let from = author.map(|author| author.address.clone().unwrap_or_else(|| author.domain.to_string()));
        let facts = [
            ("From", from),
            ("Subject", summary.subject.clone()),
            ("Message-ID", summary.message_id.clone()),
            ("Date", summary.date.map(date)),
            (words.sender, envelope.mail_from.clone().filter(|sender| !sender.is_empty())),
            (words.client_address, envelope.client_ip.map(|ip| ip.to_string())),
        ];
        self.heading(2, locale.share().message);
        self.list(
            facts
                .into_iter()
                .filter_map(|(name, value)| Some(format!("{}: {}", sentence(name), code(&value?)))),
        );
    }

    /// The records the outcome rests on, as they are published.
    fn records(&mut self, locale: Locale, report: &MessageReport) {
        let words = locale.words();
        let mut rows = Vec::new();
        let mut row = |name: &str, value: &str| rows.push(vec![code(name), "TXT".to_owned(), code(value)]);
        if let Some(found) = &report.dmarc.record {
            row(&format!("_dmarc.{}", found.at), &found.record.text);
        }
        let root = report.spf.tree.as_ref();
        if let Some((domain, record)) = root.and_then(|root| root.domain.as_ref().zip(root.record.as_ref())) {
            row(domain.as_str(), record);
        }
        for of in report.dkim.iter().map(|signature| &signature.verification) {
            if let (Some(domain), Some(selector), Some(key)) = (&of.domain, &of.selector, &of.key_record) {
                row(&format!("{selector}._domainkey.{domain}"), key);
            }
        }
        if !rows.is_empty() {
            self.heading(2, locale.share().records);
            self.table(&[words.name, words.kind, words.value], rows.into_iter());
        }
    }
}
