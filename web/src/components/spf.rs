//! SPF as a tree that explains itself, with its lookup meter.

use crate::locale::Words;
use crate::state::Settings;
use waxseal_core::spf::{MAX_LOOKUPS, Node, StepResult};
use yew::prelude::*;

/// How deep a tree is drawn open; what is deeper unfolds on demand.
const OPEN_DEPTH: usize = 2;
/// The most steps drawn under one record.
const MAX_DRAWN: usize = 300;

/// Ten boxes, and more in another colour where a record costs more.
pub(crate) fn meter(settings: &Settings, lookups: u32) -> Html {
    let words = settings.words();
    // Twice the limit is enough to see that it is too much.
    let boxes = lookups.clamp(MAX_LOOKUPS, 2 * MAX_LOOKUPS);
    let class = |at: u32| match (at < lookups, at < MAX_LOOKUPS) {
        (true, true) => "on",
        (true, false) => "over",
        (false, _) => "",
    };
    html! {
        <div class="meter" role="img" aria-label={(words.lookups)(lookups, MAX_LOOKUPS)}>
            { for (0..boxes).map(|at| html! { <i class={class(at)}></i> }) }
            <span aria-hidden="true">{ (words.lookups)(lookups, MAX_LOOKUPS) }</span>
        </div>
    }
}

/// The tree.
pub(crate) fn spf_tree(settings: &Settings, root: &Node) -> Html {
    html! { <ul class="tree">{ item(settings, root, 0) }</ul> }
}

fn item(settings: &Settings, node: &Node, depth: usize) -> Html {
    let words = settings.words();
    let class = match node.result {
        StepResult::Match => Some("lit"),
        StepResult::Error => Some("wrong"),
        StepResult::NoMatch | StepResult::NotEvaluated => None,
    };
    let sign = match node.result {
        StepResult::Match => "✓ ",
        StepResult::Error => "✕ ",
        StepResult::NoMatch | StepResult::NotEvaluated => "",
    };
    let label = html! {<>
        <span {class}>{ sign }{ &node.term }</span>
        <span class="note">{ note(settings, node) }</span>
    </>};
    if node.children.is_empty() {
        return html! { <li>{ label }</li> };
    }
    let hidden = node.children.len().saturating_sub(MAX_DRAWN);
    html! {
        <li>
            <details open={depth < OPEN_DEPTH || on_path(node)}>
                <summary>{ label }</summary>
                <ul class="tree">
                    { for node.children.iter().take(MAX_DRAWN).map(|child| item(settings, child, depth + 1)) }
                    if hidden > 0 { <li class="note">{ (words.more)(hidden) }</li> }
                </ul>
            </details>
        </li>
    }
}

/// Whether the step or one below it decided or broke the check.
fn on_path(node: &Node) -> bool {
    matches!(node.result, StepResult::Match | StepResult::Error)
}

fn note(settings: &Settings, node: &Node) -> String {
    let cost = match node.total_lookups() {
        0 => None,
        lookups => Some(cost(settings.words(), lookups)),
    };
    let parts: Vec<String> = [cost, settings.prose().spf_step(node)].into_iter().flatten().collect();
    if parts.is_empty() { String::new() } else { format!(" · {}", parts.join(" · ")) }
}

fn cost(words: &'static Words, lookups: u32) -> String {
    (words.lookup_cost)(lookups)
}
