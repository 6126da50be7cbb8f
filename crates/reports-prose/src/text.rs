//! A set of reports as lines of text, for a terminal.

use crate::document::{Block, document};
use waxseal_core::escaping::shown_in_line;
use waxseal_prose::Lang;
use waxseal_reports::report::ReportsReport;

/// The whole set.
#[must_use]
pub fn reports(lang: Lang, report: &ReportsReport) -> String {
    let mut text = String::new();
    // What strangers wrote cannot end a line.
    let mut line = |depth: usize, said: &str| {
        text.push_str(&"  ".repeat(depth));
        text.push_str(&shown_in_line(said));
        text.push('\n');
    };
    for block in document(lang, report) {
        match block {
            Block::Heading(said) if said.ends_with('?') => line(0, &said),
            Block::Heading(said) => line(0, &format!("{said}:")),
            Block::Line(depth, said) => line(depth, &said),
            Block::Record { record } => line(5, &record),
        }
    }
    text
}
