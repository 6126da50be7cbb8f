//! Setting up a domain: what a person chose, and the whole set of records that follows.
//!
//! [`Choices`] are what was chosen, [`plan`] draws up the records without asking anybody, and [`set_up`] asks DNS what is
//! there already: what is published is kept and completed, never overwritten; each line is told whether it is live; and
//! the SPF record's lookups are counted. A value that only an account shows is never made up.

mod arrival;
mod choices;
mod dns_host;
mod draft;
mod judge;
mod keys;
mod line;
mod live;
mod plan;
mod policy;
mod refused;
mod sending;
mod steps;
mod zone_file;

pub use choices::{
    Arrival, Choices, HOSTS, Located, MAX_ADDRESSES, MAX_HOSTS, MAX_OTHER, MAX_OTHERS, NOTHING, NOWHERE,
    ReportAddress, SetupForm, UNCHANGED, receivers, senders,
};
pub use dns_host::{Apex, DnsHost};
pub use draft::{LeftOut, Published};
pub use line::{Line, Live, Purpose, Reason, Value};
pub use plan::{Plan, plan};
pub use refused::Refused;
pub use sending::{End, Kept, SpfPlan};
pub use steps::Step;

use crate::dns::{AnyResolver, LoggedQuery, Recorded, Resolve};
use crate::report::{ReportKind, SCHEMA};
use serde::Serialize;

/// A plan, with what DNS said of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SetupReport {
    /// The version of this shape.
    pub schema: u32,
    /// What kind of report this is.
    pub kind: ReportKind,
    /// What was chosen.
    pub choices: Choices,
    /// The records.
    pub plan: Plan,
    /// Every question asked.
    pub dns: Vec<LoggedQuery>,
}

impl SetupReport {
    /// The plan before anybody was asked.
    #[must_use]
    pub fn unasked(choices: Choices) -> Self {
        let plan = plan(&choices, &Published::default());
        Self { schema: SCHEMA, kind: ReportKind::Setup, choices, plan, dns: Vec::new() }
    }
}

/// Draws up the records and asks DNS about them. Never fails: a question without an answer is told at its line.
///
/// ```
/// use waxseal_core::{dns::Zone, set_up, setup::{Choices, SetupForm}};
///
/// let form = SetupForm {
///     domain: "example.com".to_owned(),
///     sends: vec!["microsoft365".to_owned()],
///     ..SetupForm::default()
/// };
/// let choices = Choices::read(&form, |_| None).unwrap();
/// let report = pollster::block_on(set_up(&Zone::default(), &choices));
/// assert!(report.plan.lines.iter().any(|line| line.value.text().is_some_and(|text| text.starts_with("v=DMARC1"))));
/// ```
pub async fn set_up<R: Resolve>(resolver: &R, choices: &Choices) -> SetupReport {
    let recorded = Recorded::new(AnyResolver::of(resolver));
    let plan = live::live(&recorded, choices).await;
    SetupReport {
        schema: SCHEMA,
        kind: ReportKind::Setup,
        choices: choices.clone(),
        plan,
        dns: recorded.log(),
    }
}

#[cfg(test)]
mod tests;
