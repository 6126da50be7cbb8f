//! The head of a term, its value, and whether a word is a right term as it stands.

use super::address;
use super::meant::Slip;
use crate::domain::Domain;
use crate::intent::distance;
use crate::punycode;
use crate::spf::{MacroString, Mechanism, Term};

/// What stands before the value of a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Head {
    Include,
    A,
    Mx,
    Ptr,
    Exists,
    Redirect,
    Exp,
    /// `ip4`, `ip6`, and what people write for either.
    Ip,
}

/// The heads as they are written, and as people write them.
const HEADS: [(&str, Head); 43] = [
    ("include", Head::Include),
    ("lude", Head::Include),
    ("includes", Head::Include),
    ("included", Head::Include),
    ("inc", Head::Include),
    ("incl", Head::Include),
    ("spf", Head::Include),
    ("a", Head::A),
    ("aaaa", Head::A),
    ("host", Head::A),
    ("hostname", Head::A),
    ("mx", Head::Mx),
    ("ptr", Head::Ptr),
    ("exists", Head::Exists),
    ("exist", Head::Exists),
    ("redirect", Head::Redirect),
    ("redirects", Head::Redirect),
    ("exp", Head::Exp),
    ("ip4", Head::Ip),
    ("ip6", Head::Ip),
    ("ip", Head::Ip),
    ("ipv4", Head::Ip),
    ("ipv6", Head::Ip),
    ("ip04", Head::Ip),
    ("1p4", Head::Ip),
    ("lp4", Head::Ip),
    ("pi4", Head::Ip),
    ("i4", Head::Ip),
    ("p4", Head::Ip),
    ("ipaddress", Head::Ip),
    ("address", Head::Ip),
    ("cidr", Head::Ip),
    // What people call a sender; whether an address or a name follows tells the rest.
    ("allow", Head::Ip),
    ("permit", Head::Ip),
    ("server", Head::Ip),
    ("servers", Head::Ip),
    ("domain", Head::Ip),
    ("sender", Head::Ip),
    ("relay", Head::Ip),
    ("smtp", Head::Ip),
    ("mail", Head::Ip),
    ("mailserver", Head::Ip),
    ("name", Head::Ip),
];

impl Head {
    /// The head that a word is, or is a slip away from.
    pub(super) fn of(word: &str) -> Option<Self> {
        let letters: String = word.chars().filter(char::is_ascii_alphanumeric).collect();
        let word = letters.to_ascii_lowercase();
        let known = HEADS.iter().find(|(name, _)| *name == word);
        let near = || {
            let is_near = |(name, _): &&(&str, Self)| {
                name.len() > 2 && word.len() > 2 && distance(name, &word) <= 1 + usize::from(name.len() > 5)
            };
            HEADS
                .iter()
                .filter(|(name, _)| ["include", "exists", "redirect", "ip4", "ip6"].contains(name))
                .find(is_near)
        };
        known.or_else(near).map(|(_, head)| *head)
    }

    /// Whether it says nothing without a value.
    pub(super) const fn needs_value(self) -> bool {
        !matches!(self, Self::A | Self::Mx | Self::Ptr)
    }

    pub(super) const fn text(self) -> &'static str {
        match self {
            Self::Include => "include:",
            Self::A | Self::Ip => "a:",
            Self::Mx => "mx:",
            Self::Ptr => "ptr:",
            Self::Exists => "exists:",
            Self::Redirect => "redirect=",
            Self::Exp => "exp=",
        }
    }
}

/// The term that a word is, where it is one and says what it seems to: a mechanism behind which an equals sign stands is read as
/// a modifier that nobody knows (RFC 7208 §6), and a name with a scheme before it as a name.
pub(super) fn right(word: &str) -> Option<Term> {
    let term = Term::parse(word)?;
    let is_right = match &term {
        Term::Unknown { name, .. } => !is_slip(name),
        Term::Redirect(target) | Term::Explanation(target) => is_plain(target),
        Term::Directive(own) => match &own.mechanism {
            Mechanism::Include(target) | Mechanism::Exists(target) => is_plain(target),
            Mechanism::A(target, _) | Mechanism::Mx(target, _) | Mechanism::Ptr(target) => {
                target.as_ref().is_none_or(is_plain)
            }
            Mechanism::All | Mechanism::Ip4(..) | Mechanism::Ip6(..) => true,
        },
    };
    is_right.then_some(term)
}

