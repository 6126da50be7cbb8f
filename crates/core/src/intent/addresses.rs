//! Addresses that reports go to.

use crate::punycode;

/// The most addresses that are read from one list.
const MAX_ADDRESSES: usize = 50;

/// The addresses of a list, and the words in it that are none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Addresses {
    /// Each as a URI.
    pub(super) uris: Vec<String>,
    /// What cannot be told.
    pub(super) unclear: Vec<String>,
}

/// Reads a list, whatever parts it. Nobody's address is lost: what is none is named.
pub(super) fn read(list: &str) -> Addresses {
    let is_between = |c: char| {
        matches!(c, ',' | ';' | ' ' | '|' | '<' | '>' | '(' | ')' | '[' | ']' | '{' | '}' | '\u{1}')
    };
    // Two addresses that lost what stood between them.
    let spelled = list
        .replace("mailto:", " mailto:")
        .replace("(at)", "@")
        .replace("[at]", "@")
        .replace("(dot)", ".")
        .replace("[dot]", ".");
    let mut found = Addresses::default();
    for word in joined(spelled.split(is_between).filter(|word| !word.is_empty()).take(MAX_ADDRESSES)) {
        match uri(&word) {
            Uri::Right(uri) if found.uris.iter().all(|own| !own.eq_ignore_ascii_case(&uri)) => {
                found.uris.push(uri);
            }
            Uri::Right(_) | Uri::Nothing => {}
            Uri::Unclear => found.unclear.push(word),
        }
    }
    found
}

/// Puts together what a space tore in two, or a comma in place of a dot.
fn joined<'a>(words: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for word in words {
        match out.last_mut().and_then(|before| Some((between(before, word)?, before))) {
            Some((sign, before)) => {
                before.push_str(sign);
                before.push_str(word);
            }
            None => out.push(word.to_owned()),
        }
    }
    out
}

/// What belongs between two words that were one; `None` where they are two.
fn between(before: &str, word: &str) -> Option<&'static str> {
    let host = before.rsplit_once('@').map_or("", |(_, host)| host);
    // A host with one label goes on.
    let is_begun = !host.is_empty() && !host.trim_end_matches('.').contains('.') && !bare_scheme(word);
    let is_label = (2..=24).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_lowercase());
    if before.ends_with([':', '/', '@']) {
        return Some("");
    }
    if bare_scheme(before) {
        return Some(":");
    }
    let is_one = word.starts_with('@') && host.is_empty()
        || word.starts_with('!')
        || before.ends_with('.') && is_begun && !word.contains(['@', ':']);
    if is_one {
        return Some("");
    }
    // "a@b,example"
    (is_label && is_begun).then_some(".")
}

enum Uri {
    Right(String),
    Nothing,
    Unclear,
}

/// One address as the URI that was meant.
fn uri(word: &str) -> Uri {
    let word = word.trim_matches(['.', ':', '=', '`', '*', '\\', '-']);
    if word.is_empty() || bare_scheme(word) {
        return Uri::Nothing;
    }
    if let Some(rest) =
        strip(word, "https:").or_else(|| strip(word, "http:")).filter(|rest| !rest.contains('@'))
    {
        let (scheme, rest) =
            (if strip(word, "https:").is_some() { "https" } else { "http" }, rest.trim_start_matches('/'));
        return if rest.contains('.') { Uri::Right(format!("{scheme}://{rest}")) } else { Uri::Unclear };
    }
    let (word, size) = word.split_once('!').map_or((word, ""), |(word, size)| (word, size));
    let word = word.trim_end_matches(['.', '-', ':', '=', '/']);
    let Some((local, host)) = word.rsplit_once('@') else { return Uri::Unclear };
    let (host, query) =
        host.split_once('?').map_or((host, String::new()), |(host, query)| (host, format!("?{query}")));
    let host = host.trim_end_matches('.');
    // Whatever stands before the last colon was meant as a scheme: no local part of a report address has one.
    let local = local.rsplit([':', '/', '=']).next().unwrap_or_default();
    let local = local.trim_matches('@');
    let is_of_host = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_');
    let fits =
        !local.is_empty() && host.contains('.') && host.chars().all(is_of_host) && !host.contains("..");
    // RFC 7489 §12: an address that is written in DNS has the A-labels of its domain.
    let Some(host) = to_ascii(host).filter(|_| fits && local.is_ascii()) else { return Uri::Unclear };
    Uri::Right(format!("mailto:{local}@{host}{query}{}", size_of(size)))
}

/// A domain with each of its labels as DNS has it; `None` where one is too long.
fn to_ascii(host: &str) -> Option<String> {
    let labels: Option<Vec<String>> = host.split('.').map(punycode::encode).collect();
    Some(labels?.join("."))
}

/// `!10MB` is `!10m` (RFC 7489 §6.2).
fn size_of(text: &str) -> String {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, unit) = text.split_at_checked(digits).unwrap_or_default();
    let unit = unit.trim_start().to_ascii_lowercase();
    let unit = unit.chars().next().filter(|c| "kmgt".contains(*c));
    if number.is_empty() {
        String::new()
    } else {
        format!("!{number}{}", unit.map(String::from).unwrap_or_default())
    }
}

/// Whether a word is a scheme alone.
fn bare_scheme(word: &str) -> bool {
    let word = word.trim_end_matches([':', '/', '=']).to_ascii_lowercase();
    ["mailto", "mail", "to", "email", "malto", "mailt", "mailo", "maito"].contains(&word.as_str())
}

fn strip<'a>(text: &'a str, start: &str) -> Option<&'a str> {
    let (own, rest) = text.split_at_checked(start.len())?;
    own.eq_ignore_ascii_case(start).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_in_all_kinds_of_lists() {
        for list in [
            "mailto:a@b.example,mailto:c@d.example",
            "mailto:a@b.example, mailto:c@d.example",
            "mailto:a@b.example;mailto:c@d.example",
            "mailto:a@b.example mailto:c@d.example",
            "mailto:a@b.example,c@d.example",
            "a@b.example c@d.example",
            "<mailto:a@b.example>,<c@d.example>",
            "mailto: a@b.example, mailto : c@d.example",
            "mailto:<a@b.example> malto:c@d.example",
            "mail:a@b.example,Mailto=c@d.example",
            "mailto//a@b.example,mailto://c@d.example",
            "mailto:a @b.example,mailto:c@ d.example",
            "mailto:a(at)b.example|[c@d.example]",
            "mailto:mailto:a@b.example,mailto:a@b.example,mailto:c@d.example.",
            "mailto;a@b.example,mailto:c@d,example",
            "mail to:a@b.example,,c@d.example,",
        ] {
            let read = read(list);
            assert_eq!(
                (read.uris.join(" ").as_str(), read.unclear.len()),
                ("mailto:a@b.example mailto:c@d.example", 0),
                "{list}"
            );
        }
    }

    #[test]
    fn sizes_other_schemes_and_what_is_no_address() {
        let uris = |list| read(list).uris.join(" ");
        assert_eq!(uris("mailto:a@b.example!10MB"), "mailto:a@b.example!10m");
        assert_eq!(
            uris("a@b.example!10m,mailto:c@d.example !5 MB"),
            "mailto:a@b.example!10m mailto:c@d.example!5"
        );
        assert_eq!(uris("https://r.example/v1"), "https://r.example/v1");
        assert_eq!(read("mailto:dmarc").unclear, ["mailto:dmarc"]);
        assert_eq!(read("reports").unclear, ["reports"]);
    }
}
