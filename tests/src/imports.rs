//! Which file of a crate imports which, read off its text: the lines that begin with `use`, and paths written out.
//!
//! A path leads to the file that *defines* what it names. Where a file only hands a name on (`pub use child::Name`), whoever
//! takes the name there gets the arrow to the child, and the file that hands on gets none: a parent that lists its children
//! and passes their names up imports nothing. A parent that calls into a child does import it, and then no child may take
//! anything that the parent itself defines. Tests (`#[cfg(test)]`), comments and `pub(in …)` draw no arrows.

use std::collections::{BTreeMap, BTreeSet};

/// The text of each file by its module path: `spf::fetch`, and the empty path for the root of the crate.
pub type Sources = BTreeMap<String, String>;

/// For each file, the files it imports, with the paths that it takes from each.
pub type Imports = BTreeMap<String, BTreeMap<String, BTreeSet<String>>>;

/// What a file names: what it takes for itself, and under which name each thing that it may hand on is found.
struct Named {
    taken: Vec<Vec<String>>,
    handed_on: Vec<(String, Vec<String>)>,
}

/// Who imports whom.
#[must_use]
pub fn imports(sources: &Sources) -> Imports {
    let plain = |text: &str| without_visibility(&without_text(text));
    let mut plain: Sources = sources.iter().map(|(file, text)| (file.clone(), plain(text))).collect();
    let tests: Vec<String> = plain.iter().flat_map(|(file, text)| without_tests(file, text).1).collect();
    let is_test =
        |file: &String| tests.iter().any(|test| file == test || file.starts_with(&format!("{test}::")));
    plain.retain(|file, _| !is_test(file));
    let named: BTreeMap<&String, Named> =
        plain.iter().map(|(file, text)| (file, named(file, &without_tests(file, text).0, &plain))).collect();
    let mut imports = Imports::new();
    for (file, own) in &named {
        for path in &own.taken {
            let target = defined_in(path, &named, 0);
            if target != **file {
                let taken = imports.entry((*file).clone()).or_default().entry(target).or_default();
                taken.insert(path.join("::"));
            }
        }
    }
    imports
}

/// The groups of files that import one another in a circle, each from the smallest path.
#[must_use]
pub fn circles(imports: &Imports) -> Vec<Vec<String>> {
    let reach: BTreeMap<&String, BTreeSet<&String>> =
        imports.keys().map(|file| (file, reached(file, imports))).collect();
    let mut circles = BTreeSet::new();
    for (file, far) in &reach {
        let back = |other: &&&String| reach.get(**other).is_some_and(|theirs| theirs.contains(file));
        let circle: BTreeSet<String> = far.iter().filter(back).map(|other| (*other).clone()).collect();
        if !circle.is_empty() {
            circles.insert(circle.into_iter().collect());
        }
    }
    circles.into_iter().collect()
}

fn reached<'a>(from: &String, imports: &'a Imports) -> BTreeSet<&'a String> {
    let mut found = BTreeSet::new();
    let mut next: Vec<&String> = imports.get(from).into_iter().flat_map(BTreeMap::keys).collect();
    while let Some(file) = next.pop() {
        if found.insert(file) {
            next.extend(imports.get(file).into_iter().flat_map(BTreeMap::keys));
        }
    }
    found
}

/// The file that defines what a path names: the longest module path in front, or where that one hands the name on to.
fn defined_in(path: &[String], named: &BTreeMap<&String, Named>, depth: usize) -> String {
    let is_file = |length: &usize| named.contains_key(&path[..*length].join("::"));
    let length = (0..=path.len()).rev().find(is_file).unwrap_or(0);
    let file = path[..length].join("::");
    let Some((name, rest)) = path[length..].split_first() else { return file };
    let handed = named.get(&file).into_iter().flat_map(|own| &own.handed_on).find(|(known, _)| known == name);
    match handed {
        // Two files that hand a name to one another would define it nowhere, which does not compile.
        Some((_, target)) if depth < 10 => {
            let target: Vec<String> = target.iter().chain(rest).cloned().collect();
            defined_in(&target, named, depth + 1)
        }
        _ => file,
    }
}

/// Everything of the crate that a file names.
fn named(file: &str, text: &str, files: &Sources) -> Named {
    let (mut taken, mut handed_on) = (Vec::new(), Vec::new());
    let mut rest = String::new();
    for item in text.split_inclusive(';') {
        let Some((before, tree)) = use_tree(item) else {
            rest.push_str(item);
            continue;
        };
        rest.push_str(before);
        let is_public = before.trim_end().ends_with("pub") || before.trim_end().ends_with(')');
        for (path, name) in branches(tree) {
            let Some(path) = absolute(&path, file, files) else { continue };
            handed_on.push((name, path.clone()));
            if !is_public {
                taken.push(path);
            }
        }
    }
    let written_out = paths(&rest).into_iter().filter(|path| path.len() > 1);
    taken.extend(written_out.filter_map(|path| absolute(&path, file, files)));
    Named { taken, handed_on }
}

/// Splits an item at its `use`: what stands before, and the tree of names.
fn use_tree(item: &str) -> Option<(&str, &str)> {
    let at =
        item.rfind("use ").filter(|at| item[..*at].chars().next_back().is_none_or(char::is_whitespace))?;
    Some((&item[..at], item[at + 4..].trim_end_matches(';').trim()))
}

