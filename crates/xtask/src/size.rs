//! What the site weighs: what a person waits for, what follows in the background, and what may never be fetched.

use crate::dist::folder;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;
use std::path::Path;

/// The most that everything the page loads first may weigh, gzip, in bytes.
const BUDGET: usize = 250 * 1024;
/// The most that the checker may weigh, which is fetched while the page can already be used, gzip, in bytes.
const CHECKER_BUDGET: usize = 600 * 1024;
/// How the files of the checker's worker begin: its loader, its script and its wasm.
const CHECKER: [&str; 2] = ["waxseal-checker", "waxseal-worker"];

/// When a file is fetched.
#[derive(Clone, Copy, PartialEq, Eq)]
enum When {
    /// Before the page can be used.
    First,
    /// In the background, once it can.
    Checker,
    /// When something asks for it.
    Later,
}

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
    let dist = folder();
    let page = std::fs::read_to_string(dist.join("index.html"))
        .map_err(|_| "there is no site in dist/; build it with cargo xtask dist".to_owned())?;
    let mut rows = Vec::new();
    collect(&dist, &dist, &page, &mut rows)?;
    rows.sort_by_key(|row| std::cmp::Reverse(row.gzip));
    println!("{:>10} {:>10}  fetched", "raw", "gzip");
    for row in &rows {
        let when = match row.when {
            When::First => "first",
            When::Checker => "behind it",
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

/// Every file below a folder. What index.html names is loaded first, and so is index.html itself.
fn collect(dist: &Path, folder: &Path, page: &str, rows: &mut Vec<Row>) -> Result<(), String> {
    let entries = std::fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(dist, &path, page, rows)?;
            continue;
        }
        let bytes = std::fs::read(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        let name = path.strip_prefix(dist).unwrap_or(&path).display().to_string();
        let when = match () {
            () if name == "index.html" || page.contains(&name) => When::First,
            () if CHECKER.iter().any(|start| name.starts_with(start)) => When::Checker,
            () => When::Later,
        };
        rows.push(Row { raw: bytes.len(), gzip: gzip(&bytes)?, name, when });
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
