//! The seal is the verdict: whole for a pass, cracked for a failure, blank where nothing can be told.

use crate::locale::Locale;
use crate::node::{Attribute, Node, circle, path, svg, svg_text};

/// What the seal shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SealState {
    /// A pass.
    Whole,
    /// A failure.
    Broken,
    /// Nothing can be told.
    Blank,
}

const WHOLE: &str = "M50 4c8 0 9 7 16 9s13-3 19 3 1 12 4 19 11 7 11 15-8 9-11 16 3 13-3 19-12 1-19 4-8 \
                     10-17 10-9-8-16-10-13 3-19-3-1-12-4-19S0 58 0 50s8-8 11-15-3-13 3-19 12-1 19-4 9-8 \
                     17-8z";
const LEFT: &str = "M47 4c-7 1-8 7-14 8s-13-3-19 3 0 12-3 19S0 42 0 50s8 9 11 16-3 13 3 19 12 1 19 4c5 2 7 \
                    8 12 9l4-15-9-14 10-13-8-17 9-12z";
const RIGHT: &str = "M56 5c6 1 7 6 13 8s12-2 17 4 1 12 4 18 10 7 10 15-8 9-11 16 3 13-3 19-12 1-19 4c-4 2-6 \
                     7-11 9l4-15-9-14 10-13-8-17 8-14z";

/// The seal.
pub(crate) fn seal(locale: Locale, state: SealState) -> Node {
    let words = locale.words();
    let (label, drawing) = match state {
        SealState::Whole => (words.seal_whole, whole()),
        SealState::Broken => (words.seal_broken, broken()),
        SealState::Blank => (words.seal_blank, blank()),
    };
    svg()
        .with(Attribute::Width, "104")
        .with(Attribute::Height, "104")
        .with(Attribute::ViewBox, "0 0 100 100")
        .with(Attribute::Role, "img")
        .with(Attribute::AriaLabel, label)
        .put(drawing)
}

fn shape(outline: &str, fill: &str) -> Node {
    path().with(Attribute::Fill, fill).with(Attribute::D, outline)
}

fn stroke(node: Node, colour: &str, width: &str) -> Node {
    let node = node.with(Attribute::Stroke, colour).with(Attribute::StrokeWidth, width);
    node.with(Attribute::StrokeLinecap, "round").with(Attribute::StrokeLinejoin, "round")
}

fn whole() -> Vec<Node> {
    let ring = circle().with(Attribute::Cx, "50").with(Attribute::Cy, "50").with(Attribute::R, "31");
    vec![
        shape(WHOLE, "var(--seal)"),
        stroke(ring.with(Attribute::Fill, "none"), "var(--seal-deep)", "3"),
        stroke(shape("M35 51l11 11 20-23", "none"), "var(--paper)", "6"),
    ]
}

fn broken() -> Vec<Node> {
    vec![
        shape(LEFT, "var(--wax)"),
        shape(RIGHT, "var(--wax-deep)"),
        stroke(shape("M24 50h12M66 50h12", "none"), "var(--paper)", "5"),
    ]
}

fn blank() -> Vec<Node> {
    let question = svg_text().with(Attribute::X, "50").with(Attribute::Y, "63");
    let question = question.with(Attribute::TextAnchor, "middle").with(Attribute::FontSize, "38");
    let question = question.with(Attribute::FontFamily, "var(--letter)").with(Attribute::Fill, "var(--soft)");
    let dashed = stroke(shape(WHOLE, "none"), "var(--edge)", "3").with(Attribute::StrokeDasharray, "6 5");
    vec![dashed.with(Attribute::Transform, "translate(3 3) scale(.94)"), question.put("?")]
}
