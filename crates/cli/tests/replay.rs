//! The terminal's two forms for others: JSON that is its own zone, and Markdown for a ticket.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has to fail")]

use std::path::Path;
use std::process::{Command, Output};

fn waxseal(arguments: &[&str]) -> Output {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../web/assets/examples");
    Command::new(env!("CARGO_BIN_EXE_waxseal")).args(arguments).current_dir(examples).output().unwrap()
}

fn said(arguments: &[&str]) -> String {
    String::from_utf8(waxseal(arguments).stdout).unwrap()
}

const MESSAGE: [&str; 4] = ["message", "mailchimp-to-gmail.txt", "--now", "2026-11-23T00:00:00Z"];

#[test]
fn a_report_is_its_own_zone() {
    let first = said(&[&MESSAGE[..], &["--zone", "zone.json", "--json"]].concat());
    let file = std::env::temp_dir().join(format!("waxseal-replay-{}.json", std::process::id()));
    std::fs::write(&file, &first).unwrap();
    let again = said(&[&MESSAGE[..], &["--zone", file.to_str().unwrap(), "--json"]].concat());
    std::fs::remove_file(&file).unwrap();
    assert!(first.starts_with('{') && again == first);
}

#[test]
fn markdown_in_both_languages_with_the_drafts_named() {
    let text = said(&[&MESSAGE[..], &["--zone", "zone.json", "--markdown"]].concat());
    assert!(text.starts_with("# This message fails DMARC for nl365pro.com\n"), "{text}");
    let draft = ["--draft", "_dmarc.nl365pro.com TXT v=DMARC1; p=reject"];
    let text = said(
        &[&["domain", "nl365pro.com", "--zone", "zone.json", "--markdown", "--lang", "nl"], &draft[..]]
            .concat(),
    );
    assert!(text.contains("| `_dmarc.nl365pro.com` | TXT | `v=DMARC1; p=reject` |"), "{text}");
    assert!(text.ends_with("Gecontroleerd met één proefrecord dat niet gepubliceerd is.\n"), "{text}");
    let refused = waxseal(&[&MESSAGE[..], &["--zone", "zone.json", "--markdown", "--json"]].concat());
    assert_eq!((refused.status.code(), refused.stdout.len()), (Some(2), 0));
}

#[test]
fn a_selector_that_is_none_is_refused() {
    let told = waxseal(&["domain", "klant.example", "--selector", "a b", "--zone", "/dev/null"]);
    assert_eq!(told.status.code(), Some(2));
    let said = String::from_utf8(told.stderr).unwrap();
    assert!(said.contains("\"a b\" is no selector"), "{said}");
}

#[test]
fn two_from_fields_fail() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    let (message, zone) = (folder.join("two-authors.eml"), folder.join("two-authors.json"));
    let text = "From: Bank <info@bank.example>\nFrom: a@evil.example\nSubject: Pay\n\nnow\n";
    std::fs::write(&message, text).unwrap();
    std::fs::write(&zone, "{}").unwrap();
    let told = waxseal(&["message", message.to_str().unwrap(), "--zone", zone.to_str().unwrap()]);
    assert_eq!(told.status.code(), Some(1));
    assert!(String::from_utf8(told.stdout).unwrap().contains("Believe neither"));
}

#[test]
fn what_a_receiver_claims_is_said_as_it_is() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    let (message, zone) = (folder.join("claimed.eml"), folder.join("claimed.json"));
    let text = "Received: from out.a.example (out.a.example [192.0.2.1]) by mx.google.com with ESMTPS; Wed, 25 Nov 2026 10:00:00 +0000\n\
        Authentication-Results: mx.google.com; dkim=fail header.d=a.example header.s=s1; spf=none smtp.mailfrom=b@b.example\n\
        DKIM-Signature: v=1; a=rsa-sha256; d=a.example; s=s1; h=from; bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=; b=AAAA\n\
        Return-Path: <b@b.example>\nFrom: Ann <ann@a.example>\nSubject: Hi\n\nhi\n";
    std::fs::write(&message, text).unwrap();
    std::fs::write(
        &zone,
        r#"{"_dmarc.a.example": [{"TXT": "v=DMARC1; p=reject"}], "b.example": [{"A": "192.0.2.9"}]}"#,
    )
    .unwrap();
    let file = message.to_str().unwrap();
    let told = said(&["message", file, "--zone", zone.to_str().unwrap(), "--markdown"]);
    let claimed =
        "What came of the signatures is claimed by mx.google.com: verifying them could not decide it.";
    assert!(told.contains(claimed), "{told}");
    assert!(told.contains("says nothing"), "{told}");
}

#[test]
fn records_that_work_against_one_another_are_told() {
    let zone = Path::new(env!("CARGO_TARGET_TMPDIR")).join("contradicting.json");
    let json = r#"{
        "klant.example": [{"MX": [0, "."]}, {"MX": [10, "mx.klant.example"]}, {"TXT": "v=spf1 include:_spf.hetzner.com -all"}],
        "mx.klant.example": [{"A": "192.0.2.1"}],
        "_spf.hetzner.com": [{"TXT": "v=spf1 ip4:198.51.100.0/24 -all"}],
        "_dmarc.klant.example": [{"TXT": "v=DMARC1; p=reject; aspf=s; rua=mailto:d@klant.example"}],
        "pm-bounces.klant.example": [{"CNAME": "pm.mtasv.net"}]
    }"#;
    std::fs::write(&zone, json).unwrap();
    let told = said(&["domain", "klant.example", "--zone", zone.to_str().unwrap()]);
    for sentence in [
        "DKIM     no key at any of the ",
        "A null MX has to stand alone",
        "include:_spf.hetzner.com lists servers of Hetzner itself",
        "pm-bounces.klant.example is a return path below the domain",
        "There is no DKIM key",
    ] {
        assert!(told.contains(sentence), "{sentence}: {told}");
    }
}

#[test]
fn a_key_that_was_replaced_decides_nothing() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let case = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../tests/diagnosis/d-081-key-replaced-at-its-selector.json");
    let case: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(case).unwrap()).unwrap();
    let (message, zone) = (folder.join("replaced.eml"), folder.join("replaced.json"));
    std::fs::write(&message, case["message"].as_str().unwrap()).unwrap();
    std::fs::write(&zone, case["zone"].to_string()).unwrap();
    let told = said(&["message", message.to_str().unwrap(), "--zone", zone.to_str().unwrap(), "--markdown"]);
    // Whoever writes a signature without a key vouches for nothing, so a whole message fails.
    assert!(told.starts_with("# This message fails DMARC"), "{told}");
    assert!(told.contains("| `fail` | recomputed here | ? unknown |"), "{told}");
}
