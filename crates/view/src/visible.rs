//! A stranger's text with everything in it to be seen: what turns the direction of writing, has no width or controls a
//! terminal is drawn as its name, and what only looks like other letters is told.

mod lookalike;

pub(crate) use lookalike::{Lookalike, lookalikes};

use crate::locale::Locale;
use crate::node::{Attribute, Node, span};
use waxseal_core::order;

/// What a character that cannot be seen does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Oddity {
    /// It turns the direction of what stands beside it.
    Direction,
    /// It takes no room, or none that shows.
    Invisible,
    /// It controls a terminal, or nothing at all any more.
    Control,
    /// It stands for bytes that are no text.
    NotText,
}

/// Characters that have names of their own: the first, the last, what they do, and how they are called for short.
const NAMED: [(char, char, Oddity, &str); 26] = [
    ('\u{00ad}', '\u{00ad}', Oddity::Invisible, "SHY"),
    ('\u{034f}', '\u{034f}', Oddity::Invisible, "CGJ"),
    ('\u{061c}', '\u{061c}', Oddity::Direction, "ALM"),
    ('\u{115f}', '\u{1160}', Oddity::Invisible, "HF"),
    ('\u{17b4}', '\u{17b5}', Oddity::Invisible, "KIV"),
    ('\u{180b}', '\u{180e}', Oddity::Invisible, "MVS"),
    ('\u{200b}', '\u{200b}', Oddity::Invisible, "ZWSP"),
    ('\u{200c}', '\u{200c}', Oddity::Invisible, "ZWNJ"),
    ('\u{200d}', '\u{200d}', Oddity::Invisible, "ZWJ"),
    ('\u{200e}', '\u{200e}', Oddity::Direction, "LRM"),
    ('\u{200f}', '\u{200f}', Oddity::Direction, "RLM"),
    ('\u{2028}', '\u{2029}', Oddity::Control, "LS"),
    ('\u{202a}', '\u{202a}', Oddity::Direction, "LRE"),
    ('\u{202b}', '\u{202b}', Oddity::Direction, "RLE"),
    ('\u{202c}', '\u{202c}', Oddity::Direction, "PDF"),
    ('\u{202d}', '\u{202d}', Oddity::Direction, "LRO"),
    ('\u{202e}', '\u{202e}', Oddity::Direction, "RLO"),
    ('\u{2060}', '\u{2064}', Oddity::Invisible, "WJ"),
    ('\u{2066}', '\u{2066}', Oddity::Direction, "LRI"),
    ('\u{2067}', '\u{2067}', Oddity::Direction, "RLI"),
    ('\u{2068}', '\u{2068}', Oddity::Direction, "FSI"),
    ('\u{2069}', '\u{2069}', Oddity::Direction, "PDI"),
    ('\u{206a}', '\u{206f}', Oddity::Invisible, "ISS"),
    ('\u{3164}', '\u{3164}', Oddity::Invisible, "HF"),
    ('\u{feff}', '\u{feff}', Oddity::Invisible, "BOM"),
    ('\u{e0000}', '\u{e0fff}', Oddity::Invisible, "TAG"),
];

/// The control characters that mail has been seen to carry, by their names in ASCII.
const CONTROLS: [(char, &str); 9] = [
    ('\0', "NUL"),
    ('\u{07}', "BEL"),
    ('\u{08}', "BS"),
    ('\u{0b}', "VT"),
    ('\u{0c}', "FF"),
    ('\r', "CR"),
    ('\u{1b}', "ESC"),
    ('\u{7f}', "DEL"),
    ('\u{85}', "NEL"),
];

/// What a character is that cannot be seen, and its short name; `None` for one that can. Line feeds and tabs are white
/// space, which a header field may have.
pub(crate) fn oddity(c: char) -> Option<(Oddity, &'static str)> {
    match c {
        '\n' | '\t' | ' '..='~' => None,
        '\u{fffd}' => Some((Oddity::NotText, "\u{fffd}")),
        c if c.is_control() => {
            let named = CONTROLS.iter().find(|(known, _)| *known == c);
            Some((Oddity::Control, named.map_or("CTRL", |(_, name)| name)))
        }
        c => {
            let named = NAMED.iter().find(|(first, last, ..)| (*first..=*last).contains(&c));
            named.map(|(_, _, oddity, name)| (*oddity, *name))
        }
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
        assert_eq!(oddities("pay\u{200d}pal"), [Oddity::Invisible]);
        assert_eq!(
            oddities("\u{200b}\u{202e}\u{202c}\0"),
            [Oddity::Direction, Oddity::Invisible, Oddity::Control]
        );
    }
}
