//! What the page is built from, and under which terms: every crate that one of its two programs is compiled from, with the text
//! of its licence out of the crate itself.

use crate::steps::output;
use crate::tree;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use waxseal_prose::Lang;

/// The two programs of the page.
const PROGRAMS: [&str; 2] = ["waxseal-web", "waxseal-worker"];
/// How files are called that hold terms.
const NAMES: [&str; 6] = ["LICENSE", "LICENCE", "COPYING", "COPYRIGHT", "NOTICE", "UNLICENSE"];
/// Files that need not be shown where the terms may be chosen and a shorter text is there.
const LONGER: [&str; 3] = ["LICENSE-APACHE", "COPYING", "UNLICENSE"];
/// The terms of most crates that bring no text of their own; the owners stand in the crate's own description.
const MIT: &str = include_str!("../../../LICENSE-MIT");
/// What is in the page and is no crate: name, terms, and where it comes from.
const BESIDES: [(&str, &str, &str); 3] = [
    ("The Rust standard library", "MIT OR Apache-2.0", "https://github.com/rust-lang/rust"),
    ("trunk, the lines that start the page", "MIT OR Apache-2.0", "https://github.com/trunk-rs/trunk"),
    ("The Public Suffix List", "MPL-2.0", "https://publicsuffix.org/list/public_suffix_list.dat"),
];

/// One crate.
struct Package {
    name: String,
    version: String,
    terms: String,
    page: String,
    authors: String,
    text: String,
}

/// The document in a language.
///
/// # Errors
/// When cargo does not tell what the programs are made of.
pub(crate) fn document(lang: Lang) -> Result<Value, String> {
    let words = match lang {
        Lang::En => &EN,
        Lang::Nl => &NL,
    };
    let packages = packages()?;
    let heads = [words.name, words.version, words.terms].map(str::to_owned);
    let rows = packages.iter().map(|package| {
        let name = tree::link(&package.page, vec![tree::text(&package.name)]);
        let cells = [vec![name], vec![tree::text(&package.version)], vec![tree::text(&package.terms)]];
        let cells = heads.iter().zip(cells).map(|(head, content)| tree::cell(head, content));
        tree::element("tr", &[], cells.collect())
    });
    let besides = BESIDES.iter().map(|(name, terms, page)| {
        let link = tree::link(page, vec![tree::text(name)]);
        tree::element("li", &[], vec![link, tree::text(&format!(": {terms}"))])
    });
    let texts = texts(&packages).into_iter().map(|(text, names)| {
        let summary = tree::element("summary", &[], vec![tree::text(&names.join(", "))]);
        let text = tree::element("pre", &[], vec![tree::text(&text)]);
        tree::element("details", &[], vec![summary, text])
    });
    let heading = |tag, text| tree::element(tag, &[], vec![tree::text(text)]);
    let mut blocks = vec![heading("h1", words.title), heading("p", words.own), heading("h2", words.crates)];
    blocks.extend([heading("p", words.crates_note), tree::table(&heads, rows.collect())]);
    blocks.extend([heading("h2", words.besides), tree::element("ul", &[], besides.collect())]);
    blocks.extend([heading("h2", words.texts), heading("p", words.texts_note)]);
    blocks.extend(texts);
    Ok(tree::document(blocks))
}

/// Each text once, with the crates it belongs to.
fn texts(packages: &[Package]) -> BTreeMap<String, Vec<String>> {
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for package in packages {
        let names = texts.entry(package.text.clone()).or_default();
        if !names.contains(&package.name) {
            names.push(package.name.clone());
        }
    }
    texts
}

/// Every crate of others that is in one of the programs, by name.
fn packages() -> Result<Vec<Package>, String> {
    let arguments =
        ["metadata", "--format-version", "1", "--locked", "--filter-platform", "wasm32-unknown-unknown"];
    let text = output("cargo", &arguments).ok_or("cargo metadata did not run")?;
    let metadata: Value = serde_json::from_str(&text).map_err(|e| format!("cargo metadata: {e}"))?;
    let inside = inside(&metadata);
    let of_others = |package: &&Value| inside.contains(id(package)) && !package["source"].is_null();
    let listed = metadata["packages"].as_array().into_iter().flatten().filter(of_others);
    let mut packages = listed.map(package).collect::<Result<Vec<Package>, String>>()?;
    packages.sort_by(|one, other| (&one.name, &one.version).cmp(&(&other.name, &other.version)));
    if packages.is_empty() { Err("cargo metadata names no crate".to_owned()) } else { Ok(packages) }
}

