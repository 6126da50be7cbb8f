//! The project's commands. `serve` and `test` are the two a newcomer needs; each installs what it lacks, says what it is
//! doing, and says what to do when it cannot.

mod bench;
mod build_id;
mod case;
mod catalogue;
mod dist;
mod documents;
mod files;
mod integrity;
mod licences;
mod lzma;
mod markdown;
mod minify;
mod new;
mod offline;
mod order;
mod package;
mod policy;
mod programs;
mod quiet;
mod reproduce;
mod schema;
mod serve;
mod size;
mod start;
mod steps;
mod streams;
mod suites;
mod test;
mod tools;
mod tree;
mod types;

use lexopt::prelude::*;
use std::process::ExitCode;

const HELP: &str = "\
usage: cargo xtask COMMAND

  serve [--port N]        build the page and serve it on this machine
  test [--no-browser]     everything: format, lint, tests, conformance suites, the page in a real browser
  dist [--public-url URL] build the static site into dist/
  package [--no-build]    build the site (unless not to) and, out of it, the npm package in target/package
  size                    what dist/ weighs; fails over the budget of the first load
  reproduce               build the last commit twice, in two folders, and compare
  documents               write the long texts into the site that trunk is building; trunk calls it
  schema                  write the JSON schema of the reports anew, out of their types
  catalogue [--add ID]    list providers whose rows are old or rest on little; or put a new row at the end
  new cause|provider NAME lay out the places that something new has
  case REPORT [NAME]      make a shared report a case of tests/diagnosis; - for the name prints it
  suites                  fetch the conformance suites of others into target/suites, for the tests
  bench [--quick]         time the core beside other implementations, in one run
";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("xtask: {reason}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    let mut parser = lexopt::Parser::from_env();
    let (mut named, mut build) = (Vec::new(), true);
    let (mut command, mut port, mut public_url, mut browser, mut quick, mut add) =
        (None, serve::DEFAULT_PORT, "./".to_owned(), true, false, None);
    let text = |error: lexopt::Error| error.to_string();
    while let Some(argument) = parser.next().map_err(text)? {
        match argument {
            Short('h') | Long("help") => {
                print!("{HELP}");
                return Ok(());
            }
            Long("port") => port = parser.value().map_err(text)?.parse().map_err(text)?,
            Long("public-url") => public_url = parser.value().map_err(text)?.string().map_err(text)?,
            Long("add") => add = Some(parser.value().map_err(text)?.string().map_err(text)?),
            Long("no-browser") => browser = false,
            Long("quick") => quick = true,
            Long("no-build") => build = false,
            Value(value) if command.is_none() => command = Some(value.string().map_err(text)?),
            Value(value) if ["new", "case"].contains(&command.as_deref().unwrap_or_default()) => {
                named.push(value.string().map_err(text)?);
            }
            other => return Err(other.unexpected().to_string()),
        }
    }
    let named: Vec<&str> = named.iter().map(String::as_str).collect();
    match command.as_deref() {
        Some("new") => match *named.as_slice() {
            [kind, name] => new::new(kind, name),
            _ => Err("new takes cause or provider, and a name".to_owned()),
        },
        Some("case") => match *named.as_slice() {
            [file] => case::write(file, None),
            [file, name] => case::write(file, Some(name)),
            _ => Err("case takes the file of a report, and a name".to_owned()),
        },
        Some("serve") => serve::serve(port),
        Some("test") => test::test(browser),
        Some("dist") => dist::dist(&public_url),
        Some("package") => (if build { dist::dist("./") } else { Ok(()) }).and_then(|()| package::lay()),
        Some("size") => size::size(),
        Some("reproduce") => reproduce::reproduce(),
        Some("documents") => documents::write(&dist::building()),
        Some("catalogue") => add.map_or_else(catalogue::list, |id| catalogue::add(&id)),
        Some("schema") => schema::write(),
        Some("suites") => suites::suites(),
        Some("bench") => bench::bench(quick),
        Some(other) => Err(format!("there is no command \"{other}\"\n\n{HELP}")),
        None => Err(format!("which command?\n\n{HELP}")),
    }
}
