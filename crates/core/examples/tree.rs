//! The tree of an SPF check: each term, what it brought, and what it cost.
//!
//! `cargo run -p waxseal-core --example tree`
#![expect(clippy::disallowed_macros, reason = "a program may print, the core may not")]

use std::error::Error;
use std::fmt::Write as _;
use waxseal_core::dns::Zone;
use waxseal_core::report::SpfCheckReport;
use waxseal_core::spf::Node;
use waxseal_core::time::Timestamp;
use waxseal_core::{SpfInput, check_spf};

const ZONE: &str = r#"{
    "example.com": [{ "TXT": "v=spf1 mx include:_spf.example.net -all" }, { "MX": [10, "mx.example.com"] }],
    "mx.example.com": [{ "A": "192.0.2.1" }],
    "_spf.example.net": [{ "TXT": "v=spf1 ip4:198.51.100.0/24 -all" }]
}"#;

fn check(ip: &str) -> Result<SpfCheckReport, Box<dyn Error>> {
    let zone: Zone = serde_json::from_str(ZONE)?;
    let input = SpfInput {
        ip: ip.parse()?,
        mail_from: Some("bounce@example.com".to_owned()),
        helo: "mail.example.net".to_owned(),
        receiver: None,
        now: Timestamp::parse_rfc3339("2026-12-01T00:00:00Z").ok_or("no time")?,
    };
    Ok(pollster::block_on(check_spf(&zone, &input)))
}

/// A line for each step, indented by its depth.
fn drawn(node: &Node, depth: usize) -> String {
    let mut text = String::new();
    let _ = writeln!(text, "{:indent$}{} {:?}", "", node.term, node.result, indent = 2 * depth);
    text.extend(node.children.iter().map(|child| drawn(child, depth + 1)));
    text
}

fn main() -> Result<(), Box<dyn Error>> {
    let spf = check("198.51.100.7")?.spf;
    println!("{} in {} lookups", spf.result.as_str(), spf.lookups);
    print!("{}", spf.tree.as_ref().map(|tree| drawn(tree, 0)).unwrap_or_default());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_include_matches_behind_the_exchangers() {
        let spf = check("198.51.100.7").unwrap().spf;
        assert_eq!((spf.result.as_str(), spf.lookups), ("pass", 2));
        let tree = drawn(&spf.tree.unwrap(), 0);
        let lines: Vec<&str> = tree.lines().map(str::trim).collect();
        assert!(lines.contains(&"mx NoMatch") && lines.contains(&"include:_spf.example.net Match"), "{tree}");
    }
}
