//! How long a resolver is waited for where thousands of names are asked for: as long as its answers take, and less the more of them
//! do not come. That it takes no more for now (429) it says itself, and the client slows down by that; of silence nobody says a word.

use futures_util::future::{Either, select};
use std::cell::RefCell;
use std::pin::pin;
use std::rc::Rc;
use waxseal_doh::{Fetch, FetchError};

/// The longest that an answer is waited for, in milliseconds: as the client does without this.
const LONGEST_MS: u32 = 4_000;
/// The least while answers come, in milliseconds. What asks far away for the first time takes a second or two.
const LEAST_MS: u32 = 2_000;
/// The least while none come, in milliseconds.
const LEAST_IN_SILENCE_MS: u32 = 500;
/// How many times the slowest of the latest answers are waited for.
const TIMES: u32 = 4;
/// After how many questions in a row without an answer there is a pause, and the patience is halved.
const SILENT: u32 = 16;
/// The first pause, in milliseconds; each one in a row is twice as long.
const FIRST_PAUSE_MS: u32 = 500;
/// The longest pause, in milliseconds.
const LONGEST_PAUSE_MS: u32 = 8_000;
/// After how many questions in a row without an answer the resolver is given up.
pub(crate) const MAX_SILENT: u32 = 128;

/// How a resolver has answered so far.
#[derive(Debug, Default)]
pub(crate) struct Line(RefCell<State>);

#[derive(Debug, Default)]
struct State {
    /// How long the slowest of the latest answers took, in milliseconds; it fades with each that is faster.
    slowest: u32,
    /// How many questions in a row had no answer.
    silent: u32,
    /// When it may be asked again.
    open_at: u64,
}

impl Line {
    /// Whether the resolver was given up.
    pub(crate) fn is_out(&self) -> bool {
        self.0.borrow().silent >= MAX_SILENT
    }

    /// How long an answer is waited for, in milliseconds.
    fn patience(&self) -> u32 {
        let state = self.0.borrow();
        let usual = match state.slowest {
            0 => LONGEST_MS,
            slowest => slowest.saturating_mul(TIMES).clamp(LEAST_MS, LONGEST_MS),
        };
        match state.silent / SILENT {
            0 => usual,
            times => usual.checked_shr(times).unwrap_or(0).max(LEAST_IN_SILENCE_MS),
        }
    }

    fn rest(&self, now: u64) -> Option<u32> {
        let rest = self.0.borrow().open_at.saturating_sub(now);
        u32::try_from(rest).ok().filter(|rest| *rest > 0)
    }

    fn answered(&self, took: u64) {
        let mut state = self.0.borrow_mut();
        let took = u32::try_from(took).unwrap_or(u32::MAX).max(1);
        let faded = state.slowest - state.slowest / 16;
        (state.slowest, state.silent) = (took.max(faded), 0);
    }

    /// A question that was begun had no answer by now.
    pub(crate) fn silent(&self, now: u64) {
        let mut state = self.0.borrow_mut();
        state.silent = state.silent.saturating_add(1);
        if state.silent.is_multiple_of(SILENT) {
            let doubled = FIRST_PAUSE_MS.checked_shl(state.silent / SILENT - 1).unwrap_or(LONGEST_PAUSE_MS);
            state.open_at = now.saturating_add(doubled.min(LONGEST_PAUSE_MS).into());
        }
    }
}

/// Fetches with the patience that a line deserves.
#[derive(Debug)]
pub(crate) struct Patient<F> {
    inner: F,
    line: Rc<Line>,
}

impl<F: Fetch> Patient<F> {
    /// Fetches with `inner`, and keeps `line` true.
    pub(crate) const fn new(inner: F, line: Rc<Line>) -> Self {
        Self { inner, line }
    }
}

