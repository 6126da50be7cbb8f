//! The distinct trace and result fields of all the messages, without expectations: what real receivers write.

use super::case::Case;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The names of the fields that are kept.
const KEPT: [&str; 5] =
    ["received", "received-spf", "x-received", "authentication-results", "arc-authentication-results"];

/// The fields of every message, each once, in the order in which they first stand.
pub(super) fn corpus<'a>(cases: impl Iterator<Item = &'a Case>) -> Result<Value, String> {
    let mut seen = BTreeSet::new();
    let mut fields = Vec::new();
    for case in cases.filter(|case| case.suite != "arc") {
        let text = String::from_utf8_lossy(&case.message);
        for (name, value) in fields_of(text.split("\r\n\r\n").next().unwrap_or_default()) {
            let lower = name.to_ascii_lowercase();
            if KEPT.contains(&lower.as_str()) && seen.insert((lower, value.clone())) {
                fields.push(json!({ "name": name, "value": value }));
            }
        }
    }
    Ok(Value::Array(fields))
}

/// The fields of a header with their folds.
fn fields_of(header: &str) -> Vec<(String, String)> {
    let mut fields: Vec<(String, String)> = Vec::new();
    for line in header.split("\r\n") {
        match (line.starts_with([' ', '\t']), fields.last_mut(), line.split_once(':')) {
            (true, Some((_, value)), _) => *value = format!("{value}\r\n{line}"),
            (false, _, Some((name, value))) => {
                fields.push((name.trim().to_owned(), value.trim_start().to_owned()));
            }
            _ => {}
        }
    }
    fields
}
