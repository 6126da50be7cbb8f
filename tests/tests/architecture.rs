//! The house is as ARCHITECTURE.md draws it: arrows between crates, floors of the core, and where it waits; and no circle of
//! files within the core or the view, and no result or provider compared as text. How arrows are read is told in `tests/src/imports.rs`.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has to fail")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use waxseal_core::providers::catalogue;
use waxseal_tests::imports::{Imports, Sources, circles, imports, product};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

fn drawing() -> String {
    fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap()
}

/// The sources below a folder, by module path.
fn read(folder: &Path, module: &str, sources: &mut Sources) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
        let name = match (module, stem.as_str()) {
            ("", "lib" | "main") => String::new(),
            ("", stem) => stem.to_owned(),
            (module, stem) => format!("{module}::{stem}"),
        };
        if path.is_dir() {
            read(&path, &name, sources);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            sources.insert(name, fs::read_to_string(&path).unwrap());
        }
    }
}

fn sources(name: &str) -> Sources {
    let mut sources = Sources::new();
    let folder = if name == "web" { root().join(name) } else { root().join("crates").join(name) };
    read(&folder.join("src"), "", &mut sources);
    sources
}

fn core() -> Sources {
    let sources = sources("core");
    assert!(sources.len() > 100, "only {} files were found", sources.len());
    sources
}

/// The folders of the house, each with those that its arrow leads to.
fn drawn(drawing: &str) -> BTreeMap<String, BTreeSet<String>> {
    let house = drawing.split("```").nth(1).unwrap();
    let mut folders: Vec<(&str, BTreeSet<String>)> = Vec::new();
    for line in house.lines() {
        if !line.starts_with(' ') {
            folders.push((line.split_whitespace().next().unwrap_or_default(), BTreeSet::new()));
        }
        let arrows = line.split_once("->").map(|(_, to)| to.split(',').map(|name| name.trim().to_owned()));
        folders.last_mut().unwrap().1.extend(arrows.into_iter().flatten());
    }
    let short = |folder: &str| folder.trim_end_matches('/').rsplit('/').next().unwrap().to_owned();
    folders.into_iter().map(|(folder, arrows)| (short(folder), arrows)).collect()
}

/// The folders whose packages a manifest depends on, tests aside.
fn depended_on(manifest: &str) -> BTreeSet<String> {
    let mut section = "";
    let mut found = BTreeSet::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            section = line;
        }
        let counts = section.ends_with("dependencies]") && !section.contains("dev-dependencies");
        let name = line.split(['.', ' ', '=']).next().unwrap_or_default();
        found.extend(name.strip_prefix("waxseal-").filter(|_| counts).map(str::to_owned));
    }
    found
}

#[test]
fn crates_depend_as_drawn() {
    let drawn = drawn(&drawing());
    let folders = ["web", "tests", "tests/bench", "fuzz"].map(PathBuf::from).into_iter();
    let crates = fs::read_dir(root().join("crates")).unwrap();
    let crates = crates.map(|entry| Path::new("crates").join(entry.unwrap().file_name()));
    for folder in folders.chain(crates) {
        let manifest = fs::read_to_string(root().join(&folder).join("Cargo.toml")).unwrap();
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let drawn = drawn.get(&name).unwrap_or_else(|| unreachable!("{name} is not drawn"));
        assert_eq!(&depended_on(&manifest), drawn, "the arrows of {name}");
    }
}

/// The floors of the core from the ground up, as the table draws them.
fn floors(drawing: &str) -> Vec<Vec<String>> {
    let rows = drawing.split_once("| floor |").unwrap().1.split("\n\n").next().unwrap();
    let rows = rows.lines().skip(2).filter_map(|row| row.split('|').nth(1));
    let name = |name: &str| name.trim_end_matches('/').to_owned();
    let mut floors: Vec<Vec<String>> =
        rows.map(|row| row.split('`').skip(1).step_by(2).map(name).collect()).collect();
    floors.reverse();
    floors
}

