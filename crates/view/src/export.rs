//! Reports as files that other programs read.

use waxseal_core::finding::Severity;
use waxseal_core::posture::{DaneHost, DnssecState};
use waxseal_core::providers::Role;
use waxseal_core::report::DomainReport;

/// The heads of the table, in the order of its columns.
const HEADS: [&str; 12] = [
    "domain",
    "exists",
    "receives",
    "sends",
    "spf",
    "spfLookups",
    "dkimKeys",
    "dmarcPolicy",
    "mtaSts",
    "dane",
    "dnssec",
    "errors",
];

/// Domains as comma-separated values (RFC 4180), a line each.
#[must_use]
pub fn csv(reports: &[DomainReport]) -> String {
    let mut text = HEADS.join(",");
    text.push_str("\r\n");
    for report in reports {
        let cells: Vec<String> = cells(report).iter().map(|cell| quoted(cell)).collect();
        text.push_str(&cells.join(","));
        text.push_str("\r\n");
    }
    text
}

fn cells(report: &DomainReport) -> [String; 12] {
    let yes = |is: bool| if is { "yes" } else { "no" }.to_owned();
    let named = |role| {
        let known = report.providers.iter().filter(|known| known.roles.contains(&role));
        known.map(|known| known.name).collect::<Vec<_>>().join("; ")
    };
    let receives = named(Role::Receives);
    let first = || report.mx.hosts.first().map(|host| host.host.to_string()).unwrap_or_default();
    let errors = report.findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    [
        report.domain.to_string(),
        report.exists.map_or_else(|| "unknown".to_owned(), yes),
        if receives.is_empty() { first() } else { receives },
        named(Role::Sends),
        report.spf.record.clone().unwrap_or_default(),
        report.spf.lookups.to_string(),
        report.dkim.iter().filter(|key| key.key.is_some()).count().to_string(),
        report.dmarc.policy.map_or_else(String::new, |policy| policy.as_str().to_owned()),
        yes(report.mta_sts.record.is_some()),
        yes(report.dane.hosts.iter().any(DaneHost::is_in_force)),
        match report.dnssec.state {
            DnssecState::Validated => "validated",
            DnssecState::NotValidated => "notValidated",
            DnssecState::Unsigned => "unsigned",
            DnssecState::Unknown => "unknown",
        }
        .to_owned(),
        errors.to_string(),
    ]
}

/// A cell that no spreadsheet takes for a formula: what a stranger wrote into a record could begin like one.
fn quoted(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    let guarded = if formula { format!("'{cell}") } else { cell.to_owned() };
    match guarded.contains([',', '"', '\n', '\r', ';']) || formula {
        true => format!("\"{}\"", guarded.replace('"', "\"\"")),
        false => guarded,
    }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn no_cell_is_a_formula_or_breaks_its_line() {
        assert_eq!(quoted("=HYPERLINK(\"x\")"), "\"'=HYPERLINK(\"\"x\"\")\"");
        assert_eq!(quoted("a,b"), "\"a,b\"");
        assert_eq!(quoted("v=spf1 -all"), "v=spf1 -all");
        assert_eq!(quoted("-all\nx"), "\"'-all\nx\"");
        for first in ['=', '+', '-', '@', '\t', '\r', '\n'] {
            let cell = quoted(&format!("{first}cmd|' /C calc'!A0"));
            assert!(cell.starts_with("\"'") && cell.ends_with('"'), "{cell:?}");
            // A quote of the cell cannot end it.
            let cell = quoted(&format!("{first}1\",\"=1+1"));
            assert_eq!(cell, format!("\"'{first}1\"\",\"\"=1+1\""));
        }
        assert_eq!(quoted("\"=1+1\""), "\"\"\"=1+1\"\"\"");
    }
}
