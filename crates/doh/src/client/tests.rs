use super::*;
use crate::platform::address;
use futures_util::future::{join_all, poll_fn};
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::task::Poll;
use waxseal_core::dns::RecordType;
use waxseal_core::domain::Domain;

/// A platform without a network or a clock: each request takes its outcome from a list, and time passes only by sleeping.
#[derive(Default)]
struct Fake {
    outcomes: RefCell<VecDeque<Outcome>>,
    urls: RefCell<Vec<String>>,
    inside: Cell<usize>,
    most: Cell<usize>,
    time: Cell<u64>,
    /// How long each request takes, in milliseconds.
    takes: u64,
}

enum Outcome {
    Answer,
    Octets(Vec<u8>),
    Error(FetchError),
    Never,
}

async fn turn() {
    let mut polled = false;
    poll_fn(|context| {
        context.waker().wake_by_ref();
        if std::mem::replace(&mut polled, true) { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
}

impl Fetch for &Fake {
    async fn get(&self, endpoint: &str, dns: &str, _limit: usize) -> Result<Vec<u8>, FetchError> {
        self.urls.borrow_mut().push(address(endpoint, dns));
        self.inside.set(self.inside.get() + 1);
        self.most.set(self.most.get().max(self.inside.get()));
        turn().await;
        self.time.set(self.time.get() + self.takes);
        self.inside.set(self.inside.get() - 1);
        let outcome = self.outcomes.borrow_mut().pop_front();
        match outcome {
            Some(Outcome::Error(error)) => Err(error),
            Some(Outcome::Never) => std::future::pending().await,
            Some(Outcome::Octets(octets)) => Ok(octets),
            Some(Outcome::Answer) | None => Ok(answer()),
        }
    }

    async fn sleep(&self, milliseconds: u32) {
        // Longer than any request that answers takes, so that only a request that never does runs out of time.
        for _ in 0..3 {
            turn().await;
        }
        self.time.set(self.time.get() + u64::from(milliseconds));
    }

    fn milliseconds(&self) -> u64 {
        self.time.get()
    }
}

fn question() -> Question {
    Question::new(Domain::parse("a.example").unwrap(), RecordType::A)
}

/// NODATA for the question above.
fn answer() -> Vec<u8> {
    b"\0\0\x81\x80\0\x01\0\0\0\0\0\0\x01a\x07example\0\0\x01\0\x01".to_vec()
}

fn ask(outcomes: Vec<Outcome>) -> (Result<Answer, Fault>, usize) {
    let fake = Fake { outcomes: RefCell::new(outcomes.into()), ..Fake::default() };
    let client = Client::over(&fake, "https://r.example/dns-query".to_owned());
    let outcome = pollster::block_on(client.lookup(&question()));
    let asked = fake.urls.borrow().len();
    (outcome.map_err(|error| error.fault), asked)
}

#[test]
fn an_answer_is_asked_for_once() {
    let (outcome, asked) = ask(vec![Outcome::Answer]);
    assert!(outcome.unwrap().is_void());
    assert_eq!(asked, 1);
}

#[test]
fn passing_troubles_get_one_more_try_and_refusals_none() {
    for (first, tries) in [
        (Outcome::Error(FetchError::Network), 2),
        (Outcome::Error(FetchError::Status(429)), 2),
        (Outcome::Error(FetchError::Status(503)), 2),
        (Outcome::Never, 2),
        (Outcome::Error(FetchError::Status(403)), 1),
        (Outcome::Error(FetchError::TooLong), 1),
    ] {
        let (outcome, asked) = ask(vec![first, Outcome::Answer]);
        assert_eq!((outcome.is_ok(), asked), (tries == 2, tries));
    }
}

#[test]
fn the_second_trouble_is_the_answer() {
    let (outcome, asked) = ask(vec![Outcome::Never, Outcome::Error(FetchError::Status(500))]);
    assert_eq!((outcome, asked), (Err(Fault::Servfail), 2));
    assert_eq!(ask(vec![Outcome::Never, Outcome::Never]).0, Err(Fault::Timeout));
}

/// The answer above with one octet another one.
fn damaged(at: usize, octet: u8) -> Vec<u8> {
    let mut octets = answer();
    octets[at] = octet;
    octets
}

#[test]
fn what_a_broken_resolver_sends_is_told_and_never_taken_for_an_answer() {
    let html = b"<!DOCTYPE html><title>502 Bad Gateway</title>".to_vec();
    let refused = |status| Outcome::Error(FetchError::Status(status));
    for (first, second, fault) in [
        (Outcome::Octets(html), None, Fault::Malformed),
        (Outcome::Octets(Vec::new()), None, Fault::Malformed),
        (Outcome::Octets(answer()[..20].to_vec()), None, Fault::Malformed),
        // Another id, the truncation bit, a question instead of an answer, another name.
        (Outcome::Octets(damaged(1, 9)), None, Fault::Malformed),
        (Outcome::Octets(damaged(2, 0x83)), None, Fault::Malformed),
        (Outcome::Octets(damaged(2, 0x01)), None, Fault::Malformed),
        (Outcome::Octets(damaged(13, b'b')), None, Fault::Malformed),
        (Outcome::Octets(damaged(3, 5)), None, Fault::Refused),
        (Outcome::Octets(damaged(3, 2)), Some(Outcome::Octets(damaged(3, 2))), Fault::Servfail),
        (refused(500), Some(refused(502)), Fault::Servfail),
        (refused(404), None, Fault::Refused),
        (refused(301), None, Fault::Refused),
        (Outcome::Error(FetchError::TooLong), None, Fault::Malformed),
        (Outcome::Error(FetchError::Network), Some(Outcome::Error(FetchError::Network)), Fault::Network),
    ] {
        let tries = 1 + usize::from(second.is_some());
        let (outcome, asked) = ask(std::iter::once(first).chain(second).collect());
        assert_eq!((outcome, asked), (Err(fault), tries));
    }
}

#[test]
fn a_question_takes_no_longer_than_it_may() {
    let fake = Fake { outcomes: RefCell::new([Outcome::Never, Outcome::Never].into()), ..Fake::default() };
    let client = Client::over(&fake, "https://r.example/dns-query".to_owned());
    let error = pollster::block_on(client.lookup(&question())).unwrap_err();
    assert_eq!((error.fault, error.ms), (Fault::Timeout, TIME_OF_QUESTION_MS));
}

#[test]
fn only_so_many_are_in_flight() {
    // Slow answers may be waiting for one another, so they lead to no more at once.
    for (takes, most) in [(0, MAX_IN_FLIGHT), (QUICK_MS + 1, MAX_IN_FLIGHT)] {
        let fake = Fake { takes, ..Fake::default() };
        let client = Client::over(&fake, "https://r.example/dns-query".to_owned());
        let asked = question();
        let outcomes = pollster::block_on(join_all((0..400).map(|_| client.lookup(&asked))));
        assert!(outcomes.iter().all(Result::is_ok));
        assert_eq!(fake.most.get(), most, "{takes} ms");
    }
}

#[test]
fn the_endpoints_own_query_string_is_kept() {
    let fake = Fake::default();
    let client = Client::over(&fake, "https://r.example/dns-query?key=1".to_owned());
    let _ = pollster::block_on(client.lookup(&question()));
    assert!(fake.urls.borrow()[0].starts_with("https://r.example/dns-query?key=1&dns=AAAB"));
}

/// A resolver that takes so many questions a second and no more.
struct Strict {
    a_second: usize,
    time: Cell<u64>,
    taken: RefCell<Vec<u64>>,
    refused: Cell<usize>,
}

impl Fetch for &Strict {
    async fn get(&self, _: &str, _: &str, _: usize) -> Result<Vec<u8>, FetchError> {
        turn().await;
        self.time.set(self.time.get() + 1);
        let now = self.time.get();
        let mut taken = self.taken.borrow_mut();
        if taken.iter().filter(|at| **at + 1_000 > now).count() < self.a_second {
            taken.push(now);
            return Ok(answer());
        }
        self.refused.set(self.refused.get() + 1);
        Err(FetchError::Status(429))
    }

    async fn sleep(&self, milliseconds: u32) {
        let end = self.time.get() + u64::from(milliseconds);
        while self.time.get() < end {
            turn().await;
            self.time.set(self.time.get() + 1);
        }
    }

    fn milliseconds(&self) -> u64 {
        self.time.get()
    }
}

fn ask_strictly(a_second: usize, questions: usize) -> (Vec<Result<Answer, DnsError>>, Strict) {
    let strict =
        Strict { a_second, time: Cell::default(), taken: RefCell::default(), refused: Cell::default() };
    let client = Client::over(&strict, "https://r.example/dns-query".to_owned());
    let question = question();
    let outcomes = pollster::block_on(join_all((0..questions).map(|_| client.lookup(&question))));
    drop(client);
    (outcomes, strict)
}

#[test]
fn a_resolver_that_takes_no_more_is_asked_more_slowly_and_nothing_is_lost() {
    for a_second in [1_000, 40, 20, 10] {
        let (outcomes, strict) = ask_strictly(a_second, 90);
        assert_eq!(outcomes.iter().filter(|outcome| outcome.is_err()).count(), 0, "{a_second} a second");
        // Those that were on their way, and a few that tried how fast it goes again.
        assert!(strict.refused.get() <= 90, "{a_second} a second: {} refused", strict.refused.get());
    }
}

#[test]
fn a_resolver_that_takes_nothing_is_told_as_such_in_time() {
    let (outcomes, strict) = ask_strictly(0, 90);
    for outcome in outcomes {
        let error = outcome.unwrap_err();
        assert_eq!(error.fault, Fault::Throttled);
        assert!(u64::from(error.ms) <= PATIENCE_MS + 1_000, "{} ms", error.ms);
    }
    assert!(strict.refused.get() < 90, "{} refused", strict.refused.get());
}
