//! How fast the core is, beside other implementations.

use crate::steps::{command, run, say};

/// The benchmarks, which are a workspace of their own.
const MANIFEST: &str = "tests/bench/Cargo.toml";

/// Builds the benchmarks and runs them; `quick` is for a look, and its figures are not to be quoted.
///
/// # Errors
/// What went wrong, and what to do about it.
pub(crate) fn bench(quick: bool) -> Result<(), String> {
    build()?;
    say("Timing: keep the machine idle until the last table");
    let mut timing = cargo("run");
    if quick {
        timing.args(["--", "--quick"]);
    }
    run(&mut timing).map_err(|e| {
        format!("{e}. Where the lines above name a contender with a wrong answer, find out why before timing anything.")
    })
}

fn build() -> Result<(), String> {
    say("Building the benchmarks and their rivals: this takes some minutes, the first time");
    run(&mut cargo("build")).map_err(|e| {
        format!(
            "{e}. The rivals come from crates.io, so the first build needs the network; a crate that does not \
             compile may want a newer Rust (rustup update stable)."
        )
    })
}

/// cargo on the benchmarks, as they are locked.
fn cargo(what: &str) -> std::process::Command {
    // mail-parser asks for a newer Rust than this project does, and compiles with this project's all the same.
    let arguments =
        [what, "--quiet", "--release", "--locked", "--ignore-rust-version", "--manifest-path", MANIFEST];
    command("cargo", &arguments)
}
