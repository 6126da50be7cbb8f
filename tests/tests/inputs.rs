//! What people have in hand: each input of the table is told as what it is, and nothing that is known is told as nothing.

use serde::Deserialize;
use waxseal_core::input::{Thing, recognise};
use waxseal_prose::Lang;

/// A line of `inputs/table.json`.
#[derive(Deserialize)]
struct Line {
    /// What is put in.
    input: String,
    /// The kinds of things that it holds, in their order.
    kinds: Vec<String>,
    /// A part of what is said of it in English.
    says_en: String,
    /// A part of what is said of it in Dutch, where that is not said alike.
    #[serde(default)]
    says_nl: Option<String>,
}

fn to_ascii(name: &str) -> Option<String> {
    idna::domain_to_ascii(name).ok()
}

#[test]
fn each_input_is_told_as_what_it_is() {
    let lines: Vec<Line> = serde_json::from_str(include_str!("../inputs/table.json")).unwrap();
    assert!(lines.len() >= 60, "{}", lines.len());
    let mut wrong = Vec::new();
    for line in &lines {
        let found = recognise(&line.input, to_ascii);
        let kinds: Vec<&str> = found.iter().map(|found| found.thing.as_str()).collect();
        let told = |lang: Lang| {
            let prose = lang.prose();
            let one =
                |thing: &Thing| format!("{} {}", prose.thing(thing), prose.way_on(thing).unwrap_or_default());
            found.iter().map(|found| one(&found.thing)).collect::<String>()
        };
        let dutch = line.says_nl.as_ref().is_none_or(|words| told(Lang::Nl).contains(words));
        if kinds != line.kinds || !told(Lang::En).contains(&line.says_en) || !dutch {
            wrong.push(format!("{:?}\n  {kinds:?} {}\n  {}", line.input, told(Lang::En), told(Lang::Nl)));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), lines.len(), wrong.join("\n"));
}

/// The records and both headers of the first user's notes, pasted whole.
#[test]
fn the_first_users_notes_yield_his_records_and_both_mails() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/seed/notes.txt");
    let Ok(text) = std::fs::read_to_string(path) else { return };
    let found = recognise(&text, to_ascii);
    let kinds: Vec<&str> = found.iter().map(|found| found.thing.as_str()).collect();
    assert_eq!(
        kinds,
        ["record", "record", "record", "record", "record", "record", "record", "results", "results"],
        "{found:#?}"
    );
    let values: Vec<String> = found
        .iter()
        .filter_map(|found| match &found.thing {
            Thing::Record(record) => Some(format!("{} {}", record.of.as_str(), record.value)),
            _ => None,
        })
        .collect();
    assert_eq!(values[1], "spf v=spf1 include:spf.protection.outlook.com include:servers.mcsv.net -all");
    assert_eq!(values[6], "dmarc v=DMARC1;p=none;sp=reject;pct=100;rua=mailto:NL365Dmarc@nl365pro.com");
    let mails: Vec<&str> =
        found.iter().filter(|found| found.has_message()).map(|found| &text[found.at.clone()]).collect();
    assert!(
        mails[0].starts_with("Received-SPF: pass") && mails[0].contains("header.s=selector1"),
        "{}",
        mails[0]
    );
    assert!(
        mails[1].starts_with("Received-SPF: pass") && mails[1].contains("header.from=nl365pro.com"),
        "{}",
        mails[1]
    );
}

#[test]
fn a_megabyte_is_looked_through_in_a_moment() {
    let line = "Some words of running text: nothing of which is a record, v = 1, a@b.example.\n";
    let text = line.repeat(1024 * 1024 / line.len() + 1);
    let begin = std::time::Instant::now();
    assert_eq!(recognise(&text, to_ascii).len(), 1);
    // Far above what it takes: this only tells a walk from one that grows faster than the text.
    assert!(begin.elapsed().as_secs() < 10, "{:?}", begin.elapsed());
}
