//! The one cause behind what the records and the headers show, and what puts it right.
//!
//! Plain rules look at a finished report, the most specific first. Each suspect brings the evidence it rests on, how sure
//! it is, and the steps that would mend it; every list of steps is tried before it is shown, and dropped where it does not
//! change what it promises to. What only tidies up is kept apart from the cure.

mod altered;
mod cause;
mod devices;
mod domain;
mod fix;
mod forwarded;
mod free_mail;
mod keys;
mod known;
mod known_change;
mod likeness;
mod message;
mod own_keys;
mod policy;
mod proof;
mod records;
mod repair;
mod senders;
mod spf;
mod tidy;

use crate::domain::Domain;
pub use cause::{Change, ClientKind, Diagnosis, Evidence, KeySetup, RootCause, Sureness};
pub use fix::{Action, Fix, Place, Step};
use proof::Trial;
pub use proof::{Proof, ProofOf};
pub use records::{SpfTerms, without_removed_tags};

pub(crate) use domain::domain;
pub(crate) use fix::host_in;
pub(crate) use message::{ask_ahead, message};
pub(crate) use policy::merged_dmarc;
pub(crate) use records::with_tags;
pub(crate) use repair::{Repaired, repaired};

/// The most causes that are shown of one report.
pub const MAX_DIAGNOSES: usize = 6;

/// The causes as they are shown, once their cures have been tried: what tidies up starts from the cured records, and each record
/// is named as the panel of the zone wants it.
fn finished(mut found: Vec<Diagnosis>, zone: &Domain) -> Vec<Diagnosis> {
    tidy::settle(&mut found);
    for diagnosis in &mut found {
        diagnosis.fixes.iter_mut().chain(&mut diagnosis.tidy).for_each(|fix| fix.stand_in(zone));
    }
    found
}

/// A cause that has not been tried yet.
#[derive(Clone, Debug)]
struct Suspect {
    cause: RootCause,
    sure: Sureness,
    evidence: Vec<Evidence>,
    fixes: Vec<Fix>,
    tidy: Vec<Fix>,
    trial: Trial,
    /// What is left to do by hand where the trial of `fixes` does not keep its promise.
    otherwise: Vec<Fix>,
}

impl Suspect {
    fn new(cause: RootCause, sure: Sureness, evidence: Vec<Evidence>) -> Self {
        Self {
            cause,
            sure,
            evidence,
            fixes: Vec::new(),
            tidy: Vec::new(),
            trial: Trial::None,
            otherwise: Vec::new(),
        }
    }

    /// With steps that are tried by putting their records over DNS.
    fn by_records(self, fixes: Vec<Fix>) -> Self {
        Self { fixes, trial: Trial::Records, ..self }
    }

    /// With steps that are tried on the next message, which carries one more identifier.
    fn by_next_message(self, fixes: Vec<Fix>, assumed: crate::check::message::Assumed) -> Self {
        Self { fixes, trial: Trial::NextMessage(assumed), ..self }
    }

    /// With steps that nothing here can try.
    fn untried(self, fixes: Vec<Fix>) -> Self {
        Self { fixes, ..self }
    }
}
