//! Authors at a domain where everybody can have an address: nobody who reads the report can publish anything there.

use super::scene::Scene;
use super::suspect::{Suspect, Trial};
use crate::providers::is_free_mail;
use crate::report::{Fix, FixLocation, RootCause, Step};

/// The suspects without what only the keeper of such a domain could do; those of its policy go altogether.
pub(super) fn within_reach(scene: &Scene<'_>, suspects: Vec<Suspect>) -> Vec<Suspect> {
    if !is_free_mail(scene.author) {
        return suspects;
    }
    suspects.into_iter().filter(|suspect| !is_of_records(&suspect.cause)).map(curable).collect()
}

/// Mail that somebody sends for such an address needs another address, and no record. What is left of other cures is what
/// can be done elsewhere.
fn curable(suspect: Suspect) -> Suspect {
    let provider = match &suspect.cause {
        RootCause::EspSignsOwnDomain { provider, .. }
        | RootCause::ReturnPathMissing { provider, .. }
        | RootCause::SpfAddressNotListed { provider, .. } => *provider,
        RootCause::MicrosoftDefaultSignature { provider, .. }
        | RootCause::GoogleDefaultSignature { provider, .. } => *provider,
        _ if suspect.fixes.iter().all(|fix| fix.at == FixLocation::Provider) => return suspect,
        _ => {
            return Suspect {
                fixes: Vec::new(),
                tidy: Vec::new(),
                otherwise: Vec::new(),
                trial: Trial::None,
                ..suspect
            };
        }
    };
    let fixes = vec![Fix::enable(Step::OwnAddress, provider)];
    Suspect { fixes, tidy: Vec::new(), otherwise: Vec::new(), trial: Trial::None, ..suspect }
}

/// Whether a cause speaks of the records of the author domain alone, which are its keeper's business.
const fn is_of_records(cause: &RootCause) -> bool {
    use RootCause as C;
    cause.is_of_dmarc()
        || cause.is_weak_policy()
        || matches!(
            cause,
            C::ReportAddressNotAuthorized { .. } | C::ParkedUndeclared { .. } | C::SpfAllowsEverybody { .. }
        )
}
