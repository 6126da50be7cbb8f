//! No text panics the grammar of a key record, nor the reading of the key in it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use waxseal_core::dkim::key::KeyRecord;

fuzz_target!(|text: &str| {
    if let Ok(record) = KeyRecord::parse(text) {
        assert!(record.key.bits() > 0);
    }
});
