//! What the site weighs: what a person waits for, what follows in the background, and what may never be fetched.

use crate::dist::folder;
use crate::files::{self, When};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;

/// The most that everything the page loads first may weigh, gzip, in bytes.
const BUDGET: usize = 200 * 1024;
/// The most that the checker may weigh, which is fetched while the page can already be used, gzip, in bytes.
const CHECKER_BUDGET: usize = 720 * 1024;

struct Row {
    name: String,
    raw: usize,
    gzip: usize,
    when: When,
}

/// Prints the table.
///
/// # Errors
/// When there is no site, or its first load is over the budget.
pub(crate) fn size() -> Result<(), String> {
    let mut rows = Vec::new();
    for file in files::all(&folder())? {
        let (raw, gzip) = (file.bytes.len(), gzip(&file.bytes)?);
        rows.push(Row { name: file.name, raw, gzip, when: file.when });
    }
    rows.sort_by_key(|row| std::cmp::Reverse(row.gzip));
    println!("{:>10} {:>10}  fetched", "raw", "gzip");
    for row in &rows {
        let when = match row.when {
            When::First => "first",
            When::Checker => "behind it",
            When::Offline => "to keep",
            When::Later => "",
        };
        println!("{:>10} {:>10}  {when:10} {}", row.raw, row.gzip, row.name);
    }
    let all = (rows.iter().map(|row| row.raw).sum::<usize>(), rows.iter().map(|row| row.gzip).sum::<usize>());
    println!("{:>10} {:>10}  all files", all.0, all.1);
    let within = [
        within(&rows, When::Checker, "the checker, in the background", CHECKER_BUDGET),
        within(&rows, When::First, "the first load", BUDGET),
    ];
    within.into_iter().collect()
}

/// Prints what is fetched at one time, and holds it to its budget.
fn within(rows: &[Row], when: When, name: &str, budget: usize) -> Result<(), String> {
    let chosen = || rows.iter().filter(|row| row.when == when);
    let (raw, gzip) =
        (chosen().map(|row| row.raw).sum::<usize>(), chosen().map(|row| row.gzip).sum::<usize>());
    println!("{raw:>10} {gzip:>10}  {name}, of {budget}");
    if gzip > budget {
        return Err(format!("{name} weighs {gzip} bytes gzip, over its budget of {budget}"));
    }
    Ok(())
}

fn gzip(bytes: &[u8]) -> Result<usize, String> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder
        .write_all(bytes)
        .and_then(|()| encoder.finish())
        .map(|packed| packed.len())
        .map_err(|e| e.to_string())
}
