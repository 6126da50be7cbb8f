//! A date that is read is written as one that reads the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use waxseal_core::time::Timestamp;

fuzz_target!(|text: &str| {
    for date in [Timestamp::parse_rfc5322(text), Timestamp::parse_rfc3339(text)].into_iter().flatten() {
        assert_eq!(Timestamp::parse_rfc3339(&date.to_string()), Some(date));
    }
});
