//! Figures that came with a link: what they say, to be read and nothing else.

use super::parts::part;
use super::senders::mark;
use super::{ANSWER, SenderState, answer_chip};
use crate::figures::{POLICIES, Sender, Shared};
use crate::words;
use waxseal_prose::Lang;
use waxseal_reports::report::SourceKind;
use waxseal_view::drawing::{b, chip, div, h1, p, section, small, span};
use waxseal_view::{Attribute, Node};

/// The page: where they come from first, since nothing of it was worked out here.
#[must_use]
pub fn shared(lang: Lang, shared: &Shared) -> Node {
    let words = words(lang);
    let own = &words.page;
    let note = div().class("provenance").with(Attribute::Role, "note").put(p().put(own.from_link));
    let headline = (words.headline)(None, shared.aligned, shared.messages);
    let lines =
        format!("{} {}", (words.unaligned)(shared.open), (words.period)(&shared.period, shared.reporters));
    let answer = section()
        .class("reports-answer")
        .with(Attribute::AriaLabelledby, ANSWER)
        .put(h1().class("question").with(Attribute::Id, ANSWER).with(Attribute::Tabindex, "-1").put(headline))
        .put((shared.messages > 0).then(|| p().put(lines)));
    let mut nodes = vec![note, answer];
    let line = |one: &Sender| {
        let state = SenderState::of(one.kind, one.mended, one.aligned, one.messages);
        div()
            .class("group")
            .put(chip(mark(state), (own.state)(state)))
            .put(span().put(" "))
            // Of those whom nobody knows the state says all.
            .put((one.kind != SourceKind::Unknown).then(|| b().put(one.name(words))))
            .put(span().put(" "))
            .put(small().class("note").put((own.share)(one.aligned, one.messages)))
    };
    let senders: Vec<Node> = shared.senders.iter().map(line).collect();
    nodes.extend((!senders.is_empty()).then(|| part("reports-senders", words.senders, senders)));
    nodes.extend(shared.answers.map(|answers| {
        let chips = POLICIES.into_iter().zip(answers);
        let chips = chips.map(|(policy, answer)| p().put(answer_chip(words, policy, answer)));
        part("reports-readiness", words.readiness, chips.collect())
    }));
    div().class("reports").put(nodes)
}
