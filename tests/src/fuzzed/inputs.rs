//! What people put in: any text is told as something, and a record in it is checked to its end.

use super::text;
use crate::shapes::today;
use waxseal_core::dns::{RecordType, Zone};
use waxseal_core::domain::Domain;
use waxseal_core::input::{MAX_FOUND, RecordText, RecordUse, Thing, one_record, recognise};
use waxseal_core::report::Compared;
use waxseal_core::{RecordInput, check_record};

fn to_ascii(name: &str) -> Option<String> {
    Some(name.to_owned())
}

/// There is always an answer, each at a place of the text, and a record has what makes it one.
pub(super) fn recognised(octets: &[u8]) {
    let Some(text) = text(octets) else { return };
    let found = recognise(text, to_ascii);
    assert!(!found.is_empty() && found.len() <= MAX_FOUND + 1);
    for one in &found {
        assert!(text.get(one.at.clone()).is_some(), "{:?}", one.at);
        if let Thing::Record(record) = &one.thing {
            assert!(!record.value.is_empty() && record.value == record.value.trim());
        }
    }
}

/// A record is checked as it was read, with a name and without one, and asks nobody about a domain that was not given.
pub(super) fn record(octets: &[u8]) {
    let Some(text) = text(octets) else { return };
    let read = one_record(text, None, to_ascii).ok();
    let Some(record) = read.or_else(|| RecordText::new("", RecordType::Txt, text)) else { return };
    let name = Domain::parse("a.example").expect("a name");
    let named = record.clone().named(&name);
    for record in [record, named] {
        let input = RecordInput { record, now: today() };
        let report = pollster::block_on(check_record(&Zone::default(), &input));
        assert_eq!((&report.value, report.of), (&input.record.value, input.record.of));
        assert_eq!(report.compared() == Compared::NoName, report.name.is_none());
        assert!(report.dns.iter().all(|query| !query.name.as_str().ends_with("your-domain.example")));
        assert!(report.of != RecordUse::Other || report.spf.is_none() && report.dkim.is_none());
        serde_json::to_string(&report).expect("JSON");
    }
}
