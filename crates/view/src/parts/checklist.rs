//! The lists that a domain is judged by, rule by rule.

use super::chip::{Mark, chip};
use crate::locale::Locale;
use crate::node::{Node, cell, li, link, p, table, td, tr, ul};
use waxseal_core::report::{DomainAsker, DomainRequirement};

/// The rules, with who asks and where that is written.
pub(crate) fn checklist(locale: Locale, requirements: &[DomainRequirement]) -> Vec<Node> {
    let words = locale.words();
    let row = |requirement: &DomainRequirement| {
        let met = match requirement.met {
            Some(true) => chip(Mark::Pass, words.met),
            Some(false) => chip(Mark::Fail, words.not_met),
            None => chip(Mark::Unknown, words.cannot_tell),
        };
        let asked: Vec<&str> = requirement.asked_by.iter().map(|asker| asker.name()).collect();
        tr().put(td().put(locale.prose().domain_rule(requirement.rule)))
            .put(cell(words.state, met))
            .put(cell(words.asked_by, if asked.is_empty() { "–".to_owned() } else { asked.join(", ") }))
    };
    let rows = requirements.iter().map(row).collect();
    let source = |asker: DomainAsker| li().put(asker.name()).put(": ").put(link(asker.page(), asker.page()));
    vec![
        p().put(locale.posture().checklist_note),
        table(&[words.rule, words.state, words.asked_by], rows),
        ul().class("sources").put(DomainAsker::ALL.map(source).to_vec()),
    ]
}
