//! The catalogue of providers: each row is recognised by what it claims and by nothing like it, no two rows claim the same, and a
//! set-up never offers what fails at that moment.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has to fail")]

use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use waxseal_core::dns::Zone;
use waxseal_core::domain::Domain;
use waxseal_core::providers::{
    Provider, by_bounce_target, by_include, by_key_target, by_mail_host, by_mx, catalogue, matches,
};
use waxseal_core::setup::{Choices, SetupForm, receivers, senders, set_up};
use waxseal_core::time::Timestamp;
use waxseal_core::{DomainInput, check_domain};

const DOMAIN: &str = "a.example";
/// An RFC 8032 key, which is good for an alias to lead to.
const KEY: &str = "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

/// A name that fits a pattern.
fn sample(pattern: &str) -> String {
    let name = pattern.replace("{domain}", DOMAIN).replace("{dashes}", "a-example");
    name.replace("{label}", "a-example").replace('*', "w1")
}

fn domain(name: &str) -> Domain {
    Domain::parse(name).unwrap()
}

/// What shows a provider: how it is looked up, and the patterns that a row claims.
type Evidence = (&'static str, fn(&Domain) -> Option<&'static Provider>, fn(&Provider) -> Vec<&'static str>);

fn key_targets(row: &Provider) -> Vec<&'static str> {
    row.keys().filter_map(|key| key.target).filter(|target| *target != "?").collect()
}

fn bounce_targets(row: &Provider) -> Vec<&'static str> {
    row.bounces().map(|bounce| bounce.target).filter(|target| *target != "?").collect()
}

const EVIDENCE: [Evidence; 5] = [
    ("include", by_include, |row| row.known_includes().collect()),
    ("mx", by_mx, |row| row.mx().collect()),
    ("own", by_mail_host, |row| row.own().chain(row.hosts()).collect()),
    ("key", by_key_target, key_targets),
    ("bounce", by_bounce_target, bounce_targets),
];

#[test]
fn each_provider_is_found_by_what_it_claims_and_no_two_claim_the_same() {
    let mut tried = 0;
    for (kind, by, claimed) in EVIDENCE {
        for row in catalogue() {
            for pattern in claimed(row) {
                let name = sample(pattern);
                assert_eq!(by(&domain(&name)).map(Provider::id), Some(row.id()), "{kind} {name}");
                let fits = |other: &&'static str| {
                    let below = kind == "own" && name.ends_with(&format!(".{other}"));
                    below || matches(other, &name, None)
                };
                let others: Vec<&str> = catalogue()
                    .filter(|other| *other != row && claimed(other).iter().any(fits))
                    .map(Provider::id)
                    .collect();
                assert!(others.is_empty(), "{kind} {name} of {} is also {others:?}'s", row.id());
                tried += 1;
            }
        }
    }
    assert!(tried > 400, "{tried}");
}

/// Names that a stranger could register, or that a slip makes.
fn look_alikes(name: &str) -> Vec<String> {
    let labels: Vec<&str> = name.split('.').collect();
    let (rest, [site, top]) = labels.split_at(labels.len() - 2) else { return Vec::new() };
    let with = |site: &str, top: &str| [rest, &[site, top]].concat().join(".");
    let off = site.strip_suffix(|_: char| true).unwrap();
    let other = if site.ends_with('x') { 'y' } else { 'x' };
    vec![
        format!("{name}.evil.example"),
        with(&format!("{off}{other}"), top),
        with(&format!("not{site}"), top),
        with(&format!("{site}-mail"), top),
        with(site, "example"),
    ]
}

#[test]
fn no_provider_is_found_by_a_name_that_looks_like_its_own() {
    for (kind, by, claimed) in EVIDENCE {
        for row in catalogue() {
            for near in claimed(row).iter().flat_map(|pattern| look_alikes(&sample(pattern))) {
                assert_eq!(by(&domain(&near)).map(Provider::id), None, "{kind} {near}");
            }
        }
    }
}

fn put(zone: &mut Map<String, Value>, name: &str, record: Value) {
    zone.entry(name).or_insert_with(|| json!([])).as_array_mut().unwrap().push(record);
}

/// A zone with everything that a customer may publish, some of the exchangers among it, and the selectors in it that nobody can guess.
fn customer(row: &Provider, mx: &[&str]) -> (Map<String, Value>, Vec<String>) {
    let (mut zone, mut selectors) = (Map::new(), Vec::new());
    let includes: Vec<String> = row.known_includes().map(sample).collect();
    let terms: String = includes.iter().map(|name| format!("include:{name} ")).collect();
    put(&mut zone, DOMAIN, json!({"TXT": format!("v=spf1 {terms}~all")}));
    for name in &includes {
        put(&mut zone, name, json!({"TXT": "v=spf1 ip4:192.0.2.1 -all"}));
    }
    for host in mx {
        put(&mut zone, DOMAIN, json!({"MX": [10, sample(host)]}));
    }
    let keys = row.keys().filter_map(|key| Some((sample(key.selector), key.target.filter(|t| *t != "?")?)));
    for (at, (selector, target)) in keys.enumerate() {
        // One name has one alias: another kind of alias is another customer's, with another selector.
        let name = format!("{selector}._domainkey.{DOMAIN}");
        let selector = if zone.contains_key(&name) { format!("other{at}") } else { selector };
        put(&mut zone, &format!("{selector}._domainkey.{DOMAIN}"), json!({"CNAME": sample(target)}));
        selectors.push(selector);
    }
    for bounce in row.bounces().filter(|bounce| !bounce.label.contains('*') && bounce.target != "?") {
        put(&mut zone, &format!("{}.{DOMAIN}", bounce.label), json!({"CNAME": sample(bounce.target)}));
    }
    (zone, selectors)
}

