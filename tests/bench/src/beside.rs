//! The core's SPF beside viaspf's over zones that nobody thought of: both are asked the same, and where they differ one of the
//! two has to be wrong, or the RFC leaves it open.

use crate::Fallible;
use async_trait::async_trait;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use serde_json::{Map, Value, json};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use viaspf::lookup::{Lookup, LookupError, LookupResult, Name};
use viaspf::{Config, DomainName, Sender, evaluate_sender};
use waxseal_core::dns::{Answer, Fault, Question, Rdata, RecordType, Zone, reverse_name};
use waxseal_core::domain::Domain;
use waxseal_core::spf::{CheckHost, SpfCause, check_mail_from};

/// The names that records stand at, and point to; the last one has none.
const NAMES: [&str; 7] = [
    "a.example",
    "b.example",
    "c.example",
    "d.example",
    "mail.a.example",
    "192.0.2.1.d.example",
    "none.example",
];
/// The clients that ask to be let in.
const CLIENTS: [&str; 4] = ["192.0.2.1", "198.51.100.7", "2001:db8::1", "2001:db8:ffff::7"];
/// Addresses and networks around them. A length of 0 is left out: viaspf matches no address with it, and RFC 7208 §5.6 every one.
const IP4: [&str; 8] = [
    "192.0.2.1",
    "192.0.2.0/24",
    "198.51.100.0/29",
    "192.0.2.0/1",
    "192.0.2.1/33",
    "192.0.2",
    "192.0.2.1/08",
    "1.2.3.4.5",
];
const IP6: [&str; 6] =
    ["2001:db8::1", "2001:db8::/32", "2001::/3", "2001:db8::/129", "2001:db8::1::", "192.0.2.1"];
const LENGTHS: [&str; 8] = ["", "", "", "/24", "/1", "//64", "/28//32", "/33"];
/// Names with macros (RFC 7208 §7), some of them against the grammar.
const MACROS: [&str; 10] = [
    "%{d}",
    "%{i}.d.example",
    "%{ir}.%{v}.d.example",
    "%{l}.a.example",
    "%{d2}",
    "%{h}",
    "%{p}",
    "%{o1r-}",
    "%{x}.a.example",
    "%%%_%-.b.example",
];
const QUALIFIERS: [&str; 6] = ["", "", "", "-", "~", "?"];
/// Terms that are none, or that stand where they may not.
const ODD: [&str; 8] =
    ["ip4", "foo=bar", "foo:bar", "include", "all:a.example", "redirect=", "exp=%{d}", "a:%{d"];

/// Evaluates SPF over `times` zones and prints every case in which the two differ, as a zone file to look at.
///
/// # Errors
/// How many there were.
pub(crate) fn run(times: u64) -> Fallible<()> {
    let differences = (0..times).filter(|&seed| differs(seed)).count();
    println!("{times} zones, {differences} on which the two do not agree");
    if differences == 0 { Ok(()) } else { Err(format!("{differences} differences").into()) }
}

fn differs(seed: u64) -> bool {
    let mut dice = Dice(ChaCha8Rng::seed_from_u64(seed));
    let file = zone(&mut dice);
    let client = dice.one_of(&CLIENTS);
    let (Ok(zone), Ok(ip)) = (serde_json::from_value::<Zone>(file.clone()), client.parse::<IpAddr>()) else {
        return true;
    };
    let check = CheckHost { ip, mail_from: "jo@a.example", helo: "b.example", receiver: None, now: 0 };
    let ours = pollster::block_on(check_mail_from(&zone, &check));
    let is_known = match ours.cause {
        // RFC 7208 §4.6.4 counts terms that find nothing; viaspf counts each of their questions.
        Some(SpfCause::TooManyVoidLookups { .. }) => true,
        // The same section counts what %{p} asks; viaspf does not.
        Some(SpfCause::TooManyLookups { .. }) => file.to_string().contains("%{p}"),
        _ => false,
    };
    if is_known {
        return false;
    }
    let (ours, theirs) = (ours.result.to_string(), beside(&zone, ip));
    if ours != theirs {
        println!("seed {seed}, client {client}: {ours} here, {theirs} at viaspf\n{file:#}");
    }
    ours != theirs
}

fn beside(zone: &Zone, ip: IpAddr) -> String {
    let (Ok(sender), Ok(helo)) = (Sender::from_address("jo@a.example"), DomainName::new("b.example")) else {
        return "not asked".to_owned();
    };
    let config = Config::builder().max_void_lookups(usize::MAX).build();
    let found =
        pollster::block_on(evaluate_sender(&Asked(zone), &config, ip, &sender, Some(&helo))).spf_result;
    // The explanation of a fail stands behind it in brackets.
    found.to_string().split(' ').next().unwrap_or_default().to_owned()
}

/// What stands in the zone, by chance.
fn zone(dice: &mut Dice) -> Value {
    let mut zone = Map::new();
    for name in &NAMES[..NAMES.len() - 1] {
        zone.insert((*name).to_owned(), node(dice));
    }
    for client in CLIENTS {
        let names = (0..dice.below(3)).map(|_| json!({ "PTR": dice.one_of(&NAMES) })).collect();
        let ip = client.parse().ok();
        zone.extend(ip.and_then(reverse_name).map(|name| (name.to_string(), names)));
    }
    Value::Object(zone)
}

