//! Character references of web pages (HTML §13.5), which a copied text may carry.

use std::borrow::Cow;

/// The longest reference that is looked for, its `&` and `;` included.
const MAX_REFERENCE: usize = 10;

/// A text with the character references of web pages undone; those that nobody writes into a header stay.
pub(crate) fn without_entities(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, at)) = rest.find('&').and_then(|at| rest.split_at_checked(at)) {
        out.push_str(before);
        rest = match referred(at) {
            Some((c, after)) => {
                out.push(c);
                after
            }
            None => {
                out.push('&');
                at.get(1..).unwrap_or_default()
            }
        };
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The character of a reference at the start of a text, and what follows it.
fn referred(text: &str) -> Option<(char, &str)> {
    let end = text.bytes().take(MAX_REFERENCE).position(|b| b == b';')?;
    let (name, after) = (text.get(1..end)?, text.get(end + 1..)?);
    let number = |digits: &str| match digits.strip_prefix(['x', 'X']) {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok(),
        None => digits.parse().ok(),
    };
    let c = match name {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        _ => char::from_u32(number(name.strip_prefix('#')?)?)?,
    };
    Some((if c == '\u{a0}' { ' ' } else { c }, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_undone_once() {
        for (text, expected) in [
            ("a &lt;b@c.example&gt;", "a <b@c.example>"),
            ("&#60;&#x3E;&quot;&apos;&nbsp;&#160;.", "<>\"'  ."),
            ("&amp;lt;", "&lt;"),
            ("a & b &unknown; &", "a & b &unknown; &"),
            ("&#xd800;", "&#xd800;"),
        ] {
            assert_eq!(without_entities(text), expected);
        }
    }
}
