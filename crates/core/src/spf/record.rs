//! The record (RFC 7208 §4.6.1, §5, §6, §12): its grammar, its tree and its printed form.

use super::grammar::{Expected, Parsed, due, end_of_term, expected, fail, is_name_char, keyword};
use super::macros::{MacroString, colon_domain_spec, domain_spec, macro_string};
use crate::syntax::{Span, SyntaxError};
use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::{tag, take_while, take_while1};
use nom::character::complete::{char, digit1, one_of, satisfy};
use nom::combinator::{all_consuming, map, opt, peek, recognize, value, verify};
use nom::sequence::{pair, preceded, terminated};
use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};

/// The most terms that are read from one record; the largest that DNS carries in practice has a few hundred.
pub const MAX_TERMS: usize = 1_000;

/// A record, term by term.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// The terms, in order.
    pub terms: Vec<Placed>,
}

/// A term and where it stands in the record's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The stretch of the text.
    pub span: Span,
    /// What it says.
    pub term: Term,
}

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
}

impl Record {
    /// Whether a TXT record is an SPF record.
    ///
    /// RFC 7208 §4.5: "Records that do not begin with a version section of exactly "v=spf1" are discarded."
    #[must_use]
    pub fn is_spf(text: &str) -> bool {
        matches!(version(text), Ok((rest, _)) if rest.is_empty() || rest.starts_with(' '))
    }

    /// Reads a record.
    ///
    /// # Errors
    /// The first thing in it that breaks the grammar, wherever in the record it stands (RFC 7208 §4.6).
    pub fn parse(text: &str) -> Result<Self, SyntaxError> {
        let (record, errors) = Self::parse_leniently(text);
        errors.into_iter().next().map_or(Ok(record), Err)
    }

    /// Reads what can be read of a record, and every error in it: a term that breaks the grammar does not hide
    /// the others from somebody who has to repair it.
    #[must_use]
    pub fn parse_leniently(text: &str) -> (Self, Vec<SyntaxError>) {
        let (mut record, mut errors) = (Self::default(), Vec::new());
        let Ok((terms, _)) = version(text) else {
            return (record, vec![SyntaxError::at(text, text, "\"v=spf1\"")]);
        };
        // RFC 7208 §12: terms = *( 1*SP ( directive / modifier ) ), and spaces alone separate.
        for (count, part) in terms.split(' ').filter(|part| !part.is_empty()).enumerate() {
            if count == MAX_TERMS {
                errors.push(SyntaxError::at(text, part, "no more than 1000 terms"));
                break;
            }
            match term(part) {
                Ok((_, term)) => record.terms.push(Placed { span: Span::of(text, part), term }),
                Err(error) => {
                    let Expected { at, what } = expected(&error);
                    errors.push(SyntaxError::at(text, at, what));
                }
            }
        }
        errors.extend(record.repeated());
        (record, errors)
    }

    /// The directives, in order.
    pub fn directives(&self) -> impl Iterator<Item = (Span, &Directive)> {
        self.terms.iter().filter_map(|placed| match &placed.term {
            Term::Directive(directive) => Some((placed.span, directive)),
            _ => None,
        })
    }

    /// The value of `redirect=`.
    #[must_use]
    pub fn redirect(&self) -> Option<(Span, &MacroString)> {
        self.terms.iter().find_map(|placed| match &placed.term {
            Term::Redirect(target) => Some((placed.span, target)),
            _ => None,
        })
    }

    /// The value of `exp=`.
    #[must_use]
    pub fn explanation(&self) -> Option<&MacroString> {
        self.terms.iter().find_map(|placed| match &placed.term {
            Term::Explanation(target) => Some(target),
            _ => None,
        })
    }

    /// The `all` that ends the record, where there is one.
    #[must_use]
    pub fn all(&self) -> Option<(Span, Qualifier)> {
        self.directives()
            .find(|(_, directive)| directive.mechanism == Mechanism::All)
            .map(|(span, directive)| (span, directive.qualifier))
    }

    // RFC 7208 §6: redirect and exp "MUST NOT appear in a record more than once each".
    fn repeated(&self) -> Option<SyntaxError> {
        let second = |is: fn(&Term) -> bool, expected: &'static str| {
            let place = self.terms.iter().filter(|placed| is(&placed.term)).nth(1)?;
            Some(SyntaxError { span: place.span, expected: expected.into() })
        };
        second(|term| matches!(term, Term::Redirect(_)), "redirect no more than once")
            .or_else(|| second(|term| matches!(term, Term::Explanation(_)), "exp no more than once"))
    }
}

