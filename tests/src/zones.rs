//! Zones with everything at once, broken the way people break them, and an oracle for what may be advised there.
//!
//! Whom a record authorises is worked out from the few forms that are made up here, with plain ranges of numbers; nothing of it is
//! the product's.

use crate::slips::Dice;
use crate::slips::sets::{Set, v4};
use serde_json::{Map, Value, json};

/// The domain that is checked.
pub const DOMAIN: &str = "firm.example";

/// Services with an SPF record to include, each with how many lookups it costs.
const SERVICES: [(&str, u32); 7] = [
    ("_spf.alpha.example", 1),
    ("spf.beta.example", 2),
    ("mail.gamma.example", 1),
    ("_spf.delta.example", 4),
    ("spf.epsilon.example", 3),
    ("spf.protection.outlook.com", 1),
    ("_spf.google.com", 1),
];
/// A name without an SPF record, and one that does not exist.
const DEAD: [&str; 2] = ["spf.dead.example", "spf.gone.example"];

/// A zone, and what its owner meant by its SPF records.
#[derive(Clone, Debug)]
pub struct Made {
    /// The zone file.
    pub zone: Value,
    /// Whom the SPF records mean to authorise.
    pub meant: Set,
    /// The addresses of the exchangers, which `mx` lists.
    pub mx: Set,
    /// Whether anything of them cannot be told.
    pub unclear: bool,
    /// Whether `_dmarc` is an alias to a service.
    pub hosted: bool,
}

/// The addresses of a service.
fn service(at: usize) -> Set {
    Set::of(vec![v4([203, 0, u8::try_from(at).unwrap_or_default(), 0], 24)])
}

/// The addresses of the domain's own hosts: `a` and `mx`.
fn host(last: u8) -> Set {
    Set::of(vec![v4([192, 0, 2, last], 32)])
}

/// Whom an advised record authorises; `None` where it is written in a form that nobody here can read.
#[must_use]
pub fn authorised(record: &str, mx: &Set) -> Option<Set> {
    let mut all = Set::default();
    for word in record.split(' ').skip(1) {
        if word.starts_with(['-', '~', '?']) {
            continue;
        }
        let word = word.trim_start_matches('+').to_ascii_lowercase();
        let set = match word.split_once(':') {
            None if word == "a" => host(10),
            None if word == "mx" => mx.clone(),
            Some(("include", name)) if DEAD.contains(&name) => Set::default(),
            Some(("include", name)) => service(SERVICES.iter().position(|(own, _)| *own == name)?),
            Some(("a", "web.firm.example")) => host(30),
            Some(("ip4", network)) => {
                let (address, prefix) = network.split_once('/').unwrap_or((network, "32"));
                let octets: Vec<u8> = address.split('.').filter_map(|octet| octet.parse().ok()).collect();
                Set::of(vec![v4(octets.try_into().ok()?, prefix.parse().ok()?)])
            }
            _ => return None,
        };
        all = all.and(&set);
    }
    Some(all)
}

/// A term, and whom it means.
fn sender(dice: &mut Dice, mx: &Set) -> (String, Set) {
    match dice.below(9) {
        0 => ("a".to_owned(), host(10)),
        1 => ("mx".to_owned(), mx.clone()),
        2 => ("a:web.firm.example".to_owned(), host(30)),
        3 | 4 => {
            let (last, prefix) =
                (u8::try_from(dice.below(256)).unwrap_or_default(), dice.of(&[32, 32, 28, 24]));
            let mask = if prefix == 32 { String::new() } else { format!("/{prefix}") };
            (format!("ip4:198.51.100.{last}{mask}"), Set::of(vec![v4([198, 51, 100, last], prefix)]))
        }
        _ => {
            let at = dice.below(SERVICES.len());
            (format!("include:{}", SERVICES[at].0), service(at))
        }
    }
}

