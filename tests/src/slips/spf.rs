//! SPF records.

use super::sets::{Set, v4, v6};
use super::{Dice, letters, scratch};
use waxseal_core::domain::Domain;
use waxseal_core::intent::spf::Intent;
use waxseal_core::intent::{Facts, Heard};

/// Names that have SPF records, in the made-up world.
const INCLUDES: [&str; 6] = [
    "spf.alpha.example",
    "_spf.beta.example",
    "mail.zeta.example.com",
    "_netblocks.u123-45.gamma.net",
    "spf1.delta.co.uk",
    "relay.eta.example",
];
/// Names that have addresses.
const HOSTS: [&str; 5] = [
    "mail.theta.example",
    "mx1.iota.example",
    "a.kappa.example",
    "smtp-out.lambda.com",
    "host.mu.example.org",
];

/// What the made-up check has heard of them.
#[must_use]
pub fn heard() -> Heard {
    let mut heard = Heard::default();
    let mut know = |name: &str, spf, address| {
        heard.know(Domain::parse(name).expect("a name"), Facts { spf: Some(spf), address: Some(address) });
    };
    INCLUDES.iter().for_each(|name| know(name, true, *name == "relay.eta.example"));
    HOSTS.iter().for_each(|name| know(name, false, true));
    heard
}

/// A sender: how it is rightly written, its parts, and its addresses.
#[derive(Clone, Debug)]
struct Sender {
    head: &'static str,
    value: String,
    set: Set,
}

impl Sender {
    fn text(&self) -> String {
        match (self.head, self.value.as_str()) {
            (head, "") => head.to_owned(),
            (head, value) if value.starts_with('/') => format!("{head}{value}"),
            (head, value) => format!("{head}:{value}"),
        }
    }
}

/// The addresses of a name: sixteen of them, elsewhere for each mechanism and name.
fn of_name(head: &str, name: &str) -> Set {
    let sum =
        head.bytes().chain(name.bytes()).fold(7_u128, |sum, byte| (sum * 31 + u128::from(byte)) % 1_000_003);
    let first = 198 * 256 * 256 * 256 + sum * 16;
    Set::of(vec![(first, first + 15)])
}

fn sender(dice: &mut Dice) -> Sender {
    let named =
        |head: &'static str, value: &str| Sender { head, value: value.to_owned(), set: of_name(head, value) };
    match dice.below(10) {
        0..=2 => {
            let octets = [20 + dice.below(100), dice.below(256), dice.below(256), dice.below(256)]
                .map(|n| u8::try_from(n).expect("an octet"));
            let prefix = dice.of(&[32, 32, 32, 24, 28, 16, 27, 8, 22]);
            let [a, b, c, d] = octets;
            let mask = if prefix == 32 { String::new() } else { format!("/{prefix}") };
            Sender {
                head: "ip4",
                value: format!("{a}.{b}.{c}.{d}{mask}"),
                set: Set::of(vec![v4(octets, prefix)]),
            }
        }
        3 => {
            let group = u16::try_from(dice.below(65_536)).expect("a group");
            let prefix = dice.of(&[128, 64, 48, 32]);
            let mask = if prefix == 128 { String::new() } else { format!("/{prefix}") };
            let set = Set::of(vec![v6([0x2001, 0xdb8, group, 0, 0, 0, 0, 1], prefix)]);
            Sender { head: "ip6", value: format!("2001:db8:{group:x}::1{mask}"), set }
        }
        4..=6 => named("include", dice.of(&INCLUDES)),
        7 => named("a", dice.of(&HOSTS)),
        8 => named("mx", dice.of(&["", "", "iota.example"])),
        _ => named("a", ""),
    }
}

/// A record that was broken, and what it meant.
#[derive(Clone, Debug)]
pub struct Broken {
    /// The text.
    pub text: String,
    /// The addresses that it meant.
    pub set: Set,
    /// The sign before its `all`.
    pub sign: char,
}

/// Ways to write a colon, or to go without.
const COLONS: [&str; 8] = [": ", " :", " : ", "=", "::", " ", " = ", ":="];

