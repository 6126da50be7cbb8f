//! Records without a client.

use super::*;
use crate::finding::{Advice, Severity};
use crate::spf::{Node, SpfCause, SpfFinding, StepResult};
use serde_json::json;

fn nodes(node: &Node) -> usize {
    1 + node.children.iter().map(nodes).sum::<usize>()
}

#[test]
fn a_record_with_fourteen_lookups_shows_all_of_them() {
    let mut names: serde_json::Map<String, _> =
        (1..=12).map(|i| (format!("s{i}.example"), json!([{"TXT": "v=spf1 ip4:192.0.2.1 -all"}]))).collect();
    names.insert(
        "big.example".into(),
        json!([{"TXT": "v=spf1 include:s1.example include:s2.example include:s3.example -all"}]),
    );
    let includes: Vec<String> = (4..=12).map(|i| format!("include:s{i}.example")).collect();
    let text = format!("v=spf1 include:big.example {} a -all", includes.join(" "));
    names.insert("a.example".into(), json!([{"TXT": text}, {"A": "192.0.2.9"}]));
    let walk = walk_of(&zone(&names.into()), "a.example");
    assert_eq!(walk.lookups, 14);
    assert!(
        matches!(&walk.cause, Some(SpfCause::TooManyLookups { term, .. }) if term == "include:s10.example")
    );
    let tree = walk.tree.unwrap();
    assert_eq!((tree.lookups_below, tree.children.len()), (14, 12));
    assert!(tree.children[..10].iter().all(|node| node.record.is_some()), "past the limit too");
    let costly = walk.findings.iter().find_map(|finding| match finding {
        SpfFinding::TooManyLookups { lookups: 14, costly, .. } => Some(costly),
        _ => None,
    });
    assert_eq!((costly.unwrap()[0].term.as_str(), costly.unwrap()[0].lookups), ("include:big.example", 4));
}

#[test]
fn loops_are_cut_and_named() {
    let zone = zone(&json!({
        "a.example": [{"TXT": "v=spf1 include:b.example -all"}],
        "b.example": [{"TXT": "v=spf1 include:c.example -all"}],
        "c.example": [{"TXT": "v=spf1 include:b.example ip4:192.0.2.1 -all"}]
    }));
    let walk = walk_of(&zone, "a.example");
    let names = |domains: &[Domain]| domains.iter().map(Domain::to_string).collect::<Vec<_>>();
    assert!(walk.findings.iter().any(
        |finding| matches!(finding, SpfFinding::IncludeLoop { domains } if names(domains) == ["b.example", "c.example"])
    ));
    assert!(matches!(walk.cause, Some(SpfCause::Loop { .. })));
    assert_eq!(nodes(&walk.tree.unwrap()), 8);
}

#[test]
fn an_endless_chain_ends() {
    // A wildcard would answer any depth; here forty steps of it.
    let mut names = serde_json::Map::new();
    for depth in 0..40 {
        let name = format!("{}example", "x.".repeat(depth + 1));
        names.insert(name, json!([{"TXT": "v=spf1 include:x.%{d} -all"}]));
    }
    let walk = walk_of(&zone(&names.into()), "x.example");
    assert!(walk.findings.iter().any(|finding| matches!(finding, SpfFinding::NotAllWalked { .. })));
    assert!(walk.lookups >= 14);
}

