//! Advice: what parses, but should not be written like that; what works, but will not for long.
//!
//! What breaks a check is a *cause* and belongs to the protocol that broke. Each protocol has its own enum of
//! findings, whose variants carry the data a sentence needs; the sentences live in `waxseal-prose`.

use serde::Serialize;

/// How much a finding matters to whoever publishes or sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// It breaks mail or protection now.
    Error,
    /// It will, or it weakens what it was meant to do.
    Warning,
    /// Good to know; nothing needs doing.
    Info,
}

/// The text that says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Citation {
    /// The RFC's number.
    pub rfc: u16,
    /// The section, such as `4.6.4`.
    pub section: &'static str,
}

/// What every protocol's enum of findings can tell about itself.
pub trait Advice {
    /// How much it matters.
    fn severity(&self) -> Severity;
    /// The section of the RFC it rests on, where one does.
    fn citation(&self) -> Option<Citation>;
}
