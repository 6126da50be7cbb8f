//! Writes the made-up year of reports into a folder: `cargo run -p waxseal-tests --example year FOLDER [DAY]`, with the day from which
//! on the newsletter is authenticated.

use std::path::PathBuf;
use waxseal_tests::year::{Story, reports};

fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().unwrap_or_else(|| "year".to_owned()));
    let authenticated = arguments.next().and_then(|day| day.parse().ok());
    std::fs::create_dir_all(&folder)?;
    for (name, xml) in reports(&Story { authenticated, ..Story::default() }) {
        std::fs::write(folder.join(name), xml)?;
    }
    Ok(())
}