fn id(package: &Value) -> &str {
    package["id"].as_str().unwrap_or_default()
}

/// The ids of the crates that end up in a program: what it depends on, but for what only runs while it is built.
fn inside(metadata: &Value) -> BTreeSet<&str> {
    let list = |value: &'_ Value| -> Vec<Value> { value.as_array().cloned().unwrap_or_default() };
    let packages = || metadata["packages"].as_array().into_iter().flatten();
    let nodes = || metadata["resolve"]["nodes"].as_array().into_iter().flatten();
    let only_builds: BTreeSet<&str> = packages()
        .filter(|package| {
            let targets = list(&package["targets"]);
            targets.iter().any(|target| list(&target["kind"]).contains(&"proc-macro".into()))
        })
        .map(id)
        .collect();
    let is_program = |package: &&Value| PROGRAMS.iter().any(|name| package["name"] == *name);
    let mut waiting: Vec<&str> = packages().filter(is_program).map(id).collect();
    let mut inside = BTreeSet::new();
    while let Some(next) = waiting.pop() {
        if only_builds.contains(next) || !inside.insert(next) {
            continue;
        }
        let dependencies = nodes().filter(|node| id(node) == next).flat_map(|node| node["deps"].as_array());
        let normal = dependencies
            .flatten()
            .filter(|dependency| list(&dependency["dep_kinds"]).iter().any(|kind| kind["kind"].is_null()));
        waiting.extend(normal.filter_map(|dependency| dependency["pkg"].as_str()));
    }
    inside
}

