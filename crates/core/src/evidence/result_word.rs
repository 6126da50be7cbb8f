//! The results that receivers write, in the words of RFC 8601.

use serde::{Serialize, Serializer};
use std::fmt;

/// A result of RFC 8601 §2.7, or a word that only some receivers have.
#[derive(Clone, Debug, Default, PartialEq, Hash, Eq, PartialOrd, Ord)]
pub enum ResultWord {
    /// The method passed.
    Pass,
    /// It failed.
    Fail,
    /// SPF doubts the client.
    Softfail,
    /// It came to no verdict.
    Neutral,
    /// There was nothing to check.
    #[default]
    None,
    /// It may come to a verdict later.
    Temperror,
    /// It cannot come to a verdict until somebody repairs something.
    Permerror,
    /// It passed, and the receiver does not accept it.
    Policy,
    /// A word of the receiver's own, in lower case.
    Other(String),
}

impl ResultWord {
    /// The words of RFC 8601.
    const KNOWN: [Self; 8] = [
        Self::Pass,
        Self::Fail,
        Self::Softfail,
        Self::Neutral,
        Self::None,
        Self::Temperror,
        Self::Permerror,
        Self::Policy,
    ];

    /// Reads a word in lower case.
    #[must_use]
    pub fn of(word: &str) -> Self {
        let known = Self::KNOWN.into_iter().find(|known| known.as_str() == word);
        known.unwrap_or_else(|| Self::Other(word.to_owned()))
    }

    /// The word.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Pass => "pass",
            Self::Fail => "fail",
            Self::Softfail => "softfail",
            Self::Neutral => "neutral",
            Self::None => "none",
            Self::Temperror => "temperror",
            Self::Permerror => "permerror",
            Self::Policy => "policy",
            Self::Other(word) => word,
        }
    }

    /// Whether it says of SPF that the client is not listed.
    #[must_use]
    pub const fn is_unlisted(&self) -> bool {
        matches!(self, Self::Fail | Self::Softfail | Self::Neutral)
    }
}

impl fmt::Display for ResultWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for ResultWord {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
