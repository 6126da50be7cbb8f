//! Who really vouches for an e-mail, from a terminal or a pipeline.
//!
//! Exit status: 0 the check ran and nothing fails, 1 it ran and something fails, 2 it could not run.

mod args;
mod check;
mod failure;
mod locale;
mod setup;
mod text;

use locale::Words;
use std::io::Write;
use std::process::ExitCode;
use waxseal_core::shown::shown_in_line;

fn main() -> ExitCode {
    let (request, lang) = args::read();
    let outcome = request.and_then(|request| match request {
        args::Request::Help => Ok(check::Outcome { output: Words::of(lang).help.to_owned(), failed: false }),
        args::Request::Version => {
            Ok(check::Outcome { output: format!("waxseal {}\n", env!("CARGO_PKG_VERSION")), failed: false })
        }
        args::Request::Check(request) => check::run(*request),
    });
    match outcome {
        Ok(outcome) => {
            // A reader that went away, as `head` does, is no failure of the check.
            let _ = std::io::stdout().write_all(outcome.output.as_bytes());
            ExitCode::from(u8::from(outcome.failed))
        }
        Err(why) => {
            let _ = writeln!(std::io::stderr(), "waxseal: {}", shown_in_line(&why.sentence(lang)));
            ExitCode::from(2)
        }
    }
}
