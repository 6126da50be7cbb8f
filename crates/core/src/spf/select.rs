//! What an answer holds that a check may use: the one SPF record, the mail exchanges.

use super::fetch::Answers;
use super::record::Record;
use crate::dns::{Answer, Fault, Question, Rdata, RecordType};
use crate::domain::Domain;
use std::collections::BTreeSet;

/// What a domain's TXT records come to (RFC 7208 §4.5).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Selected {
    /// Nobody has asked yet.
    Unasked,
    /// DNS gave no answer.
    Fault(Fault),
    /// No SPF record; whether there was no TXT record at all.
    None { void: bool },
    /// The record.
    One(String),
    /// Several SPF records.
    Several(Vec<String>),
}

/// RFC 7208 §4.5: of the TXT records, those that begin with the version count, and there may be one.
pub(super) fn select(answers: &Answers, domain: &Domain) -> Selected {
    let answer = match answers.get(&Question::new(domain.clone(), RecordType::Txt)) {
        None => return Selected::Unasked,
        Some(Err(error)) => return Selected::Fault(error.fault),
        Some(Ok(answer)) => answer,
    };
    let mut records: Vec<String> = answer.texts().filter(|text| Record::is_spf(text)).collect();
    match records.len() {
        0 => Selected::None { void: answer.is_void() },
        1 => records.pop().map_or(Selected::None { void: true }, Selected::One),
        _ => Selected::Several(records),
    }
}

/// How many MX records an answer has, and their hosts, the preferred first, each once.
///
/// A null MX (RFC 7505) counts and brings no host.
pub(super) fn exchanges(answer: &Answer) -> (usize, Vec<Domain>) {
    let records = answer.records.iter().filter_map(|data| match data {
        Rdata::Mx(preference, host) => Some((*preference, host.0.clone())),
        _ => None,
    });
    let mut ordered: Vec<_> = records.collect();
    ordered.sort();
    let mut seen = BTreeSet::new();
    let count = ordered.len();
    (
        count,
        ordered.into_iter().filter_map(|(_, host)| host).filter(|host| seen.insert(host.clone())).collect(),
    )
}
