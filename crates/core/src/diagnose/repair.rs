//! An SPF record that breaks the grammar, as it was meant.

use super::likeness::distance;
use super::records::SpfTerms;
use crate::spf;
use std::net::IpAddr;

/// The mechanisms and modifiers that a slip is compared with, as they are written (RFC 7208 §4.6.1).
const NAMES: [&str; 9] = ["include:", "ip4:", "ip6:", "a:", "mx:", "ptr:", "exists:", "redirect=", "exp="];
/// Where a new term begins inside another that lost the space before it. Shorter names also end ordinary words.
const BEGINNINGS: [&str; 5] = ["include:", "ip4:", "ip6:", "exists:", "redirect="];
/// The most terms of a record that are mended; a longer text is no slip of the pen.
const MAX_TERMS: usize = 100;

/// What became of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Repaired {
    /// The record that can be used.
    pub(crate) text: String,
    /// Terms that may have listed a sender, and of which nobody can tell which.
    pub(crate) dropped: Vec<String>,
}

/// Mends what is plain. A term that cannot be mended is named, and then the record ends softly: a sender that fell out must not
/// be refused for it.
pub(crate) fn repaired(record: &str) -> Repaired {
    let plain = without_typography(record);
    let pieces = plain.split(|c: char| c.is_whitespace()).skip(1).flat_map(separated).take(MAX_TERMS);
    let mut kept: Vec<String> = Vec::new();
    let mut dropped = Vec::new();
    for term in joined(pieces.collect()).iter().flat_map(|term| unglued(term)) {
        match mended(&term) {
            Mended::Term(term) => kept.push(term),
            Mended::Nothing => {}
            Mended::Unclear => dropped.push(term),
        }
    }
    let terms = SpfTerms::of(&format!("v=spf1 {}", kept.join(" "))).ended().distinct();
    let terms = if dropped.is_empty() { terms } else { terms.softened() };
    Repaired { text: terms.to_string(), dropped }
}

/// Whether a text was meant to be an SPF record and is none: quoted, with a space before it, or a slip in its version.
pub(super) fn is_near(text: &str) -> bool {
    let plain = without_typography(text).to_ascii_lowercase();
    let first = plain.split_whitespace().next().unwrap_or_default();
    let bare: String = first.chars().filter(char::is_ascii_alphanumeric).collect();
    !spf::Record::is_spf(text)
        && ["vspf1", "vspf", "spf1", "vspf10", "vspf2", "vsfp1", "vspfl"].contains(&bare.as_str())
}

/// The record with the characters that word processors and panels put in place of others.
fn without_typography(record: &str) -> String {
    let plain = record
        .trim()
        .chars()
        .filter(|c| !matches!(c, '"' | '“' | '”' | '„' | '‘' | '’' | '\u{feff}' | '\u{200b}'));
    let plain = plain.map(|c| match c {
        '–' | '—' | '−' | '‐' | '‑' => '-',
        '\\' => '/',
        '\u{a0}' => ' ',
        c => c,
    });
    let text: String = plain.collect();
    // "v = spf1" and "v=spf1;include:…" have their version mended here, since all else follows the first space.
    let text = text.trim_start().replacen("v = spf1", "v=spf1", 1);
    match text.split_once(';') {
        Some((version, rest)) if !version.contains(char::is_whitespace) => format!("{version} {rest}"),
        _ => text,
    }
}

