//! A domain in one look: six questions people ask, each with a short answer.

use super::chip::Mark;
use crate::locale::Locale;
use waxseal_core::dmarc::Policy;
use waxseal_core::posture::{DnssecState, KeyNode, MtaStsMode, PostureFinding};
use waxseal_core::report::{AnyFinding, DomainReport, Presence, Role};
use waxseal_core::spf::SpfCause;

/// The six answers, each with its state; `open` is said of what DNS did not answer.
pub(crate) fn answers(locale: Locale, report: &DomainReport, open: &str) -> [(Mark, String); 6] {
    let unanswered = || (Mark::Unknown, open.to_owned());
    [
        arrives(locale, report).unwrap_or_else(unanswered),
        sends(locale, report).unwrap_or_else(unanswered),
        signs(locale, report).unwrap_or_else(unanswered),
        failing(locale, report).unwrap_or_else(unanswered),
        way(locale, report).unwrap_or_else(unanswered),
        dnssec(locale, report).unwrap_or_else(unanswered),
    ]
}

/// The names of the providers in a role.
fn named(report: &DomainReport, role: Role) -> Vec<&'static str> {
    report.providers.iter().filter(|known| known.roles.contains(&role)).map(|known| known.name).collect()
}

fn arrives(locale: Locale, report: &DomainReport) -> Option<(Mark, String)> {
    let (words, mx) = (locale.posture(), &report.mx);
    let providers = named(report, Role::Receives);
    if report.mx_presence().is_unanswered() {
        return None;
    }
    // Where another server comes before them, mail arrives there.
    let before = report.findings.iter().find_map(|finding| match &finding.advice {
        AnyFinding::Posture(PostureFinding::MxBeforeMailboxes { host, .. }) => Some(host),
        _ => None,
    });
    if let Some(host) = before {
        return Some((Mark::Stranger, host.to_string()));
    }
    if !providers.is_empty() {
        return Some((Mark::Pass, providers.join(", ")));
    }
    if mx.implicit {
        return Some((Mark::Stranger, words.arrives_self.to_owned()));
    }
    Some(match mx.hosts.first() {
        Some(first) => (Mark::Pass, first.host.to_string()),
        None => (Mark::Fact, words.arrives_nowhere.to_owned()),
    })
}

fn sends(locale: Locale, report: &DomainReport) -> Option<(Mark, String)> {
    let (words, spf) = (locale.posture(), &report.spf);
    let refuses = spf.record.as_deref().is_some_and(|record| record.split_whitespace().count() == 2);
    let providers = named(report, Role::Sends);
    Some(match (&spf.cause, &spf.record) {
        (Some(SpfCause::Dns { .. }), _) => return None,
        (Some(_), _) | (None, None) => (Mark::Fail, words.sends_anybody.to_owned()),
        (None, Some(_)) if !providers.is_empty() => (Mark::Pass, providers.join(", ")),
        (None, Some(_)) if refuses && spf.addresses.ranges.is_empty() => {
            (Mark::Fact, words.sends_nobody.to_owned())
        }
        (None, Some(_)) => (Mark::Pass, words.sends_servers.to_owned()),
    })
}

fn signs(locale: Locale, report: &DomainReport) -> Option<(Mark, String)> {
    let words = locale.posture();
    let keys = report.dkim.iter().filter(|key| key.key.is_some()).count();
    if keys == 0 && report.key_presence().is_unanswered() {
        return None;
    }
    Some(match (keys, report.selectors.node) {
        (0, _) if report.dkim.iter().any(|key| !key.aliases.is_empty()) => {
            (Mark::Stranger, words.keys_promised.to_owned())
        }
        (0, KeyNode::Absent) => (Mark::Fail, words.keys_nowhere.to_owned()),
        (0, KeyNode::Exists | KeyNode::Unknown) => (Mark::Unknown, words.keys_somewhere.to_owned()),
        (keys, _) => (Mark::Pass, (words.keys_found)(keys)),
    })
}

fn failing(locale: Locale, report: &DomainReport) -> Option<(Mark, String)> {
    let words = locale.posture();
    Some(match report.dmarc.policy {
        Some(Policy::Reject) => (Mark::Pass, words.failing_reject.to_owned()),
        Some(Policy::Quarantine) => (Mark::Pass, words.failing_quarantine.to_owned()),
        Some(Policy::None) => (Mark::Stranger, words.failing_none.to_owned()),
        None if report.dmarc_presence().is_unanswered() => return None,
        None => (Mark::Fail, words.failing_nobody.to_owned()),
    })
}

fn way(locale: Locale, report: &DomainReport) -> Option<(Mark, String)> {
    let words = locale.posture();
    let off = matches!(&report.mta_sts.policy, Some(Ok(policy)) if policy.mode == MtaStsMode::None);
    let (mta_sts, dane) = (report.mta_sts_presence(), report.dane_presence());
    Some(match (mta_sts == Presence::There && !off, dane == Presence::There) {
        (true, true) => (Mark::Pass, words.way_both.to_owned()),
        (true, false) => (Mark::Pass, words.way_mta_sts.to_owned()),
        (false, true) => (Mark::Pass, words.way_dane.to_owned()),
        (false, false) if mta_sts.is_unanswered() || dane.is_unanswered() => return None,
        (false, false) => (Mark::Fact, words.way_none.to_owned()),
    })
}

fn dnssec(locale: Locale, report: &DomainReport) -> Option<(Mark, String)> {
    let words = locale.posture();
    let (mark, said) = match report.dnssec.state {
        DnssecState::Validated => (Mark::Pass, words.dnssec_validated),
        DnssecState::NotValidated => (Mark::Fact, words.dnssec_not_validated),
        DnssecState::Unsigned => (Mark::Fact, words.dnssec_unsigned),
        DnssecState::Unknown => return None,
    };
    Some((mark, said.to_owned()))
}
