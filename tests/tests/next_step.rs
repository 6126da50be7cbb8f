//! The next step of a domain's policy is the same wherever it is told: in the steps of its report, on the way to reject, in the report
//! of its mail, and in the set-up, over all corpora and over made-up zones.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has to fail")]

use serde_json::Value;
use std::{fs, path::Path};
use waxseal_core::dns::Zone;
use waxseal_core::domain::Domain;
use waxseal_core::evidence::{EnvelopeOverrides, Tables};
use waxseal_core::message::Origin;
use waxseal_core::setup::{Choices, SetupForm, set_up};
use waxseal_core::time::Timestamp;
use waxseal_core::{DomainInput, MessageInput, check_domain, check_message};
use waxseal_tests::slips::{Dice, cases, seed};
use waxseal_tests::zones::{DOMAIN, made};

/// So many made-up zones in every run of the tests.
const FEW: u64 = 150;
const NOW: Timestamp = Timestamp(1_790_000_000);

fn json(value: &impl serde::Serialize) -> Value {
    serde_json::to_value(value).unwrap()
}

/// The next step that a step of a report is; `None` where it is about something else, or cannot be taken.
fn step_of(fix: &Value) -> Option<&'static str> {
    Some(match fix["step"].as_str()? {
        "publishDmarc" | "moveDmarc" => "publish",
        "correctDmarc" | "keepOneDmarc" => "correct",
        "askForReports" => "askForReports",
        "authorizeReports" => "authorizeReports",
        "alignSubdomainPolicy" => "subdomains",
        "raisePolicy" => "raise",
        _ => return None,
    })
}

/// The step by which a record would come from one text to another.
fn raised(fix: &Value) -> &'static str {
    let tag = |text: &Value, tag: &str| {
        let text = text.as_str().unwrap_or_default().to_ascii_lowercase();
        let mut tags = text.split(';').filter_map(|part| part.trim().split_once('='));
        tags.find(|(name, _)| name.trim() == tag).map(|(_, value)| value.trim().to_owned())
    };
    match (tag(&fix["old"], "t").as_deref(), tag(&fix["value"], "p").as_deref()) {
        (Some("y"), _) if tag(&fix["old"], "p").as_deref() != Some("none") => "endTest",
        (_, Some("reject")) => "reject",
        _ => "quarantine",
    }
}

/// The first step about the policy that a domain's report advises. Where the first cause is not one of DMARC, those of others may
/// stand before it.
fn advised(report: &Value) -> Option<&'static str> {
    let fixes = report["diagnosis"].as_array().unwrap().iter().flat_map(|d| d["fixes"].as_array().unwrap());
    let (fix, step) = fixes.into_iter().find_map(|fix| Some((fix, step_of(fix)?)))?;
    Some(if step == "raise" { raised(fix) } else { step })
}

fn is_parked(report: &Value) -> bool {
    report["sending"] == "looksParked"
}

/// The next step of the policy by the set-up, where nothing is chosen but what the zone has.
fn set_up_step(zone: &Zone, domain: &str, sends: bool) -> Option<String> {
    let form = SetupForm {
        domain: domain.into(),
        sends: if sends { Vec::new() } else { vec!["nothing".into()] },
        own: if sends { "198.51.100.1".into() } else { String::new() },
        receives: "unchanged".into(),
        ..SetupForm::default()
    };
    let choices = Choices::read(&form, |_| None).unwrap();
    let report = json(&pollster::block_on(set_up(zone, &choices)));
    let lines = report["plan"]["lines"].as_array().unwrap();
    let record = lines.iter().find(|line| line["purpose"] == "dmarc");
    let steps = report["plan"]["steps"].as_array().unwrap();
    if report["plan"]["sends"] != sends {
        return None;
    }
    let places = ["chooseReports", "consent", "raisePolicy"];
    let raise = steps.iter().find(|step| places.contains(&step["step"].as_str().unwrap()));
    let next = raise.map(|step| match step["step"].as_str() {
        Some("chooseReports") => "askForReports".to_owned(),
        Some("consent") => "authorizeReports".to_owned(),
        _ => step["next"].as_str().unwrap().to_owned(),
    });
    let state = record.map_or("there", |line| line["live"]["state"].as_str().unwrap());
    Some(match state {
        "missing" if !sends => "rejectAll".to_owned(),
        "missing" => "publish".to_owned(),
        "differs" if !sends => "rejectAll".to_owned(),
        "differs" => format!("correct|{}", next.as_deref().unwrap_or("arrived")),
        "there" => next.unwrap_or_else(|| "arrived".to_owned()),
        _ => return None,
    })
}

