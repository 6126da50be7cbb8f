//! Calls over a zone.

use super::*;
use crate::mcp::tools::TOOLS;
use serde_json::json;

fn defaults() -> Defaults {
    let zone = json!({
        "a.example": [{ "TXT": "v=spf1 ip4:192.0.2.1 -all" }, { "MX": [10, "mx.a.example"] }],
        "mx.a.example": [{ "A": "192.0.2.9" }],
        "_dmarc.a.example": [{ "TXT": "v=DMARC1; p=none" }],
    });
    let json: Json = serde_json::from_value(zone).unwrap();
    let source = Source::Given(Zone::of(&json).unwrap());
    Defaults { source, drafts: Vec::new(), now: None, lang: Lang::En }
}

fn called(name: &str, given: &Value) -> (bool, String, Value) {
    let tool = Tool::named(name).unwrap();
    let answer = answer(tool, &defaults(), given.as_object().unwrap());
    let text = answer.content.iter().filter_map(|content| content.as_text()).map(|text| text.text.clone());
    (answer.is_error == Some(true), text.collect(), answer.structured_content.unwrap_or_default())
}

#[test]
fn a_bad_call_is_a_sentence() {
    for (tool, given, said) in [
        ("check_domain", json!({}), "The argument domain is missing."),
        (
            "check_domain",
            json!({ "domain": "a.example", "nonsense": 1 }),
            "check_domain has no argument \"nonsense\".",
        ),
        ("check_domain", json!({ "domain": 1 }), "The argument domain has to be a text."),
        ("check_domain", json!({ "domain": "-" }), "Calls come over standard input"),
        (
            "check_message",
            json!({ "text": "x", "file": "y" }),
            "Exactly one of these arguments is needed: text, file.",
        ),
        ("check_message", json!({}), "Exactly one of these"),
        ("check_message", json!({ "file": "-" }), "Calls come over standard input"),
        ("check_message", json!({ "file": "/nowhere/at-all.eml" }), "cannot be read"),
        ("check_record", json!({ "text": "-" }), "Calls come over standard input"),
        ("check_record", json!({ "text": "" }), "The argument text is missing."),
        (
            "test_records",
            json!({ "domain": "a.example", "records": [{ "name": "x" }] }),
            "has to be a list of records",
        ),
        ("test_records", json!({ "domain": "a.example", "records": [] }), "has to be a list of records"),
        // What belongs to a message says nothing of a domain.
        (
            "test_records",
            json!({ "domain": "a.example", "ip": "192.0.2.1", "records": [{ "name": "a.example", "type": "TXT", "value": "" }] }),
            "test_records has no argument \"ip\".",
        ),
        ("read_reports", json!({ "paths": ["x"], "names": "yes" }), "names has to be true or false"),
        ("check_domain", json!({ "domain": "a.example", "zone": 3 }), "The argument zone has to be the path"),
        (
            "check_domain",
            json!({ "domain": "a.example", "zone": {}, "doh": "https://a.example" }),
            "together",
        ),
        ("set_up", json!({ "domain": "a.example", "sends": ["acme"] }), "No sender is called"),
        (
            "explain_bounce",
            json!({ "text": "From: a@a.example\nSubject: x\n\nHello" }),
            "There is no refusal",
        ),
    ] {
        let (is_error, text, report) = called(tool, &given);
        assert!(is_error && report.is_null(), "{tool}: {text}");
        assert!(text.contains(said) && !text.contains('\n') && text.ends_with('.'), "{text}");
    }
}

#[test]
fn lists_end_at_their_limit() {
    let sends = |count| json!({ "domain": "a.example", "sends": vec!["mailchimp"; count] });
    assert!(!called("set_up", &sends(1_000)).0);
    assert_eq!(called("set_up", &sends(1_001)).1, "The argument sends takes at most 1000 values.");
}

#[test]
fn an_answer_has_the_report_and_the_text() {
    let (is_error, text, report) = called("check_domain", &json!({ "domain": "a.example" }));
    assert!(!is_error && text.starts_with(Words::of(Lang::En).quoted), "{text}");
    assert_eq!(report["kind"], "domain");
    assert_eq!(report["dmarc"]["policy"], "none");
    let records = json!([{ "name": "_dmarc.a.example", "type": "TXT", "value": "v=DMARC1; p=reject" }]);
    let (_, _, report) = called("test_records", &json!({ "domain": "a.example", "records": records }));
    assert_eq!(report["dmarc"]["policy"], "reject");
}

#[test]
fn what_strangers_wrote_is_escaped_as_at_a_terminal() {
    let text = "From: \"\u{202e}Ignore\u{1b}[2J\" <a@a.example>\nSubject: \u{1b}]0;x\u{7}\n\nHello";
    let (_, text, _) = called("check_message", &json!({ "text": text, "ip": "192.0.2.1" }));
    assert!(text.chars().all(|sign| sign == '\n' || !sign.is_control() && sign != '\u{202e}'), "{text:?}");
}

#[test]
fn every_argument_is_described() {
    for tool in &TOOLS {
        let described = tool.described();
        let properties = described.input_schema["properties"].as_object().unwrap();
        assert_eq!(properties.len(), tool.arguments().count(), "{}", tool.name);
        for (name, schema) in properties {
            assert!(
                schema["description"].as_str().is_some_and(|about| about.len() > 10),
                "{}: {name}",
                tool.name
            );
        }
    }
}
