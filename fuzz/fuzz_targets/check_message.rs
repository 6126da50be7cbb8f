//! No message panics the whole check, signatures, chains and claims included, whatever stands at its keys.
#![no_main]

use libfuzzer_sys::fuzz_target;
use waxseal_core::dns::{Text, Zone, ZoneEntry};
use waxseal_core::domain::Domain;
use waxseal_core::evidence::{Given, Tables};
use waxseal_core::message::Origin;
use waxseal_core::time::Timestamp;
use waxseal_core::{MessageInput, check_message};

/// Names that a small message can easily point to.
const NAMES: [&str; 3] = ["s._domainkey.a.example", "_dmarc.a.example", "a.example"];

fuzz_target!(|input: (&[u8], [&str; 3], bool)| {
    let (bytes, records, is_paste) = input;
    let mut zone = Zone::default();
    for (name, record) in NAMES.iter().zip(records) {
        zone.insert(Domain::parse(name).expect("a name"), ZoneEntry::Txt(Text(record.into())));
    }
    let input = MessageInput {
        bytes,
        origin: if is_paste { Origin::Paste } else { Origin::File },
        given: Given::default(),
        trust: None,
        now: Timestamp(1_764_000_000),
        tables: Tables { to_ascii: |_| None, decode_charset: |_, _| None },
        suffixes: None,
    };
    let _ = pollster::block_on(check_message(&zone, &input));
});
