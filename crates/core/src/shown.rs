//! Strangers' text shown safely: characters that nobody sees, or that change what is seen around them, are written out.
//!
//! A name in a record may hold a terminal's escape sequence, turn the reading direction of a sentence, or look like another
//! one by a character without width. None of that is markup, so escaping HTML does not help against it.

use std::borrow::Cow;
use std::fmt::Write;

/// Whether a character is invisible, or acts on what stands beside it instead of being seen.
#[must_use]
pub const fn is_hidden(c: char) -> bool {
    matches!(c,
        // C0, DEL and C1: terminals obey them.
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}'
        // Soft hyphen, joiners and fillers without width.
        | '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2065}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}'
        // Marks, embeddings, overrides and isolates of the reading direction (UAX #9).
        | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}'
        // Separators of lines and paragraphs, interlinear annotation, and tags.
        | '\u{2028}' | '\u{2029}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
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
