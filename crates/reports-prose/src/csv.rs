//! A set of reports as a table of comma-separated values (RFC 4180): a row for each sender and day.

use waxseal_core::escaping::shown_in_line;
use waxseal_reports::report::{ReportsReport, SourceKind};

/// The whole set.
#[must_use]
pub fn reports(report: &ReportsReport) -> String {
    let mut text = "kind,sender,day,messages,aligned\r\n".to_owned();
    for source in &report.sources {
        let provider = source.provider.map(|provider| provider.name().to_owned());
        let name = provider.or_else(|| source.name.as_ref().map(ToString::to_string)).unwrap_or_default();
        for day in &source.by_day {
            let cells = [kind(source.kind), &name, &day.name].map(cell).join(",");
            text.push_str(&format!("{cells},{},{}\r\n", day.messages, day.aligned));
        }
    }
    text
}

const fn kind(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Own => "own",
        SourceKind::Provider => "provider",
        SourceKind::Forwarder => "forwarder",
        SourceKind::Unknown => "unknown",
    }
}

/// A cell in quotes. What a spreadsheet would take for a formula is text.
fn cell(text: &str) -> String {
    let text = shown_in_line(text).replace('"', "\"\"");
    let guard = if text.starts_with(['=', '+', '-', '@']) { "'" } else { "" };
    format!("\"{guard}{text}\"")
}
