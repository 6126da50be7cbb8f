//! The tokens of structured header fields: words, quoted strings, comments and semicolons.

use crate::syntax::Span;

/// The most tokens read from one field.
pub(super) const MAX_TOKENS: usize = 10_000;
/// The most comments nested in one another; what is deeper counts as text of the comment.
const MAX_COMMENT_DEPTH: usize = 32;

/// One token, and whether white space stood before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) spaced: bool,
    pub(super) span: Span,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A run of anything that is not white space, a quote, a comment or a semicolon.
    Word(String),
    /// A quoted string, without its quotes and backslashes.
    Quoted(String),
    /// A comment, without its outer parentheses; inner ones are kept.
    Comment(String),
    /// `;`
    Semicolon,
}

/// Splits a field value into tokens. A quote or comment that is never closed runs to the end.
pub(super) fn tokens(value: &str) -> Vec<Token> {
    let mut out = Vec::new();
    let mut spaced = false;
    let mut chars = value.char_indices().peekable();
    while let Some(&(start, c)) = chars.peek() {
        if out.len() == MAX_TOKENS {
            break;
        }
        if c.is_whitespace() {
            spaced = true;
            chars.next();
            continue;
        }
        let kind = match c {
            ';' => {
                chars.next();
                Kind::Semicolon
            }
            '"' => Kind::Quoted(quoted(&mut chars)),
            '(' => Kind::Comment(comment(&mut chars)),
            _ => Kind::Word(word(&mut chars)),
        };
        let end = chars.peek().map_or(value.len(), |&(at, _)| at);
        out.push(Token { kind, spaced, span: Span { start, end } });
        spaced = false;
    }
    out
}

type Chars<'a> = std::iter::Peekable<std::str::CharIndices<'a>>;

fn word(chars: &mut Chars<'_>) -> String {
    let mut text = String::new();
    while let Some((_, c)) = chars.next_if(|&(_, c)| !c.is_whitespace() && !matches!(c, '"' | '(' | ';')) {
        text.push(c);
    }
    text
}

fn quoted(chars: &mut Chars<'_>) -> String {
    chars.next();
    quoted_text(chars)
}

/// Whether a quoted string whose first quote was read has a second one.
fn is_closed(chars: &Chars<'_>) -> bool {
    let mut ahead = chars.clone();
    while let Some((_, c)) = ahead.next() {
        match c {
            '"' => return true,
            '\\' => {
                ahead.next();
            }
            _ => {}
        }
    }
    false
}

/// A character of a quoted string within a comment, where what would end an address or a comment means nothing.
fn harmless(c: char) -> char {
    if c.is_whitespace() || "()<>[];".contains(c) { '_' } else { c }
}

/// The text of a quoted string, from behind its first quote to its second.
fn quoted_text(chars: &mut Chars<'_>) -> String {
    let mut text = String::new();
    while let Some((_, c)) = chars.next() {
        match c {
            '"' => break,
            '\\' => text.extend(chars.next().map(|(_, c)| c)),
            '\r' | '\n' => {}
            c => text.push(c),
        }
    }
    text
}

fn comment(chars: &mut Chars<'_>) -> String {
    let (mut text, mut depth) = (String::new(), 0_usize);
    while let Some((_, c)) = chars.next() {
        match c {
            '(' if depth < MAX_COMMENT_DEPTH => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            '\\' => {
                text.extend(chars.next().map(|(_, c)| c));
                continue;
            }
            // RFC 5322 §3.2.2 gives quotes no meaning here, but servers write addresses into comments, and senders choose those.
            '"' if depth > 0 && is_closed(chars) => {
                let inner = quoted_text(chars);
                // RFC 5321 §4.1.2: a local part.
                let is_address = chars.peek().is_some_and(|&(_, next)| matches!(next, '@' | '.'));
                let shown = |c: char| if is_address { harmless(c) } else { c };
                text.push('"');
                text.extend(inner.chars().map(shown));
                text.push('"');
                continue;
            }
            _ => {}
        }
        if depth == 0 {
            break;
        }
        if !(text.is_empty() && depth == 1 && c == '(') {
            text.push(if c.is_whitespace() { ' ' } else { c });
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(value: &str) -> Vec<Kind> {
        tokens(value).into_iter().map(|token| token.kind).collect()
    }

    #[test]
    fn words_quotes_comments_and_semicolons() {
        let text = "a=b; (one (two)\r\n three) \"q \\\" q\"@x";
        assert_eq!(
            kinds(text),
            [
                Kind::Word("a=b".into()),
                Kind::Semicolon,
                Kind::Comment("one (two) three".into()),
                Kind::Quoted("q \" q".into()),
                Kind::Word("@x".into()),
            ]
        );
        let all = tokens(text);
        assert_eq!(all.iter().map(|t| t.spaced).collect::<Vec<_>>(), [false, false, true, true, false]);
        assert_eq!(all[2].span.text(text), "(one (two)\r\n three)");
    }

    #[test]
    fn an_address_with_quotes_ends_no_comment() {
        let text = r#"(envelope-from <"x) via \" y (z"@a.example>) id 1"#;
        let comment = Kind::Comment(r#"envelope-from <"x__via_"_y__z"@a.example>"#.into());
        assert_eq!(kinds(text), [comment, Kind::Word("id".into()), Kind::Word("1".into())]);
        assert_eq!(kinds(r#"(5" wide) a"#), [Kind::Comment(r#"5" wide"#.into()), Kind::Word("a".into())]);
    }

    #[test]
    fn what_is_never_closed_runs_to_the_end() {
        assert_eq!(kinds("(a (b"), [Kind::Comment("a (b".into())]);
        assert_eq!(kinds("\"a b"), [Kind::Quoted("a b".into())]);
        assert_eq!(tokens(&"(".repeat(200_000)).len(), 1);
        assert_eq!(tokens(&"a ".repeat(200_000)).len(), MAX_TOKENS);
    }
}
