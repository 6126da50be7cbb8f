//! What is fuzzed: one function a target, each of which takes any octets and must neither panic nor run long.
//!
//! The targets of `fuzz/` call these, and `tests/tests/corpus.rs` replays what they found through the same functions.

mod checks;
mod forged;
mod inputs;
pub mod layouts;
mod messages;
mod records;
mod reports;

use arbitrary::{Arbitrary, Unstructured};

/// A target: its name, and what it does with octets.
pub type Target = (&'static str, fn(&[u8]));

/// Every target.
pub const TARGETS: [Target; 34] = [
    ("address_list", messages::address_list),
    ("arc_set", messages::arc_set),
    ("authentication_results", messages::authentication_results),
    ("bimi", records::bimi),
    ("bounce", messages::bounce),
    ("canonical_body", messages::canonical_body),
    ("check_domain", checks::check_domain),
    ("check_message", checks::check_message),
    ("check_message_bytes", checks::check_message_bytes),
    ("compound_file", messages::compound_file),
    ("date", messages::date),
    ("dkim_key", records::dkim_key),
    ("dkim_signature", messages::dkim_signature),
    ("dmarc_record", records::dmarc_record),
    ("encoded_word", messages::encoded_word),
    ("forged", forged::forged),
    ("intent_dmarc", records::intent_dmarc),
    ("intent_key", records::intent_key),
    ("intent_spf", records::intent_spf),
    ("message", messages::message),
    ("mta_sts", records::mta_sts),
    ("received", messages::received),
    ("recognised", inputs::recognised),
    ("record", inputs::record),
    ("replay", checks::replay),
    ("report_file", reports::report_file),
    ("report_tls", reports::report_tls),
    ("report_xml", reports::report_xml),
    ("spf_check_host", checks::spf_check_host),
    ("spf_macro", records::spf_macro),
    ("spf_record", records::spf_record),
    ("tls_rpt", records::tls_rpt),
    ("tlsa", records::tlsa),
    ("zone", checks::zone),
];

/// Runs the target of this name.
///
/// # Panics
/// Where there is no such target, or the octets break it.
pub fn run(name: &str, octets: &[u8]) {
    let (_, target) = TARGETS.iter().find(|(known, _)| *known == name).expect("a target of this name");
    target(octets);
}

/// The input of a target, made of octets as libFuzzer makes it.
fn input<'a, T: Arbitrary<'a>>(octets: &'a [u8]) -> Option<T> {
    T::arbitrary_take_rest(Unstructured::new(octets)).ok()
}

fn text(octets: &[u8]) -> Option<&str> {
    std::str::from_utf8(octets).ok()
}