/// One term as a hand that slips writes it.
fn slipped(dice: &mut Dice, own: &Sender) -> String {
    let (head, value, right) = (own.head, own.value.as_str(), own.text());
    let has_value = !value.is_empty() && !value.starts_with('/');
    let is_network = head.starts_with("ip");
    let is_name = has_value && !is_network;
    match dice.below(20) {
        0 if head == "include" || is_network => format!("{head}{}{value}", dice.of(&COLONS)),
        1 if head == "include" => {
            format!(
                "{}:{value}",
                dice.of(&[
                    "includ", "inlcude", "includes", "Include", "incude", "inclued", "icnlude", "INCLUDE"
                ])
            )
        }
        1 if head == "ip4" => format!(
            "{}:{value}",
            dice.of(&["ip", "ipv4", "IP4", "ip-4", "Ipv4", "ip6", "iPv4", "include", "a", "mx"])
        ),
        1 if head == "ip6" => {
            format!("{}:{value}", dice.of(&["ip", "ipv6", "IP6", "ip-6", "ip4", "include", "a"]))
        }
        2 if head == "include" => format!("include.{value}"),
        3 if is_name && head != "mx" => {
            format!("{head}:{}{value}{}", dice.of(&["http://", "https://", "//"]), dice.of(&["", "/"]))
        }
        4 if head == "a" && has_value => format!("a:{value}:{}", dice.of(&["25", "587", "465"])),
        4 if head == "ip4" && !value.contains('/') => {
            format!("ip4:{value}:{}", dice.of(&["25", "587", "2525"]))
        }
        5 => dice
            .of(&["(TERM)", "[TERM]", "<TERM>", "\"TERM\"", "“TERM”", "'TERM'", "«TERM»"])
            .replace("TERM", &right),
        6 if has_value => format!(
            "{head}:{}",
            dice.of(&["[VALUE]", "<VALUE>", "\"VALUE\"", "(VALUE)"]).replace("VALUE", value)
        ),
        7 if is_network => value.to_owned(),
        7 if is_name && head != "mx" => value.to_owned(),
        8 if is_name && head != "mx" => format!("{}:{value}", dice.of(&["ip4", "ip6", "ip"])),
        9 if is_network => format!("include:{right}"),
        9 if head == "include" => dice.of(&["include:include:", "a:include:", "spf:"]).to_string() + value,
        10 => format!("+{right}"),
        11 if head == "ip4" => format!("ip4:{}", mask(dice, value)),
        12 if head == "ip4" => format!("ip4:{}", value.replace('.', ",")),
        13 if is_network && value.contains('/') => {
            format!("{head}:{}", value.replace('/', dice.of(&["\\", " /", "/ ", "/0", "//"])))
        }
        14 if is_network && !value.contains('/') => format!("{head}:{value}."),
        15 if head != "ip6" => right.to_uppercase(),
        16 if has_value => format!("{}{right}", dice.of(&[".", "=", "*", "++"])),
        17 if head == "include" => {
            format!("include{}", if value.starts_with('_') { value.to_owned() } else { format!("/{value}") })
        }
        18 if head == "ip4" => format!("ip4{value}"),
        19 if is_name && head == "include" => format!("include:{}", value.replacen('.', "..", 1)),
        _ => right,
    }
}

/// An IPv4 network in other notations that say the same.
fn mask(dice: &mut Dice, value: &str) -> String {
    let (address, prefix) = value.split_once('/').unwrap_or((value, "32"));
    let octets: Vec<&str> = address.split('.').collect();
    let prefix: u32 = prefix.parse().expect("a prefix");
    match (prefix, dice.below(3)) {
        (24, 0) => format!("{}.{}.{}.*", octets[0], octets[1], octets[2]),
        (16, 0) => format!("{}.{}.x.x", octets[0], octets[1]),
        (32, 0) if octets[3] != "0" => format!("{address}/"),
        (32, _) => octets.iter().map(|octet| format!("{octet:0>3}")).collect::<Vec<_>>().join("."),
        (prefix, 1) => format!("{address}/{}", std::net::Ipv4Addr::from_bits(u32::MAX << (32 - prefix))),
        (prefix, _) => format!("{address}/{prefix:0>3}"),
    }
}

