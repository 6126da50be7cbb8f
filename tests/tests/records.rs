//! Records before they are published, beside what is there.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has to fail")]

use serde_json::{Value, json};
use waxseal_core::dkim::DkimFinding;
use waxseal_core::dns::Zone;
use waxseal_core::domain::Domain;
use waxseal_core::input::{RecordUse, one_record};
use waxseal_core::report::{AnyFinding, Compared, RecordReport, RootCause};
use waxseal_core::time::Timestamp;
use waxseal_core::{RecordInput, check_record};

const KEY: &str = "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAtTAOO+k+WwWuIZ0amDRzCkSMm7xcLNXa+p3sddHTuS6Px5gFJB1MaMlDd+j9khITFozYvv0k/pDeOAyhLhXrFEON7yPaH9gTpmtrbu+67QL5K3qZ0qP9bXlnyQJmSOhTFV9u+uMAz26YDo84jkxotRRKmlvTqaZNas4BxQL6OdfuPTAokaAkA2u7n3lUi519H8YbXFxYbrlTQAI6gDstlm+aNV9y0ADBMRn8cvWCXCEjq2v8GIamFa6coUxvo/M3RWJCwPRlrc26dctgdexgjA1GInsdNGOdiA/gnPOLD4nAocNOzSJNQpD7YJCDDfmwjPxYgCff2vYsOTivBIrVjwIDAQAB";

fn checked(zone: Value, text: &str, name: Option<&str>) -> RecordReport {
    let zone: Zone = serde_json::from_value(zone).unwrap();
    let name = name.map(|name| Domain::parse(name).unwrap());
    let record = one_record(text, name.as_ref(), |_| None).unwrap();
    let now = Timestamp::parse_rfc3339("2026-11-28T12:00:00Z").unwrap();
    pollster::block_on(check_record(&zone, &RecordInput { record, now }))
}

#[test]
fn a_record_beside_another_of_spf_tells_what_it_leaves_out() {
    let zone = json!({ "a.example": [{ "TXT": "v=spf1 include:b.example ip4:192.0.2.5 ~all" }, { "TXT": "other" }], "b.example": [{ "TXT": "v=spf1 ip4:203.0.113.0/24 -all" }] });
    let report = checked(zone.clone(), "v=spf1 ip4:192.0.2.5 a:c.example -all", Some("a.example"));
    assert_eq!((report.compared(), report.left_out()), (Compared::Differs, vec!["include:b.example"]));
    let all = checked(zone, "v=spf1 ip4:192.0.2.5 include:b.example -all", Some("a.example"));
    assert_eq!((all.compared(), all.left_out()), (Compared::Differs, Vec::new()));
}

/// Exchangers, addresses and the proofs that others ask for stand beside one another.
#[test]
fn a_record_that_may_stand_beside_others_takes_nobodys_place() {
    let zone = json!({ "a.example": [{ "MX": [10, "mx1.a.example"] }, { "TXT": "google-site-verification=abc" }], "b.example": [{ "CNAME": "c.example" }] });
    for (text, compared) in [
        ("a.example. IN MX 20 mx2.a.example.", Compared::Beside),
        ("a.example. IN MX 10 mx1.a.example.", Compared::Same),
        ("a.example. IN TXT \"ms=ms123\"", Compared::Beside),
        ("b.example. IN CNAME d.example.", Compared::Differs),
    ] {
        assert_eq!(checked(zone.clone(), text, None).compared(), compared, "{text}");
    }
}

#[test]
fn a_key_as_the_program_wrote_it_becomes_a_record() {
    let lines: Vec<&str> = (0..KEY.len()).step_by(64).map(|at| &KEY[at..(at + 64).min(KEY.len())]).collect();
    let pem = format!("-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----\n", lines.join("\n"));
    for text in [KEY, &pem, &lines.join("\n")] {
        let report = checked(json!({}), text, None);
        assert_eq!(report.of, RecordUse::Dkim, "{text}");
        let report = serde_json::to_value(report).unwrap();
        assert_eq!(report["diagnosis"][0]["fixes"][0]["value"], format!("v=DKIM1; p={KEY}"));
    }
}

