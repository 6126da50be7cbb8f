//! What large mailbox providers ask, rule by rule: met, not met, or cannot be told.

use super::chip::{Mark, chip};
use crate::locale::Locale;
use crate::node::{Node, cell, link, note, p, table, td, tr};
use crate::views::Session;
use waxseal_core::dmarc::Alignment;
use waxseal_core::report::{Asker, Basis, IdentifierReport, MessageReport, Requirement, Rule};

/// The list, with who asks and where that is written.
pub(crate) fn requirements(locale: Locale, session: &Session, report: &MessageReport) -> Vec<Node> {
    let words = locale.words();
    let row = |requirement: &Requirement| {
        // The zone of the examples has no names for addresses.
        let unknown = session.bundled && requirement.rule == Rule::ForwardConfirmedName;
        let met = match requirement.met.filter(|_| !unknown) {
            // Green is kept for what speaks for the author; a rule that is met is only that.
            Some(true) if is_claimed(report, requirement.rule) => {
                let trusted = report.claims.iter().find(|claim| claim.trusted);
                let receiver = trusted.and_then(|claim| claim.authserv_id.as_deref());
                Node::text(format!("✓ {}, {}", words.met, (words.claimed_by)(receiver)))
            }
            Some(true) => Node::text(format!("✓ {}", words.met)),
            Some(false) => chip(Mark::Fail, words.not_met),
            None => chip(Mark::Unknown, words.cannot_tell),
        };
        let asked: Vec<&str> = requirement.asked_by.iter().map(|asker| asker.name()).collect();
        tr().put(td().put(locale.prose().rule(requirement.rule)))
            .put(cell(words.state, met))
            .put(cell(words.asked_by, asked.join(", ")))
    };
    let rows = report.requirements.iter().map(row).collect();
    let source = |asker: Asker| {
        p().put(note(format!("{} ({}): ", asker.name(), asker.since()))).put(link(asker.page(), asker.page()))
    };
    let mut nodes =
        vec![p().put(words.requirements_note), table(&[words.rule, words.state, words.asked_by], rows)];
    nodes.extend([Asker::Google, Asker::Yahoo, Asker::Microsoft, Asker::Apple].map(source));
    nodes
}

/// Whether a rule is met by what a receiver says alone, and by nothing that was recomputed.
fn is_claimed(report: &MessageReport, rule: Rule) -> bool {
    let recomputed = |is_it: &dyn Fn(&IdentifierReport) -> bool| {
        report.dmarc.identifiers.iter().any(|i| i.basis == Basis::Recomputed && i.passed() && is_it(i))
    };
    match rule {
        Rule::Spf => !recomputed(&|i| i.mechanism == Alignment::Spf),
        Rule::Dkim => !recomputed(&|i| i.mechanism == Alignment::Dkim),
        Rule::Aligned => !recomputed(&IdentifierReport::vouches),
        Rule::DmarcPublished | Rule::ForwardConfirmedName | Rule::Tls | Rule::OneClickUnsubscribe => false,
    }
}
