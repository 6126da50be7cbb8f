//! A cause that has not been tried yet.

use crate::judge::Assumed;
use crate::report::{Diagnosis, Evidence, Fix, Proof, RootCause, Sureness};

/// A cause that has not been tried yet.
#[derive(Debug)]
pub(super) struct Suspect {
    pub(super) cause: RootCause,
    pub(super) sure: Sureness,
    pub(super) evidence: Vec<Evidence>,
    pub(super) fixes: Vec<Fix>,
    pub(super) tidy: Vec<Fix>,
    pub(super) trial: Trial,
    /// What is left to do by hand where the trial of `fixes` does not keep its promise.
    pub(super) otherwise: Vec<Fix>,
}

impl Suspect {
    pub(super) fn new(cause: RootCause, sure: Sureness, evidence: Vec<Evidence>) -> Self {
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
    pub(super) fn by_records(self, fixes: Vec<Fix>) -> Self {
        Self { fixes, trial: Trial::Records, ..self }
    }

    /// With steps that are tried on the next message, which carries one more identifier.
    pub(super) fn by_next_message(self, fixes: Vec<Fix>, assumed: Assumed) -> Self {
        Self { fixes, trial: Trial::NextMessage(assumed), ..self }
    }

    /// With steps that nothing here can try.
    pub(super) fn untried(self, fixes: Vec<Fix>) -> Self {
        Self { fixes, ..self }
    }

    /// Its steps with what tidies up behind them, to be tried before it is shown; `None` where nothing does.
    pub(super) fn tidied(&self) -> Option<Vec<Fix>> {
        (!self.tidy.is_empty()).then(|| self.fixes.iter().chain(&self.tidy).cloned().collect())
    }

    /// The diagnosis, with its steps as they are.
    pub(super) fn shown(self, proof: Option<Proof>) -> Diagnosis {
        let Self { cause, sure, evidence, fixes, tidy, .. } = self;
        Diagnosis { cause, sure, evidence, fixes, tidy, proof }
    }
}

/// How a cure is tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Trial {
    /// Not at all: it is nothing that a record or a signature would show.
    None,
    /// Its records are put over DNS, and the check runs again.
    Records,
    /// The same, where this message cannot show what they mend: they only have to break nothing.
    Harmless,
    /// Besides, the next message carries an identifier that the provider would then authenticate.
    NextMessage(Assumed),
}