/// One record; whom it means, and whether anything in it cannot be told.
fn spf(dice: &mut Dice, mx: &Set) -> (String, Set, bool) {
    let (mut words, mut meant, mut unclear) = (vec!["v=spf1".to_owned()], Set::default(), false);
    for _ in 0..=dice.below(5) {
        let (term, set) = sender(dice, mx);
        meant = meant.and(&set);
        words.push(match dice.below(14) {
            0 => term.replacen(':', ": ", 1),
            1 if term.starts_with("ip4") => term.replacen("ip4", "ip", 1),
            2 if term.starts_with("include") => term.replacen("include", "includ", 1),
            3 => format!("{term},"),
            4 => term.to_ascii_uppercase().replace("V=SPF1", "v=spf1"),
            _ => term,
        });
    }
    if dice.once_in(8) {
        words.push(format!("include:{}", dice.of(&DEAD)));
    }
    if dice.once_in(20) {
        words.push(dice.of(&["exist", "ip4:192.0.2.1/40", "frobnicate:x"]).to_owned());
        unclear = true;
    }
    let ends = ["-all", "~all", "-all", "~all", "?all", "+all", "- all", "-all.", "–all", "all-", ""];
    words.push(dice.of(&ends).to_owned());
    if dice.once_in(9) {
        words.swap_remove(0);
        words.insert(0, dice.of(&["v=spf1;", "\"v=spf1", "v=spf1 "]).to_owned());
    }
    (words.join(" ").trim_end().to_owned(), meant, unclear)
}

fn dmarc(dice: &mut Dice) -> String {
    let mut tags = vec![
        dice.of(&["v=DMARC1", "v=DMARC1", "v=DMARC1", "v=dmarc1"]).to_owned(),
        format!("p={}", dice.of(&["none", "none", "quarantine", "reject", "quarentine"])),
    ];
    if dice.once_in(4) {
        tags.push(format!("sp={}", dice.of(&["none", "quarantine", "reject"])));
    }
    if dice.once_in(5) {
        tags.push(dice.of(&["adkim=s", "aspf=s", "t=y", "pct=20", "np=reject"]).to_owned());
    }
    if !dice.once_in(4) {
        tags.push(format!(
            "rua={}",
            dice.of(&[
                "mailto:d@firm.example",
                "d@firm.example",
                "mailto:x@reports.example",
                "mailto:d@firm.example,mailto:y@vendor.example"
            ])
        ));
    }
    tags.join(dice.of(&["; ", "; ", ";", ", ", " "]))
}

fn add(zone: &mut Map<String, Value>, name: &str, record: Value) {
    let lines = zone.entry(name).or_insert_with(|| json!([]));
    if let Some(lines) = lines.as_array_mut() {
        lines.push(record);
    }
}

/// The world around the domain.
fn world() -> Map<String, Value> {
    let mut zone = Map::new();
    for (at, (name, cost)) in SERVICES.iter().enumerate() {
        let nested: String = (1..*cost).map(|n| format!(" include:n{n}.{name}")).collect();
        add(&mut zone, name, json!({"TXT": format!("v=spf1 ip4:203.0.{at}.0/24{nested} ~all")}));
        for n in 1..*cost {
            add(
                &mut zone,
                &format!("n{n}.{name}"),
                json!({"TXT": format!("v=spf1 ip4:203.0.{at}.{n} ~all")}),
            );
        }
    }
    add(&mut zone, "spf.dead.example", json!({"A": "203.0.113.1"}));
    add(&mut zone, "*._report._dmarc.vendor.example", json!({"TXT": "v=DMARC1"}));
    add(&mut zone, "firm.example._report._dmarc.vendor.example", json!({"TXT": "v=DMARC1"}));
    add(&mut zone, "aspmx.l.google.com", json!({"A": "142.250.102.26"}));
    zone
}

