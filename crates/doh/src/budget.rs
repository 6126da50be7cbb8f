//! What one check may cost, whatever a hostile zone makes it ask.

use std::cell::Cell;
use waxseal_core::dns::{Answer, Clock, DnsError, Fault, Question, Resolve};

/// The most questions one check may ask: several times what the largest real domain needs.
pub const MAX_QUESTIONS: u32 = 400;

/// How long one check may go on asking, in milliseconds.
pub const TIME_OF_CHECK_MS: u64 = 30_000;

/// Refuses questions once a check has asked too many, or for too long.
#[derive(Debug)]
pub struct Budget<R> {
    inner: R,
    asked: Cell<u32>,
    questions: u32,
    clock: Clock,
    end: u64,
}

/// How much somebody may ask.
#[derive(Clone, Copy, Debug)]
pub struct Allowance {
    /// The most questions.
    pub questions: u32,
    /// For how many seconds.
    pub seconds: u64,
}

impl<R> Budget<R> {
    /// A budget for one check over `inner`; `clock` counts seconds.
    #[must_use]
    pub fn new(inner: R, clock: Clock) -> Self {
        Self::of(inner, clock, Allowance { questions: MAX_QUESTIONS, seconds: TIME_OF_CHECK_MS / 1000 })
    }

    /// A budget for more than one check.
    #[must_use]
    pub fn of(inner: R, clock: Clock, allowance: Allowance) -> Self {
        let Allowance { questions, seconds } = allowance;
        Self { inner, asked: Cell::new(0), questions, clock, end: clock().saturating_add(seconds) }
    }
}

impl<R: Resolve> Resolve for Budget<R> {
    async fn lookup(&self, question: &Question) -> Result<Answer, DnsError> {
        let asked = self.asked.get();
        if asked == self.questions {
            return Err(DnsError::new(Fault::Limit));
        }
        if (self.clock)() > self.end {
            return Err(DnsError::new(Fault::Timeout));
        }
        self.asked.set(asked + 1);
        self.inner.lookup(question).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU64, Ordering};
    use waxseal_core::dns::{RecordType, Zone};
    use waxseal_core::domain::Domain;

    fn ask<R: Resolve>(budget: &Budget<R>) -> Option<Fault> {
        let question = Question::new(Domain::parse("a.example").unwrap(), RecordType::A);
        pollster::block_on(budget.lookup(&question)).err().map(|error| error.fault)
    }

    #[test]
    fn a_check_asks_so_many_questions_and_no_more() {
        let budget = Budget::new(Zone::default(), || 0);
        assert!((0..MAX_QUESTIONS).all(|_| ask(&budget).is_none()));
        assert_eq!(ask(&budget), Some(Fault::Limit));
    }

    #[test]
    fn a_check_ends_in_time() {
        static NOW: AtomicU64 = AtomicU64::new(100);
        let budget = Budget::new(Zone::default(), || NOW.load(Ordering::Relaxed));
        NOW.store(130, Ordering::Relaxed);
        assert_eq!(ask(&budget), None);
        NOW.store(131, Ordering::Relaxed);
        assert_eq!(ask(&budget), Some(Fault::Timeout));
    }
}
