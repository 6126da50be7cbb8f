//! What a record costs: ten boxes, taken by the terms that ask DNS, and more in another colour where it costs more.

use crate::locale::Locale;
use crate::node::{Attribute, Node, breakable, div, i, span};
use waxseal_core::domain::Domain;
use waxseal_core::providers::by_include;
use waxseal_core::spf::{MAX_LOOKUPS, Node as Step};

/// The most boxes drawn: twice the limit is enough to see that it is too much.
const MAX_BOXES: u32 = 2 * MAX_LOOKUPS;
/// The most characters shown of a term.
const MAX_NAME: usize = 60;

/// The meter, each box under the term of the checked record that takes it. `root` is the tree, where there is one.
pub(crate) fn meter(locale: Locale, lookups: u32, root: Option<&Step>) -> Node {
    let words = locale.pictures();
    let said = (locale.words().lookups)(lookups, MAX_LOOKUPS);
    let rest = match lookups.checked_sub(MAX_LOOKUPS) {
        None | Some(0) => (words.budget_left)(MAX_LOOKUPS.saturating_sub(lookups)),
        Some(over) => format!("✕ {}", (words.budget_over)(over)),
    };
    let mut groups: Vec<Node> = Vec::new();
    let mut taken = 0;
    for (name, cost) in costs(root, lookups) {
        let boxes = taken..(taken + cost).min(MAX_BOXES);
        if !boxes.is_empty() {
            groups.push(group(boxes, "on", name.as_deref()));
        }
        taken += cost;
    }
    if taken < MAX_LOOKUPS {
        groups.push(group(taken..MAX_LOOKUPS, "", None));
    }
    let label = format!("{said}, {rest}");
    div()
        .class("meter")
        .put(div().class("boxes").with(Attribute::Role, "img").with(Attribute::AriaLabel, label).put(groups))
        .put(span().class("meter-sum").put(said).put(span().class("note").put(format!(" · {rest}"))))
}

/// Who takes how many of the lookups that were counted. Those of terms that were not reached are not among them.
fn costs(root: Option<&Step>, lookups: u32) -> Vec<(Option<String>, u32)> {
    let terms = root.map(|root| root.children.as_slice()).unwrap_or_default();
    let mut costs: Vec<(Option<String>, u32)> = Vec::new();
    let mut left = lookups;
    for term in terms {
        let cost = term.total_lookups().min(left);
        left -= cost;
        if cost > 0 {
            costs.push((Some(name(term)), cost));
        }
    }
    // Where no tree tells, or not of all of them.
    costs.extend(Some((None, left)).filter(|(_, left)| *left > 0));
    costs
}

/// What a term is called in short: its provider, or what it asks.
fn name(term: &Step) -> String {
    match provider(term) {
        Some(provider) => provider.to_owned(),
        None => {
            let asked = term.term.split_once([':', '=']).map_or(term.term.as_str(), |(_, name)| name);
            asked.chars().take(MAX_NAME).collect()
        }
    }
}

/// The provider behind an include or a redirect.
pub(super) fn provider(step: &Step) -> Option<&'static str> {
    let asks = |domain: &&Domain| {
        let term = step.term.trim_start_matches(['+', '-', '~', '?']).to_ascii_lowercase();
        !domain.as_str().is_empty() && (term.starts_with("include:") || term.starts_with("redirect="))
    };
    step.domain.as_ref().filter(asks).and_then(by_include).map(|provider| provider.name())
}

fn group(boxes: std::ops::Range<u32>, class: &str, name: Option<&str>) -> Node {
    let one = |at: u32| i().class(if at < MAX_LOOKUPS { class } else { "over" });
    let name = name.map(|name| span().class("box-name").put(breakable(name)));
    div().class("taker").put(span().class("row").put(boxes.map(one).collect::<Vec<_>>())).put(name)
}
