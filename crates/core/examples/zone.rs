//! A mail checked over a zone: no network, so the outcome is the same on every machine.
//!
//! `cargo run -p waxseal-core --example zone`
#![expect(clippy::disallowed_macros, reason = "a program may print, the core may not")]

use std::error::Error;
use waxseal_core::dns::Zone;
use waxseal_core::evidence::{EnvelopeOverrides, Tables};
use waxseal_core::message::Origin;
use waxseal_core::report::MessageReport;
use waxseal_core::time::Timestamp;
use waxseal_core::{MessageInput, check_message};

const ZONE: &str = r#"{
    "example.com": [{ "TXT": "v=spf1 ip4:192.0.2.1 -all" }],
    "_dmarc.example.com": [{ "TXT": "v=DMARC1; p=reject" }]
}"#;

const MAIL: &str = "From: news@example.com\nSubject: Hello\n\nHello.\n";

fn check() -> Result<MessageReport, Box<dyn Error>> {
    let zone: Zone = serde_json::from_str(ZONE)?;
    let input = MessageInput {
        bytes: MAIL.as_bytes(),
        origin: Origin::File,
        // The envelope, which a receiver knows and a file need not hold.
        given: EnvelopeOverrides {
            ip: Some("192.0.2.1".parse()?),
            mail_from: Some("bounce@example.com".to_owned()),
            helo: Some("mail.example.com".to_owned()),
            from: None,
        },
        trust: None,
        now: Timestamp::parse_rfc3339("2026-12-01T00:00:00Z").ok_or("no time")?,
        // A program has the crates idna and encoding_rs here, a page its browser.
        tables: Tables { to_ascii: |_| None, decode_charset: |_, _| None },
        suffixes: None,
    };
    Ok(pollster::block_on(check_message(&zone, &input)))
}

fn main() -> Result<(), Box<dyn Error>> {
    println!("{}", serde_json::to_string_pretty(&check()?.dmarc)?);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use waxseal_core::report::Verdict;

    #[test]
    fn the_mail_passes() {
        assert!(matches!(check().unwrap().verdict, Verdict::Pass { .. }));
    }
}
