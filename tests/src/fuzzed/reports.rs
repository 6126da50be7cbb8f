//! Reports, and what they are packed in.

use waxseal_core::time::Timestamp;
use waxseal_reports::{Collection, aggregate, tls};

pub(super) fn report_xml(octets: &[u8]) {
    let Some(text) = super::text(octets) else { return };
    for report in aggregate::read(text).unwrap_or_default() {
        let figures = report.figures();
        assert!(figures.pass <= figures.messages);
        assert!(figures.sources <= figures.records);
    }
}

pub(super) fn report_tls(octets: &[u8]) {
    drop(tls::read(octets));
}

/// Any octets as a file: whatever comes of it is told, and nothing is lost without a word.
pub(super) fn report_file(octets: &[u8]) {
    let mut collection = Collection::new(None);
    collection.add_file("x", octets);
    let report = collection.finish(Timestamp(0));
    assert!(!report.files.is_empty());
    assert!(report.files.iter().all(|file| file.error.is_some() || file.kind.is_some()));
}
