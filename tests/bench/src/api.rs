//! What the page's JS API is called with, timed natively: `tests/e2e/bench.mjs` makes the same calls in a browser.
//!
//! A call is a whole check from text to JSON, its zone read anew, since that is what a caller of the API gets.

use crate::Fallible;
use crate::fixture::{BASE64, Rsa};
use crate::zone::Records;
use serde_json::{Value, json};
use std::hint::black_box;
use std::time::{Duration, Instant};
use waxseal_core::dns::Zone;
use waxseal_core::domain::Domain;
use waxseal_core::evidence::{EnvelopeOverrides, Tables};
use waxseal_core::message::Origin;
use waxseal_core::time::Timestamp;
use waxseal_core::{DomainInput, MessageInput, SpfInput, check_domain, check_message, check_spf};

/// For how long each call is repeated; the shortest one counts.
const TIME: Duration = Duration::from_millis(500);
/// The time of every check.
const NOW: &str = "2026-11-23T00:00:00Z";

const SEED: &str = include_str!("../../../web/assets/examples/mailchimp-to-gmail.txt");
const SEED_ZONE: &str = include_str!("../../../web/assets/examples/zone.json");
const EVERYTHING: &str = include_str!("../../zones/dnssec-dane.json");
const INCLUDES: &str = include_str!("../zones/includes.json");

/// Prints each call with what it takes natively, as one JSON list.
///
/// # Errors
/// A call that cannot be made.
pub(crate) fn run() -> Fallible<()> {
    let large = Rsa::new()?.signed(1024 * 1024, BASE64)?;
    let text = String::from_utf8(large.message)?;
    let Records(keys) = large.records;
    let client = json!({ "ip": "203.0.113.145", "mailFrom": "ann@example.org", "helo": "mail.example.org" });
    let calls = [
        ("SPF, ten includes", "checkSpf", client, serde_json::from_str(INCLUDES)?),
        ("the seed message", "checkMessage", json!(SEED), serde_json::from_str(SEED_ZONE)?),
        (
            "a domain with everything",
            "checkDomain",
            json!("veilig.example"),
            serde_json::from_str(EVERYTHING)?,
        ),
        ("a signed message of 1 MB", "checkMessage", json!(text), keys),
    ];
    let mut printed = Vec::new();
    for (name, call, about, zone) in calls {
        let (mut least, began) = (Duration::MAX, Instant::now());
        while began.elapsed() < TIME {
            let start = Instant::now();
            black_box(answer(call, black_box(&about), &zone)?);
            least = least.min(start.elapsed());
        }
        let options = json!({ "zone": zone, "now": NOW });
        printed.push(json!({
            "name": name, "call": call, "arguments": [about, options], "seconds": least.as_secs_f64(),
        }));
    }
    println!("{}", Value::Array(printed));
    Ok(())
}

/// Makes one call, from its arguments to the report as JSON.
fn answer(call: &str, about: &Value, zone: &Value) -> Fallible<String> {
    let zone: Zone = serde::Deserialize::deserialize(zone)?;
    let now = Timestamp::parse_rfc3339(NOW).ok_or("the time of the check is no time")?;
    let text = |key: &str| about.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    Ok(match call {
        "checkSpf" => {
            let (mail_from, helo) = (Some(text("mailFrom")), text("helo"));
            let input = SpfInput { ip: text("ip").parse()?, mail_from, helo, receiver: None, now };
            serde_json::to_string(&pollster::block_on(check_spf(&zone, &input)))?
        }
        "checkDomain" => {
            let input = DomainInput::new(Domain::parse(about.as_str().unwrap_or_default())?, now);
            serde_json::to_string(&pollster::block_on(check_domain(&zone, &input)))?
        }
        _ => {
            let bytes = about.as_str().unwrap_or_default().as_bytes();
            let tables = Tables { to_ascii: |name| Some(name.to_owned()), decode_charset: |_, _| None };
            let (origin, given) = (Origin::Paste, EnvelopeOverrides::default());
            let input = MessageInput { bytes, origin, given, trust: None, now, tables, suffixes: None };
            serde_json::to_string(&pollster::block_on(check_message(&zone, &input)))?
        }
    })
}
