//! Tags and their values, in whatever way they are parted: what DMARC, keys, MTA-STS, TLS-RPT and BIMI have in common.

/// The most tags that are read from one record.
const MAX_TAGS: usize = 100;
/// The longest name of a tag that nobody knows.
const MAX_NAME: usize = 24;

/// A tag as it was written: its name in lower case, and all that stands before the next one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    pub(super) name: String,
    pub(super) value: &'a str,
}

/// What a kind of record has.
pub(super) struct Kind {
    /// The names of its tags.
    pub(super) names: &'static [&'static str],
    /// Words after which a tag can begin without anything between them.
    pub(super) whole: &'static [&'static str],
    /// Whether names that are not its own are no tags.
    pub(super) is_closed: bool,
}

/// Takes a text apart: what stands before the first tag, and the tags. A tag begins at a name of the kind's with an equals sign or
/// a colon behind it, or at any other name with an equals sign, so that it does not matter what parts them.
pub(super) fn tags<'a>(text: &'a str, kind: &Kind) -> (&'a str, Vec<Tag<'a>>) {
    let mut starts: Vec<(usize, usize, String)> = Vec::new();
    let mut from = 0;
    for (at, _) in text.char_indices() {
        if at >= from
            && starts.len() < MAX_TAGS
            && let Some((name, value)) = tag_at(text, at, kind)
        {
            (from, _) = (value, starts.push((at, value, name)));
        }
    }
    let before = text.get(..starts.first().map_or(text.len(), |(at, ..)| *at)).unwrap_or_default();
    let ends = starts.iter().skip(1).map(|(at, ..)| *at).chain([text.len()]);
    let tag = |((_, value, name), end): (&(usize, usize, String), usize)| Tag {
        name: name.clone(),
        value: text.get(*value..end).unwrap_or_default().trim_matches(is_edge),
    };
    (before.trim_matches(is_edge), starts.iter().zip(ends).map(tag).collect())
}

/// The name of the tag that begins at a place, and where its value does.
fn tag_at(text: &str, at: usize, kind: &Kind) -> Option<(String, usize)> {
    let (before, rest) = text.split_at_checked(at)?;
    // No further than a name may be long: every place of the text is looked at.
    let is_of_name = |b: &u8| b.is_ascii_alphanumeric() || *b == b'_' || *b == b'-';
    let length = rest.bytes().take(MAX_NAME + 1).take_while(is_of_name).count();
    let name = rest.get(..length).filter(|name| (1..=MAX_NAME).contains(&name.len()))?.to_ascii_lowercase();
    // "rua= mailto=a@b.example"
    if ["mailto", "mail", "email"].contains(&name.as_str()) {
        return None;
    }
    let is_known = kind.names.contains(&name.as_str());
    if kind.is_closed && !is_known {
        return None;
    }
    let ends_with = |word: &&str| {
        let from = before.len().checked_sub(word.len());
        from.and_then(|from| before.get(from..)).is_some_and(|end| end.eq_ignore_ascii_case(word))
    };
    let is_apart =
        before.ends_with(is_separator) || before.is_empty() || is_known && kind.whole.iter().any(ends_with);
    let behind = rest.get(length..)?.trim_start();
    let sign = behind.strip_prefix('=').or_else(|| behind.strip_prefix(':').filter(|_| is_known))?;
    // "rua=:mailto:…", "p==none"
    let value = sign.trim_start_matches(['=', ':', ' ']);
    (is_apart && name.starts_with(|c: char| c.is_ascii_alphabetic()))
        .then(|| (name, text.len() - value.len()))
}

/// A version without what stands in and around it: `"v1.0"` is a slip of `v1`.
pub(super) fn letters(word: &str) -> String {
    let letters = word.chars().filter(char::is_ascii_alphanumeric).take(MAX_NAME);
    letters.map(|c| c.to_ascii_lowercase()).collect()
}

/// What people put between tags.
fn is_separator(c: char) -> bool {
    matches!(c, ' ' | ';' | ',' | '|' | '(' | ')' | '[' | '{' | '<' | '>' | '\u{1}')
}

/// What may stand round a value and is none of it.
fn is_edge(c: char) -> bool {
    matches!(c, ' ' | ';' | ',' | '|' | '(' | ')' | '[' | ']' | '{' | '}' | '<' | '>' | '\u{1}')
}

#[cfg(test)]
mod tests {
    use super::*;

    const KIND: Kind =
        Kind { names: &["v", "p", "sp", "rua"], whole: &["dmarc1", "none", "reject"], is_closed: false };

    fn read(text: &str) -> Vec<(String, String)> {
        tags(text, &KIND).1.into_iter().map(|tag| (tag.name, tag.value.to_owned())).collect()
    }

    #[test]
    fn tags_in_all_kinds_of_lists() {
        let want = [("v", "DMARC1"), ("p", "none"), ("rua", "mailto:a@b.example")];
        let want: Vec<_> =
            want.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        for text in [
            "v=DMARC1; p=none; rua=mailto:a@b.example",
            "v=DMARC1 p=none rua=mailto:a@b.example;",
            "v=DMARC1,p=none,rua=mailto:a@b.example",
            "v = DMARC1 ; P = none ; rua: mailto:a@b.example",
            "v=DMARC1p=nonerua=mailto:a@b.example",
            "v:DMARC1|p:none|rua=:mailto:a@b.example",
            "(v=DMARC1; p=none; <rua=mailto:a@b.example>)",
        ] {
            assert_eq!(read(text), want, "{text}");
        }
        assert_eq!(read("v=DMARC1; other=x; p=none")[1], ("other".to_owned(), "x".to_owned()));
        assert_eq!(read("rua=mailto:a@b.example?subject=p").len(), 1);
        assert_eq!(tags("words p=none", &KIND).0, "words");
    }
}
