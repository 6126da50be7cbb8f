//! Whole checks, over any zone: each ends within its limits, and what it reports replays to itself.

use super::input;
use crate::mail;
use crate::shapes::{input as domain_input, today};
use arbitrary::{Arbitrary, Result, Unstructured};
use std::net::IpAddr;
use waxseal_core::dns::{Host, Question, RecordType, Text, Zone, ZoneEntry, ZoneFault};
use waxseal_core::domain::Domain;
use waxseal_core::evidence::EnvelopeOverrides;
use waxseal_core::json::{Json, text};
use waxseal_core::message::Origin;
use waxseal_core::spf::{CheckHost, check_helo, check_mail_from, walk};
use waxseal_core::{MessageInput, SpfInput, check_spf};

/// The names that records stand at, and point to.
const NAMES: [&str; 12] = [
    "a.example",
    "b.example",
    "c.example",
    "1.2.0.192.in-addr.arpa",
    "s._domainkey.a.example",
    "default._domainkey.a.example",
    "_dmarc.a.example",
    "_dmarc.example",
    "_mta-sts.a.example",
    "_smtp._tls.a.example",
    "default._bimi.a.example",
    "_25._tcp.b.example",
];

/// How a text begins that is meant to be a record.
const BEGINNINGS: [&str; 8] =
    ["", "v=spf1 ", "v=DMARC1;", "v=DKIM1; p=", "v=STSv1;", "v=TLSRPTv1;", "v=BIMI1;", "v=spf1 include:"];

fn name(text: &str) -> Domain {
    Domain::parse(text).expect("a name")
}

/// A zone of records at a few names.
struct AnyZone(Zone);

impl<'a> Arbitrary<'a> for AnyZone {
    fn arbitrary(source: &mut Unstructured<'a>) -> Result<Self> {
        let mut zone = Zone::default();
        for _ in 0..source.int_in_range(0..=24)? {
            zone.insert(name(source.choose(&NAMES)?), entry(source)?);
        }
        Ok(Self(zone))
    }
}

fn entry(source: &mut Unstructured<'_>) -> Result<ZoneEntry> {
    let target = name(source.choose(&NAMES)?);
    Ok(match source.int_in_range(0..=15)? {
        0 => ZoneEntry::A([192, 0, 2, source.arbitrary()?].into()),
        1 => ZoneEntry::Aaaa(source.arbitrary::<[u8; 16]>()?.into()),
        2 => {
            ZoneEntry::Mx(source.arbitrary()?, Host(Some(target).filter(|_| source.arbitrary() != Ok(true))))
        }
        3 => ZoneEntry::Ptr(target),
        4 => ZoneEntry::Cname(target),
        5 => ZoneEntry::Ns(target),
        6 => ZoneEntry::Tlsa(source.arbitrary()?, source.arbitrary()?, source.arbitrary()?, "00".repeat(32)),
        7 => ZoneEntry::Ds(source.arbitrary::<&str>()?.to_owned()),
        8 => ZoneEntry::Caa(source.arbitrary::<&str>()?.to_owned()),
        9 => ZoneEntry::Fault(*source.choose(&RecordType::ALL)?, ZoneFault::Timeout),
        10 => source.choose(&[ZoneEntry::Timeout, ZoneEntry::Servfail, ZoneEntry::Nxdomain])?.clone(),
        11 => ZoneEntry::Ad(true),
        12 => ZoneEntry::Txt(Text(source.arbitrary::<&[u8]>()?.to_vec())),
        _ => {
            let text = format!("{}{}", source.choose(&BEGINNINGS)?, source.arbitrary::<&str>()?);
            ZoneEntry::Txt(Text(text.into()))
        }
    })
}

pub(super) fn check_domain(octets: &[u8]) {
    let Some((AnyZone(zone), policy)) = input::<(AnyZone, Option<&str>)>(octets) else { return };
    let mut input = domain_input("a.example");
    input.mta_sts_policy = policy.map(str::to_owned);
    let report = pollster::block_on(waxseal_core::check_domain(&zone, &input));
    // Its log holds all that is needed to repeat it.
    let again = pollster::block_on(waxseal_core::check_domain(&Zone::from_log(&report.dns), &input));
    assert_eq!(report, again);
}

/// Fields that stand in real messages, with anything in them.
const FIELDS: [&str; 12] = [
    "From",
    "To",
    "Subject",
    "Received",
    "Received-SPF",
    "Authentication-Results",
    "DKIM-Signature",
    "ARC-Seal",
    "ARC-Message-Signature",
    "ARC-Authentication-Results",
    "Return-Path",
    "X-Forefront-Antispam-Report",
];

