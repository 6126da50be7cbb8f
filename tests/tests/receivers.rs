//! What each receiver writes into a header section, as it is read: claims, the envelope, and the hops with the way in.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has to fail")]

use insta::assert_json_snapshot;
use serde_json::json;
use std::fs;
use std::path::Path;
use waxseal_core::evidence::{EnvelopeOverrides, Tables};
use waxseal_core::message::Origin;
use waxseal_core::report::MessageReport;
use waxseal_core::time::Timestamp;
use waxseal_core::{MessageInput, check_message, dns::Zone};

fn check(text: &str, trust: Option<&str>) -> MessageReport {
    let input = MessageInput {
        bytes: text.as_bytes(),
        origin: Origin::Paste,
        given: EnvelopeOverrides::default(),
        trust: trust.map(str::to_owned),
        now: Timestamp::parse_rfc3339("2026-01-02T00:00:00Z").unwrap(),
        tables: Tables { to_ascii: |_| None, decode_charset: |_, _| None },
        suffixes: None,
    };
    let zone: Zone = serde_json::from_str(
        r#"{"_dmarc.example.com": [{"TXT": "v=DMARC1; p=reject"}], "example.net": [{"TXT": "v=spf1 ip4:192.0.2.0/24 -all"}]}"#,
    )
    .unwrap();
    pollster::block_on(check_message(&zone, &input))
}

fn samples() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("receivers");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut samples: Vec<_> = files
        .map(|path| {
            (path.file_stem().unwrap().to_str().unwrap().to_owned(), fs::read_to_string(path).unwrap())
        })
        .collect();
    samples.sort();
    samples
}

#[test]
fn every_receivers_form() {
    for (name, text) in samples() {
        let report = check(&text, None);
        let read = json!({
            "claims": report.claims, "envelope": report.envelope, "hops": report.hops, "remarks": report.remarks,
        });
        assert_json_snapshot!(name, read);
    }
}

/// A sender can put any field into his own part of the header: everything below the way in.
#[test]
fn a_forged_result_below_the_boundary_never_makes_the_verdict_better() {
    let mut tried = 0;
    for (name, text) in samples() {
        let honest = check(&text, None);
        let Some(entry) = honest.hops.iter().find(|hop| hop.entry) else { panic!("{name}: no way in") };
        // RFC 8601 §5: what stands right below, in the receiver's own name, a receiver takes away.
        let own = honest
            .claims
            .iter()
            .filter(|claim| claim.trusted)
            .filter_map(|claim| claim.authserv_id.as_deref());
        let own: Vec<&str> = own.collect();
        for id in
            ["mx.evil.example", "mx.google.com", "relay.mimecast.com"].iter().filter(|id| !own.contains(id))
        {
            let forged = format!(
                "Authentication-Results: {id}; spf=pass smtp.mailfrom=a@example.com; dkim=pass header.d=example.com header.s=s9; dmarc=pass header.from=example.com"
            );
            for place in places_below(&text, entry.line) {
                let mut lines: Vec<&str> = text.lines().collect();
                lines.insert(place, &forged);
                let report = check(&lines.join("\n"), None);
                let rank =
                    |report: &MessageReport| serde_json::to_value(&report.verdict).unwrap()["code"] == "pass";
                assert!(rank(&honest) || !rank(&report), "{name}: {forged} at line {place}");
                assert_eq!(report.dmarc.identifiers, honest.dmarc.identifiers, "{name} at line {place}");
                tried += 1;
            }
        }
    }
    println!("forged results tried: {tried}");
    assert!(tried > 50);
}

/// The places between two fields below a line, that line's own field left out.
fn places_below(text: &str, line: usize) -> Vec<usize> {
    let lines: Vec<&str> = text.lines().collect();
    let starts =
        |at: &usize| lines.get(*at).is_some_and(|text| !text.starts_with([' ', '\t']) && !text.is_empty());
    (line..lines.len()).filter(starts).collect()
}
