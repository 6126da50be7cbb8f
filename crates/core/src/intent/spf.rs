//! What an SPF record was meant to say.

mod address;
mod end;
mod head;
mod meant;
mod near;
mod term;
mod version;
mod words;
mod write;

pub use meant::{End, Intent, Meant, Slip, Unclear, Why};
pub use write::is_near;

use super::Heard;
use crate::spf::{Mechanism, Qualifier, Record, Term};

impl Intent {
    /// Reads a record.
    #[must_use]
    pub fn read(record: &str, heard: &Heard) -> Self {
        words::read(record, heard)
    }

    /// The senders that it lists or was meant to list, as terms.
    pub fn senders(&self) -> impl Iterator<Item = &Term> {
        self.terms.iter().map(|meant| &meant.term).filter(|term| is_sender(term))
    }

    /// Whether it was meant to list a mechanism, whatever the case of its name.
    #[must_use]
    pub fn lists(&self, mechanism: &Mechanism) -> bool {
        self.senders().any(|term| matches!(term, Term::Directive(own) if own.mechanism == *mechanism))
    }

    /// Whether it says what it was meant to as it stands.
    #[must_use]
    pub fn is_as_written(&self) -> bool {
        Record::parse(&self.written).is_ok()
            && self.unclear.is_empty()
            && self.terms.iter().all(|meant| meant.slip.is_none())
    }
}

/// Whether a term lets somebody send.
#[must_use]
pub fn is_sender(term: &Term) -> bool {
    matches!(term, Term::Directive(own) if own.qualifier == Qualifier::Pass && own.mechanism != Mechanism::All)
}

#[cfg(test)]
mod tests;