/// What stands between two terms.
fn separator(dice: &mut Dice, next_is_right: bool) -> &'static str {
    match dice.below(12) {
        0 => dice.of(&[
            ",", ", ", ";", "; ", "|", " | ", "\t", "\r\n", "\u{a0}", "  ", " , ", "%20", "\\032", "&nbsp;",
        ]),
        1 if next_is_right => dice.of(&["", "\" \""]),
        _ => " ",
    }
}

/// Ways to write the end.
fn end(dice: &mut Dice, sign: char) -> String {
    let forms: &[&str] = match sign {
        '-' => &[
            "- all", "–all", "—all", "all-", "all -", "_all", "-all.", "-all;", "-all,", "\"-all\"", "−all",
            "-ALL", "--all", "-alll", "-al", "[-all]", "-(all)", "all–",
        ],
        '~' => &[
            "~ all",
            "all~",
            "all ~",
            "`all",
            "˜all",
            "∼all",
            "~all.",
            "~all;",
            "“~all”",
            "-~all",
            "~-all",
            "~ALL",
            "%7Eall",
            "~al",
            "~aall",
        ],
        _ => &["? all", "all?", "?all.", "?all;", "?ALL"],
    };
    if dice.once_in(3) { (dice.of(forms)).to_owned() } else { format!("{sign}all") }
}

const VERSIONS: [&str; 14] = [
    "v=spf1;",
    "v=spf1,",
    "v = spf1",
    "V=SPF1",
    "v=spf10",
    "spf1",
    "v:spf1",
    "v=spf1.0",
    "v=spf",
    "v=sfp1",
    "v=spfl",
    "TXT v=spf1",
    "v=spf1 v=spf1",
    "v=spf1 ",
];
const ROUND: [&str; 8] = [
    "\"TEXT\"",
    "“TEXT”",
    "'TEXT'",
    " TEXT",
    "(TEXT)",
    "example.com. 3600 IN TXT \"TEXT\"",
    "&quot;TEXT&quot;",
    "\u{feff}TEXT ",
];

/// A right record, and then broken.
#[must_use]
pub fn broken(dice: &mut Dice) -> Broken {
    let senders: Vec<Sender> = (0..1 + dice.below(6)).map(|_| sender(dice)).collect();
    let sign = dice.of(&['-', '-', '~', '~', '?']);
    let set = senders.iter().fold(Set::default(), |set, own| set.and(&own.set));
    let many = dice.of(&[2, 4, 8]);
    let mut text = if dice.once_in(6) { (dice.of(&VERSIONS)).to_owned() } else { "v=spf1".to_owned() };
    let mut was_right = false;
    for (at, own) in senders.iter().enumerate() {
        let slips = dice.once_in(many);
        let term = if slips { slipped(dice, own) } else { own.text() };
        // Two terms grow together where the second says what it is.
        let grows = was_right && !slips && ["include", "ip4", "ip6"].contains(&own.head);
        text.push_str(if at == 0 { " " } else { separator(dice, grows) });
        text.push_str(&term);
        was_right = !slips && (!own.value.is_empty() || senders.len() == 1);
    }
    text.push_str(separator(dice, false));
    text.push_str(&end(dice, sign));
    if dice.once_in(6) {
        text = dice.of(&ROUND).replace("TEXT", &text);
    }
    Broken { text, set, sign }
}

/// What a mended record authorises, and how it ends: read by the few forms it is written in.
///
/// # Panics
/// Where it is written in any other.
#[must_use]
pub fn says(record: &str) -> (Set, char) {
    let mut words = record.split(' ');
    assert_eq!(words.next(), Some("v=spf1"), "{record}");
    let mut set = Set::default();
    let mut sign = None;
    for word in words {
        assert_eq!(sign, None, "the end is at the end: {record}");
        match word {
            "-all" | "~all" | "?all" => sign = word.chars().next(),
            word => set = set.and(&authorised(word).unwrap_or_else(|| panic!("{word} in {record}"))),
        }
    }
    (set, sign.unwrap_or_else(|| panic!("no end: {record}")))
}