impl<F: Fetch> Fetch for Patient<F> {
    async fn get(&self, endpoint: &str, dns: &str, limit: usize) -> Result<Vec<u8>, FetchError> {
        while let Some(rest) = self.line.rest(self.inner.milliseconds()).filter(|_| !self.line.is_out()) {
            self.inner.sleep(rest).await;
        }
        if self.line.is_out() {
            return Err(FetchError::Network);
        }
        let begun = self.inner.milliseconds();
        let got = pin!(self.inner.get(endpoint, dns, limit));
        let outcome = match select(got, pin!(self.inner.sleep(self.line.patience()))).await {
            Either::Left((outcome, _)) => outcome,
            Either::Right(_) => Err(FetchError::Network),
        };
        let now = self.inner.milliseconds();
        match outcome {
            Err(FetchError::Network) => self.line.silent(now),
            // An answer that is a refusal is no silence.
            _ => self.line.answered(now.saturating_sub(begun)),
        }
        outcome
    }

    async fn sleep(&self, milliseconds: u32) {
        self.inner.sleep(milliseconds).await;
    }

    fn milliseconds(&self) -> u64 {
        self.inner.milliseconds()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::FutureExt;
    use std::cell::Cell;

    /// A resolver whose clock goes only while somebody waits: it answers after some time, or never.
    #[derive(Debug, Default)]
    struct Fake {
        time: Cell<u64>,
        answers_after: Cell<Option<u32>>,
    }

    impl Fetch for &Fake {
        async fn get(&self, _: &str, _: &str, _: usize) -> Result<Vec<u8>, FetchError> {
            match self.answers_after.get() {
                Some(milliseconds) => {
                    self.time.set(self.time.get() + u64::from(milliseconds));
                    Ok(Vec::new())
                }
                None => std::future::pending().await,
            }
        }

        async fn sleep(&self, milliseconds: u32) {
            self.time.set(self.time.get() + u64::from(milliseconds));
        }

        fn milliseconds(&self) -> u64 {
            self.time.get()
        }
    }

    fn ask(patient: &Patient<&Fake>) -> Result<Vec<u8>, FetchError> {
        patient.get("", "", 0).now_or_never().unwrap()
    }

    #[test]
    fn a_silent_resolver_is_asked_less_and_less_and_given_up() {
        let (fake, line) = (Fake::default(), Rc::new(Line::default()));
        let patient = Patient::new(&fake, Rc::clone(&line));
        fake.answers_after.set(Some(20));
        assert!(ask(&patient).is_ok());
        fake.answers_after.set(None);
        let mut waited = Vec::new();
        while !line.is_out() {
            let before = fake.time.get();
            assert_eq!(ask(&patient), Err(FetchError::Network));
            waited.push(fake.time.get() - before);
        }
        assert_eq!(waited.len(), MAX_SILENT as usize);
        // Two seconds at first, and not four; half a second in the end, besides the pauses.
        assert_eq!((waited[0], waited[15]), (2_000, 2_000));
        assert_eq!((waited[16], waited[17], waited[127]), (500 + 1_000, 1_000, 500));
        let all: u64 = waited.iter().sum();
        assert!(all < 128 * 4_000 / 4, "{all}");
        // Given up, nothing is waited for any more.
        let before = fake.time.get();
        assert_eq!((ask(&patient), fake.time.get()), (Err(FetchError::Network), before));
    }

    #[test]
    fn an_answer_makes_up_for_all_silence() {
        let (fake, line) = (Fake::default(), Rc::new(Line::default()));
        let patient = Patient::new(&fake, Rc::clone(&line));
        for _ in 0..MAX_SILENT - 1 {
            let _ = ask(&patient);
        }
        assert!(!line.is_out());
        fake.answers_after.set(Some(900));
        assert!(ask(&patient).is_ok());
        // Four times what its answers take, as long as they take that long.
        assert_eq!(line.patience(), 3_600);
        fake.answers_after.set(Some(10));
        for _ in 0..100 {
            assert!(ask(&patient).is_ok());
        }
        assert_eq!(line.patience(), LEAST_MS);
    }
}
