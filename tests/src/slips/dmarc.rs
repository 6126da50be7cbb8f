//! DMARC records.

use super::{Dice, edits, letters, scratch};
use waxseal_core::dmarc::Record;
use waxseal_core::intent::dmarc::Intent;

/// A record that was broken, and what it meant: its tags, and the addresses of `rua` and `ruf`.
#[derive(Clone, Debug)]
pub struct Broken {
    /// The text.
    pub text: String,
    tags: Vec<(&'static str, String)>,
}

const ADDRESSES: [&str; 7] = [
    "a@b.example",
    "dmarc+rua@agg.example.com",
    "x7k2@rua.service.net",
    "post.master@mail.example.co.uk",
    "reports_1@d-m-arc.example",
    "d@r.io",
    "policy@example.org",
];
const QUARANTINE: [&str; 6] =
    ["quarentine", "quarantaine", "Quarantine", "quaratine", "quarantined", "qurantine"];
const REJECT: [&str; 5] = ["rejct", "REJECT", "rejected", "rejekt", "reject."];
const NONE: [&str; 6] = ["None", "non", "nonne", "nnone", "monitor", "NONE"];

fn policy(dice: &mut Dice, policy: &str) -> String {
    let slips: &[&str] = match policy {
        "none" => &NONE,
        "reject" => &REJECT,
        _ => &QUARANTINE,
    };
    if dice.once_in(4) { (dice.of(slips)).to_owned() } else { policy.to_owned() }
}

fn list(dice: &mut Dice, addresses: &[&str]) -> String {
    let between = dice.of(&[",", ",", ", ", ";", " ", "; ", " , ", ",,", "|"]);
    let own: Vec<String> = addresses.iter().map(|own| uri(dice, own)).collect();
    own.join(between)
}

fn uri(dice: &mut Dice, address: &str) -> String {
    let right = format!("mailto:{address}");
    match dice.below(16) {
        0 => address.to_owned(),
        1 => format!("mailto: {address}"),
        2 => format!(
            "{}{address}",
            dice.of(&[
                "malto:",
                "mailto=",
                "mailto://",
                "mailto//",
                "mail:",
                "Mailto:",
                "mailto::",
                "mailto :"
            ])
        ),
        3 => dice.of(&["<URI>", "[URI]", "(URI)", "\"URI\"", "“URI”", "'URI'"]).replace("URI", &right),
        4 => format!("mailto:<{address}>"),
        5 => right.replace('@', dice.of(&["(at)", " @", "@ ", " @ ", "[at]", "%40"])),
        6 => format!("mailto:{right}"),
        7 => format!("{right}."),
        _ => right,
    }
}

/// A right record, and then broken.
#[must_use]
pub fn broken(dice: &mut Dice) -> Broken {
    let mut tags: Vec<(&'static str, String)> =
        vec![("p", (dice.of(&["none", "quarantine", "reject"])).to_owned())];
    let mut written = vec![format!("{}{}", name(dice, "p"), policy(dice, &tags[0].1.clone()))];
    if dice.once_in(3) {
        let own = dice.of(&["none", "quarantine", "reject"]);
        written.push(format!("{}{}", name(dice, "sp"), policy(dice, own)));
        tags.push(("sp", own.to_owned()));
    }
    for mode in ["adkim", "aspf"] {
        if dice.once_in(3) {
            let own = dice.of(&["s", "r"]);
            let word = if own == "s" {
                dice.of(&["s", "S", "strict", "Strict"])
            } else {
                dice.of(&["r", "R", "relaxed", "relax"])
            };
            written.push(format!("{}{word}", name(dice, mode)));
            tags.push((mode, own.to_owned()));
        }
    }
    for tag in ["rua", "ruf"] {
        if !dice.once_in(3) {
            let from = dice.below(ADDRESSES.len() - 2);
            let own = &ADDRESSES[from..from + 1 + dice.below(2)];
            written.push(format!("{}{}", name(dice, tag), list(dice, own)));
            tags.push((tag, own.iter().map(|own| format!("mailto:{own}")).collect::<Vec<_>>().join(",")));
        }
    }
    if dice.once_in(3) {
        written.push(format!(
            "{}{}",
            name(dice, "fo"),
            dice.of(&["1:d:s", "1,d,s", "1;d;s", "1 d s", "1ds", "0:1:d:s"])
        ));
        tags.push(("fo", "1:d:s".to_owned()));
    }
    let version = if dice.once_in(4) {
        dice.of(&[
            "v=dmarc1",
            "v=DMARC",
            "DMARC1",
            "v = DMARC1",
            "v:DMARC1",
            "v=DMARC 1",
            "v=DMRAC1",
            "v-DMARC1",
            "v=DMARC1;v=DMARC1",
        ])
    } else {
        "v=DMARC1"
    };
    let between = dice.of(&["; ", "; ", ";", " ; ", ";;", " ", ", ", " | ", ";\t", ";\u{a0}", "\\; "]);
    let mut text = [vec![version.to_owned()], written].concat().join(between);
    if dice.once_in(5) {
        let round = [
            "\"TEXT\"",
            "“TEXT”",
            "'TEXT'",
            " TEXT",
            "TEXT;",
            "_dmarc IN TXT ( \"TEXT\" )",
            "&quot;TEXT&quot;",
            "<TEXT>",
        ];
        text = dice.of(&round).replace("TEXT", &text);
    }
    Broken { text, tags }
}

fn name(dice: &mut Dice, name: &str) -> String {
    match dice.below(12) {
        0 => format!("{name} = "),
        1 => format!("{name}:"),
        2 => format!("{} = ", name.to_uppercase()),
        3 => format!("{name}=="),
        4 if name == "p" => "policy=".to_owned(),
        4 if name == "rua" => "rau=".to_owned(),
        _ => format!("{name}="),
    }
}

/// The tags of a mended record, which is written in one form only.
///
/// # Panics
/// Where it is not.
#[must_use]
pub fn says(record: &str) -> Vec<(&str, &str)> {
    let mut parts = record.split("; ");
    assert_eq!(parts.next(), Some("v=DMARC1"), "{record}");
    parts.map(|part| part.split_once('=').unwrap_or_else(|| panic!("{part} in {record}"))).collect()
}

/// Holds a broken record to what it meant.
///
/// # Panics
/// Where it says something else.
pub fn hold(broken: &Broken) {
    let intent = Intent::read(&broken.text);
    let mended = intent.to_string();
    let shown = || {
        format!(
            "{:?}\n  mended: {mended}\n  meant: {:?}\n  unclear: {:?}",
            broken.text, broken.tags, intent.unclear
        )
    };
    let mut says = says(&mended);
    let mut meant: Vec<(&str, &str)> =
        broken.tags.iter().map(|(name, value)| (*name, value.as_str())).collect();
    says.sort_unstable();
    meant.sort_unstable();
    assert!(says == meant && intent.unclear.is_empty(), "something else: {}", shown());
    stable(&broken.text, &mended);
}

fn stable(text: &str, mended: &str) {
    let again = Intent::read(mended);
    assert_eq!(again.to_string(), mended, "not stable: {text:?}");
    let record = Record::parse(mended);
    let right = record.as_ref().is_some_and(|record| record.applies() && record.has_valid_policies());
    assert!(right, "not right: {text:?}\n  {mended}\n  {record:?}");
}

/// Holds any text to what holds of every record: no address is made up, and mail is refused only by a word that says so.
///
/// # Panics
/// Where one of these does not hold.
pub fn hold_any(text: &str) {
    let intent = Intent::read(text);
    let mended = intent.to_string();
    stable(text, &mended);
    let bare: String = text.chars().filter(|c| !"\\\"'“”‘’«»„".contains(*c)).collect();
    let named = letters(
        &bare
            .replace("%40", "")
            .replace("(at)", "")
            .replace("[at]", "")
            .replace("&quot;", "")
            .replace("%20", "")
            .replace("%22", ""),
    );
    for (name, value) in says(&mended) {
        match name {
            "rua" | "ruf" => {
                for address in value.split(',') {
                    let own = letters(address.split(':').next_back().unwrap_or_default());
                    assert!(named.contains(&own), "{address} is made up: {text:?}\n  {mended}");
                }
            }
            "p" | "sp" | "np" if value != "none" => {
                let window = |at: usize, length: usize| named.get(at..(at + length).min(named.len()));
                let near = named.contains(value)
                    || (0..named.len()).any(|at| {
                        (value.len() - 3..=value.len() + 3)
                            .any(|length| window(at, length).is_some_and(|word| edits(word, value) <= 3))
                    });
                assert!(near, "{name}={value} is made up: {text:?}\n  {mended}");
            }
            _ => {}
        }
    }
}

/// A record that a hand slipped over, anywhere.
#[must_use]
pub fn scratched(dice: &mut Dice) -> String {
    let broken = broken(dice).text;
    scratch(dice, &broken)
}
