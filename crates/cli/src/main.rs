//! Who really vouches for an e-mail, from a terminal or a pipeline.
//!
//! Exit status: 0 a pass, or nothing worse than warnings; 1 a failure, or what cannot be told; 2 nothing was checked.

mod args;
mod check;
mod failure;
mod help;
mod locale;
mod mcp;
mod options;
mod patience;
mod reports;
mod request;
mod setup;
mod text;
mod zone;

use check::{Outcome, Status};
use failure::Complaint;
use request::Request;
use std::io::{ErrorKind, Write};
use std::process::ExitCode;
use waxseal_core::escaping::shown_in_line;
use waxseal_prose::Refusal;

fn main() -> ExitCode {
    let (request, lang) = args::read();
    let outcome = request.and_then(|request| match request {
        Request::Help => Ok(printed(help::text(lang))),
        Request::Version => Ok(printed(format!("waxseal {}\n", env!("CARGO_PKG_VERSION")))),
        Request::Completions(shell, lang) => Ok(printed(shell.completions(lang))),
        Request::Man(lang) => Ok(printed(help::page(lang))),
        Request::Serve(defaults) => mcp::serve(*defaults),
        Request::Check(request) => check::run(*request),
    });
    let (output, status) = match outcome {
        Ok(Outcome { output, status, .. }) => (output, status),
        Err(why) => (String::new(), Status::Nothing(why.sentence(lang))),
    };
    if let Err(error) = write(&output) {
        return told(&Complaint::NoOutput(error.kind()).sentence(lang));
    }
    match status {
        Status::Fine => ExitCode::SUCCESS,
        Status::Fails => ExitCode::from(1),
        Status::Nothing(reason) => told(&reason),
    }
}

/// A text that is no outcome of a check.
const fn printed(output: String) -> Outcome {
    Outcome::printed(output, Status::Fine)
}

/// Writes to standard output. A reader that went away, as `head` does, is no failure of the check.
fn write(output: &str) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    match out.write_all(output.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        outcome => outcome,
    }
}

/// Says in one line why nothing was checked.
fn told(reason: &str) -> ExitCode {
    // Where that cannot be written either, the exit status is all there is.
    let _ = writeln!(std::io::stderr(), "waxseal: {}", shown_in_line(reason));
    ExitCode::from(2)
}