/// Receivers ask at one name, and a record elsewhere is none, however right it reads.
#[test]
fn a_record_at_a_name_that_nobody_asks_is_brought_where_it_belongs() {
    let dmarc = "v=DMARC1; p=quarantine; rua=mailto:d@a.example";
    let zone = json!({
        "a.example": [{ "MX": [10, "mx.a.example"] }, { "TXT": "v=spf1 mx -all" }],
        "mx.a.example": [{ "A": "192.0.2.1" }],
    });
    let there = json!({ "a.example": [{ "MX": [10, "mx.a.example"] }, { "TXT": "v=spf1 mx -all" }], "mx.a.example": [{ "A": "192.0.2.1" }], "_dmarc.a.example": [{ "TXT": "v=DMARC1; p=none" }] });
    for (zone, old) in [(zone.clone(), None), (there, Some("v=DMARC1; p=none"))] {
        let report = checked(zone, &format!("dmarc.a.example. IN TXT \"{dmarc}\""), None);
        let found = report.diagnosis.first().unwrap();
        assert!(matches!(found.cause, RootCause::DmarcWrongName { .. }));
        let fix = found.fixes.first().unwrap();
        assert_eq!(fix.name.as_ref().unwrap().as_str(), "_dmarc.a.example");
        assert_eq!((fix.value.as_deref(), fix.old.as_deref()), (Some(dmarc), old));
    }
    let report = checked(zone, &format!("s1.a.example. IN TXT \"v=DKIM1; p={KEY}\""), None);
    let found = report.diagnosis.first().unwrap();
    assert!(matches!(found.cause, RootCause::DkimKeyWrongName { .. }));
    assert_eq!(found.fixes.first().unwrap().name.as_ref().unwrap().as_str(), "s1._domainkey.a.example");
}

/// RFC 9989 §4.10.1, RFC 7208 §4.5: of several records none counts, also before DNS is asked.
#[test]
fn two_records_of_one_answer_are_two() {
    let answer = "_dmarc.a.example\ttext =\n\n\t\"v=DMARC1; p=none\"\n_dmarc.a.example\ttext =\n\n\t\"v=DMARC1; p=quarantine; rua=mailto:d@a.example\"\n";
    let mail = || json!([{ "MX": [10, "mx.a.example"] }]);
    let there = json!({ "a.example": mail(), "_dmarc.a.example": [{ "TXT": "v=DMARC1; p=none" }, { "TXT": "v=DMARC1; p=quarantine; rua=mailto:d@a.example" }] });
    for zone in [json!({ "a.example": mail() }), there] {
        let report = checked(zone, answer, None);
        let found = report.diagnosis.first().unwrap();
        assert!(matches!(found.cause, RootCause::DmarcSeveralRecords { count: 2, .. }));
        assert_ne!(report.compared(), Compared::Differs);
    }
    let lines =
        "a.example. 300 IN TXT \"v=spf1 mx -all\"\na.example. 300 IN TXT \"v=spf1 ip4:192.0.2.1 -all\"\n";
    let report = checked(json!({}), lines, None);
    assert!(matches!(report.diagnosis.first().unwrap().cause, RootCause::SpfSeveralRecords { .. }));
}

/// RFC 9989 §4.7: `psd=y` is true of registries, which take no mail at their name.
#[test]
fn a_corrected_record_says_nothing_untrue_of_the_domain() {
    let corrected = |psd: &str| {
        let text = format!("v=DMARC1; p=quarentine; psd={psd}");
        let report = checked(json!({}), &text, None);
        report.diagnosis.first().unwrap().fixes.first().unwrap().value.clone().unwrap()
    };
    assert_eq!(corrected("y"), "v=DMARC1; p=quarantine");
    assert_eq!(corrected("n"), "v=DMARC1; p=quarantine; psd=n");
}

