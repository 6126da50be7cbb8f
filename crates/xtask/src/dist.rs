//! The static site.

use crate::steps::{command, root, run, say};
use crate::{policy, tools};
use std::path::PathBuf;

/// Where the site goes.
pub(crate) fn folder() -> PathBuf {
    root().join("dist")
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
    build.env("WAXSEAL_BUILD", revision());
    say("Building the site into dist/");
    run(&mut build)?;
    policy::write(&folder().join("index.html"))
}

/// The commit the site is built from; nothing where there is no git.
fn revision() -> String {
    let told = command("git", &["rev-parse", "--short=12", "HEAD"]).output();
    told.map(|told| String::from_utf8_lossy(&told.stdout).trim().to_owned()).unwrap_or_default()
}
