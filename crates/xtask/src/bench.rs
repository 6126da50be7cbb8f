//! How fast the core is, beside other implementations.

use crate::steps::{command, root, run, say};
use std::path::PathBuf;
use std::process::Stdio;

/// The benchmarks, which are a workspace of their own.
const MANIFEST: &str = "tests/bench/Cargo.toml";
/// How many domains are checked in a row beside checkdmarc.
const MANY: &str = "10000";
/// The same for a look.
const FEW: &str = "500";

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
        format!(
            "{e}. Where the lines above name a contender with a wrong answer, find out why before timing \
             anything."
        )
    })?;
    if has("checkdmarc") {
        run(&mut command(&python(), &["tests/bench/checkdmarc_round_trips.py"]))?;
        let domains = if quick { FEW } else { MANY };
        run(&mut command(&python(), &["tests/bench/checkdmarc_lists.py", &built_for_speed()?, domains]))?;
    }
    if has("parsedmarc") {
        run(&mut command(&python(), &["tests/bench/parsedmarc_reports.py", &built_for_speed()?]))?;
    }
    browser()
}

/// The terminal's program as it is built for speed.
fn built_for_speed() -> Result<String, String> {
    run(&mut command("cargo", &["build", "--quiet", "--locked", "--profile", "fast", "-p", "waxseal"]))?;
    let folder = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    let program = folder.join("fast").join(format!("waxseal{}", std::env::consts::EXE_SUFFIX));
    Ok(program.display().to_string())
}

fn python() -> String {
    std::env::var("PYTHON").unwrap_or_else(|_| "python3".to_owned())
}

/// Whether Python can import a package; says what is left out where it cannot.
fn has(package: &str) -> bool {
    let import = format!("import {package}");
    let present = command(&python(), &["-c", &import]).stderr(Stdio::null()).status();
    let is_there = present.is_ok_and(|status| status.success());
    if !is_there {
        say(&format!(
            "Skipped {package} beside them: Python cannot import it (pip install {package}; $PYTHON names \
             another)"
        ));
    }
    is_there
}

/// The first visit and the JS API in Chromium, where the site and the browser tests are there.
fn browser() -> Result<(), String> {
    if !root().join("dist/index.html").exists() || !root().join("tests/e2e/node_modules").exists() {
        say("Skipped the page in Chromium: it needs dist/ (cargo xtask dist) and npm ci in tests/e2e");
        return Ok(());
    }
    run(&mut command("node", &["tests/e2e/first-load.mjs"]))?;
    let mut native = cargo("run");
    native.args(["--", "--api"]).stdout(Stdio::piped());
    let cannot = |e: std::io::Error| format!("the benchmark of the JS API cannot start: {e}");
    let mut native = native.spawn().map_err(cannot)?;
    let calls = native.stdout.take().ok_or("the benchmark of the JS API has no output")?;
    let timed = run(command("node", &["tests/e2e/bench.mjs"]).stdin(calls));
    native.wait().map_err(cannot)?;
    timed
}

fn build() -> Result<(), String> {
    say("Building the benchmarks and their rivals: this takes some minutes, the first time");
    run(&mut cargo("build")).map_err(|e| {
        format!(
            "{e}. The rivals come from crates.io, so the first build needs the network; a crate that does \
             not compile may want a newer Rust (rustup update stable)."
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
