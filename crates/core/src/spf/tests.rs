//! Checks and walks over small zones, and what holds for all of them.

mod check;
mod grammar;
mod order;
mod properties;
mod walks;

use super::{CheckHost, Spf, Walk, check_mail_from, walk};
use crate::dns::{Answer, DnsError, Question, Resolve, Zone};
use crate::domain::Domain;
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::{Context, Poll, Waker};

/// A zone of TXT, A, … lines as the contract writes them.
fn zone(json: &serde_json::Value) -> Zone {
    serde_json::from_value(json.clone()).unwrap()
}

fn check(zone: &Zone, ip: &str, mail_from: &str) -> Spf {
    let input =
        CheckHost { ip: ip.parse().unwrap(), mail_from, helo: "mail.a.example", receiver: None, now: 1_000 };
    pollster::block_on(check_mail_from(zone, &input))
}

fn walk_of(zone: &Zone, domain: &str) -> Walk {
    pollster::block_on(walk(zone, &Domain::parse(domain).unwrap()))
}

/// Answers in rounds: a question is answered one round after it was asked, and later still by what `delay` says.
struct Rounds<D> {
    zone: Zone,
    delay: D,
    round: Cell<u32>,
    asked: RefCell<BTreeSet<Question>>,
}

impl<D: Fn(&Question) -> u32> Rounds<D> {
    fn new(zone: &Zone, delay: D) -> Self {
        Self { zone: zone.clone(), delay, round: Cell::new(0), asked: RefCell::default() }
    }

    /// Runs to the end, a round each time that everything waits; the output, and how many rounds it took.
    fn run<T>(&self, future: impl Future<Output = T>) -> (T, u32) {
        let mut future = pin!(future);
        loop {
            if let Poll::Ready(output) = future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
                return (output, self.round.get());
            }
            self.round.set(self.round.get() + 1);
            assert!(self.round.get() < 10_000, "the check does not end");
        }
    }
}

impl<D: Fn(&Question) -> u32> Resolve for Rounds<D> {
    async fn lookup(&self, question: &Question) -> Result<Answer, DnsError> {
        self.asked.borrow_mut().insert(question.clone());
        let due = self.round.get() + 1 + (self.delay)(question);
        // `join_all` polls everything again when woken, and here everything is woken every round.
        poll_fn(|context| {
            context.waker().wake_by_ref();
            if self.round.get() >= due { Poll::Ready(()) } else { Poll::Pending }
        })
        .await;
        self.zone.answer(question)
    }
}
