//! The catalogue of providers: each row is recognised by what it claims and by nothing like it, no two rows claim the same, and a
//! set-up never offers what fails at that moment.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has to fail")]

use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use waxseal_core::dns::Zone;
use waxseal_core::domain::Domain;
use waxseal_core::evidence::{EnvelopeOverrides, Tables};
use waxseal_core::message::Origin;
use waxseal_core::providers::{
    Provider, by_bounce_target, by_include, by_key_target, by_mail_host, by_mx, catalogue, matches,
};
use waxseal_core::setup::{Choices, SetupForm, receivers, senders, set_up};
use waxseal_core::time::Timestamp;
use waxseal_core::{DomainInput, MessageInput, check_domain, check_message};

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

/// The zone of a customer with names in it that look like the row's: each alias, include and exchanger is another's.
fn near(row: &Provider, at: usize) -> (Map<String, Value>, Vec<String>) {
    let (zone, selectors) = customer(row, &row.mx().take(AT_ONCE).collect::<Vec<_>>());
    let other = |name: &str| look_alikes(name).into_iter().nth(at).unwrap_or_else(|| "a.invalid".into());
    let mut changed = Map::new();
    for (name, records) in zone.iter().filter(|(name, _)| name.ends_with(DOMAIN)) {
        for record in records.as_array().unwrap() {
            let record = match (record["CNAME"].as_str(), record["MX"][1].as_str()) {
                (Some(target), _) => json!({ "CNAME": other(target) }),
                (_, Some(host)) => json!({ "MX": [10, other(host)] }),
                _ => {
                    let terms = record["TXT"].as_str().unwrap().split(' ').map(|term| {
                        term.strip_prefix("include:")
                            .map_or_else(|| term.to_owned(), |n| format!("include:{}", other(n)))
                    });
                    json!({ "TXT": terms.collect::<Vec<_>>().join(" ") })
                }
            };
            put(&mut changed, name, record);
        }
    }
    (changed, selectors)
}

#[test]
fn no_provider_is_recognised_in_a_zone_of_names_that_look_like_its_own() {
    for row in catalogue() {
        for at in 0..5 {
            let (zone, selectors) = near(row, at);
            let zone: Zone = serde_json::from_value(Value::Object(zone)).unwrap();
            let input =
                DomainInput { selectors, ..DomainInput::new(domain(DOMAIN), Timestamp(1_790_000_000)) };
            let report = pollster::block_on(check_domain(&zone, &input));
            let found: Vec<&str> = report.providers.iter().map(|known| known.provider.id()).collect();
            assert_eq!(found, [""; 0], "{} by look-alike {at}", row.id());
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

/// The services that a domain's report names beside a provider.
fn used_by(zone: Map<String, Value>, selectors: Vec<String>, provider: &Provider) -> Vec<&'static str> {
    let zone: Zone = serde_json::from_value(Value::Object(zone)).unwrap();
    let input = DomainInput { selectors, ..DomainInput::new(domain(DOMAIN), Timestamp(1_790_000_000)) };
    let report = pollster::block_on(check_domain(&zone, &input));
    let known = report.providers.iter().find(|known| known.provider == provider);
    known.unwrap().used_by.iter().map(|service| service.id()).collect()
}

/// The zone of a customer of a service that sends by another's servers: at the service's labels or at the domain itself these are listed.
fn over(service: &Provider, upon: &Provider, is_customer: bool) -> (Map<String, Value>, Vec<String>) {
    let (mut zone, selectors) = if is_customer { customer(service, &[]) } else { <_>::default() };
    let listed = sample(upon.includes().next().unwrap());
    put(&mut zone, &listed, json!({"TXT": "v=spf1 ip4:192.0.2.1 -all"}));
    let labels: Vec<String> = service.envelopes().map(|label| format!("{label}.{DOMAIN}")).collect();
    for label in &labels {
        put(&mut zone, label, json!({"TXT": format!("v=spf1 include:{listed} ~all")}));
    }
    let own = if is_customer { service.known_includes().map(sample).collect() } else { Vec::new() };
    let own = own.into_iter().chain(labels.is_empty().then_some(listed));
    let terms: String = own.map(|name| format!("include:{name} ")).collect();
    zone.insert(DOMAIN.into(), json!([{"TXT": format!("v=spf1 {terms}~all")}]));
    for key in service.keys().filter(|key| is_customer && key.target.is_none()) {
        put(&mut zone, &format!("{}._domainkey.{DOMAIN}", sample(key.selector)), json!({"TXT": KEY}));
    }
    (zone, selectors)
}

#[test]
fn a_service_that_sends_by_anothers_servers_is_named_beside_them() {
    let mut named = 0;
    for (service, upon) in catalogue().filter_map(|row| Some((row, row.upon()?))) {
        let (zone, selectors) = over(service, upon, false);
        assert_eq!(used_by(zone, selectors, upon), [""; 0], "{} shows nothing", service.id());
        let (zone, selectors) = over(service, upon, true);
        let shows = zone.len() > 2 + service.envelopes().count();
        let wanted = if shows { vec![service.id()] } else { Vec::new() };
        assert_eq!(used_by(zone, selectors, upon), wanted, "{}", service.id());
        named += usize::from(shows);
    }
    assert!(named > 4, "{named}");
}

#[test]
fn a_message_shows_by_whom_the_servers_were_used() {
    let users = |selector: &str, also: &str| {
        let message = format!(
            "Received: from phl-mx-06.messagingengine.com ([10.202.2.205])\r\n by phl-compute-12.internal \
             (LMTPProxy); Tue, 24 Nov 2026 04:12:27 -0500\r\nAuthentication-Results: \
             mx.messagingengine.com;\r\n dkim=pass header.d={DOMAIN} header.s={selector};\r\n \
             dkim=pass header.d=amazonses.com header.s=abc{also}\r\nReceived: from \
             b232-14.smtp-out.eu-central-1.amazonses.com (b232-14.smtp-out.eu-central-1.amazonses.com \
             [69.169.232.14])\r\n by mx.messagingengine.com (Postfix) with ESMTPS id 5D10A1D40077\r\n for \
             <reader@fastmail.com>; Tue, 24 Nov 2026 04:12:26 -0500 (EST)\r\nFrom: a@{DOMAIN}\r\n\r\n"
        );
        let input = MessageInput {
            bytes: message.as_bytes(),
            origin: Origin::Paste,
            given: EnvelopeOverrides::default(),
            trust: None,
            now: Timestamp(1_795_600_000),
            tables: Tables { to_ascii: |_| None, decode_charset: |_, _| None },
            suffixes: None,
        };
        let report = pollster::block_on(check_message(&Zone::default(), &input));
        let amazon = waxseal_core::providers::by_id("amazonSes").unwrap();
        report.users_of(amazon).into_iter().map(Provider::id).collect::<Vec<_>>()
    };
    assert_eq!(users("6xbp2tcy7q3dkhzq2lw3jm5yaz4xvf6n", ""), [""; 0], "an account of one's own");
    assert_eq!(users("resend", ""), ["resend"]);
    assert_eq!(users("abc", ";\r\n dkim=pass header.d=resend.com header.s=s1"), ["resend"]);
    assert_eq!(users("abc", ";\r\n dkim=fail header.d=resend.com header.s=s1"), [""; 0]);
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
