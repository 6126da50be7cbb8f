//! One answer for one question: honours TTLs and shares what is in flight.

use super::{Answer, DnsError, LoggedQuery, Question, Resolve};
use crate::sorted::Sorted;
use crate::sorting;
use futures_util::FutureExt;
use futures_util::future::{LocalBoxFuture, Shared, WeakShared};
use serde::Serialize;
use std::cell::RefCell;
use std::rc::Rc;

/// Seconds that only ever grow. The core reads no clock, so whoever owns one passes it in.
pub type Clock = fn() -> u64;

/// The most answers kept at a time; beyond it the stalest go first.
pub const MAX_CACHED: usize = 5_000;

/// How many answers go at once, so that looking for the stalest costs next to nothing an answer.
const FORGOTTEN_AT_ONCE: usize = MAX_CACHED / 10;

/// How long a fault is remembered, in seconds: long enough that one check asks a dead name once.
const FAULT_TTL: u64 = 5;

/// How long an answer that was handed over lasts at least, in seconds: long enough that the check it belongs to is the same again.
const HANDED_TTL: u64 = 10;

/// An answer on its way from one cache to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HandedAnswer {
    /// The question, and what came of it.
    pub query: LoggedQuery,
    /// For how long it may still be kept, in seconds.
    pub left: u64,
}

type Outcome = Result<Answer, DnsError>;

/// Keeps answers for their TTL, and gives everybody who asks the same question the same answer.
pub struct Cached<R> {
    inner: Rc<R>,
    clock: Clock,
    slots: RefCell<Sorted<Question, Slot>>,
}

enum Slot {
    /// Held by those who wait for it alone: where a check is dropped, its questions go with it, and with them their places among those
    /// that may be in flight, which nobody would ever give back.
    InFlight(WeakShared<LocalBoxFuture<'static, Outcome>>),
    Kept {
        outcome: Outcome,
        until: u64,
    },
}

impl<R: Resolve + 'static> Cached<R> {
    /// Caches what `inner` answers, with `clock` to tell when an answer has grown old.
    #[must_use]
    pub fn new(inner: R, clock: Clock) -> Self {
        Self { inner: Rc::new(inner), clock, slots: RefCell::default() }
    }

    /// Forgets everything, so that a person who has just published a record can look again.
    pub fn clear(&self) {
        self.slots.borrow_mut().clear();
    }

    /// What it holds, for another cache of the same resolver. A question in flight is not part of it.
    #[must_use]
    pub fn hand_over(&self) -> Vec<HandedAnswer> {
        let now = (self.clock)();
        let handed = |(question, slot): (&Question, &Slot)| match slot {
            Slot::Kept { outcome, until } => Some(HandedAnswer {
                query: LoggedQuery::new(question, outcome),
                left: until.saturating_sub(now),
            }),
            Slot::InFlight(_) => None,
        };
        self.slots.borrow().iter().filter_map(handed).collect()
    }

    /// Takes what another cache of the same resolver held; at most [`MAX_CACHED`] answers.
    pub fn take_over(&self, handed: &[HandedAnswer]) {
        let now = (self.clock)();
        let mut slots = self.slots.borrow_mut();
        for HandedAnswer { query, left } in handed.iter().take(MAX_CACHED) {
            let until = now.saturating_add((*left).max(HANDED_TTL));
            slots.insert(query.question(), Slot::Kept { outcome: query.outcome(), until });
        }
    }

    fn ask(&self, question: &Question) -> Shared<LocalBoxFuture<'static, Outcome>> {
        let (inner, owned) = (Rc::clone(&self.inner), question.clone());
        let shared = async move { inner.lookup(&owned).await }.boxed_local().shared();
        if let Some(weak) = shared.downgrade() {
            self.slots.borrow_mut().insert(question.clone(), Slot::InFlight(weak));
        }
        shared
    }

    fn keep(&self, question: &Question, outcome: &Outcome) {
        let ttl = outcome.as_ref().map_or(FAULT_TTL, |answer| u64::from(answer.ttl));
        let until = (self.clock)().saturating_add(ttl);
        let mut slots = self.slots.borrow_mut();
        slots.insert(question.clone(), Slot::Kept { outcome: outcome.clone(), until });
        if slots.len() > MAX_CACHED {
            forget_stalest(&mut slots);
        }
    }
}

