//! Sentences are claims: wherever a report says one of these, what it rests on has to be so. Every report of the labelled set,
//! of the receivers' layouts and of the field cases, where those are at hand, is written out and held to it.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot be set up has to fail")]

use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use waxseal_core::dns::Zone;
use waxseal_core::domain::Domain;
use waxseal_core::evidence::{EnvelopeOverrides, Tables};
use waxseal_core::message::Origin;
use waxseal_core::time::Timestamp;
use waxseal_core::{DomainInput, MessageInput, check_domain, check_message};
use waxseal_prose::Lang;
use waxseal_view::{Locale, Session, markdown};

/// A sentence, and what has to be so in the report where it stands.
type Claim = (&'static str, fn(&Value) -> bool);

const CLAIMS: &[Claim] = &[
    ("The message you have still fails", |report| report["dmarc"]["result"] == "fail"),
    ("This message passes DMARC", |report| report["dmarc"]["result"] == "pass"),
    ("This message fails DMARC", |report| report["dmarc"]["result"] == "fail"),
    ("DNS gave no answer", |report| any(&report["dns"], |query| !is_answered(query))),
    ("got no answer", |report| any(&report["dns"], |query| !is_answered(query))),
    ("Neither SPF nor", |report| !any(&report["dmarc"]["identifiers"], passed)),
    ("Nothing that was checked speaks for", |report| {
        !any(&report["dmarc"]["identifiers"], |i| passed(i) && i["aligned"] == true)
    }),
    ("SPF passed for", |report| any(&report["dmarc"]["identifiers"], |i| passed(i) && is_by(i, "spf"))),
    ("SPF (", |report| any(&report["dmarc"]["identifiers"], |i| passed(i) && is_by(i, "spf"))),
    ("DKIM (", |report| any(&report["dmarc"]["identifiers"], |i| passed(i) && is_by(i, "dkim"))),
    ("was good when the message arrived", |report| any(&report["dkim"], |own| own["claimed"] == "pass")),
    ("was changed on its way", |report| any(&report["dkim"], is_altered)),
    ("carries the hash of nothing", |report| {
        any(&report["dkim"], |own| own["bodyChange"]["code"] == "emptyHashedAsNothing")
    }),
    ("has more From fields than", |report| count(&report["header"], is_from) > 1),
    ("Receivers that still follow RFC 7489", |report| {
        report["dmarc"]["rfc7489"]["differences"]
            .as_array()
            .is_some_and(|differences| !differences.is_empty())
    }),
    ("has neither all nor redirect", |report| {
        any(&report["findings"], |finding| finding["code"] == "noAll" && is_open(report, finding))
    }),
    ("this fault is gone", |report| any(&report["diagnosis"], |found| found["proof"]["of"] == "domain")),
    ("never left the server", |report| any(&report["hops"], |hop| hop["entry"] == true && is_login(hop))),
];

fn any(list: &Value, is_such: impl Fn(&Value) -> bool) -> bool {
    list.as_array().is_some_and(|items| items.iter().any(is_such))
}

fn count(list: &Value, is_such: impl Fn(&Value) -> bool) -> usize {
    list.as_array().map_or(0, |items| items.iter().filter(|item| is_such(item)).count())
}

fn is_answered(query: &Value) -> bool {
    query["status"] == "noerror" || query["status"] == "nxdomain"
}

fn passed(identifier: &Value) -> bool {
    identifier["result"] == "pass"
}

fn is_by(identifier: &Value, mechanism: &str) -> bool {
    identifier["mechanism"].as_str().is_some_and(|own| own.eq_ignore_ascii_case(mechanism))
}

fn is_from(field: &Value) -> bool {
    field["name"].as_str().is_some_and(|name| name.eq_ignore_ascii_case("from"))
}

fn is_altered(signature: &Value) -> bool {
    let said = ["fail", "neutral"].iter().any(|word| signature["claimed"] == *word);
    said || signature["bodyVerified"] == false || signature["headerVerified"] == false
}

fn is_login(hop: &Value) -> bool {
    hop["with"]
        .as_str()
        .is_some_and(|with| with.to_ascii_uppercase().trim_end_matches('A') != with.to_ascii_uppercase())
}

/// The texts that DNS has at a name.
fn texts(report: &Value, name: &str) -> Vec<String> {
    let queries = report["dns"].as_array().into_iter().flatten();
    let asked = queries.filter(|query| query["name"] == name && query["type"] == "TXT");
    let answers = asked.flat_map(|query| query["answers"].as_array().into_iter().flatten());
    let joined = |answer: &Value| match &answer["TXT"] {
        Value::Array(parts) => Some(parts.iter().filter_map(Value::as_str).collect()),
        text => text.as_str().map(str::to_owned),
    };
    answers.filter_map(joined).collect()
}

/// Whether nothing in the record that a finding is about could be its end.
fn is_open(report: &Value, finding: &Value) -> bool {
    let records = texts(report, finding["domain"].as_str().unwrap());
    let letters =
        |term: &str| term.chars().filter(char::is_ascii_alphabetic).collect::<String>().to_ascii_lowercase();
    let ends = |term: &str| letters(term) == "all" || term.to_ascii_lowercase().starts_with("redirect");
    records.iter().any(|record| record.starts_with("v=spf1") && !record.split_whitespace().any(ends))
}

/// Whether a record that is said to keep everything does: each name and address of the old one stands in the new one, whatever the
/// mechanism before it.
fn keeps_everything(fix: &Value) -> bool {
    let (Some(old), Some(new)) = (fix["old"].as_str(), fix["value"].as_str()) else { return true };
    let values = |text: &str| -> Vec<String> {
        let terms = text.split_whitespace().filter_map(|term| term.split_once([':', '=']));
        terms.map(|(_, value)| value.trim_end_matches(['.', ';', ',']).to_ascii_lowercase()).collect()
    };
    let kept = values(new);
    let is_plain = |value: &String| {
        value.contains('.') && value.chars().all(|c| c.is_ascii_alphanumeric() || "._-/".contains(c))
    };
    let listed = values(old);
    // What a panel cut off at the end of the record is kept where the whole name stands in the new one.
    let is_cut = |value: &String| {
        listed.last() == Some(value) && old.ends_with(value) && kept.iter().any(|own| own.starts_with(value))
    };
    listed.iter().filter(|value| is_plain(value)).all(|value| kept.contains(value) || is_cut(value))
}

/// What was held, and what was said that is not so.
#[derive(Default)]
struct Held {
    sentences: usize,
    untrue: Vec<String>,
}

impl Held {
    fn need(&mut self, is_so: bool, said: impl Fn() -> String) {
        self.sentences += 1;
        if !is_so {
            self.untrue.push(said());
        }
    }
}

/// Holds a report, as it is written out, to every sentence in it.
fn hold(held: &mut Held, name: &str, said: &str, report: &Value) {
    for (sentence, is_so) in CLAIMS.iter().filter(|(sentence, _)| said.contains(sentence)) {
        held.need(is_so(report), || format!("{name}: {sentence}"));
    }
    let found = report["diagnosis"].as_array().into_iter().flatten();
    for fix in found.clone().flat_map(|found| found["fixes"].as_array().into_iter().flatten()) {
        if fix["step"] == "correctSpf" && fix["dropped"].as_array().is_some_and(Vec::is_empty) {
            held.need(keeps_everything(fix), || format!("{name}: everything is kept in {fix}"));
        }
    }
    for found in found.filter(|found| found["cause"] == "dkimSeveralKeys") {
        let keys = texts(report, found["name"].as_str().unwrap());
        let keys = keys.iter().filter(|text| text.contains("p=")).count();
        let counted = usize::try_from(found["count"].as_u64().unwrap()).unwrap();
        held.need(keys >= counted, || format!("{name}: {counted} keys stand at {}", found["name"]));
    }
}

fn tables() -> Tables {
    Tables { to_ascii: |_| None, decode_charset: |_, _| None }
}

fn of_message(
    held: &mut Held,
    name: &str,
    text: &[u8],
    origin: Origin,
    given: EnvelopeOverrides,
    (zone, now): (&Zone, &str),
) {
    let now = Timestamp::parse_rfc3339(now).unwrap();
    let input =
        MessageInput { bytes: text, origin, given, trust: None, now, tables: tables(), suffixes: None };
    let report = pollster::block_on(check_message(zone, &input));
    let value = serde_json::to_value(&report).unwrap();
    let locale = Locale { lang: Lang::En, ..Locale::default() };
    hold(held, name, &markdown::message(locale, &report, &Session::default()), &value);
}

fn of_domain(held: &mut Held, name: &str, domain: &str, (zone, now): (&Zone, &str)) {
    let Ok(domain) = Domain::parse(domain) else { return };
    let input = DomainInput::new(domain, Timestamp::parse_rfc3339(now).unwrap());
    let report = pollster::block_on(check_domain(zone, &input));
    let value = serde_json::to_value(&report).unwrap();
    let locale = Locale { lang: Lang::En, ..Locale::default() };
    hold(held, name, &markdown::domain(locale, &report, &Session::default()), &value);
}

fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let paths: BTreeSet<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.into_iter().collect()
}

