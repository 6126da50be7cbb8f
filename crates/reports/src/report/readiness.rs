//! Whether a stronger policy is safe.

use serde::Serialize;
use waxseal_core::dmarc::Policy;
use waxseal_core::report::Fix;

/// Whether a stronger policy is safe, as far as the reports tell.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Readiness {
    /// Quarantine.
    pub quarantine: Level,
    /// Reject.
    pub reject: Level,
    /// The one thing to do next: the record of the largest sender that is not aligned, or else the policy that is safe.
    pub next: Vec<Fix>,
    /// How old the newest report is, in days, where that is long.
    pub stale: Option<u64>,
}

/// How safe a policy is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "ReadinessLevel"))]
#[serde(rename_all = "camelCase")]
pub struct Level {
    /// Whether it can be published.
    pub answer: Answer,
    /// The messages from the domain itself that would have been hit.
    pub domain: Hits,
    /// Those from its subdomains.
    pub subdomains: Hits,
    /// Those from subdomains that do not exist.
    pub nonexistent: Hits,
    /// What speaks against it, or is missing.
    pub reasons: Vec<Reason>,
}

/// Whether a policy can be published.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "ReadinessAnswer"))]
#[serde(rename_all = "camelCase")]
pub enum Answer {
    /// It is published.
    InForce,
    /// It can be: no mail of one's own would be hit.
    Yes,
    /// It cannot be yet.
    No,
    /// Too little is known.
    #[default]
    CannotTell,
}

/// Messages that a policy would have hit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Hits {
    /// All of them.
    pub messages: u64,
    /// Those that look like the owner's.
    pub own: u64,
    /// Those that somebody handed on.
    pub forwarded: u64,
    /// Those of senders that nobody knows.
    pub unknown: u64,
}

/// Why a policy cannot be published yet, or why that cannot be told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "ReadinessReason"))]
#[serde(tag = "code", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Reason {
    /// Mail that looks like the owner's would be hit.
    OwnUnaligned {
        /// The place of its source in the list of them.
        source: usize,
        /// How many messages of the latest weeks; 0 where it sent none in them.
        messages: u64,
    },
    /// The policy before it has to have been in force first.
    StepBefore {
        /// Which one.
        policy: Policy,
    },
    /// Too few days have a report.
    FewDays {
        /// How many have one.
        days: u64,
        /// How many it takes.
        least: u64,
    },
    /// Too few receivers report.
    FewReporters {
        /// How many do.
        reporters: u64,
        /// How many it takes.
        least: u64,
    },
    /// Too few messages were counted.
    FewMessages {
        /// How many were.
        messages: u64,
        /// How many it takes.
        least: u64,
    },
    /// The latest weeks have a gap.
    Gap {
        /// How many days.
        days: u64,
        /// How many there may be.
        most: u64,
    },
    /// DNS was not asked, so that senders of one's own may be among the unknown ones.
    NotAsked,
}
