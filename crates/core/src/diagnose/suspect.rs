//! A cause that has not been tried yet.

use crate::dns::Draft;
use crate::judge::Assumed;
use crate::report::{Action, Diagnosis, Evidence, Fix, Proof, RootCause, Sureness};

/// A cause that has not been tried yet.
#[derive(Clone, Debug)]
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
    /// Besides, the next message carries an identifier that the provider would then authenticate.
    NextMessage(Assumed),
}

/// The records of all steps.
pub(super) fn drafts(fixes: &[Fix], trial: &Trial) -> Vec<Draft> {
    match trial {
        Trial::None => Vec::new(),
        Trial::Records | Trial::NextMessage(_) => {
            let drafts: Vec<(Action, Draft)> =
                fixes.iter().filter_map(|fix| Some((fix.action, fix.draft()?))).collect();
            // A later step puts its record in place of an earlier one's.
            let is_replaced = |at: usize, draft: &Draft| {
                drafts.iter().skip(at + 1).any(|(action, later)| {
                    *action == Action::Replace && (&later.name, later.kind) == (&draft.name, draft.kind)
                })
            };
            let last = drafts.iter().enumerate().filter(|(at, (_, draft))| !is_replaced(*at, draft));
            last.map(|(_, (_, draft))| draft.clone()).collect()
        }
    }
}
