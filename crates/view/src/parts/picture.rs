//! The alignment picture: the From domain on one side, every identifier that was looked at on the other, joined where
//! it speaks for the From domain and broken where it does not. Boxes are text, so that names wrap; lines and the signs
//! on them are drawn between. On a narrow page it turns upright.

use super::chip::{Mark, chip};
use crate::locale::Locale;
use crate::node::{Attribute, Node, b, breakable, circle, div, li, p, path, small, span, svg, svg_text, ul};
use waxseal_core::dmarc::Alignment;
use waxseal_core::evidence::AuthorSource;
use waxseal_core::providers::by_own_domain;
use waxseal_core::report::{Basis, IdentifierReport, MessageReport};

/// The height of one row in the picture's own units.
const ROW: usize = 100;
/// Its width.
const WIDTH: usize = 100;
/// The most identifiers drawn; the rest stand in the table.
const MAX_DRAWN: usize = 12;

/// The picture; nothing without an author.
pub(crate) fn picture(locale: Locale, report: &MessageReport) -> Option<Node> {
    let words = locale.words();
    let author = report.author.as_ref()?;
    let all = &report.dmarc.identifiers;
    let drawn: Vec<&IdentifierReport> = all.iter().take(MAX_DRAWN).collect();
    let caption = match author.source {
        AuthorSource::From => words.from_line,
        AuthorSource::Given => words.from_given,
        AuthorSource::Claim | AuthorSource::Reply => words.from_claim,
    };
    let mut nodes: Vec<Node> = drawn.iter().map(|identifier| node(locale, report, identifier)).collect();
    if nodes.is_empty() {
        nodes.push(li().class("untold").put(div().class("node").put(b().put(words.nobody))));
    }
    let joined = all.iter().filter(|identifier| identifier.vouches()).count();
    let name = author.domain.as_str();
    let hidden = Some(all.len() - drawn.len()).filter(|hidden| *hidden > 0);
    let boxes = div()
        .class("picture")
        .put(div().class("author").put(b().put(breakable(name))).put(small().put(caption)))
        .put(lines(report, &drawn).with(Attribute::AriaLabel, (words.picture)(name, joined, all.len())))
        .put(ul().put(nodes));
    // That none aligns the sentences beside the picture say.
    let sum = (joined > 0 || all.is_empty())
        .then(|| p().class("picture-sum").put((locale.pictures().vouch)(name, joined, all.len())));
    Some(div().put(boxes).put(hidden.map(|hidden| p().put((words.more)(hidden)))).put(sum))
}

/// The lines from the author to every identifier, and the sign of each on its middle. Places are shares of the picture,
/// so that lines stretch with the boxes and signs keep their shape.
fn lines(report: &MessageReport, identifiers: &[&IdentifierReport]) -> Node {
    let rows = identifiers.len().max(1);
    let curve = |(at, identifier): (usize, &&IdentifierReport)| {
        let (middle, end, half) = (rows * ROW / 2, at * ROW + ROW / 2, WIDTH / 2);
        path()
            .with(Attribute::D, format!("M0 {middle}C{half} {middle} {half} {end} {WIDTH} {end}"))
            .class(Mark::of_identifier(report, identifier).line())
            .with(Attribute::VectorEffect, "non-scaling-stroke")
    };
    let curves = svg()
        .with(Attribute::ViewBox, format!("0 0 {WIDTH} {}", rows * ROW))
        .with(Attribute::PreserveAspectRatio, "none")
        .put(identifiers.iter().enumerate().map(curve).collect::<Vec<_>>());
    let signs = identifiers.iter().enumerate().flat_map(|(at, identifier)| {
        // Half of the way between the middle of the picture and the middle of the row, in hundredths of a percent.
        let place = 2_500 + (2 * at + 1) * 2_500 / rows;
        sign(Mark::of_identifier(report, identifier), &format!("{}.{:02}%", place / 100, place % 100))
    });
    svg().class("lines").with(Attribute::Role, "img").put(curves).put(signs.collect::<Vec<_>>())
}

fn sign(mark: Mark, height: &str) -> [Node; 2] {
    let disc = circle().with(Attribute::Cx, "50%").with(Attribute::Cy, height).with(Attribute::R, "11");
    let text = svg_text().with(Attribute::X, "50%").with(Attribute::Y, height).put(mark.sign());
    [disc.class(format!("knot {}", mark.class())), text.class(format!("knot-sign {}", mark.class()))]
}

fn node(locale: Locale, report: &MessageReport, identifier: &IdentifierReport) -> Node {
    let (words, mark) = (locale.words(), Mark::of_identifier(report, identifier));
    let (method, role) = match identifier.mechanism {
        Alignment::Spf => ("SPF", words.envelope),
        Alignment::Dkim => ("DKIM", identifier.selector.as_deref().unwrap_or(words.signature)),
    };
    let basis = match identifier.basis {
        Basis::Claimed => (words.claimed_by)(receiver(report)),
        Basis::Recomputed | Basis::Mixed => words.recomputed.to_owned(),
    };
    let name = |provider| locale.prose().provider(provider, &report.users_of(provider));
    let owner = by_own_domain(&identifier.domain).map(name);
    let facts = [Some(format!("{method} {}", identifier.result)), Some(role.to_owned()), owner, Some(basis)];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    let inner = div().class("node").put(b().put(breakable(identifier.domain.as_str()))).put(
        div()
            .class("node-line")
            .put(chip(mark, Mark::word_of(report, identifier, words)))
            .put(small().put(facts.join(" · "))),
    );
    let knot = span().class(format!("knot {}", mark.class())).with(Attribute::AriaHidden, "true");
    li().class(mark.line()).put(knot.put(mark.sign())).put(inner)
}

/// Who claims what the report rests on.
pub(crate) fn receiver(report: &MessageReport) -> Option<&str> {
    report.claims.iter().find(|claim| claim.trusted).and_then(|claim| claim.authserv_id.as_deref())
}
