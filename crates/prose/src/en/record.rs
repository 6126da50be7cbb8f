//! Records before they are published, and addresses, in English.

use crate::record_kind;
use waxseal_core::report::{AddressReport, Compared, RecordReport, RecordState};

pub(super) fn headline(report: &RecordReport) -> String {
    let kind = record_kind(report);
    match report.state() {
        RecordState::Works => format!("This {kind} record is valid"),
        RecordState::Advised => format!("This {kind} record is valid, with remarks"),
        RecordState::Broken => format!("This {kind} record needs a correction"),
        RecordState::Open => format!("This {kind} record could not be checked to its end"),
        RecordState::Unused => "SPF, DKIM and DMARC do not use this record".into(),
    }
}

pub(super) fn compared(report: &RecordReport) -> String {
    let kind = record_kind(report);
    let name = report.name.as_ref().map_or("", |name| name.as_str());
    match report.compared() {
        Compared::NoName => "It was checked without a name, so not against what is published.".into(),
        Compared::Unanswered => format!("DNS did not answer what is published at {name}."),
        Compared::Absent => format!("No {kind} record is published at {name}."),
        Compared::Same => format!("Published at {name}, exactly like this."),
        Compared::Differs if report.dkim.is_some() => format!(
            "{name} publishes a different {kind} record today. If mail is signed with that key, it fails \
             once the record is replaced: publish a new key under a selector of its own."
        ),
        Compared::Differs => {
            let lost = report.left_out().join(", ");
            let missing = if lost.is_empty() {
                String::new()
            } else {
                format!(" It leaves out {lost}: add what still sends for the domain.")
            };
            format!(
                "{name} publishes a different {kind} record today. Put this one in its place, not beside \
                 it.{missing}"
            )
        }
        Compared::Beside => format!("{name} publishes other {kind} records today."),
    }
}

pub(super) fn address(report: &AddressReport) -> [String; 2] {
    let ip = report.ip;
    let names = report.names.as_ref().map(|names| names.first());
    let headline = match names {
        None => format!("The name of {ip} (PTR) was not found: DNS did not answer"),
        Some(None) => format!("{ip} has no name (PTR)"),
        Some(Some(name)) => format!("{ip} is {name}"),
    };
    let meaning = match (names, report.is_confirmed) {
        (None, _) => "Try again later.",
        (Some(None), _) => "Many receivers reject mail from a server without one.",
        (_, Some(true)) => "Forward-confirmed: the name has this address, as receivers ask of servers.",
        (_, Some(false)) => {
            "Not forward-confirmed: the name does not have this address. Many receivers reject such mail."
        }
        (_, None) => "Whether the name has this address is unknown: DNS did not answer.",
    };
    [headline, meaning.to_owned()]
}
