//! What makes a report the same as another, so that each counts once.

use crate::aggregate::Aggregate;
use std::hash::{DefaultHasher, Hash, Hasher};

/// What two copies of a report have in common: reporter, id, period and content.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    pub(super) reporter: String,
    pub(super) id: String,
    pub(super) begin: Option<String>,
    pub(super) end: Option<String>,
    pub(super) content: u64,
}

pub(super) fn key(report: &Aggregate) -> Key {
    let metadata = &report.metadata;
    let id = metadata.id.clone().unwrap_or_default();
    Key {
        reporter: metadata.reporter.as_deref().unwrap_or_default().to_ascii_lowercase(),
        // Some append the name of the host that sent the report, which another copy lacks.
        id: id.trim_start_matches('<').split('@').next().unwrap_or_default().to_owned(),
        begin: metadata.begin.clone(),
        end: metadata.end.clone(),
        content: hash(&(&report.policy, &report.records)),
    }
}

pub(super) fn hash<T: Hash + ?Sized>(content: &T) -> u64 {
    let mut hasher = DefaultHasher::new();
    content.hash(&mut hasher);
    hasher.finish()
}
