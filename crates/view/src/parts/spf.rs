//! SPF as a tree that explains itself: which branch decided, what each costs, and which is not needed or not reached.

use super::meter::provider;
use crate::locale::Locale;
use crate::node::{Attribute, Node, breakable, code, details, i, li, note, span, summary, ul};
use crate::views::Session;
use waxseal_core::providers::{Tristate, by_include};
use waxseal_core::spf::{Node as Step, StepResult};

/// How deep a tree is drawn open; what is deeper unfolds on demand.
const OPEN_DEPTH: usize = 2;
/// The deepest step drawn. SPF itself stops at ten lookups, a walk a little later.
const MAX_DEPTH: usize = 24;
/// The most steps drawn of a whole tree.
const MAX_DRAWN: usize = 600;
/// The most terms without a record of their own that stand in a row before the rest is folded.
const MAX_PLAIN: usize = 8;
/// The most boxes drawn for what a step costs.
const MAX_BOXES: u32 = 10;

/// The tree.
pub(crate) fn spf_tree(locale: Locale, session: &Session, root: &Step) -> Node {
    let mut tree = Tree { locale, session, left: MAX_DRAWN, decided: has_decided(root) };
    let name = root.domain.as_ref().map_or("", |domain| domain.as_str());
    let label = (locale.pictures().spf_tree)(name);
    let item = tree.item(root, 0, true);
    ul().class("tree").with(Attribute::AriaLabel, label).put(item)
}

/// Whether a check ran on the tree, and so has an end. A walk over a record for nobody in particular has none.
fn has_decided(root: &Step) -> bool {
    root.children.iter().any(|step| matches!(step.result, StepResult::Match | StepResult::Error))
}

struct Tree<'a> {
    locale: Locale,
    session: &'a Session,
    /// How many steps may still be drawn.
    left: usize,
    decided: bool,
}

