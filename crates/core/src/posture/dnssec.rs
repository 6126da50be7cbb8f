//! Whether a domain's answers are signed (RFC 4035), as far as the resolver's word goes.

use super::ask;
use crate::dns::{LoggedQuery, QueryStatus, Rdata, RecordType, Resolve};
use crate::domain::Domain;
use serde::Serialize;

/// What was learnt of DNSSEC.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct DnssecReport {
    /// What it comes to.
    pub state: DnssecState,
    /// How the question for DS records went.
    pub status: QueryStatus,
    /// The DS records at the domain, by which the zone above vouches for it.
    pub ds: Vec<String>,
    /// How many of the answers about names of the domain the resolver had validated.
    pub authenticated: usize,
    /// How many such answers there were.
    pub answers: usize,
}

/// What it comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum DnssecState {
    /// Signed, and the resolver validated the answers.
    Validated,
    /// The zone above vouches for it, but the resolver validated nothing: it may not do so at all.
    NotValidated,
    /// Not signed.
    Unsigned,
    /// DNS did not tell.
    Unknown,
}

/// Asks for the DS records.
pub(crate) async fn dnssec<R: Resolve>(resolver: &R, domain: &Domain) -> (QueryStatus, Vec<String>) {
    let outcome = ask(resolver, domain, RecordType::Ds).await;
    let status = QueryStatus::of(&outcome);
    let records = outcome.unwrap_or_default().records;
    let text = |data: Rdata| match data {
        Rdata::Ds(text) => Some(text),
        _ => None,
    };
    (status, records.into_iter().filter_map(text).collect())
}

impl DnssecReport {
    /// What the DS records and the log of a check come to.
    pub(crate) fn new(
        (status, ds): (QueryStatus, Vec<String>),
        domain: &Domain,
        log: &[LoggedQuery],
    ) -> Self {
        let about = log.iter().filter(|query| query.status.fault().is_none() && query.name.is_within(domain));
        let answers = about.clone().count();
        let authenticated = about.filter(|query| query.authenticated).count();
        let state = match (authenticated, ds.is_empty(), status.fault()) {
            (1.., _, _) => DnssecState::Validated,
            (0, false, _) => DnssecState::NotValidated,
            (0, true, None) => DnssecState::Unsigned,
            (0, true, Some(_)) => DnssecState::Unknown,
        };
        Self { state, status, ds, authenticated, answers }
    }
}
