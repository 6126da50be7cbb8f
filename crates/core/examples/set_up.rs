//! A set-up: from what a person chose to the whole set of records, beside what is published.
//!
//! `cargo run -p waxseal-core --example set_up`
#![expect(clippy::disallowed_macros, reason = "a program may print, the core may not")]

use std::error::Error;
use waxseal_core::dns::Zone;
use waxseal_core::set_up;
use waxseal_core::setup::{Choices, SetupForm, SetupReport};

const ZONE: &str = r#"{
    "example.com": [{ "TXT": "v=spf1 ip4:192.0.2.1 ~all" }, { "MX": [10, "mx.example.com"] }],
    "mx.example.com": [{ "A": "192.0.2.2" }],
    "spf.protection.outlook.com": [{ "TXT": "v=spf1 ip4:203.0.113.0/24 -all" }]
}"#;

fn plan() -> Result<SetupReport, Box<dyn Error>> {
    let zone: Zone = serde_json::from_str(ZONE)?;
    let form = SetupForm {
        domain: "example.com".to_owned(),
        sends: vec!["microsoft365".to_owned()],
        reports: "dmarc@example.com".to_owned(),
        ..SetupForm::default()
    };
    let choices = Choices::read(&form, |_| None).map_err(|refused| format!("{refused:?}"))?;
    Ok(pollster::block_on(set_up(&zone, &choices)))
}

fn main() -> Result<(), Box<dyn Error>> {
    for line in plan()?.plan.lines {
        let name = line.name.map(|name| name.to_string()).unwrap_or_default();
        // A value that only an account shows is never made up.
        println!("{name} {}", line.value.text().unwrap_or("(your account shows it)"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_record_is_completed() {
        let lines = plan().unwrap().plan.lines;
        let values: Vec<&str> = lines.iter().filter_map(|line| line.value.text()).collect();
        let spf = values.iter().find(|text| text.starts_with("v=spf1")).unwrap();
        assert!(spf.contains("ip4:192.0.2.1") && spf.contains("include:spf.protection.outlook.com"), "{spf}");
        assert!(values.iter().any(|text| text.contains("rua=mailto:dmarc@example.com")), "{values:?}");
    }
}
