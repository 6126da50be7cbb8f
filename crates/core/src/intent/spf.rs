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

pub(crate) use near::include as near_include;

pub use meant::{End, Intent, Meant, Slip, TermFault, Unclear, Why};
pub use write::is_near;

use super::Heard;
use crate::spf::{Mechanism, Placed, Qualifier, Record, Term};
use crate::syntax::Span;

/// How long a word is at most that is no term with a value: `mx`, `ptr`.
const MAX_SHORT: usize = 3;

impl Intent {
    /// Reads a record.
    #[must_use]
    pub fn read(record: &str, heard: &Heard) -> Self {
        words::read(record, heard)
    }

    /// Reads a record of which nothing more was heard.
    #[must_use]
    pub fn of(record: &str) -> Self {
        Self::read(record, &Heard::default())
    }

    /// The senders that it lists or was meant to list, as terms.
    pub fn senders(&self) -> impl Iterator<Item = &Term> {
        self.terms.iter().map(|meant| &meant.term).filter(|term| is_sender(term))
    }

    /// The terms as they are published, with what ends the record.
    #[must_use]
    pub fn texts(&self) -> Vec<String> {
        let mut texts: Vec<String> = self.terms.iter().map(Meant::text).collect();
        texts.extend(self.ending().split_whitespace().map(str::to_owned));
        texts
    }

    /// Whether it lets everybody send, by its end or by a network of all addresses.
    #[must_use]
    pub fn lets_everybody_in(&self) -> bool {
        let by_end = self.end == End::All(Qualifier::Pass);
        by_end || self.unclear.iter().any(|unclear| unclear.why == Why::Everybody)
    }

    /// The words of the first term that says something else than it was meant to, or is passed over, though its grammar is right; and
    /// why that is so, where it can be told.
    #[must_use]
    pub fn misread(&self) -> Option<(&str, Option<TermFault>)> {
        let record = Record::parse(&self.written).ok().filter(|_| self.unclear.is_empty())?;
        let slipped =
            self.terms.iter().find_map(|meant| Some((meant.written.as_str(), Some(meant.slip?.fault()))));
        let passed_over =
            || passed_over(&record).map(|(span, fault)| (span.text(&self.written), Some(fault)));
        slipped.or_else(passed_over).or_else(|| self.is_cut(&record).then(|| (self.last_word(), None)))
    }

    /// Why a term that cannot be read is wrong, where it was plainly meant.
    #[must_use]
    pub fn fault_of(&self, term: &str) -> Option<TermFault> {
        // A short word stands in many others.
        let is_in = |word: &str| word == term || word.len() > MAX_SHORT && term.contains(word);
        let is_it = |meant: &&Meant| meant.written.starts_with(term) || is_in(&meant.written);
        let slip =
            self.terms.iter().filter(|meant| meant.slip.is_some()).find(is_it).and_then(|meant| meant.slip);
        // What stands behind a right term is meant to part it from the next.
        let bare = term.trim_end_matches([',', ';', '|', '&']);
        let is_parted = || bare != term && Term::parse(bare).is_some();
        slip.map(Slip::fault).or_else(|| is_parted().then_some(TermFault::Separator))
    }

    /// Whether the record says how it ends where it was only begun to be said.
    fn is_cut(&self, record: &Record) -> bool {
        record.all().is_none() && matches!(self.end, End::All(_))
    }

    fn last_word(&self) -> &str {
        self.written.split_whitespace().next_back().unwrap_or_default()
    }

    /// Whether it was meant to list a mechanism, whatever the case of its name.
    #[must_use]
    pub fn lists(&self, mechanism: &Mechanism) -> bool {
        self.senders().any(|term| matches!(term, Term::Directive(own) if own.mechanism == *mechanism))
    }

    /// Whether it says what it was meant to as it stands.
    #[must_use]
    pub fn is_as_written(&self) -> bool {
        Record::parse(&self.written).is_ok_and(|record| !self.is_cut(&record))
            && self.unclear.is_empty()
            && self.terms.iter().all(|meant| meant.slip.is_none())
    }
}

/// The first term of a record that nobody heeds: a second version, as where two records were put into one string, and a sender
/// behind `all` (RFC 7208 §5.1).
fn passed_over(record: &Record) -> Option<(Span, TermFault)> {
    let end = record.all().map_or(usize::MAX, |(span, _)| span.start);
    let fault = |placed: &Placed| match &placed.term {
        Term::Unknown { name, .. } => name.eq_ignore_ascii_case("v").then_some(TermFault::SecondRecord),
        term => (is_sender(term) && placed.span.start > end).then_some(TermFault::BehindAll),
    };
    record.terms.iter().find_map(|placed| Some((placed.span, fault(placed)?)))
}

/// Whether a term lets somebody send.
#[must_use]
pub fn is_sender(term: &Term) -> bool {
    matches!(term, Term::Directive(own) if own.qualifier == Qualifier::Pass && own.mechanism != Mechanism::All)
}

#[cfg(test)]
mod tests;
