//! A stranger's text with everything in it to be seen: what turns the direction of writing, has no width or controls a
//! terminal is drawn as its name, and what only looks like other letters is told.

mod lookalike;
mod oddity;

pub(crate) use lookalike::{Lookalike, lookalikes};
pub(crate) use oddity::{Oddity, oddities};

use crate::locale::Locale;
use crate::node::{Attribute, Node, span};
use oddity::shown;

/// The text with its odd characters as marks that name them.
pub(crate) fn mark_hidden(locale: Locale, text: &str) -> Vec<Node> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use waxseal_core::escaping::Hidden;

    fn drawn(text: &str) -> String {
        mark_hidden(Locale::default(), text).iter().map(Node::plain_text).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn plain_text_is_one_text() {
        assert_eq!(
            drawn("Caf\u{e9} \u{5e9}\u{5dc}\u{5d5}\u{5dd}\n\tnext"),
            "Caf\u{e9} \u{5e9}\u{5dc}\u{5d5}\u{5dd}\n\tnext"
        );
        assert!(mark_hidden(Locale::default(), "").is_empty());
    }

    #[test]
    fn what_cannot_be_seen_is_named() {
        assert_eq!(drawn("invoice\u{202e}fdp.exe"), "invoice|RLO|fdp.exe");
        assert_eq!(drawn("pay\u{200b}pal\0\u{1b}[2J\u{1}"), "pay|ZWSP|pal|NUL|ESC|[2J|CTRL");
        assert_eq!(drawn("a\u{fffd}"), "a|\u{fffd}");
        let title = &mark_hidden(Locale::default(), "\u{202e}")[0].attributes[1];
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
