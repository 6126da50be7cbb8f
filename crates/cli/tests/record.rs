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
    assert!(
        report["dns"]
            .as_array()
            .unwrap()
            .iter()
            .all(|query| !query["name"].as_str().unwrap().ends_with("your-domain.example"))
    );
    let (_, report) = record("v=DMARC1; p=none", &["--name", "_dmarc.a.example"]);
    assert_eq!((&report["type"], &report["name"]), (&"dmarc".into(), &"_dmarc.a.example".into()));
    assert_eq!(report["dmarc"]["p"], "none", "{}", report["dmarc"]);
    // Who names the domain means the name at which the record has to stand there.
    let (_, report) = record("v=DMARC1; p=none", &["--name", "a.example"]);
    assert_eq!(report["name"], "_dmarc.a.example");
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

#[test]
fn a_record_without_a_name_gets_its_steps_and_no_blame_for_a_domain_that_is_not_given() {
    let (status, report) = record("v=DMARC1; p=quarantaine", &[]);
    assert_eq!((status, &report["published"]), (Some(1), &Value::Null));
    let step = &report["diagnosis"][0]["fixes"][0];
    assert_eq!(step["value"], "v=DMARC1; p=quarantine", "{report}");
    // Not protected yet is no fault.
    assert_eq!(record("v=DMARC1; p=none; rua=mailto:d@a.example", &[]).0, Some(0));
    let (status, report) = record("v=spf1 a mx ip4:192.0.2.7 -all", &[]);
    assert_eq!((status, report["findings"].as_array().map(Vec::len)), (Some(0), Some(0)), "{report}");
    assert_eq!(report["dns"].as_array().map(Vec::len), Some(0), "nobody is asked: {}", report["dns"]);
    let ranges = report["spf"]["addresses"]["ranges"].as_array().unwrap();
    assert_eq!(ranges.len(), 1, "addresses that are not the domain's: {ranges:?}");
}

#[test]
fn a_key_says_its_type_and_its_bits() {
    let (_, report) = record("v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=", &[]);
    assert_eq!(
        (&report["dkim"]["key"]["kind"], &report["dkim"]["key"]["bits"]),
        (&"ed25519".into(), &256.into())
    );
}
