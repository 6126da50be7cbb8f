//! Macros (RFC 7208 §7): their grammar, their printed form, and their expansion.

use super::grammar::{Expected, Parsed, expected, fail};
use crate::domain::{Domain, MAX_NAME};
use crate::syntax::SyntaxError;
use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::{tag, take_while, take_while1};
use nom::character::complete::{char, one_of, satisfy};
use nom::combinator::{map, opt, value};
use nom::multi::many0;
use nom::sequence::delimited;
use std::fmt;
use std::net::IpAddr;

/// The longest text an expansion may grow to, in bytes. A name keeps 253 of them, an explanation is meant for one
/// SMTP reply.
pub const MAX_EXPANDED: usize = 8_192;

/// The most parts that are counted from the right; no name has more labels (RFC 7208 §7.3 asks for 128).
const MAX_PARTS: u8 = 128;

/// Text with macros, as a `domain-spec`, an unknown modifier or an explanation holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MacroString(Text);

/// Nearly every text in a record is a name without macros; it is read as one, once.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Text {
    /// One literal, which is a name exactly as [`Domain`] writes it.
    Name(Domain),
    /// Anything else.
    Parts(Vec<Part>),
}

/// One stretch of a macro-string.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Characters that stand for themselves.
    Literal(String),
    /// `%%`, a percent sign.
    Percent,
    /// `%_`, a space.
    Space,
    /// `%-`, a space as a URL writes it: `%20`.
    UrlSpace,
    /// `%{…}`.
    Expand(Macro),
}

/// What stands between `%{` and `}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Macro {
    /// What the macro stands for.
    pub letter: Letter,
    /// Whether the letter is a capital: the value is URL-escaped (RFC 7208 §7.3).
    pub url_escape: bool,
    /// How many parts are kept, counted from the right; at least one.
    pub keep: Option<u8>,
    /// Whether the parts are put in reverse order.
    pub reverse: bool,
    /// The characters the value is split at; `.` where none are given.
    pub delimiters: String,
}

/// `macro-letter` (RFC 7208 §7.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Letter {
    /// `s`: the sender.
    Sender,
    /// `l`: the local part of the sender.
    LocalPart,
    /// `o`: the domain of the sender.
    SenderDomain,
    /// `d`: the domain whose record this is.
    Domain,
    /// `i`: the client's address, dotted.
    Ip,
    /// `p`: the client's validated name.
    ValidatedName,
    /// `v`: `in-addr` or `ip6`.
    AddressFamily,
    /// `h`: the HELO name.
    Helo,
    /// `c`: the client's address as people write it; in explanations only.
    ClientIp,
    /// `r`: the host that checks; in explanations only.
    Receiver,
    /// `t`: the time, in seconds since 1970; in explanations only.
    Timestamp,
}

impl Letter {
    const ALL: [(char, Self); 11] = [
        ('s', Self::Sender),
        ('l', Self::LocalPart),
        ('o', Self::SenderDomain),
        ('d', Self::Domain),
        ('i', Self::Ip),
        ('p', Self::ValidatedName),
        ('v', Self::AddressFamily),
        ('h', Self::Helo),
        ('c', Self::ClientIp),
        ('r', Self::Receiver),
        ('t', Self::Timestamp),
    ];

    /// The letter, in lower case.
    #[must_use]
    pub fn as_char(self) -> char {
        Self::ALL.into_iter().find(|(_, letter)| *letter == self).map_or('d', |(c, _)| c)
    }

    /// Whether the letter may stand in an explanation only (RFC 7208 §7.2).
    #[must_use]
    pub const fn only_in_explanations(self) -> bool {
        matches!(self, Self::ClientIp | Self::Receiver | Self::Timestamp)
    }

    /// Whether the value tells who wrote or where from; such names are never asked ahead.
    #[must_use]
    pub const fn is_personal(self) -> bool {
        !matches!(self, Self::Domain | Self::AddressFamily | Self::Receiver | Self::Timestamp)
    }

    /// Whether the value tells one client, or one sender of the domain's, from another. A HELO name tells nobody: the client chooses it.
    pub(super) const fn is_telling(self) -> bool {
        matches!(self, Self::Ip | Self::ClientIp | Self::ValidatedName | Self::Sender | Self::LocalPart)
    }
}

