//! A domain in one look: six questions people ask, each with a short answer.

use super::chip::{Mark, chip};
use crate::locale::Locale;
use crate::node::{Node, dd, div, dl, dt};
use waxseal_core::dmarc::Policy;
use waxseal_core::posture::{DaneHost, DnssecState, KeyNode, MtaStsMode};
use waxseal_core::report::{DomainReport, Role};

/// The answers.
pub(crate) fn overview(locale: Locale, report: &DomainReport) -> Node {
    let words = locale.posture();
    let titles = [words.arrives, words.sends, words.signs, words.failing, words.way, words.dnssec];
    let card = |(title, (mark, said)): (&str, (Mark, String))| {
        div().class("card").put(dt().put(title)).put(dd().put(chip(mark, &said)))
    };
    dl().class("overview").put(titles.into_iter().zip(answers(locale, report)).map(card).collect::<Vec<_>>())
}

/// The six answers, each with its state.
pub(crate) fn answers(locale: Locale, report: &DomainReport) -> [(Mark, String); 6] {
    [
        arrives(locale, report),
        sends(locale, report),
        signs(locale, report),
        failing(locale, report),
        way(locale, report),
        dnssec(locale, report),
    ]
}

/// The names of the providers in a role.
fn named(report: &DomainReport, role: Role) -> Vec<&'static str> {
    report.providers.iter().filter(|known| known.roles.contains(&role)).map(|known| known.name).collect()
}

fn arrives(locale: Locale, report: &DomainReport) -> (Mark, String) {
    let (words, mx) = (locale.posture(), &report.mx);
    let providers = named(report, Role::Receives);
    if mx.status.fault().is_some() {
        (Mark::Unknown, locale.words().cannot_tell.to_owned())
    } else if !providers.is_empty() {
        (Mark::Pass, providers.join(", "))
    } else if mx.implicit {
        (Mark::Stranger, words.arrives_self.to_owned())
    } else if let Some(first) = mx.hosts.first() {
        (Mark::Pass, first.host.to_string())
    } else {
        (Mark::Unknown, words.arrives_nowhere.to_owned())
    }
}

fn sends(locale: Locale, report: &DomainReport) -> (Mark, String) {
    let (words, spf) = (locale.posture(), &report.spf);
    let refuses = spf.record.as_deref().is_some_and(|record| record.split_whitespace().count() == 2);
    let providers = named(report, Role::Sends);
    match (&spf.cause, &spf.record) {
        (Some(waxseal_core::spf::SpfCause::Dns { .. }), _) => {
            (Mark::Unknown, locale.words().cannot_tell.to_owned())
        }
        (Some(_), _) | (None, None) => (Mark::Fail, words.sends_anybody.to_owned()),
        (None, Some(_)) if !providers.is_empty() => (Mark::Pass, providers.join(", ")),
        (None, Some(_)) if refuses && spf.addresses.ranges.is_empty() => {
            (Mark::Unknown, words.sends_nobody.to_owned())
        }
        (None, Some(_)) => (Mark::Pass, words.sends_servers.to_owned()),
    }
}

fn signs(locale: Locale, report: &DomainReport) -> (Mark, String) {
    let words = locale.posture();
    let keys = report.dkim.iter().filter(|key| key.key.is_some()).count();
    match (keys, report.selectors.node) {
        (0, _) if report.dkim.iter().any(|key| !key.aliases.is_empty()) => {
            (Mark::Stranger, words.keys_promised.to_owned())
        }
        (0, KeyNode::Absent) => (Mark::Fail, words.keys_nowhere.to_owned()),
        (0, KeyNode::Exists) => (Mark::Unknown, words.keys_somewhere.to_owned()),
        (0, KeyNode::Unknown) => (Mark::Unknown, locale.words().cannot_tell.to_owned()),
        (keys, _) => (Mark::Pass, (words.keys_found)(keys)),
    }
}

fn failing(locale: Locale, report: &DomainReport) -> (Mark, String) {
    use waxseal_core::dmarc::DmarcCause;
    let words = locale.posture();
    match (report.dmarc.policy, &report.dmarc.cause) {
        (Some(Policy::Reject), _) => (Mark::Pass, words.failing_reject.to_owned()),
        (Some(Policy::Quarantine), _) => (Mark::Pass, words.failing_quarantine.to_owned()),
        (Some(Policy::None), _) => (Mark::Stranger, words.failing_none.to_owned()),
        (None, Some(DmarcCause::Dns { .. })) => (Mark::Unknown, locale.words().cannot_tell.to_owned()),
        (None, _) => (Mark::Fail, words.failing_nobody.to_owned()),
    }
}

fn way(locale: Locale, report: &DomainReport) -> (Mark, String) {
    let words = locale.posture();
    let off = matches!(&report.mta_sts.policy, Some(Ok(policy)) if policy.mode == MtaStsMode::None);
    let mta_sts = report.mta_sts.record.is_some() && !off;
    let dane = report.dane.hosts.iter().any(DaneHost::is_in_force);
    match (mta_sts, dane) {
        (true, true) => (Mark::Pass, words.way_both.to_owned()),
        (true, false) => (Mark::Pass, words.way_mta_sts.to_owned()),
        (false, true) => (Mark::Pass, words.way_dane.to_owned()),
        (false, false) => (Mark::Unknown, words.way_none.to_owned()),
    }
}

fn dnssec(locale: Locale, report: &DomainReport) -> (Mark, String) {
    let words = locale.posture();
    let (mark, said) = match report.dnssec.state {
        DnssecState::Validated => (Mark::Pass, words.dnssec_validated),
        DnssecState::NotValidated => (Mark::Unknown, words.dnssec_not_validated),
        DnssecState::Unsigned => (Mark::Unknown, words.dnssec_unsigned),
        DnssecState::Unknown => (Mark::Unknown, locale.words().cannot_tell),
    };
    (mark, said.to_owned())
}
