//! The check of a domain: examine, diagnose, log.

use crate::diagnose;
use crate::dns::{AnyResolver, Recorded, Resolve};
use crate::judge::{DomainInput, examine};
use crate::report::DomainReport;
use futures_util::future::join;

/// Checks a domain. Never fails: a question without an answer is told, and the rest of the report stands.
///
/// All that does not depend on an answer is asked at once, so the check takes as many round trips as its longest chain:
/// usually MX, address, name; or the includes of SPF.
pub async fn check_domain<R: Resolve>(resolver: &R, input: &DomainInput) -> DomainReport {
    checked(Recorded::new(AnyResolver::of(resolver)), input).await
}

async fn checked(recorded: Recorded<AnyResolver<'_>>, input: &DomainInput) -> DomainReport {
    let (mut report, ()) =
        join(examine(&recorded, input), diagnose::ask_what_was_meant(&recorded, &input.domain)).await;
    report.diagnosis = diagnose::domain(&recorded, input, &mut report).await;
    report.dns = recorded.log();
    report
}
