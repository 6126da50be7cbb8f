//! The record (RFC 7208 §4.6.1): its tree, term by term, and its printed form.

use super::grammar::{Expected, expected};
use super::macros::MacroString;
use super::term::{next_term, term};
use crate::syntax::{Span, SyntaxError};
use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};

/// The most terms that are read from one record; the largest that DNS carries in practice has a few hundred.
pub const MAX_TERMS: usize = 1_000;

/// About how many bytes a term takes with its space.
const USUAL_TERM: usize = 16;

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

impl Term {
    /// Reads one term; `None` where it breaks the grammar.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        term(text).ok().filter(|(rest, _)| rest.is_empty()).map(|(_, term)| term)
    }
}

impl Record {
    /// Whether a TXT record is an SPF record.
    ///
    /// RFC 7208 §4.5: "Records that do not begin with a version section of exactly "v=spf1" are discarded."
    #[must_use]
    pub fn is_spf(text: &str) -> bool {
        version(text).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
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
        let Some(terms) = version(text) else {
            return (record, vec![SyntaxError::at(text, text, "\"v=spf1\"")]);
        };
        // RFC 7208 §12: terms = *( 1*SP ( directive / modifier ) ), and spaces alone separate.
        record.terms.reserve(terms.len().div_ceil(USUAL_TERM).min(MAX_TERMS));
        let mut rest = terms;
        while let Some(part) = next_term(&mut rest) {
            if record.terms.len() + errors.len() == MAX_TERMS {
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

/// What follows `version = "v=spf1"`, in any case (RFC 5234 §2.3).
fn version(input: &str) -> Option<&str> {
    let (version, rest) = input.split_at_checked("v=spf1".len())?;
    version.eq_ignore_ascii_case("v=spf1").then_some(rest)
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
