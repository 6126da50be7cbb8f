//! A set of reports as Markdown, for a ticket or a mail.

use crate::document::{Block, document};
use waxseal_core::escaping::shown;
use waxseal_prose::Lang;
use waxseal_reports::report::ReportsReport;
use waxseal_view::markdown::{code, sentence};

/// The whole set. Nothing that a stranger wrote becomes markup.
#[must_use]
pub fn reports(lang: Lang, report: &ReportsReport) -> String {
    let mut text = String::new();
    for block in document(lang, report) {
        match block {
            Block::Heading(said) => {
                let gap = if text.ends_with("\n\n") { "" } else { "\n" };
                text.push_str(&format!("{gap}## {}\n\n", sentence(&said)));
            }
            Block::Line(0, said) => {
                let gap = if text.is_empty() || text.ends_with("\n\n") { "" } else { "\n" };
                text.push_str(&format!("{gap}{}\n\n", sentence(&said)));
            }
            Block::Line(depth, said) => {
                text.push_str(&format!("{}- {}\n", "  ".repeat(depth - 1), sentence(&said)));
            }
            Block::Record { record } => text.push_str(&format!("{}- {}\n", "  ".repeat(3), code(&record))),
        }
    }
    // It may be printed to a terminal, which would obey what a stranger wrote.
    shown(&text).into_owned()
}
