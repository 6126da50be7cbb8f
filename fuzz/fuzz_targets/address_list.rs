//! No text panics the reading of a list of addresses, and none gives more of them than are read.
#![no_main]

use libfuzzer_sys::fuzz_target;
use waxseal_core::message::{MAX_MAILBOXES, address_list};

fuzz_target!(|text: &str| {
    assert!(address_list(text).mailboxes.len() <= MAX_MAILBOXES);
});