/// `version = "v=spf1"`, in any case (RFC 5234 §2.3).
fn version(input: &str) -> Parsed<'_, &str> {
    nom::bytes::complete::tag_no_case("v=spf1").parse(input)
}

/// `directive / modifier`, a whole term.
fn term(input: &str) -> Parsed<'_, Term> {
    match terminated(name, char('=')).parse(input) {
        Ok((rest, name)) => modifier(name, rest),
        Err(_) => map(directive, Term::Directive).parse(input),
    }
}

/// `modifier = redirect / explanation / unknown-modifier`, after its name and the equals sign
fn modifier<'a>(name: &'a str, input: &'a str) -> Parsed<'a, Term> {
    match name.to_ascii_lowercase().as_str() {
        "redirect" => map(domain_spec, Term::Redirect).parse(input),
        "exp" => map(domain_spec, Term::Explanation).parse(input),
        _ => {
            let (rest, value) = terminated(macro_string, due(end_of_term, "macro-string")).parse(input)?;
            Ok((rest, Term::Unknown { name: name.to_owned(), value }))
        }
    }
}

/// `name = ALPHA *( ALPHA / DIGIT / "-" / "_" / "." )`
fn name(input: &str) -> Parsed<'_, &str> {
    recognize(pair(satisfy(|c| c.is_ascii_alphabetic()), take_while(is_name_char))).parse(input)
}

/// `directive = [ qualifier ] mechanism`
fn directive(input: &str) -> Parsed<'_, Directive> {
    let (rest, (qualifier, mechanism)) = (opt(qualifier), due(mechanism, "mechanism")).parse(input)?;
    Ok((rest, Directive { qualifier: qualifier.unwrap_or_default(), mechanism }))
}

/// `qualifier = "+" / "-" / "?" / "~"`
fn qualifier(input: &str) -> Parsed<'_, Qualifier> {
    map(one_of("+-?~"), |c| match c {
        '-' => Qualifier::Fail,
        '~' => Qualifier::Softfail,
        '?' => Qualifier::Neutral,
        _ => Qualifier::Pass,
    })
    .parse(input)
}

/// `mechanism = ( all / include / a / mx / ptr / ip4 / ip6 / exists )`
fn mechanism(input: &str) -> Parsed<'_, Mechanism> {
    terminated(alt((all, include, a, mx, ptr, ip4, ip6, exists)), end_of_term).parse(input).map_err(|error| {
        error.map(|inside| Expected { at: if inside.what == "term" { input } else { inside.at }, ..inside })
    })
}

/// `all = "all"`
fn all(input: &str) -> Parsed<'_, Mechanism> {
    value(Mechanism::All, keyword("all")).parse(input)
}

/// `include = "include" ":" domain-spec`
fn include(input: &str) -> Parsed<'_, Mechanism> {
    let target = due(colon_domain_spec, "\":\" domain-spec");
    map(preceded(keyword("include"), target), Mechanism::Include).parse(input)
}

/// `a = "a" [ ":" domain-spec ] [ dual-cidr-length ]`
fn a(input: &str) -> Parsed<'_, Mechanism> {
    let (rest, (name, cidr)) = preceded(keyword("a"), name_and_cidr).parse(input)?;
    Ok((rest, Mechanism::A(name, cidr)))
}

/// `mx = "mx" [ ":" domain-spec ] [ dual-cidr-length ]`
fn mx(input: &str) -> Parsed<'_, Mechanism> {
    let (rest, (name, cidr)) = preceded(keyword("mx"), name_and_cidr).parse(input)?;
    Ok((rest, Mechanism::Mx(name, cidr)))
}

/// `ptr = "ptr" [ ":" domain-spec ]`
fn ptr(input: &str) -> Parsed<'_, Mechanism> {
    map(preceded(keyword("ptr"), opt(colon_domain_spec)), Mechanism::Ptr).parse(input)
}

/// `ip4 = "ip4" ":" ip4-network [ ip4-cidr-length ]`
fn ip4(input: &str) -> Parsed<'_, Mechanism> {
    let network = due(preceded(char(':'), ip4_network), "\":\" ip4-network");
    let (rest, (address, prefix)) =
        preceded(keyword("ip4"), pair(network, opt(ip4_cidr_length))).parse(input)?;
    Ok((rest, Mechanism::Ip4(address, prefix.unwrap_or(32))))
}

