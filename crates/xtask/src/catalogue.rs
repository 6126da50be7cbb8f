//! The catalogue of providers as its keepers see it: which rows have grown old or rest on little, and a new row to fill in.

use crate::steps::root;
use std::time::{SystemTime, UNIX_EPOCH};

/// Where the rows are.
const ROWS: &str = "crates/core/src/providers/rows.txt";

/// The head of a row, with where it is from.
struct Row<'a> {
    id: &'a str,
    grade: char,
    date: &'a str,
    name: &'a str,
    source: &'a str,
}

/// Prints the rows that were compared with their sources more than a year ago, and those that rest on a map alone.
///
/// # Errors
/// When the rows cannot be read.
pub(crate) fn list() -> Result<(), String> {
    let text = read()?;
    let (rows, before) = (rows(&text), a_year_before(&today()?));
    let show = |title: &str, wanted: &dyn Fn(&Row) -> bool| {
        let found: Vec<&Row> = rows.iter().filter(|row| wanted(row)).collect();
        println!("{title}: {}", found.len());
        for row in found {
            println!("  {} {} {} ({})", row.date, row.id, row.name, row.source);
        }
    };
    show("older than a year", &|row| row.date < before.as_str());
    show("grade C, recognised and never offered", &|row| row.grade == 'C');
    println!("{} rows in all", rows.len());
    Ok(())
}

/// Puts a row at the end of the catalogue, to be filled in.
///
/// # Errors
/// When there is one of that name, or the file cannot be read or written.
pub(crate) fn add(id: &str) -> Result<(), String> {
    let text = read()?;
    if !id.starts_with(|c: char| c.is_ascii_lowercase()) || !id.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return Err(format!("{id} is no name in camelCase"));
    }
    if rows(&text).iter().any(|row| row.id == id) {
        return Err(format!("{id} is in the catalogue"));
    }
    let row = scaffold(id, &today()?);
    std::fs::write(root().join(ROWS), format!("{text}\n{row}")).map_err(|e| format!("{ROWS}: {e}"))?;
    println!("{id} is at the end of {ROWS}; PROVIDERS.md says how to fill it in");
    Ok(())
}

fn read() -> Result<String, String> {
    std::fs::read_to_string(root().join(ROWS)).map_err(|e| format!("{ROWS}: {e}"))
}

/// A row of which nothing is established yet.
fn scaffold(id: &str, date: &str) -> String {
    format!(
        "{id} a???C {date} {id}\n  # the vendor's page, the file of a template, or how many zones\n  \
         # include, own, key, set, bounce, exchanger, mx, region, page: see the top of this file\n"
    )
}

/// The heads of the rows. The first comment below a head says where the row is from.
fn rows(text: &str) -> Vec<Row<'_>> {
    let mut lines = text.lines().peekable();
    let mut rows = Vec::new();
    while let Some(line) = lines.next() {
        if line.starts_with(['#', ' ']) {
            continue;
        }
        let mut words = line.splitn(4, ' ');
        let (Some(id), Some(columns), Some(date), Some(name)) =
            (words.next(), words.next(), words.next(), words.next())
        else {
            continue;
        };
        let source = lines.peek().and_then(|line| line.strip_prefix("  # ")).unwrap_or_default();
        rows.push(Row { id, grade: columns.chars().nth(4).unwrap_or('C'), date, name, source });
    }
    rows
}

/// Today, as year, month and day.
fn today() -> Result<String, String> {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_err(|e| e.to_string())?.as_secs();
    Ok(date(seconds / 86_400))
}

/// The date of a day since 1970.
fn date(mut days: u64) -> String {
    let is_leap = |year: u64| year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
    let mut year = 1970;
    while days >= 365 + u64::from(is_leap(year)) {
        days -= 365 + u64::from(is_leap(year));
        year += 1;
    }
    let february = 28 + u64::from(is_leap(year));
    let mut month = 1;
    for length in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30] {
        if days < length {
            break;
        }
        days -= length;
        month += 1;
    }
    format!("{year}-{month:02}-{:02}", days + 1)
}

/// The same day of the year before; dates are compared as text.
fn a_year_before(date: &str) -> String {
    let (year, rest) = date.split_once('-').unwrap_or((date, ""));
    let before = year.parse::<u32>().unwrap_or_default().saturating_sub(1);
    format!("{before}-{rest}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_dates() {
        assert_eq!(date(0), "1970-01-01");
        assert_eq!(date(19_782), "2024-02-29");
        assert_eq!(date(20_819), "2027-01-01");
        assert_eq!(a_year_before("2026-11-29"), "2025-11-29");
    }

    #[test]
    fn a_row_has_a_head_a_date_and_a_source() {
        let text = read().unwrap();
        let found = rows(&text);
        assert!(found.len() > 100);
        for row in &found {
            let digits = |at: usize| row.date.as_bytes()[at].is_ascii_digit();
            assert!(row.date.len() == 10 && [0, 1, 2, 3, 5, 6, 8, 9].into_iter().all(digits), "{}", row.id);
            assert!(!row.source.is_empty(), "{} does not say where it is from", row.id);
            assert!(['A', 'B', 'C'].contains(&row.grade), "{}", row.id);
        }
        let new = scaffold("someName", "2026-11-29");
        let [row] = rows(&new).try_into().ok().unwrap();
        assert_eq!((row.id, row.grade, row.date), ("someName", 'C', "2026-11-29"));
    }
}
