//! What can be masked, and how a text looks without it.

use super::from_report::{FromReport, Sound};
use waxseal_core::evidence::ResultWord;
use waxseal_core::json::Json;
use waxseal_core::message::address_list;

/// What stands in the place of what was masked.
pub const MASKED: &str = "…";
/// The longest word that is taken for one of a protocol's.
const MAX_WORD: usize = 60;

/// A kind of text that can be masked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mask {
    /// The part of every address before its `@`, return paths and forwarders' addresses included.
    Addresses,
    /// The Subject.
    Subject,
    /// The names of people and of their machines.
    Names,
    /// Message-IDs, and the numbers under which servers kept the message.
    Ids,
    /// Free text: comments, remarks, and every header field that is no evidence.
    Texts,
}

impl Mask {
    /// Every kind, in the order of the menu.
    pub const ALL: [Self; 5] = [Self::Addresses, Self::Subject, Self::Names, Self::Ids, Self::Texts];

    /// The word that stands in the drawn element.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Addresses => "addresses",
            Self::Subject => "subject",
            Self::Names => "names",
            Self::Ids => "ids",
            Self::Texts => "texts",
        }
    }

    /// The kind of a drawn element.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mask| mask.as_str() == word)
    }
}

impl FromReport for Mask {
    fn from_report(value: &Json, sound: &Sound) -> Self {
        sound.or(value.as_str().and_then(Self::from_word), || Self::Texts)
    }
}

/// Which kinds are masked: all, unless a person says otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Masks(Vec<Mask>);

impl Default for Masks {
    fn default() -> Self {
        Self(Mask::ALL.to_vec())
    }
}

impl Masks {
    /// These and no others.
    #[must_use]
    pub fn only(kinds: &[Mask]) -> Self {
        Self(Mask::ALL.into_iter().filter(|mask| kinds.contains(mask)).collect())
    }

    /// The kinds, in the order of the menu.
    #[must_use]
    pub fn kinds(&self) -> &[Mask] {
        &self.0
    }

    /// Whether a kind is masked.
    #[must_use]
    pub fn has(&self, kind: Mask) -> bool {
        self.0.contains(&kind)
    }

    /// Masks a kind, or leaves it as it is, whichever it was not.
    pub fn switch(&mut self, kind: Mask) {
        let was = self.has(kind);
        let wanted = |other: &Mask| if *other == kind { !was } else { self.0.contains(other) };
        self.0 = Mask::ALL.into_iter().filter(wanted).collect();
    }

    /// A text of one kind as a whole.
    pub(super) fn whole(&self, kind: Mask, text: &str) -> String {
        if self.has(kind) && !text.is_empty() { MASKED.to_owned() } else { self.free(text) }
    }

    /// A text that is shown as it is but for the addresses in it.
    pub(super) fn free(&self, text: &str) -> String {
        if self.has(Mask::Addresses) { without_local_parts(text) } else { text.to_owned() }
    }

    /// An address, or a domain in the place of one.
    pub(super) fn address(&self, text: &str) -> String {
        match text.rsplit_once('@') {
            Some((local, domain)) if self.has(Mask::Addresses) && !local.is_empty() => {
                format!("{MASKED}@{}", name(domain))
            }
            Some(_) => text.to_owned(),
            // What has no `@` is a domain that a receiver noted in its place, or the name of an account.
            None if text.is_empty() || is_host(text) => text.to_owned(),
            None => self.whole(Mask::Addresses, text),
        }
    }

    /// The name of an account, which may be the part of an address before its `@`.
    pub(super) fn account(&self, text: &str) -> String {
        if text.contains('@') { self.address(text) } else { self.whole(Mask::Addresses, text) }
    }

    /// A list of addresses with their display names. What does not read as one is masked.
    pub(super) fn address_list(&self, text: &str) -> String {
        if !self.has(Mask::Addresses) && !self.has(Mask::Names) {
            return text.to_owned();
        }
        if text.trim() == "<>" {
            return text.to_owned();
        }
        let listed = address_list(text).mailboxes.into_iter().map(|mailbox| {
            let address = self.address(&mailbox.address());
            match mailbox.display.as_str() {
                "" => format!("<{address}>"),
                display => format!("{} <{address}>", self.whole(Mask::Names, display)),
            }
        });
        let listed: Vec<String> = listed.collect();
        if listed.is_empty() && !text.trim().is_empty() { MASKED.to_owned() } else { listed.join(", ") }
    }

    /// What a machine calls itself: a name of DNS or an address stays, any other name may be a person's.
    pub(super) fn host(&self, text: &str) -> String {
        if is_host(text) { text.to_owned() } else { self.whole(Mask::Names, text) }
    }

    /// A word of a protocol; anything else is free text.
    pub(super) fn word(&self, text: &str) -> String {
        if is_word(text) { text.to_owned() } else { self.whole(Mask::Texts, text) }
    }

    /// A result, where a receiver has a word of its own for it.
    pub(super) fn result(&self, result: &ResultWord) -> ResultWord {
        match result {
            ResultWord::Other(word) => ResultWord::of(&self.word(word)),
            known => known.clone(),
        }
    }

    /// Each of some such values.
    pub(super) fn each(&self, texts: &mut [String]) {
        texts.iter_mut().for_each(|text| *text = self.by_form(text));
    }

    /// A value of which only its form tells what it is: an address, a word, or free text.
    pub(super) fn by_form(&self, text: &str) -> String {
        let is_one = !text.contains(char::is_whitespace);
        if is_one && text.contains('@') { self.address(text) } else { self.word(text) }
    }
}

