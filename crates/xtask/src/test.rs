//! Everything that can be checked, in one run.

use crate::steps::{Aside, Tally, command, is_ci, output, root, run, say};
use crate::{package, size, suites, tools};
use std::path::Path;

/// Crates that would mean that the core knows of a browser or of chance.
const NOT_IN_CORE: [&str; 6] = ["js-sys", "web-sys", "wasm-bindgen", "getrandom", "gloo", "rand "];
/// What writes the schema of the reports, and is in no program of the page.
const NOT_IN_PAGE: &str = "schemars";

/// The longest that one file of browser tests may take, in milliseconds: a test that hangs fails, and the rest is run.
const TIME_LIMIT: &str = "--test-timeout=600000";
/// How many files of browser tests run at a time. Each has a browser, a site and a resolver of its own.
const AT_A_TIME: &str = "--test-concurrency=2";

/// What a run does and how long that takes, measured on two processors; each step says at its end what it took.
const PLAN: &str = "\
This looks at the format and the lints, runs the native tests and the conformance suites (12 minutes on two processors),
builds the documentation, and beside all that the site (6); then it tests the site's weight, its package and what is
used from outside (2), and the page in a real browser (10). Some 25 minutes in all; the first run on a machine builds
everything once and takes a quarter of an hour more.";

/// Runs everything.
///
/// # Errors
/// When a step failed.
pub(crate) fn test(browser: bool) -> Result<(), String> {
    println!("{PLAN}");
    let mut tally = Tally::default();
    tally.step("Tools for the page", || tools::for_the_page().and_then(|()| tools::wasm_opt()));
    // It has a profile of its own, so that neither build waits for the other.
    let site = Aside::start("dist");
    tally.step("Format", || run(&mut command("cargo", &["fmt", "--all", "--check"])));
    tally.step("Lint", lint);
    tally.step("Native tests and conformance suites", || {
        run(&mut command("cargo", &["test", "--workspace", "--no-fail-fast"]))
    });
    if let Some(left_out) = suites::not_run() {
        tally.leave_out(&left_out);
    }
    tally.step("Documentation", documentation);
    tally.step("The core is pure", core_is_pure);
    supply_chain(&mut tally);
    tally.step("Build the site", || site.and_then(Aside::end));
    tally.step("Size budget", size::size);
    tally.step("The npm package", package::lay);
    from_outside(&mut tally);
    if browser {
        in_the_browser(&mut tally);
    } else {
        tally.skip("The page in a real browser", "--no-browser was given");
    }
    tally.close()
}

fn lint() -> Result<(), String> {
    let deny = ["--", "-D", "warnings"];
    let only_wasm = ["waxseal-web", "waxseal-worker"];
    let mut native = vec!["clippy", "--workspace", "--all-targets"];
    native.extend(only_wasm.iter().flat_map(|name| ["--exclude", name]));
    run(command("cargo", &native).args(deny))?;
    let page = ["clippy", "-p", only_wasm[0], "-p", only_wasm[1], "--target", "wasm32-unknown-unknown"];
    run(command("cargo", &page).args(deny))
}

/// What is documented, with no link that leads nowhere.
fn documentation() -> Result<(), String> {
    let excluded = ["waxseal-web", "waxseal-worker"].into_iter().flat_map(|name| ["--exclude", name]);
    let mut arguments = vec!["doc", "--no-deps", "--workspace"];
    arguments.extend(excluded);
    run(command("cargo", &arguments).env("RUSTDOCFLAGS", "-D warnings"))
}

/// Invariant 1: the core builds for wasm, and nothing it depends on knows of a browser or of chance. What only writes the
/// schema of the reports is in no program of the page.
fn core_is_pure() -> Result<(), String> {
    let target = ["--target", "wasm32-unknown-unknown"];
    run(command("cargo", &["check", "-p", "waxseal-core"]).args(target))?;
    let depends = |packages: &[&str], names: &[&str]| {
        let tree = ["tree", "-e", "normal", "--prefix", "none", target[0], target[1]];
        let packages: Vec<&str> = packages.iter().flat_map(|package| ["-p", package]).collect();
        let tree = output("cargo", &[&tree, packages.as_slice()].concat()).ok_or("cargo tree did not run")?;
        let found = tree.lines().find(|line| names.iter().any(|name| line.starts_with(name)));
        found
            .map_or(Ok(()), |line| Err(format!("{} depends on {line}, which it may not", packages.join(" "))))
    };
    depends(&["waxseal-core"], &NOT_IN_CORE)?;
    depends(&["waxseal-web", "waxseal-worker"], &[NOT_IN_PAGE])
}

/// Licences, sources and duplicates, where cargo-deny is installed: it takes longer to build than all the rest, so elsewhere
/// the workflow "Supply chain" does it. Advisories need the network and are that workflow's alone.
fn supply_chain(tally: &mut Tally) {
    if output("cargo", &["deny", "--version"]).is_none() {
        return say("Licences and sources: left to the workflow, as there is no cargo-deny here");
    }
    tally.step("Licences and sources", || {
        run(&mut command("cargo", &["deny", "--offline", "check", "licenses", "bans", "sources"]))
    });
}

/// What others use of the project, each from a folder outside of the checkout: the Action, the npm package, a release.
fn from_outside(tally: &mut Tally) {
    let name = "From outside the checkout";
    if output("node", &["--version"]).is_none() {
        return tally.skip(name, "there is no node; install Node.js 20 or later");
    }
    tally.step(name, || {
        let folder = root().join("tests/outside");
        install(&folder)?;
        run(&mut command("cargo", &["build", "--quiet", "-p", "waxseal"]))?;
        run(command("node", &["--test", TIME_LIMIT]).current_dir(&folder))
    });
}

/// Installs what the tests of a folder need.
fn install(folder: &Path) -> Result<(), String> {
    if is_ci() || !folder.join("node_modules").exists() {
        run(command("npm", &["ci", "--no-audit", "--no-fund"]).current_dir(folder))?;
    }
    Ok(())
}

fn in_the_browser(tally: &mut Tally) {
    let name = "The page in a real browser";
    if output("node", &["--version"]).is_none() {
        return tally.skip(name, "there is no node; install Node.js 20 or later");
    }
    let Some(browser) = tools::browser() else {
        return tally.skip(name, "there is no Chromium; install it, or name it in $CHROMIUM");
    };
    tally.step(name, || {
        let folder = root().join("tests/e2e");
        install(&folder)?;
        // agree.test.mjs holds the page to it.
        run(&mut command("cargo", &["build", "--quiet", "-p", "waxseal"]))?;
        run(command("node", &["--test", AT_A_TIME, TIME_LIMIT])
            .current_dir(&folder)
            .env("CHROMIUM", &browser))
    });
}
