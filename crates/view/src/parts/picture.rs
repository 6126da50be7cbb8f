//! The alignment picture: the From domain on one side, every identifier that was looked at on the other, joined where
//! it speaks for the From domain and broken where it does not.

use super::chip::{Mark, chip};
use crate::locale::Words;
use crate::node::{Attribute, Node, b, div, li, path, small, span, svg, ul};
use crate::speech::Speech;
use waxseal_core::dmarc::Alignment;
use waxseal_core::evidence::AuthorSource;
use waxseal_core::report::{Basis, IdentifierReport, MessageReport};

/// The height of one row in the picture's own units.
const ROW: usize = 100;
/// Its width.
const WIDTH: usize = 100;
/// The most identifiers drawn; the rest stand in the table.
const MAX_DRAWN: usize = 12;

/// The picture; nothing without an author.
pub(crate) fn picture(speech: Speech, report: &MessageReport) -> Option<Node> {
    let words = speech.words();
    let author = report.author.as_ref()?;
    let identifiers: Vec<&IdentifierReport> = report.dmarc.identifiers.iter().take(MAX_DRAWN).collect();
    let caption = match author.source {
        AuthorSource::From => words.from_line,
        AuthorSource::Given => words.from_given,
        AuthorSource::Claim => words.from_claim,
    };
    let mut nodes: Vec<Node> = identifiers.iter().map(|identifier| node(words, report, identifier)).collect();
    if nodes.is_empty() {
        nodes.push(li().put(div().class("node").put(b().put(words.nobody))));
    }
    let name = author.domain.as_str();
    let picture = div()
        .class("picture")
        .put(div().class("author").put(b().put(name)).put(small().put(caption)))
        .put(lines(words, name, &identifiers))
        .put(ul().put(nodes));
    Some(picture)
}

fn lines(words: &Words, author: &str, identifiers: &[&IdentifierReport]) -> Node {
    let rows = identifiers.len().max(1);
    let middle = rows * ROW / 2;
    let joined = identifiers.iter().filter(|i| i.vouches()).count();
    let curve = |(at, identifier): (usize, &&IdentifierReport)| {
        let end = at * ROW + ROW / 2;
        let half = WIDTH / 2;
        path()
            .with(Attribute::D, format!("M0 {middle}C{half} {middle} {half} {end} {WIDTH} {end}"))
            .class(Mark::of_identifier(identifier).line())
            .with(Attribute::VectorEffect, "non-scaling-stroke")
    };
    svg()
        .with(Attribute::ViewBox, format!("0 0 {WIDTH} {}", rows * ROW))
        .with(Attribute::PreserveAspectRatio, "none")
        .with(Attribute::Role, "img")
        .with(Attribute::AriaLabel, (words.picture)(author, joined, identifiers.len()))
        .put(identifiers.iter().enumerate().map(curve).collect::<Vec<_>>())
}

fn node(words: &'static Words, report: &MessageReport, identifier: &IdentifierReport) -> Node {
    let mark = Mark::of_identifier(identifier);
    let (method, role) = match identifier.mechanism {
        Alignment::Spf => ("SPF", words.envelope),
        Alignment::Dkim => ("DKIM", identifier.selector.as_deref().unwrap_or(words.signature)),
    };
    let basis = match identifier.basis {
        Basis::Claimed => (words.claimed_by)(receiver(report)),
        Basis::Recomputed | Basis::Mixed => words.recomputed.to_owned(),
    };
    let line = span()
        .class("node-line")
        .put(chip(mark, mark.word(words)))
        .put(small().put(format!("{method} {} · {role} · {basis}", identifier.result)));
    let inner = div().class("node").put(b().put(identifier.domain.as_str())).put(line);
    let item = if identifier.vouches() { li().class("vouches") } else { li() };
    item.put(inner)
}

/// Who claims what the report rests on.
pub(crate) fn receiver(report: &MessageReport) -> Option<&str> {
    report.claims.iter().find(|claim| claim.trusted).and_then(|claim| claim.authserv_id.as_deref())
}
