//! Situations as a report tells them: a domain or a mail in a zone, its causes and its steps.

use crate::{NOW, given};
use serde_json::{Value, json};
use waxseal_core::dns::Zone;
use waxseal_core::domain::Domain;
use waxseal_core::message::Origin;
use waxseal_core::report::MessageReport;
use waxseal_core::{DomainInput, check_domain, check_mail};

/// The report on `a.example` in a zone.
///
/// # Panics
/// Where the zone is none.
#[must_use]
pub fn of_domain(zone: &Value) -> Value {
    of_selectors(zone, &[])
}

/// The same, where somebody names selectors.
///
/// # Panics
/// Where the zone is none.
#[must_use]
pub fn of_selectors(zone: &Value, selectors: &[&str]) -> Value {
    let zone: Zone = serde_json::from_value(zone.clone()).expect("a zone");
    let selectors = selectors.iter().map(|selector| (*selector).to_owned()).collect();
    let domain = Domain::parse("a.example").expect("a name");
    let input = DomainInput { selectors, ..DomainInput::new(domain, NOW) };
    serde_json::to_value(pollster::block_on(check_domain(&zone, &input))).expect("JSON")
}

/// The report on a saved message, in a zone.
///
/// # Panics
/// Where the zone is none.
#[must_use]
pub fn of_message(text: &str, zone: Value) -> Value {
    serde_json::to_value(checked(text, zone)).expect("JSON")
}

/// The same, as it is before it is written down.
///
/// # Panics
/// Where the zone is none.
#[must_use]
pub fn checked(text: &str, zone: Value) -> MessageReport {
    let zone: Zone = serde_json::from_value(zone).expect("a zone");
    pollster::block_on(check_mail(&zone, &given(text, Origin::File)))
}

/// The causes that a report names, in order.
#[must_use]
pub fn causes(report: &Value) -> Vec<&str> {
    found(report).filter_map(|found| found["cause"].as_str()).collect()
}

fn found(report: &Value) -> impl Iterator<Item = &Value> {
    report["diagnosis"].as_array().into_iter().flatten()
}

/// The steps of a cause, with their values.
///
/// # Panics
/// Where a step has no name.
#[must_use]
pub fn steps<'r>(report: &'r Value, cause: &str) -> Vec<(&'r str, Option<&'r str>)> {
    let found = found(report).find(|found| found["cause"] == cause);
    let fixes = found.into_iter().filter_map(|found| found["fixes"].as_array()).flatten();
    fixes.map(|fix| (fix["step"].as_str().expect("a step"), fix["value"].as_str())).collect()
}

/// A domain whose records are all right, with some names put in their place.
///
/// # Panics
/// Never: it is an object.
#[must_use]
pub fn zone(changes: Value) -> Value {
    let mut zone = json!({
        "a.example": [{ "MX": [10, "mx.a.example"] }, { "TXT": "v=spf1 mx -all" }],
        "mx.a.example": [{ "A": "203.0.114.25" }],
        "_dmarc.a.example": [{ "TXT": "v=DMARC1; p=reject; rua=mailto:d@a.example" }],
        "smtp.google.com": [{ "A": "142.250.102.26" }],
        "_spf.google.com": [{ "TXT": "v=spf1 ip4:74.125.0.0/16 ~all" }],
        "spf.protection.outlook.com": [{ "TXT": "v=spf1 ip4:40.92.0.0/15 -all" }],
        "a-example.mail.protection.outlook.com": [{ "A": "52.101.68.1" }],
    });
    let names = zone.as_object_mut().expect("an object");
    let Value::Object(changes) = changes else { return zone };
    names.extend(changes);
    zone
}