/// Makes a zone.
pub fn made(dice: &mut Dice) -> Made {
    let mut zone = world();
    let (mut meant, mut unclear) = (Set::default(), false);
    add(&mut zone, DOMAIN, json!({"A": "192.0.2.10"}));
    add(&mut zone, "web.firm.example", json!({"A": "192.0.2.30"}));
    let mx = exchangers(dice, &mut zone);
    for _ in 0..dice.of(&[0, 1, 1, 1, 1, 1, 2, 2]) {
        let (text, set, open) = spf(dice, &mx);
        meant = meant.and(&set);
        unclear |= open;
        add(&mut zone, DOMAIN, json!({"TXT": text}));
    }
    let hosted = dice.once_in(5);
    if hosted {
        let target = dice.of(&[
            "firm.example._dmarc.vendor.example",
            "f8a1b2c3.dmarc.vendor.example",
            "firm-example.d.vendor.example",
        ]);
        add(&mut zone, "_dmarc.firm.example", json!({"CNAME": target}));
        add(&mut zone, target, json!({"TXT": dmarc(dice)}));
    } else {
        for _ in 0..dice.of(&[0, 1, 1, 1, 1, 2]) {
            add(&mut zone, "_dmarc.firm.example", json!({"TXT": dmarc(dice)}));
        }
    }
    others(dice, &mut zone);
    Made { zone: Value::Object(zone), meant, mx, unclear, hosted }
}

/// Where mail arrives, and the addresses of those hosts.
fn exchangers(dice: &mut Dice, zone: &mut Map<String, Value>) -> Set {
    add(zone, "mx.firm.example", json!({"A": "192.0.2.20"}));
    match dice.below(6) {
        0 => Set::default(),
        1 => {
            add(zone, DOMAIN, json!({"MX": [0, "."]}));
            Set::default()
        }
        2 => {
            add(zone, DOMAIN, json!({"MX": [1, "aspmx.l.google.com"]}));
            add(zone, "google._domainkey.firm.example", json!({"TXT": "v=DKIM1; k=rsa; p="}));
            Set::of(vec![v4([142, 250, 102, 26], 32)])
        }
        3 => {
            add(zone, DOMAIN, json!({"MX": [10, "mail.firm.example"]}));
            add(zone, "mail.firm.example", json!({"CNAME": "mx.firm.example"}));
            add(zone, "_25._tcp.mail.firm.example", json!({"TLSA": [3, 1, 1, "0".repeat(64)]}));
            host(20)
        }
        _ => {
            add(zone, DOMAIN, json!({"MX": [10, "mx.firm.example"]}));
            host(20)
        }
    }
}

/// Wildcards, aliases of keys, MTA-STS.
fn others(dice: &mut Dice, zone: &mut Map<String, Value>) {
    if dice.once_in(4) {
        add(zone, "_mta-sts.firm.example", json!({"TXT": "v=STSv1; id=1"}));
        let lines = dice.of(&["A", "CNAME"]);
        let value = if lines == "A" { "192.0.2.30" } else { "policies.gone.example" };
        add(zone, "mta-sts.firm.example", json!({lines: value}));
    }
    if dice.once_in(5) {
        let target = dice.of(&["dkim2.mcsv.net", "dkim2.mcsv.net.firm.example", "elsewhere.example"]);
        add(zone, "k2._domainkey.firm.example", json!({"CNAME": target}));
    }
    if dice.once_in(6) {
        let texts = [
            "v=DKIM1; k=rsa; p=",
            "\"v=DKIM1; p=MIGf\"",
            "k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=",
        ];
        for _ in 0..=dice.below(2) {
            add(zone, "mail._domainkey.firm.example", json!({"TXT": dice.of(&texts)}));
        }
    }
    // What a server answers that denies nothing: every name is there.
    if dice.once_in(8) {
        for name in ["_domainkey.firm.example", "waxseal-probe-nobody-has-this._domainkey.firm.example"] {
            add(zone, name, json!({"AD": true}));
        }
    }
}
