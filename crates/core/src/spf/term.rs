//! A term of the record (RFC 7208 §4.6.1, §5, §6, §12), from its text.
//!
//! Nothing here tries one rule after another: a term says by its first word what it is, and large records are long lists
//! of terms.

use super::addresses::{Network, WIDEST_IPV4_PREFIX, WIDEST_IPV6_PREFIX};
use super::grammar::{Parsed, end_of_term, fail, is_name_char};
use super::macros::{MacroString, colon_domain_spec, domain_spec, macro_string};
use memchr::memchr;
use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// `directive / modifier`
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Term {
    /// A mechanism and what a match of it means.
    Directive(Directive),
    /// `redirect=`, the record to use where nothing matched (RFC 7208 §6.1).
    Redirect(MacroString),
    /// `exp=`, where the explanation of a fail is (RFC 7208 §6.2).
    Explanation(MacroString),
    /// A modifier this specification does not know; it means nothing (RFC 7208 §6).
    Unknown {
        /// Its name, as written.
        name: String,
        /// Its value.
        value: MacroString,
    },
}

/// `directive = [ qualifier ] mechanism`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directive {
    /// What a match means.
    pub qualifier: Qualifier,
    /// What has to match.
    pub mechanism: Mechanism,
}

/// `qualifier = "+" / "-" / "?" / "~"`
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Qualifier {
    /// `+`, or nothing.
    #[default]
    Pass,
    /// `-`
    Fail,
    /// `~`
    Softfail,
    /// `?`
    Neutral,
}

/// `mechanism = ( all / include / a / mx / ptr / ip4 / ip6 / exists )`
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mechanism {
    /// Matches always (RFC 7208 §5.1).
    All,
    /// Matches where another domain's record passes (RFC 7208 §5.2).
    Include(MacroString),
    /// Matches an address of a name (RFC 7208 §5.3).
    A(Option<MacroString>, DualCidr),
    /// Matches an address of a mail exchange (RFC 7208 §5.4).
    Mx(Option<MacroString>, DualCidr),
    /// Matches the client's validated name (RFC 7208 §5.5).
    Ptr(Option<MacroString>),
    /// Matches an IPv4 network: address and prefix length (RFC 7208 §5.6).
    Ip4(Ipv4Addr, u8),
    /// Matches an IPv6 network: address and prefix length (RFC 7208 §5.6).
    Ip6(Ipv6Addr, u8),
    /// Matches where a name has an A record (RFC 7208 §5.7).
    Exists(MacroString),
}

/// `dual-cidr-length`: how many leading bits have to agree, for each family.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DualCidr {
    /// For IPv4, 0 to 32.
    pub v4: u8,
    /// For IPv6, 0 to 128.
    pub v6: u8,
}

impl DualCidr {
    /// Whether one of them takes in more than one sender's network.
    pub(super) const fn is_wide(self) -> bool {
        self.v4 < WIDEST_IPV4_PREFIX || self.v6 < WIDEST_IPV6_PREFIX
    }
}

impl Default for DualCidr {
    fn default() -> Self {
        Self { v4: 32, v6: 128 }
    }
}

impl Mechanism {
    /// Whether the mechanism asks DNS and so counts towards the limit of ten (RFC 7208 §4.6.4).
    #[must_use]
    pub const fn asks_dns(&self) -> bool {
        match self {
            Self::Include(_) | Self::A(..) | Self::Mx(..) | Self::Ptr(_) | Self::Exists(_) => true,
            Self::All | Self::Ip4(..) | Self::Ip6(..) => false,
        }
    }

    /// Whether it lists every address there is, as `all` and `/0` do, or one of the few parts that somebody cut them into. The bits of
    /// a host behind so short a prefix show a longer one that was meant.
    #[must_use]
    pub fn is_everybody(&self) -> bool {
        let is_part = |ip: IpAddr, prefix| {
            prefix == 0 || prefix <= WHOLE_WORLD && Network::new(ip, prefix).address() == ip
        };
        match self {
            Self::All => true,
            Self::Ip4(ip, prefix) => is_part((*ip).into(), *prefix),
            Self::Ip6(ip, prefix) => is_part((*ip).into(), *prefix),
            Self::A(_, cidr) | Self::Mx(_, cidr) => cidr.v4 == 0 || cidr.v6 == 0,
            Self::Include(_) | Self::Ptr(_) | Self::Exists(_) => false,
        }
    }
}

