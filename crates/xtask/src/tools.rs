//! The tools the page is built and tested with: found where they are, installed where they are not.

use crate::steps::{command, output, root, run, say};
use std::path::PathBuf;

/// The trunk that builds the page.
const TRUNK: &str = "0.21.14";
/// The binaryen whose wasm-opt makes the page small.
const BINARYEN: &str = "132.0.0";

/// Makes the wasm target, trunk and wasm-bindgen available.
///
/// # Errors
/// What could not be installed, and what to do about it.
pub(crate) fn for_the_page() -> Result<(), String> {
    wasm_target()?;
    cargo_tool("trunk", TRUNK, &["--locked"])?;
    let bindgen = locked_version("wasm-bindgen")?;
    // Its lock file names versions that are gone, so it is installed without.
    cargo_tool("wasm-bindgen", &bindgen, &[])
}

fn wasm_target() -> Result<(), String> {
    let target = "wasm32-unknown-unknown";
    let sysroot = output("rustc", &["--print", "sysroot"]).unwrap_or_default();
    if PathBuf::from(sysroot.trim()).join("lib/rustlib").join(target).is_dir() {
        return Ok(());
    }
    say(&format!("Adding the {target} target"));
    run(&mut command("rustup", &["target", "add", target])).map_err(|e| {
        format!("{e}. Install the {target} target of this Rust toolchain by hand, then try again.")
    })
}

/// Installs a tool from crates.io, unless it is on PATH at this version.
fn cargo_tool(program: &str, version: &str, flags: &[&str]) -> Result<(), String> {
    let found = output(program, &["--version"]).unwrap_or_default();
    if found.split_whitespace().any(|word| word == version) {
        return Ok(());
    }
    let package = if program == "wasm-bindgen" { "wasm-bindgen-cli" } else { program };
    say(&format!("Installing {package} {version}: this takes some minutes, once"));
    let mut arguments = vec!["install", package, "--version", version, "--force"];
    arguments.extend(flags);
    run(&mut command("cargo", &arguments))
        .map_err(|e| format!("{e}. Put {program} {version} on PATH by hand, then try again."))
}

/// The version of a crate in the lock file.
fn locked_version(name: &str) -> Result<String, String> {
    let lock = std::fs::read_to_string(root().join("Cargo.lock")).map_err(|e| format!("Cargo.lock: {e}"))?;
    let at = lock.split("[[package]]").find(|part| part.contains(&format!("name = \"{name}\"\n")));
    let version = at.and_then(|part| part.lines().find_map(|line| line.strip_prefix("version = ")));
    version.map(|v| v.trim_matches('"').to_owned()).ok_or_else(|| format!("Cargo.lock names no {name}"))
}

/// The folder of a wasm-opt that is new enough, for the front of PATH; `None` where it is on PATH already.
///
/// # Errors
/// When there is none and npm cannot install it.
pub(crate) fn wasm_opt() -> Result<Option<PathBuf>, String> {
    let major = |text: String| text.split_whitespace().filter_map(|word| word.parse::<u32>().ok()).max();
    if output("wasm-opt", &["--version"]).and_then(major).is_some_and(|version| version >= 120) {
        return Ok(None);
    }
    let folder = root().join("target/tools");
    let bin = folder.join("node_modules/.bin");
    if !bin.join("wasm-opt").exists() {
        say(&format!("Installing wasm-opt (binaryen {BINARYEN}) with npm"));
        std::fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        let package = format!("binaryen@{BINARYEN}");
        run(command("npm", &["install", "--no-save", "--no-audit", "--no-fund", &package])
            .current_dir(&folder))
        .map_err(|e| {
            format!("{e}. Put wasm-opt of binaryen 120 or later on PATH by hand, then try again.")
        })?;
    }
    Ok(Some(bin))
}

/// A Chromium or Chrome that tests can drive.
pub(crate) fn browser() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("CHROMIUM").map(PathBuf::from).filter(|path| path.exists()) {
        return Some(named);
    }
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path)
        .flat_map(|folder| names.map(|name| folder.join(name)))
        .find(|path| path.is_file())
}
