//! The gate: what every step passes before it is shown.
//!
//! The records of each prefix of the steps are put over DNS, in order, and the check runs again: no sender is lost, none is
//! let in that the step does not name, nothing breaks that was whole, and after the last step the fault is gone and nothing
//! asks to take the cure back. What does not pass is replaced by the sentence that says why it takes a decision.

mod publish;
mod senders;
mod state;

use super::known::KnownRecords;
use super::suspect::Suspect;
use crate::dns::RecordType;
use crate::report::{Fix, Obstacle, RootCause, Step};

pub(super) use publish::{Ground, can_be_published, key_aliases};
pub(super) use senders::{meant, touches_spf};
pub(super) use state::{State, is_same};

/// The ends of the prefixes that are tried: after every step that changes a record. An alias that goes and the record that takes
/// its place are one change.
pub(super) fn prefixes(fixes: &[Fix]) -> impl Iterator<Item = usize> {
    let is_alone = |at: usize| {
        let next = fixes.get(at + 1).and_then(|next| next.name.as_ref());
        let makes_room = |fix: &Fix| fix.step == Step::RemoveAlias && fix.name.as_ref() == next;
        fixes.get(at).is_some_and(|fix| fix.draft().is_some() && !makes_room(fix))
    };
    (0..fixes.len()).filter(move |at| is_alone(*at)).map(|at| at + 1)
}

/// Holds the state after some steps against the state before them.
pub(super) fn holds(
    (before, after): (&State, &State),
    cause: &RootCause,
    fixes: &[Fix],
    known: KnownRecords<'_>,
) -> Result<(), Obstacle> {
    if let Some(fault) =
        after.faults.iter().find(|fault| !before.faults.contains(fault) && !fault.follows(cause))
    {
        return Err(Obstacle::Breaks { at: fault.at() });
    }
    for fix in fixes.iter().filter(|fix| touches_spf(fix)) {
        senders::hold(before, after, fix, known)?;
    }
    // A key that signatures are verified with today stays.
    if let Some(gone) = before.keys.iter().find(|name| !after.keys.contains(name)) {
        return Err(Obstacle::Breaks { at: gone.to_string() });
    }
    state::policy_holds(before, after, cause)
}

/// Whether what a later check advises would take a step back: its record, or what it added to one.
pub(super) fn is_undone(fixes: &[Fix], later: &[Suspect]) -> bool {
    let again = || later.iter().flat_map(|suspect| suspect.fixes.iter().chain(&suspect.tidy));
    let back = |fix: &Fix, other: &Fix| {
        let place = (&fix.name, fix.kind) == (&other.name, other.kind) && fix.name.is_some();
        let goes =
            fix.value.is_some() && fix.value == other.old && other.draft().is_some_and(|d| d.data.is_none());
        let returns = other.value.is_some() && other.value == fix.old;
        place && (goes || returns || fix.kind == Some(RecordType::Txt) && senders::takes_back(fix, other))
    };
    fixes.iter().any(|fix| again().any(|other| back(fix, other)))
}

impl Suspect {
    /// The suspect with the true sentence in place of the steps that did not pass.
    pub(super) fn refused(mut self, obstacle: &Obstacle) -> Self {
        if !self.otherwise.is_empty() {
            self.fixes = std::mem::take(&mut self.otherwise);
            return self;
        }
        let is_record = |fix: &Fix| fix.draft().is_some();
        let first = self.fixes.iter().find(|fix| is_record(fix)).map(|fix| fix.undecided(obstacle.clone()));
        self.fixes.retain(|fix| !is_record(fix));
        self.fixes.splice(..0, first);
        self
    }
}
