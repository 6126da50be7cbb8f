//! Reports as files that other programs read.

use crate::locale::Locale;
use crate::views::domains::row::next_step;
use waxseal_core::dmarc::{Alignment, Mode};
use waxseal_core::dns::LoggedQuery;
use waxseal_core::finding::Severity;
use waxseal_core::posture::DnssecState;
use waxseal_core::report::{Basis, DomainReport, IdentifierReport, MessageReport, Presence, Role};
use waxseal_core::spf::SpfCause;

/// What DNS did not answer; an empty cell is what is not there.
const UNKNOWN: &str = "unknown";

/// The heads of the table of domains, in the order of its columns.
const DOMAINS: [&str; 13] = [
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
    "nextStep",
];

/// The heads of the table of a message's identifiers.
const IDENTIFIERS: [&str; 8] =
    ["mechanism", "domain", "selector", "organizationalDomain", "result", "basis", "aligned", "mode"];

/// The heads of the table of a domain's DNS questions.
const QUESTIONS: [&str; 6] = ["name", "type", "status", "answer", "ttl", "authenticated"];

/// Domains as comma-separated values (RFC 4180), a line each. What to do next is for people, and so in their language.
#[must_use]
pub fn csv(locale: Locale, reports: &[DomainReport]) -> String {
    let row = |report| cells(report).into_iter().chain([next_step(locale, report)]).collect();
    table(&DOMAINS, reports.iter().map(row))
}

/// What vouches for a message, a line each.
#[must_use]
pub fn message_csv(report: &MessageReport) -> String {
    table(&IDENTIFIERS, report.dmarc.identifiers.iter().map(|identifier| identified(identifier).to_vec()))
}

/// What DNS said of a domain: a line for each record, or for a question without one.
#[must_use]
pub fn domain_csv(report: &DomainReport) -> String {
    table(&QUESTIONS, report.dns.iter().flat_map(answered))
}

fn table(heads: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut text = heads.join(",");
    text.push_str("\r\n");
    for row in rows {
        let cells: Vec<String> = row.iter().map(|cell| quoted(cell)).collect();
        text.push_str(&cells.join(","));
        text.push_str("\r\n");
    }
    text
}

fn identified(identifier: &IdentifierReport) -> [String; 8] {
    let organization = identifier.organizational_domain.as_ref().map(ToString::to_string);
    [
        match identifier.mechanism {
            Alignment::Spf => "spf",
            Alignment::Dkim => "dkim",
        }
        .to_owned(),
        identifier.domain.to_string(),
        identifier.selector.clone().unwrap_or_default(),
        organization.unwrap_or_default(),
        identifier.result.to_string(),
        match identifier.basis {
            Basis::Recomputed => "recomputed",
            Basis::Claimed => "claimed",
            Basis::Mixed => "mixed",
        }
        .to_owned(),
        identifier.aligned.map_or(UNKNOWN, yes).to_owned(),
        match identifier.mode {
            Mode::Relaxed => "relaxed",
            Mode::Strict => "strict",
        }
        .to_owned(),
    ]
}

fn answered(query: &LoggedQuery) -> Vec<Vec<String>> {
    let line = |kind: String, answer: String| {
        let status = query.status.as_str().to_owned();
        vec![
            query.name.to_string(),
            kind,
            status,
            answer,
            query.ttl.to_string(),
            yes(query.authenticated).to_owned(),
        ]
    };
    match query.answers.as_slice() {
        [] => vec![line(query.kind.to_string(), String::new())],
        answers => answers.iter().map(|data| line(data.kind().to_string(), data.to_string())).collect(),
    }
}

const fn yes(is: bool) -> &'static str {
    if is { "yes" } else { "no" }
}

fn cells(report: &DomainReport) -> [String; 12] {
    let named = |role| {
        let known = report.providers.iter().filter(|known| known.roles.contains(&role));
        known.map(|known| known.name).collect::<Vec<_>>().join("; ")
    };
    let told =
        |presence: Presence, said: String| if presence.is_unanswered() { UNKNOWN.to_owned() } else { said };
    let spf_said = |said: String| match report.spf.cause {
        Some(SpfCause::Dns { .. }) => UNKNOWN.to_owned(),
        _ => said,
    };
    let keys = report.dkim.iter().filter(|key| key.key.is_some()).count();
    let policy = report.dmarc.policy.map_or_else(String::new, |policy| policy.as_str().to_owned());
    let receives = named(Role::Receives);
    let first = || report.mx.hosts.first().map(|host| host.host.to_string()).unwrap_or_default();
    let errors = report.findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    [
        report.domain.to_string(),
        report.exists.map_or(UNKNOWN, yes).to_owned(),
        told(report.mx_presence(), if receives.is_empty() { first() } else { receives }),
        named(Role::Sends),
        told(report.spf_presence(), report.spf.record.clone().unwrap_or_default()),
        spf_said(report.spf.lookups.to_string()),
        told(report.key_presence(), keys.to_string()),
        told(report.dmarc_presence(), policy),
        told(report.mta_sts_presence(), yes(report.mta_sts_presence() == Presence::There).to_owned()),
        told(report.dane_presence(), yes(report.dane_presence() == Presence::There).to_owned()),
        match report.dnssec.state {
            DnssecState::Validated => "validated",
            DnssecState::NotValidated => "notValidated",
            DnssecState::Unsigned => "unsigned",
            DnssecState::Unknown => UNKNOWN,
        }
        .to_owned(),
        errors.to_string(),
    ]
}

/// A cell that no spreadsheet takes for a formula: what a stranger wrote into a record could begin like one.
fn quoted(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    let guarded = if formula { format!("'{cell}") } else { cell.to_owned() };
    if guarded.contains([',', '"', '\n', '\r', ';']) || formula {
        format!("\"{}\"", guarded.replace('"', "\"\""))
    } else {
        guarded
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
