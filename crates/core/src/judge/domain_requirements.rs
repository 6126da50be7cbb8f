//! The lists that a domain is judged by, line by line: met, not met, or cannot be told. There is no score.

use super::mail_hosts::lost_reports;
use crate::dmarc::Policy;
use crate::posture::{DnssecState, ENOUGH_NAME_SERVERS, MtaStsMode, MtaStsPolicy, MxHost, Sending};
use crate::report::{DomainAsker, DomainReport, DomainRequirement, DomainRule};
use crate::spf::{AddressSet, Authorised, Node, Qualifier, SpfCause, SpfFinding};

/// The most redirects that are followed to the end of a record.
const MAX_REDIRECTS: usize = 10;

/// Holds a domain against every rule.
#[must_use]
pub(super) fn domain_requirements(report: &DomainReport) -> Vec<DomainRequirement> {
    use DomainAsker::{Apple, Bimi, ForumStandaardisatie as Forum, Google, InternetNl, Microsoft, Yahoo};
    use DomainRule as Rule;
    let rule =
        |rule, met, asked_by: &[DomainAsker]| DomainRequirement { rule, met, asked_by: asked_by.to_vec() };
    let everyone = [Google, Yahoo, Microsoft, Apple, InternetNl, Forum];
    // `None` where DNS did not tell.
    let logo = report.bimi.status.fault().is_none().then_some(report.bimi.record.as_ref());
    vec![
        rule(Rule::SpfPublished, spf_published(report), &everyone),
        rule(Rule::SpfStrict, spf_strict(report), &[InternetNl, Forum]),
        // Nobody asks for a key of what says that it sends nothing.
        rule(
            Rule::DkimPublished,
            report.selectors.has_key(&report.dkim).filter(|_| report.sending != Sending::DeclaredNot),
            &everyone,
        ),
        rule(Rule::DmarcPublished, dmarc(report, |_| true), &everyone),
        rule(Rule::DmarcEnforced, dmarc(report, |policy| policy != Policy::None), &[InternetNl, Forum, Bimi]),
        rule(Rule::DmarcReports, dmarc_reports(report), &[]),
        rule(Rule::Dnssec, signed(report), &[InternetNl, Forum]),
        rule(Rule::DnssecOfExchangers, exchangers(report, |host| host.authenticated), &[InternetNl, Forum]),
        rule(Rule::Dane, report.dane.is_complete().filter(|_| takes_mail(report)), &[InternetNl, Forum]),
        rule(Rule::StartTls, None, &[InternetNl, Forum]),
        rule(
            Rule::Ipv6Exchangers,
            exchangers(report, |host| host.addresses.iter().copied().any(crate::address::is_ipv6)),
            &[InternetNl, Forum],
        ),
        rule(
            Rule::Ipv6NameServers,
            report.names.name_servers_ipv6.map(|count| count >= ENOUGH_NAME_SERVERS),
            &[InternetNl, Forum],
        ),
        rule(Rule::MtaSts, mta_sts(report).filter(|_| !report.mx.null), &[]),
        rule(Rule::BimiLogo, logo.map(|record| record.is_some_and(|r| !r.location.is_empty())), &[Bimi]),
        rule(
            Rule::BimiCertificate,
            logo.map(|record| record.is_some_and(|r| r.authority.is_some())),
            &[Bimi],
        ),
    ]
}

fn takes_mail(report: &DomainReport) -> bool {
    !report.mx.hosts.is_empty()
}

fn spf_published(report: &DomainReport) -> Option<bool> {
    match &report.spf.cause {
        Some(SpfCause::Dns { .. }) => None,
        Some(_) => Some(false),
        None => Some(report.spf.record.is_some()),
    }
}

fn spf_strict(report: &DomainReport) -> Option<bool> {
    // What a record includes passes before its own end is reached.
    let is_wide = report.spf.findings.iter().any(SpfFinding::lets_strangers_in);
    let is_open = |root: &Node| is_wide || Authorised::of(root).addresses == AddressSet::everybody();
    spf_published(report).map(|published| {
        published && report.spf.tree.as_ref().is_some_and(|root| is_strict(root, 0) && !is_open(root))
    })
}

/// Whether a record ends in `-all` or `~all`, itself or through a redirect.
fn is_strict(record: &Node, depth: usize) -> bool {
    let all = record.children.iter().find(|step| step.term.trim_start_matches(['+', '-', '~', '?']) == "all");
    let redirect = || record.children.iter().find(|step| step.term.starts_with("redirect="));
    match all {
        Some(all) => matches!(all.qualifier, Some(Qualifier::Fail | Qualifier::Softfail)),
        None => redirect().is_some_and(|step| depth < MAX_REDIRECTS && is_strict(step, depth + 1)),
    }
}

fn dmarc(report: &DomainReport, is_met: impl Fn(Policy) -> bool) -> Option<bool> {
    use crate::dmarc::DmarcCause;
    match (&report.dmarc.cause, report.dmarc.policy) {
        (Some(DmarcCause::Dns { .. }), _) => None,
        (_, Some(policy)) => Some(is_met(policy)),
        (_, None) => Some(false),
    }
}

fn dmarc_reports(report: &DomainReport) -> Option<bool> {
    use crate::dmarc::Consent;
    let Some(record) = &report.dmarc.record else { return dmarc(report, |_| true) };
    let any = |consent| report.dmarc.report_destinations.iter().any(|to| to.consent == consent);
    if record.record.rua.is_empty() || any(Consent::Missing) || lost_reports(report).is_some() {
        return Some(false);
    }
    (!any(Consent::Unknown)).then_some(true)
}

fn signed(report: &DomainReport) -> Option<bool> {
    match report.dnssec.state {
        DnssecState::Validated => Some(true),
        DnssecState::Unsigned => Some(false),
        DnssecState::NotValidated | DnssecState::Unknown => None,
    }
}

/// Whether every exchanger meets a rule; nothing can be told where a question went unanswered, or there is none.
fn exchangers(report: &DomainReport, is_met: impl Fn(&MxHost) -> bool) -> Option<bool> {
    let hosts = &report.mx.hosts;
    let told = !hosts.is_empty() && hosts.iter().all(|host| host.status.fault().is_none());
    told.then(|| hosts.iter().all(is_met))
}

fn mta_sts(report: &DomainReport) -> Option<bool> {
    match report.mta_sts.status.fault() {
        Some(_) => None,
        None if report.mta_sts.records.is_empty() || report.mta_sts.policy_host_exists == Some(false) => {
            Some(false)
        }
        // The record alone does not say what the policy asks for.
        None => {
            let policy = report.mta_sts.policy.as_ref()?;
            // RFC 8461 §5: an exchanger that it leaves out gets nothing, encrypted or not.
            let takes = |policy: &MtaStsPolicy| report.mx.hosts.iter().all(|mx| policy.allows(&mx.host));
            Some(policy.as_ref().is_ok_and(|policy| policy.mode == MtaStsMode::Enforce && takes(policy)))
        }
    }
}
