//! A signature that its key does not verify, and what may have happened to it.

use crate::crypto::Opened;
use crate::dkim::canonical::Canonicalization;
use crate::dkim::evidence::Evidence;
use crate::dkim::signature::Signature;
use crate::message::Field;
use serde::Serialize;
use std::borrow::Cow;

/// The change that, undone, makes the signature hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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

/// The field at one place of `h=`.
pub(super) type Slot<'a> = Option<Cow<'a, [u8]>>;

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

impl<'a> Case<'a> {
    /// The raw field at each place of `h=`.
    pub(super) fn slots(&self) -> Vec<Slot<'a>> {
        let field =
            |at: &Option<usize>| at.and_then(|at| self.field(at)).map(|field| Cow::Borrowed(field.raw()));
        self.selected.iter().map(field).collect()
    }

    pub(super) fn field(&self, at: usize) -> Option<Field<'a>> {
        self.evidence.fields.get(at)
    }

    /// The names in `h=`, each once, without regard to case.
    pub(super) fn names(&self) -> Vec<&'a str> {
        let mut names: Vec<&str> = Vec::new();
        for name in self.signature.fields.iter().filter(|name| !name.is_empty()) {
            if !names.iter().any(|other| other.eq_ignore_ascii_case(name)) {
                names.push(name);
            }
        }
        names
    }

    /// The places of a name in `h=`.
    pub(super) fn slots_of(&self, name: &str) -> Vec<usize> {
        let fields = self.signature.fields.iter().enumerate();
        fields.filter(|(_, field)| field.eq_ignore_ascii_case(name)).map(|(at, _)| at).collect()
    }

    /// Where the fields of a name stand that the signature may cover, from the top.
    pub(super) fn places(&self, name: &str) -> Vec<usize> {
        self.evidence.fields.places(name).iter().copied().filter(|&at| at != self.own).collect()
    }

    pub(super) fn absent(&self) -> Vec<String> {
        let names = self.names().into_iter().filter(|name| self.places(name).is_empty());
        names.map(str::to_owned).collect()
    }
}
