//! The static site.

use crate::steps::{command, root, run, say};
use crate::{edition, tools};
use std::path::PathBuf;

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
    if let Some(bin) = tools::wasm_opt()? {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let folders = std::iter::once(bin).chain(std::env::split_paths(&path));
        build.env("PATH", std::env::join_paths(folders).map_err(|e| format!("PATH: {e}"))?);
    }
    say("Building the site into dist/");
    run(&mut build)?;
    edition::tie(&folder(), public_url)
}
