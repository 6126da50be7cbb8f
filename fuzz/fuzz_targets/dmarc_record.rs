//! No text panics the grammar of a DMARC record, nor the advice on it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use waxseal_core::dmarc::{DmarcFinding, Record};
use waxseal_core::domain::Domain;

fuzz_target!(|text: &str| {
    if let Some(record) = Record::parse(text) {
        let _ = DmarcFinding::of_record(&record, &Domain::parse("a.example").expect("a name"));
    }
});