/// A comma or a semicolon separates terms; inside the braces of a macro it is a delimiter (RFC 7208 §7.1).
fn separated(word: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut inside = false;
    for c in word.chars() {
        match c {
            ',' | ';' if !inside => parts.push(String::new()),
            _ => {
                inside = (inside || c == '{') && c != '}';
                if let Some(part) = parts.last_mut() {
                    part.push(c);
                }
            }
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// A space behind a colon tears a term in two: the second half is a bare name or address.
fn joined(words: Vec<String>) -> Vec<String> {
    let mut terms: Vec<String> = Vec::new();
    for word in words {
        let is_rest = !word.contains([':', '=']) || word.parse::<IpAddr>().is_ok();
        let is_rest = is_rest && word.contains('.') && !word.starts_with(['-', '~', '?', '+']);
        match terms.last_mut().filter(|before| is_rest && before.ends_with([':', '='])) {
            Some(before) => before.push_str(&word),
            None => terms.push(word),
        }
    }
    terms
}

/// The terms of a text whose strings were put together without the space between them.
fn unglued(term: &str) -> Vec<String> {
    if is_right(term) && !BEGINNINGS.iter().any(|name| term.get(1..).is_some_and(|rest| rest.contains(name)))
    {
        return vec![term.to_owned()];
    }
    let lower = term.to_ascii_lowercase();
    let begins = |at: usize| {
        let rest = lower.get(at..).unwrap_or_default();
        // Before a mechanism stands a name or an address; "%{" or "_" would be part of one.
        BEGINNINGS.iter().any(|name| rest.starts_with(name)) || ["~all", "?all"].contains(&rest)
    };
    let mut parts = Vec::new();
    let mut from = 0;
    // A qualifier stays with its mechanism.
    for at in (2..term.len()).filter(|&at| begins(at)) {
        let at = at - usize::from(lower.as_bytes().get(at - 1).is_some_and(|c| b"+-~?".contains(c)));
        parts.extend(term.get(from..at).filter(|part| !part.is_empty()).map(str::to_owned));
        from = at;
    }
    parts.extend(term.get(from..).map(str::to_owned));
    parts
}

enum Mended {
    Term(String),
    /// It lists nobody, or nothing that a record needs.
    Nothing,
    Unclear,
}

fn is_right(term: &str) -> bool {
    spf::Record::parse(&format!("v=spf1 {term}")).is_ok()
}

/// One term as it was meant.
fn mended(term: &str) -> Mended {
    if is_right(term) {
        return Mended::Term(term.to_owned());
    }
    let term = term.trim_end_matches(['.', ':', '=']);
    let (qualifier, bare) = match term.chars().next() {
        Some(c @ ('+' | '-' | '~' | '?')) => (c.to_string(), term.get(1..).unwrap_or_default()),
        _ => (String::new(), term),
    };
    let found =
        candidates(bare).into_iter().map(|bare| format!("{qualifier}{bare}")).find(|term| is_right(term));
    // "include:" and the like without a name list nobody.
    let lists_nobody = bare.is_empty()
        || NAMES.iter().any(|name| name.trim_end_matches([':', '=']).eq_ignore_ascii_case(bare));
    match found {
        Some(term) => Mended::Term(term),
        None if lists_nobody => Mended::Nothing,
        None => Mended::Unclear,
    }
}

/// What a term may have been meant as, the likeliest first.
fn candidates(bare: &str) -> Vec<String> {
    if bare.parse::<IpAddr>().is_ok() || is_network(bare) {
        return vec![address(bare)];
    }
    let Some(at) = bare.find([':', '=']) else {
        let lower = bare.to_ascii_lowercase();
        return if distance(&lower, "all") == 1 { vec!["all".to_owned()] } else { vec![bare.to_owned()] };
    };
    let (name, rest) =
        (bare.get(..at).unwrap_or_default().to_ascii_lowercase(), bare.get(at + 1..).unwrap_or_default());
    let rest = rest
        .trim_start_matches(['/', ':', '='])
        .trim_start_matches("http://")
        .trim_start_matches("https://")
        .trim_matches('/');
    if rest.parse::<IpAddr>().is_ok() || is_network(rest) {
        return vec![address(rest)];
    }
    let slips =
        [("ip", "ip4:"), ("ipv4", "ip4:"), ("ipv6", "ip6:"), ("includes", "include:"), ("all", "all")];
    if let Some((_, meant)) = slips.iter().find(|(slip, _)| *slip == name) {
        let rest = if *meant == "all" { "" } else { rest };
        return vec![format!("{meant}{rest}"), format!("a:{rest}")];
    }
    let near = NAMES.iter().filter(|known| {
        distance(known.trim_end_matches([':', '=']), &name) <= usize::from(name.len() > 3) * 2
    });
    let mut meant: Vec<String> = near.map(|known| format!("{known}{rest}")).collect();
    // A name where an address belongs.
    meant.extend(["ip4", "ip6"].contains(&name.as_str()).then(|| format!("a:{rest}")));
    meant
}

fn is_network(text: &str) -> bool {
    text.split_once('/')
        .is_some_and(|(ip, length)| ip.parse::<IpAddr>().is_ok() && length.parse::<u8>().is_ok())
}

/// The mechanism that fits the address, whatever name it was given.
fn address(text: &str) -> String {
    format!("{}{text}", if text.contains(':') { "ip6:" } else { "ip4:" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn meant(record: &str, text: &str) {
        assert_eq!(repaired(record), Repaired { text: text.to_owned(), dropped: Vec::new() });
    }

    #[test]
    fn terms_that_lost_or_gained_a_separator() {
        meant("v=spf1 include: a.example -all", "v=spf1 include:a.example -all");
        meant(
            "v=spf1 include:a.example,include:b.example,-all",
            "v=spf1 include:a.example include:b.example -all",
        );
        meant("v=spf1 ip4:192.0.2.1,ip4:192.0.2.2 -all", "v=spf1 ip4:192.0.2.1 ip4:192.0.2.2 -all");
        meant("v=spf1 ip4:192.0.2.1,192.0.2.2 -all", "v=spf1 ip4:192.0.2.1 ip4:192.0.2.2 -all");
        meant(
            "v=spf1 include:_spf.a.exampleinclude:spf.b.exampleip4:192.0.2.1 -all",
            "v=spf1 include:_spf.a.example include:spf.b.example ip4:192.0.2.1 -all",
        );
        meant("v=spf1 ip4:192.0.2.1~all", "v=spf1 ip4:192.0.2.1 ~all");
        meant("v=spf1 mx,include:a.example -all", "v=spf1 mx include:a.example -all");
    }

    #[test]
    fn the_end_of_a_record_stays() {
        meant("v=spf1 mx include: -all", "v=spf1 mx -all");
        meant("v=spf1 mx redirect= -all", "v=spf1 mx -all");
        meant("v=spf1 mx: include:a.example -all", "v=spf1 mx include:a.example -all");
        meant("v=spf1 mx -all.", "v=spf1 mx -all");
        meant("v=spf1 mx –all", "v=spf1 mx -all");
    }

    #[test]
    fn slips_of_the_pen() {
        meant(
            "v=spf1 ip:192.0.2.1 ip6:192.0.2.2 ip4:2001:db8::1 -all",
            "v=spf1 ip4:192.0.2.1 ip4:192.0.2.2 ip6:2001:db8::1 -all",
        );
        meant(
            "v=spf1 includ:a.example includes:b.example -all",
            "v=spf1 include:a.example include:b.example -all",
        );
        meant("v=spf1 redirect:a.example", "v=spf1 redirect=a.example");
        meant("v=spf1 ip4:203.0.113.0\\24 -all", "v=spf1 ip4:203.0.113.0/24 -all");
        meant("v=spf1 192.0.2.1 a:192.0.2.2 -all", "v=spf1 ip4:192.0.2.1 ip4:192.0.2.2 -all");
        meant("v=spf1 ip4:mail.a.example -all", "v=spf1 a:mail.a.example -all");
        meant("v=spf1 exists:%{i,}.a.example -all", "v=spf1 exists:%{i,}.a.example -all");
    }

    #[test]
    fn nobody_is_dropped_in_silence() {
        let found = repaired("v=spf1 mx ip4:192.0.2.1/33 -all");
        assert_eq!(found.dropped, ["ip4:192.0.2.1/33"]);
        assert_eq!(found.text, "v=spf1 mx ~all", "a sender that fell out is not refused");
    }

    #[test]
    fn near_misses_are_no_other_record() {
        for near in [
            " v=spf1 mx -all",
            "\"v=spf1 mx -all\"",
            "“v=spf1 mx -all”",
            "v=spf1; mx -all",
            "v=spf10 mx -all",
            "spf1 mx -all",
            "v = spf1 mx -all",
        ] {
            assert!(is_near(near), "{near}");
            meant(near, "v=spf1 mx -all");
        }
        for other in ["v=spf1 mx -all", "v=DMARC1; p=none", "spf2.0/pra mx -all", "MS=ms123", ""] {
            assert!(!is_near(other), "{other}");
        }
    }
}