/// The imports that lead upwards: from a floor to a higher one, beside itself on its floor, or from below all of them.
fn upward(imports: &Imports, floors: &[Vec<String>]) -> Vec<String> {
    let room = |file: &str| file.split("::").next().unwrap_or_default().to_owned();
    // What stands on no floor is below all of them, but for the root of the crate, which is above.
    let height = |file: &str| match floors.iter().position(|floor| floor.contains(&room(file))) {
        Some(floor) => floor + 1,
        None if file.is_empty() => floors.len() + 1,
        None => 0,
    };
    let arrows = imports.iter().flat_map(|(from, to)| to.iter().map(move |(to, names)| (from, to, names)));
    let up = arrows.filter(|(from, to, _)| {
        height(from) < height(to) || height(to) > 0 && height(from) == height(to) && room(from) != room(to)
    });
    up.map(|(from, to, names)| format!("{from} -> {to}: {names:?}")).collect()
}

#[test]
fn the_floors_of_the_core_stand_on_what_is_below() {
    let floors = floors(&drawing());
    assert!(floors.len() >= 4, "{floors:?}");
    assert_eq!(upward(&imports(&core()), &floors), Vec::<String>::new());
}

#[test]
fn no_files_of_a_crate_import_one_another_in_a_circle() {
    for (name, least) in [("core", 100), ("view", 50), ("reports", 9)] {
        let imports = imports(&sources(name));
        assert!(imports.len() > least, "only {} files of {name} import anything", imports.len());
        assert_eq!(circles(&imports), Vec::<Vec<String>>::new(), "{name}");
    }
}

/// The files named as `room/{one,two}` or `room/one` between backticks.
fn listed(text: &str) -> BTreeSet<String> {
    let mut files = BTreeSet::new();
    for entry in text.split('`').skip(1).step_by(2) {
        let (room, names) = entry.split_once('{').unwrap_or((entry, ""));
        match names.strip_suffix('}') {
            Some(names) => files.extend(names.split(',').map(|name| format!("{room}{}", name.trim()))),
            None => files.extend([entry.to_owned()]),
        }
    }
    files.into_iter().map(|file| file.replace('/', "::")).collect()
}

#[test]
fn the_core_waits_where_it_is_drawn_to_wait() {
    let drawing = drawing();
    let list =
        drawing.split_once("- **The core waits in few files**").unwrap().1.split("\n- ").next().unwrap();
    let waits = |text: &str| product(text).contains(".await");
    let waiting = core().into_iter().filter(|(file, text)| !file.contains("tests") && waits(text));
    assert_eq!(waiting.map(|(file, _)| file).collect::<BTreeSet<_>>(), listed(list));
}

/// The words for results, of RFC 8601 and of a report.
const RESULTS: [&str; 9] =
    ["pass", "fail", "softfail", "neutral", "none", "temperror", "permerror", "policy", "notChecked"];

/// Whether a line holds a text against a word, or chooses by it.
fn compares(line: &str, word: &str) -> bool {
    let quoted = format!("\"{word}\"");
    let is_compared =
        ["== ", "!= ", "Some(", "provider: "].iter().any(|b| line.contains(&format!("{b}{quoted}")));
    let arm = line.contains("=>") && line.trim_start().trim_start_matches('(').starts_with(&quoted);
    is_compared || arm || line.contains(&quoted) && line.contains("].contains(")
}

/// Whether a line compares the word of a result. "none" is a policy, a mode and the value of attributes as well.
fn compares_a_result(line: &str) -> bool {
    let speaks =
        |word: &str| word != "none" || ["result", "claimed", "said"].iter().any(|own| line.contains(own));
    RESULTS.iter().any(|word| speaks(word) && compares(line, word))
}

/// Whether a line compares the name that a provider has in the catalogue.
fn compares_a_provider(line: &str) -> bool {
    catalogue().any(|provider| compares(line, provider.id()))
}

/// Files whose words are read from text: what was meant by a record, a policy, a seal, a receiver's report, and a report of
/// ours read back.
const OTHER_WORDS: [&str; 5] =
    ["intent", "posture::mta_sts::policy", "arc::set", "share::from_report", "aggregate::reader"];

