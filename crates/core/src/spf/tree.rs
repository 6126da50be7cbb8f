//! The record as a tree of steps, each with what it asked, what it cost and how it ended.

use super::SpfResult;
use super::cause::SpfCause;
use super::term::Qualifier;
use crate::domain::Domain;
use crate::syntax::Span;
use serde::Serialize;
use std::net::IpAddr;

/// One step: the record of the checked domain at the root, and a term of it below.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "SpfStep"))]
#[serde(rename_all = "camelCase")]
pub struct Node {
    /// The term as written; at the root the record's version.
    pub term: String,
    /// Where the term stands in the record above it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
    /// What a match of the term means; absent for modifiers and the root.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub qualifier: Option<Qualifier>,
    /// The name the term asks, its macros replaced; the domain of the record where it brings one.
    pub domain: Option<Domain>,
    /// The record that the root, an include or a redirect brought.
    pub record: Option<String>,
    /// How the step ended.
    pub result: StepResult,
    /// What the record of an include, a redirect or the root says of the client.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<SpfResult>,
    /// How many lookups the step itself counts for: 0 or 1 (RFC 7208 §4.6.4).
    pub lookups: u32,
    /// How many lookups the steps below count for.
    pub lookups_below: u32,
    /// How many void lookups the step itself counts for: 0 or 1.
    pub void_lookups: u32,
    /// What went wrong at this very step.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cause: Option<SpfCause>,
    /// The addresses that were found for the term.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub addresses: Vec<IpAddr>,
    /// The steps of the record that this step brought.
    pub children: Vec<Node>,
}

/// How a step ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum StepResult {
    /// It decided.
    Match,
    /// It did not.
    NoMatch,
    /// It could not be evaluated, and the check ended with that.
    Error,
    /// It was not reached, or there was no client to evaluate it for.
    NotEvaluated,
}

impl Node {
    /// A step that was not evaluated yet.
    #[must_use]
    pub(super) fn new(term: &str, span: Option<Span>, qualifier: Option<Qualifier>) -> Self {
        Self {
            term: term.to_owned(),
            span,
            qualifier,
            domain: None,
            record: None,
            result: StepResult::NotEvaluated,
            outcome: None,
            lookups: 0,
            lookups_below: 0,
            void_lookups: 0,
            cause: None,
            addresses: Vec::new(),
            children: Vec::new(),
        }
    }

    /// The step at the root.
    #[must_use]
    pub(super) fn root(domain: Domain) -> Self {
        Self { domain: Some(domain), ..Self::new("v=spf1", None, None) }
    }

    /// Takes the steps of the record this step brought.
    pub(super) fn adopt(&mut self, children: Vec<Self>) {
        self.lookups_below = children.iter().map(Self::total_lookups).sum();
        self.children = children;
    }

    /// What the step and all below it count for.
    #[must_use]
    pub fn total_lookups(&self) -> u32 {
        self.lookups.saturating_add(self.lookups_below)
    }

    /// How many of them find nothing.
    #[must_use]
    pub fn total_void_lookups(&self) -> u32 {
        let below: u32 = self.children.iter().map(Self::total_void_lookups).sum();
        self.void_lookups.saturating_add(below)
    }
}
