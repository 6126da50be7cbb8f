//! The suites of RFC 7208 and RFC 4408: scenarios of a zone and tests, in YAML.

use super::repository::Repository;
use super::yaml::Yaml;
use serde_json::{Map, Value, json};

/// The scenarios of one edition.
pub(super) fn scenarios(pyspf: &Repository, path: &str) -> Result<Value, String> {
    let documents = Yaml::documents(&pyspf.text(path)?).map_err(|e| format!("{path}: {e}"))?;
    Ok(documents.iter().map(scenario).collect())
}

fn scenario(document: &Yaml) -> Value {
    let tests = document.get("tests").into_iter().flat_map(Yaml::entries).map(|(id, test)| case(id, test));
    let zone = document.get("zonedata").into_iter().flat_map(Yaml::entries);
    let zone: Map<String, Value> =
        zone.map(|(name, records)| (name.to_ascii_lowercase(), records_of(records))).collect();
    json!({ "scenario": document.text_of("description"), "zone": zone, "tests": tests.collect::<Value>() })
}

fn case(id: &str, test: &Yaml) -> Value {
    let allowed = test.get("result").into_iter().flat_map(Yaml::items).map(Yaml::text);
    json!({
        "id": id,
        "ip": test.text_of("host"),
        "mailFrom": test.text_of("mailfrom"),
        "helo": test.text_of("helo"),
        "expect": allowed.collect::<Value>(),
        "explanation": test.get("explanation").map(Yaml::text),
        "receiver": test.get("receiver").map(Yaml::text),
        "spec": test.get("spec").into_iter().flat_map(Yaml::items).map(Yaml::text).collect::<Vec<_>>().join(", "),
    })
}

/// The records of a name. The suite writes SPF for both types and leaves it to whoever reads it to copy them to TXT, unless
/// the name has TXT of its own; `TXT: NONE` says that it has none.
fn records_of(records: &Yaml) -> Value {
    let own_text = records.items().iter().any(|record| record.get("TXT").is_some());
    let kept = records.items().iter().flat_map(|record| match record {
        Yaml::Text(fault) => vec![json!(fault)],
        _ => record.entries().filter_map(|(kind, data)| record_of(kind, data, own_text)).collect(),
    });
    kept.collect()
}

fn record_of(kind: &str, data: &Yaml, own_text: bool) -> Option<Value> {
    match kind {
        "SPF" if own_text => None,
        "TXT" if data.text() == "NONE" => None,
        "SPF" | "TXT" => Some(json!({ "TXT": strings(data) })),
        "MX" => {
            let [preference, host] = data.items() else { return None };
            Some(json!({ "MX": [preference.text().parse::<u16>().ok()?, host.text()] }))
        }
        other => Some(Value::Object(Map::from_iter([(other.to_owned(), json!(data.text()))]))),
    }
}

/// One string, or the several that a record consists of.
fn strings(data: &Yaml) -> Value {
    match data {
        Yaml::List(parts) => parts.iter().map(Yaml::text).collect(),
        _ => json!(data.text()),
    }
}