/// The values that macros stand for.
#[derive(Clone, Copy, Debug)]
pub struct Values<'a> {
    /// The sender's local part.
    pub local_part: &'a str,
    /// The sender's domain.
    pub sender_domain: &'a str,
    /// The domain whose record is read.
    pub domain: &'a str,
    /// The client.
    pub ip: IpAddr,
    /// The HELO name.
    pub helo: &'a str,
    /// The client's validated name, or `unknown`.
    pub validated: &'a str,
    /// The host that checks.
    pub receiver: &'a str,
    /// Seconds since 1970.
    pub now: u64,
}

impl From<Vec<Part>> for MacroString {
    fn from(parts: Vec<Part>) -> Self {
        match parts.as_slice() {
            [Part::Literal(text)] => Self::literal(text),
            _ => Self(Text::Parts(parts)),
        }
    }
}

impl MacroString {
    /// A text without macros.
    fn literal(text: &str) -> Self {
        let name = Domain::parse_any(text).ok().filter(|name| name.as_str() == text);
        Self(name.map_or_else(|| Text::Parts(vec![Part::Literal(text.to_owned())]), Text::Name))
    }

    /// The parts, in order; none where the text is a plain name.
    fn parts(&self) -> &[Part] {
        match &self.0 {
            Text::Name(_) => &[],
            Text::Parts(parts) => parts,
        }
    }

    /// The name this text is, where it has no macros and needs no change to be one.
    #[must_use]
    pub const fn as_name(&self) -> Option<&Domain> {
        match &self.0 {
            Text::Name(name) => Some(name),
            Text::Parts(_) => None,
        }
    }

    /// The name this text is, where it has no macros, with or without a final dot.
    #[must_use]
    pub fn name(&self) -> Option<Domain> {
        match &self.0 {
            Text::Name(name) => Some(name.clone()),
            Text::Parts(_) if self.macros().next().is_some() => None,
            Text::Parts(_) => Domain::parse(self.to_string().strip_suffix('.')?).ok(),
        }
    }

    /// Reads an explanation: `explain-string = *( macro-string / SP )` (RFC 7208 §6.2).
    ///
    /// # Errors
    /// The first thing that is neither a macro nor a visible US-ASCII character or a space.
    pub fn parse_explanation(text: &str) -> Result<Self, SyntaxError> {
        let at = |wanted: Expected<'_>| SyntaxError::at(text, wanted.at, wanted.what);
        match explain_string(text) {
            Ok(("", parts)) => Ok(parts),
            Ok((rest, _)) => Err(at(Expected { at: rest, what: "macro-expand, VCHAR or SP" })),
            Err(error) => Err(at(expected(&error))),
        }
    }

    /// The macros, in order.
    pub fn macros(&self) -> impl Iterator<Item = &Macro> {
        self.parts().iter().filter_map(|part| match part {
            Part::Expand(inside) => Some(inside),
            _ => None,
        })
    }

    /// The text with every macro replaced; `None` where it outgrows [`MAX_EXPANDED`].
    #[must_use]
    pub fn expand(&self, values: &Values<'_>) -> Option<String> {
        let mut text = self.as_name().map(Domain::to_string).unwrap_or_default();
        for part in self.parts() {
            match part {
                Part::Literal(literal) => text.push_str(literal),
                Part::Percent => text.push('%'),
                Part::Space => text.push(' '),
                Part::UrlSpace => text.push_str("%20"),
                Part::Expand(inside) => text.push_str(&inside.expand(values)),
            }
            if text.len() > MAX_EXPANDED {
                return None;
            }
        }
        Some(text)
    }

    /// The name this text stands for wherever mail comes from; `None` where it depends on that.
    #[must_use]
    pub fn expand_static(&self, domain: &Domain) -> Option<String> {
        let values = Values {
            local_part: "",
            sender_domain: "",
            domain: domain.as_str(),
            ip: IpAddr::from([0, 0, 0, 0]),
            helo: "",
            validated: "",
            receiver: "",
            now: 0,
        };
        let only_the_domain = self.macros().all(|inside| inside.letter == Letter::Domain);
        only_the_domain.then(|| self.expand(&values)).flatten()
    }
}