/// The next step by the report of a mail of the domain.
fn of_mail(zone: &Zone, domain: &str) -> Value {
    let text = format!("From: A <a@{domain}>\r\nTo: b@there.example\r\nSubject: x\r\n\r\nx\r\n");
    let input = MessageInput {
        bytes: text.as_bytes(),
        origin: Origin::File,
        given: EnvelopeOverrides::default(),
        trust: None,
        now: NOW,
        tables: Tables { to_ascii: |_| None, decode_charset: |_, _| None },
        suffixes: None,
    };
    json(&pollster::block_on(check_message(zone, &input)))["dmarc"]["nextStep"].clone()
}

fn holds(zone: &Zone, domain: &str) -> Result<(), String> {
    let input = DomainInput::new(Domain::parse(domain).unwrap(), NOW);
    let report = json(&pollster::block_on(check_domain(zone, &input)));
    if report["exists"] != true
        || report["mx"]["hosts"].as_array().unwrap().is_empty() && domain.starts_with('_')
    {
        return Ok(());
    }
    let Some(next) = report["dmarc"]["nextStep"].as_str() else { return Ok(()) };
    let record = &report["dmarc"]["record"]["text"];
    let differs = |place: &str, other: &str| Err(format!("{domain} {record}: {next}, but {other} {place}"));
    if !is_parked(&report) {
        let mail = of_mail(zone, domain);
        if mail != *next {
            return differs("in the report of its mail", &mail.to_string());
        }
    }
    // What misreads the record is told first; what is left to raise is shown, and is no fault.
    if let Some(step) = advised(&report) {
        let is_same =
            step == next || (next, step) == ("rejectAll", "reject") || (next, step) == ("correct", "publish");
        // Reports that go to several may miss one of them, and reject asks for none.
        let is_beside = step == "authorizeReports" || (next, step) == ("publish", "correct");
        if !is_same && !is_beside {
            return differs("among its steps", step);
        }
    }
    let Some(step) = set_up_step(zone, domain, !is_parked(&report)) else { return Ok(()) };
    if !step.split('|').any(|step| step == next) {
        return differs("in the set-up", &step);
    }
    Ok(())
}

fn corpora() -> Vec<(Zone, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = |folder: &str| {
        let mut paths: Vec<_> =
            fs::read_dir(root.join(folder)).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        paths.into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "json"))
    };
    let read = |path: &Path| -> Value { serde_json::from_slice(&fs::read(path).unwrap()).unwrap() };
    let zone = |value: &Value| -> Zone { serde_json::from_value(value.clone()).unwrap() };
    let cases = files("diagnosis").filter_map(|path| {
        let case = read(&path);
        Some((zone(&case["zone"]), case["domain"].as_str()?.to_owned()))
    });
    let zones = files("zones").flat_map(|path| {
        let value = read(&path);
        let names: Vec<String> = value.as_object().unwrap().keys().cloned().collect();
        let apex = names.into_iter().filter(|name| name.split('.').count() == 2);
        apex.map(|name| (zone(&value), name)).collect::<Vec<_>>()
    });
    cases.chain(zones).collect()
}

#[test]
fn every_place_tells_the_same_step_of_a_real_domain() {
    let all = corpora();
    assert!(all.len() > 100, "{}", all.len());
    let wrong: Vec<String> = all.iter().filter_map(|(zone, domain)| holds(zone, domain).err()).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_place_tells_the_same_step_of_a_made_up_domain() {
    let mut wrong = Vec::new();
    for case in 0..cases(FEW) {
        let mut dice = Dice(seed().wrapping_mul(1_000_003).wrapping_add(78 << 48).wrapping_add(case));
        let zone: Zone = serde_json::from_value(made(&mut dice).zone).unwrap();
        wrong.extend(holds(&zone, DOMAIN).err().map(|why| format!("case {case}: {why}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
