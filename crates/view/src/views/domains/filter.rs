//! Which domains of a table are listed, and how many there are of each kind.

use super::row::Row;
use crate::locale::Locale;
use crate::node::{Attribute, Node, button, div};
use crate::protocol::Act;
use waxseal_core::dmarc::Policy;

/// A kind of domains in a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DomainFilter {
    /// Without a DMARC record.
    NoPolicy,
    /// At `p=none`.
    None,
    /// At `p=quarantine`.
    Quarantine,
    /// At `p=reject`.
    Reject,
    /// With errors, or not there at all.
    Errors,
    /// Of which DNS left something unanswered.
    Unanswered,
}

impl DomainFilter {
    const ALL: [Self; 6] =
        [Self::NoPolicy, Self::None, Self::Quarantine, Self::Reject, Self::Errors, Self::Unanswered];

    /// The word that stands in the drawn element.
    const fn as_str(self) -> &'static str {
        match self {
            Self::NoPolicy => "noPolicy",
            Self::None => "none",
            Self::Quarantine => "quarantine",
            Self::Reject => "reject",
            Self::Errors => "errors",
            Self::Unanswered => "unanswered",
        }
    }

    /// The kind of a drawn element.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|filter| filter.as_str() == word)
    }

    /// What it is called.
    pub(super) const fn name(self, locale: Locale) -> &'static str {
        let words = locale.posture();
        match self {
            Self::NoPolicy => words.no_policy,
            Self::None => "p=none",
            Self::Quarantine => "p=quarantine",
            Self::Reject => "p=reject",
            Self::Errors => words.with_errors,
            Self::Unanswered => locale.words().not_answered,
        }
    }

    /// Whether a domain is of this kind.
    pub(super) fn fits(self, row: &Row<'_>) -> bool {
        let policy = row.report.dmarc.policy;
        match self {
            Self::NoPolicy => policy.is_none() && !row.is_missing() && !row.lacks_policy_answer(),
            Self::None => policy == Some(Policy::None),
            Self::Quarantine => policy == Some(Policy::Quarantine),
            Self::Reject => policy == Some(Policy::Reject),
            Self::Errors => row.errors > 0 || row.is_missing(),
            Self::Unanswered => row.lacks_answers(),
        }
    }
}

/// The totals, each a switch that lists those domains alone; nothing where there is one domain.
pub(super) fn totals(locale: Locale, rows: &[Row<'_>], chosen: Option<DomainFilter>) -> Option<Node> {
    let one = |filter: DomainFilter| {
        let count = rows.iter().filter(|row| filter.fits(row)).count();
        // What was chosen stays, so that it can be left again.
        (count > 0 || chosen == Some(filter)).then(|| {
            button()
                .class("button quiet")
                .with(Attribute::Type, "button")
                .with(Attribute::Role, "switch")
                .with(Attribute::AriaChecked, if chosen == Some(filter) { "true" } else { "false" })
                .with(Attribute::DataAct, Act::Filter.as_str())
                .with(Attribute::DataValue, filter.as_str())
                .put(format!("{} ({count})", filter.name(locale)))
        })
    };
    let switches: Vec<Node> = DomainFilter::ALL.into_iter().filter_map(one).collect();
    let group = div()
        .class("tools filter no-print")
        .with(Attribute::Role, "group")
        .with(Attribute::AriaLabel, locale.posture().filter);
    (rows.len() > 1).then(|| group.put(switches))
}