fn forget_stalest(slots: &mut Sorted<Question, Slot>) {
    let mut ends: Vec<u64> = slots.iter().filter_map(|(_, slot)| slot.until()).collect();
    sorting::sort(&mut ends);
    let mut left = FORGOTTEN_AT_ONCE.min(ends.len());
    let Some(&last) = ends.get(left.saturating_sub(1)) else { return };
    slots.retain(|slot| {
        let goes = left > 0 && slot.until().is_some_and(|until| until <= last);
        left -= usize::from(goes);
        !goes
    });
}

impl Slot {
    /// Until when an answer is kept; `None` for a question in flight. One that nobody waits for is over.
    fn until(&self) -> Option<u64> {
        match self {
            Self::Kept { until, .. } => Some(*until),
            Self::InFlight(weak) => weak.upgrade().is_none().then_some(0),
        }
    }
}

impl<R: Resolve + 'static> Resolve for Cached<R> {
    async fn lookup(&self, question: &Question) -> Outcome {
        let in_flight = match self.slots.borrow().get(question) {
            Some(Slot::Kept { outcome, until }) if (self.clock)() < *until => return outcome.clone(),
            Some(Slot::InFlight(weak)) => weak.upgrade(),
            _ => None,
        };
        let shared = in_flight.unwrap_or_else(|| self.ask(question));
        let outcome = shared.await;
        self.keep(question, &outcome);
        outcome
    }
}

