//! The one record that a text is asked for.

use super::recognise::recognise;
use super::record::{RecordText, RecordUse};
use super::thing::{Found, Thing};
use crate::dns::RecordType;
use crate::domain::{Domain, ToAscii};

/// The record that a text is meant to give: the first that has a use in mail, or else the first of all, since an answer of DNS
/// also lists what proves to others whose a domain is. A name that is given goes before the one in the text.
///
/// # Errors
/// What the text is in its place, where it gives no record.
pub fn one_record(text: &str, name: Option<&Domain>, to_ascii: ToAscii) -> Result<RecordText, Vec<Found>> {
    let found = recognise(text, to_ascii);
    let records = || {
        found.iter().filter_map(|found| match &found.thing {
            Thing::Record(record) => Some(record.clone()),
            _ => None,
        })
    };
    let first = records().find(|record| record.of != RecordUse::Other).or_else(|| records().next());
    let Some(name) = name else { return first.ok_or(found) };
    // A text that is no record by itself may be one at its name.
    let read = first.or_else(|| RecordText::new(name.as_str(), RecordType::Txt, text));
    read.map(|record| record.named(name)).ok_or(found)
}
