//! What the rules of RFC 7208 §12 share: an error that says what was wanted.

use nom::IResult;
use nom::error::{ErrorKind, ParseError};

/// What a rule returns: the rest of the term and the rule's value.
pub(super) type Parsed<'a, T> = IResult<&'a str, T, Expected<'a>>;

/// Where a rule stopped and what it would have accepted there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Expected<'a> {
    /// The rest of the term, from the first byte that did not fit.
    pub(super) at: &'a str,
    /// The rule that was wanted.
    pub(super) what: &'static str,
}

impl<'a> ParseError<&'a str> for Expected<'a> {
    fn from_error_kind(at: &'a str, _: ErrorKind) -> Self {
        Self { at, what: "term" }
    }

    fn append(_: &'a str, _: ErrorKind, other: Self) -> Self {
        other
    }
}

/// A failure that no other alternative may take back.
pub(super) const fn fail<'a>(at: &'a str, what: &'static str) -> nom::Err<Expected<'a>> {
    nom::Err::Failure(Expected { at, what })
}

/// The error inside, whichever way nom carries it.
pub(super) const fn expected<'a>(error: &nom::Err<Expected<'a>>) -> Expected<'a> {
    match error {
        nom::Err::Error(inside) | nom::Err::Failure(inside) => *inside,
        nom::Err::Incomplete(_) => Expected { at: "", what: "term" },
    }
}

/// The end of a term.
pub(super) fn end_of_term(input: &str) -> Parsed<'_, ()> {
    if input.is_empty() { Ok((input, ())) } else { Err(fail(input, "SP or the end of the record")) }
}

/// The characters of `name = ALPHA *( ALPHA / DIGIT / "-" / "_" / "." )` after its first.
pub(super) const fn is_name_char(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.')
}
