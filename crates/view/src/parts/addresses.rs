//! The address view: who may send, and through which term.

use crate::locale::Locale;
use crate::node::{Node, cell, code, details, note, p, summary, table, td, tr};
use waxseal_core::spf::AddressView;

/// How many ranges are listed before the rest is only counted.
const MAX_DRAWN: usize = 400;

/// The view, folded.
pub(crate) fn addresses(locale: Locale, view: &AddressView) -> Vec<Node> {
    let words = locale.words();
    if view.ranges.is_empty() && !view.everyone {
        return vec![p().put(words.addresses_none)];
    }
    let ipv6 = view.ranges.iter().filter(|range| range.network.address().is_ipv6()).count();
    let mut rows: Vec<Node> = view
        .ranges
        .iter()
        .take(MAX_DRAWN)
        .map(|range| {
            tr().put(td().put(code().put(range.network.to_string())))
                .put(cell(words.term, code().put(range.term.as_str())))
                .put(cell(words.record, range.domain.as_str()))
        })
        .collect();
    let hidden = view.ranges.len().saturating_sub(MAX_DRAWN);
    if hidden > 0 {
        rows.push(tr().put(td().put((words.more)(hidden))));
    }
    let overlaps = view.overlaps.iter().take(MAX_DRAWN).map(|overlap| {
        let (inner, outer) = (overlap.inner.network.to_string(), overlap.outer.network.to_string());
        p().put(note((words.overlap)(&inner, &outer)))
    });
    let summed = p()
        .put((words.addresses)(view.ipv4_addresses, ipv6))
        .put(view.everyone.then_some(words.addresses_everyone))
        .put(view.depends.then_some(words.addresses_depend));
    let list = details()
        .put(summary().put((words.ranges)(view.ranges.len())))
        .put(table(&[words.range, words.term, words.record], rows))
        .put(overlaps.collect::<Vec<_>>());
    vec![summed, list]
}
