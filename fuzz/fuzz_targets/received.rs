//! No text panics the reading of a Received field.
#![no_main]

use libfuzzer_sys::fuzz_target;
use waxseal_core::evidence::Hop;

fuzz_target!(|text: &str| {
    let _ = Hop::parse(text);
});