/// Cuts a name that outgrew 253 characters.
///
/// RFC 7208 §7.3: "the left side is truncated to fit, by removing successive domain labels (and their following
/// dots) until the total length does not exceed 253 characters".
pub(super) fn truncate_name(name: &str) -> &str {
    let mut name = name.strip_suffix('.').unwrap_or(name);
    while name.len() > MAX_NAME {
        let Some((_, rest)) = name.split_once('.') else { break };
        name = rest;
    }
    name
}

impl Macro {
    fn expand(&self, values: &Values<'_>) -> String {
        let value = self.letter.value(values);
        let plain = self.keep.is_none() && !self.reverse && self.delimiters.is_empty();
        let transformed = if plain { value } else { self.transform(&value) };
        if self.url_escape { url_escape(&transformed) } else { transformed }
    }

    // RFC 7208 §7.3: the value is split at the delimiters, reversed, cut, and joined with dots.
    fn transform(&self, value: &str) -> String {
        let delimiters = if self.delimiters.is_empty() { "." } else { &self.delimiters };
        let mut parts: Vec<&str> = value.split(|c| delimiters.contains(c)).collect();
        if self.reverse {
            parts.reverse();
        }
        let keep = self.keep.map_or(parts.len(), usize::from);
        let skip = parts.len().saturating_sub(keep);
        parts.into_iter().skip(skip).collect::<Vec<_>>().join(".")
    }
}

impl Letter {
    fn value(self, values: &Values<'_>) -> String {
        match self {
            Self::Sender => format!("{}@{}", values.local_part, values.sender_domain),
            Self::LocalPart => values.local_part.to_owned(),
            Self::SenderDomain => values.sender_domain.to_owned(),
            Self::Domain => values.domain.to_owned(),
            Self::Ip => dotted(values.ip),
            Self::ValidatedName => values.validated.to_owned(),
            Self::AddressFamily => if values.ip.is_ipv4() { "in-addr" } else { "ip6" }.to_owned(),
            Self::Helo => values.helo.to_owned(),
            Self::ClientIp => values.ip.to_string(),
            Self::Receiver => values.receiver.to_owned(),
            Self::Timestamp => values.now.to_string(),
        }
    }
}

/// An address as `%{i}` writes it: dotted decimal, or the 32 nibbles of an IPv6 address with dots between.
pub(super) fn dotted(ip: IpAddr) -> String {
    match ip {
        IpAddr::V4(v4) => v4.to_string(),
        IpAddr::V6(v6) => {
            let nibbles = v6.octets().into_iter().flat_map(|octet| [octet >> 4, octet & 15]);
            nibbles.map(|nibble| format!("{nibble:x}")).collect::<Vec<_>>().join(".")
        }
    }
}

/// Percent-encodes all but the unreserved characters of RFC 3986 §2.3.
fn url_escape(text: &str) -> String {
    let escape = |byte: u8| match byte {
        b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        _ if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(escape).collect()
}

/// `explain-string = *( macro-string / SP )`
fn explain_string(input: &str) -> Parsed<'_, MacroString> {
    let spaces = map(take_while1(|c| c == ' '), |text: &str| Part::Literal(text.to_owned()));
    map(many0(alt((macro_expand, macro_literal, spaces))), MacroString::from).parse(input)
}

/// `macro-string = *( macro-expand / macro-literal )`
pub(super) fn macro_string(input: &str) -> Parsed<'_, MacroString> {
    let (literal, rest) = input.split_at(literal_run(input));
    if !literal.is_empty() && !rest.starts_with('%') {
        return Ok((rest, MacroString::literal(literal)));
    }
    map(many0(alt((macro_expand, macro_literal))), MacroString::from).parse(input)
}

/// `macro-expand = ( "%{" macro-letter transformers *delimiter "}" ) / "%%" / "%_" / "%-"`
fn macro_expand(input: &str) -> Parsed<'_, Part> {
    alt((
        value(Part::Percent, tag("%%")),
        value(Part::Space, tag("%_")),
        value(Part::UrlSpace, tag("%-")),
        map(delimited(tag("%{"), braced, char('}')), Part::Expand),
    ))
    .parse(input)
}

