//! The forwarders as links of a chain: who sealed what they had checked, whether it holds, and where the message was
//! changed.

use super::chip::{Mark, chip};
use super::journey::moment;
use crate::locale::Locale;
use crate::node::{Attribute, Node, breakable, circle, div, li, note, ol, p, path, span, svg, svg_text, ul};
use crate::visible::mark_hidden;
use waxseal_core::arc::{ArcResult, ArcSet, ArcSignature};
use waxseal_core::dkim::Cause;
use waxseal_core::evidence::Claim;
use waxseal_core::report::MessageReport;
use waxseal_core::time::Timestamp;

/// The most characters shown of what a forwarder found.
const MAX_SAID: usize = 600;

/// The chain, the first forwarder first.
pub(crate) fn arc(locale: Locale, report: &MessageReport) -> Vec<Node> {
    let (words, chain) = (locale.words(), &report.arc.chain);
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
    nodes.extend(chain.cause.as_ref().map(|cause| p().put(locale.prose().arc_cause(cause))));
    if chain.result == ArcResult::NotChecked {
        nodes.push(p().put(words.arc_no_body));
    }
    nodes.extend(oldest(locale, report).map(|sentence| p().put(sentence)));
    if !chain.sets.is_empty() {
        nodes.push(picture(locale, &chain.sets));
        nodes.push(ol().class("hops links").put(links(locale, report)));
    }
    nodes.push(p().put(note(words.arc_whose_word)));
    nodes.push(p().put(note(words.arc_historic)));
    nodes
}

/// Since when the message is as it is.
fn oldest(locale: Locale, report: &MessageReport) -> Option<String> {
    let (words, chain) = (locale.words(), &report.arc.chain);
    Some(match chain.oldest_pass? {
        0 => words.arc_unchanged.to_owned(),
        instance => (words.arc_unchanged_since)(instance),
    })
}

/// Whether something that was signed is still so.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Holds,
    Broken,
    Open,
}

impl State {
    const fn of_seal(seal: &ArcSignature) -> Self {
        match &seal.cause {
            None => Self::Holds,
            Some(cause) if cause.is_key_gone() => Self::Open,
            Some(Cause::DnsTrouble { .. }) => Self::Open,
            Some(_) => Self::Broken,
        }
    }

    /// Broken where the message is another than the one that was signed; whatever else is wrong does not tell.
    const fn of_message(signature: &ArcSignature) -> Self {
        match &signature.cause {
            None => Self::Holds,
            Some(Cause::BodyHashMismatch | Cause::SignatureMismatch) => Self::Broken,
            Some(_) => Self::Open,
        }
    }

    const fn sign(self) -> &'static str {
        match self {
            Self::Holds => "✓",
            Self::Broken => "✕",
            Self::Open => "?",
        }
    }

    const fn class(self) -> &'static str {
        match self {
            Self::Holds => "holds",
            Self::Broken => "gives",
            Self::Open => "untold",
        }
    }
}

/// Whether the message was changed after a set was added and before the next was, or, for the newest, ever since.
fn is_changed_after(sets: &[ArcSet], at: usize) -> bool {
    let state = |set: &ArcSet| State::of_message(&set.message_signature);
    let next_holds = sets.get(at + 1).is_none_or(|next| state(next) == State::Holds);
    sets.get(at).is_some_and(|set| state(set) == State::Broken) && next_holds
}

/// The links side by side. What each is stands in the list below.
fn picture(locale: Locale, sets: &[ArcSet]) -> Node {
    let mut links = Vec::new();
    for (at, set) in sets.iter().enumerate() {
        let changed = is_changed_after(sets, at);
        links.push(link(set, at + 1 < sets.len(), changed));
        if changed {
            let sign = span().class("knot state-stranger").put(Mark::Stranger.sign());
            links.push(sign);
        }
    }
    let label = (locale.pictures().chain)(sets.len());
    div().class("chain").with(Attribute::Role, "img").with(Attribute::AriaLabel, label).put(links)
}

