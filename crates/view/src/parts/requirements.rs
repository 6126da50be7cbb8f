//! What large mailbox providers ask, rule by rule: met, not met, or cannot be told.

use super::chip::{Mark, chip};
use crate::node::{Node, cell, note, p, table, td, tr};
use crate::speech::Speech;
use crate::views::Session;
use waxseal_core::requirements::{Asker, Requirement, Rule};

/// The list, with who asks and where that is written.
pub(crate) fn requirements(speech: Speech, session: &Session, requirements: &[Requirement]) -> Vec<Node> {
    let words = speech.words();
    let row = |requirement: &Requirement| {
        // The zone of the examples has no names for addresses.
        let unknown = session.bundled && requirement.rule == Rule::ForwardConfirmedName;
        let met = match requirement.met.filter(|_| !unknown) {
            // Green is kept for what speaks for the author; a rule that is met is only that.
            Some(true) => Node::text(format!("✓ {}", words.met)),
            Some(false) => chip(Mark::Fail, words.not_met),
            None => chip(Mark::Unknown, words.cannot_tell),
        };
        let asked: Vec<&str> = requirement.asked_by.iter().map(|asker| asker.name()).collect();
        tr().put(td().put(speech.prose().rule(requirement.rule)))
            .put(cell(words.state, met))
            .put(cell(words.asked_by, asked.join(", ")))
    };
    let rows = requirements.iter().map(row).collect();
    let source =
        |asker: Asker| p().put(note(format!("{} ({}): {}", asker.name(), asker.since(), asker.page())));
    let mut nodes =
        vec![p().put(words.requirements_note), table(&[words.rule, words.state, words.asked_by], rows)];
    nodes.extend([Asker::Google, Asker::Yahoo, Asker::Microsoft].map(source));
    nodes
}
