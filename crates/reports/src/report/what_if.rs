//! The mail of the reports under records that nobody has published yet.

use super::Hits;
use serde::Serialize;

/// What becomes of the mail under records that are tried. What they do not touch is as the reporters found it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct WhatIf {
    /// The DMARC record that is tried, empty where it is taken away; `None` where none is.
    pub dmarc: Option<String>,
    /// Whether that is a DMARC record; receivers apply no policy where it is not.
    pub is_dmarc: bool,
    /// The SPF record of the domain that is tried, likewise; `None` where none is.
    pub spf: Option<String>,
    /// The messages.
    pub messages: u64,
    /// Those that would pass DMARC.
    pub aligned: u64,
    /// Those that pass by the reports, and would not.
    pub lost: Hits,
    /// Those that do not pass by the reports, and would.
    pub gained: Hits,
    /// Those that the DMARC record asks to quarantine.
    pub quarantined: Hits,
    /// Those that it asks to reject.
    pub rejected: Hits,
    /// Those of which SPF could not be evaluated anew, and which count as reported.
    pub not_judged: u64,
    /// The sources of which more or less mail would pass.
    pub sources: Vec<TriedSource>,
}

/// A source of which more or less mail would pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct TriedSource {
    /// Its place in the list of them.
    pub source: usize,
    /// Its messages that would pass.
    pub aligned: u64,
}