/// One link, and the ring that joins it to the next.
fn link(set: &ArcSet, has_next: bool, is_changed: bool) -> Node {
    let state = State::of_seal(&set.seal);
    let ring = match state {
        State::Broken => "M30 5H17A17 17 0 0 0 17 39H30M40 5H47A17 17 0 0 1 47 39H40",
        State::Holds | State::Open => "M17 5H47A17 17 0 0 1 47 39H17A17 17 0 0 1 17 5Z",
    };
    let number = svg_text().with(Attribute::X, "32").with(Attribute::Y, "22");
    let number = number.put(format!("{} {}", set.instance, state.sign()));
    let joint = (has_next && !is_changed).then(|| {
        let disc = circle().with(Attribute::Cx, "68").with(Attribute::Cy, "22").with(Attribute::R, "7");
        disc.class("joint")
    });
    svg()
        .class(format!("link {}", state.class()))
        .with(Attribute::Width, "72")
        .with(Attribute::Height, "44")
        .with(Attribute::ViewBox, "0 0 72 44")
        .put(path().with(Attribute::D, ring))
        .put(joint)
        .put(number)
}

/// The links in words, and what happened between them.
fn links(locale: Locale, report: &MessageReport) -> Vec<Node> {
    let (words, sets) = (locale.pictures(), &report.arc.chain.sets);
    let mut items = Vec::new();
    for (at, set) in sets.iter().enumerate() {
        items.push(hop(locale, report, set));
        if is_changed_after(sets, at) {
            let one = sealer(locale, set);
            let said = match sets.get(at + 1) {
                Some(next) => (words.changed_between)(one, sealer(locale, next)),
                None => (words.changed_after)(one),
            };
            items.push(li().class("change").put(chip(Mark::Stranger, &said)));
        }
    }
    items
}

/// Who sealed a set.
fn sealer(locale: Locale, set: &ArcSet) -> &str {
    set.seal.domain.as_ref().map_or(locale.words().unknown_host, |domain| domain.as_str())
}

fn hop(locale: Locale, report: &MessageReport, set: &ArcSet) -> Node {
    let words = locale.pictures();
    let (seal, message) = (State::of_seal(&set.seal), State::of_message(&set.message_signature));
    let seal_word = match seal {
        State::Holds => words.seal_holds,
        State::Broken => words.seal_broken,
        State::Open => words.seal_open,
    };
    let message_word = match message {
        State::Holds => words.as_it_left,
        State::Broken => words.changed_since,
        State::Open => words.change_open,
    };
    let claim = report.claims.iter().find(|claim| claim.instance == Some(set.instance));
    let at = set.seal.timestamp.and_then(|at| i64::try_from(at).ok()).map(|at| moment(Timestamp(at)));
    let status = set.chain_status.map(|status| (words.found_before)(status).to_owned());
    let fact = |text: String| li().put(text);
    let facts = ul()
        .class("hop-facts")
        .put(fact(format!("{} {seal_word}", seal.sign())))
        .put(fact(format!("{} {message_word}", message.sign())))
        .put(status.map(fact))
        .put(at.map(fact));
    let said = claim.map(results).filter(|said| !said.is_empty());
    let said = said.map(|said| p().put(mark_hidden(locale, &(locale.words().arc_said)(&said))));
    let disc = span().class("disc").with(Attribute::AriaHidden, "true").put(set.instance.to_string());
    li().class(seal.class())
        .put(disc)
        .put(div().class("hop").put(p().put(breakable(sealer(locale, set)))).put(facts).put(said))
}

/// What a forwarder says it had checked, in short.
fn results(claim: &Claim) -> String {
    let results = claim.results.iter().map(|result| {
        let names = ["header.d", "header.i", "smtp.mailfrom", "header.from"];
        let of = names.iter().find_map(|name| result.property(name));
        let of = of.map_or_else(String::new, |of| format!(" ({of})"));
        format!("{}={}{of}", result.method, result.result)
    });
    results.collect::<Vec<_>>().join(", ").chars().take(MAX_SAID).collect()
}
