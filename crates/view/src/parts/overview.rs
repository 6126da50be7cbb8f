//! A domain in one look: six questions people ask, each with a short answer.

use super::chip::{Mark, chip};
use crate::node::{Node, dd, div, dl, dt};
use crate::speech::Speech;
use waxseal_core::dmarc::Policy;
use waxseal_core::posture::{DaneHost, DnssecState, KeyNode, MtaStsMode};
use waxseal_core::report::{DomainReport, Role};

/// The answers.
pub(crate) fn overview(speech: Speech, report: &DomainReport) -> Node {
    let words = speech.posture();
    let titles = [words.arrives, words.sends, words.signs, words.failing, words.way, words.dnssec];
    let card = |(title, (mark, said)): (&str, (Mark, String))| {
        div().class("card").put(dt().put(title)).put(dd().put(chip(mark, &said)))
    };
    dl().class("overview").put(titles.into_iter().zip(answers(speech, report)).map(card).collect::<Vec<_>>())
}

/// The six answers, each with its state.
pub(crate) fn answers(speech: Speech, report: &DomainReport) -> [(Mark, String); 6] {
    [
        arrives(speech, report),
        sends(speech, report),
        signs(speech, report),
        failing(speech, report),
        way(speech, report),
        dnssec(speech, report),
    ]
}

/// The names of the providers in a role.
fn named(report: &DomainReport, role: Role) -> Vec<&'static str> {
    report.providers.iter().filter(|known| known.roles.contains(&role)).map(|known| known.name).collect()
}

fn arrives(speech: Speech, report: &DomainReport) -> (Mark, String) {
    let (words, mx) = (speech.posture(), &report.mx);
    let providers = named(report, Role::Receives);
    match () {
        () if mx.status.fault().is_some() => (Mark::Unknown, speech.words().cannot_tell.to_owned()),
        () if !providers.is_empty() => (Mark::Pass, providers.join(", ")),
        () if mx.implicit => (Mark::Stranger, words.arrives_self.to_owned()),
        () => match mx.hosts.first() {
            Some(first) => (Mark::Pass, first.host.to_string()),
            None => (Mark::Unknown, words.arrives_nowhere.to_owned()),
        },
    }
}

fn sends(speech: Speech, report: &DomainReport) -> (Mark, String) {
    let (words, spf) = (speech.posture(), &report.spf);
    let refuses = spf.record.as_deref().is_some_and(|record| record.split_whitespace().count() == 2);
    let providers = named(report, Role::Sends);
    match (&spf.cause, &spf.record) {
        (Some(waxseal_core::spf::SpfCause::Dns { .. }), _) => {
            (Mark::Unknown, speech.words().cannot_tell.to_owned())
        }
        (Some(_), _) | (None, None) => (Mark::Fail, words.sends_anybody.to_owned()),
        (None, Some(_)) if !providers.is_empty() => (Mark::Pass, providers.join(", ")),
        (None, Some(_)) if refuses && spf.addresses.ranges.is_empty() => {
            (Mark::Unknown, words.sends_nobody.to_owned())
        }
        (None, Some(_)) => (Mark::Pass, words.sends_servers.to_owned()),
    }
}

fn signs(speech: Speech, report: &DomainReport) -> (Mark, String) {
    let words = speech.posture();
    let keys = report.dkim.iter().filter(|key| key.key.is_some()).count();
    match (keys, report.selectors.node) {
        (0, _) if report.dkim.iter().any(|key| !key.aliases.is_empty()) => {
            (Mark::Stranger, words.keys_promised.to_owned())
        }
        (0, KeyNode::Absent) => (Mark::Fail, words.keys_nowhere.to_owned()),
        (0, KeyNode::Exists) => (Mark::Unknown, words.keys_somewhere.to_owned()),
        (0, KeyNode::Unknown) => (Mark::Unknown, speech.words().cannot_tell.to_owned()),
        (keys, _) => (Mark::Pass, (words.keys_found)(keys)),
    }
}

fn failing(speech: Speech, report: &DomainReport) -> (Mark, String) {
    use waxseal_core::dmarc::DmarcCause;
    let words = speech.posture();
    match (report.dmarc.policy, &report.dmarc.cause) {
        (Some(Policy::Reject), _) => (Mark::Pass, words.failing_reject.to_owned()),
        (Some(Policy::Quarantine), _) => (Mark::Pass, words.failing_quarantine.to_owned()),
        (Some(Policy::None), _) => (Mark::Stranger, words.failing_none.to_owned()),
        (None, Some(DmarcCause::Dns { .. })) => (Mark::Unknown, speech.words().cannot_tell.to_owned()),
        (None, _) => (Mark::Fail, words.failing_nobody.to_owned()),
    }
}

fn way(speech: Speech, report: &DomainReport) -> (Mark, String) {
    let words = speech.posture();
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

fn dnssec(speech: Speech, report: &DomainReport) -> (Mark, String) {
    let words = speech.posture();
    let (mark, said) = match report.dnssec.state {
        DnssecState::Validated => (Mark::Pass, words.dnssec_validated),
        DnssecState::NotValidated => (Mark::Unknown, words.dnssec_not_validated),
        DnssecState::Unsigned => (Mark::Unknown, words.dnssec_unsigned),
        DnssecState::Unknown => (Mark::Unknown, speech.words().cannot_tell),
    };
    (mark, said.to_owned())
}
