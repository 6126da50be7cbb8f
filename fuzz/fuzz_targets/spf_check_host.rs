//! Any zone ends any check, within its limits: a line of the input is a record at one of a few names.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::net::IpAddr;
use waxseal_core::dns::{Host, Text, Zone, ZoneEntry};
use waxseal_core::domain::Domain;
use waxseal_core::spf::{CheckHost, check_helo, check_mail_from, walk};

const NAMES: [&str; 5] = ["a.example", "b.example", "c.example", "d.example", "1.2.0.192.in-addr.arpa"];

/// The first character of a line picks the name, the second what stands there.
fn insert(zone: &mut Zone, line: &str) {
    let mut chars = line.chars();
    let (Some(at), Some(kind)) = (chars.next(), chars.next()) else { return };
    let name = |number: u32| Domain::parse(NAMES[number as usize % NAMES.len()]).expect("a name");
    let number = u32::from(kind) / 8;
    let entry = match u32::from(kind) % 8 {
        0 => ZoneEntry::A([192, 0, 2, 1].into()),
        1 => ZoneEntry::Aaaa([0, 0, 0, 0, 0, 0, 0, 1].into()),
        2 => ZoneEntry::Mx(1, Host(Some(name(number)))),
        3 => ZoneEntry::Ptr(name(number)),
        4 => ZoneEntry::Cname(name(number)),
        5 => ZoneEntry::Timeout,
        6 => ZoneEntry::Txt(Text(chars.as_str().into())),
        _ => ZoneEntry::Txt(Text(format!("v=spf1 {}", chars.as_str()).into())),
    };
    zone.insert(name(at.into()), entry);
}

fuzz_target!(|input: (&str, &str, bool)| {
    let (text, mail_from, is_ipv4) = input;
    let mut zone = Zone::default();
    text.lines().for_each(|line| insert(&mut zone, line));
    let ip = if is_ipv4 { IpAddr::from([192, 0, 2, 1]) } else { IpAddr::from([0, 0, 0, 0, 0, 0, 0, 1]) };
    for mail_from in [mail_from, "jo@a.example"] {
        let input = CheckHost { ip, mail_from, helo: "b.example", receiver: None, now: 0 };
        assert!(pollster::block_on(check_mail_from(&zone, &input)).lookups <= 11);
        assert!(pollster::block_on(check_helo(&zone, &input)).lookups <= 11);
    }
    let _ = pollster::block_on(walk(&zone, &Domain::parse("a.example").expect("a name")));
});
