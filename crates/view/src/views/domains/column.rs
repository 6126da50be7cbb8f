//! The columns of a table of domains.

use crate::locale::Locale;

/// A column, in the order that they are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the question it answers")]
pub enum Column {
    Domain,
    Policy,
    Next,
    Sends,
    Keys,
    Receives,
    Way,
    Dnssec,
    Errors,
}

impl Column {
    pub(crate) const ALL: [Self; 9] = [
        Self::Domain,
        Self::Policy,
        Self::Next,
        Self::Sends,
        Self::Keys,
        Self::Receives,
        Self::Way,
        Self::Dnssec,
        Self::Errors,
    ];

    /// The word that stands in the drawn element.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Domain => "domain",
            Self::Policy => "policy",
            Self::Next => "next",
            Self::Sends => "sends",
            Self::Keys => "keys",
            Self::Receives => "receives",
            Self::Way => "way",
            Self::Dnssec => "dnssec",
            Self::Errors => "errors",
        }
    }

    /// The column of a drawn element.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.as_str() == word)
    }

    pub(crate) const fn title(self, locale: Locale) -> &'static str {
        let words = locale.posture();
        match self {
            Self::Domain => words.domain,
            Self::Policy => "DMARC",
            Self::Next => words.next,
            Self::Sends => "SPF",
            Self::Keys => "DKIM",
            Self::Receives => "MX",
            Self::Way => "TLS",
            Self::Dnssec => "DNSSEC",
            Self::Errors => words.errors,
        }
    }
}
