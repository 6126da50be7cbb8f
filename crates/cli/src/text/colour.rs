//! Colour, where somebody looks at a terminal.

use std::io::{IsTerminal, stdout};

const BOLD: &str = "1";
const GREEN: &str = "32";
const RED: &str = "31";
const YELLOW: &str = "33";
const DIM: &str = "2";

/// A text in colours where it goes to a terminal that shows them; <https://no-color.org> turns them off.
pub(crate) fn shown(text: String) -> String {
    let is_off = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let is_dumb = std::env::var_os("TERM").is_none_or(|term| term == "dumb");
    if !stdout().is_terminal() || is_off("NO_COLOR") || is_dumb { text } else { painted(&text) }
}

/// Headings in bold, and the signs that lines begin with in the colour of what they say. Strangers' words come behind both.
fn painted(text: &str) -> String {
    let mut out = String::new();
    for line in text.split_inclusive('\n') {
        let bare = line.trim_start_matches(' ');
        let indent = line.len() - bare.len();
        let sign = bare.chars().next().filter(|_| indent > 0).and_then(|sign| Some((sign, colour(sign)?)));
        out.push_str(line.get(..indent).unwrap_or_default());
        match sign {
            Some((sign, colour)) => {
                out.push_str(&paint(colour, &sign.to_string()));
                out.push_str(bare.get(sign.len_utf8()..).unwrap_or_default());
            }
            None if indent == 0 && !bare.trim().is_empty() => {
                out.push_str(&paint(BOLD, bare.trim_end_matches('\n')));
                out.push('\n');
            }
            None => out.push_str(bare),
        }
    }
    out
}

const fn colour(sign: char) -> Option<&'static str> {
    match sign {
        '✓' => Some(GREEN),
        '✕' => Some(RED),
        '≠' | '!' => Some(YELLOW),
        '?' | '–' | '·' => Some(DIM),
        _ => None,
    }
}

fn paint(colour: &str, text: &str) -> String {
    format!("\u{1b}[{colour}m{text}\u{1b}[0m")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_bold_and_signs_have_the_colour_of_what_they_say() {
        let text = "a.example\n\nWhat was checked\n  ✓ SPF passed\n  ✕ DKIM failed\n    plain\n";
        let expected = "\u{1b}[1ma.example\u{1b}[0m\n\n\u{1b}[1mWhat was checked\u{1b}[0m\n  \u{1b}[32m✓\u{1b}[0m SPF passed\n  \
                        \u{1b}[31m✕\u{1b}[0m DKIM failed\n    plain\n";
        assert_eq!(painted(text), expected);
    }
}
