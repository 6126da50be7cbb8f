//! A state as sign, word and colour together: colour never speaks alone.

use crate::locale::report::ReportWords;
use crate::node::{Attribute, Node, span};
use waxseal_core::dmarc::Alignment;
use waxseal_core::evidence::ResultWord;
use waxseal_core::report::{IdentifierReport, MessageReport};

/// The states everything on the page comes down to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Passes for the right name.
    Pass,
    /// Fails.
    Fail,
    /// Passes for somebody else: never green.
    Stranger,
    /// Cannot be told, or not checked.
    Unknown,
    /// A fact, neither good nor bad: what is known wears no question mark.
    Fact,
}

impl Mark {
    /// The sign.
    pub(crate) const fn sign(self) -> &'static str {
        match self {
            Self::Pass => "✓",
            Self::Fail => "✕",
            Self::Stranger => "≠",
            Self::Unknown => "?",
            Self::Fact => "–",
        }
    }

    /// The class that gives the colour.
    pub(crate) const fn class(self) -> &'static str {
        match self {
            Self::Pass => "state-pass",
            Self::Fail => "state-fail",
            Self::Stranger => "state-stranger",
            Self::Unknown => "state-unknown",
            Self::Fact => "state-fact",
        }
    }

    /// The class of a line in the picture.
    pub(crate) const fn line(self) -> &'static str {
        match self {
            Self::Pass => "joined",
            Self::Stranger => "broken",
            Self::Fail => "failed",
            Self::Unknown | Self::Fact => "untold",
        }
    }

    /// The state of an identifier: an aligned pass, a pass for a stranger, or no pass; a key that is gone decides nothing.
    pub(crate) fn of_identifier(report: &MessageReport, identifier: &IdentifierReport) -> Self {
        match (identifier.passed(), identifier.aligned) {
            _ if report.lacks_key(identifier) => Self::Unknown,
            (true, Some(true)) => Self::Pass,
            (true, Some(false)) => Self::Stranger,
            (true, None) => Self::Unknown,
            (false, _) => Self::of_result(&identifier.result),
        }
    }

    /// What the state of an identifier is called. SPF without a word on the sender is a result, and no lack of one.
    pub(crate) fn word_of(
        report: &MessageReport,
        identifier: &IdentifierReport,
        words: &'static ReportWords,
    ) -> &'static str {
        let is_silent = matches!(identifier.result, ResultWord::None | ResultWord::Neutral);
        match identifier.mechanism {
            Alignment::Spf if is_silent => words.says_nothing,
            _ => Self::of_identifier(report, identifier).word(words),
        }
    }

    /// The state of a bare result word, alignment left aside: a pass alone is not green.
    pub(crate) const fn of_result(result: &ResultWord) -> Self {
        use ResultWord::{Fail, Pass, Permerror, Policy, Softfail};
        match result {
            Pass => Self::Stranger,
            Fail | Softfail | Permerror | Policy => Self::Fail,
            _ => Self::Unknown,
        }
    }

    /// What the state is called, for an identifier.
    pub(crate) const fn word(self, words: &'static ReportWords) -> &'static str {
        match self {
            Self::Pass => words.aligned,
            Self::Stranger => words.not_aligned,
            Self::Fail => words.fails,
            Self::Unknown => words.cannot_tell,
            Self::Fact => words.says_nothing,
        }
    }
}

/// A small label with sign, word and colour.
#[must_use]
pub fn chip(mark: Mark, text: &str) -> Node {
    span()
        .class(format!("chip {}", mark.class()))
        .put(span().with(Attribute::AriaHidden, "true").put(mark.sign()))
        .put(span().put(text))
}
