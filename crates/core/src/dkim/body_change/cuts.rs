//! What is found by leaving something out: a footer, a banner, the parts around the message.

use super::attempt::Attempt;
use super::rewrite::{Line, lines};
use super::{BodyChange, Place, Search};
use crate::message::Message;

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
                return Some(match blank {
                    true => BodyChange::BlankLines { place: Place::End },
                    false => BodyChange::FooterAppended { line: number + 1, signed_length },
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
        message.first("content-type").and_then(|field| super::parts::boundary(&field.unfolded()))?;
    let delimiter = format!("--{boundary}");
    let all: Vec<Line<'_>> = lines(search.body).collect();
    let marks = all.iter().enumerate().filter(|(_, line)| line.text.starts_with(delimiter.as_bytes()));
    let marks: Vec<usize> = marks.map(|(at, _)| at).take(MAX_PARTS + 1).collect();
    for pair in marks.windows(2) {
        let [mark, end] = *pair else { continue };
        let part = all.get(mark + 1..end).unwrap_or_default();
        // Some lists keep the part's header, some have none: the text starts below its blank line.
        let Some(blank) = part.iter().position(|line| line.text.is_empty()) else { continue };
        let text = part.get(blank + 1..).unwrap_or_default();
        if search.matches(|out| text.iter().for_each(|line| out(line.raw))) {
            return Some(BodyChange::Wrapped { line: mark + blank + 3 });
        }
    }
    None
}

/// Lines put above the text, of the body or of a part, or below the text of a part.
pub(super) fn inserted(search: &mut Search<'_>) -> Option<BodyChange> {
    let body = search.body;
    let mut attempt = Attempt::new(&search.request);
    let mut recent: Vec<(usize, Attempt)> = Vec::new();
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
        let starts_text = number == 0 || in_header && line.text.is_empty();
        if starts_text {
            let skip = usize::from(number > 0);
            let mut before = attempt.clone();
            let (blank, text) = rest.split_at_checked(skip * line.raw.len()).unwrap_or_default();
            before.update(blank);
            if let Some(lines) = banner(search, &before, text) {
                return Some(BodyChange::LinesInserted { line: number + skip + 1, lines });
            }
            in_header = false;
        }
        if recent.len() == MAX_INNER_FOOTER_LINES {
            recent.remove(0);
        }
        recent.push((number, attempt.clone()));
        attempt.update(line.raw);
        at += line.raw.len();
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
