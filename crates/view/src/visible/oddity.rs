//! What is odd about a character that a stranger wrote.

use waxseal_core::escaping::{Hidden, hidden};
use waxseal_core::sorting;

/// What is odd about a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Oddity {
    /// It is not seen itself.
    Hidden(Hidden),
    /// It stands for bytes that are no text.
    NotText,
}

/// What is odd about a character, and its short name; `None` for one that only is what it shows. Line feeds and tabs are white
/// space, which a header field may have.
fn oddity(c: char) -> Option<(Oddity, &'static str)> {
    match c {
        '\n' | '\t' => None,
        '\u{fffd}' => Some((Oddity::NotText, "\u{fffd}")),
        c => hidden(c).map(|(hidden, name)| (Oddity::Hidden(hidden), name)),
    }
}

/// The kinds of oddity in a text, each once.
pub(crate) fn oddities(text: &str) -> Vec<Oddity> {
    let mut found: Vec<Oddity> = Vec::new();
    for (oddity, _) in shown(text).filter_map(|(_, odd)| odd) {
        if !found.contains(&oddity) {
            found.push(oddity);
        }
    }
    sorting::sort(&mut found);
    found
}

/// Every character with what is odd about it. The joiner within an emoji is not.
pub(super) fn shown(text: &str) -> impl Iterator<Item = (char, Option<(Oddity, &'static str)>)> {
    let mut before = ' ';
    text.chars().map(move |c| {
        let joins = c == '\u{200d}' && is_pictorial(before);
        before = c;
        (c, oddity(c).filter(|_| !joins))
    })
}

/// Whether a character is a picture, or the variation of one, that a joiner may follow.
const fn is_pictorial(c: char) -> bool {
    matches!(c, '\u{fe0f}' | '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')
}
