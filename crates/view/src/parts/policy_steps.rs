//! The steps from a policy that asks for nothing to reject, where the domain is on them, and what comes next.

use super::chip::{Mark, chip};
use crate::locale::Locale;
use crate::node::{Node, code, h3, li, ol, p};
use waxseal_core::dmarc::{NextStep, Policy};
use waxseal_core::report::{DomainReport, MessageReport};

/// The steps, and the next of them; nothing for a domain whose policy is not known.
pub(crate) fn policy_steps(locale: Locale, report: &DomainReport) -> Vec<Node> {
    let words = locale.posture();
    let (Some(next), Some(road)) = (report.dmarc.next_step, locale.prose().road(report)) else {
        return Vec::new();
    };
    let here = report.dmarc.record.as_ref().map(|found| {
        let record = &found.record;
        match record.p.unwrap_or(Policy::None) {
            Policy::None => 0,
            _ if record.testing => 1,
            Policy::Quarantine => 2,
            Policy::Reject => 3,
        }
    });
    let step = |(at, text): (usize, &'static str)| {
        let mark = if next == NextStep::Arrived { Mark::Pass } else { Mark::Stranger };
        let chip = (Some(at) == here).then(|| vec![Node::text(" "), chip(mark, words.you_are_here)]);
        li().put(code().put(text)).put(chip)
    };
    // A policy that is tried out is no station but for those who are there.
    let steps = ["p=none", "t=y", "p=quarantine", "p=reject"].into_iter().enumerate();
    let steps: Vec<Node> = steps.filter(|(at, _)| *at != 1 || here == Some(1)).map(step).collect();
    vec![h3().put(words.policy_steps), ol().class("steps").put(steps), p().put(road)]
}

/// The next step of a domain's policy, where there is one left.
pub(crate) fn of_domain(locale: Locale, report: &DomainReport) -> Option<String> {
    let road = locale.prose().road(report).filter(|_| report.dmarc.next_step != Some(NextStep::Arrived))?;
    Some(format!("{}: {road}", locale.posture().policy_steps))
}

/// The next step of the policy that a passing message is under.
pub(crate) fn of_message(locale: Locale, report: &MessageReport) -> Option<String> {
    Some(format!("{}: {}", locale.posture().policy_steps, locale.prose().road_of(report)?))
}
