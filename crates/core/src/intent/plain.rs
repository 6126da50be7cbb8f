//! A record without the characters that other notations put into it: a word processor's, a web page's, a zone file's.

/// Where one quoted string ends and the next begins, as in `"v=spf1 include:a.exam" "ple.com -all"`. DNS puts them together
/// without anything between them (RFC 7208 §3.3); people often forget the space that they meant.
pub(super) const BORDER: char = '\u{1}';

/// The most characters of a text that are looked at; a TXT record holds no more.
const MAX_READ: usize = 65_536;

/// What web pages write for single characters.
const ENTITIES: [(&str, char); 11] = [
    ("quot;", '"'),
    ("#34;", '"'),
    ("#x22;", '"'),
    ("apos;", '\''),
    ("#39;", '\''),
    ("nbsp;", ' '),
    ("#160;", ' '),
    ("lt;", '<'),
    ("gt;", '>'),
    ("amp;", '&'),
    ("#45;", '-'),
];

/// What addresses of web pages write for them, after the percent sign. What a `mailto:` may need is not among them.
const ENCODED: [(&str, char); 10] = [
    ("20", ' '),
    ("22", '"'),
    ("2d", '-'),
    ("2f", '/'),
    ("3a", ':'),
    ("3d", '='),
    ("40", '@'),
    ("7c", '|'),
    ("7e", '~'),
    ("09", ' '),
];

/// The text in plain characters. Quotation marks are gone, and [`BORDER`] stands between two quoted strings.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.get(..text.floor_char_boundary(MAX_READ)).unwrap_or_default();
    while let Some(c) = rest.chars().next() {
        let (c, length) = match c {
            '&' => entity(rest),
            '%' => encoded(rest),
            '\\' => escaped(rest),
            '<' => line_break(rest),
            c => (Some(c), c.len_utf8()),
        };
        rest = rest.get(length..).unwrap_or_default();
        out.extend(c.and_then(usual));
    }
    unquoted(&out)
}

/// `&quot;` and the like, and how long it is.
fn entity(text: &str) -> (Option<char>, usize) {
    let after = text.get(1..).unwrap_or_default();
    let is_it = |name: &str| after.get(..name.len()).is_some_and(|own| own.eq_ignore_ascii_case(name));
    let found = ENTITIES.iter().find(|(name, _)| is_it(name));
    found.map_or((Some('&'), 1), |(name, c)| (Some(*c), name.len() + 1))
}

/// `<br>`, as web pages part lines.
fn line_break(text: &str) -> (Option<char>, usize) {
    let is_it = |own: &&&str| text.get(..own.len()).is_some_and(|start| start.eq_ignore_ascii_case(own));
    let found = ["<br>", "<br/>", "<br />", "<wbr>", "</p>", "<p>"].iter().find(is_it);
    found.map_or((Some('<'), 1), |own| (Some(' '), own.len()))
}

/// `%20` and the like; a macro of SPF has other characters behind its percent sign (RFC 7208 §7.1).
fn encoded(text: &str) -> (Option<char>, usize) {
    let code = text.get(1..3).unwrap_or_default().to_ascii_lowercase();
    let found = ENCODED.iter().find(|(own, _)| *own == code);
    found.map_or((Some('%'), 1), |(_, c)| (Some(*c), 3))
}

/// `\032`, `\;` and the like (RFC 1035 §5.1). A mask never begins with a zero, so that `192.0.2.0\24` shows a slash that leans
/// the wrong way.
fn escaped(text: &str) -> (Option<char>, usize) {
    let after = text.get(1..).unwrap_or_default();
    let digits = after.bytes().take_while(u8::is_ascii_digit).count();
    let code: Option<u8> = after.get(..3).and_then(|code| code.parse().ok());
    match (digits, code) {
        (3.., Some(code)) if after.starts_with('0') => (Some(char::from(code)), 4),
        (1.., _) => (Some('/'), 1),
        _ => (None, 1),
    }
}

/// The plain character that another was put in place of; `None` for those that nobody sees.
fn usual(c: char) -> Option<char> {
    Some(match c {
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '＂' | '‘' | '’' | '‚' | '‛' | '′' | '\'' => {
            '"'
        }
        '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}'
        | '\u{feff}' => {
            return None;
        }
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '﹣' | '⁃' | '➖' | '\u{2500}' => '-',
        '˜' | '∼' | '∽' | '〜' | '∿' => '~',
        '⁄' | '∕' => '/',
        '、' | '،' | '﹐' => ',',
        '；' | '؛' | '•' | '·' | '∙' | '‧' | '│' | '¦' => ';',
        '．' | '。' | '․' => '.',
        '：' | '꞉' | '∶' => ':',
        // The wide forms of the keys of East Asian keyboards.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c if c.is_whitespace() || c.is_control() => ' ',
        c => c,
    })
}

/// The text without its quotation marks.
fn unquoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('"') {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        let after = after.get(1..).unwrap_or_default();
        match after.trim_start().strip_prefix('"') {
            // Before the first string and behind the last there is nothing to part.
            Some(next) if !out.trim().is_empty() && !next.trim().is_empty() => {
                out.push(BORDER);
                rest = next;
            }
            Some(next) => rest = next,
            None => rest = after,
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_of_other_notations() {
        assert_eq!(plain("“v=spf1\u{a0}mx –all”"), "v=spf1 mx -all");
        assert_eq!(plain("&quot;v=spf1 mx -all&quot;"), "v=spf1 mx -all");
        assert_eq!(plain("v=spf1%20mx%20%7eall"), "v=spf1 mx ~all");
        assert_eq!(plain("v=spf1\\032ip4:192.0.2.0\\24 -all\\;"), "v=spf1 ip4:192.0.2.0/24 -all;");
        assert_eq!(plain("\u{feff}v=spf1 ＭＸ －all"), "v=spf1 MX -all");
        assert_eq!(plain("exists:%{i}.%{d2} %% %_"), "exists:%{i}.%{d2} %% %_");
        assert_eq!(plain("\"v=spf1 a:b.exam\" \"ple -all\""), "v=spf1 a:b.exam\u{1}ple -all");
        assert_eq!(plain("\"\"v=spf1 mx\"\" "), "v=spf1 mx ");
    }
}
