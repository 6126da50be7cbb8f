//! The chain of forwarders as a line of hops: who sealed what they had checked, and whether it holds.

use super::chip::{Mark, chip};
use crate::node::{Node, code, li, note, ol, p, span};
use crate::speech::Speech;
use waxseal_core::arc::{ArcResult, ArcSet};
use waxseal_core::evidence::Claim;
use waxseal_core::report::MessageReport;

/// The chain, the first forwarder first.
pub(crate) fn arc(speech: Speech, report: &MessageReport) -> Vec<Node> {
    let (words, chain) = (speech.words(), &report.arc.chain);
    if chain.instances == 0 {
        return vec![p().put(if report.arc.claimed.is_some() {
            words.arc_not_given
        } else {
            words.arc_none
        })];
    }
    let (mark, word) = match chain.result {
        ArcResult::Pass => (Mark::Stranger, words.arc_holds),
        ArcResult::Fail => (Mark::Fail, words.arc_broken),
        ArcResult::NotChecked | ArcResult::None => (Mark::Unknown, words.cannot_tell),
    };
    let mut nodes = vec![p().put(chip(mark, word)), p().put((words.arc_some)(chain.instances))];
    nodes.extend(chain.cause.as_ref().map(|cause| p().put(speech.prose().arc_cause(cause))));
    if chain.result == ArcResult::NotChecked {
        nodes.push(p().put(words.arc_no_body));
    }
    nodes.extend(oldest(speech, report).map(|sentence| p().put(sentence)));
    nodes.push(
        ol().class("path").put(chain.sets.iter().map(|set| hop(speech, report, set)).collect::<Vec<_>>()),
    );
    nodes.push(p().put(note(words.arc_whose_word)));
    nodes.push(p().put(note(words.arc_historic)));
    nodes
}

/// Since when the message is as it is.
fn oldest(speech: Speech, report: &MessageReport) -> Option<String> {
    let (words, chain) = (speech.words(), &report.arc.chain);
    Some(match chain.oldest_pass? {
        0 => words.arc_unchanged.to_owned(),
        instance => (words.arc_unchanged_since)(instance),
    })
}

fn hop(speech: Speech, report: &MessageReport, set: &ArcSet) -> Node {
    let words = speech.words();
    let sealer = set.seal.domain.as_ref().map_or(words.unknown_host, |domain| domain.as_str());
    let holds = |cause: &Option<_>| if cause.is_none() { words.holds } else { words.does_not_hold };
    let seal = format!("{}: {}", words.seal, holds(&set.seal.cause));
    let signature = format!("{}: {}", words.message_signature, holds(&set.message_signature.cause));
    let claim = report.claims.iter().find(|claim| claim.instance == Some(set.instance));
    li().put(span().put(format!("{}. {sealer}", set.instance)))
        .put(span().class("delay"))
        .put(note(format!("{seal} · {signature}")))
        .put(claim.map(|claim| note((words.arc_said)(&results(claim)))))
        .put(set.chain_status.map(|status| code().put(format!("cv={}", status.as_str()))))
}

/// What a forwarder says it had checked, in short.
fn results(claim: &Claim) -> String {
    let results = claim.results.iter().map(|result| {
        let names = ["header.d", "header.i", "smtp.mailfrom", "header.from"];
        let of = names.iter().find_map(|name| result.property(name));
        let of = of.map_or_else(String::new, |of| format!(" ({of})"));
        format!("{}={}{of}", result.method, result.result)
    });
    results.collect::<Vec<_>>().join(", ")
}
