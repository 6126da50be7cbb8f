//! The grammars of records.

use super::{input, text};
use crate::slips;
use std::net::IpAddr;
use waxseal_core::dkim::key::KeyRecord;
use waxseal_core::dmarc::{DmarcFinding, Record as DmarcRecord};
use waxseal_core::dns::{Rdata, RecordType};
use waxseal_core::domain::Domain;
use waxseal_core::intent;
use waxseal_core::posture::{BimiRecord, MtaStsPolicy, MtaStsRecord, TlsRptRecord};
use waxseal_core::spf::{MAX_EXPANDED, MacroString, Record, Term, Values, review};

fn name() -> Domain {
    Domain::parse("a.example").expect("a name")
}

pub(super) fn bimi(octets: &[u8]) {
    if let Some(record) = text(octets).and_then(BimiRecord::parse) {
        assert!(record.location.is_empty() || record.location.starts_with("https://"));
    }
}

pub(super) fn mta_sts(octets: &[u8]) {
    let Some(text) = text(octets) else { return };
    let _ = MtaStsRecord::parse(text);
    if let Ok(policy) = MtaStsPolicy::parse(text) {
        let _ = policy.allows(&name());
    }
}

pub(super) fn tls_rpt(octets: &[u8]) {
    let _ = text(octets).and_then(TlsRptRecord::parse);
}

/// What is typed into a panel, TLSA and every other type: what is read prints to what reads the same.
pub(super) fn tlsa(octets: &[u8]) {
    let Some(text) = text(octets) else { return };
    for kind in RecordType::ALL {
        if let Ok(data) = Rdata::parse(kind, text) {
            assert_eq!(data.kind(), kind);
            // A TXT in quotes is printed without them, and may then begin with others.
            if kind != RecordType::Txt {
                assert_eq!(Rdata::parse(kind, &data.to_string()).as_ref(), Ok(&data));
            }
        }
    }
}

pub(super) fn dkim_key(octets: &[u8]) {
    if let Some(Ok(record)) = text(octets).map(KeyRecord::parse) {
        assert!(record.key.bits() > 0);
    }
}

pub(super) fn dmarc_record(octets: &[u8]) {
    if let Some(record) = text(octets).and_then(DmarcRecord::parse) {
        let _ = DmarcFinding::of_record(&record);
    }
}

/// What parses prints to what parses to the same.
pub(super) fn spf_record(octets: &[u8]) {
    let Some(text) = text(octets) else { return };
    let text = format!("v=spf1 {text}");
    let (_, errors) = Record::parse_leniently(&text);
    for error in errors {
        assert!(text.get(error.span.start..error.span.end).is_some());
    }
    if let Ok(record) = Record::parse(&text) {
        let again = Record::parse(&record.to_string()).expect("what is printed parses");
        let terms = |record: &Record| record.terms.iter().map(|at| at.term.clone()).collect::<Vec<Term>>();
        assert_eq!(terms(&again), terms(&record));
    }
    drop(review(&name(), &text));
}

/// Whatever stands in a record, nobody is let in by mending it, and what is mended stays.
pub(super) fn intent_spf(octets: &[u8]) {
    if let Some(text) = text(octets) {
        slips::spf::hold_any(text, &slips::spf::heard());
    }
}

/// No address is made up, and no policy.
pub(super) fn intent_dmarc(octets: &[u8]) {
    if let Some(text) = text(octets) {
        slips::dmarc::hold_any(text);
        let _ = (intent::mta_sts::meant(text), intent::tls_rpt::read(text), intent::bimi::meant(text));
    }
}

/// No key is made up. A line is a text of its own.
pub(super) fn intent_key(octets: &[u8]) {
    if let Some(text) = text(octets) {
        slips::keys::hold_any(&text.lines().map(str::to_owned).collect::<Vec<_>>());
    }
}

/// No macro-string grows beyond its limit.
pub(super) fn spf_macro(octets: &[u8]) {
    let Some((text, local_part, helo, address, is_ipv4)) =
        input::<(&str, &str, &str, [u8; 16], bool)>(octets)
    else {
        return;
    };
    let [a, b, c, d, ..] = address;
    let ip = if is_ipv4 { IpAddr::from([a, b, c, d]) } else { address.into() };
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
        assert!(text.expand(&values).is_none_or(|text| text.len() <= MAX_EXPANDED));
        assert_eq!(MacroString::parse_explanation(&text.to_string()).as_ref(), Ok(&text));
    }
}
