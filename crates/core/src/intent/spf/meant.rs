//! A record as it was meant, term by term.

use crate::dns::Question;
use crate::spf::{MacroString, Qualifier, Term};
use serde::Serialize;

/// A record as it was meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Intent {
    /// The record as it stands.
    pub written: String,
    /// The terms that are right or plainly meant, in order, without what ends the record.
    pub terms: Vec<Meant>,
    /// What stands there and cannot be told.
    pub unclear: Vec<Unclear>,
    /// How it was meant to end.
    pub end: End,
    /// What can be told once somebody has asked.
    pub questions: Vec<Question>,
}

/// A term, and the words that it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meant {
    /// What stands in the record.
    pub written: String,
    /// What it means.
    pub term: Term,
    /// What slipped; `None` where it is right as written.
    pub slip: Option<Slip>,
}

impl Meant {
    /// The term as it is published: as it stands where it is right, and in the form of the RFC otherwise.
    #[must_use]
    pub fn text(&self) -> String {
        let is_right = Term::parse(&self.written).is_some_and(|term| term == self.term);
        if is_right { self.written.clone() } else { self.term.to_string() }
    }
}

/// Words of which nobody can tell what they were meant to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unclear {
    /// What stands in the record.
    pub written: String,
    /// Why it is not kept.
    pub why: Why,
}

/// Why words are left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// They are no term, nor near one.
    Unknown,
    /// They include a name that has no SPF record, which breaks the whole (RFC 7208 §5.2).
    LeadsNowhere,
    /// They list every address there is.
    Everybody,
    /// They can mean a refusal as well as a list.
    Ambiguous,
}

/// How a record was meant to end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum End {
    /// It does not say.
    #[default]
    Open,
    /// `all` with a sign; [`Qualifier::Pass`] lets everybody send, which is never written again.
    All(Qualifier),
    /// The record of another name.
    Redirect(MacroString),
}

/// What slipped in a term that is plainly meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slip {
    /// Quotation marks, brackets, dashes and signs of a word processor, or of another notation.
    Typography,
    /// A comma, semicolon or bar in place of the space between terms, or no space at all.
    Separator,
    /// A space inside of a term.
    Torn,
    /// Another sign, or none, where the colon belongs.
    Colon,
    /// The name of the mechanism is misspelt.
    Name,
    /// Another mechanism than the value asks for: an address after `include:`, a name after `ip4:`.
    Mechanism,
    /// A value without its mechanism.
    Bare,
    /// A scheme before a name, or a path or a port behind it.
    Scheme,
    /// An address or its mask in another notation.
    Address,
    /// The sign of `all` behind it, apart from it, or another than the four.
    Sign,
    /// A name that is one or two letters from a provider's, which other records of the domain show.
    NearProvider,
    /// A redirect beside `all`.
    BesideAll,
}

/// Why a term of an SPF record does not say what it was meant to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum TermFault {
    /// A quotation mark, a bracket, a dash of a word processor, or the sign of `all` out of its place.
    Sign,
    /// Something else than one space between two terms, or nothing.
    Separator,
    /// A space inside of it.
    Torn,
    /// Another sign, or none, where the colon belongs.
    Colon,
    /// No mechanism has that name.
    Mechanism,
    /// The mechanism takes another kind of value.
    Value,
    /// A value without its mechanism.
    Bare,
    /// A scheme before a name, or a path or a port behind it.
    Address,
    /// An address, or its mask, that cannot be read.
    Network,
    /// A name that is misspelt.
    Misspelt,
    /// It stands behind `all`, where nothing is read (RFC 7208 §5.1).
    BehindAll,
    /// A redirect beside `all`, which is ignored (RFC 7208 §6.1).
    BesideAll,
    /// A second record in the same string.
    SecondRecord,
    /// The name that it leads to has no SPF record (RFC 7208 §5.2).
    LeadsNowhere,
}

impl Slip {
    /// What is wrong with a term in which it slipped.
    #[must_use]
    pub const fn fault(self) -> TermFault {
        match self {
            Self::Typography | Self::Sign => TermFault::Sign,
            Self::Separator => TermFault::Separator,
            Self::Torn => TermFault::Torn,
            Self::Colon => TermFault::Colon,
            Self::Name => TermFault::Mechanism,
            Self::Mechanism => TermFault::Value,
            Self::Bare => TermFault::Bare,
            Self::Scheme => TermFault::Address,
            Self::Address => TermFault::Network,
            Self::NearProvider => TermFault::Misspelt,
            Self::BesideAll => TermFault::BesideAll,
        }
    }
}
