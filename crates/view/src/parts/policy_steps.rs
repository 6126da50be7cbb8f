//! The road from a policy that asks for nothing to one that protects, and where the domain stands on it.

use super::chip::{Mark, chip};
use crate::locale::Locale;
use crate::node::{Node, h3, li, ol};
use waxseal_core::dmarc::{NextStep, Policy};
use waxseal_core::report::DomainReport;

/// The steps; nothing for a domain whose policy is not known.
pub(crate) fn road(locale: Locale, report: &DomainReport) -> Vec<Node> {
    let words = locale.posture();
    let Some(found) = &report.dmarc.record else { return Vec::new() };
    let (next, p) = (found.record.next_policy(), found.record.p.unwrap_or(Policy::None));
    let here = match (next, p) {
        (_, Policy::None) => 0,
        (NextStep::EndTest(_), _) => 1,
        (_, Policy::Quarantine) => 2,
        (_, Policy::Reject) => 3,
    };
    let steps = [words.road_none, words.road_testing, words.road_quarantine, words.road_reject];
    let step = |(at, text): (usize, &str)| {
        let mark = if next == NextStep::Arrived { Mark::Pass } else { Mark::Stranger };
        li().put(text.to_owned()).put((at == here).then(|| chip(mark, words.you_are_here)))
    };
    // A policy that is tried out is no station of the road but for those who stand there.
    let steps = steps.into_iter().enumerate().filter(|(at, _)| *at != 1 || here == 1);
    let steps: Vec<Node> = steps.map(step).collect();
    vec![h3().put(words.road), ol().class("steps").put(steps)]
}
