//! Names whose servers fail: nothing is known of what stands there, and nothing is to be published in its place.

use super::suspect::Suspect;
use crate::dns::{Fault, RecordType};
use crate::domain::Domain;
use crate::posture::PostureFinding;
use crate::report::{AnyFinding, DomainReport, Evidence, Fix, RootCause, Step, Sureness};

/// A suspect for the domain where no question about it is answered, or else for each name that SPF or DMARC rests on and whose servers
/// fail (RFC 1035 §4.1.1, RFC 7208 §2.6.6).
pub(super) fn suspects(report: &DomainReport) -> Vec<Suspect> {
    let mut suspects = Vec::new();
    for finding in &report.findings {
        match &finding.advice {
            AnyFinding::Posture(PostureFinding::NameUnanswered) => {
                suspects.push(suspect(report, report.domain.clone()));
            }
            AnyFinding::Posture(PostureFinding::LookupFails { name }) => {
                suspects.push(suspect(report, name.clone()));
            }
            _ => {}
        }
    }
    suspects
}

fn suspect(report: &DomainReport, name: Domain) -> Suspect {
    let is_silent =
        report.dns.iter().any(|query| query.name == name && query.status.fault() == Some(Fault::Timeout));
    let value = Some(if is_silent { "TIMEOUT" } else { "SERVFAIL" }.to_owned());
    let evidence = Evidence::Record { name: name.clone(), kind: RecordType::Txt, value };
    let fixes = vec![Fix::none(Step::TellNameServers)];
    Suspect::new(RootCause::LookupFails { name }, Sureness::Likely, vec![evidence]).untried(fixes)
}
