//! A check under way: who is checked, what it has spent, and how it is left.

use super::answers::Answers;
use super::cause::SpfCause;
use super::macros::MacroString;
use super::outcome::CheckedIdentity;
use super::result::SpfResult;
use super::tree::{Node, StepResult};
use crate::dns::Question;
use crate::domain::Domain;
use std::collections::BTreeSet;
use std::net::IpAddr;

/// The questions without whose answers a check cannot go on.
pub(super) type Missing = BTreeSet<Question>;

/// One question. Making a set out of an array would sort it first, and bring a sort along.
pub(super) fn missing(question: Question) -> Missing {
    let mut missing = Missing::new();
    missing.insert(question);
    missing
}

/// Who is checked, for which client, as the macros and the evaluation need it.
#[derive(Clone, Debug)]
pub(super) struct Identity<'a> {
    pub(super) kind: CheckedIdentity,
    /// The client; never an IPv4-mapped address.
    pub(super) ip: IpAddr,
    /// The domain as given.
    pub(super) name: &'a str,
    /// The domain, where it can be checked.
    pub(super) domain: Option<Domain>,
    pub(super) local_part: &'a str,
    pub(super) helo: &'a str,
    pub(super) receiver: &'a str,
    pub(super) now: u64,
}

/// What a record came to.
pub(super) struct Verdict<'a> {
    pub(super) ruling: Ruling<'a>,
    /// Where the explanation of a fail is: the record's domain and the value of its `exp=`.
    pub(super) explanation: Option<(Domain, &'a MacroString)>,
}

/// A cause that is not written out before somebody needs it: of all the records of a check, only one decides.
pub(super) enum Ruling<'a> {
    /// A mechanism matched.
    Matched { domain: Domain, term: &'a str, result: SpfResult },
    /// Anything else.
    Cause(SpfCause),
}

impl Ruling<'_> {
    pub(super) const fn result(&self) -> SpfResult {
        match self {
            Self::Matched { result, .. } => *result,
            Self::Cause(cause) => cause.result(),
        }
    }

    pub(super) fn into_cause(self) -> SpfCause {
        match self {
            Self::Matched { domain, term, result } => {
                SpfCause::Matched { domain, term: term.to_owned(), result }
            }
            Self::Cause(cause) => cause,
        }
    }

    /// How the step ends that brought the record.
    pub(super) const fn step_result(&self) -> StepResult {
        match self {
            Self::Matched { .. } => StepResult::Match,
            Self::Cause(SpfCause::NoMatch { .. }) => StepResult::NoMatch,
            Self::Cause(_) => StepResult::Error,
        }
    }

    /// The cause of an error that happened at the step itself, not below it: evaluation that has come to the terms of a
    /// record ends in an error only where one of them does.
    pub(super) fn cause_at(&self, node: &Node) -> Option<SpfCause> {
        let failed_here = node.result == StepResult::Error && node.children.is_empty();
        match self {
            Self::Cause(cause) if failed_here => Some(cause.clone()),
            _ => None,
        }
    }
}

impl From<SpfCause> for Verdict<'_> {
    fn from(cause: SpfCause) -> Self {
        Self { ruling: Ruling::Cause(cause), explanation: None }
    }
}

/// Why a term was left before it said match or no match.
pub(super) enum Halt {
    Missing(Missing),
    Cause(SpfCause),
}

impl From<SpfCause> for Halt {
    fn from(cause: SpfCause) -> Self {
        Self::Cause(cause)
    }
}

/// A check under way: its budgets and the records it stands in.
pub(super) struct Evaluation<'a> {
    pub(super) identity: &'a Identity<'a>,
    pub(super) answers: &'a Answers,
    pub(super) lookups: u32,
    pub(super) void_lookups: u32,
    /// The domains of the records that evaluation is inside of.
    pub(super) path: Vec<Domain>,
    /// Whether `%{p}` has been counted as a lookup.
    pub(super) counted_validation: bool,
    /// Whether an explanation is being made, which has no part in the limits.
    pub(super) explaining: bool,
    /// Whether the steps are kept.
    pub(super) traced: bool,
}

impl<'a> Evaluation<'a> {
    /// Begins a check.
    pub(super) const fn new(identity: &'a Identity<'a>, answers: &'a Answers, traced: bool) -> Self {
        Self {
            identity,
            answers,
            lookups: 0,
            void_lookups: 0,
            path: Vec::new(),
            counted_validation: false,
            explaining: false,
            traced,
        }
    }
}