impl<R> std::fmt::Debug for Cached<R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Cached").field("slots", &self.slots.borrow().len()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dns::{Fault, RecordType};
    use crate::domain::Domain;
    use futures_util::future::{join, poll_fn};
    use std::cell::Cell;
    use std::sync::atomic::{AtomicU64, Ordering};
    use std::task::Poll;

    /// Counts what reaches it, and answers only when polled a second time.
    #[derive(Clone, Default)]
    struct Slow(Rc<Cell<u32>>);

    impl Resolve for Slow {
        async fn lookup(&self, question: &Question) -> Outcome {
            self.0.set(self.0.get() + 1);
            let mut polled = false;
            poll_fn(|context| {
                context.waker().wake_by_ref();
                if std::mem::replace(&mut polled, true) { Poll::Ready(()) } else { Poll::Pending }
            })
            .await;
            match question.kind {
                RecordType::A => Err(DnsError::new(Fault::Timeout)),
                _ => Ok(Answer { ttl: 10, ..Answer::default() }),
            }
        }
    }

    fn question(kind: RecordType) -> Question {
        Question::new(Domain::parse("a.example").unwrap(), kind)
    }

    #[test]
    fn one_question_in_flight_is_asked_once() {
        let slow = Slow::default();
        let cached = Cached::new(slow.clone(), || 0);
        let asked = question(RecordType::Txt);
        let (a, b) = pollster::block_on(join(cached.lookup(&asked), cached.lookup(&asked)));
        assert_eq!((a, slow.0.get()), (b, 1));
    }

    #[test]
    fn a_dropped_asker_leaves_the_others_their_answer() {
        let slow = Slow::default();
        let cached = Cached::new(slow.clone(), || 0);
        let asked = question(RecordType::Txt);
        let mut first = Box::pin(cached.lookup(&asked));
        let mut other = Box::pin(cached.lookup(&asked));
        assert!((&mut first).now_or_never().is_none() && (&mut other).now_or_never().is_some());
        drop(first);
        assert_eq!(slow.0.get(), 1);
    }

    /// Lets one question in at a time.
    #[derive(Clone, Default)]
    struct Narrow(Rc<Cell<bool>>, Slow);

    /// The place of the one that is in.
    struct Place<'a>(&'a Cell<bool>);

    impl Drop for Place<'_> {
        fn drop(&mut self) {
            self.0.set(false);
        }
    }

    impl Resolve for Narrow {
        async fn lookup(&self, question: &Question) -> Outcome {
            let is_taken = self.0.replace(true);
            assert!(!is_taken, "one is in already");
            let _place = Place(&self.0);
            self.1.lookup(question).await
        }
    }

    #[test]
    fn what_nobody_waits_for_any_more_holds_no_place() {
        let cached = Cached::new(Narrow::default(), || 0);
        assert!(cached.lookup(&question(RecordType::Txt)).now_or_never().is_none());
        assert!(pollster::block_on(cached.lookup(&question(RecordType::Mx))).is_ok());
        assert!(pollster::block_on(cached.lookup(&question(RecordType::Txt))).is_ok());
    }

    #[test]
    fn so_many_answers_are_kept_and_the_stalest_go_first() {
        static NOW: AtomicU64 = AtomicU64::new(0);
        let slow = Slow::default();
        let cached = Cached::new(slow.clone(), || NOW.load(Ordering::Relaxed));
        let ask = |number: usize| {
            let name = Domain::parse(&format!("d{number}.example")).unwrap();
            pollster::block_on(cached.lookup(&Question::new(name, RecordType::Txt))).unwrap();
            slow.0.get()
        };
        // The second half comes a second later.
        for number in 0..MAX_CACHED / 2 {
            ask(number);
        }
        NOW.store(1, Ordering::Relaxed);
        for number in MAX_CACHED / 2..MAX_CACHED {
            ask(number);
        }
        assert_eq!(cached.slots.borrow().len(), MAX_CACHED);
        let so_far = ask(0);
        assert_eq!(so_far as usize, MAX_CACHED, "nothing was forgotten yet");
        ask(MAX_CACHED);
        assert_eq!(cached.slots.borrow().len(), MAX_CACHED + 1 - FORGOTTEN_AT_ONCE);
        assert_eq!(ask(MAX_CACHED - 1), so_far + 1, "the newer ones are still there");
    }

    #[test]
    fn what_is_handed_over_is_not_asked_again_for_as_long_as_it_may_be_kept() {
        static NOW: AtomicU64 = AtomicU64::new(0);
        let clock = || NOW.load(Ordering::Relaxed);
        let (first, second) = (Slow::default(), Slow::default());
        let (old, new) = (Cached::new(first, clock), Cached::new(second.clone(), clock));
        let asked = [RecordType::Txt, RecordType::A].map(question);
        let heard = |cache: &Cached<Slow>| asked.clone().map(|one| pollster::block_on(cache.lookup(&one)));
        let before = heard(&old);
        NOW.store(8, Ordering::Relaxed);
        // Two seconds are left of one, the other is a fault that would be asked again: both last while the check is drawn anew.
        new.take_over(&old.hand_over());
        for (at, asked_so_far) in [(8, 0), (17, 0), (18, 2)] {
            NOW.store(at, Ordering::Relaxed);
            assert_eq!((heard(&new), second.0.get()), (before.clone(), asked_so_far), "at {at}");
        }
    }

    #[test]
    fn answers_last_for_their_ttl_and_faults_for_a_moment() {
        static NOW: AtomicU64 = AtomicU64::new(0);
        let slow = Slow::default();
        let cached = Cached::new(slow.clone(), || NOW.load(Ordering::Relaxed));
        for (at, kind, asked_so_far) in [
            (0, RecordType::Txt, 1),
            (9, RecordType::Txt, 1),
            (10, RecordType::Txt, 2),
            (10, RecordType::A, 3),
            (12, RecordType::A, 3),
            (15, RecordType::A, 4),
        ] {
            NOW.store(at, Ordering::Relaxed);
            let _ = pollster::block_on(cached.lookup(&question(kind)));
            assert_eq!(slow.0.get(), asked_so_far, "at {at} for {kind}");
        }
    }
}
