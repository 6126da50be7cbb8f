//! The catalogue of providers: who is behind an include.
//!
//! Each row comes from public material, gathered on [`COMPILED`]; its grade says how good that is. What was not established
//! is [`Known::Unknown`] and never a guess.

mod rows;

use crate::domain::Domain;
use serde::Serialize;

/// When the rows were compiled.
pub const COMPILED: &str = "2026-11-23";

/// A provider of mailboxes, of newsletters, or of a filter in front of either.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Provider {
    /// A stable name, in camelCase.
    pub id: &'static str,
    /// What people call it.
    pub name: &'static str,
    /// The names that SPF records include for it; `*.` stands for anything below.
    pub includes: &'static [&'static str],
    /// Whether the customer's own SPF record needs the include: not where it sends with an envelope domain of its own.
    pub include_needed: Known,
    /// The envelope domains of its own; `*.` stands for anything below.
    pub return_paths: &'static [&'static str],
    /// How good the evidence is.
    pub grade: Grade,
}

/// A fact that may not have been established.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Known {
    /// It is so.
    Yes,
    /// It is not.
    No,
    /// Nobody has shown either, or it depends on the account.
    Unknown,
}

/// How good the evidence for a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Grade {
    /// The vendor's documentation, or two independent zones.
    A,
    /// One zone, or one page of a third party.
    B,
    /// A community's map only.
    C,
}

/// Every provider.
pub fn catalogue() -> impl Iterator<Item = &'static Provider> {
    rows::ROWS.iter()
}

/// The provider behind a name that an SPF record includes.
#[must_use]
pub fn by_include(name: &Domain) -> Option<&'static Provider> {
    catalogue().find(|provider| matches_any(provider.includes, name))
}

/// The provider behind an envelope domain.
#[must_use]
pub fn by_return_path(name: &Domain) -> Option<&'static Provider> {
    catalogue().find(|provider| matches_any(provider.return_paths, name))
}

fn matches_any(patterns: &[&str], name: &Domain) -> bool {
    patterns.iter().any(|pattern| match pattern.strip_prefix('*') {
        Some(tail) => name.as_str().len() > tail.len() && name.as_str().ends_with(tail),
        None => name.as_str() == *pattern,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn include(name: &str) -> Option<&'static str> {
        by_include(&Domain::parse(name).unwrap()).map(|provider| provider.id)
    }

    #[test]
    fn a_provider_is_known_by_its_include_and_nothing_like_it() {
        assert_eq!(include("spf.protection.outlook.com"), Some("microsoft365"));
        assert_eq!(include("Servers.MCSV.net"), Some("mailchimp"));
        assert_eq!(include("123.spf05.hubspotemail.net"), Some("hubspot"));
        assert_eq!(include("eu._netblocks.mimecast.com"), Some("mimecast"));
        for near in [
            "servers.mcsv.net.evil.example",
            "notservers.mcsv.net",
            "hubspotemail.net",
            "evilhubspotemail.net",
        ] {
            assert_eq!(include(near), None, "{near}");
        }
        let bounce = Domain::parse("mail248.suw18.rsgsv.net").unwrap();
        assert_eq!(by_return_path(&bounce).map(|provider| provider.id), Some("mailchimp"));
    }

    #[test]
    fn every_row_stands_once_and_names_what_it_is_known_by() {
        let ids: BTreeSet<_> = catalogue().map(|provider| provider.id).collect();
        assert_eq!(ids.len(), catalogue().count());
        for provider in catalogue() {
            assert!(!provider.includes.is_empty(), "{}", provider.id);
            for pattern in provider.includes.iter().chain(provider.return_paths) {
                assert!(
                    Domain::parse(pattern.trim_start_matches("*."))
                        .is_ok_and(|name| pattern.ends_with(name.as_str()))
                );
            }
        }
    }
}
