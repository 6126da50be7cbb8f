//! A record at a terminal: in any notation, with what is at its name, in text and in JSON.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has to fail")]

use serde_json::Value;
use std::process::Command;

/// The exit status and the JSON of a check over an empty zone, with one record in it.
fn record(text: &str, more: &[&str]) -> (Option<i32>, Value) {
    let zone =
        std::env::temp_dir().join(format!("waxseal-record-{}-{}.json", std::process::id(), text.len()));
    std::fs::write(
        &zone,
        r#"{"a.example": {"TXT": "v=spf1 -all"}, "b.example": {"TXT": "v=spf1 ip4:192.0.2.1 -all"}}"#,
    )
    .unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_waxseal"));
    command.args(["record", text, "--json", "--zone"]).arg(&zone).args(more);
    let output = command.output().unwrap();
    std::fs::remove_file(&zone).unwrap();
    (output.status.code(), serde_json::from_slice(&output.stdout).unwrap_or(Value::Null))
}

#[test]
fn a_record_is_judged_before_it_is_published() {
    let (status, report) = record("a.example. 3600 IN TXT \"v=spf1 include:b.example -all\"", &[]);
    assert_eq!(
        (status, &report["kind"], &report["type"]),
        (Some(0), &"record".into(), &"spf".into()),
        "{report}"
    );
    assert_eq!((&report["name"], &report["published"][0]), (&"a.example".into(), &"v=spf1 -all".into()));
    assert_eq!(report["spf"]["lookups"], 1);
    let (status, report) = record("v=spf1 include:b.example ip4:192.0.2.300 -all", &[]);
    assert_eq!((status, &report["name"]), (Some(1), &Value::Null), "{report}");
    assert!(report["dns"].as_array().unwrap().iter().all(|query| query["name"] != "record.invalid"));
    let (_, report) = record("v=DMARC1; p=none", &["--name", "_dmarc.a.example"]);
    assert_eq!((&report["type"], &report["name"]), (&"dmarc".into(), &"_dmarc.a.example".into()));
    assert_eq!(report["dmarc"]["p"], "none", "{}", report["dmarc"]);
    assert_eq!(record("hello there", &[]).0, Some(2));
}

#[test]
fn of_several_records_the_one_that_mail_uses_is_meant() {
    let answer = "; <<>> DiG 9.18 <<>> TXT a.example\n;; ANSWER SECTION:\n\
                  a.example.\t300\tIN\tTXT\t\"google-site-verification=abc\"\n\
                  a.example.\t300\tIN\tTXT\t\"v=spf1 ip4:192.0.2.1 -all\"\n";
    let (_, report) = record(answer, &[]);
    assert_eq!((&report["type"], &report["value"]), (&"spf".into(), &"v=spf1 ip4:192.0.2.1 -all".into()));
    // Alone, such a record is what was meant.
    let (_, report) = record("a.example. 300 IN TXT \"google-site-verification=abc\"", &[]);
    assert_eq!(report["value"], "google-site-verification=abc");
}
