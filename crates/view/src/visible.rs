//! A stranger's text with everything in it to be seen: what turns the direction of writing, has no width or controls a
//! terminal is drawn as its name, and what only looks like other letters is told.

mod lookalike;

pub(crate) use lookalike::{Lookalike, lookalikes};

use crate::locale::Locale;
use crate::node::{Attribute, Node, span};
use waxseal_core::order;
use waxseal_core::shown::{Hidden, hidden};

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
    order::sort(&mut found);
    found
}

/// The text with its odd characters as marks that name them.
pub(crate) fn visible(locale: Locale, text: &str) -> Vec<Node> {
    let mut nodes = Vec::new();
    let mut plain = String::new();
    for (c, odd) in shown(text) {
        let Some((oddity, name)) = odd else {
            plain.push(c);
            continue;
        };
        if !plain.is_empty() {
            nodes.push(Node::text(std::mem::take(&mut plain)));
        }
        let what = locale.headers().oddity(oddity);
        let title = format!("U+{:04X}: {what}", u32::from(c));
        nodes.push(span().class("odd").with(Attribute::Title, title).put(name));
    }
    if !plain.is_empty() {
        nodes.push(Node::text(plain));
    }
    nodes
}

/// Every character with what is odd about it. The joiner within an emoji is not.
fn shown(text: &str) -> impl Iterator<Item = (char, Option<(Oddity, &'static str)>)> {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(text: &str) -> String {
        visible(Locale::default(), text).iter().map(Node::plain_text).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn plain_text_is_one_text() {
        assert_eq!(
            drawn("Caf\u{e9} \u{5e9}\u{5dc}\u{5d5}\u{5dd}\n\tnext"),
            "Caf\u{e9} \u{5e9}\u{5dc}\u{5d5}\u{5dd}\n\tnext"
        );
        assert!(visible(Locale::default(), "").is_empty());
    }

    #[test]
    fn what_cannot_be_seen_is_named() {
        assert_eq!(drawn("invoice\u{202e}fdp.exe"), "invoice|RLO|fdp.exe");
        assert_eq!(drawn("pay\u{200b}pal\0\u{1b}[2J\u{1}"), "pay|ZWSP|pal|NUL|ESC|[2J|CTRL");
        assert_eq!(drawn("a\u{fffd}"), "a|\u{fffd}");
        let title = &visible(Locale::default(), "\u{202e}")[0].attributes[1];
        assert!(title.1.starts_with("U+202E: "), "{title:?}");
    }

    #[test]
    fn a_joiner_within_an_emoji_is_nothing_odd_and_one_in_a_word_is() {
        assert!(oddities("\u{1f469}\u{200d}\u{1f4bb}").is_empty());
        assert_eq!(oddities("pay\u{200d}pal"), [Oddity::Hidden(Hidden::Invisible)]);
        assert_eq!(
            oddities("\u{200b}\u{202e}\u{202c}\0"),
            [Hidden::Direction, Hidden::Invisible, Hidden::Control].map(Oddity::Hidden)
        );
    }
}