/// `macro-letter transformers *delimiter`
fn braced(input: &str) -> Parsed<'_, Macro> {
    let (rest, (letter, url_escape)) = macro_letter(input)?;
    let (rest, (keep, reverse)) = transformers(rest)?;
    let (rest, delimiters) = take_while(|c| ".-+,/_=".contains(c)).parse(rest)?;
    Ok((rest, Macro { letter, url_escape, keep, reverse, delimiters: delimiters.to_owned() }))
}

/// `macro-letter = "s" / "l" / "o" / "d" / "i" / "p" / "h" / "c" / "r" / "t" / "v"`
fn macro_letter(input: &str) -> Parsed<'_, (Letter, bool)> {
    let (rest, letter) = satisfy(|c| c.is_ascii_alphabetic()).parse(input)?;
    let lower = letter.to_ascii_lowercase();
    let known = Letter::ALL.into_iter().find(|(c, _)| *c == lower);
    let (_, known) = known.ok_or_else(|| fail(input, "macro-letter"))?;
    Ok((rest, (known, letter.is_ascii_uppercase())))
}

/// `transformers = *DIGIT [ "r" ]`
fn transformers(input: &str) -> Parsed<'_, (Option<u8>, bool)> {
    let (rest, digits) = take_while(|c: char| c.is_ascii_digit()).parse(input)?;
    let keep = match digits {
        "" => None,
        // RFC 7208 §7.3: "If a DIGIT is specified, it MUST be nonzero."
        zero if zero.bytes().all(|b| b == b'0') => return Err(fail(input, "a number of parts above zero")),
        digits => Some(digits.parse().unwrap_or(MAX_PARTS).min(MAX_PARTS)),
    };
    let (rest, reverse) = opt(one_of("rR")).parse(rest)?;
    Ok((rest, (keep, reverse.is_some())))
}

/// `macro-literal = %x21-24 / %x26-7E`, as many as stand together.
fn macro_literal(input: &str) -> Parsed<'_, Part> {
    match input.split_at(literal_run(input)) {
        ("", _) => Err(nom::Err::Error(Expected { at: input, what: "term" })),
        (literal, rest) => Ok((rest, Part::Literal(literal.to_owned()))),
    }
}

/// How many bytes at the start of a text stand for themselves.
fn literal_run(text: &str) -> usize {
    text.bytes().position(|b| !b.is_ascii_graphic() || b == b'%').unwrap_or(text.len())
}

/// `domain-spec = macro-string domain-end`, which must be all of `input`.
pub(super) fn domain_spec(input: &str) -> Parsed<'_, MacroString> {
    let (rest, spec) = macro_string(input)?;
    if !rest.is_empty() {
        return Err(fail(rest, "macro-expand or macro-literal"));
    }
    // RFC 7208 §7.2: c, r and t are for explanations only.
    if spec.macros().any(|inside| inside.letter.only_in_explanations()) {
        return Err(fail(input, "macro-letter other than c, r or t"));
    }
    if !domain_end(&spec) {
        return Err(fail(input, "domain-spec that ends in \".\" toplabel or a macro"));
    }
    Ok((rest, spec))
}

/// `domain-end = ( "." toplabel [ "." ] ) / macro-expand`
fn domain_end(spec: &MacroString) -> bool {
    let literal = match (spec.as_name(), spec.parts().last()) {
        (Some(name), _) => name.as_str(),
        (None, Some(Part::Literal(text))) => text,
        (None, last) => return last.is_some(),
    };
    let text = literal.strip_suffix('.').unwrap_or(literal);
    let dot = text.bytes().rposition(|b| b == b'.');
    dot.and_then(|dot| text.get(dot + 1..)).is_some_and(is_toplabel)
}

/// `toplabel = ( *alphanum ALPHA *alphanum ) / ( 1*alphanum "-" *( alphanum / "-" ) alphanum )`
fn is_toplabel(label: &str) -> bool {
    let mut of_digits = true;
    let fits = label.bytes().all(|b| {
        of_digits &= b.is_ascii_digit();
        b.is_ascii_alphanumeric() || b == b'-'
    });
    fits && !of_digits && !label.starts_with('-') && !label.ends_with('-')
}

/// `":" domain-spec`
pub(super) fn colon_domain_spec(input: &str) -> Parsed<'_, MacroString> {
    domain_spec(input.strip_prefix(':').ok_or_else(|| fail(input, "\":\" domain-spec"))?)
}

