//! The report on a domain.

use super::message::requirement;
use super::{diagnoses, findings, line, part, tree_lines, unanswered};
use crate::locale::Words;
use waxseal_core::dkim::key::KeyRecordError;
use waxseal_core::dmarc::NextStep;
use waxseal_core::finding::Severity;
use waxseal_core::posture::DkimKeyReport;
use waxseal_core::report::DomainReport;
use waxseal_prose::{Lang, Rest};

/// The report on a domain.
pub(crate) fn domain(lang: Lang, report: &DomainReport) -> String {
    let words = Words::of(lang);
    let mut out = String::new();
    line(&mut out, report.domain.as_str());
    let names = lang.prose().providers(&report.providers);
    if !names.is_empty() {
        line(&mut out, &format!("  {}", (words.uses)(&names)));
    }
    diagnoses(lang, &mut out, &[], &report.diagnosis);
    let rest = nothing_to_do(lang, report).map_or_else(String::new, |rest| format!("  {rest}\n"));
    part(&mut out, words.what_to_do, &rest);
    let mut next = String::new();
    let road = lang.prose().road(report).filter(|_| report.dmarc.next_step != Some(NextStep::Arrived));
    if let Some(road) = road {
        line(&mut next, &format!("  p=reject → {road}"));
    }
    part(&mut out, words.policy_steps, &next);
    let mut published = mail(lang, report);
    keys(lang, &mut published, report);
    policy(lang, &mut published, report);
    posture(&mut published, report);
    part(&mut out, words.published, &published);
    let rules = report.requirements.iter().map(|asked| {
        let names: Vec<&str> = asked.asked_by.iter().map(|asker| asker.name()).collect();
        requirement(asked.met, lang.prose().domain_rule(asked.rule), &names)
    });
    part(&mut out, words.requirements, &rules.collect::<String>());
    findings(lang, &mut out, &report.findings);
    unanswered(lang, &mut out, &report.dns);
    out
}

/// What is said where there is no cause of anything: the first warning, or that nothing is to be done.
fn nothing_to_do(lang: Lang, report: &DomainReport) -> Option<String> {
    if report.exists != Some(true) || !report.diagnosis.is_empty() {
        return None;
    }
    let warning = report.findings.iter().find(|finding| finding.severity != Severity::Info);
    let rest = || lang.prose().nothing_to_do(Rest::of(report)).to_owned();
    Some(warning.map_or_else(rest, |warning| lang.prose().finding(warning)))
}

/// Where mail arrives and who may send.
fn mail(lang: Lang, report: &DomainReport) -> String {
    let mut out = String::new();
    for host in &report.mx.hosts {
        line(&mut out, &format!("  MX       {} {}", host.preference, host.host));
    }
    if report.mx.null {
        line(&mut out, &format!("  MX       0 .  {}", Words::of(lang).null_mx));
    }
    if report.mx_presence().is_unanswered() {
        line(&mut out, "  MX       ?");
    }
    if report.spf_presence().is_unanswered() {
        line(&mut out, "  SPF      ?");
    }
    for record in &report.spf.records {
        line(&mut out, &format!("  SPF      {record}"));
    }
    // RFC 7208 §4.5: of several records none is evaluated.
    if let Some(tree) = report.spf.tree.as_ref().filter(|_| report.spf.records.len() == 1) {
        line(&mut out, &format!("           {}", (Words::of(lang).lookups)(report.spf.lookups)));
        tree_lines(lang, &mut out, tree, 6);
    }
    out
}

/// The keys that were found.
fn keys(lang: Lang, out: &mut String, report: &DomainReport) {
    if report.dkim.is_empty() && report.selectors.asked > 0 {
        let open = report.key_presence().is_unanswered();
        let said = if open { "?".to_owned() } else { (Words::of(lang).no_key)(report.selectors.asked) };
        line(out, &format!("  DKIM     {said}"));
    }
    let (revoked, others): (Vec<_>, Vec<_>) = report.dkim.iter().partition(|key| is_revoked(key));
    for key in others {
        let target = key.aliases.last().map_or_else(String::new, |target| format!(" → {target}"));
        line(out, &format!("  DKIM     {} {}{target}", sign(key), key.selector));
    }
    // RFC 6376 §3.6.1: a domain that sends nothing may have them for every name there is.
    let names: Vec<&str> = revoked.iter().take(MAX_REVOKED).map(|key| key.selector.as_str()).collect();
    let more = revoked.len().saturating_sub(MAX_REVOKED);
    let more = if more > 0 { format!(", … +{more}") } else { String::new() };
    if !names.is_empty() {
        line(out, &format!("  DKIM     – {}{more}  {}", names.join(", "), Words::of(lang).revoked));
    }
}

/// The most revoked keys that are named.
const MAX_REVOKED: usize = 4;

fn is_revoked(key: &DkimKeyReport) -> bool {
    key.key.is_none() && key.problem == Some(KeyRecordError::Revoked)
}

fn sign(key: &DkimKeyReport) -> &'static str {
    match (&key.key, key.records.is_empty()) {
        (Some(_), _) => "✓",
        (None, true) if key.status.fault().is_some() => "?",
        (None, false) => "✕",
        (None, true) => "–",
    }
}

fn policy(lang: Lang, out: &mut String, report: &DomainReport) {
    match &report.dmarc.record {
        Some(found) => line(out, &format!("  DMARC    _dmarc.{} {}", found.at, found.record.text)),
        None => {
            if let Some(cause) = &report.dmarc.cause {
                line(out, &format!("  DMARC    {}", lang.prose().dmarc_cause(cause)));
            }
        }
    }
}

/// What the domain publishes besides: a line each for what is there.
fn posture(out: &mut String, report: &DomainReport) {
    let records = [
        ("MTA-STS", &report.mta_sts.records),
        ("TLS-RPT", &report.tls_rpt.records),
        ("BIMI   ", &report.bimi.records),
        ("DS     ", &report.dnssec.ds),
    ];
    for (name, record) in records.iter().flat_map(|(name, records)| records.iter().map(move |r| (name, r))) {
        line(out, &format!("  {name}  {record}"));
    }
    for (name, status) in [
        ("MTA-STS", report.mta_sts.status),
        ("TLS-RPT", report.tls_rpt.status),
        ("BIMI   ", report.bimi.status),
    ] {
        if status.fault().is_some() {
            line(out, &format!("  {name}  ?"));
        }
    }
    for host in report.dane.hosts.iter().filter(|host| !host.records.is_empty()) {
        let sign = if host.is_in_force() { "✓" } else { "✕" };
        line(out, &format!("  DANE     {sign} {}", host.host));
    }
}
