//! The providers behind a domain, and what shows each.

use crate::domain::Domain;
use crate::providers::{Grade, Kind, Provider, SpfAlignment, Tristate};
use serde::Serialize;

/// A provider behind a domain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Provider"))]
#[serde(rename_all = "camelCase")]
pub struct Recognised {
    /// Its stable name in the catalogue.
    #[serde(rename = "id")]
    pub provider: &'static Provider,
    /// What people call it.
    pub name: &'static str,
    /// What it mainly does.
    pub kind: Kind,
    /// What it does for this domain.
    pub roles: Vec<Role>,
    /// What shows it.
    pub evidence: Vec<RecognisedBy>,
    /// The services that send by its servers, where the records show which: the account there is theirs.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub used_by: Vec<&'static Provider>,
    /// Whether SPF can speak for the domain.
    pub spf_alignment: SpfAlignment,
    /// Whether a signature can.
    pub dkim_alignment: Tristate,
    /// Whether the domain's SPF record needs its include.
    pub include_needed: Tristate,
    /// Its page on setting this up.
    pub page: Option<&'static str>,
    /// How good the catalogue's evidence is.
    pub grade: Grade,
    /// When the catalogue was compiled.
    pub compiled: &'static str,
}

/// What a provider does for a domain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "ProviderRole"))]
#[serde(rename_all = "camelCase")]
pub enum Role {
    /// Mail arrives there.
    Receives,
    /// It sends in the domain's name.
    Sends,
}

/// What shows that a provider is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "ProviderEvidence"))]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum RecognisedBy {
    /// A mail exchanger of its.
    Mx {
        /// The host.
        host: Domain,
    },
    /// A name of its in the SPF record.
    Include {
        /// The name.
        name: Domain,
    },
    /// A selector's alias that leads to it.
    Key {
        /// The selector.
        selector: String,
        /// Where it leads.
        target: Domain,
    },
    /// A name for the envelope sender that leads to it.
    ReturnPath {
        /// The name.
        name: Domain,
        /// Where it leads.
        target: Domain,
    },
}
