//! The way of a message on an axis of time: where the hops stand, and what lies between them.
//!
//! Most hops take a second and some take hours, so distances grow with the logarithm of the wait. An axis holds only so
//! many hops side by side; a longer way goes on in a line below, like a text.

use crate::locale::Locale;
use crate::locale::pictures::duration;
use crate::node::{Attribute, Node, circle, div, li, line, p, path, span, svg, svg_text, ul};
use waxseal_core::evidence::Hop;
use waxseal_core::sorting;
use waxseal_core::time::Timestamp;

/// The most hops on one line.
const PER_LINE: usize = 10;
/// A hop that waited longer than this stands out, in seconds.
pub(super) const LONG: i64 = 60;
/// Where the first and the last hop of a line stand, in tenths of a percent.
const EDGES: (u32, u32) = (30, 970);
/// How wide a gap is at least, beside what the wait adds.
const LEAST_GAP: u32 = 60;
/// How much a doubling of the wait adds.
const PER_DOUBLING: u32 = 25;

/// What is to be said of a whole way.
pub(super) struct Sums {
    /// Seconds from the first time noted to the last.
    pub(super) total: Option<u64>,
    /// The longest wait in seconds, and the hop before which it was, counted from 1.
    pub(super) longest: Option<(u64, usize)>,
    /// How many hops are noted as encrypted.
    pub(super) encrypted: usize,
    /// Hops that are dated before the one they follow.
    pub(super) skewed: Vec<usize>,
}

impl Sums {
    /// Of these hops.
    pub(super) fn of(hops: &[Hop]) -> Self {
        let times = || hops.iter().filter_map(|hop| hop.at);
        let total = times().min().zip(times().max()).map(|(first, last)| last.since(first));
        let waits = || hops.iter().zip(1..).filter_map(|(hop, number)| Some((hop.delay_seconds?, number)));
        let longest = waits().filter(|(wait, _)| *wait > 0).max_by_key(|(wait, at)| (*wait, usize::MAX - at));
        Self {
            total: total.and_then(|total| u64::try_from(total).ok()).filter(|_| times().count() > 1),
            longest: longest.and_then(|(wait, at)| Some((u64::try_from(wait).ok()?, at))),
            encrypted: hops.iter().filter(|hop| hop.tls.is_some()).count(),
            skewed: waits().filter(|(wait, _)| *wait < 0).map(|(_, number)| number).collect(),
        }
    }
}

/// What is said of the way in sentences.
pub(super) fn told(locale: Locale, hops: &[Hop]) -> String {
    let (words, sums) = (locale.pictures(), Sums::of(hops));
    let total = sums.total.map(|total| match total {
        0 => words.at_once.to_owned(),
        total => duration(words, total),
    });
    let mut told = vec![(words.travelled)(hops.len(), total.as_deref())];
    if hops.len() > 2 {
        told.extend(sums.longest.map(|(wait, hop)| (words.longest)(&duration(words, wait), hop)));
    }
    told.push((words.encrypted)(sums.encrypted, hops.len()));
    if !sums.skewed.is_empty() {
        told.push((words.skewed)(&sums.skewed));
    }
    told.join(" ")
}

/// The axis, and the key to it. One hop has no axis.
pub(super) fn journey(locale: Locale, hops: &[Hop]) -> Option<Node> {
    if hops.len() < 2 {
        return None;
    }
    let lines = hops.len().div_ceil(PER_LINE);
    let each = hops.len().div_ceil(lines);
    let numbered: Vec<(usize, &Hop)> = (1..).zip(hops).collect();
    let drawn = numbered.chunks(each).map(|part| stretch(locale, part)).collect::<Vec<_>>();
    let picture =
        div().class("axes").with(Attribute::Role, "img").with(Attribute::AriaLabel, told(locale, hops));
    Some(div().class("journey").put(picture.put(drawn)).put(key(locale, hops)))
}

/// One line of the axis.
fn stretch(locale: Locale, hops: &[(usize, &Hop)]) -> Node {
    let places = places(hops);
    let mut nodes = Vec::new();
    for ((before, at), (number, hop)) in pairs(&places).zip(hops) {
        nodes.extend(before.map(|from| between(locale, from, at, hop)).into_iter().flatten());
        nodes.extend(mark(locale, at, *number, hop));
    }
    let ends = [(hops.first(), places.first(), "start"), (hops.last(), places.last(), "end")];
    let times = ends.into_iter().filter_map(|(hop, place, anchor)| {
        let text = text(*place?, 98, &moment(hop?.1.at?)).class("axis-time");
        Some(text.with(Attribute::TextAnchor, anchor))
    });
    nodes.extend(times);
    // What belongs behind is drawn first.
    let depth = |node: &Node| match node.attributes.iter().find(|(name, _)| *name == Attribute::Class) {
        Some((_, class)) if class == "house" => 0,
        Some((_, class)) if class.starts_with("leg") => 1,
        _ => 2,
    };
    sorting::sort_by_key(&mut nodes, depth);
    svg().class("axis").put(nodes)
}

/// The place of each hop, with that of the one before it on the line.
fn pairs(places: &[u32]) -> impl Iterator<Item = (Option<u32>, u32)> {
    let before = std::iter::once(None).chain(places.iter().copied().map(Some));
    before.zip(places.iter().copied())
}

