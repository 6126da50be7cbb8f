//! What the page weighs, and the budget of its first load.

use crate::dist::folder;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;
use std::path::Path;

/// The most that everything the page loads first may weigh, gzip, in bytes.
const BUDGET: usize = 250 * 1024;

struct Row {
    name: String,
    raw: usize,
    gzip: usize,
    first: bool,
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
    println!("{:>10} {:>10}  first load", "raw", "gzip");
    for row in &rows {
        let mark = if row.first { "yes" } else { "" };
        println!("{:>10} {:>10}  {mark:10}  {}", row.raw, row.gzip, row.name);
    }
    let total =
        |of: fn(&Row) -> usize, first: bool| rows.iter().filter(|r| r.first || !first).map(of).sum::<usize>();
    println!("{:>10} {:>10}  all files", total(|r| r.raw, false), total(|r| r.gzip, false));
    let first = total(|r| r.gzip, true);
    println!("{:>10} {first:>10}  first load, of {BUDGET}", total(|r| r.raw, true));
    if first > BUDGET {
        return Err(format!("the first load weighs {first} bytes gzip, over its budget of {BUDGET}"));
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
        let first = name == "index.html" || page.contains(&name);
        rows.push(Row { raw: bytes.len(), gzip: gzip(&bytes)?, name, first });
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
