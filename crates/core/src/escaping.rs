//! Strangers' text shown safely: characters that nobody sees, or that change what is seen around them, are written out.
//!
//! A name in a record may hold a terminal's escape sequence, turn the reading direction of a sentence, or look like another
//! one by a character without width. None of that is markup, so escaping HTML does not help against it.

use std::borrow::Cow;
use std::fmt::Write;

/// What a character does that is not seen itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hidden {
    /// It turns the direction of what stands beside it (UAX #9).
    Direction,
    /// It takes no room, or none that shows.
    Invisible,
    /// It controls a terminal, ends a line, or does nothing any more.
    Control,
}

/// The characters that are hidden, in order: the first and the last of a run, what they do, and their short name in Unicode.
const HIDDEN: [(char, char, Hidden, &str); 38] = [
    ('\0', '\0', Hidden::Control, "NUL"),
    ('\u{7}', '\u{7}', Hidden::Control, "BEL"),
    ('\u{8}', '\u{8}', Hidden::Control, "BS"),
    ('\u{b}', '\u{b}', Hidden::Control, "VT"),
    ('\u{c}', '\u{c}', Hidden::Control, "FF"),
    ('\r', '\r', Hidden::Control, "CR"),
    ('\u{1b}', '\u{1b}', Hidden::Control, "ESC"),
    ('\u{7f}', '\u{7f}', Hidden::Control, "DEL"),
    ('\u{85}', '\u{85}', Hidden::Control, "NEL"),
    ('\u{ad}', '\u{ad}', Hidden::Invisible, "SHY"),
    ('\u{34f}', '\u{34f}', Hidden::Invisible, "CGJ"),
    ('\u{61c}', '\u{61c}', Hidden::Direction, "ALM"),
    ('\u{115f}', '\u{1160}', Hidden::Invisible, "HF"),
    ('\u{17b4}', '\u{17b5}', Hidden::Invisible, "KIV"),
    ('\u{180b}', '\u{180d}', Hidden::Invisible, "FVS"),
    ('\u{180e}', '\u{180e}', Hidden::Invisible, "MVS"),
    ('\u{180f}', '\u{180f}', Hidden::Invisible, "FVS"),
    ('\u{200b}', '\u{200b}', Hidden::Invisible, "ZWSP"),
    ('\u{200c}', '\u{200c}', Hidden::Invisible, "ZWNJ"),
    ('\u{200d}', '\u{200d}', Hidden::Invisible, "ZWJ"),
    ('\u{200e}', '\u{200e}', Hidden::Direction, "LRM"),
    ('\u{200f}', '\u{200f}', Hidden::Direction, "RLM"),
    ('\u{2028}', '\u{2029}', Hidden::Control, "LS"),
    ('\u{202a}', '\u{202a}', Hidden::Direction, "LRE"),
    ('\u{202b}', '\u{202b}', Hidden::Direction, "RLE"),
    ('\u{202c}', '\u{202c}', Hidden::Direction, "PDF"),
    ('\u{202d}', '\u{202d}', Hidden::Direction, "LRO"),
    ('\u{202e}', '\u{202e}', Hidden::Direction, "RLO"),
    ('\u{2060}', '\u{2065}', Hidden::Invisible, "WJ"),
    ('\u{2066}', '\u{2066}', Hidden::Direction, "LRI"),
    ('\u{2067}', '\u{2067}', Hidden::Direction, "RLI"),
    ('\u{2068}', '\u{2068}', Hidden::Direction, "FSI"),
    ('\u{2069}', '\u{2069}', Hidden::Direction, "PDI"),
    ('\u{206a}', '\u{206f}', Hidden::Invisible, "ISS"),
    ('\u{3164}', '\u{3164}', Hidden::Invisible, "HF"),
    ('\u{feff}', '\u{feff}', Hidden::Invisible, "BOM"),
    ('\u{ffa0}', '\u{ffa0}', Hidden::Invisible, "HF"),
    ('\u{fff9}', '\u{fffb}', Hidden::Invisible, "IA"),
];

