//! Domains made to look like ones that exist: the whole report of each, the round trips it takes, and what every fault
//! at every name does to it.
#![allow(clippy::unwrap_used, clippy::panic)]

use insta::assert_json_snapshot;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};
use std::{fs, path::Path};
use waxseal_core::dns::{Answer, DnsError, Fault, Question, Rdata, Resolve, Text, Zone};
use waxseal_core::domain::Domain;
use waxseal_core::providers::Role;
use waxseal_core::report::DomainReport;
use waxseal_core::time::Timestamp;
use waxseal_core::{DomainInput, check_domain};

/// Each zone, the domain it is about, and who is behind it.
const SHAPES: [(&str, &str, &[&str]); 10] = [
    ("microsoft-mailchimp", "nl365pro.com", &["microsoft365", "mailchimp"]),
    ("google-sendgrid", "shop.example", &["googleWorkspace", "sendgrid"]),
    ("proofpoint-microsoft", "corp.example", &["proofpoint", "microsoft365"]),
    ("ses-mail-from", "app.example", &["amazonSes"]),
    ("transip", "bakker.example", &["transip"]),
    ("parked", "parked.example", &[]),
    ("over-limit", "big.example", &["googleWorkspace", "microsoft365", "mailchimp"]),
    ("dnssec-dane", "veilig.example", &[]),
    ("ionos", "laden.example", &["ionos"]),
    ("broken", "kaputt.example", &[]),
];

fn zone(name: &str) -> Zone {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("zones/{name}.json"));
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn input(domain: &str) -> DomainInput {
    DomainInput::new(
        Domain::parse(domain).unwrap(),
        Timestamp::parse_rfc3339("2026-11-23T00:00:00Z").unwrap(),
    )
}

fn check<R: Resolve>(resolver: &R, domain: &str) -> DomainReport {
    pollster::block_on(check_domain(resolver, &input(domain)))
}

#[test]
fn ten_shapes() {
    for (name, domain, providers) in SHAPES {
        let report = check(&zone(name), domain);
        let found: BTreeSet<&str> = report.providers.iter().map(|known| known.id).collect();
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
    use waxseal_core::providers::{Known, SpfAlignment, catalogue};
    // The rows that providers' own words or zones do not back.
    for id in ["hetzner", "salesforceMarketingCloud", "sparkpost", "spotler", "exactOnline", "statuspage"] {
        let row = catalogue().find(|row| row.id == id).unwrap();
        assert_eq!(
            (row.spf, row.dkim, row.include_needed),
            (SpfAlignment::Unknown, Known::Unknown, Known::Unknown)
        );
        assert!(row.keys.is_empty() && row.page.is_none(), "{id}");
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

/// One name that does not behave.
struct Faulty<'a> {
    zone: &'a Zone,
    name: &'a Domain,
    how: Option<Fault>,
}

impl Resolve for Faulty<'_> {
    async fn lookup(&self, question: &Question) -> Result<Answer, DnsError> {
        if question.name != *self.name {
            return self.zone.answer(question);
        }
        match self.how {
            Some(fault) => Err(DnsError::new(fault)),
            // A lie: an answer to another question.
            None => {
                let text = Rdata::Txt(Text::from_panel("this is not what was asked for"));
                Ok(Answer { records: vec![text], ..Answer::default() })
            }
        }
    }
}

#[test]
fn every_fault_at_every_name_leaves_the_rest_standing() {
    let faults = [Some(Fault::Servfail), Some(Fault::Timeout), Some(Fault::Refused), None];
    let mut tried = 0;
    for (shape, domain, _) in SHAPES {
        let zone = zone(shape);
        let whole = check(&zone, domain);
        let names: BTreeSet<Domain> = whole.dns.iter().map(|query| query.name.clone()).collect();
        for name in &names {
            for how in faults {
                let report = check(&Faulty { zone: &zone, name, how }, domain);
                if let Some(fault) = how {
                    let told = report
                        .dns
                        .iter()
                        .any(|query| query.name == *name && query.status.fault() == Some(fault));
                    assert!(told, "{shape}: {name} {fault:?} is not told");
                }
                // What does not rest on the name is as it was.
                if !name.as_str().contains("_dmarc") {
                    assert_eq!(report.dmarc.policy, whole.dmarc.policy, "{shape}: {name} {how:?}");
                }
                if !name.as_str().contains("_domainkey") {
                    assert_eq!(report.dkim, whole.dkim, "{shape}: {name} {how:?}");
                }
                if !name.as_str().contains("_bimi") {
                    assert_eq!(report.bimi, whole.bimi, "{shape}: {name} {how:?}");
                }
                tried += 1;
            }
        }
    }
    println!("faults tried: {tried}");
}