#[test]
fn what_is_authorised_and_through_what() {
    let zone = zone(&json!({
        "a.example": [{"TXT": "v=spf1 mx a:w.example/24 include:b.example ?include:n.example ~ip4:203.0.113.0/24 -all"},
                      {"MX": [10, "m.example"]}],
        "m.example": [{"A": "192.0.2.5"}, {"AAAA": "2001:db8::5"}],
        "w.example": [{"A": "192.0.2.80"}],
        "b.example": [{"TXT": "v=spf1 -ip4:198.51.100.1 ip4:198.51.100.0/24 ip6:2001:db8::/64 exists:%{i}.x.example -all"}],
        "n.example": [{"TXT": "v=spf1 ip4:10.1.0.0/16 -all"}]
    }));
    let view = walk_of(&zone, "a.example").addresses;
    let ranges: Vec<_> =
        view.ranges.iter().map(|r| format!("{} {} {}", r.network, r.term, r.through)).collect();
    assert_eq!(
        ranges,
        [
            "192.0.2.0/24 a:w.example/24 a:w.example/24",
            "192.0.2.5/32 mx mx",
            "198.51.100.0/24 ip4:198.51.100.0/24 include:b.example",
            "2001:db8::/64 ip6:2001:db8::/64 include:b.example",
            "2001:db8::5/128 mx mx",
        ]
    );
    assert_eq!((view.ipv4_addresses, view.ipv6_addresses), (512, 1 << 64));
    assert_eq!(view.overlaps.len(), 2);
    assert!(view.depends && !view.everyone);
}

#[test]
fn includes_that_break_or_do_nothing() {
    let zone = zone(&json!({
        "a.example": [{"TXT": "v=spf1 include:nothing.example include:gone.example include:host.example a:void.example -all"}],
        "nothing.example": [{"TXT": "v=spf1 ~all"}],
        "host.example": [{"A": "192.0.2.1"}]
    }));
    let walk = walk_of(&zone, "a.example");
    assert!(matches!(&walk.cause, Some(SpfCause::IncludeHasNoRecord { domain }) if domain == "gone.example"));
    assert_eq!(walk.tree.as_ref().unwrap().children[1].result, StepResult::Error);
    let codes: Vec<String> = walk
        .findings
        .iter()
        .map(|finding| serde_json::to_value(finding).unwrap()["code"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(
        codes,
        [
            "includeAuthorisesNothing",
            "includeWithoutRecord",
            "includeWithoutRecord",
            "voidLookup",
            "tooManyVoidLookups"
        ]
    );
    assert_eq!(walk.findings[1].severity(), Severity::Error);
    assert_eq!(walk.findings[1].citation().unwrap().section, "5.2");
}

#[test]
fn several_records_and_none_and_long_ones() {
    let long = format!("v=spf1 {} -all", vec!["ip4:192.0.2.1"; 40].join(" "));
    let zone = zone(&json!({
        "two.example": [{"TXT": "v=spf1 a -all"}, {"TXT": "v=spf1 mx -all"}],
        "none.example": [{"A": "192.0.2.1"}],
        "long.example": [{"TXT": long}]
    }));
    let two = walk_of(&zone, "two.example");
    assert_eq!((two.records.len(), two.record), (2, None));
    assert!(matches!(two.cause, Some(SpfCause::SeveralRecords { count: 2, .. })));
    assert!(matches!(walk_of(&zone, "none.example").cause, Some(SpfCause::NoRecord { .. })));
    let long = walk_of(&zone, "long.example").findings;
    assert!(long.iter().any(|finding| matches!(finding, SpfFinding::LongAnswer { .. })));
    assert!(long.iter().any(|finding| matches!(finding, SpfFinding::NeedsSeveralStrings { .. })));
    assert!(long.iter().any(|finding| matches!(finding, SpfFinding::Duplicate { .. })));
}

#[test]
fn a_syntax_error_does_not_hide_the_rest() {
    let zone = zone(&json!({
        "a.example": [{"TXT": "v=spf1 ipv4:192.0.2.1 include:b.example -all"}],
        "b.example": [{"TXT": "v=spf1 ip4:192.0.2.1 -all"}]
    }));
    let walk = walk_of(&zone, "a.example");
    assert!(matches!(&walk.cause, Some(SpfCause::Syntax { term, .. }) if term == "ipv4:192.0.2.1"));
    assert!(walk.tree.unwrap().children[0].record.is_some());
    assert_eq!(walk.addresses.ipv4_addresses, 1);
}