/// What a character does that is not seen itself, and its short name; `None` for one that is seen. A line end and a tab are
/// hidden too: whoever lets them pass says so.
#[must_use]
pub fn hidden(c: char) -> Option<(Hidden, &'static str)> {
    match c {
        ' '..='~' => None,
        // Tags, which a name can be written in unseen.
        '\u{e0000}'..='\u{e0fff}' => Some((Hidden::Invisible, "TAG")),
        c => {
            let named = HIDDEN.iter().find(|(first, last, ..)| (*first..=*last).contains(&c));
            let named = named.map(|(_, _, hidden, name)| (*hidden, *name));
            // C0, DEL and C1: terminals obey them.
            named.or_else(|| c.is_control().then_some((Hidden::Control, "CTRL")))
        }
    }
}

/// Whether a character is invisible, or acts on what stands beside it instead of being seen.
#[must_use]
pub fn is_hidden(c: char) -> bool {
    hidden(c).is_some()
}

/// The text with its hidden characters written out as `⟨U+202E⟩`; line ends and tabs stay.
#[must_use]
pub fn shown(text: &str) -> Cow<'_, str> {
    spelled(text, |c| is_hidden(c) && !matches!(c, '\n' | '\t'))
}

/// The same for one line, in which a line end would let a stranger write the next one.
#[must_use]
pub fn shown_in_line(text: &str) -> Cow<'_, str> {
    spelled(text, is_hidden)
}

fn spelled(text: &str, is_spelled: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(&is_spelled) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if is_spelled(c) {
            // Writing to a String cannot fail.
            let _ = write!(out, "⟨U+{:04X}⟩", u32::from(c));
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// JSON with its hidden characters as escapes (RFC 8259 §7): the same value, and nothing that a terminal obeys.
#[must_use]
pub fn escaped_json(json: &str) -> String {
    // Most of it is plain ASCII, which is told at once.
    if json.bytes().all(|octet| matches!(octet, b' '..=b'~' | b'\n')) {
        return json.to_owned();
    }
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        // Line ends only stand between values: inside of a string they are escaped already.
        if !is_hidden(c) || c == '\n' {
            out.push(c);
            continue;
        }
        for unit in c.encode_utf16(&mut [0; 2]) {
            // Writing to a String cannot fail.
            let _ = write!(out, "\\u{unit:04x}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_hidden_is_written_out() {
        assert_eq!(shown("a\u{202e}b\u{200b}\x1b[31m"), "a⟨U+202E⟩b⟨U+200B⟩⟨U+001B⟩[31m");
        assert_eq!(shown("a\nb\tc\r"), "a\nb\tc⟨U+000D⟩");
        assert_eq!(shown_in_line("a\nb"), "a⟨U+000A⟩b");
        assert_eq!(shown("\u{e0041}\u{feff}"), "⟨U+E0041⟩⟨U+FEFF⟩");
    }

    #[test]
    fn the_table_is_in_order_and_no_run_meets_another() {
        for pair in HIDDEN.windows(2) {
            assert!(pair[0].0 <= pair[0].1 && pair[0].1 < pair[1].0, "{pair:?}");
        }
        // Every character without a shape of the two properties that browsers and terminals follow.
        for c in ('\0'..='\u{1f}')
            .chain('\u{7f}'..='\u{9f}')
            .chain('\u{2060}'..='\u{206f}')
            .chain('\u{e0000}'..='\u{e0fff}')
        {
            assert!(is_hidden(c), "{c:?}");
        }
    }

    #[test]
    fn what_people_write_stays_as_it_is() {
        for text in ["", "Jürgen", "日本語 ", "مرحبا", "é", "👍🏽", "<script>alert(1)</script>", "№ 5 €"]
        {
            assert!(matches!(shown_in_line(text), Cow::Borrowed(same) if same == text), "{text}");
        }
    }

    #[test]
    fn json_stays_the_same_value() {
        let value = serde_json::json!({"a\u{202e}": "\u{7f}\u{9b}\u{e0041}\u{200b}\n\u{1b}é"});
        let text = escaped_json(&serde_json::to_string_pretty(&value).unwrap());
        assert!(text.chars().all(|c| c == '\n' || !is_hidden(c)), "{text}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&text).unwrap(), value);
    }
}
