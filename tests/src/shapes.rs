//! Domains made to look like ones that exist.

use std::fs;
use std::path::Path;
use waxseal_core::DomainInput;
use waxseal_core::dns::Zone;
use waxseal_core::domain::Domain;
use waxseal_core::time::Timestamp;

/// Each zone, the domain it is about, and who is behind it.
pub const SHAPES: [(&str, &str, &[&str]); 10] = [
    ("microsoft-mailchimp", "nl365pro.com", &["microsoft365", "mailchimp"]),
    ("google-sendgrid", "shop.example", &["googleWorkspace", "sendgrid"]),
    ("proofpoint-microsoft", "corp.example", &["proofpoint", "microsoft365"]),
    ("ses-mail-from", "app.example", &["amazonSes"]),
    ("transip", "bakker.example", &["transip"]),
    ("parked", "parked.example", &[]),
    ("over-limit", "big.example", &["googleWorkspace", "microsoft365", "mailchimp"]),
    ("dnssec-dane", "veilig.example", &[]),
    ("ionos", "laden.example", &["ionos"]),
    ("broken", "kaputt.example", &[]),
];

/// The zone of a shape.
///
/// # Panics
/// Where there is no such zone.
#[must_use]
pub fn zone(name: &str) -> Zone {
    read_zone(&format!("zones/{name}.json"))
}

/// The zone in a file, by its path from this crate.
///
/// # Panics
/// Where there is none.
#[must_use]
pub fn read_zone(file: &str) -> Zone {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// The day on which the tests check.
///
/// # Panics
/// Never.
#[must_use]
pub fn today() -> Timestamp {
    Timestamp::parse_rfc3339("2026-11-23T00:00:00Z").expect("this is a date")
}

/// A check of a domain, on the day of the tests.
///
/// # Panics
/// Where the text is no domain.
#[must_use]
pub fn input(domain: &str) -> DomainInput {
    DomainInput::new(Domain::parse(domain).expect("a test names a domain"), today())
}
