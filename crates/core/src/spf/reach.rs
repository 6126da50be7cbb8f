//! Which questions a record leads to, so that they can be asked before evaluation reaches them.

use super::addresses::Network;
use super::answers::Answers;
use super::macros::{MacroString, truncate_name};
use super::record::Record;
use super::select::{Published, Selected};
use super::term::Mechanism;
use super::{MAX_LOOKUPS, MAX_MX};
use crate::dns::{Question, RecordType};
use crate::domain::Domain;
use std::collections::BTreeSet;
use std::net::IpAddr;

/// The most questions a check asks ahead. What evaluation needs beyond them it asks when it gets there.
pub const MAX_AHEAD: usize = 60;

/// The most questions a walk asks: a record of 14 includes, each with its addresses, needs about 100.
pub const MAX_WALKED_QUESTIONS: usize = 250;

/// The deepest chain of includes and redirects that is walked.
pub const MAX_WALK_DEPTH: usize = 20;

/// The most records that are visited, counted as often as they are reached.
pub const MAX_VISITS: usize = 500;

/// How far to ask ahead.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reach {
    /// The client; without one, nothing ends a record but `all`.
    client: Option<IpAddr>,
    /// How many lookups may stand before a term for it to be worth asking.
    positions: u32,
    /// How many questions may have been asked.
    questions: usize,
}

impl Reach {
    /// As far as evaluation can come: never past the limit of lookups, nor past a term that is sure to match.
    pub(super) const fn of_check(client: IpAddr) -> Self {
        Self { client: Some(client), positions: MAX_LOOKUPS, questions: MAX_AHEAD }
    }

    /// As far as the record goes, so that one with too many lookups shows them all.
    pub(super) const fn of_walk() -> Self {
        Self { client: None, positions: u32::MAX, questions: MAX_WALKED_QUESTIONS }
    }

    const fn families(&self) -> &'static [RecordType] {
        match self.client {
            Some(IpAddr::V4(_)) => &[RecordType::A],
            Some(IpAddr::V6(_)) => &[RecordType::Aaaa],
            None => &[RecordType::A, RecordType::Aaaa],
        }
    }
}

/// The questions that the answers so far lead to, and that are not answered yet.
pub(super) fn wanted(domain: &Domain, answers: &Answers, reach: &Reach) -> BTreeSet<Question> {
    let mut visit = Visit { answers, reach, visited: 0, wanted: BTreeSet::new() };
    visit.record(domain, 0, &mut Vec::new());
    visit.wanted
}

/// The name a term asks, where it is the same whoever sends: macros that tell about the sender or the client are
/// left to evaluation, so that nothing personal is asked without need.
pub(super) fn static_target(spec: Option<&MacroString>, domain: &Domain) -> Option<Domain> {
    match spec {
        None => Some(domain.clone()),
        Some(spec) => match spec.as_name() {
            Some(name) => Some(name.clone()),
            None => Domain::parse_any(truncate_name(&spec.expand_static(domain)?)).ok(),
        },
    }
}

struct Visit<'a> {
    answers: &'a Answers,
    reach: &'a Reach,
    visited: usize,
    wanted: BTreeSet<Question>,
}

impl<'a> Visit<'a> {
    /// `before` is how many lookups evaluation has counted at the least when it reaches this record.
    fn record(&mut self, domain: &Domain, before: u32, path: &mut Vec<Domain>) {
        self.visited += 1;
        if self.visited > MAX_VISITS || path.len() > MAX_WALK_DEPTH || path.contains(domain) {
            return;
        }
        match self.answers.selected(domain) {
            None => self.want(domain, RecordType::Txt),
            Some(Selected::One(published)) => {
                let Some(record) = self.usable(published) else { return };
                path.push(domain.clone());
                self.terms(record, domain, before, path);
                path.pop();
            }
            Some(_) => {}
        }
    }

    /// RFC 7208 §4.6: a check stops at a syntax error anywhere in the record; a walk shows what it can.
    fn usable(&self, published: &'a Published) -> Option<&'a Record> {
        let usable = published.errors.is_empty() || self.reach.client.is_none();
        usable.then_some(&published.record)
    }

    fn terms(&mut self, record: &Record, domain: &Domain, before: u32, path: &mut Vec<Domain>) {
        let mut position = before;
        for (_, directive) in record.directives() {
            position += u32::from(directive.mechanism.asks_dns());
            if position > self.reach.positions || self.surely_matches(&directive.mechanism) {
                return;
            }
            self.mechanism(&directive.mechanism, domain, position, path);
        }
        let target = record.redirect().and_then(|(_, target)| static_target(Some(target), domain));
        if let Some(target) = target.filter(|_| position < self.reach.positions) {
            self.record(&target, position + 1, path);
        }
    }

    fn surely_matches(&self, mechanism: &Mechanism) -> bool {
        let client = self.reach.client;
        let holds = |network: Network| client.is_some_and(|ip| network.contains(ip));
        match mechanism {
            Mechanism::All => true,
            Mechanism::Ip4(address, prefix) => holds(Network::new((*address).into(), *prefix)),
            Mechanism::Ip6(address, prefix) => holds(Network::new((*address).into(), *prefix)),
            _ => false,
        }
    }

    fn mechanism(&mut self, mechanism: &Mechanism, domain: &Domain, position: u32, path: &mut Vec<Domain>) {
        match mechanism {
            Mechanism::Include(spec) => {
                if let Some(target) = static_target(Some(spec), domain) {
                    self.record(&target, position, path);
                }
            }
            Mechanism::A(spec, _) => self.addresses(static_target(spec.as_ref(), domain)),
            Mechanism::Exists(spec) => {
                if let Some(target) = static_target(Some(spec), domain) {
                    self.want(&target, RecordType::A);
                }
            }
            Mechanism::Mx(spec, _) => {
                if let Some(target) = static_target(spec.as_ref(), domain) {
                    self.exchanges(&target);
                }
            }
            // The name asked holds the client's address.
            Mechanism::Ptr(_) | Mechanism::All | Mechanism::Ip4(..) | Mechanism::Ip6(..) => {}
        }
    }

    fn exchanges(&mut self, target: &Domain) {
        self.want(target, RecordType::Mx);
        let Some(Ok(answer)) = self.answers.get(target, RecordType::Mx) else { return };
        let (count, hosts) = super::select::exchanges(answer);
        if count <= MAX_MX {
            hosts.into_iter().for_each(|host| self.addresses(Some(host)));
        }
    }

    fn addresses(&mut self, target: Option<Domain>) {
        if let Some(target) = target {
            self.reach.families().iter().for_each(|kind| self.want(&target, *kind));
        }
    }

    fn want(&mut self, name: &Domain, kind: RecordType) {
        let room = self.answers.len() + self.wanted.len() < self.reach.questions;
        if room && self.answers.get(name, kind).is_none() {
            self.wanted.insert(Question::new(name.clone(), kind));
        }
    }
}
