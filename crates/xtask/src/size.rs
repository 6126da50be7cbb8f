//! What the site weighs: what a person waits for, what follows in the background, and what may never be fetched.

use crate::dist::folder;
use crate::files::{self, File, When};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;
use waxseal_prose::Lang;

/// The most that everything the page loads first may weigh, gzip, in bytes.
const BUDGET: usize = 152 * 1024;
/// The most that the checker of one language may weigh, which is fetched while the page can already be used, gzip, in bytes.
const CHECKER_BUDGET: usize = 553 * 1024;
/// The most that what draws up records may weigh in one language, which is fetched when a person asks for them, gzip, in bytes.
const SET_UP_BUDGET: usize = 188 * 1024;

/// The most that what reads reports may weigh in every language together, fetched when a person has some, gzip, in bytes.
const REPORTS_BUDGET: usize = 545 * 1024;

struct Row {
    file: File,
    raw: usize,
    gzip: usize,
}

/// Prints the table.
///
/// # Errors
/// When there is no site, or its first load is over the budget.
pub(crate) fn size() -> Result<(), String> {
    let mut rows = Vec::new();
    for file in files::all(&folder())? {
        let (raw, gzip) = (file.bytes.len(), gzip(&file.bytes)?);
        rows.push(Row { file, raw, gzip });
    }
    rows.sort_by_key(|row| std::cmp::Reverse(row.gzip));
    println!("{:>10} {:>10}  fetched", "raw", "gzip");
    for row in &rows {
        let when = match row.file.when {
            When::First => "first",
            When::Checker => "behind it",
            When::Offline => "to keep",
            When::Later => "",
        };
        println!("{:>10} {:>10}  {when:10} {}", row.raw, row.gzip, row.file.name);
    }
    let all = (rows.iter().map(|row| row.raw).sum::<usize>(), rows.iter().map(|row| row.gzip).sum::<usize>());
    println!("{:>10} {:>10}  all files", all.0, all.1);
    let mut budgets = vec![within(&rows, "the first load", BUDGET, |file| file.when == When::First)];
    for lang in Lang::ALL {
        let name = format!("the checker in {}, in the background", lang.name());
        budgets.push(within(&rows, &name, CHECKER_BUDGET, |file| file.is_of_the_checker(lang)));
        let name = format!("what draws up records in {}, when asked for", lang.name());
        budgets.push(within(&rows, &name, SET_UP_BUDGET, |file| file.is_of_the_set_up(lang)));
    }
    let name = "what reads reports, when there are some";
    budgets.push(within(&rows, name, REPORTS_BUDGET, File::is_of_the_reports));
    budgets.into_iter().collect()
}

/// Prints what is fetched together, and holds it to its budget.
fn within(rows: &[Row], name: &str, budget: usize, is_part: impl Fn(&File) -> bool) -> Result<(), String> {
    let parts = || rows.iter().filter(|row| is_part(&row.file));
    let (raw, gzip) = (parts().map(|row| row.raw).sum::<usize>(), parts().map(|row| row.gzip).sum::<usize>());
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
