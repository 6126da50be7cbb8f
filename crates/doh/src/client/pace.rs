//! How many questions are in flight, and when: as many as may be, and fewer where the resolver says that it is too much.

use super::{MAX_A_SECOND, MAX_IN_FLIGHT, MAX_IN_QUICK_FLIGHT, QUICK_MS};
use std::cell::RefCell;
use std::collections::VecDeque;
use std::task::{Poll, Waker};

/// The first pause after a resolver took no more questions, in milliseconds.
const FIRST_PAUSE_MS: u32 = 500;

/// The longest such pause, in milliseconds.
const LONGEST_PAUSE_MS: u32 = 4_000;

/// Lets a limited number in at a time; the others wait in the order they came.
///
/// The limit goes as the window of TCP does (RFC 5681 §3.1): down to one where the resolver takes no more, up by one with
/// each answer to half of what was too much, and from there by one for each whole round of answers. Beyond [`MAX_IN_FLIGHT`] only
/// quick answers lead, since slow ones may be waiting for one another.
#[derive(Debug)]
pub(super) struct Gate {
    state: RefCell<State>,
}

#[derive(Debug)]
struct State {
    inside: usize,
    waiting: VecDeque<Waker>,
    /// How many may be inside.
    limit: usize,
    /// From where on the limit grows slowly.
    threshold: usize,
    /// The answers since it last grew.
    answers: usize,
    /// When the resolver may be asked again.
    open_at: u64,
    /// How long the last pause was, in milliseconds; none while it answers.
    pause: u32,
}

/// A place inside; leaving wakes whoever waits longest.
pub(super) struct Slot<'a>(&'a Gate);

impl Default for Gate {
    fn default() -> Self {
        let (limit, threshold) = (MAX_IN_FLIGHT, MAX_IN_QUICK_FLIGHT);
        let waiting = VecDeque::new();
        let state = State { inside: 0, waiting, limit, threshold, answers: 0, open_at: 0, pause: 0 };
        Self { state: RefCell::new(state) }
    }
}

impl Gate {
    pub(super) async fn enter(&self) -> Slot<'_> {
        futures_util::future::poll_fn(|context| {
            let mut state = self.state.borrow_mut();
            if state.inside < state.limit {
                state.inside += 1;
                return Poll::Ready(Slot(self));
            }
            state.waiting.push_back(context.waker().clone());
            Poll::Pending
        })
        .await
    }

    /// How long the resolver is to be left alone yet, in milliseconds; `None` where it may be asked.
    pub(super) fn rest(&self, now: u64) -> Option<u32> {
        let rest = self.state.borrow().open_at.saturating_sub(now);
        u32::try_from(rest).ok().filter(|rest| *rest > 0)
    }

    /// A question that was begun then was not taken. Of those that were on their way together, only the first says
    /// something new; each time again, the pause doubles.
    pub(super) fn refused(&self, begun: u64, now: u64) {
        let mut state = self.state.borrow_mut();
        if begun >= state.open_at {
            state.pause = state.pause.saturating_mul(2).clamp(FIRST_PAUSE_MS, LONGEST_PAUSE_MS);
            state.open_at = now.saturating_add(state.pause.into());
            state.threshold = (state.inside / 2).max(1);
            (state.limit, state.answers) = (1, 0);
        }
    }

    /// A question that was begun then was answered.
    pub(super) fn answered(&self, begun: u64, now: u64) {
        let mut state = self.state.borrow_mut();
        if begun < state.open_at {
            return;
        }
        (state.pause, state.answers) = (0, state.answers + 1);
        let most = most_after(now.saturating_sub(begun));
        if state.limit > most {
            state.limit -= 1;
        } else if state.limit < most && (state.limit < state.threshold || state.answers >= state.limit) {
            (state.limit, state.answers) = (state.limit + 1, 0);
        }
    }
}

/// The most in flight after an answer that took so many milliseconds: as many as keep to [`MAX_A_SECOND`].
fn most_after(took: u64) -> usize {
    let kept = took.saturating_mul(MAX_A_SECOND) / 1_000;
    match usize::try_from(kept) {
        Ok(kept) if took <= QUICK_MS => kept.clamp(MAX_IN_FLIGHT, MAX_IN_QUICK_FLIGHT),
        _ => MAX_IN_FLIGHT,
    }
}

impl Drop for Slot<'_> {
    fn drop(&mut self) {
        let mut state = self.0.state.borrow_mut();
        state.inside = state.inside.saturating_sub(1);
        // A waiter may have been dropped since; waking all keeps a place from being lost, and there are few.
        let waiting = std::mem::take(&mut state.waiting);
        drop(state);
        waiting.into_iter().for_each(Waker::wake);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The most in flight after so many answers that each took so many milliseconds.
    fn after(answers: usize, took: u64) -> usize {
        let gate = Gate::default();
        (0..answers).for_each(|_| gate.answered(0, took));
        gate.state.into_inner().limit
    }

    #[test]
    fn more_are_in_flight_where_the_way_is_long_and_not_where_answers_queue() {
        assert_eq!(after(1_000, 300), MAX_IN_QUICK_FLIGHT, "a long way");
        assert_eq!(after(1_000, 100), 70, "a way of a hundred milliseconds");
        assert_eq!(after(1_000, 10), MAX_IN_FLIGHT, "around the corner");
        assert_eq!(after(1_000, QUICK_MS + 1), MAX_IN_FLIGHT, "answers that wait for one another");
        // It takes few rounds to get there.
        assert_eq!(after(MAX_IN_FLIGHT, 300), 2 * MAX_IN_FLIGHT);
    }

    #[test]
    fn fewer_are_where_answers_come_faster_again_or_are_refused() {
        let gate = Gate::default();
        (0..1_000).for_each(|_| gate.answered(0, 300));
        (0..1_000).for_each(|_| gate.answered(0, 10));
        assert_eq!(gate.state.borrow().limit, MAX_IN_FLIGHT);
        gate.refused(0, 1);
        assert_eq!(gate.state.borrow().limit, 1);
    }
}
