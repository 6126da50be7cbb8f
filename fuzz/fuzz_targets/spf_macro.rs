//! No macro-string panics, and none grows beyond its limit.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::net::IpAddr;
use waxseal_core::spf::{MAX_EXPANDED, MacroString, Values};

fuzz_target!(|input: (&str, &str, &str, [u8; 16], bool)| {
    let (text, local_part, helo, octets, is_ipv4) = input;
    let ip = if is_ipv4 { IpAddr::from([octets[0], octets[1], octets[2], octets[3]]) } else { octets.into() };
    let values = Values {
        local_part,
        sender_domain: "a.example",
        domain: "b.example",
        ip,
        helo,
        validated: "unknown",
        receiver: "mx.example",
        now: 0,
    };
    if let Ok(text) = MacroString::parse_explanation(text) {
        let expanded = text.expand(&values);
        assert!(expanded.is_none_or(|text| text.len() <= MAX_EXPANDED));
        assert_eq!(MacroString::parse_explanation(&text.to_string()), Ok(text));
    }
});
