#![no_main]

libfuzzer_sys::fuzz_target!(|octets: &[u8]| waxseal_tests::fuzzed::run("record", octets));