/// Whether a modifier's name is a mechanism's, or was meant to be. Short names are a letter apart by chance.
fn is_slip(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.trim_matches(['-', '_', '.']) == "v"
        || name == "all"
        || HEADS.iter().any(|(head, _)| *head == name)
        || name.len() > 4 && Head::of(&name).is_some()
}

/// Whether a name has macros, or nothing in it that no host's name has.
fn is_plain(target: &MacroString) -> bool {
    match target.as_name() {
        Some(name) => name.as_str().bytes().all(is_of_name),
        None => {
            let text = target.to_string();
            let bare = text.strip_suffix('.').unwrap_or(&text);
            target.macros().next().is_some() || name(bare).as_deref() == Some(bare)
        }
    }
}

const fn is_of_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b'*')
}

/// `head:value`, with any sign between the two.
pub(super) fn headed(word: &str) -> Option<(Head, &str, Slip)> {
    let at = word.find([':', '='])?;
    let (before, after) = (word.get(..at)?, word.get(at..)?);
    let head = Head::of(before)?;
    let value = after.trim_start_matches([':', '=', '/', '.', '@']);
    let value = if after.starts_with("::") && !after.starts_with(":::") && value.contains(':') {
        after.get(1..)?
    } else {
        value
    };
    let (written, value) = (value, without_scheme(value));
    let lower = before.to_ascii_lowercase();
    let is_exact =
        head.text().trim_end_matches([':', '=']) == lower || ["ip4", "ip6"].contains(&lower.as_str());
    let slip = match is_exact {
        true if written != value => Slip::Scheme,
        true => Slip::Colon,
        false => Slip::Name,
    };
    Some((head, value, slip))
}

/// `include.spf.example`, `include_spf.example`, `includespf.example`, `ip4192.0.2.1`: a head without its colon.
pub(super) fn glued(word: &str) -> Option<(Head, &str)> {
    let lower = word.to_ascii_lowercase();
    for (head, name) in [(Head::Include, "include"), (Head::Exists, "exists"), (Head::Redirect, "redirect")] {
        let Some(rest) =
            lower.strip_prefix(name).map(|rest| word.get(word.len() - rest.len()..).unwrap_or_default())
        else {
            continue;
        };
        let value = rest.trim_start_matches(['.', '-', '/', '>', '@']);
        // An "s" may belong to either: "includes.example" is told by what follows.
        if value.contains('.') {
            return Some((head, without_scheme(value)));
        }
    }
    ["ipv4", "ipv6", "ip4", "ip6", "ip"].iter().find_map(|name| {
        let rest = lower.strip_prefix(name)?;
        let value = word.get(word.len() - rest.len()..)?.trim_start_matches(['.', '-', '_', '/']);
        address::read(value).map(|_| (Head::Ip, value))
    })
}

/// A value without the scheme of a web page or a mail address.
fn without_scheme(value: &str) -> &str {
    let found = ["https:", "http:", "mailto:", "smtp:", "dns:", "https", "http"].iter().find_map(|scheme| {
        value.get(..scheme.len()).filter(|own| own.eq_ignore_ascii_case(scheme)).map(|_| scheme.len())
    });
    let rest = found
        .and_then(|length| value.get(length..))
        .filter(|rest| rest.starts_with('/') || value.contains(':'));
    rest.unwrap_or(value).trim_start_matches(['/', ':'])
}

/// A label as DNS holds it: RFC 7208 §7.1 knows letters of ASCII alone, and people write names as they read them.
fn a_label(label: &str) -> Option<String> {
    // Signs of word processors are no letters.
    let is_letter = |c: char| c.is_ascii() || c >= 'À' && !('\u{2000}'..='\u{2bff}').contains(&c);
    label.chars().all(is_letter).then(|| punycode::encode(label)).flatten()
}

/// A host's name, without a port, a page's path, or dots at its edges and twice within.
pub(super) fn name(text: &str) -> Option<String> {
    let bare = without_scheme(text);
    let is_page = bare != text;
    let text = match bare.split_once('/') {
        Some((host, path)) if is_page || path.is_empty() => host,
        _ => bare,
    };
    let is_port = |port: &str| port.len() <= 5 && port.bytes().all(|b| b.is_ascii_digit());
    let text = text.split_once(':').filter(|(_, port)| is_port(port)).map_or(text, |(host, _)| host);
    let labels: Option<Vec<String>> =
        text.split('.').filter(|label| !label.is_empty()).map(a_label).collect();
    let name = labels?.join(".");
    let fits = name.bytes().all(is_of_name) && Domain::parse(&name).is_ok();
    // Numbers with dots between them are an address that went wrong.
    let is_number = name.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    (fits && !is_number).then_some(name)
}