/// How many exchangers a zone of these has: a check looks at so many and no more.
const AT_ONCE: usize = 10;

fn recognised(row: &Provider, mx: &[&str]) {
    let (zone, selectors) = customer(row, mx);
    let below = zone.keys().filter(|name| name.ends_with(DOMAIN) && *name != DOMAIN).count();
    let wanted = below + mx.len() + row.known_includes().count();
    let zone: Zone = serde_json::from_value(Value::Object(zone)).unwrap();
    let input = DomainInput { selectors, ..DomainInput::new(domain(DOMAIN), Timestamp(1_790_000_000)) };
    let report = pollster::block_on(check_domain(&zone, &input));
    let found: Vec<&str> = report.providers.iter().map(|known| known.provider.id()).collect();
    if wanted == 0 {
        assert!(found.is_empty(), "{}: {found:?}", row.id());
        return;
    }
    assert_eq!(found, [row.id()], "by {:?}", report.providers);
    let shown: BTreeSet<String> = report.providers[0].evidence.iter().map(|e| format!("{e:?}")).collect();
    assert_eq!(shown.len(), wanted, "{}: {shown:?}", row.id());
}

#[test]
fn each_provider_is_recognised_in_a_zone_by_each_of_its_records() {
    for row in catalogue() {
        let mx: Vec<&str> = row.mx().collect();
        recognised(row, &[]);
        mx.chunks(AT_ONCE).for_each(|mx| recognised(row, mx));
    }
}

/// The records of the provider's own that a customer's lead to.
fn at_provider(row: &Provider) -> Map<String, Value> {
    let mut zone = Map::new();
    for include in row.known_includes() {
        put(&mut zone, &sample(include), json!({"TXT": "v=spf1 ip4:192.0.2.1 -all"}));
    }
    for target in key_targets(row) {
        // The tenant that the form names.
        put(
            &mut zone,
            &sample(target).replace(".w1.onmicrosoft", ".contoso.onmicrosoft"),
            json!({"TXT": KEY}),
        );
    }
    for target in bounce_targets(row) {
        put(&mut zone, &sample(target), json!({"TXT": "v=spf1 ip4:192.0.2.1 -all"}));
    }
    for host in row.mx() {
        put(&mut zone, &sample(host), json!({"A": "192.0.2.25"}));
    }
    zone
}

/// The lines of a set-up that can be published as they are, each with what stands where it leads.
fn offered(form: &SetupForm, zone: &Map<String, Value>) -> Vec<(String, bool)> {
    let choices = Choices::read(form, |_| None).unwrap();
    let dns: Zone = serde_json::from_value(Value::Object(zone.clone())).unwrap();
    let report = serde_json::to_value(pollster::block_on(set_up(&dns, &choices))).unwrap();
    let has = |name: &str, what: &dyn Fn(&Value) -> bool| {
        zone.get(name).is_some_and(|records| records.as_array().unwrap().iter().any(what))
    };
    let begins = |name: &str, with: &str| {
        has(name, &|record| record["TXT"].as_str().is_some_and(|text| text.starts_with(with)))
    };
    let lines = report["plan"]["lines"].as_array().unwrap().iter();
    let ready = lines.filter(|line| line["value"]["state"] == "ready");
    ready
        .flat_map(|line| {
            let text = line["value"]["text"].as_str().unwrap();
            match (line["purpose"].as_str().unwrap(), line["type"].as_str().unwrap()) {
                ("arrival", _) => {
                    let host = text.split_once(' ').unwrap().1;
                    vec![(text.to_owned(), has(host, &|record| !record["A"].is_null()))]
                }
                ("spf", _) => {
                    let includes = text.split(' ').filter_map(|term| term.strip_prefix("include:"));
                    includes.map(|name| (format!("include:{name}"), begins(name, "v=spf1"))).collect()
                }
                ("key", "CNAME") => vec![(text.to_owned(), begins(text, "v=DKIM1"))],
                ("returnPath", "CNAME") => vec![(text.to_owned(), begins(text, "v=spf1"))],
                _ => Vec::new(),
            }
        })
        .collect()
}

#[test]
fn a_set_up_offers_nothing_that_fails_its_own_check() {
    let mut there = 0;
    for row in catalogue() {
        let regions = row.regions().map(|region| format!(":{}", region.name()));
        for region in regions.chain([String::new()]) {
            let id = format!("{}{region}", row.id());
            let sends = senders().any(|sender| sender == row);
            let receives = receivers().any(|receiver| receiver == row);
            let form = SetupForm {
                domain: DOMAIN.into(),
                sends: if sends { vec![id.clone()] } else { Vec::new() },
                own: if sends { String::new() } else { "198.51.100.7".into() },
                receives: if receives { id.clone() } else { String::new() },
                tenant: "contoso".into(),
                ..SetupForm::default()
            };
            assert_eq!(offered(&form, &Map::new()), [], "{id}, where nothing is");
            let lines = offered(&form, &at_provider(row));
            for (line, holds) in &lines {
                assert!(holds, "{id}: {line}");
            }
            there += lines.len();
        }
    }
    assert!(there > 150, "only {there} records are offered where all is there");
}
