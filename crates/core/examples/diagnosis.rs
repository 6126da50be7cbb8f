//! A diagnosis: the cause behind a domain's trouble, the steps that mend it, and the same domain once they are published.
//!
//! `cargo run -p waxseal-core --example diagnosis`
#![expect(clippy::disallowed_macros, reason = "a program may print, the core may not")]

use std::error::Error;
use waxseal_core::dns::{Draft, Overlay, Zone};
use waxseal_core::domain::Domain;
use waxseal_core::report::{Action, DomainReport};
use waxseal_core::time::Timestamp;
use waxseal_core::{DomainInput, check_domain};

const ZONE: &str = r#"{
    "example.com": [
        { "TXT": "v=spf1 ip4:192.0.2.1 ~all" },
        { "TXT": "v=spf1 include:_spf.example.net -all" },
        { "MX": [10, "mx.example.com"] }
    ],
    "mx.example.com": [{ "A": "192.0.2.2" }],
    "_spf.example.net": [{ "TXT": "v=spf1 ip4:198.51.100.0/24 -all" }],
    "_dmarc.example.com": [{ "TXT": "v=DMARC1; p=reject; rua=mailto:dmarc@example.com" }]
}"#;

fn check(drafts: Vec<Draft>) -> Result<DomainReport, Box<dyn Error>> {
    let zone: Zone = serde_json::from_str(ZONE)?;
    let now = Timestamp::parse_rfc3339("2026-12-01T00:00:00Z").ok_or("no time")?;
    let input = DomainInput::new(Domain::parse("example.com")?, now);
    // What-if: drafts are put over whatever answers.
    Ok(pollster::block_on(check_domain(&Overlay::new(zone, drafts), &input)))
}

/// The records of the steps of the first cause.
fn drafts(report: &DomainReport) -> Vec<Draft> {
    let fixes = report.diagnosis.iter().take(1).flat_map(|found| &found.fixes);
    let changes = fixes.filter(|fix| matches!(fix.action, Action::Publish | Action::Replace));
    let draft = |fix: &waxseal_core::report::Fix| {
        Draft::parse(fix.name.as_ref()?.as_str(), fix.kind?.as_str(), fix.value.as_deref()?).ok()
    };
    changes.filter_map(draft).collect()
}

fn main() -> Result<(), Box<dyn Error>> {
    let before = check(Vec::new())?;
    for found in &before.diagnosis {
        println!("{}", serde_json::to_string_pretty(found)?);
    }
    let after = check(drafts(&before))?;
    println!("causes before: {}, with the steps: {}", before.diagnosis.len(), after.diagnosis.len());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use waxseal_core::report::RootCause;

    #[test]
    fn the_steps_end_the_cause() {
        let several = |report: &DomainReport| {
            report
                .diagnosis
                .iter()
                .any(|found| matches!(found.cause, RootCause::SpfSeveralRecords { count: 2, .. }))
        };
        let before = check(Vec::new()).unwrap();
        assert!(several(&before));
        let drafts = drafts(&before);
        assert!(!drafts.is_empty());
        assert!(!several(&check(drafts).unwrap()));
    }
}
