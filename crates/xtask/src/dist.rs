//! The static site.

use crate::steps::{command, output, root, run, say};
use crate::{build_id, programs, tools};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where the site goes.
pub(crate) fn folder() -> PathBuf {
    root().join("dist")
}

/// The site that trunk is building, from within its build; the finished one otherwise.
pub(crate) fn building() -> PathBuf {
    std::env::var_os("TRUNK_STAGING_DIR").map_or_else(folder, PathBuf::from)
}

/// Builds the site, optimised, for any sub-path or for the one given.
///
/// # Errors
/// What went wrong, and what to do about it.
pub(crate) fn dist(public_url: &str) -> Result<(), String> {
    tools::for_the_page()?;
    let mut build = command("trunk", &["build", "--release", "--public-url", public_url]);
    compiler_flags(&mut build)?;
    tools::wasm_opt()?;
    say("Building the site into dist/");
    run(&mut build)?;
    programs::make_small(&folder())?;
    build_id::tie(&folder(), public_url)
}

/// What every browser since 2023 has, and what takes 10 KB off the checker: hashes are shorter with it.
const FEATURES: &str = "-Ctarget-feature=+simd128";

/// Tells the compiler of the page what browsers know, and has it write no path of this machine: where a panic would come from stands
/// in the wasm, so that the same sources would else make another site in every folder and for every user.
///
/// The flags are for wasm alone: with `RUSTFLAGS`, all that runs on this machine meanwhile would be built anew.
fn compiler_flags(build: &mut Command) -> Result<(), String> {
    let sysroot = output("rustc", &["--print", "sysroot"]).ok_or("rustc did not say where it is")?;
    let cargo = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let cargo = cargo.or_else(|| Some(std::env::home_dir()?.join(".cargo")));
    let given = std::env::var("RUSTFLAGS").unwrap_or_default();
    let places = [(Some(root()), "/waxseal"), (Some(sysroot.trim().into()), "/rust"), (cargo, "/cargo")];
    let flags = places.into_iter().filter_map(|(from, to)| remapped(from.as_deref()?, to));
    let flags = flags.fold(format!("{given} {FEATURES}"), |flags, flag| flags + " " + &flag);
    // Where this one is there, cargo looks at no other.
    build.env_remove("RUSTFLAGS").env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags.trim());
    Ok(())
}

/// The flag that has a folder written otherwise; flags are parted by spaces, so that a folder with one keeps its name.
fn remapped(from: &Path, to: &str) -> Option<String> {
    let from = from.to_str().filter(|path| !path.contains(char::is_whitespace))?;
    Some(format!("--remap-path-prefix={from}={to}"))
}
