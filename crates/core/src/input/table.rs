//! A row of a table: a DNS panel's, or what `Resolve-DnsName` prints.

use super::record::RecordText;
use super::tokens::{is_ttl, kind_of, strings};
use crate::dns::RecordType;

/// The most columns of a row.
const MAX_CELLS: usize = 12;

/// The cells of a line: what tabs, bars or two blanks part.
pub(super) fn cells(line: &str) -> Vec<&str> {
    let parted: Vec<&str> = if line.contains('\t') {
        line.split('\t').take(MAX_CELLS).collect()
    } else if line.contains('|') {
        line.split('|').take(MAX_CELLS).collect()
    } else {
        line.split("  ").take(MAX_CELLS * 8).collect()
    };
    parted.into_iter().map(str::trim).filter(|cell| !cell.is_empty()).take(MAX_CELLS).collect()
}

/// The record of a row that has a type, a name and a value in cells of their own, in any order.
pub(super) fn row(cells: &[&str]) -> Option<RecordText> {
    let kinds: Vec<usize> =
        (0..cells.len()).filter(|at| cells.get(*at).is_some_and(|cell| kind_of(cell).is_some())).collect();
    let [at] = kinds.as_slice() else { return None };
    let kind = kind_of(cells.get(*at)?)?;
    if cells.len() < 3 {
        return None;
    }
    let others: Vec<&str> =
        cells.iter().enumerate().filter(|(own, _)| own != at).map(|(_, cell)| *cell).collect();
    let (name, rest) = others.split_first()?;
    let preference = rest.iter().find(|cell| cell.parse::<u16>().is_ok()).copied().unwrap_or("10");
    rest.iter().filter(|cell| !is_ttl(cell)).find_map(|cell| {
        let value = strings(cell);
        match kind {
            RecordType::Mx => RecordText::new(name, kind, &value)
                .or_else(|| RecordText::new(name, kind, &format!("{preference} {value}"))),
            RecordType::Txt if matches!(*cell, "IN" | "Answer" | "Auto") => None,
            _ => RecordText::new(name, kind, &value),
        }
    })
}
