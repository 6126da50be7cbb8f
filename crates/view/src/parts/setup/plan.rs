//! What goes with the records: the order, what is left out, and all of them as a zone file.

use crate::locale::Locale;
use crate::node::{Node, li, link, ol, p, ul};
use crate::parts::chip::{Mark, chip};
use waxseal_core::setup::{Plan, Step};

/// The steps, in order.
pub(crate) fn steps(locale: Locale, plan: &Plan) -> Node {
    let item = |step: &Step| {
        let done = plan.is_done(step).then(|| chip(Mark::Pass, locale.setup().done));
        let text =
            p().put(locale.prose_of_setup().step(step)).put(done.map(|done| vec![Node::text(" "), done]));
        match step {
            Step::EnableSigning { provider, page: Some(page) } => {
                let name = provider.name();
                li().put(text).put(p().class("note").put(link(page, &(locale.setup().its_page)(name))))
            }
            _ => li().put(text),
        }
    };
    ol().class("steps").put(plan.steps.iter().map(item).collect::<Vec<_>>())
}

/// What is left out, with the reason.
pub(crate) fn left_out(locale: Locale, plan: &Plan) -> Node {
    let items = plan.left_out.iter().map(|left| li().put(locale.prose_of_setup().left_out(left)));
    ul().class("steps").put(items.collect::<Vec<_>>())
}

/// All records as a zone file; what cannot be published as it is stands in it as a remark.
pub(crate) fn zone_file(locale: Locale, plan: &Plan) -> String {
    let line = |line: &waxseal_core::setup::Line| {
        let remark = || {
            let name = line.name.as_ref().map_or(locale.setup().unnamed, |name| name.as_str());
            let why = locale.prose_of_setup().value(&line.value, line).unwrap_or_default();
            format!("; {name} {}: {why}", line.kind.map_or("", |kind| kind.as_str()))
        };
        line.zone_line().unwrap_or_else(remark)
    };
    plan.lines.iter().map(line).collect::<Vec<_>>().join("\n") + "\n"
}
