//! What makes a report: what was given is read, DNS is asked, and what comes of both is judged.
//!
//! A message is judged as it is, and again as it would be with other records; a domain is examined. Nothing here looks for
//! causes: that is done on a finished report, by `diagnose`.

pub(crate) mod arrival;
pub(crate) mod client;
mod difference;
mod dkim;
mod dmarc;
mod domain;
mod domain_requirements;
mod facts;
mod header;
mod input;
mod mail_hosts;
mod message;
mod next_step;
mod recognise;
mod requirements;
mod rfc7489;
mod spf;

pub use input::{DomainInput, MessageInput};

pub(crate) use dkim::signing_domain;
pub(crate) use dmarc::destinations;
pub(crate) use domain::{examine, spf_findings};
pub(crate) use facts::Facts;
pub(crate) use message::{Assumed, Judged, assemble, judge_again, judge_first};
pub(crate) use next_step::{next_step, of_record as next_step_of};
pub(crate) use requirements::requirements;
