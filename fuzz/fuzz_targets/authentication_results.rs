//! No text panics the reading of what a receiver claims.
#![no_main]

use libfuzzer_sys::fuzz_target;
use waxseal_core::evidence::{AuthenticationResults, MAX_RESULTS, arc_instance};

fuzz_target!(|text: &str| {
    let read = AuthenticationResults::parse(text);
    assert!(read.results.len() <= MAX_RESULTS);
    for problem in read.problems {
        assert!(text.get(problem.span.start..problem.span.end).is_some());
    }
    let _ = arc_instance(text);
});