impl fmt::Display for MacroString {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(name) = self.as_name() {
            return f.write_str(name.as_str());
        }
        self.parts().iter().try_for_each(|part| match part {
            Part::Literal(text) => f.write_str(text),
            Part::Percent => f.write_str("%%"),
            Part::Space => f.write_str("%_"),
            Part::UrlSpace => f.write_str("%-"),
            Part::Expand(inside) => write!(f, "{inside}"),
        })
    }
}

impl fmt::Display for Macro {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let letter = self.letter.as_char();
        let letter = if self.url_escape { letter.to_ascii_uppercase() } else { letter };
        let keep = self.keep.map(|keep| keep.to_string()).unwrap_or_default();
        let reverse = if self.reverse { "r" } else { "" };
        write!(f, "%{{{letter}{keep}{reverse}{}}}", self.delimiters)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(ip: &str) -> Values<'static> {
        Values {
            local_part: "strong-bad",
            sender_domain: "email.example.com",
            domain: "email.example.com",
            ip: ip.parse().unwrap(),
            helo: "mx.example.org",
            validated: "unknown",
            receiver: "mx.example.net",
            now: 1_000,
        }
    }

    fn expand(text: &str, ip: &str) -> String {
        MacroString::parse_explanation(text).unwrap().expand(&values(ip)).unwrap()
    }

    #[test]
    fn rfc_7208_7_4_examples() {
        for (text, wanted) in [
            ("%{s}", "strong-bad@email.example.com"),
            ("%{o}", "email.example.com"),
            ("%{d}", "email.example.com"),
            ("%{d4}", "email.example.com"),
            ("%{d3}", "email.example.com"),
            ("%{d2}", "example.com"),
            ("%{d1}", "com"),
            ("%{dr}", "com.example.email"),
            ("%{d2r}", "example.email"),
            ("%{l}", "strong-bad"),
            ("%{l-}", "strong.bad"),
            ("%{lr}", "strong-bad"),
            ("%{lr-}", "bad.strong"),
            ("%{l1r-}", "strong"),
            ("%{ir}.%{v}._spf.%{d2}", "3.2.0.192.in-addr._spf.example.com"),
            ("%{lr-}.lp._spf.%{d2}", "bad.strong.lp._spf.example.com"),
            ("%{ir}.%{v}.%{l1r-}.lp._spf.%{d2}", "3.2.0.192.in-addr.strong.lp._spf.example.com"),
            ("%{d2}.trusted-domains.example.net", "example.com.trusted-domains.example.net"),
            ("%{c} %{r} %{t} %%%_%-", "192.0.2.3 mx.example.net 1000 % %20"),
        ] {
            assert_eq!(expand(text, "192.0.2.3"), wanted, "{text}");
        }
        assert_eq!(
            expand("%{ir}.%{v}._spf.%{d2}", "2001:db8::cb01"),
            "1.0.b.c.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6._spf.example.com"
        );
    }

    #[test]
    fn rfc_7208_7_3_capitals_are_url_escaped_after_the_transformation() {
        let value = Values { local_part: "a&b=c~é", ..values("192.0.2.3") };
        let text = MacroString::parse_explanation("%{L} %{L=}").unwrap();
        assert_eq!(text.expand(&value).unwrap(), "a%26b%3Dc~%C3%A9 a%26b.c~%C3%A9");
    }

    #[test]
    fn rfc_7208_7_3_a_long_name_loses_labels_on_the_left() {
        let long = format!("{}.example.com", ["abcdefghi"; 30].join("."));
        let short = truncate_name(&long);
        assert!(short.len() <= 253 && long.ends_with(short) && short.starts_with("abcdefghi."));
    }

    #[test]
    fn rfc_7208_7_2_what_is_no_macro() {
        for text in ["%", "%{", "%{}", "%{x}", "%{d0}", "%{d", "%(d)", "%{dr2}", "a\u{e9}", "%{d;}"] {
            assert!(MacroString::parse_explanation(text).is_err(), "{text}");
        }
    }

    #[test]
    fn an_expansion_stops_growing() {
        let text = MacroString::parse_explanation(&"%{s}".repeat(4_000)).unwrap();
        assert_eq!(text.expand(&values("192.0.2.3")), None);
    }
}
