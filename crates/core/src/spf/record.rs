//! The record (RFC 7208 §4.6.1): its tree, term by term, and its printed form.

use super::grammar::{Expected, expected};
use super::macros::MacroString;
use super::term::{Directive, Mechanism, Qualifier, Term, next_term, term};
use crate::syntax::{Span, SyntaxError};
use std::fmt;

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
