//! No text panics the grammar of a signature, DKIM's or ARC's.
#![no_main]

use libfuzzer_sys::fuzz_target;
use waxseal_core::dkim::signature::Signature;

fuzz_target!(|text: &str| {
    for read in [Signature::parse_dkim(text), Signature::parse_arc(text)] {
        if let Ok(signature) = read {
            assert!(text.get(signature.signed.data_range.clone()).is_some());
            let _ = signature.signed.key_name();
        }
    }
});
