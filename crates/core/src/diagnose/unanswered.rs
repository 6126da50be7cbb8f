//! Names whose servers fail: nothing is known of what stands there, and nothing is to be published in its place.

use super::suspect::Suspect;
use crate::dns::RecordType;
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
                suspects.push(suspect(report.domain.clone()));
            }
            AnyFinding::Posture(PostureFinding::LookupFails { name }) => suspects.push(suspect(name.clone())),
            _ => {}
        }
    }
    suspects
}

fn suspect(name: Domain) -> Suspect {
    let value = Some("SERVFAIL".to_owned());
    let evidence = Evidence::Record { name: name.clone(), kind: RecordType::Txt, value };
    let fixes = vec![Fix::none(Step::TellNameServers)];
    Suspect::new(RootCause::LookupFails { name }, Sureness::Likely, vec![evidence]).untried(fixes)
}
