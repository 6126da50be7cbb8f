//! How long a check takes where every answer does: its time over the round trips that its longest chain of questions
//! needs.
//!
//! A stepping resolver counts that chain first: it answers only when nobody has anything left to ask. Then the same check
//! runs against a resolver that lets every answer wait, and the clock says what it cost.

use crate::Fallible;
use crate::zone::Records;
use std::cell::{Cell, RefCell};
use std::future::{Future as _, poll_fn};
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};
use waxseal_core::dns::{Answer, DnsError, Question, Resolve, Zone};
use waxseal_core::domain::Domain;
use waxseal_core::evidence::{EnvelopeOverrides, Tables};
use waxseal_core::message::Origin;
use waxseal_core::time::Timestamp;
use waxseal_core::{DomainInput, MessageInput, check_domain, check_message};

/// How long each answer takes.
const LATENCY: Duration = Duration::from_millis(50);
/// What a check may take of the time its chain needs.
const MOST: f64 = 1.15;
/// How often each check is timed; the shortest time counts.
const TURNS: usize = 5;

const SEED: &str = include_str!("../../../web/assets/examples/mailchimp-to-gmail.txt");
const SEED_ZONE: &str = include_str!("../../../web/assets/examples/zone.json");
const EVERYTHING: &str = include_str!("../../zones/dnssec-dane.json");
const INCLUDES: &str = include_str!("../zones/includes.json");

/// What is checked.
pub(crate) enum Subject {
    Message(&'static str),
    Domain(&'static str),
}

/// The checks that are timed: what, the zone, and of whom.
const CASES: [(&str, &str, Subject); 4] = [
    ("the seed message", SEED_ZONE, Subject::Message(SEED)),
    ("the seed domain", SEED_ZONE, Subject::Domain("nl365pro.com")),
    ("a record of ten includes", INCLUDES, Subject::Domain("example.org")),
    ("a domain with everything", EVERYTHING, Subject::Domain("veilig.example")),
];

/// Times every check and prints the table; returns a line for each that is above its target.
///
/// # Errors
/// A zone that cannot be read.
pub(crate) fn run() -> Fallible<Vec<String>> {
    println!("\nround trips, every answer taking {} ms", LATENCY.as_millis());
    println!("  {:36} {:>10} {:>10} {:>8}", "", "depth", "time", "ratio");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build()?;
    let mut above = Vec::new();
    for (name, zone, subject) in &CASES {
        let zone = Records::from_json(zone)?.for_core()?;
        let depth = depth(&zone, subject)?;
        let slow = Slow(&zone);
        let mut least = f64::INFINITY;
        for _ in 0..TURNS {
            let start = Instant::now();
            runtime.block_on(check(&slow, subject))?;
            least = least.min(start.elapsed().as_secs_f64());
        }
        let ratio = least / (f64::from(depth) * LATENCY.as_secs_f64());
        println!("  {name:36} {depth:>10} {:>7.0} ms {ratio:>8.3}", least * 1e3);
        if ratio > MOST {
            above.push(format!("{name}: {ratio:.3} of its round trips"));
        }
    }
    Ok(above)
}

/// Says which check waits longer than it has to.
pub(crate) fn summary(above: &[String]) {
    if above.is_empty() {
        println!("No check takes more than {MOST} times as long as its round trips.");
    } else {
        println!("More than {MOST} times as long as their round trips take:");
        above.iter().for_each(|line| println!("  {line}"));
    }
}

/// Checks it, and says how many causes were found.
pub(crate) async fn check(resolver: &impl Resolve, subject: &Subject) -> Fallible<usize> {
    let now = Timestamp::parse_rfc3339("2026-11-23T00:00:00Z").ok_or("the time of the check is no time")?;
    match subject {
        Subject::Domain(domain) => {
            Ok(check_domain(resolver, &DomainInput::new(Domain::parse(domain)?, now)).await.diagnosis.len())
        }
        Subject::Message(text) => {
            let tables = Tables { to_ascii: |name| Some(name.to_owned()), decode_charset: |_, _| None };
            let (bytes, origin, given) = (text.as_bytes(), Origin::File, EnvelopeOverrides::default());
            let input = MessageInput { bytes, origin, given, trust: None, now, tables, suffixes: None };
            Ok(check_message(resolver, &input).await.diagnosis.len())
        }
    }
}

/// Answers after a while.
struct Slow<'z>(&'z Zone);

impl Resolve for Slow<'_> {
    async fn lookup(&self, question: &Question) -> Result<Answer, DnsError> {
        tokio::time::sleep(LATENCY).await;
        self.0.answer(question)
    }
}

/// Answers when the next round begins.
struct Stepped<'z> {
    zone: &'z Zone,
    round: Cell<u32>,
    waiting: RefCell<Vec<Waker>>,
}

impl Resolve for Stepped<'_> {
    async fn lookup(&self, question: &Question) -> Result<Answer, DnsError> {
        let asked = self.round.get();
        poll_fn(|context| {
            if self.round.get() > asked {
                return Poll::Ready(());
            }
            self.waiting.borrow_mut().push(context.waker().clone());
            Poll::Pending
        })
        .await;
        self.zone.answer(question)
    }
}

/// How many round trips one after another a check needs.
fn depth(zone: &Zone, subject: &Subject) -> Fallible<u32> {
    let resolver = Stepped { zone, round: Cell::new(0), waiting: RefCell::default() };
    let mut checking = pin!(check(&resolver, subject));
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(outcome) = checking.as_mut().poll(&mut context) {
            outcome?;
            return Ok(resolver.round.get());
        }
        if resolver.waiting.borrow().is_empty() {
            return Err("the check waits for something it has not asked".into());
        }
        resolver.round.set(resolver.round.get() + 1);
        resolver.waiting.take().into_iter().for_each(Waker::wake);
    }
}
