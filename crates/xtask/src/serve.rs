//! The page on this machine.

use crate::steps::{command, root, run, say};
use crate::tools;

/// The port where none is given.
pub(crate) const DEFAULT_PORT: u16 = 8080;
/// Where the page stands that is served.
const PAGE: &str = "target/serve.html";

/// Installs what is missing, builds the page and serves it.
///
/// # Errors
/// What went wrong, and what to do about it.
pub(crate) fn serve(port: u16) -> Result<(), String> {
    tools::for_the_page()?;
    let place = |path: &str, error: std::io::Error| format!("{path}: {error}");
    // What trunk is told not to watch has to be there.
    std::fs::create_dir_all(root().join("dist")).map_err(|e| place("dist", e))?;
    let page = std::fs::read_to_string(root().join("index.html")).map_err(|e| place("index.html", e))?;
    std::fs::write(root().join(PAGE), for_development(&page)).map_err(|e| place(PAGE, e))?;
    say(&format!("Building the page; then it is at http://127.0.0.1:{port}/"));
    let port = port.to_string();
    let watched = ["--watch", "crates", "--watch", "web"];
    // Without optimisation: a change is on the screen in seconds, and wasm-opt is not needed.
    run(command("trunk", &["serve", "--address", "127.0.0.1", "--port", &port, "--dist", "target/serve"])
        .args(watched)
        .arg(PAGE)
        .env("CARGO_PROFILE_DEV_DEBUG", "0"))
}

/// The page as it is built for development: each program with every language and all that it can do, so that what they share is compiled
/// once. It stands a folder below the page itself.
fn for_development(page: &str) -> String {
    let mut out = String::with_capacity(page.len());
    for line in page.lines() {
        let line = match line.split_once(" data-cargo-no-default-features data-cargo-features=\"") {
            Some((before, after)) => before.to_owned() + after.split_once('"').map_or("", |(_, rest)| rest),
            None => line.to_owned(),
        };
        let is_source = line.contains("<link data-trunk ");
        let line = if is_source { line.replace(" href=\"", " href=\"../") } else { line };
        out.push_str(&line);
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_for_development_is_the_page_with_every_program_whole() {
        let page = std::fs::read_to_string(root().join("index.html")).unwrap();
        let made = for_development(&page);
        assert_eq!(made.lines().count(), page.lines().count());
        assert!(!made.contains("data-cargo-features"));
        assert_eq!(made.matches("href=\"../").count(), page.matches("<link data-trunk ").count());
        for line in made.lines().filter(|line| line.contains("<link data-trunk ")) {
            let (_, rest) = line.split_once("href=\"../").unwrap();
            let (path, _) = rest.split_once('"').unwrap();
            assert!(root().join(path).exists(), "{path}");
        }
    }
}
