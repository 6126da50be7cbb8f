//! The values of elements that hold no others: where each belongs, and what is odd about its words.

use super::Builder;
use crate::aggregate::element::Element;
use crate::aggregate::{Disposition, ReasonKind};
use crate::oddity::Oddity;
use waxseal_core::evidence::ResultWord;

impl Builder<'_> {
    /// The value of an element that holds no other.
    pub(super) fn leaf(&mut self, element: Element, value: &str) {
        let parent = self.open.last().map(|(element, _)| *element);
        match parent {
            Some(Element::Feedback) if element == Element::Version => keep(&mut self.report.version, value),
            Some(Element::ReportMetadata | Element::DateRange) => self.metadata(element, value),
            Some(Element::PolicyPublished) => self.published(element, value),
            Some(_) if self.record.is_some() => self.of_record(parent, element, value),
            _ => {}
        }
    }

    fn metadata(&mut self, element: Element, value: &str) {
        let metadata = &mut self.report.metadata;
        match element {
            Element::OrgName => keep(&mut metadata.reporter, value),
            Element::Email => keep(&mut metadata.email, value),
            Element::ExtraContactInfo => keep(&mut metadata.contact, value),
            Element::ReportId => keep(&mut metadata.id, value),
            Element::Begin => keep(&mut metadata.begin, value),
            Element::End => keep(&mut metadata.end, value),
            Element::Generator => keep(&mut metadata.generator, value),
            Element::Error if !value.is_empty() => metadata.errors.push(value.to_owned()),
            _ => {}
        }
    }

    fn published(&mut self, element: Element, value: &str) {
        let policy = &mut self.report.policy;
        let place = match element {
            Element::Domain => &mut policy.domain,
            Element::P => &mut policy.p,
            Element::Sp => &mut policy.sp,
            Element::Np => &mut policy.np,
            Element::Adkim => &mut policy.adkim,
            Element::Aspf => &mut policy.aspf,
            Element::Pct => &mut policy.pct,
            Element::Fo => &mut policy.fo,
            Element::Testing => &mut policy.testing,
            Element::DiscoveryMethod => &mut policy.discovery_method,
            _ => return,
        };
        let is_policy = matches!(element, Element::P | Element::Sp | Element::Np);
        if is_policy && value.is_empty() {
            self.oddities.note(Oddity::EmptyPolicyElement, Some(self.at));
        } else {
            keep(place, value);
        }
    }

    fn of_record(&mut self, parent: Option<Element>, element: Element, value: &str) {
        match (parent, element) {
            (Some(Element::Row | Element::Record), Element::SourceIp) => self.source(value),
            (Some(Element::Row | Element::Record), Element::Count) => self.count(value),
            (Some(Element::PolicyEvaluated), _) => self.evaluated(element, value),
            (Some(Element::Reason), Element::Type) => self.reason(value),
            (Some(Element::Reason), Element::Comment) => {
                self.with(|r| {
                    r.reasons.iter_mut().last().into_iter().for_each(|r| keep(&mut r.comment, value));
                });
            }
            (Some(Element::Identifiers | Element::Identities | Element::Record), _) => {
                self.identifier(element, value);
            }
            (Some(Element::Dkim), _) => self.signature(element, value),
            (Some(Element::Spf), _) => self.spf(element, value),
            _ => {}
        }
    }

    fn source(&mut self, value: &str) {
        self.with(|record| {
            if record.source.is_empty() {
                value.clone_into(&mut record.source);
                // Some write addresses of IPv6 in brackets.
                let bare = value.trim_start_matches('[').trim_end_matches(']');
                record.ip = bare.parse().ok();
            }
        });
    }

    fn count(&mut self, value: &str) {
        let at = self.at;
        // A fraction of a message does not exist; some programs write numbers that way.
        let whole = value.split('.').next().unwrap_or_default();
        match whole.parse() {
            Ok(count) => {
                self.with(|record| record.count = if record.count == 0 { count } else { record.count });
            }
            Err(_) => self.oddities.note(Oddity::CountUnread, Some(at)),
        }
    }

    fn evaluated(&mut self, element: Element, value: &str) {
        let at = Some(self.at);
        match element {
            Element::Disposition => {
                let known = disposition(value);
                self.oddities.note_if(known.is_none(), Oddity::UnknownDisposition, at);
                self.with(|record| record.disposition = record.disposition.or(known));
            }
            Element::Dkim | Element::Spf => {
                let is_pass = value.eq_ignore_ascii_case(ResultWord::Pass.as_str());
                let is_fail = value.eq_ignore_ascii_case(ResultWord::Fail.as_str());
                self.oddities.note_if(!is_pass && !is_fail, Oddity::EvaluatedWord, at);
                self.oddities.note_if(has_capitals(value), Oddity::Capitals, at);
                self.with(|record| match element {
                    Element::Dkim => record.dkim_aligned |= is_pass,
                    _ => record.spf_aligned |= is_pass,
                });
            }
            _ => {}
        }
    }

    fn reason(&mut self, value: &str) {
        let at = Some(self.at);
        self.oddities.note_if(value.is_empty(), Oddity::EmptyReason, at);
        let kind = match value.to_ascii_lowercase().as_str() {
            "forwarded" => ReasonKind::Forwarded,
            "sampled_out" => ReasonKind::SampledOut,
            "trusted_forwarder" => ReasonKind::TrustedForwarder,
            "mailing_list" => ReasonKind::MailingList,
            "local_policy" => ReasonKind::LocalPolicy,
            "policy_test_mode" => ReasonKind::PolicyTestMode,
            _ => ReasonKind::Other,
        };
        self.with(|record| {
            record.reasons.iter_mut().last().into_iter().for_each(|reason| reason.kind = kind);
        });
    }

    fn identifier(&mut self, element: Element, value: &str) {
        self.with(|record| match element {
            Element::HeaderFrom => keep(&mut record.header_from, value),
            Element::EnvelopeFrom => keep(&mut record.envelope_from, value),
            Element::EnvelopeTo => keep(&mut record.envelope_to, value),
            _ => {}
        });
    }

    fn signature(&mut self, element: Element, value: &str) {
        let word = (element == Element::Result).then(|| self.word(value));
        self.with(|record| {
            let Some(signature) = record.dkim.last_mut() else { return };
            match element {
                Element::Domain => keep(&mut signature.domain, value),
                Element::Selector => keep(&mut signature.selector, value),
                Element::HumanResult => keep(&mut signature.remark, value),
                Element::Result => signature.result = word.unwrap_or_default(),
                _ => {}
            }
        });
    }

    fn spf(&mut self, element: Element, value: &str) {
        let word = (element == Element::Result).then(|| self.word(value));
        self.with(|record| {
            let Some(spf) = record.spf.last_mut() else { return };
            match element {
                Element::Domain => keep(&mut spf.domain, value),
                Element::Scope => keep(&mut spf.scope, value),
                Element::HumanResult => keep(&mut spf.remark, value),
                Element::Result => spf.result = word.unwrap_or_default(),
                _ => {}
            }
        });
    }

    /// A result. "hardfail", "unknown" and "invalid" are words of programs older than RFC 7489.
    fn word(&mut self, value: &str) -> ResultWord {
        let at = Some(self.at);
        self.oddities.note_if(value.is_empty(), Oddity::EmptyResult, at);
        self.oddities.note_if(has_capitals(value), Oddity::Capitals, at);
        let word = value.to_ascii_lowercase();
        if word == "hardfail" {
            self.oddities.note(Oddity::UnknownResult, at);
            return ResultWord::Fail;
        }
        let word = if word.is_empty() { ResultWord::None } else { ResultWord::of(&word) };
        self.oddities.note_if(matches!(word, ResultWord::Other(_)), Oddity::UnknownResult, at);
        word
    }
}

/// Keeps the first value of an element.
fn keep(place: &mut Option<String>, value: &str) {
    if place.is_none() {
        *place = Some(value.to_owned());
    }
}

fn has_capitals(value: &str) -> bool {
    value.bytes().any(|octet| octet.is_ascii_uppercase())
}

fn disposition(word: &str) -> Option<Disposition> {
    Some(match word.to_ascii_lowercase().as_str() {
        "none" => Disposition::None,
        "pass" => Disposition::Pass,
        "quarantine" => Disposition::Quarantine,
        "reject" => Disposition::Reject,
        _ => return None,
    })
}
