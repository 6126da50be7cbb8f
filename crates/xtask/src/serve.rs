//! The page on this machine.

use crate::steps::{command, run, say};
use crate::tools;

/// The port where none is given.
pub(crate) const DEFAULT_PORT: u16 = 8080;

/// Installs what is missing, builds the page and serves it.
///
/// # Errors
/// What went wrong, and what to do about it.
pub(crate) fn serve(port: u16) -> Result<(), String> {
    tools::for_the_page()?;
    say(&format!("Building the page; then it is at http://127.0.0.1:{port}/"));
    let port = port.to_string();
    // Without optimisation: a change is on the screen in seconds, and wasm-opt is not needed.
    run(&mut command(
        "trunk",
        &["serve", "--address", "127.0.0.1", "--port", &port, "--dist", "target/serve"],
    ))
}
