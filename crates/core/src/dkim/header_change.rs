//! What happened to signed header fields that do not verify: what is known of how they were, and what commonly
//! happens to them, is undone until the signature holds.

mod case;
mod edits;
mod folding;

use super::canonical::Canonicalization;
use super::header_hash::header_hash;
pub(crate) use case::Case;
use case::Slot;
pub use case::{ChangedField, HeaderChange};
use edits::{Content, Edit};
use std::borrow::Cow;

/// The most variants of a header section that are held against the signatures of one message. Each costs a hash, and for
/// Ed25519 a verification, a fraction of a millisecond.
pub const MAX_TRIES: usize = 600;
/// The most octets of header fields hashed for them.
pub const MAX_WORK: usize = 32 * 1024 * 1024;

/// What may still be spent on the signatures of one message.
#[derive(Debug)]
pub(crate) struct Allowance {
    tries: usize,
    octets: usize,
}

impl Allowance {
    pub(crate) const fn new() -> Self {
        Self { tries: MAX_TRIES, octets: MAX_WORK }
    }

    fn spend(&mut self, octets: usize) -> bool {
        let enough = self.tries > 0 && self.octets >= octets;
        self.tries = if enough { self.tries - 1 } else { 0 };
        self.octets = self.octets.saturating_sub(octets);
        enough
    }
}

/// Says what happened to the fields of a signature.
pub(crate) fn explain(case: &Case<'_>, allowance: &mut Allowance) -> HeaderChange {
    let own = case.evidence.own_field(&case.signature.signed, case.own);
    let mut search = Search { case, slots: case.slots(), own, allowance };
    let found = search.run();
    let everything_tried = search.allowance.tries > 0;
    found.unwrap_or_else(|| HeaderChange::Unexplained { absent: case.absent(), everything_tried })
}

struct Search<'s, 'a> {
    case: &'s Case<'a>,
    slots: Vec<Slot<'a>>,
    own: Vec<u8>,
    allowance: &'s mut Allowance,
}

impl Search<'_, '_> {
    /// What is known comes before what is guessed.
    fn run(&mut self) -> Option<HeaderChange> {
        let told = edits::told(self.case);
        if let Some(edit) = told.iter().find(|edit| self.holds_with(&[edit])) {
            return Some(edit.change.clone());
        }
        let subjects = edits::subjects(self.case);
        let guessed: Vec<Edit> = subjects.iter().cloned().chain(edits::guessed(self.case)).collect();
        guessed
            .iter()
            .find(|edit| self.holds_with(&[edit]))
            .map(|edit| edit.change.clone())
            .or_else(|| self.canonicalization())
            .or_else(|| self.folding())
            .or_else(|| self.pair(&subjects, &told, &guessed))
            // What z= tells is worth telling even where something else has changed as well.
            .or_else(|| told.first().map(Edit::unproven))
    }

    /// A list that does more than one thing mostly tags the Subject too.
    fn pair(&mut self, subjects: &[Edit], told: &[Edit], guessed: &[Edit]) -> Option<HeaderChange> {
        let others: Vec<&Edit> = told.iter().chain(guessed).collect();
        for subject in subjects {
            let apart = others.iter().filter(|other| !other.touches_same(subject));
            for other in apart {
                if self.holds_with(&[subject, other]) {
                    let changes = vec![subject.change.clone(), other.change.clone()];
                    return Some(HeaderChange::Several { changes });
                }
            }
        }
        None
    }

    fn canonicalization(&mut self) -> Option<HeaderChange> {
        let canonicalization = self.case.signature.header_canonicalization.other();
        let (slots, own) = (self.slots.clone(), self.own.clone());
        let found = self.holds(canonicalization, &slots, &own);
        found.then_some(HeaderChange::OtherCanonicalization { canonicalization })
    }

    /// All fields folded in one way, then one field at a time.
    fn folding(&mut self) -> Option<HeaderChange> {
        let kind = self.case.signature.header_canonicalization;
        if kind == Canonicalization::Relaxed {
            return None;
        }
        let (slots, own) = (self.slots.clone(), self.own.clone());
        let together = folding::ALL.iter().any(|folding| {
            let slots: Vec<Slot<'_>> = slots.iter().map(|slot| folding.of_slot(slot)).collect();
            // The signature's own field may have kept its folds, or lost them too.
            self.holds(kind, &slots, &folding.apply(&own)) || self.holds(kind, &slots, &own)
        });
        let found = together || slots.iter().enumerate().any(|(at, slot)| self.folds_one(at, slot));
        found.then_some(HeaderChange::Refolded)
    }

    fn folds_one(&mut self, at: usize, slot: &Slot<'_>) -> bool {
        let folded = slot.as_ref().is_some_and(|raw| raw.iter().filter(|&&b| b == b'\n').count() > 1);
        let own = self.own.clone();
        folded
            && folding::ALL.iter().any(|folding| {
                let mut slots = self.slots.clone();
                if let Some(refolded) = slots.get_mut(at) {
                    *refolded = folding.of_slot(slot);
                }
                self.holds(Canonicalization::Simple, &slots, &own)
            })
    }

    fn holds_with(&mut self, edits: &[&Edit]) -> bool {
        let mut slots = self.slots.clone();
        for (at, content) in edits.iter().flat_map(|edit| &edit.slots) {
            if let Some(slot) = slots.get_mut(*at) {
                *slot = match content {
                    Content::Nothing => None,
                    Content::Field(at) => self.case.field(*at).map(|field| Cow::Borrowed(field.raw())),
                    Content::Raw(raw) => Some(Cow::Owned(raw.clone())),
                };
            }
        }
        let own = self.own.clone();
        self.holds(self.case.signature.header_canonicalization, &slots, &own)
    }

    fn holds(&mut self, kind: Canonicalization, slots: &[Slot<'_>], own: &[u8]) -> bool {
        let octets = slots.iter().flatten().map(|raw| raw.len()).sum::<usize>() + own.len();
        if !self.allowance.spend(octets) {
            return false;
        }
        let signed = &self.case.signature.signed;
        let hash = signed.algorithm.hash();
        let fields = slots.iter().flatten().map(|raw| Cow::Borrowed(raw.as_ref()));
        let digest = header_hash(hash, kind, fields, own);
        self.case.opened.is_over(hash, &digest)
    }
}