/// A message of such fields.
struct AnyMessage(Vec<u8>);

impl<'a> Arbitrary<'a> for AnyMessage {
    fn arbitrary(source: &mut Unstructured<'a>) -> Result<Self> {
        let mut bytes = Vec::new();
        for _ in 0..source.int_in_range(0..=16)? {
            let value = match source.int_in_range(0..=3)? {
                0 => b"a <jo@a.example>".to_vec(),
                1 => b"v=1; a=rsa-sha256; d=a.example; s=s; h=from; bh=AAAA; b=AAAA".to_vec(),
                _ => source.arbitrary::<&[u8]>()?.to_vec(),
            };
            bytes.extend([source.choose(&FIELDS)?.as_bytes(), b": ", &value, b"\r\n"].concat());
        }
        bytes.extend([b"\r\n", source.arbitrary::<&[u8]>()?].concat());
        Ok(Self(bytes))
    }
}

pub(super) fn check_message(octets: &[u8]) {
    let Some((AnyZone(zone), AnyMessage(bytes), is_paste)) = input::<(AnyZone, AnyMessage, bool)>(octets)
    else {
        return;
    };
    checked(&zone, &bytes, is_paste);
}

/// The same with octets that need not be a message at all.
pub(super) fn check_message_bytes(octets: &[u8]) {
    let Some((AnyZone(zone), is_paste, bytes)) = input::<(AnyZone, bool, &[u8])>(octets) else { return };
    checked(&zone, bytes, is_paste);
}

fn checked(zone: &Zone, bytes: &[u8], is_paste: bool) {
    let origin = if is_paste { Origin::Paste } else { Origin::File };
    let given = EnvelopeOverrides {
        ip: Some([192, 0, 2, 1].into()),
        mail_from: Some("jo@a.example".to_owned()),
        helo: Some("b.example".to_owned()),
        from: None,
    };
    let input = MessageInput { given, ..mail::input(bytes, origin) };
    let report = pollster::block_on(waxseal_core::check_message(zone, &input));
    let again = pollster::block_on(waxseal_core::check_message(&Zone::from_log(&report.dns), &input));
    assert_eq!(report, again);
}

pub(super) fn spf_check_host(octets: &[u8]) {
    let Some((AnyZone(zone), mail_from, is_ipv4)) = input::<(AnyZone, &str, bool)>(octets) else { return };
    let ip = if is_ipv4 { IpAddr::from([192, 0, 2, 1]) } else { IpAddr::from([0, 0, 0, 0, 0, 0, 0, 1]) };
    for mail_from in [mail_from, "jo@a.example"] {
        let check = CheckHost { ip, mail_from, helo: "b.example", receiver: None, now: 0 };
        assert!(pollster::block_on(check_mail_from(&zone, &check)).lookups <= 11);
        assert!(pollster::block_on(check_helo(&zone, &check)).lookups <= 11);
    }
    let _ = pollster::block_on(walk(&zone, &name("a.example")));
}

/// The reader of zone files answers any question.
pub(super) fn zone(octets: &[u8]) {
    let read = std::str::from_utf8(octets).ok().and_then(Json::parse);
    if let Ok(value) = serde_json::from_slice::<Json>(octets) {
        // Two readers of JSON agree, but for halves of characters, which only one of them takes.
        assert_eq!(read.as_ref(), Some(&value));
    }
    let Some(zone) = read.and_then(|value| Zone::of(&value).ok()) else { return };
    for kind in RecordType::ALL {
        for at in NAMES {
            let _ = zone.answer(&Question::new(name(at), kind));
        }
    }
}

/// A log that was written down is read as the same answers.
pub(super) fn replay(octets: &[u8]) {
    let Some(AnyZone(zone)) = input::<AnyZone>(octets) else { return };
    let input = SpfInput {
        ip: [192, 0, 2, 1].into(),
        mail_from: Some("jo@a.example".to_owned()),
        helo: "b.example".to_owned(),
        receiver: None,
        now: today(),
    };
    let report = pollster::block_on(check_spf(&zone, &input));
    let json = text(&report).expect("a report is JSON");
    assert_eq!(serde_json::to_string(&report).ok().as_ref(), Some(&json), "two writers of JSON agree");
    let written: Zone = serde_json::from_str(&json).expect("a report is a zone");
    assert_eq!(pollster::block_on(check_spf(&written, &input)), report);
}
