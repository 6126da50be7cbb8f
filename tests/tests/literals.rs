//! No literal is longer than a line. One that is makes rustfmt give up on the whole statement around it, which in a file
//! of sentences is the file. A literal without a space (an address of a page) cannot be broken, and is let through.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has to fail")]

use std::fs;
use std::path::{Path, PathBuf};

/// `max_width` of rustfmt.toml.
fn width(root: &Path) -> usize {
    let settings = fs::read_to_string(root.join("rustfmt.toml")).unwrap();
    let line = settings.lines().find_map(|line| line.strip_prefix("max_width = "));
    line.unwrap().trim().parse().unwrap()
}

/// The sources of the product below a folder, without tests.
fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() && !["tests", "target", "dist"].contains(&name.as_str()) {
            sources(&path, found);
        } else if name.ends_with(".rs") && !["tests.rs", "test.rs"].contains(&name.as_str()) {
            found.push(path);
        }
    }
}

/// Every literal text of a source: the octet it begins at, and what is written between its quotes.
fn literals(source: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = source.get(at..).filter(|rest| !rest.is_empty()) {
        let hashes = rest.get(1..).map_or(0, |more| more.len() - more.trim_start_matches('#').len());
        let raw = rest.starts_with('r') && rest.get(1 + hashes..).is_some_and(|more| more.starts_with('"'));
        at += if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if raw {
            let open = hashes + 2;
            let end = format!("\"{}", "#".repeat(hashes));
            let length = rest[open..].find(&end).unwrap_or(rest.len() - open);
            found.push((at + open, &rest[open..open + length]));
            open + length + end.len()
        } else if let Some(text) = rest.strip_prefix('"') {
            let length = ending(text);
            found.push((at + 1, &text[..length]));
            length + 2
        } else if rest.starts_with("'\"'") {
            3
        } else if rest.starts_with("'\\\"'") {
            4
        } else {
            rest.chars().next().map_or(1, char::len_utf8)
        };
    }
    found
}

/// Where a literal ends: at the first quote with no backslash to itself.
fn ending(text: &str) -> usize {
    let mut escaped = false;
    let close = |(at, byte): (usize, u8)| {
        let end = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        end.then_some(at)
    };
    text.bytes().enumerate().find_map(close).unwrap_or(text.len())
}

/// The lines of a source on which a literal that could be broken runs over the width.
fn too_long(source: &str, width: usize) -> Vec<usize> {
    let mut lines = Vec::new();
    for (start, literal) in literals(source) {
        let mut at = start;
        for piece in literal.split_inclusive('\n') {
            let line_start = source[..at].rfind('\n').map_or(0, |end| end + 1);
            let until = source[line_start..at + piece.trim_end_matches('\n').len()].chars().count();
            if until > width && piece.trim().contains(' ') {
                lines.push(source[..at].matches('\n').count() + 1);
            }
            at += piece.len();
        }
    }
    lines
}

#[test]
fn no_literal_keeps_a_file_from_being_formatted() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut files = Vec::new();
    sources(&root.join("crates"), &mut files);
    sources(&root.join("web"), &mut files);
    assert!(files.len() > 100, "{} files", files.len());
    let width = width(root);
    let mut wrong = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let product = text.split("\n#[cfg(test)]\nmod ").next().unwrap();
        let name = file.strip_prefix(root).unwrap().display().to_string();
        wrong.extend(too_long(product, width).iter().map(|line| format!("{name}:{line}")));
    }
    assert!(wrong.is_empty(), "break these over two lines, with a backslash at the end: {wrong:#?}");
}

#[test]
fn a_long_literal_is_found_wherever_it_stands() {
    let long = "a b".repeat(10);
    assert_eq!(too_long(&format!("let x = \"{long}\";"), 20), [1]);
    assert_eq!(too_long(&format!("\n f('\"', r#\"{long}\"#)"), 20), [2]);
    assert_eq!(too_long(&format!("let x = \"\\\"\n {long}\";"), 20), [2]);
    assert_eq!(too_long(&format!("// \"{long}\"\nlet y = \"{}\";", "a".repeat(30)), 20), [] as [usize; 0]);
    assert_eq!(too_long("let x = \"a b \\\n     c d e f g\";", 20), [] as [usize; 0]);
}

/// What is added to a text of words begins with a space: a sentence that lost it runs into the one before.
#[test]
fn what_is_added_to_a_sentence_is_apart_from_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut files = Vec::new();
    sources(&root.join("crates/prose/src"), &mut files);
    let mut added = 0;
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        for rest in text.split("+= &format!(").skip(1) {
            let (_, literal) = rest.split_once('"').unwrap();
            assert!(
                literal.starts_with(' '),
                "{}: {}",
                file.display(),
                literal.lines().next().unwrap_or_default()
            );
            added += 1;
        }
    }
    assert!(added > 5, "{added} additions");
}
