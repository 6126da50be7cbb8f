//! The npm package: the programs of the site as modules for browsers, workers and Node, with their types.

use crate::dist::folder as site;
use crate::lzma;
use crate::steps::root;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// What is written by hand.
const SOURCES: &str = "web/package";
/// The programs, by the names that the site has for them and those of the package.
const PROGRAMS: [(&str, &str, &str); 5] = [
    ("waxseal-worker-en", "check-en", "checks, in English"),
    ("waxseal-worker-nl", "check-nl", "checks, in Dutch"),
    ("waxseal-set-up-en", "set-up-en", "setUp, in English"),
    ("waxseal-set-up-nl", "set-up-nl", "setUp, in Dutch"),
    ("waxseal-reports", "reports", "readReports"),
];
/// What the types of the package have besides those of the site.
const RESOLVER: &str = "  /** A resolver of your own, in place of `doh` and `zone`: from one DNS message to \
                        another (RFC 1035). */\n  \
                        resolver?: (query: Uint8Array) => Promise<Uint8Array>;\n";

/// Where the package is laid.
pub(crate) fn folder() -> PathBuf {
    root().join("target/package")
}

/// Lays the package out of the site in `dist/`.
///
/// # Errors
/// When there is no site, or a file cannot be read or written.
pub(crate) fn lay() -> Result<(), String> {
    let to = folder();
    if to.exists() {
        fs::remove_dir_all(&to).map_err(|e| format!("{}: {e}", to.display()))?;
    }
    copy_all(&root().join(SOURCES), &to)?;
    let mut weights = String::new();
    for (name, short, does) in PROGRAMS {
        let script = read(&find(name, ".js")?)?;
        // A script for pages, made a module.
        let module = format!("{}\nexport default wasm_bindgen;\n", String::from_utf8_lossy(&script));
        let wasm = lzma::unpack(&read(&find(name, lzma::ENDING)?)?)?;
        let _ = write!(weights, "\n- {does}: {} KB gzip", gzip(&wasm)?.div_ceil(1024));
        write(&to.join(format!("{short}.js")), module.as_bytes())?;
        write(&to.join(format!("{short}.wasm")), &wasm)?;
    }
    for name in ["public_suffix_list.dat", "report.schema.json"] {
        write(&to.join(name), &read(&site().join(name))?)?;
    }
    for name in ["LICENSE-APACHE", "LICENSE-MIT"] {
        write(&to.join(name), &read(&root().join(name))?)?;
    }
    write(&to.join("index.d.ts"), types()?.as_bytes())?;
    fill(
        &to.join("README.md"),
        "WEIGHT",
        &format!("each program is fetched when it is first asked for.\n{weights}"),
    )?;
    fill(&to.join("package.json"), "\"0.0.0\"", &format!("{:?}", env!("CARGO_PKG_VERSION")))?;
    println!("the npm package is in target/package");
    Ok(())
}

/// The types of the site, with what only the package has, and without what only a page has.
fn types() -> Result<String, String> {
    let types = String::from_utf8_lossy(&read(&site().join("waxseal.d.ts"))?).into_owned();
    let (before, rest) =
        types.split_once("declare global {").ok_or("waxseal.d.ts declares nothing global")?;
    let (_, after) = rest.split_once("\n}\n").ok_or("what waxseal.d.ts declares has no end")?;
    let place = "export interface Options {\n";
    let (head, tail) = before.split_once(place).ok_or("waxseal.d.ts has no options")?;
    Ok(format!("{head}{place}{RESOLVER}{tail}{after}"))
}

/// The file of a build: its name has a hash in it.
fn find(name: &str, end: &str) -> Result<PathBuf, String> {
    let entries = fs::read_dir(site()).map_err(|e| format!("dist/: {e}; cargo xtask dist makes it"))?;
    let is = |path: &PathBuf| {
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        file.strip_prefix(name)
            .and_then(|rest| rest.strip_suffix(end))
            .is_some_and(|hash| hash.starts_with('-'))
    };
    let found = entries.flatten().map(|entry| entry.path()).find(is);
    found.ok_or_else(|| format!("dist/ has no {name}-*{end}; cargo xtask dist makes it"))
}

fn copy_all(from: &Path, to: &Path) -> Result<(), String> {
    fs::create_dir_all(to).map_err(|e| format!("{}: {e}", to.display()))?;
    for entry in fs::read_dir(from).map_err(|e| format!("{}: {e}", from.display()))?.flatten() {
        let (path, place) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() { copy_all(&path, &place)? } else { write(&place, &read(&path)?)? }
    }
    Ok(())
}

/// Puts a text in the place of another, which is there once.
fn fill(path: &Path, place: &str, with: &str) -> Result<(), String> {
    let text = String::from_utf8_lossy(&read(path)?).into_owned();
    if text.matches(place).count() != 1 {
        return Err(format!("{}: {place} is not there once", path.display()));
    }
    write(path, text.replace(place, with).as_bytes())
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|e| format!("{}: {e}", path.display()))
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    fs::write(path, bytes).map_err(|e| format!("{}: {e}", path.display()))
}

fn gzip(bytes: &[u8]) -> Result<usize, String> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    let packed = encoder.write_all(bytes).and_then(|()| encoder.finish());
    packed.map(|packed| packed.len()).map_err(|e| e.to_string())
}
