//! What is found by leaving something out: a footer, a banner, the parts around the message.

use super::attempt::Attempt;
use super::change::{BodyChange, BodyEdge};
use super::rewrite::lines;
use super::search::Search;
use crate::message::Message;
use std::collections::VecDeque;

/// The most lines from the end at which a footer is looked for.
pub(super) const MAX_FOOTER_LINES: usize = 20_000;
/// The most lines of a banner above a text.
const MAX_BANNER_LINES: usize = 25;
/// The most lines of a footer inside of a part.
const MAX_INNER_FOOTER_LINES: usize = 30;
/// The most parts that are looked into.
pub(super) const MAX_PARTS: usize = 12;
/// What finishing a hash costs beside its octets: two blocks.
const FINISH: usize = 128;

/// Text after the signed body: the hash is kept going, and finished at every line to see.
pub(super) fn footer(search: &mut Search<'_>) -> Option<BodyChange> {
    let body = search.body;
    let total = lines(body).count();
    let first = total.saturating_sub(MAX_FOOTER_LINES);
    if !search.spend(body.len() + (total - first) * FINISH) {
        return None;
    }
    let mut attempt = Attempt::new(&search.request);
    let mut at = 0;
    for (number, line) in lines(body).enumerate() {
        if number >= first {
            let (digest, signed_length) = attempt.clone().finish_with_length();
            if digest == search.wanted {
                // Lines of white space alone count as text where the canonicalisation is simple.
                let blank = body.get(at..).unwrap_or_default().trim_ascii().is_empty();
                return Some(if blank {
                    BodyChange::BlankLines { place: BodyEdge::End }
                } else {
                    BodyChange::FooterAppended { line: number + 1, signed_length }
                });
            }
        }
        attempt.update(line.raw);
        at += line.raw.len();
    }
    None
}

/// A list that puts the message into one part of a new message: the signed body starts below the part's header
/// and ends above the next line that starts with the boundary.
pub(super) fn wrapped(search: &mut Search<'_>, message: &Message) -> Option<BodyChange> {
    let boundary =
        message.first("content-type").and_then(|field| crate::message::boundary(&field.unfolded()))?;
    let delimiter = format!("--{boundary}");
    let mut start: Option<(usize, usize)> = None;
    let (mut at, mut parts) = (0, 0);
    for (number, line) in lines(search.body).enumerate() {
        let end = at;
        at += line.raw.len();
        if !line.text.starts_with(delimiter.as_bytes()) {
            continue;
        }
        // The part above this delimiter, if there is one: from below the last delimiter.
        let part = start.and_then(|(first, start)| Some((first, search.body.get(start..end)?)));
        if let Some(line) = part.and_then(|(first, part)| text_matches(search, first, part)) {
            return Some(BodyChange::Wrapped { line });
        }
        (start, parts) = (Some((number + 1, at)), parts + 1);
        if parts > MAX_PARTS {
            return None;
        }
    }
    None
}

/// The line at which the text of a part starts, where that text is what was signed.
fn text_matches(search: &mut Search<'_>, first: usize, part: &[u8]) -> Option<usize> {
    let mut header = 0;
    for (number, line) in lines(part).enumerate() {
        header += line.raw.len();
        if line.text.is_empty() {
            let text = part.get(header..).unwrap_or_default();
            return search.matches(|out| out(text)).then_some(first + number + 2);
        }
    }
    None
}

/// Lines put above the text, of the body or of a part, or below the text of a part.
pub(super) fn inserted(search: &mut Search<'_>) -> Option<BodyChange> {
    let body = search.body;
    if !search.spend(body.len().saturating_mul(2)) {
        return None;
    }
    let mut attempt = Attempt::new(&search.request);
    let mut recent: VecDeque<(usize, Attempt)> = VecDeque::with_capacity(MAX_INNER_FOOTER_LINES);
    let (mut at, mut parts, mut in_header) = (0, 0, false);
    for (number, line) in lines(body).enumerate() {
        let rest = body.get(at..).unwrap_or_default();
        if line.text.starts_with(b"--") && line.text.len() > 2 && parts < MAX_PARTS {
            (parts, in_header) = (parts + 1, true);
            // The footer of the part that ends here: it started a few lines above.
            for (start, before) in recent.drain(..) {
                if completes(search, before, rest) {
                    return Some(BodyChange::LinesInserted { line: start + 1, lines: number - start });
                }
            }
        }
        if number == 0
            && let Some(lines) = banner(search, &attempt, rest)
        {
            return Some(BodyChange::LinesInserted { line: 1, lines });
        }
        if recent.len() == MAX_INNER_FOOTER_LINES {
            recent.pop_front();
        }
        recent.push_back((number, attempt.clone()));
        attempt.update(line.raw);
        at += line.raw.len();
        if in_header && line.text.is_empty() {
            in_header = false;
            if let Some(lines) = banner(search, &attempt, body.get(at..).unwrap_or_default()) {
                return Some(BodyChange::LinesInserted { line: number + 2, lines });
            }
        }
    }
    None
}

/// How many lines have to go from the top of a text for the hash to match.
fn banner(search: &mut Search<'_>, before: &Attempt, text: &[u8]) -> Option<usize> {
    let mut skipped = 0;
    for (count, line) in lines(text).take(MAX_BANNER_LINES).enumerate() {
        skipped += line.raw.len();
        if completes(search, before.clone(), text.get(skipped..).unwrap_or_default()) {
            return Some(count + 1);
        }
    }
    None
}

/// Whether the hash matches when `rest` follows what went before.
fn completes(search: &mut Search<'_>, mut before: Attempt, rest: &[u8]) -> bool {
    if !search.spend(rest.len() + FINISH) {
        return false;
    }
    before.update(rest);
    before.finish() == search.wanted
}
