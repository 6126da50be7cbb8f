//! JavaScript without comments and indentation. A script is read as far as that needs: what is code, and what is text in it.

use std::iter::Peekable;
use std::str::Chars;

/// The script without what only people read: comments, indentation, empty lines. Texts, template literals and regular expressions
/// stay as they are.
pub(crate) fn script(source: &str) -> String {
    let mut reader = Reader { rest: source.chars().peekable(), out: String::with_capacity(source.len()) };
    reader.code(false);
    if !reader.out.is_empty() && !reader.out.ends_with('\n') {
        reader.out.push('\n');
    }
    reader.out
}

struct Reader<'a> {
    rest: Peekable<Chars<'a>>,
    out: String,
}

impl Reader<'_> {
    /// Code up to the end, or up to the brace that closes a part of a template literal.
    fn code(&mut self, within_template: bool) {
        let mut open = 0_usize;
        while let Some(c) = self.rest.next() {
            match c {
                '\n' => self.line_end(),
                c if c.is_whitespace() && (self.out.is_empty() || self.out.ends_with('\n')) => {}
                '\'' | '"' => self.text(c),
                '`' => self.template(),
                '/' => self.slash(),
                '}' if within_template && open == 0 => {
                    self.out.push('}');
                    return;
                }
                c => {
                    open = match c {
                        '{' => open + 1,
                        '}' => open.saturating_sub(1),
                        _ => open,
                    };
                    self.out.push(c);
                }
            }
        }
    }

    /// Ends a line of code; an empty one goes.
    fn line_end(&mut self) {
        let end = self.out.trim_end_matches([' ', '\t', '\r']).len();
        self.out.truncate(end);
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }

    /// A text in quotes that has been opened. It ends with its line at the latest.
    fn text(&mut self, quote: char) {
        self.out.push(quote);
        while let Some(c) = self.rest.next() {
            self.out.push(c);
            match c {
                '\\' => self.out.extend(self.rest.next()),
                '\n' => return,
                c if c == quote => return,
                _ => {}
            }
        }
    }

    /// A template literal that has been opened, with the code in it.
    fn template(&mut self) {
        self.out.push('`');
        while let Some(c) = self.rest.next() {
            self.out.push(c);
            match c {
                '\\' => self.out.extend(self.rest.next()),
                '`' => return,
                '$' if self.rest.next_if_eq(&'{').is_some() => {
                    self.out.push('{');
                    self.code(true);
                }
                _ => {}
            }
        }
    }

    /// What a slash begins: a comment, a regular expression, or a division.
    fn slash(&mut self) {
        match self.rest.peek().copied() {
            Some('/') => while self.rest.next_if(|&c| c != '\n').is_some() {},
            Some('*') => self.comment(),
            _ if self.expects_value() => self.regular_expression(),
            _ => self.out.push('/'),
        }
    }

    /// A comment of several lines parts what stands beside it, as a line end does (ECMA-262 §12.4).
    fn comment(&mut self) {
        let (mut before, mut lines) = (' ', false);
        // The star that opens it does not close it.
        self.rest.next();
        for c in self.rest.by_ref() {
            lines |= c == '\n';
            if (before, c) == ('*', '/') {
                break;
            }
            before = c;
        }
        if lines {
            self.line_end();
        } else if !self.out.is_empty() && !self.out.ends_with(char::is_whitespace) {
            self.out.push(' ');
        }
    }

    /// Whether a value is to come, so that a slash begins a regular expression: behind an operator or a word of the language.
    fn expects_value(&self) -> bool {
        let before = self.out.trim_end();
        let word =
            before.rsplit(|c: char| !c.is_alphanumeric() && c != '_' && c != '$').next().unwrap_or_default();
        before.is_empty()
            || before.ends_with([
                '(', ',', '=', ':', '[', '!', '&', '|', '?', '{', '}', ';', '>', '+', '-', '*', '%', '~', '^',
            ])
            || matches!(word, "return" | "typeof" | "case" | "in" | "of" | "void" | "delete" | "throw")
    }

    /// A regular expression whose slash has been read; a slash in a class does not end it.
    fn regular_expression(&mut self) {
        self.out.push('/');
        let mut in_class = false;
        while let Some(c) = self.rest.next() {
            self.out.push(c);
            match c {
                '\\' => self.out.extend(self.rest.next()),
                '[' => in_class = true,
                ']' => in_class = false,
                '/' if !in_class => return,
                '\n' => return,
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::script;

    #[test]
    fn code_stays_and_comments_go() {
        let source = "/**\n * Checks.\n */\nexport function a() {\n    // why\n    return 'x // y';   // because\n\n}\n";
        assert_eq!(script(source), "export function a() {\nreturn 'x // y';\n}\n");
    }

    #[test]
    fn a_template_literal_stays_as_it_is() {
        let source = "const a = `\n  // not a comment\n  * nor ${ b(`\n    in ${c} // text`) /* gone */ } this\n\n`;\n  * 2;\n";
        let small =
            "const a = `\n  // not a comment\n  * nor ${ b(`\n    in ${c} // text`)  } this\n\n`;\n* 2;\n";
        assert_eq!(script(source), small);
    }

    #[test]
    fn a_line_of_code_may_begin_with_a_star() {
        assert_eq!(script("const a = b\n  * c;\n"), "const a = b\n* c;\n");
        assert_eq!(script("class A {\n  *each() {}\n}\n"), "class A {\n*each() {}\n}\n");
    }

    #[test]
    fn texts_and_regular_expressions_hold_what_they_like() {
        for line in [
            r#"const a = "it's // no comment \" /* nor */";"#,
            r"const a = '\\';",
            r"const a = /[/*'`]\/\//.test(b);",
            r"return /\[object ([^\]]+)\]/.exec(c);",
            "const a = (b) / 2 / c;",
            "const a = `${b}`;",
        ] {
            assert_eq!(script(&format!("  {line}   // gone\n")), format!("{line}\n"));
        }
    }

    #[test]
    fn a_comment_parts_what_stands_beside_it() {
        assert_eq!(script("return/* of */a;\n"), "return a;\n");
        assert_eq!(script("return /* of\n*/ a;\n"), "return\na;\n");
    }
}
