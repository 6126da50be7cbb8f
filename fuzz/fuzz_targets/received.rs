//! No text panics the reading of a Received field, of a date, or of a list of addresses.
#![no_main]

use libfuzzer_sys::fuzz_target;
use waxseal_core::evidence::Hop;
use waxseal_core::message::{MAX_MAILBOXES, address_list};
use waxseal_core::time::Timestamp;

fuzz_target!(|text: &str| {
    let _ = Hop::parse(text);
    for date in [Timestamp::parse_rfc5322(text), Timestamp::parse_rfc3339(text)].into_iter().flatten() {
        assert_eq!(Timestamp::parse_rfc3339(&date.to_string()), Some(date));
    }
    assert!(address_list(text).mailboxes.len() <= MAX_MAILBOXES);
});
