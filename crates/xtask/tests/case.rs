//! `cargo xtask case`: a shared report becomes a case that comes to the same cause.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use waxseal_core::dns::Zone;
use waxseal_core::domain::Domain;
use waxseal_core::evidence::{EnvelopeOverrides, Tables};
use waxseal_core::message::Origin;
use waxseal_core::report::MessageReport;
use waxseal_core::time::Timestamp;
use waxseal_core::{DomainInput, MessageInput, check_domain, check_message};
use waxseal_view::share::{self, Masks, redact};

/// Every so many cases of the labelled set is shared, and made a case again.
const EVERY: usize = 9;

fn xtask(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_xtask")).args(arguments).output().unwrap()
}

fn labelled() -> Vec<(String, Value)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/diagnosis");
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let read = |path: &PathBuf| {
        let case = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        (path.file_stem().unwrap().to_str().unwrap().to_owned(), case)
    };
    paths.iter().step_by(EVERY).map(read).collect()
}

fn now(case: &Value) -> Timestamp {
    Timestamp::parse_rfc3339(case["now"].as_str().unwrap()).unwrap()
}

fn zone(case: &Value) -> Zone {
    serde_json::from_value(case["zone"].clone()).unwrap()
}

fn message(case: &Value) -> MessageReport {
    let text = |key: &str| case[key].as_str().map(str::to_owned);
    let given = EnvelopeOverrides {
        ip: text("ip").map(|ip| ip.parse().unwrap()),
        mail_from: text("mailFrom"),
        helo: text("helo"),
        from: None,
    };
    let input = MessageInput {
        bytes: case["message"].as_str().unwrap().as_bytes(),
        origin: if case["origin"] == "file" { Origin::File } else { Origin::Paste },
        given,
        trust: None,
        now: now(case),
        tables: Tables { to_ascii: |_| None, decode_charset: |_, _| None },
        suffixes: None,
    };
    pollster::block_on(check_message(&zone(case), &input))
}

/// The report of a case as it is shared: masked.
fn shared(case: &Value) -> String {
    if case["kind"] == "message" {
        let masks = Masks::default();
        return share::json(&redact(&message(case), &masks).unwrap(), masks.kinds(), &[]).unwrap();
    }
    let input = DomainInput::new(Domain::parse(case["domain"].as_str().unwrap()).unwrap(), now(case));
    share::json(&pollster::block_on(check_domain(&zone(case), &input)), &[], &[]).unwrap()
}

/// The first cause of a case.
fn cause(case: &Value) -> Value {
    let report: Value = serde_json::from_str(&shared(case)).unwrap();
    report["diagnosis"][0]["cause"].clone()
}

#[test]
fn a_shared_report_is_a_case_of_the_same_cause() {
    let (mut same, mut other) = (0, Vec::new());
    for (name, case) in labelled() {
        let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("case-{name}.json"));
        std::fs::write(&file, shared(&case)).unwrap();
        let output = xtask(&["case", file.to_str().unwrap(), "-"]);
        assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
        let made: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(made["kind"], case["kind"], "{name}");
        assert!(made["about"].as_str().unwrap().len() > 40);
        let (label, found) = (&made["expect"]["cause"], cause(&made));
        if *label == found {
            same += 1;
        } else {
            // What was masked cannot be verified again, and may hide the cause; never the other way round for a domain.
            assert_eq!(case["kind"], "message", "{name}: {label} and not {found}");
            other.push(format!("{name}: {label} became {found}"));
        }
    }
    println!("{same} the same; {other:#?}");
    assert!(same > 20 && other.len() * 5 <= same, "{same} the same; {other:#?}");
}

#[test]
fn what_is_no_report_makes_no_case() {
    for (name, text) in
        [("empty", "{}"), ("none", "nothing"), ("bare", r#"{"kind":"domain","checkedAt":"x","dns":[]}"#)]
    {
        let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("no-case-{name}.json"));
        std::fs::write(&file, text).unwrap();
        let output = xtask(&["case", file.to_str().unwrap(), "-"]);
        assert!(!output.status.success() && output.stdout.is_empty(), "{name}");
    }
}