/// `ip6 = "ip6" ":" ip6-network [ ip6-cidr-length ]`
fn ip6(input: &str) -> Parsed<'_, Mechanism> {
    let network = due(preceded(char(':'), ip6_network), "\":\" ip6-network");
    let (rest, (address, prefix)) =
        preceded(keyword("ip6"), pair(network, opt(ip6_cidr_length))).parse(input)?;
    Ok((rest, Mechanism::Ip6(address, prefix.unwrap_or(128))))
}

/// `exists = "exists" ":" domain-spec`
fn exists(input: &str) -> Parsed<'_, Mechanism> {
    let target = due(colon_domain_spec, "\":\" domain-spec");
    map(preceded(keyword("exists"), target), Mechanism::Exists).parse(input)
}

/// `[ ":" domain-spec ] [ dual-cidr-length ]`
///
/// A macro-string may hold slashes, so the grammar alone does not say where a name ends: the longest
/// dual-cidr-length at the end of the term is one, and the name is what stands before it.
fn name_and_cidr(input: &str) -> Parsed<'_, (Option<MacroString>, DualCidr)> {
    let slashes = input.match_indices('/').map(|(at, _)| at);
    let split = slashes.filter_map(|at| input.split_at_checked(at)).find(|(_, rest)| looks_like_cidr(rest));
    let (spec, cidr) = split.filter(|_| input.starts_with(':')).unwrap_or((input, ""));
    let (rest, spec) = opt(colon_domain_spec).parse(spec)?;
    let (rest, cidr) = dual_cidr_length(if cidr.is_empty() { rest } else { cidr })?;
    Ok((rest, (spec, cidr)))
}

/// Whether all of a text has the form of a dual-cidr-length, whatever its numbers.
fn looks_like_cidr(text: &str) -> bool {
    let v4 = opt(pair(char('/'), digit1));
    let v6 = opt(pair(tag("//"), digit1));
    all_consuming(pair(v4, v6))
        .parse(text)
        .map(|_: (&str, _)| ())
        .map_err(|_: nom::Err<Expected<'_>>| ())
        .is_ok()
}

/// `dual-cidr-length = [ ip4-cidr-length ] [ "/" ip6-cidr-length ]`
fn dual_cidr_length(input: &str) -> Parsed<'_, DualCidr> {
    let ip4_comes = peek(pair(char('/'), satisfy(|c| c != '/')));
    let (rest, v4) = opt(preceded(ip4_comes, ip4_cidr_length)).parse(input)?;
    let (rest, v6) = opt(preceded(char('/'), ip6_cidr_length)).parse(rest)?;
    Ok((rest, DualCidr { v4: v4.unwrap_or(32), v6: v6.unwrap_or(128) }))
}

/// `ip4-cidr-length = "/" ("0" / %x31-39 0*1DIGIT) ; value range 0-32`
fn ip4_cidr_length(input: &str) -> Parsed<'_, u8> {
    preceded(char('/'), due(cidr_length(32), "ip4-cidr-length from 0 to 32")).parse(input)
}

/// `ip6-cidr-length = "/" ("0" / %x31-39 0*2DIGIT) ; value range 0-128`
fn ip6_cidr_length(input: &str) -> Parsed<'_, u8> {
    preceded(char('/'), due(cidr_length(128), "ip6-cidr-length from 0 to 128")).parse(input)
}

/// A number without leading zeros, up to `most`.
fn cidr_length<'a>(most: u8) -> impl Parser<&'a str, Output = u8, Error = Expected<'a>> {
    let plain = verify(digit1, |digits: &str| digits == "0" || !digits.starts_with('0'));
    nom::combinator::map_opt(plain, move |digits: &str| digits.parse().ok().filter(|length| *length <= most))
}

/// `ip4-network = qnum "." qnum "." qnum "." qnum`
fn ip4_network(input: &str) -> Parsed<'_, Ipv4Addr> {
    let (rest, text) = take_while1(|c: char| c.is_ascii_digit() || c == '.').parse(input)?;
    Ok((rest, text.parse().map_err(|_| fail(input, "ip4-network"))?))
}

/// `ip6-network = <as per Section 2.2 of RFC 4291>`
fn ip6_network(input: &str) -> Parsed<'_, Ipv6Addr> {
    let (rest, text) = take_while1(|c: char| c.is_ascii_hexdigit() || c == ':' || c == '.').parse(input)?;
    Ok((rest, text.parse().map_err(|_| fail(input, "ip6-network"))?))
}

impl fmt::Display for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("v=spf1")?;
        self.terms.iter().try_for_each(|placed| write!(f, " {}", placed.term))
    }
}

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
