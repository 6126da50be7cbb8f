//! Domains made to look like ones that exist: the whole report of each, and the round trips it takes.
#![expect(clippy::panic, reason = "a test that cannot be set up has to fail")]

use futures_util::stream::{self, StreamExt};
use insta::assert_json_snapshot;
use serde_json::json;
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::future::poll_fn;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake, Waker};
use waxseal_core::check_domain;
use waxseal_core::dns::{Answer, Cached, DnsError, Question, Resolve, Zone};
use waxseal_core::report::{DomainReport, Role};
use waxseal_tests::shapes::{SHAPES, input, zone};

fn check<R: Resolve>(resolver: &R, domain: &str) -> DomainReport {
    pollster::block_on(check_domain(resolver, &input(domain)))
}

#[test]
fn ten_shapes() {
    for (name, domain, providers) in SHAPES {
        let report = check(&zone(name), domain);
        let found: BTreeSet<&str> = report.providers.iter().map(|known| known.provider.id()).collect();
        assert_eq!(found, providers.iter().copied().collect(), "{name}");
        // The many selectors that are not there say nothing; the questions that found something do.
        let mut value = serde_json::to_value(&report).unwrap();
        let dns = value["dns"].as_array_mut().unwrap();
        dns.retain(|query| query["status"] != "nxdomain");
        assert_json_snapshot!(name, value);
    }
}

#[test]
fn what_is_not_established_is_not_claimed() {
    use waxseal_core::providers::{SpfAlignment, Tristate, catalogue};
    // The rows that providers' own words or zones do not back.
    for id in ["hetzner", "salesforceMarketingCloud", "spotler", "exactOnline", "statuspage"] {
        let row = catalogue().find(|row| row.id() == id).unwrap();
        assert_eq!(
            (row.spf(), row.dkim(), row.include_needed()),
            (SpfAlignment::Unknown, Tristate::Unknown, Tristate::Unknown)
        );
        assert!(row.keys().next().is_none() && row.page().is_none(), "{id}");
    }
    let report = check(&zone("transip"), "bakker.example");
    assert_eq!(report.providers[0].roles, [Role::Receives, Role::Sends]);
}

/// The round that is on, the questions asked in it, and who waits for its answers.
#[derive(Default)]
struct Round {
    number: u64,
    questions: Vec<Question>,
    waiting: Vec<Waker>,
}

/// Answers only when told to go on: every question asked meanwhile is one round trip.
struct Stepped {
    zone: Zone,
    round: Rc<RefCell<Round>>,
}

impl Resolve for Stepped {
    async fn lookup(&self, question: &Question) -> Result<Answer, DnsError> {
        let asked = self.round.borrow().number;
        self.round.borrow_mut().questions.push(question.clone());
        poll_fn(|context| {
            let mut round = self.round.borrow_mut();
            if round.number > asked {
                return Poll::Ready(());
            }
            round.waiting.push(context.waker().clone());
            Poll::Pending
        })
        .await;
        self.zone.answer(question)
    }
}

/// A resolver of which every round trip brings so many answers and no more, to those who asked first.
struct Narrow {
    zone: Zone,
    flow: Rc<Flow>,
}

/// How many questions were asked and answered, and who waits.
#[derive(Default)]
struct Flow {
    asked: Cell<usize>,
    answered: Cell<usize>,
    waiting: RefCell<Vec<Waker>>,
}

impl Resolve for Narrow {
    async fn lookup(&self, question: &Question) -> Result<Answer, DnsError> {
        let place = self.flow.asked.replace(self.flow.asked.get() + 1);
        poll_fn(|context| {
            if self.flow.answered.get() > place {
                return Poll::Ready(());
            }
            self.flow.waiting.borrow_mut().push(context.waker().clone());
            Poll::Pending
        })
        .await;
        self.zone.answer(question)
    }
}

/// Whether somebody can go on.
#[derive(Default)]
struct Woken(AtomicBool);

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// How many domains are checked at once, as in the page once answers come quickly.
const AT_ONCE: usize = 8;
/// How many questions are in flight at first, and once answers come from afar and quickly: twice as many with each round.
const IN_FLIGHT: [usize; 2] = [32, 208];

