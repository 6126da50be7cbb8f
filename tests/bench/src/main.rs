//! Times the core beside other implementations, all in one run, and prints ratios.
//!
//! Figures of different runs or machines say little about one another; the ratio of two contenders that took turns in
//! one process does. Every contender first has to give the right answer, so that nobody is timed for failing.

mod api;
mod beside;
mod dkim;
mod fixture;
mod gate;
mod headers;
mod recognise;
mod round_trips;
mod spf;
mod timing;
mod zone;

use lexopt::prelude::*;
use std::error::Error;
use std::process::ExitCode;
use timing::{Case, Effort};

const HELP: &str = "\
usage: waxseal-bench [--quick | --alone NAME TIMES | --api | --beside TIMES] [PART]...

  --quick  fewer rounds: enough to see a large difference
  --alone  run one contender alone, such as waxseal, so many times, and print nothing, for a profiler to watch
  --api    print the calls of the JS API and what each takes natively, for tests/e2e/bench.mjs
  --beside time nothing: evaluate SPF over so many zones made up by chance, and print where viaspf comes to another result
  PART     only cases with this in their name, such as spf or dkim
";

/// What setting up a case comes to.
type Fallible<T> = Result<T, Box<dyn Error>>;

/// What is locked, so that the versions printed are those that ran.
const LOCK: &str = include_str!("../Cargo.lock");

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("waxseal-bench: {reason}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Fallible<()> {
    let (mut effort, mut alone, mut parts) = (Effort::Full, None, Vec::new());
    let mut parser = lexopt::Parser::from_env();
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => {
                print!("{HELP}");
                return Ok(());
            }
            Long("quick") => effort = Effort::Quick,
            Long("api") => return api::run(),
            Long("beside") => return beside::run(parser.value()?.parse()?),
            Long("alone") => alone = Some((parser.value()?.string()?, parser.value()?.parse()?)),
            Value(part) => parts.push(part.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    let mut cases = cases()?;
    cases.retain(|case| parts.is_empty() || parts.iter().any(|part| case.name.contains(part.as_str())));
    if let Some((name, times)) = alone {
        cases.iter().for_each(|case| case.alone(&name, times));
        return Ok(());
    }
    let rivals = ["mail-auth", "mail-parser", "viaspf"];
    println!("waxseal-core beside {}", rivals.map(|name| format!("{name} {}", locked(name))).join(", "));
    let mut slower = Vec::new();
    for case in cases {
        slower.extend(case.run(effort)?);
    }
    timing::summary(&slower);
    if parts.is_empty() || parts.iter().any(|part| "gate".contains(part.as_str())) {
        gate::summary(&gate::run()?);
    }
    if parts.is_empty() || parts.iter().any(|part| "round trips".contains(part.as_str())) {
        round_trips::summary(&round_trips::run()?);
    }
    Ok(())
}

fn cases() -> Fallible<Vec<Case>> {
    Ok([spf::cases()?, dkim::cases()?, headers::cases()?, recognise::cases()?].into_iter().flatten().collect())
}

/// The version of a crate in the lock file.
fn locked(name: &str) -> &'static str {
    let start = format!("name = \"{name}\"\nversion = \"");
    let version = LOCK.split_once(&start).and_then(|(_, rest)| rest.split_once('"'));
    version.map_or("of an unknown version", |(version, _)| version)
}