/// Where the hops of a line stand, in tenths of a percent of its width.
fn places(hops: &[(usize, &Hop)]) -> Vec<u32> {
    let gaps: Vec<u32> = hops.iter().skip(1).map(|(_, hop)| gap(hop.delay_seconds)).collect();
    let all = gaps.iter().sum::<u32>().max(1);
    let (first, last) = EDGES;
    let mut done = 0;
    let mut places = vec![first];
    for gap in gaps {
        done += gap;
        places.push(first + (last - first) * done / all);
    }
    places
}

/// How wide a gap is, in no unit but its own.
fn gap(wait: Option<i64>) -> u32 {
    let wait = wait.and_then(|wait| u64::try_from(wait).ok()).unwrap_or_default();
    LEAST_GAP + PER_DOUBLING * (wait + 1).ilog2()
}

/// The line from one hop to the next, how long it took, and whether it was encrypted.
fn between(locale: Locale, from: u32, to: u32, hop: &Hop) -> Vec<Node> {
    let middle = (from + to) / 2;
    let track = |class: &str| {
        let ends = line().with(Attribute::X1, percent(from)).with(Attribute::X2, percent(to));
        ends.with(Attribute::Y1, "46").with(Attribute::Y2, "46").class(class)
    };
    let mut nodes = vec![track(if hop.tls.is_some() { "leg secure" } else { "leg" })];
    if hop.internal {
        nodes.push(track("house"));
    }
    let wait = hop.delay_seconds.filter(|wait| *wait != 0);
    nodes.extend(wait.map(|wait| {
        let class = if wait > LONG { "axis-wait long" } else { "axis-wait" };
        text(middle, 22, &signed(locale, wait)).class(class)
    }));
    if wait.is_some_and(|wait| wait > LONG) {
        let cut = path().class("cut").with(Attribute::D, "M-6 8 -1-8M1 8 6-8");
        nodes.push(svg().class("at").with(Attribute::X, percent(middle)).with(Attribute::Y, "46").put(cut));
    }
    nodes
}

/// A hop: its number in a disc, and a flag where the mail came in from outside.
fn mark(locale: Locale, at: u32, number: usize, hop: &Hop) -> Vec<Node> {
    let disc = circle().with(Attribute::Cx, percent(at)).with(Attribute::Cy, "46").with(Attribute::R, "11");
    let sign = if hop.tls.is_some() { "✓" } else { "?" };
    let mut nodes = vec![
        disc.class(if hop.entry { "stop entry" } else { "stop" }),
        text(at, 46, &number.to_string()).class(if hop.entry { "stop-number entry" } else { "stop-number" }),
        text(at, 74, sign).class("axis-tls"),
    ];
    if hop.entry {
        let anchor = match at {
            0..=150 => "start",
            850.. => "end",
            _ => "middle",
        };
        let flag = text(at, 6, locale.pictures().from_outside).class("axis-flag");
        nodes.push(flag.with(Attribute::TextAnchor, anchor));
    }
    nodes
}

fn text(x: u32, y: u32, words: &str) -> Node {
    svg_text().with(Attribute::X, percent(x)).with(Attribute::Y, y.to_string()).put(words)
}

fn percent(tenths: u32) -> String {
    format!("{}.{}%", tenths / 10, tenths % 10)
}

/// A moment as people write it: the day, the time of day, and that it is in UTC.
pub(super) fn moment(at: Timestamp) -> String {
    at.to_string().replacen('T', " ", 1).replacen('Z', " UTC", 1)
}

/// A wait with its sign.
pub(super) fn signed(locale: Locale, wait: i64) -> String {
    let sign = if wait < 0 { "−" } else { "+" };
    format!("{sign}{}", duration(locale.pictures(), wait.unsigned_abs()))
}

/// What the lines and shapes mean that occur here.
fn key(locale: Locale, hops: &[Hop]) -> Node {
    let words = locale.pictures();
    let has = |test: fn(&Hop) -> bool| hops.iter().any(test);
    let track = |class: &str| {
        let ends = line().with(Attribute::X1, "4").with(Attribute::X2, "32");
        ends.with(Attribute::Y1, "9").with(Attribute::Y2, "9").class(class)
    };
    let sample = |shape: Node| {
        let small = svg().class("sample").with(Attribute::Width, "36").with(Attribute::Height, "18");
        small.with(Attribute::AriaHidden, "true").put(shape)
    };
    let cut = || path().class("cut").with(Attribute::D, "M12 16 17 2M19 16 24 2");
    let rows = [
        (has(|hop| hop.tls.is_some()), track("leg secure"), "✓ ", words.key_encrypted),
        (has(|hop| hop.tls.is_none()), track("leg"), "? ", words.key_not_noted),
        (has(|hop| hop.internal), track("house"), "", words.key_house),
        (has(|hop| hop.delay_seconds.is_some_and(|wait| wait > LONG)), cut(), "", words.key_long),
    ];
    let rows = rows.into_iter().filter(|(occurs, ..)| *occurs);
    let rows =
        rows.map(|(_, shape, sign, word)| li().put(sample(shape)).put(span().put(format!("{sign}{word}"))));
    div().class("key-to").put(ul().put(rows.collect::<Vec<_>>())).put(p().put(words.scale))
}