impl Tree<'_> {
    /// A step and what is below it. `led` says whether every step above it is on the way to the decision: a record that
    /// was included may well match at its end and still decide nothing.
    fn item(&mut self, step: &Step, depth: usize, led: bool) -> Node {
        self.left = self.left.saturating_sub(1);
        let dim = self.reason_to_dim(step).is_some();
        let class = match step.result {
            StepResult::Match if led => "step-hit",
            StepResult::Error if !self.session.growing => "step-wrong",
            _ if dim => "step-dim",
            _ => "step-plain",
        };
        let label = self.label(step, led);
        if step.children.is_empty() {
            return li().class(class).put(span().class("twig").put(label));
        }
        let drawn = self.children(step, depth + 1, led && step.result != StepResult::NoMatch);
        let fold = details().put(summary().class("twig").put(label)).put(ul().put(drawn));
        let open = depth < OPEN_DEPTH && !dim || is_on_path(step);
        li().class(class).put(if open { fold.with(Attribute::Open, "") } else { fold })
    }

    /// The steps below one. The plain ones beyond the first few are folded, and so are those that were not reached; none
    /// is drawn beyond what may be.
    fn children(&mut self, step: &Step, depth: usize, led: bool) -> Vec<Node> {
        let (words, more) = (self.locale.pictures(), self.locale.words().more);
        if depth > MAX_DEPTH {
            return vec![li().class("note").put(more(step.children.len()))];
        }
        let (mut nodes, mut plain, mut after, mut hidden) = (Vec::new(), Vec::new(), Vec::new(), 0);
        let mut seen = 0;
        for child in &step.children {
            if self.left == 0 {
                hidden += 1;
                continue;
            }
            seen += usize::from(is_plain(child));
            let item = self.item(child, depth, led);
            if self.is_not_reached(child) {
                after.push(item);
            } else if is_plain(child) && seen > MAX_PLAIN {
                plain.push(item);
            } else {
                nodes.push(item);
            }
        }
        // What ends a record stays at its end.
        let ends_in_all = hidden == 0 && after.is_empty() && step.children.last().is_some_and(is_all);
        let last = nodes.len().saturating_sub(usize::from(ends_in_all));
        let end = nodes.split_off(last);
        nodes.extend(folded(plain, words.more_terms));
        nodes.extend(end);
        nodes.extend(folded(after, words.rest_not_reached));
        nodes.extend(
            Some(hidden).filter(|hidden| *hidden > 0).map(|hidden| li().class("note").put(more(hidden))),
        );
        nodes
    }

    /// Whether the check had ended before.
    fn is_not_reached(&self, step: &Step) -> bool {
        self.decided && step.result == StepResult::NotEvaluated
    }

    /// A step in one line: how it ended, the term, what it costs, whose it is, and what there is to say.
    fn label(&self, step: &Step, led: bool) -> Vec<Node> {
        let sign = match step.result {
            StepResult::Match if led => "✓",
            StepResult::Match => "",
            // While questions are open, what was not answered is no error yet.
            StepResult::Error if self.session.growing => "…",
            StepResult::Error => "✕",
            StepResult::NoMatch | StepResult::NotEvaluated => "",
        };
        let mut label = Vec::new();
        if !sign.is_empty() {
            label.push(span().class("sign").put(sign));
        }
        label.push(code().put(breakable(&step.term)));
        let cost = step.total_lookups();
        if cost > 0 {
            let boxes = (0..cost.min(MAX_BOXES)).map(|_| i().class("on")).collect::<Vec<_>>();
            let said = (self.locale.words().lookup_cost)(cost);
            label.push(span().class("cost").with(Attribute::AriaHidden, "true").put(boxes));
            label.push(note(said));
        }
        let said = [provider(step).map(str::to_owned), self.remark(step, led), self.reason_to_dim(step)];
        label.extend(said.into_iter().flatten().map(note));
        // Apart for those who listen or copy, too.
        label.into_iter().flat_map(|piece| [piece, Node::text(" ")]).collect()
    }

    fn remark(&self, step: &Step, led: bool) -> Option<String> {
        if self.session.growing && step.result == StepResult::Error {
            return Some(self.locale.words().asking.to_owned());
        }
        let words = self.locale.pictures();
        match (step.result, step.outcome) {
            (StepResult::Match, _) if !led => Some(words.ends_record.to_owned()),
            (StepResult::Match, Some(outcome)) if step.cause.is_none() => {
                Some((words.decides)(outcome.as_str()))
            }
            _ => self.locale.prose().spf_step(step),
        }
    }

    /// Why a branch matters to nobody: its provider never uses it, or the check had ended before.
    fn reason_to_dim(&self, step: &Step) -> Option<String> {
        let words = self.locale.pictures();
        let unneeded = provider(step).and(step.domain.as_ref()).and_then(by_include);
        let unneeded = unneeded.filter(|provider| provider.include_needed() == Tristate::No);
        if self.is_not_reached(step) {
            return Some(words.not_reached.to_owned());
        }
        let unneeded = unneeded.filter(|_| !is_on_path(step));
        unneeded.map(|provider| (words.unneeded)(provider.name()))
    }
}

/// Steps behind a line that says how many they are; a few stand open.
fn folded(items: Vec<Node>, said: fn(usize) -> String) -> Vec<Node> {
    if items.len() <= 2 {
        return items;
    }
    let title = summary().class("twig").put(note(said(items.len())));
    vec![li().class("step-plain").put(details().put(title).put(ul().put(items)))]
}

/// Whether the step is one of the many that only list an address and do not match.
fn is_plain(step: &Step) -> bool {
    step.children.is_empty() && step.cause.is_none() && !is_all(step) && !is_on_path(step)
}

/// Whether the step or one below it decided or broke the check.
const fn is_on_path(step: &Step) -> bool {
    matches!(step.result, StepResult::Match | StepResult::Error)
}

/// Whether the step is the mechanism that everybody matches.
fn is_all(step: &Step) -> bool {
    step.term.trim_start_matches(['+', '-', '~', '?']).eq_ignore_ascii_case("all")
}