/// RFC 8463: not every verifier knows Ed25519.
#[test]
fn an_ed25519_key_alone_is_told_that_many_do_not_check_it() {
    let text = "s1._domainkey.a.example. IN TXT \"v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\"";
    let report = checked(json!({}), text, None);
    let is_told = |advice: &AnyFinding| matches!(advice, AnyFinding::Dkim(DkimFinding::Ed25519Only { .. }));
    assert!(report.findings.iter().any(|finding| is_told(&finding.advice)));
}

/// dig parts the name and the TTL by a blank where the name is long, and all else by tabs.
#[test]
fn an_answer_of_dig_keeps_its_name() {
    let answer = ";; ANSWER SECTION:\n_dmarc.a-rather-long.example. 3600 IN\tTXT\t\"v=DMARC1\\; p=reject\"\n";
    let report = checked(json!({}), answer, None);
    assert_eq!(report.name.unwrap().as_str(), "_dmarc.a-rather-long.example");
    assert_eq!(report.value, "v=DMARC1; p=reject");
}

/// RFC 9990 §4: the record by which a domain agrees to take reports is no DMARC record at a wrong name.
#[test]
fn consent_to_reports_stands_where_it_belongs() {
    let zone = json!({
        "b.example": [{ "MX": [10, "mx.b.example"] }],
        "_dmarc.b.example": [{ "TXT": "v=DMARC1; p=reject; rua=mailto:d@b.example" }],
    });
    let report = checked(zone, "a.example._report._dmarc.b.example. IN TXT \"v=DMARC1\"", None);
    assert!(report.diagnosis.is_empty(), "{:?}", report.diagnosis);
}

/// An answer with both halves of a key is one key, whichever half comes first.
#[test]
fn two_halves_of_a_key_at_one_name_are_one_key() {
    let (head, tail) = KEY.split_at(230);
    let (head, tail) = (format!("v=DKIM1; k=rsa; p={head}"), tail.to_owned());
    for halves in [[&head, &tail], [&tail, &head]] {
        let text: String =
            halves.map(|half| format!("k._domainkey.a.example. 300 IN TXT \"{half}\"\n")).concat();
        let report = checked(json!({}), &text, None);
        let fix = &report.diagnosis.first().unwrap().fixes[0];
        assert_eq!(fix.value.as_deref(), Some(format!("v=DKIM1; k=rsa; p={KEY}").as_str()));
    }
}

/// A record alone tells as much as its domain does of where its reports go.
#[test]
fn a_record_whose_reports_nobody_takes_says_so_first() {
    let zone =
        json!({ "a.example": [{ "MX": [10, "mx.a.example"] }], "mx.a.example": [{ "A": "192.0.2.1" }] });
    let report = checked(zone, "v=DMARC1; p=none; rua=mailto:d@agency.test", Some("_dmarc.a.example"));
    let cause = &report.diagnosis.first().unwrap().cause;
    assert!(matches!(cause, RootCause::ReportAddressNotAuthorized { .. }), "{cause:?}");
}

/// `dig +short` prints a line for each record; strings of one record stand on lines of their own too, in a zone file.
#[test]
fn whole_records_on_lines_are_several_and_strings_are_one() {
    let name = Some("k._domainkey.a.example");
    let whole = format!(
        "\"v=DKIM1; k=rsa; p={KEY}\"\n\"v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\"\n"
    );
    assert_eq!(checked(json!({}), &whole, name).beside.len(), 1);
    let proof = format!("\"v=DKIM1; k=rsa; p={KEY}\"\n\"google-site-verification=abc\"\n");
    assert_eq!(checked(json!({}), &proof, name).beside, ["google-site-verification=abc"]);
    let (head, tail) = KEY.split_at(230);
    let strings = checked(json!({}), &format!("\"v=DKIM1; k=rsa; p={head}\"\n\"{tail}\"\n"), name);
    assert!(strings.beside.is_empty() && strings.value.ends_with(tail), "{}", strings.value);
}