/// The paths of a tree of names, each with the name it is known by.
fn branches(tree: &str) -> Vec<(Vec<String>, String)> {
    let segments = |text: &str| -> Vec<String> {
        text.split("::").map(|segment| segment.trim().to_owned()).filter(|s| !s.is_empty()).collect()
    };
    let Some((before, inner)) = tree.split_once('{') else {
        let (path, name) = tree.split_once(" as ").map_or((tree, None), |(path, name)| (path, Some(name)));
        let mut path = segments(path);
        if path.last().is_some_and(|last| last == "self") {
            path.pop();
        }
        let name = name.map(|name| name.trim().to_owned()).or_else(|| path.last().cloned());
        return vec![(path, name.unwrap_or_default())];
    };
    let inner = inner.trim().strip_suffix('}').unwrap_or(inner);
    let (mut depth, mut parts) = (0_i32, vec![String::new()]);
    for c in inner.chars() {
        depth += i32::from(c == '{') - i32::from(c == '}');
        match parts.last_mut() {
            Some(part) if c != ',' || depth > 0 => part.push(c),
            _ => parts.push(String::new()),
        }
    }
    let start = segments(before);
    let whole = |part: &String| {
        let (open, rest) = part.split_at(part.find('{').unwrap_or(part.len()));
        format!("{}::{}{rest}", start.join("::"), open.trim())
    };
    parts.iter().filter(|part| !part.trim().is_empty()).flat_map(|part| branches(&whole(part))).collect()
}

/// Every path written out in a text.
fn paths(text: &str) -> Vec<Vec<String>> {
    let is_path = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    let words = text.split(|c: char| !is_path(c)).filter(|word| word.contains("::"));
    words.map(|word| word.split("::").map(str::to_owned).collect()).collect()
}

/// A path from the root of the crate; `None` where it leads out of it, or to a name that a `use` brought in.
fn absolute(path: &[String], file: &str, files: &Sources) -> Option<Vec<String>> {
    let own = || file.split("::").filter(|segment| !segment.is_empty()).map(str::to_owned);
    let (first, rest) = path.split_first()?;
    let joined =
        |start: Vec<String>, rest: &[String]| start.into_iter().chain(rest.iter().cloned()).collect();
    match first.as_str() {
        "crate" => Some(rest.to_vec()),
        "self" => Some(joined(own().collect(), rest)),
        "super" => {
            let up = path.iter().take_while(|segment| *segment == "super").count();
            let own: Vec<String> = own().collect();
            Some(joined(own[..own.len().checked_sub(up)?].to_vec(), &path[up..]))
        }
        _ => {
            let child: Vec<String> = joined(own().collect(), path);
            let depth = own().count() + 1;
            files.contains_key(&child[..depth].join("::")).then_some(child)
        }
    }
}

/// A source without its comments and its literal texts.
#[must_use]
pub fn without_text(source: &str) -> String {
    let (mut plain, mut rest) = (String::with_capacity(source.len()), source);
    while let Some(next) = rest.chars().next() {
        let word_before = plain.chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '_');
        let hashes = rest.len() - rest.trim_start_matches('r').trim_start_matches('#').len();
        let raw = rest.starts_with('r') && !word_before && rest[hashes..].starts_with('"');
        let skipped = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if raw {
            let end = format!("\"{}", "#".repeat(hashes - 1));
            let open = hashes + 1;
            rest[open..].find(&end).map_or(rest.len(), |at| open + at + end.len())
        } else if next == '"' {
            quoted(rest)
        } else if next == '\'' {
            character(rest)
        } else {
            0
        };
        if skipped == 0 {
            plain.push(next);
            rest = &rest[next.len_utf8()..];
        } else {
            rest = &rest[skipped..];
        }
    }
    plain
}

/// A text without the paths that only say who may see an item: `pub(in crate::room)` takes nothing from the room.
fn without_visibility(plain: &str) -> String {
    let mut pieces = plain.split("pub(in ");
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |kept, piece| kept + "pub" + piece.split_once(')').map_or("", |(_, rest)| rest))
}

/// The length of a literal in quotation marks.
fn quoted(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            '"' if !escaped => return at + 1,
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    text.len()
}

/// The length of a literal character; 0 for a lifetime.
fn character(text: &str) -> usize {
    let mut inside = text.char_indices().skip(1);
    match inside.next() {
        Some((_, '\\')) => text[3..].find('\'').map_or(0, |at| at + 4),
        Some((at, c)) if text[at + c.len_utf8()..].starts_with('\'') => at + c.len_utf8() + 1,
        _ => 0,
    }
}

/// A source without what stands under `#[cfg(test)]`, and the modules of tests that it declares.
fn without_tests(file: &str, plain: &str) -> (String, Vec<String>) {
    let (mut kept, mut modules, mut rest) = (String::new(), Vec::new(), plain);
    while let Some((before, after)) = rest.split_once("#[cfg(test)]") {
        kept.push_str(before);
        let end = after.find([';', '{']).unwrap_or(after.len());
        let declared = after[..end].split_whitespace().skip_while(|word| *word != "mod").nth(1);
        let inline = after[end..].starts_with('{') && !after[..end].trim_start().starts_with("use ");
        if let Some(name) = declared.filter(|_| !inline) {
            modules.push(if file.is_empty() { name.to_owned() } else { format!("{file}::{name}") });
        }
        let length =
            if inline { block(&after[end..]) } else { after[end..].find(';').map_or(0, |at| at + 1) };
        rest = &after[end + length..];
    }
    kept.push_str(rest);
    (kept, modules)
}

/// The length of a block in braces.
fn block(text: &str) -> usize {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth <= 1 => return at + 1,
            '}' => depth -= 1,
            _ => {}
        }
    }
    text.len()
}

/// A source as the product has it: without comments, literal texts and tests.
#[must_use]
pub fn product(source: &str) -> String {
    without_tests("", &without_text(source)).0
}
