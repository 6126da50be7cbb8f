//! The tools the page is built and tested with: found where they are, installed where they are not.

mod releases;

use crate::steps::{command, output, root, run, say};
use std::ffi::OsString;
use std::path::PathBuf;

/// The trunk that builds the page.
const TRUNK: &str = "0.21.14";
/// The binaryen whose wasm-opt makes the page small.
const BINARYEN: &str = "132.0.0";

/// Where the project's own tools are: out of everybody's way, and gone with `target`.
fn folder() -> PathBuf {
    root().join("target/tools")
}

/// Where programs are looked for: first among the project's own tools, then where everybody's are.
pub(crate) fn path() -> OsString {
    let own = [folder().join("bin"), folder().join("node_modules/.bin")];
    let path = std::env::var_os("PATH").unwrap_or_default();
    // A folder whose name cannot stand in a PATH is nobody's; then there are no tools of our own.
    std::env::join_paths(own.into_iter().chain(std::env::split_paths(&path))).unwrap_or(path)
}

/// Makes the wasm target, trunk and wasm-bindgen available.
///
/// # Errors
/// What could not be installed, and what to do about it.
pub(crate) fn for_the_page() -> Result<(), String> {
    wasm_target()?;
    tool("trunk", TRUNK, &["trunk", "--locked", "--no-default-features", "--features", "rustls"])?;
    // Its lock file names versions that are gone, so it is installed without.
    tool("wasm-bindgen", &locked_version("wasm-bindgen")?, &["wasm-bindgen-cli"])
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

/// What a tool is built with where there is no release of it: it runs for seconds, so that half the time of building it is
/// worth more than its own speed.
const BUILT_SOON: [(&str, &str); 3] = [
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
];

/// Gets a tool, unless it is there at this version: as its maker released it, or else from source.
fn tool(program: &str, version: &str, package: &[&str]) -> Result<(), String> {
    let found = output(program, &["--version"]).unwrap_or_default();
    if found.split_whitespace().any(|word| word == version) {
        return Ok(());
    }
    say(&format!("Fetching the release of {program} {version}"));
    let Err(reason) = releases::fetch(program, version, &folder().join("bin")) else { return Ok(()) };
    say(&format!("{program} {version} is built from source, some minutes, once, because {reason}"));
    let into = folder().to_string_lossy().into_owned();
    let arguments = ["install", "--version", version, "--force", "--root", &into];
    run(command("cargo", &arguments).args(package).envs(BUILT_SOON))
        .map_err(|e| format!("{e}. Put {program} {version} on PATH by hand, then try again."))
}

/// The version of a crate in the lock file.
fn locked_version(name: &str) -> Result<String, String> {
    let lock = std::fs::read_to_string(root().join("Cargo.lock")).map_err(|e| format!("Cargo.lock: {e}"))?;
    let at = lock.split("[[package]]").find(|part| part.contains(&format!("name = \"{name}\"\n")));
    let version = at.and_then(|part| part.lines().find_map(|line| line.strip_prefix("version = ")));
    version.map(|v| v.trim_matches('"').to_owned()).ok_or_else(|| format!("Cargo.lock names no {name}"))
}

/// Makes a wasm-opt that is new enough available.
///
/// # Errors
/// When there is none and npm cannot install it.
pub(crate) fn wasm_opt() -> Result<(), String> {
    let major = |text: String| text.split_whitespace().filter_map(|word| word.parse::<u32>().ok()).max();
    if output("wasm-opt", &["--version"]).and_then(major).is_some_and(|version| version >= 120) {
        return Ok(());
    }
    say(&format!("Installing wasm-opt (binaryen {BINARYEN}) with npm"));
    std::fs::create_dir_all(folder()).map_err(|e| format!("{}: {e}", folder().display()))?;
    let package = format!("binaryen@{BINARYEN}");
    run(command("npm", &["install", "--no-save", "--no-audit", "--no-fund", &package]).current_dir(folder()))
        .map_err(|e| format!("{e}. Put wasm-opt of binaryen 120 or later on PATH by hand, then try again."))
}

/// A Chromium or Chrome that tests can drive.
pub(crate) fn browser() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("CHROMIUM").map(PathBuf::from).filter(|path| path.exists()) {
        return Some(named);
    }
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    std::env::split_paths(&path())
        .flat_map(|folder| names.map(|name| folder.join(name)))
        .find(|path| path.is_file())
}
