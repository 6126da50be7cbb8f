//! Text in Markdown (CommonMark with GitHub's tables), whoever wrote it: it stays text, in its line and in its cell.

use waxseal_core::escaping::is_hidden;

/// Signs that mean something anywhere in a line.
const SIGNS: [char; 12] = ['\\', '`', '*', '_', '[', ']', '<', '>', '|', '~', '&', '!'];

/// A sentence. Words that a renderer would make a link, a mention or a reference of by itself are put into code.
#[must_use]
pub fn sentence(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || is_hidden(c)).filter(|word| !word.is_empty());
    let words: Vec<String> =
        words.map(|word| if links_itself(word) { code(word) } else { escaped(word) }).collect();
    let line = words.join(" ");
    // What only means something at the start of a line: lists, headings, rules.
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = line.split_at(digits);
    match rest.chars().next() {
        Some('-' | '+' | '=' | '#' | ':') if digits == 0 => format!("\\{line}"),
        Some('.' | ')') if digits > 0 => format!("{number}\\{rest}"),
        _ => line,
    }
}

/// A value as it is, in code. It never holds a line end, and in a cell its bars do not part the table.
#[must_use]
pub fn code(text: &str) -> String {
    let text: String = text.chars().map(|c| if is_hidden(c) { ' ' } else { c }).collect();
    // A backslash right before a bar would escape the backslash that escapes the bar.
    let text = text.replace("\\|", "\\ |").replace('|', "\\|");
    let (mut longest, mut run) = (0, 0);
    for c in text.chars() {
        run = if c == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    let fence = "`".repeat(longest + 1);
    let needs_room =
        text.trim().is_empty() || text.starts_with(['`', ' ']) || text.ends_with(['`', ' ', '\\']);
    if needs_room { format!("{fence} {text} {fence}") } else { format!("{fence}{text}{fence}") }
}

/// A link to a page of this program's own choosing, or nothing but its text.
pub(super) fn link(url: &str, text: &str) -> String {
    let is_plain = url.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~:/?#@!$&'*+,;=%".contains(&b));
    if url.starts_with("https://") && is_plain {
        format!("[{}](<{url}>)", sentence(text))
    } else {
        sentence(text)
    }
}

fn escaped(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        if SIGNS.contains(&c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Whether GitHub, or another renderer, links this word without being asked to.
fn links_itself(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    word.contains(['@', '#'])
        || ["://", "www.", "mailto:", "xmpp:", "gh-"].iter().any(|sign| lower.contains(sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_stay_signs() {
        assert_eq!(
            sentence("a *b* _c_ [d](e) <f> `g` | h"),
            "a \\*b\\* \\_c\\_ \\[d\\](e) \\<f\\> \\`g\\` \\| h"
        );
        assert_eq!(sentence("1. x\n# y"), "1\\. x `#` y");
        assert_eq!(sentence("- x"), "\\- x");
        assert_eq!(
            sentence("see https://a.example, jo@b.example or www.c.example"),
            "see `https://a.example,` `jo@b.example` or `www.c.example`"
        );
    }

    #[test]
    fn code_holds_whatever_stands_in_it() {
        assert_eq!(code("v=spf1 -all"), "`v=spf1 -all`");
        assert_eq!(code("a`b``c"), "```a`b``c```");
        assert_eq!(code("`"), "`` ` ``");
        assert_eq!(code("a|b\\|c\nd"), "`a\\|b\\ \\|c d`");
        assert_eq!(code(""), "`  `");
    }

    #[test]
    fn links_are_only_this_programs() {
        assert_eq!(link("https://a.example/x?y=1", "A [b]"), "[A \\[b\\]](<https://a.example/x?y=1>)");
        assert_eq!(link("javascript:alert(1)", "A"), "A");
        assert_eq!(link("https://a.example/>x", "A"), "A");
    }
}
