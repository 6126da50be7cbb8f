//! The policy then and now.

use serde::Serialize;
use waxseal_core::domain::Domain;

/// The policy that the reporters found, and that of today.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct PolicyHistory {
    /// What the reporters found, in the order in which it was first seen.
    pub published: Vec<PublishedPolicy>,
    /// The record of today; `None` where there is none or DNS did not tell.
    pub today: Option<String>,
    /// Whether today's record asks for something else than the latest report says; `None` where that cannot be told.
    pub changed: Option<bool>,
}

/// A policy that reporters found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct PublishedPolicy {
    /// `p`, in lower case.
    pub p: Option<String>,
    /// `sp`, likewise.
    pub sp: Option<String>,
    /// `np`, likewise.
    pub np: Option<String>,
    /// `adkim`, likewise.
    pub adkim: Option<String>,
    /// `aspf`, likewise.
    pub aspf: Option<String>,
    /// `pct`, likewise.
    pub pct: Option<String>,
    /// `testing`, likewise.
    pub testing: Option<String>,
    /// How many reports say so.
    pub reports: usize,
    /// The first day on which it was found.
    pub first: Option<String>,
    /// The last one.
    pub last: Option<String>,
}

/// What strict alignment would have done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "StrictAlignmentFigures"))]
#[serde(rename_all = "camelCase")]
pub struct Strict {
    /// The messages that pass all the same.
    pub aligned: u64,
    /// Those that pass as it is, and would not.
    pub lost: u64,
}

/// What the domain publishes today about encryption on the way to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct TlsToday {
    /// Its record of MTA-STS.
    pub mta_sts: Option<String>,
    /// Whether the host of the policy has an address; `None` where there is no record or no answer.
    pub policy_host_exists: Option<bool>,
    /// Its exchangers.
    pub hosts: Vec<TlsHost>,
}

/// An exchanger of the domain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct TlsHost {
    /// Its name.
    pub host: Domain,
    /// How many TLSA records it has.
    pub tlsa: usize,
    /// Whether they count: DNSSEC validates them.
    pub dane: bool,
    /// The sessions with it that failed, by all reports.
    pub failed: u64,
}
