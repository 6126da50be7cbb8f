//! The road from a policy that asks for nothing to one that protects, and where the domain stands on it.

use super::chip::{Mark, chip};
use crate::locale::Locale;
use crate::node::{Node, h3, li, ol};
use waxseal_core::dmarc::Policy;
use waxseal_core::report::DomainReport;

/// The steps; nothing for a domain whose policy is not known.
pub(crate) fn road(locale: Locale, report: &DomainReport) -> Vec<Node> {
    let words = locale.posture();
    let Some(found) = &report.dmarc.record else { return Vec::new() };
    let asked = found.record.p.unwrap_or(Policy::None);
    let here = match (asked, found.record.testing) {
        (Policy::None, _) => 0,
        (_, true) => 1,
        (Policy::Quarantine, false) => 2,
        (Policy::Reject, false) => 3,
    };
    let steps = [words.road_none, words.road_testing, words.road_quarantine, words.road_reject];
    let step = |(at, text): (usize, &str)| {
        let mark = if here == 3 { Mark::Pass } else { Mark::Stranger };
        li().put(text.to_owned()).put((at == here).then(|| chip(mark, words.you_are_here)))
    };
    let steps: Vec<Node> = steps.into_iter().enumerate().map(step).collect();
    vec![h3().put(words.road), ol().class("steps").put(steps)]
}