fn json(path: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(path).unwrap())
        .unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

#[test]
fn every_sentence_over_the_labelled_set_is_so() {
    let mut held = Held::default();
    for path in files(&project().join("tests/diagnosis")) {
        let (case, name) = (json(&path), path.file_stem().unwrap().to_string_lossy().into_owned());
        let zone: Zone = serde_json::from_value(case["zone"].clone()).unwrap();
        let now = case["now"].as_str().unwrap();
        if case["kind"] == "domain" {
            of_domain(&mut held, &name, case["domain"].as_str().unwrap(), (&zone, now));
            continue;
        }
        let given = EnvelopeOverrides {
            ip: case["ip"].as_str().map(|ip| ip.parse().unwrap()),
            mail_from: case["mailFrom"].as_str().map(str::to_owned),
            helo: case["helo"].as_str().map(str::to_owned),
            ..EnvelopeOverrides::default()
        };
        let origin = if case["origin"] == "paste" { Origin::Paste } else { Origin::File };
        let text = case["message"].as_str().unwrap().as_bytes();
        of_message(&mut held, &name, text, origin, given, (&zone, now));
    }
    assert_eq!(held.untrue, Vec::<String>::new());
    assert!(held.sentences > 300, "only {} sentences were held", held.sentences);
}

#[test]
fn every_sentence_over_the_field_cases_is_so() {
    let mut held = Held::default();
    let field = project().join("../shared/field");
    let groups = ["messages", "domains", "conformance"].map(|group| field.join(group));
    for folder in groups.iter().filter(|group| group.is_dir()).flat_map(|group| files(group)) {
        let case = json(&folder.join("case.json"));
        let run: Vec<&str> = case["run"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        let after = |option: &str| run.iter().position(|word| *word == option).and_then(|at| run.get(at + 1));
        let Some(zone) = after("--zone") else { continue };
        let Ok(zone) = serde_json::from_value::<Zone>(json(&folder.join(zone))) else { continue };
        let now = after("--now").copied().unwrap_or("2026-11-28T18:00:00Z");
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        match run.as_slice() {
            ["message", file, ..] => {
                let origin = if file.ends_with(".eml") { Origin::File } else { Origin::Paste };
                let Ok(text) = fs::read(folder.join(file)) else { continue };
                of_message(&mut held, &name, &text, origin, EnvelopeOverrides::default(), (&zone, now));
            }
            ["domain", domain, ..] => {
                of_domain(&mut held, &name, domain, (&zone, now));
            }
            _ => {}
        }
    }
    assert_eq!(held.untrue, Vec::<String>::new());
}

#[test]
fn every_sentence_over_the_layouts_of_receivers_is_so() {
    let zone: Zone = serde_json::from_str(
        r#"{"_dmarc.example.com": [{"TXT": "v=DMARC1; p=reject"}], "example.net": [{"TXT": "v=spf1 ip4:192.0.2.0/24 -all"}]}"#,
    )
    .unwrap();
    let mut held = Held::default();
    for path in files(&project().join("tests/receivers")) {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let text = fs::read(&path).unwrap();
        of_message(
            &mut held,
            &name,
            &text,
            Origin::Paste,
            EnvelopeOverrides::default(),
            (&zone, "2026-01-02T00:00:00Z"),
        );
    }
    assert_eq!(held.untrue, Vec::<String>::new());
}
