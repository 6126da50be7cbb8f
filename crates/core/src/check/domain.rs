//! The check of a domain: examine, diagnose, log.

use crate::diagnose;
use crate::dns::{AnyResolver, Recorded, Resolve};
use crate::judge::{DomainInput, examine};
use crate::posture::PostureFinding;
use crate::report::{AnyFinding, DomainReport};
use futures_util::future::join;

/// Checks a domain. Never fails: a question without an answer is told, and the rest of the report stands.
///
/// All that does not depend on an answer is asked at once, so the check takes as many round trips as its longest chain:
/// usually MX, address, name; or the includes of SPF.
///
/// ```
/// use waxseal_core::{DomainInput, check_domain, dmarc::Policy, dns::Zone, domain::Domain, time::Timestamp};
///
/// let zone: Zone =
///     serde_json::from_str(r#"{ "_dmarc.example.com": [{ "TXT": "v=DMARC1; p=quarantine" }] }"#).unwrap();
/// let now = Timestamp::parse_rfc3339("2026-12-01T00:00:00Z").unwrap();
/// let input = DomainInput::new(Domain::parse("example.com").unwrap(), now);
/// let report = pollster::block_on(check_domain(&zone, &input));
/// assert_eq!(report.dmarc.policy, Some(Policy::Quarantine));
/// ```
pub async fn check_domain<R: Resolve>(resolver: &R, input: &DomainInput) -> DomainReport {
    checked(Recorded::new(AnyResolver::of(resolver)), input).await
}

async fn checked(recorded: Recorded<AnyResolver<'_>>, input: &DomainInput) -> DomainReport {
    let (mut report, ()) =
        join(examine(&recorded, input), diagnose::ask_what_was_meant(&recorded, &input.domain)).await;
    report.diagnosis = diagnose::domain(&recorded, input, &mut report).await;
    // What stands below _domainkey is told by the key that is missing there.
    if report.diagnosis.iter().any(|found| found.cause.is_of_key()) {
        report.findings.retain(|finding| {
            !matches!(finding.advice, AnyFinding::Posture(PostureFinding::KeysUnnamed { .. }))
        });
    }
    report.dns = recorded.log();
    report
}