/// The longest prefix of a part of the whole Internet: eight of them are all of IPv4, and one is all of IPv6 that is in use.
const WHOLE_WORLD: u8 = 3;

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Directive(directive) => write!(f, "{}{}", directive.qualifier, directive.mechanism),
            Self::Redirect(target) => write!(f, "redirect={target}"),
            Self::Explanation(target) => write!(f, "exp={target}"),
            Self::Unknown { name, value } => write!(f, "{name}={value}"),
        }
    }
}

impl fmt::Display for Qualifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Pass => "",
            Self::Fail => "-",
            Self::Softfail => "~",
            Self::Neutral => "?",
        })
    }
}

impl fmt::Display for Mechanism {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let named = |name: &Option<MacroString>| name.as_ref().map(|n| format!(":{n}")).unwrap_or_default();
        match self {
            Self::All => f.write_str("all"),
            Self::Include(target) => write!(f, "include:{target}"),
            Self::A(name, cidr) => write!(f, "a{}{cidr}", named(name)),
            Self::Mx(name, cidr) => write!(f, "mx{}{cidr}", named(name)),
            Self::Ptr(name) => write!(f, "ptr{}", named(name)),
            Self::Ip4(address, 32) => write!(f, "ip4:{address}"),
            Self::Ip4(address, prefix) => write!(f, "ip4:{address}/{prefix}"),
            Self::Ip6(address, 128) => write!(f, "ip6:{address}"),
            Self::Ip6(address, prefix) => write!(f, "ip6:{address}/{prefix}"),
            Self::Exists(target) => write!(f, "exists:{target}"),
        }
    }
}

impl fmt::Display for DualCidr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.v4 != 32 {
            write!(f, "/{}", self.v4)?;
        }
        if self.v6 != 128 {
            write!(f, "//{}", self.v6)?;
        }
        Ok(())
    }
}

/// Takes the next term off a record, with the spaces before it.
pub(super) fn next_term<'a>(rest: &mut &'a str) -> Option<&'a str> {
    let start = rest.bytes().position(|b| b != b' ')?;
    let after = rest.get(start..)?;
    let (term, left) = after.split_at(memchr(b' ', after.as_bytes()).unwrap_or(after.len()));
    *rest = left;
    Some(term)
}

/// `directive / modifier`, a whole term.
pub(super) fn term(input: &str) -> Parsed<'_, Term> {
    let (qualifier, unqualified) = qualifier(input);
    let (word, rest) = word(unqualified);
    match rest.strip_prefix('=') {
        // name = ALPHA *( ALPHA / DIGIT / "-" / "_" / "." )
        Some(value) if qualifier.is_none() && word.starts_with(|c: char| c.is_ascii_alphabetic()) => {
            modifier(word, value)
        }
        // directive = [ qualifier ] mechanism
        _ => {
            let rule = rule(word).ok_or_else(|| fail(unqualified, "mechanism"))?;
            let (rest, mechanism) = rule(rest)?;
            let (rest, ()) = end_of_term(rest)?;
            Ok((rest, Term::Directive(Directive { qualifier: qualifier.unwrap_or_default(), mechanism })))
        }
    }
}

/// `modifier = redirect / explanation / unknown-modifier`, after its name and the equals sign
fn modifier<'a>(name: &'a str, input: &'a str) -> Parsed<'a, Term> {
    if name.eq_ignore_ascii_case("redirect") {
        let (rest, target) = domain_spec(input)?;
        return Ok((rest, Term::Redirect(target)));
    }
    if name.eq_ignore_ascii_case("exp") {
        let (rest, target) = domain_spec(input)?;
        return Ok((rest, Term::Explanation(target)));
    }
    let (rest, value) = macro_string(input)?;
    let (rest, ()) = end_of_term(rest)?;
    Ok((rest, Term::Unknown { name: name.to_owned(), value }))
}

/// The characters of a `name` that a text starts with, and what follows them.
fn word(input: &str) -> (&str, &str) {
    input.split_at(input.bytes().position(|b| !is_name_char(b)).unwrap_or(input.len()))
}

/// `[ qualifier ]`, `qualifier = "+" / "-" / "?" / "~"`, and what follows it.
fn qualifier(input: &str) -> (Option<Qualifier>, &str) {
    let qualifier = match input.bytes().next() {
        Some(b'+') => Qualifier::Pass,
        Some(b'-') => Qualifier::Fail,
        Some(b'~') => Qualifier::Softfail,
        Some(b'?') => Qualifier::Neutral,
        _ => return (None, input),
    };
    (Some(qualifier), input.get(1..).unwrap_or_default())
}

