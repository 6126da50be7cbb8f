//! The one record that a text is asked for.

use super::recognise::recognise;
use super::record::{RecordText, RecordUse, version};
use super::thing::{Found, Thing};
use crate::dns::RecordType;
use crate::domain::{Domain, ToAscii};
use crate::providers::token_owner;

/// The record that a text is meant to give: the first that has a use in mail, or else the first of all, since an answer of DNS
/// also lists what proves to others whose a domain is. A name that is given goes before the one in the text.
///
/// # Errors
/// What the text is in its place, where it gives no record.
pub fn one_record(text: &str, name: Option<&Domain>, to_ascii: ToAscii) -> Result<RecordText, Vec<Found>> {
    let answers = name.and_then(|name| answers(text, name));
    let found = recognise(answers.as_deref().unwrap_or(text), to_ascii);
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

/// Records alone, a line each, as `dig +short` prints the answers of a name, with that name before each. Lines of which one goes on in the
/// next are one record.
fn answers(text: &str, name: &Domain) -> Option<String> {
    let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty());
    let quoted = |line: &str| Some(line.strip_prefix('"')?.strip_suffix('"')?.to_owned());
    let is_whole = |line: &str| {
        quoted(line)
            .is_some_and(|text| version(&text).is_some_and(|(at, _)| at == 0) || token_owner(&text).is_some())
    };
    (lines().count() > 1 && lines().all(is_whole))
        .then(|| lines().map(|line| format!("{name}. IN TXT {line}\n")).collect())
}
