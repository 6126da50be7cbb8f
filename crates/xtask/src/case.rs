//! A report that somebody shared, made a case of the labelled set of the diagnosis: its own DNS log is the zone.

use crate::steps::root;
use serde_json::{Map, Value, json};
use std::path::Path;

/// Where the cases are.
const CASES: &str = "tests/diagnosis";
/// Who tells of signatures that the maker of the report verified: what they sign was not shared.
const REPORT: &str = "shared-report";
/// The members of a step that a label states.
const LABELS: [&str; 5] = ["action", "at", "name", "type", "value"];

/// Writes the case of a report; `-` for the name prints it.
///
/// # Errors
/// When the file holds no report on a message or a domain, or the case cannot be written.
pub(crate) fn write(file: &str, name: Option<&str>) -> Result<(), String> {
    let text = std::fs::read_to_string(file).map_err(|e| format!("{file}: {e}"))?;
    let report: Value = serde_json::from_str(&text).map_err(|e| format!("{file}: {e}"))?;
    let case = of(&report).map_err(|why| format!("{file}: {why}"))?;
    let case = serde_json::to_string_pretty(&case).map_err(|e| e.to_string())? + "\n";
    if name == Some("-") {
        print!("{case}");
        return Ok(());
    }
    let stem = Path::new(file).file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let path = format!("{CASES}/s-{}.json", name.map(str::to_owned).or(stem).unwrap_or_default());
    std::fs::write(root().join(&path), case).map_err(|e| format!("{path}: {e}"))?;
    println!("{path} expects what the report says; put in what is right, then:");
    println!("  cargo test -p waxseal-tests --test diagnosis");
    Ok(())
}

/// The case of a report, labelled with what the report itself says.
fn of(report: &Value) -> Result<Value, String> {
    let now = report["checkedAt"].as_str().ok_or("this is no report")?;
    let dns = report["dns"].as_array().filter(|log| !log.is_empty()).ok_or("its DNS log is empty")?;
    let mut case = match report["kind"].as_str() {
        Some("domain") => {
            json!({ "about": about(report, "domain", now), "kind": "domain", "domain": report["domain"] })
        }
        Some("message") => message(report, now)?,
        _ => return Err("only a report on a message or on a domain makes a case".to_owned()),
    };
    case["now"] = json!(now);
    case["zone"] = json!({ "schema": 1, "dns": dns });
    case["expect"] = expected(report);
    Ok(case)
}

/// The story, to be told better by whoever adds the case.
fn about(report: &Value, what: &str, now: &str) -> String {
    let of = report["domain"].as_str().or_else(|| report["author"]["domain"].as_str()).unwrap_or("unknown");
    format!("A shared report on a {what} of {of}, made at {now}: say here what is wrong with it.")
}

/// The mail, as far as its report has it.
fn message(report: &Value, now: &str) -> Result<Value, String> {
    let header = report["header"].as_array().ok_or("it has no header")?;
    let is_signature = |name: &str| name.eq_ignore_ascii_case("DKIM-Signature") || name.starts_with("ARC-");
    let mut text = verified(report).unwrap_or_default();
    for field in header {
        let (name, value) = (field["name"].as_str(), field["value"].as_str());
        // A signature without what it signs is broken, and nobody broke it.
        if let (Some(name), Some(value)) = (name, value)
            && !is_signature(name)
        {
            text += &format!("{name}: {}\n", field["raw"].as_str().unwrap_or(value));
        }
    }
    let envelope = &report["envelope"];
    let mut case =
        json!({ "about": about(report, "mail", now), "kind": "message", "message": text, "origin": "paste" });
    for (to, from) in [("ip", "clientIp"), ("mailFrom", "mailFrom"), ("helo", "helo")] {
        if !envelope[from].is_null() {
            case[to] = envelope[from].clone();
        }
    }
    Ok(case)
}

/// What the maker of the report verified and no receiver claims, as a receiver would write it.
fn verified(report: &Value) -> Option<String> {
    let identifiers = report["dmarc"]["identifiers"].as_array()?.iter();
    let found: Vec<String> = identifiers
        .filter(|found| found["mechanism"] == "dkim" && found["basis"] == "recomputed")
        .filter_map(|found| {
            Some(format!("; dkim={} header.d={}", found["result"].as_str()?, found["domain"].as_str()?))
        })
        .collect();
    let has_claim = report["claims"].as_array()?.iter().any(|claim| claim["trusted"] == true);
    (!found.is_empty() && !has_claim).then(|| format!("Authentication-Results: {REPORT}{}\n", found.concat()))
}

/// The cause and the first step that the report has.
fn expected(report: &Value) -> Value {
    let first = &report["diagnosis"][0];
    let step = &first["fixes"][0];
    let stated = LABELS.iter().filter(|label| !step[**label].is_null());
    let fix: Map<String, Value> = stated.map(|label| ((*label).to_owned(), step[*label].clone())).collect();
    let is_idle = fix.get("action").is_none_or(|action| action == "none");
    json!({ "cause": first["cause"], "fix": if is_idle { Value::Null } else { Value::Object(fix) } })
}