/// Reads what follows a mechanism's name.
type Rule = fn(&str) -> Parsed<'_, Mechanism>;

/// `mechanism = ( all / include / a / mx / ptr / ip4 / ip6 / exists )`, by its name
fn rule(name: &str) -> Option<Rule> {
    const RULES: [(&str, Rule); 8] = [
        ("ip4", ip4),
        ("include", include),
        ("all", all),
        ("ip6", ip6),
        ("a", a),
        ("mx", mx),
        ("exists", exists),
        ("ptr", ptr),
    ];
    RULES.iter().find(|(known, _)| name.eq_ignore_ascii_case(known)).map(|(_, rule)| *rule)
}

/// `all = "all"`
const fn all(rest: &str) -> Parsed<'_, Mechanism> {
    Ok((rest, Mechanism::All))
}

/// `include = "include" ":" domain-spec`
fn include(rest: &str) -> Parsed<'_, Mechanism> {
    let (rest, target) = colon_domain_spec(rest)?;
    Ok((rest, Mechanism::Include(target)))
}

/// `a = "a" [ ":" domain-spec ] [ dual-cidr-length ]`
fn a(rest: &str) -> Parsed<'_, Mechanism> {
    let (rest, (name, cidr)) = name_and_cidr(rest)?;
    Ok((rest, Mechanism::A(name, cidr)))
}

/// `mx = "mx" [ ":" domain-spec ] [ dual-cidr-length ]`
fn mx(rest: &str) -> Parsed<'_, Mechanism> {
    let (rest, (name, cidr)) = name_and_cidr(rest)?;
    Ok((rest, Mechanism::Mx(name, cidr)))
}

/// `ptr = "ptr" [ ":" domain-spec ]`
fn ptr(rest: &str) -> Parsed<'_, Mechanism> {
    let (rest, target) = optional_domain_spec(rest)?;
    Ok((rest, Mechanism::Ptr(target)))
}

/// `ip4 = "ip4" ":" ip4-network [ ip4-cidr-length ]`
fn ip4(rest: &str) -> Parsed<'_, Mechanism> {
    let network = rest.strip_prefix(':').ok_or_else(|| fail(rest, "\":\" ip4-network"))?;
    let (rest, address) = ip4_network(network)?;
    let (rest, prefix) = match rest.strip_prefix('/') {
        Some(length) => ip4_cidr_length(length)?,
        None => (rest, 32),
    };
    Ok((rest, Mechanism::Ip4(address, prefix)))
}

/// `ip6 = "ip6" ":" ip6-network [ ip6-cidr-length ]`
fn ip6(rest: &str) -> Parsed<'_, Mechanism> {
    let network = rest.strip_prefix(':').ok_or_else(|| fail(rest, "\":\" ip6-network"))?;
    let (rest, address) = ip6_network(network)?;
    let (rest, prefix) = match rest.strip_prefix('/') {
        Some(length) => ip6_cidr_length(length)?,
        None => (rest, 128),
    };
    Ok((rest, Mechanism::Ip6(address, prefix)))
}

/// `exists = "exists" ":" domain-spec`
fn exists(rest: &str) -> Parsed<'_, Mechanism> {
    let (rest, target) = colon_domain_spec(rest)?;
    Ok((rest, Mechanism::Exists(target)))
}

/// `[ ":" domain-spec ]`
fn optional_domain_spec(input: &str) -> Parsed<'_, Option<MacroString>> {
    if !input.starts_with(':') {
        return Ok((input, None));
    }
    let (rest, spec) = colon_domain_spec(input)?;
    Ok((rest, Some(spec)))
}

/// `[ ":" domain-spec ] [ dual-cidr-length ]`
///
/// A macro-string may hold slashes, so the grammar alone does not say where a name ends: the longest
/// dual-cidr-length at the end of the term is one, and the name is what stands before it.
fn name_and_cidr(input: &str) -> Parsed<'_, (Option<MacroString>, DualCidr)> {
    let slashes = input.bytes().enumerate().filter(|(_, b)| *b == b'/').map(|(at, _)| at);
    let split = slashes.filter_map(|at| input.split_at_checked(at)).find(|(_, rest)| looks_like_cidr(rest));
    let (spec, cidr) = split.filter(|_| input.starts_with(':')).unwrap_or((input, ""));
    let (rest, spec) = optional_domain_spec(spec)?;
    let (rest, cidr) = dual_cidr_length(if cidr.is_empty() { rest } else { cidr })?;
    Ok((rest, (spec, cidr)))
}

