//! What an answer holds that a check may use: the one SPF record, the mail exchanges.

use super::record::Record;
use crate::dns::{Answer, DnsError, Fault, Rdata};
use crate::domain::Domain;
use crate::sorting;
use crate::syntax::SyntaxError;
use std::collections::BTreeSet;

/// What a domain's TXT records come to (RFC 7208 §4.5).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Selected {
    /// DNS gave no answer.
    Fault(Fault),
    /// No SPF record; whether there was no TXT record at all.
    None { void: bool },
    /// The record.
    One(Published),
    /// Several SPF records.
    Several(Vec<String>),
}

/// A record that was read: once, whoever looks at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Published {
    pub(super) text: String,
    /// What could be read of it.
    pub(super) record: Record,
    /// What could not.
    pub(super) errors: Vec<SyntaxError>,
}

impl Selected {
    /// RFC 7208 §4.5: of the TXT records, those that begin with the version count, and there may be one.
    pub(super) fn of(outcome: &Result<Answer, DnsError>) -> Self {
        let answer = match outcome {
            Ok(answer) => answer,
            Err(error) => return Self::Fault(error.fault),
        };
        let mut records = answer.borrowed_texts().filter(|text| Record::is_spf(text));
        let Some(text) = records.next() else { return Self::None { void: answer.is_void() } };
        let text = text.into_owned();
        match records.next() {
            None => {
                let (record, errors) = Record::parse_leniently(&text);
                Self::One(Published { text, record, errors })
            }
            Some(second) => {
                let rest = records.map(std::borrow::Cow::into_owned);
                Self::Several([text, second.into_owned()].into_iter().chain(rest).collect())
            }
        }
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
    sorting::sort(&mut ordered);
    let mut seen = BTreeSet::new();
    let count = ordered.len();
    (
        count,
        ordered.into_iter().filter_map(|(_, host)| host).filter(|host| seen.insert(host.clone())).collect(),
    )
}
