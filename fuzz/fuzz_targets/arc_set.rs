//! No set of ARC fields panics the chain, and none is judged without a limit.
#![no_main]

use libfuzzer_sys::fuzz_target;
use waxseal_core::arc::MAX_SETS;
use waxseal_core::dkim::verify;
use waxseal_core::dns::{Text, Zone, ZoneEntry};
use waxseal_core::domain::Domain;
use waxseal_core::message::{Message, Origin};

const FIELDS: [&str; 3] = ["ARC-Seal", "ARC-Message-Signature", "ARC-Authentication-Results"];

fuzz_target!(|input: (&str, &str)| {
    let (text, record) = input;
    let mut zone = Zone::default();
    let name = Domain::parse("s._domainkey.a.example").expect("a name");
    zone.insert(name, ZoneEntry::Txt(Text(record.into())));
    let fields = text.lines().zip(FIELDS.iter().cycle()).map(|(line, name)| format!("{name}: {line}\r\n"));
    let message = fields.collect::<String>() + "From: a@a.example\r\n\r\nbody\r\n";
    let message = Message::parse(message.as_bytes(), Origin::File);
    let arc = pollster::block_on(verify(&zone, &message, 0)).arc;
    assert!(arc.sets.len() <= MAX_SETS as usize);
});