/// Whether all of a text has the form of a dual-cidr-length, whatever its numbers.
fn looks_like_cidr(text: &str) -> bool {
    let v4 = text.strip_prefix('/').map(digits).filter(|(digits, _)| !digits.is_empty());
    let v6 = v4.map_or(text, |(_, rest)| rest);
    v6.is_empty()
        || v6.strip_prefix("//").map(digits).is_some_and(|(v6, rest)| !v6.is_empty() && rest.is_empty())
}

/// `dual-cidr-length = [ ip4-cidr-length ] [ "/" ip6-cidr-length ]`
fn dual_cidr_length(input: &str) -> Parsed<'_, DualCidr> {
    let (mut rest, mut cidr) = (input, DualCidr::default());
    if let Some(length) =
        rest.strip_prefix('/').filter(|length| !length.is_empty() && !length.starts_with('/'))
    {
        (rest, cidr.v4) = ip4_cidr_length(length)?;
    }
    if let Some(length) = rest.strip_prefix("//") {
        (rest, cidr.v6) = ip6_cidr_length(length)?;
    }
    Ok((rest, cidr))
}

/// `ip4-cidr-length = "/" ("0" / %x31-39 0*1DIGIT) ; value range 0-32`, after its slash
fn ip4_cidr_length(input: &str) -> Parsed<'_, u8> {
    cidr_length(input, 32).ok_or_else(|| fail(input, "ip4-cidr-length from 0 to 32"))
}

/// `ip6-cidr-length = "/" ("0" / %x31-39 0*2DIGIT) ; value range 0-128`, after its slash
fn ip6_cidr_length(input: &str) -> Parsed<'_, u8> {
    cidr_length(input, 128).ok_or_else(|| fail(input, "ip6-cidr-length from 0 to 128"))
}

/// A number without leading zeros, up to `most`.
fn cidr_length(input: &str, most: u8) -> Option<(&str, u8)> {
    let (digits, rest) = digits(input);
    let length = digits.parse().ok().filter(|length| *length <= most)?;
    (digits == "0" || !digits.starts_with('0')).then_some((rest, length))
}

/// The digits that a text starts with, and what follows them.
fn digits(input: &str) -> (&str, &str) {
    input.split_at(input.bytes().position(|b| !b.is_ascii_digit()).unwrap_or(input.len()))
}

/// `ip4-network = qnum "." qnum "." qnum "." qnum`
fn ip4_network(input: &str) -> Parsed<'_, Ipv4Addr> {
    let end = input.bytes().position(|b| !b.is_ascii_digit() && b != b'.').unwrap_or(input.len());
    let (text, rest) = input.split_at(end);
    let wanted = if text.is_empty() { "\":\" ip4-network" } else { "ip4-network" };
    Ok((rest, dotted_quad(text).ok_or_else(|| fail(input, wanted))?))
}

/// Four numbers up to 255 without leading zeros; the standard library's reader takes four times as long, and large
/// records are long lists of these.
fn dotted_quad(text: &str) -> Option<Ipv4Addr> {
    let (mut bits, mut dots, mut number) = (0_u32, 0, None);
    for byte in text.bytes() {
        if byte == b'.' {
            (bits, dots) = (bits << 8 | number.take()?, dots + 1);
            continue;
        }
        let digit = u32::from(byte.wrapping_sub(b'0'));
        let value = match number {
            None => digit,
            Some(0) => return None,
            Some(value) => value * 10 + digit,
        };
        number = Some(value).filter(|value| *value <= 255);
        number?;
    }
    (dots == 3).then_some(Ipv4Addr::from_bits(bits << 8 | number?))
}

/// `ip6-network = <as per Section 2.2 of RFC 4291>`
fn ip6_network(input: &str) -> Parsed<'_, Ipv6Addr> {
    let of_address = |b: u8| b.is_ascii_hexdigit() || b == b':' || b == b'.';
    let (text, rest) = input.split_at(input.bytes().position(|b| !of_address(b)).unwrap_or(input.len()));
    let wanted = if text.is_empty() { "\":\" ip6-network" } else { "ip6-network" };
    Ok((rest, text.parse().map_err(|_| fail(input, wanted))?))
}
