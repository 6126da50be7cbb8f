//! The report on a message.

use super::text::{code, sentence};
use super::{Document, date};
use crate::parts::chip::Mark;
use crate::parts::picture::receiver;
use crate::speech::Speech;
use crate::views::Session;
use waxseal_core::dmarc::Alignment;
use waxseal_core::report::{Basis, IdentifierReport, MessageReport};

/// The report as Markdown.
#[must_use]
pub fn message(speech: Speech, report: &MessageReport, session: &Session) -> String {
    let (words, prose) = (speech.words(), speech.prose());
    let mut document = Document::default();
    document.heading(1, &prose.headline(report));
    document.paragraph(&prose.lead(report));
    let own = speech.share();
    let heads = [words.method, speech.posture().domain, own.result, own.basis, words.alignment];
    let identifiers = report.dmarc.identifiers.iter();
    document.table(&heads, identifiers.map(|identifier| row(speech, report, identifier)));
    document.heading(2, words.why);
    for paragraph in prose.why(report).into_iter().chain(prose.basis(report, speech.place)) {
        document.paragraph(&paragraph);
    }
    document.paragraph(&prose.arrival(report));
    document.heading(2, words.what_to_do);
    if report.diagnosis.is_empty() {
        document.list(prose.way_out(report).iter().map(|step| sentence(step)));
    } else {
        document.diagnoses(speech, &report.diagnosis);
    }
    document.facts(speech, report);
    document.records(speech, report);
    document.advice(speech, &report.findings);
    document.footer(speech, session, report.checked_at)
}

fn row(speech: Speech, report: &MessageReport, identifier: &IdentifierReport) -> Vec<String> {
    let words = speech.words();
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
        code(&identifier.result),
        sentence(&basis),
        format!("{} {}", mark.sign(), sentence(Mark::word_of(report, identifier, words))),
    ]
}

impl Document {
    /// What the message was known by, and where it came from.
    fn facts(&mut self, speech: Speech, report: &MessageReport) {
        let (words, summary, envelope) = (speech.words(), &report.summary, &report.envelope);
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
        self.heading(2, speech.share().message);
        self.list(
            facts
                .into_iter()
                .filter_map(|(name, value)| Some(format!("{}: {}", sentence(name), code(&value?)))),
        );
    }

    /// The records the outcome rests on, as they are published.
    fn records(&mut self, speech: Speech, report: &MessageReport) {
        let words = speech.words();
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
            self.heading(2, speech.share().records);
            self.table(&[words.name, words.kind, words.value], rows.into_iter());
        }
    }
}
