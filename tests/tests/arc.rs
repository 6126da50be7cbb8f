//! ARC against ValiMail's suite and two real chains.
#![allow(clippy::unwrap_used, clippy::panic)]

mod suite_io;

use suite_io::Case;
use waxseal_core::arc::ArcResult;
use waxseal_core::dkim::verify;

fn run(suite: &str) {
    let Some(cases) = suite_io::read(&format!("arc/{suite}.json")) else { return };
    let outcome = |case: &Case| {
        let arc = pollster::block_on(verify(&case.zone, &case.message(), 1_764_000_000)).arc;
        let word = match arc.result {
            ArcResult::None => "none",
            ArcResult::Pass => "pass",
            ArcResult::Fail => "fail",
            ArcResult::NotChecked => "notChecked",
        };
        // `fail*` marks a chain whose last seal already says so.
        let passed = word == case.expect_strict.trim_end_matches('*');
        (case.id.clone(), passed, format!("{word}: {:?}", arc.cause))
    };
    let outcomes: Vec<_> = cases.iter().map(outcome).collect();
    suite_io::settle("arc", suite, &outcomes);
}

#[test]
fn valimail() {
    run("valimail");
}

#[test]
fn real_chains() {
    run("real");
}
