//! What happened to signed header fields that do not verify: what is known of how they were, and what commonly
//! happens to them, is undone until the signature holds.

mod edits;
mod folding;

use super::canonical::Canonicalization;
use super::header_hash::header_hash;
use super::signature::Signature;
use super::verify::Evidence;
use crate::crypto::Opened;
use crate::message::Field;
use edits::{Content, Edit, Slot};
use serde::Serialize;
use std::borrow::Cow;

/// The most variants of a header section that are held against the signatures of one message. Each costs a hash, and for
/// Ed25519 a verification, a fraction of a millisecond.
pub const MAX_TRIES: usize = 600;
/// The most octets of header fields hashed for them.
pub const MAX_WORK: usize = 32 * 1024 * 1024;

/// The change that, undone, makes the signature hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum HeaderChange {
    /// Nothing in transit: the signer used another canonicalisation than its `c=` says.
    OtherCanonicalization {
        /// The one it used.
        canonicalization: Canonicalization,
    },
    /// A tag was put into the Subject, as lists and gateways do.
    SubjectTagged {
        /// What was put in.
        tag: String,
        /// The Subject as it was signed.
        was: String,
    },
    /// Fields have another value than when they were signed.
    FieldsChanged {
        /// Which, and how.
        fields: Vec<ChangedField>,
        /// Whether the signature holds with the old values; if not, there is more to it.
        proven: bool,
    },
    /// A field of this name was added that the signature does not bear.
    FieldAdded {
        /// The field's name.
        field: String,
        /// Its value.
        value: String,
    },
    /// Fields of one name changed places.
    FieldsReordered {
        /// Their name.
        field: String,
    },
    /// Lines were folded, unfolded or indented otherwise, as a paste does. Simple canonicalisation bears none of it.
    Refolded,
    /// More than one of these.
    Several {
        /// Each of them.
        changes: Vec<HeaderChange>,
    },
    /// None of these.
    Unexplained {
        /// The names in `h=` of which the message has no field at all. They may always have been absent.
        absent: Vec<String>,
        /// Whether everything was tried.
        everything_tried: bool,
    },
}

/// A field, then and now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ChangedField {
    /// The field's name.
    pub field: String,
    /// Its value when it was signed.
    pub was: String,
    /// Its value now; `None` where it is gone.
    pub is: Option<String>,
    /// Who tells: the signature's `z=`, or a field that keeps the old value.
    pub told_by: String,
}

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

/// A signature that its key does not verify.
pub(crate) struct Case<'a> {
    pub(crate) evidence: &'a Evidence<'a>,
    pub(crate) signature: &'a Signature,
    /// The field it stands in.
    pub(crate) own: usize,
    /// The fields that its `h=` picks.
    pub(crate) selected: &'a [Option<usize>],
    pub(crate) opened: &'a Opened<'a>,
}

/// Says what happened to the fields of a signature.
pub(crate) fn explain(case: &Case<'_>, allowance: &mut Allowance) -> HeaderChange {
    let own = case.evidence.own_field(&case.signature.signed, case.own);
    let mut search = Search { case, slots: case.slots(), own, allowance };
    let found = search.run();
    let everything_tried = search.allowance.tries > 0;
    found.unwrap_or_else(|| HeaderChange::Unexplained { absent: case.absent(), everything_tried })
}

impl<'a> Case<'a> {
    /// The raw field at each place of `h=`.
    fn slots(&self) -> Vec<Slot<'a>> {
        let field =
            |at: &Option<usize>| at.and_then(|at| self.field(at)).map(|field| Cow::Borrowed(field.raw()));
        self.selected.iter().map(field).collect()
    }

    fn field(&self, at: usize) -> Option<Field<'a>> {
        self.evidence.fields.get(at)
    }

    /// The names in `h=`, each once, without regard to case.
    fn names(&self) -> Vec<&'a str> {
        let mut names: Vec<&str> = Vec::new();
        for name in self.signature.fields.iter().filter(|name| !name.is_empty()) {
            if !names.iter().any(|other| other.eq_ignore_ascii_case(name)) {
                names.push(name);
            }
        }
        names
    }

    /// The places of a name in `h=`.
    fn slots_of(&self, name: &str) -> Vec<usize> {
        let fields = self.signature.fields.iter().enumerate();
        fields.filter(|(_, field)| field.eq_ignore_ascii_case(name)).map(|(at, _)| at).collect()
    }

    /// Where the fields of a name stand that the signature may cover, from the top.
    fn places(&self, name: &str) -> Vec<usize> {
        self.evidence.fields.places(name).iter().copied().filter(|&at| at != self.own).collect()
    }

    fn absent(&self) -> Vec<String> {
        let names = self.names().into_iter().filter(|name| self.places(name).is_empty());
        names.map(str::to_owned).collect()
    }
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