fn authorised(word: &str) -> Option<Set> {
    let lower = word.strip_prefix('+').unwrap_or(word).to_ascii_lowercase();
    let (head, value) = lower.split_once(':').unwrap_or((&lower, ""));
    match head {
        "ip4" => {
            let (address, prefix) = value.split_once('/').unwrap_or((value, "32"));
            let octets: Vec<u8> = address.split('.').map(|part| part.parse().expect("an octet")).collect();
            Some(Set::of(vec![v4(
                octets.try_into().ok()?,
                prefix.parse().ok().filter(|prefix| *prefix > 0)?,
            )]))
        }
        "ip6" => {
            let (address, prefix) = value.split_once('/').unwrap_or((value, "128"));
            let address: std::net::Ipv6Addr = address.parse().ok()?;
            Some(Set::of(vec![v6(address.segments(), prefix.parse().ok().filter(|prefix| *prefix > 0)?)]))
        }
        "include" | "a" | "mx" => Some(of_name(
            if head == "include" {
                "include"
            } else if head == "a" {
                "a"
            } else {
                "mx"
            },
            value,
        )),
        _ => None,
    }
}

/// Holds a broken record to what it meant: nobody lost, nobody let in, the end as it was, and nothing left to be mended.
///
/// # Panics
/// Where one of these does not hold.
pub fn hold(broken: &Broken, heard: &Heard) {
    let intent = Intent::read(&broken.text, heard);
    let mended = intent.to_string();
    let shown = || format!("{:?}\n  mended: {mended}\n  unclear: {:?}", broken.text, intent.unclear);
    let (set, sign) = says(&mended);
    assert!(set.holds(&broken.set), "somebody is lost: {}", shown());
    assert!(broken.set.holds(&set), "somebody is let in: {}", shown());
    assert!(sign == broken.sign || broken.sign == '-' && sign == '~', "another end: {}", shown());
    assert!(intent.unclear.is_empty(), "{}", shown());
    stable(&broken.text, &mended, heard);
}

fn stable(text: &str, mended: &str, heard: &Heard) {
    let again = Intent::read(mended, heard);
    assert!(
        again.is_as_written() && again.to_string() == mended,
        "not stable: {text:?}\n  {mended}\n  {again}"
    );
    let record = waxseal_core::spf::Record::parse(mended);
    assert!(record.is_ok(), "not right: {text:?}\n  {mended}");
}

/// Holds any text to what holds of every record: nobody is let in that it does not name, and a record from which something fell out
/// does not refuse.
///
/// # Panics
/// Where one of these does not hold.
pub fn hold_any(text: &str, heard: &Heard) {
    let intent = Intent::read(text, heard);
    let mended = intent.to_string();
    stable(text, &mended, heard);
    let named = letters(&plainly(text));
    for word in mended.split(' ').skip(1) {
        let bare = word.trim_start_matches(['-', '~', '?', '+']);
        if bare.eq_ignore_ascii_case("all") {
            assert!(word.starts_with(['-', '~', '?']), "everybody is let in: {text:?}\n  {mended}");
            continue;
        }
        let value = bare.split_once([':', '=']).map_or("", |(_, value)| value);
        let is_network = bare.starts_with("ip4:") || bare.starts_with("ip6:");
        assert!(
            !is_network && !bare.starts_with(['a', 'm']) || !bare.ends_with("/0"),
            "everybody is let in: {text:?}\n  {mended}"
        );
        if !is_network {
            assert!(named.contains(&letters(value)), "{word} is not named: {text:?}\n  {mended}");
        }
    }
    if !intent.dropped_in(&mended).is_empty() {
        assert!(
            !mended.ends_with("-all"),
            "something fell out of a record that refuses: {text:?}\n  {mended}"
        );
    }
}

/// The text without the codes of web pages and zone files.
fn plainly(text: &str) -> String {
    let mut text = text.to_owned();
    while let Some(at) = text.find("\\0") {
        let digits = text[at + 1..].bytes().take(3).take_while(u8::is_ascii_digit).count();
        text.replace_range(at..at + 1 + if digits == 3 { 3 } else { 0 }, "");
    }
    for code in [
        "%20", "%22", "%2d", "%2f", "%3a", "%3d", "%40", "%7c", "%7e", "%09", "%2D", "%2F", "%3A", "%3D",
        "%7C", "%7E", "\\032", "&nbsp;", "&quot;",
    ] {
        text = text.replace(code, "");
    }
    text
}

/// A record that a hand slipped over, anywhere.
#[must_use]
pub fn scratched(dice: &mut Dice) -> String {
    let broken = broken(dice).text;
    scratch(dice, &broken)
}