/// The lines of the product, without comments and tests, each behind the file it stands in.
fn lines_of_the_product() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for name in ["core", "doh", "prose", "view", "worker", "web", "cli", "reports", "reports-prose"] {
        let sources = sources(name);
        let is_other =
            |file: &str| file.contains("test") || OTHER_WORDS.iter().any(|other| file.starts_with(other));
        for (file, text) in sources.iter().filter(|(file, _)| !is_other(file)) {
            let product = text.split("#[cfg(test)]").next().unwrap_or_default().lines();
            let lines = product.map(str::trim).filter(|line| !line.starts_with("//"));
            found.extend(lines.map(|line| (format!("{name}/{file}"), line.to_owned())));
        }
    }
    found
}

#[test]
fn results_and_providers_are_types_and_no_text_that_is_compared() {
    let lines = lines_of_the_product();
    assert!(lines.len() > 10_000, "only {} lines were found", lines.len());
    let compared = lines.iter().filter(|(_, line)| compares_a_result(line) || compares_a_provider(line));
    assert_eq!(compared.collect::<Vec<_>>(), Vec::<&(String, String)>::new());
    for line in [
        "if spf.result == \"pass\" {",
        "\"notChecked\" => None,",
        "(\"temperror\", _) => Reason::DnsTrouble,",
        "[\"fail\", \"softfail\"].contains(&said)",
        "signature.claimed.as_deref() == Some(\"pass\")",
    ] {
        assert!(compares_a_result(line), "{line}");
    }
    assert!(compares_a_provider("provider.id() == \"microsoft365\""));
    assert!(compares_a_provider("Step::EnableSigning { provider: \"mailchimp\", .. } => {"));
}

/// A made-up core of five files, one of them with tests that look up.
fn made_up(report: &str) -> Sources {
    let files = [
        ("", "pub mod report; pub mod judge; pub mod spf;"),
        ("spf", "mod record; pub use record::Record; // use crate::judge::Facts;"),
        ("spf::record", "pub struct Record; const WORDS: &str = \"use crate::judge::Facts;\";"),
        ("report", report),
        ("judge", "use crate::report::Report; pub struct Facts; fn of(record: crate::spf::Record) {}"),
    ];
    files.map(|(file, text)| (file.to_owned(), text.to_owned())).into_iter().collect()
}

fn up_and_round(report: &str) -> (usize, usize) {
    let imports = imports(&made_up(report));
    let floors = [vec!["report".to_owned()], vec!["judge".to_owned()]];
    (upward(&imports, &floors).len(), circles(&imports).len())
}

#[test]
fn an_arrow_that_is_turned_round_is_seen() {
    let tests = "pub struct Report; #[cfg(test)] mod tests { use crate::judge::Facts; }";
    assert_eq!(up_and_round(tests), (0, 0));
    let taken = imports(&made_up(tests));
    assert!(taken["judge"].contains_key("spf::record"), "a name that is handed on leads to its file");
    assert_eq!(up_and_round("use crate::judge::Facts; pub struct Report;"), (1, 1));
    assert_eq!(up_and_round("pub struct Report; fn of(facts: &crate::judge::Facts) {}"), (1, 1));
    assert_eq!(up_and_round("use super::{spf::Record, judge::{self, Facts}}; pub struct Report;"), (1, 1));
    assert_eq!(depended_on("[dependencies]\nwaxseal-view.workspace = true\n").len(), 1);
    assert_eq!(depended_on("[dev-dependencies]\nwaxseal-view = { path = \"../view\" }\n").len(), 0);
}

#[test]
fn a_parent_is_a_file_like_any_other() {
    let room = |parent: &str, child: &str| {
        let files = [("room", parent), ("room::child", child)];
        let sources: Sources =
            files.map(|(file, text)| (file.to_owned(), text.to_owned())).into_iter().collect();
        circles(&imports(&sources)).len()
    };
    assert_eq!(room("mod child; pub use child::Child; pub struct Own;", "use super::Own;"), 0);
    assert_eq!(room("mod child; pub struct Own; fn call() { child::call() }", "use super::Own;"), 1);
    assert_eq!(room("mod child; use child::Child; pub struct Own;", "pub struct Child;"), 0);
    assert_eq!(room("mod child; use child::Child; pub struct Own;", "pub(in crate::room) struct Child;"), 0);
}
