//! No text panics the SPF grammar, and what parses prints to what parses to the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use waxseal_core::domain::Domain;
use waxseal_core::spf::{Record, Term, review};

fuzz_target!(|text: &str| {
    let text = format!("v=spf1 {text}");
    let (_, errors) = Record::parse_leniently(&text);
    for error in errors {
        assert!(text.get(error.span.start..error.span.end).is_some());
    }
    if let Ok(record) = Record::parse(&text) {
        let again = Record::parse(&record.to_string()).expect("what is printed parses");
        let terms = |record: &Record| record.terms.iter().map(|at| at.term.clone()).collect::<Vec<Term>>();
        assert_eq!(terms(&again), terms(&record));
    }
    review(&Domain::parse("a.example").expect("a name"), &text).truncate(0);
});
