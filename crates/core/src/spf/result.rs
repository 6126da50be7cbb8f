//! The results of SPF.

use serde::Serialize;
use std::fmt;

/// The results of RFC 7208 §2.6.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum SpfResult {
    /// The client may send for the domain.
    Pass,
    /// It may not.
    Fail,
    /// It probably may not.
    Softfail,
    /// The domain does not say.
    Neutral,
    /// There is no record, or no domain to look for one.
    None,
    /// DNS gave no answer; another time may do better.
    Temperror,
    /// The records cannot be understood until somebody repairs them.
    Permerror,
}

impl SpfResult {
    /// Reads the word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        use SpfResult::{Fail, Neutral, None, Pass, Permerror, Softfail, Temperror};
        let all = [Pass, Fail, Softfail, Neutral, None, Temperror, Permerror];
        all.into_iter().find(|result| result.as_str() == word)
    }

    /// Whether it says that the client is not listed.
    #[must_use]
    pub const fn is_unlisted(self) -> bool {
        matches!(self, Self::Fail | Self::Softfail | Self::Neutral)
    }

    /// The word RFC 8601 §2.7.2 has for it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Fail => "fail",
            Self::Softfail => "softfail",
            Self::Neutral => "neutral",
            Self::None => "none",
            Self::Temperror => "temperror",
            Self::Permerror => "permerror",
        }
    }
}

impl fmt::Display for SpfResult {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
