//! Whether anybody who builds the site gets the same one: it is built twice from what is committed, in two folders.

use crate::files;
use crate::integrity;
use crate::steps::{command, output, root, run, say};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The two folders, of different depth and length.
const FOLDERS: [&str; 2] = ["one", "another/folder"];

/// Builds the site twice and compares it file by file.
///
/// # Errors
/// The names of the files that differ, or why there is no site to compare.
pub(crate) fn reproduce() -> Result<(), String> {
    let commit = output("git", &["rev-parse", "HEAD"]).ok_or("git did not name the last commit")?;
    let [one, another] = FOLDERS.map(|name| root().join("target/reproduce").join(name));
    let (first, second) = (built(commit.trim(), &one)?, built(commit.trim(), &another)?);
    let different = differing(&first, &second);
    if different.is_empty() {
        println!("{} files, the same in both folders", first.len());
        return Ok(());
    }
    Err(format!("built twice, these files differ: {}", different.join(", ")))
}

/// Every file of the site, with its hash.
type Hashes = BTreeMap<String, String>;

/// The site that a commit makes in a folder of its own.
fn built(commit: &str, folder: &Path) -> Result<Hashes, String> {
    say(&format!("Building {commit} in {}", folder.display()));
    exported(commit, folder)?;
    let target = folder.join("target");
    run(Command::new("cargo")
        .args(["run", "--quiet", "--package", "xtask", "--", "dist"])
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", &target))?;
    let files = files::all(&folder.join("dist"))?;
    Ok(files.into_iter().map(|file| (file.name, integrity::of(&file.bytes))).collect())
}

/// Writes a commit into an empty folder.
fn exported(commit: &str, folder: &Path) -> Result<(), String> {
    let archive: PathBuf = folder.with_extension("tar");
    let fail = |error: std::io::Error| format!("{}: {error}", folder.display());
    if folder.exists() {
        std::fs::remove_dir_all(folder).map_err(fail)?;
    }
    std::fs::create_dir_all(folder).map_err(fail)?;
    if output("git", &["status", "--porcelain"]).is_some_and(|changed| !changed.is_empty()) {
        println!("What is not committed is not looked at.");
    }
    run(command("git", &["archive", commit, "--output"]).arg(&archive))?;
    run(command("tar", &["-xf"]).arg(&archive).arg("-C").arg(folder))
}

/// The names of the files that only one of two sites has, or that are not the same in both.
fn differing(first: &Hashes, second: &Hashes) -> Vec<String> {
    let names = first.keys().chain(second.keys().filter(|name| !first.contains_key(*name)));
    names.filter(|name| first.get(*name) != second.get(*name)).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_differs_by_its_content_and_by_being_there() {
        let site = |files: &[(&str, &str)]| -> Hashes {
            files.iter().map(|(name, hash)| ((*name).to_owned(), (*hash).to_owned())).collect()
        };
        let first = site(&[("a", "1"), ("b", "2"), ("c", "3")]);
        assert_eq!(differing(&first, &first), Vec::<String>::new());
        assert_eq!(differing(&first, &site(&[("a", "1"), ("b", "4"), ("d", "3")])), ["b", "c", "d"]);
    }
}
