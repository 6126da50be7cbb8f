//! One line with a record in one of the notations of zone files, of tools that ask DNS, and of people.

use super::record::{RecordText, is_bare_key, version};
use super::table::{cells, row};
use super::tokens::{is_ttl, kind_of, strings};
use crate::dns::RecordType;

/// The most words of a sentence before a record in it.
const MAX_BEFORE: usize = 12;

/// The record of a line; `None` where it has none.
pub(super) fn record(line: &str, origin: &str) -> Option<RecordText> {
    let line = line.trim();
    if line.is_empty() || line.starts_with([';', '#']) || is_reply(line) {
        return None;
    }
    let columns = cells(line);
    answer(line)
        // dig parts the name and the TTL by a blank and the rest by tabs where the name is long.
        .or_else(|| has_class(line).then(|| zone(line, origin)).flatten())
        .or_else(|| row(&columns))
        .or_else(|| zone(line, origin))
        .or_else(|| versioned(line))
        .or_else(|| is_bare_key(line).then(|| RecordText::new("", RecordType::Txt, line)).flatten())
        .or_else(|| labelled(line))
}

/// Whether a line is an SMTP reply: what it quotes is not the writer's record.
fn is_reply(line: &str) -> bool {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    digits == 3
        && line.starts_with(['4', '5'])
        && line.get(3..4).is_some_and(|next| next == " " || next == "-")
}

/// A line of `host`, or of `nslookup` once what stands below it is joined to it.
fn answer(line: &str) -> Option<RecordText> {
    const WORDS: [(&str, RecordType); 13] = [
        (" descriptive text ", RecordType::Txt),
        (" is an alias for ", RecordType::Cname),
        (" mail is handled by ", RecordType::Mx),
        (" has IPv6 address ", RecordType::Aaaa),
        (" has address ", RecordType::A),
        (" domain name pointer ", RecordType::Ptr),
        ("text =", RecordType::Txt),
        ("canonical name =", RecordType::Cname),
        ("mail exchanger =", RecordType::Mx),
        ("internet address =", RecordType::A),
        ("AAAA IPv6 address =", RecordType::Aaaa),
        ("nameserver =", RecordType::Ns),
        ("name =", RecordType::Ptr),
    ];
    // Each of them has one of these, and few other lines do.
    let may_be = [" =", " has ", " is ", " descriptive ", " pointer "].iter().any(|word| line.contains(word));
    let words = if may_be { WORDS.as_slice() } else { &[] };
    words.iter().find_map(|(words, kind)| {
        let (name, value) = line.split_once(words)?;
        // Windows writes `MX preference = 10, mail exchanger = mx.example.com`.
        let (name, preference) =
            name.split_once("MX preference =").map_or((name, ""), |(name, number)| (name, number));
        let name = name.split_whitespace().next()?;
        let value = match kind {
            RecordType::Txt => strings(value),
            _ => format!("{} {}", preference.trim().trim_end_matches(','), value.trim()),
        };
        name.contains('.').then(|| RecordText::new(name, *kind, &value))?
    })
}

/// `rr = [domain-name] [TTL] [class] type RDATA` in either order of TTL and class (RFC 1035 §5.1), also behind a label with a
/// colon, as in notes.
fn zone(line: &str, origin: &str) -> Option<RecordText> {
    let words: Vec<&str> = line.split_whitespace().take(MAX_BEFORE).collect();
    let at = words.iter().position(|word| kind_of(word).is_some())?;
    let kind = kind_of(words.get(at)?)?;
    let mut before = words.get(..at)?;
    let mut is_zone = false;
    while let Some((last, rest)) = before.split_last().filter(|(last, _)| is_ttl(last) || is_class(last)) {
        is_zone |= is_class(last) || rest.is_empty();
        before = rest;
    }
    let (name, labels) = before.split_last().map_or(("", before), |(name, labels)| (*name, labels));
    let is_labelled = labels.last().is_none_or(|label| label.ends_with(':'));
    let is_name = name.contains(['.', '_', '@']) || is_zone;
    if name.is_empty() && !is_zone || !is_name || !is_labelled && !is_zone {
        return None;
    }
    let after = after_word(line, at)?;
    let value = if kind == RecordType::Txt { strings(after) } else { plain(after) };
    RecordText::new(&qualified(name, origin), kind, &value)
}

/// Whether a class stands before a type, as in answers and zone files alone.
fn has_class(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().take(MAX_BEFORE).collect();
    words.windows(2).any(|pair| matches!(pair, [class, kind] if is_class(class) && kind_of(kind).is_some()))
}

/// A name of a zone file, whole: a relative one is below the zone's own (RFC 1035 §5.1).
fn qualified(name: &str, origin: &str) -> String {
    match name {
        _ if origin.is_empty() || name.ends_with('.') => name.to_owned(),
        "@" => origin.to_owned(),
        _ => format!("{name}.{origin}"),
    }
}

/// The rest of a line behind the word at a place.
fn after_word(line: &str, at: usize) -> Option<&str> {
    let mut rest = line.trim_start();
    for _ in 0..=at {
        let end = rest.find(char::is_whitespace)?;
        rest = rest.get(end..)?.trim_start();
    }
    Some(rest)
}

fn is_class(word: &str) -> bool {
    matches!(word, "IN" | "in" | "CH" | "HS")
}

/// A value without the remark of a zone file and its brackets.
fn plain(value: &str) -> String {
    let value = value.split(" ;").next().unwrap_or_default();
    value.trim_matches(['(', ')', ' ', '"']).to_owned()
}

/// A record by its version, with a name or a sentence before it.
fn versioned(line: &str) -> Option<RecordText> {
    let (at, of) = version(line)?;
    let (before, value) = line.split_at_checked(at)?;
    let words: Vec<&str> = before.split_whitespace().collect();
    if words.len() > MAX_BEFORE {
        return None;
    }
    let bare = |word: &str| word.trim_matches(['"', '\'', '(', '{', ':', '=', ',', '“', '`']).to_owned();
    let is_name = |word: &String| word.contains('.') && !word.contains('@');
    let name = words.iter().rev().map(|word| bare(word)).find(is_name).unwrap_or_default();
    let value = match before.trim_end().chars().last() {
        Some('"') => strings(&format!("\"{value}")),
        Some(open @ ('\'' | '`' | '“' | '‘' | '{')) => {
            let close = match open {
                '“' => '”',
                '‘' => '’',
                '{' => '}',
                other => other,
            };
            value.split(close).next().unwrap_or(value).to_owned()
        }
        _ => value.to_owned(),
    };
    // What stands before it names what it is about, unless that is another kind's name.
    let read = RecordText::new(&name, RecordType::Txt, &value)?;
    Some(RecordText { of, ..read })
}

/// `MX: host`, `A: 192.0.2.1`: a type and a value, as people write them down.
fn labelled(line: &str) -> Option<RecordText> {
    let (label, value) = line.split_once(':')?;
    // A type in small letters before two slashes is a web address.
    let kind = kind_of(label.trim()).filter(|kind| *kind != RecordType::Txt && !value.starts_with("//"))?;
    RecordText::new("", kind, value).or_else(|| {
        let with = format!("10 {}", value.trim());
        RecordText::new("", kind, &with).filter(|_| kind == RecordType::Mx)
    })
}