/// A domain as it may stand after an `@`; what cannot be one was part of somebody's address.
fn name(domain: &str) -> &str {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '[' | ']' | ':');
    if domain.chars().all(is_part) { domain } else { MASKED }
}

/// Endings of names that machines have in people's houses.
const PRIVATE: [&str; 5] = [".local", ".lan", ".home", ".localdomain", ".home.arpa"];

/// Whether this is a name that DNS can have, or an address.
fn is_host(text: &str) -> bool {
    let bare = text.trim_matches(['[', ']', '.']);
    let bare = bare.strip_prefix("IPv6:").unwrap_or(bare);
    if bare.parse::<std::net::IpAddr>().is_ok() || bare.eq_ignore_ascii_case("localhost") {
        return true;
    }
    let lower = bare.to_ascii_lowercase();
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_');
    bare.contains('.') && bare.chars().all(is_part) && !PRIVATE.iter().any(|end| lower.ends_with(end))
}

/// Whether this can be a word of a protocol: one, and not long.
pub(super) fn is_word(text: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '/' | ':' | '+' | '=');
    text.len() <= MAX_WORD && text.chars().all(is_part)
}

/// Names before a `=` that are no part of an address: properties, tags and keys.
const NAMES: [&str; 9] =
    ["envelope-from", "mailfrom", "from", "for", "sender", "user", "i", "rcptto", "authenticated_sender"];

/// What the names of properties begin with (RFC 8601 §2.2).
const PREFIXES: [&str; 3] = ["smtp.", "header.", "policy."];

/// The text with the part before each `@` masked. In `smtp.mailfrom=a@b` the name stays.
fn without_local_parts(text: &str) -> String {
    let mut out = String::new();
    // What is percent-encoded in a URL is an address all the same.
    let text = text.replace("%40", "@");
    let mut pieces = text.split('@').peekable();
    while let Some(piece) = pieces.next() {
        if pieces.peek().is_none() {
            out.push_str(piece);
            break;
        }
        let start = local_start(piece);
        let (before, local) = piece.split_at(start);
        out.push_str(before);
        if !local.is_empty() {
            out.push_str(MASKED);
        }
        out.push('@');
    }
    out
}

/// Where the local part begins that ends this text.
fn local_start(text: &str) -> usize {
    if let Some(open) = text.strip_suffix('"') {
        return open.rfind('"').unwrap_or(0);
    }
    let is_end =
        |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '(' | ')' | ',' | ';' | ':' | '"' | '[' | ']');
    let word = text.rfind(is_end).map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    let name = text[word..].split_once('=').map_or("", |(name, _)| name);
    let is_dotted =
        name.contains('.') && name.chars().all(|c| c.is_ascii_lowercase() || c == '.' || c == '-');
    let is_name =
        NAMES.contains(&name) || (is_dotted && PREFIXES.iter().any(|prefix| name.starts_with(prefix)));
    if is_name { word + name.len() + 1 } else { word }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn local_parts_go_and_the_rest_stays() {
        let masks = Masks::only(&[Mask::Addresses]);
        for (text, masked) in [
            ("a@b.example", "…@b.example"),
            ("smtp.mailfrom=prvs=1ab=jo@b.example;", "smtp.mailfrom=…@b.example;"),
            ("domain of bounce+jo=c.example@b.example designates", "domain of …@b.example designates"),
            ("prvs=1ab=jo@b.example", "…@b.example"),
            ("header.i=@b.example", "header.i=@b.example"),
            ("\"jo doe\"@b.example x", "…@b.example x"),
            (
                "<mailto:jo@b.example?subject=x>, <https://u.example/jo%40b.example>",
                "<mailto:…@b.example?subject=x>, <https:…@b.example>",
            ),
            ("jö@b.example and a@b@c.example", "…@b.example and …@…@c.example"),
            ("no address", "no address"),
        ] {
            assert_eq!(masks.free(text), masked, "{text}");
        }
    }

    #[test]
    fn an_address_list_keeps_its_domains() {
        let masks = Masks::default();
        assert_eq!(
            masks.address_list("Jo Doe <jo@b.example>, c@d.example"),
            "… <…@b.example>, <…@d.example>"
        );
        assert_eq!(masks.address_list("<>"), "<>");
        assert_eq!(masks.address_list("jo"), "…");
        assert_eq!(Masks::only(&[Mask::Names]).address_list("Jo <jo@b.example>"), "… <jo@b.example>");
        assert_eq!(Masks::only(&[]).address_list("Jo <jo@b.example>"), "Jo <jo@b.example>");
    }

    #[test]
    fn the_name_of_a_machine_is_a_persons_unless_dns_has_it() {
        let masks = Masks::default();
        for host in ["mail.b.example", "[192.0.2.1]", "2001:db8::1", "[IPv6:2001:db8::1]"] {
            assert_eq!(masks.host(host), host);
        }
        for host in ["LAPTOP-JO", "jos-mac.local", "jo@b.example", "two words.example"] {
            assert_eq!(masks.host(host), MASKED);
        }
    }

    #[test]
    fn a_switch_goes_both_ways() {
        let mut masks = Masks::default();
        masks.switch(Mask::Subject);
        assert!(!masks.has(Mask::Subject) && masks.has(Mask::Ids));
        masks.switch(Mask::Subject);
        assert_eq!(masks, Masks::default());
    }
}
