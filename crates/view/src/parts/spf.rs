//! SPF as a tree that explains itself, with its lookup meter.

use crate::node::{Attribute, Node, details, div, i, li, note, span, summary, ul};
use crate::speech::Speech;
use crate::views::Session;
use waxseal_core::providers::by_include;
use waxseal_core::spf::{MAX_LOOKUPS, Node as Step, StepResult};

/// How deep a tree is drawn open; what is deeper unfolds on demand.
const OPEN_DEPTH: usize = 2;
/// The most steps drawn under one record.
const MAX_DRAWN: usize = 300;

/// Ten boxes, and more in another colour where a record costs more.
pub(crate) fn meter(speech: Speech, lookups: u32) -> Node {
    let said = (speech.words().lookups)(lookups, MAX_LOOKUPS);
    // Twice the limit is enough to see that it is too much.
    let boxes = lookups.clamp(MAX_LOOKUPS, 2 * MAX_LOOKUPS);
    let class = |at: u32| match (at < lookups, at < MAX_LOOKUPS) {
        (true, true) => "on",
        (true, false) => "over",
        (false, _) => "",
    };
    div()
        .class("meter")
        .with(Attribute::Role, "img")
        .with(Attribute::AriaLabel, said.as_str())
        .put((0..boxes).map(|at| i().class(class(at))).collect::<Vec<_>>())
        .put(span().with(Attribute::AriaHidden, "true").put(said))
}

/// The tree.
pub(crate) fn spf_tree(speech: Speech, session: &Session, root: &Step) -> Node {
    ul().class("tree").put(item(speech, session, root, 0))
}

fn item(speech: Speech, session: &Session, step: &Step, depth: usize) -> Node {
    let (class, sign) = match step.result {
        StepResult::Match => ("lit", "✓ "),
        // While questions are open, what was not answered is no error yet.
        StepResult::Error if session.growing => ("", "… "),
        StepResult::Error => ("wrong", "✕ "),
        StepResult::NoMatch | StepResult::NotEvaluated => ("", ""),
    };
    let label =
        vec![span().class(class).put(format!("{sign}{}", step.term)), note(remark(speech, session, step))];
    if step.children.is_empty() {
        return li().put(label);
    }
    let drawn = step.children.iter().take(MAX_DRAWN).map(|child| item(speech, session, child, depth + 1));
    let mut drawn: Vec<Node> = drawn.collect();
    let hidden = step.children.len().saturating_sub(MAX_DRAWN);
    if hidden > 0 {
        drawn.push(li().class("note").put((speech.words().more)(hidden)));
    }
    let mut fold = details().put(summary().put(label)).put(ul().class("tree").put(drawn));
    if depth < OPEN_DEPTH || on_path(step) {
        fold = fold.with(Attribute::Open, "");
    }
    li().put(fold)
}

/// Whether the step or one below it decided or broke the check.
fn on_path(step: &Step) -> bool {
    matches!(step.result, StepResult::Match | StepResult::Error)
}

/// What the step costs, and what came of it.
fn remark(speech: Speech, session: &Session, step: &Step) -> String {
    let cost = Some(step.total_lookups()).filter(|lookups| *lookups > 0).map(speech.words().lookup_cost);
    let unanswered = session.growing && step.result == StepResult::Error;
    let said =
        if unanswered { Some(speech.words().asking.to_owned()) } else { speech.prose().spf_step(step) };
    let provider =
        step.domain.as_ref().filter(|_| step.term.contains("include:") || step.term.contains("redirect="));
    let provider = provider.and_then(by_include).map(|provider| provider.name.to_owned());
    let parts: Vec<String> = [provider, cost, said].into_iter().flatten().collect();
    if parts.is_empty() { String::new() } else { format!(" · {}", parts.join(" · ")) }
}