/// The zone of eighty customers, of whom every second one sends mail and signs it.
fn customers() -> (Vec<String>, Zone) {
    let names: Vec<String> = (0..80).map(|at| format!("customer{at}.test")).collect();
    let mut zone = serde_json::Map::new();
    let key = json!([{ "TXT": "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=" }]);
    for (at, name) in names.iter().enumerate() {
        let mails = at % 2 == 0;
        let spf = if mails { "v=spf1 include:spf.protection.outlook.com -all" } else { "v=spf1 -all" };
        zone.insert(
            name.clone(),
            json!([{ "TXT": spf }, { "MX": [0, if mails { "mx.test" } else { "." }] }]),
        );
        zone.insert(format!("_dmarc.{name}"), json!([{ "TXT": "v=DMARC1; p=none" }]));
        if mails {
            zone.insert(format!("selector1._domainkey.{name}"), key.clone());
        }
    }
    zone.insert("mx.test".into(), json!([{ "A": "192.0.2.9" }]));
    zone.insert("spf.protection.outlook.com".into(), json!([{ "TXT": "v=spf1 ip4:198.51.100.0/24 -all" }]));
    (names, serde_json::from_value(zone.into()).unwrap_or_else(|error| panic!("{error}")))
}

#[test]
fn eighty_domains_take_few_round_trips() {
    let (names, zone) = customers();
    let flow = Rc::new(Flow::default());
    let cached = Cached::new(Narrow { zone, flow: flow.clone() }, || 0);
    let inputs: Vec<_> = names.iter().map(|name| input(name)).collect();
    let checks = stream::iter(&inputs).map(|input| check_domain(&cached, input)).buffer_unordered(AT_ONCE);
    let mut checking = std::pin::pin!(checks.collect::<Vec<_>>());
    let (mut rounds, [mut in_flight, most]) = (0, IN_FLIGHT);
    let woken = Arc::new(Woken::default());
    let waker = Waker::from(woken.clone());
    while checking.as_mut().poll(&mut Context::from_waker(&waker)).is_pending() {
        // Whoever can go on without an answer does.
        if woken.0.swap(false, Ordering::Relaxed) {
            continue;
        }
        rounds += 1;
        flow.answered.set(flow.asked.get().min(flow.answered.get() + in_flight));
        in_flight = (2 * in_flight).min(most);
        flow.waiting.take().into_iter().for_each(Waker::wake);
    }
    // Twenty seconds, of 300 ms each.
    assert!(rounds <= 66, "{rounds} rounds for {} questions", flow.asked.get());
}

/// How many round trips a check takes, and the questions of each.
fn rounds(name: &str, domain: &str) -> Vec<Vec<Question>> {
    let round = Rc::new(RefCell::new(Round::default()));
    let resolver = Stepped { zone: zone(name), round: round.clone() };
    let input = input(domain);
    let mut checking = std::pin::pin!(check_domain(&resolver, &input));
    let mut rounds = Vec::new();
    let mut context = Context::from_waker(Waker::noop());
    // A check that asks more than this many times in a row does not end.
    for _ in 0..50 {
        if checking.as_mut().poll(&mut context).is_ready() {
            return rounds;
        }
        let mut round = round.borrow_mut();
        round.number += 1;
        rounds.push(std::mem::take(&mut round.questions));
        let waiting = std::mem::take(&mut round.waiting);
        drop(round);
        waiting.into_iter().for_each(Waker::wake);
    }
    panic!("{name}: the check does not end");
}

#[test]
fn a_check_takes_as_many_round_trips_as_its_deepest_chain() {
    for (name, domain, _) in SHAPES {
        let rounds = rounds(name, domain);
        // SPF: the record, its includes, theirs; MX: the hosts, their addresses, the names of those. A cure that is tried
        // may name a key that nothing led to before, which is one step deeper.
        let depth = if ["transip", "broken"].contains(&name) { 4 } else { 3 };
        assert!(rounds.len() <= depth, "{name}: {} rounds, the last for {:?}", rounds.len(), rounds.last());
    }
    assert_eq!(rounds("microsoft-mailchimp", "nl365pro.com").len(), 3);
}