fn package(package: &Value) -> Result<Package, String> {
    let said = |name: &str| package[name].as_str().unwrap_or_default().to_owned();
    let authors: Vec<&str> =
        package["authors"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let (name, version) = (said("name"), said("version"));
    let folder = package["manifest_path"].as_str().and_then(|path| Path::new(path).parent());
    let mut found = Package {
        page: format!("https://crates.io/crates/{name}/{version}"),
        terms: said("license").replace('/', " OR ").replace("  ", " "),
        authors: authors.join(", "),
        text: String::new(),
        name,
        version,
    };
    found.text = match folder.map(terms_in).filter(|text| !text.is_empty()) {
        Some(text) => text,
        None => found.standard_terms()?,
    };
    Ok(found)
}

impl Package {
    /// The terms of a crate that brings no text: those it names, with the owners it names.
    ///
    /// # Errors
    /// Where it does not offer the one licence whose text stands here.
    fn standard_terms(&self) -> Result<String, String> {
        if !self.terms.split(" OR ").any(|choice| choice.trim_matches(['(', ')']) == "MIT") {
            return Err(format!(
                "{} {} brings no text of its terms, which are {}",
                self.name, self.version, self.terms
            ));
        }
        let owners = if self.authors.is_empty() { "the authors of the crate" } else { &self.authors };
        let (_, terms) = MIT.split_once("\n\n").unwrap_or_default();
        let (_, terms) = terms.split_once("\n\n").unwrap_or(("", terms));
        Ok(format!("MIT License\n\nCopyright (c) {owners}\n\n{terms}"))
    }
}

/// The texts in a crate's folder; the shorter one where a choice is given.
fn terms_in(folder: &Path) -> String {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    let mut names: Vec<String> =
        names.filter(|name| NAMES.iter().any(|start| name.to_uppercase().starts_with(start))).collect();
    names.sort();
    let shorter = |name: &String| {
        let upper = name.to_uppercase();
        upper.starts_with("LICENSE-") && !LONGER.iter().any(|longer| upper.starts_with(longer))
    };
    if names.iter().any(shorter) {
        names.retain(|name| !LONGER.iter().any(|longer| name.to_uppercase().starts_with(longer)));
    }
    let texts = names.iter().filter_map(|name| std::fs::read_to_string(folder.join(name)).ok());
    texts.map(|text| text.replace("\r\n", "\n").trim().to_owned()).collect::<Vec<_>>().join("\n\n")
}

/// The words of the document.
struct Words {
    /// Heading of the document.
    title: &'static str,
    /// Under that heading: Waxseal's own terms.
    own: &'static str,
    /// Heading of the table of crates.
    crates: &'static str,
    /// Under that heading.
    crates_note: &'static str,
    /// Column of that table: the crate's name.
    name: &'static str,
    /// Column of that table: the crate's version.
    version: &'static str,
    /// Column of that table: the crate's terms, an SPDX expression.
    terms: &'static str,
    /// Heading of the list of what is no crate.
    besides: &'static str,
    /// Heading of the texts of licences.
    texts: &'static str,
    /// Under that heading.
    texts_note: &'static str,
}

const EN: Words = Words {
    title: "Licences",
    own: "Waxseal itself may be used under the MIT licence or the Apache License 2.0, at your choice. This \
          is what else is in it.",
    crates: "Crates",
    crates_note: "Every library that the page and its checker are compiled from, as the build itself lists \
                  them.",
    name: "Name",
    version: "Version",
    terms: "Licence",
    besides: "Besides",
    texts: "The texts",
    texts_note: "As each library brings them. Where it offers a choice, the shorter text is shown; where it \
                 brings none, the standard text of the licence it names, with the authors it names.",
};

const NL: Words = Words {
    title: "Licenties",
    own: "Waxseal zelf mag je gebruiken onder de MIT-licentie of de Apache License 2.0, naar keuze. Dit zit \
          er verder in.",
    crates: "Crates",
    crates_note: "Elke bibliotheek waaruit de pagina en haar rekendeel gecompileerd zijn, zoals de build ze \
                  zelf opsomt.",
    name: "Naam",
    version: "Versie",
    terms: "Licentie",
    besides: "Verder",
    texts: "De teksten",
    texts_note: "Zoals elke bibliotheek ze meebrengt. Waar ze een keuze geeft, staat hier de kortste tekst; \
                 waar ze geen tekst meebrengt, de standaardtekst van de licentie die ze noemt, met de \
                 auteurs die ze noemt.",
};

#[cfg(test)]
mod tests {
    use super::*;

    fn without_text(terms: &str) -> Package {
        let [name, version, page, authors, text] = ["a", "1.0.0", "", "", ""].map(str::to_owned);
        Package { name, version, terms: terms.to_owned(), page, authors, text }
    }

    #[test]
    fn only_a_crate_that_offers_them_gets_the_terms_of_mit() {
        for offered in ["MIT", "MIT OR Apache-2.0", "Apache-2.0 OR MIT", "Unlicense OR MIT"] {
            assert!(without_text(offered).standard_terms().unwrap().starts_with("MIT License"), "{offered}");
        }
        for other in ["Apache-2.0", "MIT AND BSD-3-Clause", "MIT-0", "Zlib", ""] {
            assert!(without_text(other).standard_terms().unwrap_err().ends_with(other), "{other}");
        }
    }

    #[test]
    fn every_crate_is_listed_with_its_terms() {
        let packages = packages().unwrap();
        let of = |name: &str| packages.iter().find(|package| package.name == name);
        assert!(packages.iter().all(|package| !package.terms.is_empty() && package.text.len() > 200));
        for name in ["yew", "wasm-bindgen", "sha2", "ed25519-dalek", "nom", "domain"] {
            assert!(of(name).is_some(), "{name}");
        }
        assert!(of("serde_derive").is_none(), "what only builds is not in the page");
        assert!(packages.iter().all(|package| !package.name.starts_with("waxseal")));
        assert!(of("ed25519-dalek").unwrap().text.contains("Redistribution and use"));
        assert!(of("yew").unwrap().text.contains("Permission is hereby granted"));
    }
}