fn node(dice: &mut Dice) -> Value {
    let mut entries = Vec::new();
    if !dice.once_in(8) {
        entries.push(json!({ "TXT": record(dice) }));
    }
    if dice.once_in(16) {
        entries.push(json!({ "TXT": "v=spf1 -all" }));
    }
    if dice.once_in(2) {
        entries.push(json!({ "A": dice.one_of(&["192.0.2.1", "198.51.100.1", "203.0.113.9"]) }));
    }
    if dice.once_in(3) {
        entries.push(json!({ "AAAA": dice.one_of(&["2001:db8::1", "2001:db8:1::1"]) }));
    }
    // Each has a preference of its own: in which order equal ones are asked, RFC 7208 does not say.
    for preference in 0..dice.below(3) {
        entries.push(json!({ "MX": [preference, dice.one_of(&NAMES)] }));
    }
    if dice.once_in(24) {
        entries = vec![json!({ "CNAME": dice.one_of(&NAMES) })];
    }
    if dice.once_in(24) {
        let kind = dice.one_of(&["TXT", "A", "MX", "AAAA"]);
        entries.push(json!({ "FAULT": [kind, dice.one_of(&["TIMEOUT", "SERVFAIL"])] }));
    }
    entries.into()
}

fn record(dice: &mut Dice) -> String {
    let version =
        if dice.once_in(20) { dice.one_of(&["v=spf10", "V=SPF1", "v=spf1;", "spf1"]) } else { "v=spf1" };
    let terms = (0..dice.below(6)).map(|_| term(dice)).collect::<Vec<_>>();
    let end = dice.one_of(&[" -all", " ~all", " ?all", "", " redirect=c.example"]);
    let blank = if dice.once_in(8) { "  " } else { " " };
    [&[version.to_owned()][..], &terms].concat().join(blank) + end
}

fn term(dice: &mut Dice) -> String {
    if dice.once_in(40) {
        return dice.one_of(&ODD).to_owned();
    }
    let qualifier = dice.one_of(&QUALIFIERS);
    let name = if dice.once_in(4) { dice.one_of(&MACROS) } else { dice.one_of(&NAMES) };
    let place = if dice.once_in(3) { String::new() } else { format!(":{name}") };
    let length = dice.one_of(&LENGTHS);
    let mechanism = match dice.below(9) {
        0 | 1 => format!("include:{name}"),
        2 => format!("a{place}{length}"),
        3 => format!("mx{place}{length}"),
        4 => format!("ptr{place}"),
        5 => format!("exists:{name}"),
        6 => format!("ip6:{}", dice.one_of(&IP6)),
        7 => format!("ip4:{}", dice.one_of(&IP4)),
        _ => return format!("{}={name}", dice.one_of(&["exp", "redirect", "unknown"])),
    };
    format!("{qualifier}{mechanism}")
}

/// Chance that can be had again.
struct Dice(ChaCha8Rng);

impl Dice {
    fn below(&mut self, end: u32) -> u32 {
        self.0.next_u32() % end
    }

    fn once_in(&mut self, times: u32) -> bool {
        self.below(times) == 0
    }

    fn one_of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.0.next_u32() as usize % all.len()]
    }
}

/// The zone, as viaspf asks it.
struct Asked<'a>(&'a Zone);

impl Asked<'_> {
    fn answer(&self, name: &str, kind: RecordType) -> LookupResult<Answer> {
        // A name that is none cannot have records.
        let name = Domain::parse_any(name.trim_end_matches('.')).map_err(|_| LookupError::NoRecords)?;
        match self.0.answer(&Question::new(name, kind)) {
            Ok(answer) if answer.is_void() => Err(LookupError::NoRecords),
            Ok(answer) => Ok(answer),
            Err(error) if error.fault == Fault::Timeout => Err(LookupError::Timeout),
            Err(_) => Err(LookupError::Dns(None)),
        }
    }
}

#[async_trait]
impl Lookup for Asked<'_> {
    async fn lookup_a(&self, name: &Name) -> LookupResult<Vec<Ipv4Addr>> {
        let answer = self.answer(name.as_str(), RecordType::A)?;
        Ok(answer
            .records
            .iter()
            .filter_map(|data| if let Rdata::A(v4) = data { Some(*v4) } else { None })
            .collect())
    }

    async fn lookup_aaaa(&self, name: &Name) -> LookupResult<Vec<Ipv6Addr>> {
        let answer = self.answer(name.as_str(), RecordType::Aaaa)?;
        Ok(answer
            .records
            .iter()
            .filter_map(|data| if let Rdata::Aaaa(v6) = data { Some(*v6) } else { None })
            .collect())
    }

    async fn lookup_mx(&self, name: &Name) -> LookupResult<Vec<Name>> {
        let answer = self.answer(name.as_str(), RecordType::Mx)?;
        let hosts = answer
            .records
            .iter()
            .filter_map(|data| if let Rdata::Mx(_, host) = data { host.0.as_ref() } else { None });
        Ok(hosts.filter_map(|host| Name::new(host.as_str()).ok()).collect())
    }

    async fn lookup_txt(&self, name: &Name) -> LookupResult<Vec<String>> {
        Ok(self.answer(name.as_str(), RecordType::Txt)?.texts().collect())
    }

    async fn lookup_ptr(&self, ip: IpAddr) -> LookupResult<Vec<Name>> {
        let name = reverse_name(ip).ok_or(LookupError::NoRecords)?;
        let answer = self.answer(name.as_str(), RecordType::Ptr)?;
        Ok(answer.pointers().filter_map(|name| Name::new(name.as_str()).ok()).collect())
    }
}
