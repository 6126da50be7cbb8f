//! The whole set of records, from what was chosen and what is there already.

use super::choices::Choices;
use super::dns_host::DnsHost;
use super::draft::{Draft, LeftOut, Published};
use super::line::{Line, Live, Purpose, Value};
use super::sending::SpfPlan;
use super::steps::{self, Step};
use super::{arrival, keys, policy, sending};
use crate::dmarc::{Policy, Record};
use crate::dns::RecordType;
use crate::domain::Domain;
use crate::providers::{Provider, SpfAlignment};
use crate::spf::{MAX_LOOKUPS, Walk};
use serde::Serialize;

/// The records to publish, and what goes with them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Plan {
    /// The zone whose panel the records go into.
    pub zone: Domain,
    /// Whose panel that is, where the zone's name servers show it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dns_host: Option<DnsHost>,
    /// Whether anything is to send in the domain's name.
    pub sends: bool,
    /// The records.
    pub lines: Vec<Line>,
    /// How the SPF record came about.
    pub spf: SpfPlan,
    /// What is left out on purpose.
    pub left_out: Vec<LeftOut>,
    /// In which order to publish, and what to do in between.
    pub steps: Vec<Step>,
}

impl Plan {
    /// Has a DMARC record that is kept behind an alias changed there.
    pub(super) fn keep_elsewhere(&mut self) {
        let line = self.lines.iter().find(|line| line.purpose == Purpose::Dmarc);
        let Some(Live::Elsewhere { found }) = line.and_then(|line| line.live.clone()) else { return };
        let target = found.concat();
        let steps = self.steps.iter_mut().filter(|step| matches!(step, Step::PublishDmarc { .. }));
        steps.for_each(|step| *step = Step::ChangeAtHost { target: target.clone() });
    }

    /// Of a provider's keys that stand for one another, as old and new selectors do, leaves out those that are not there where one is.
    pub(super) fn leave_out_other_keys(&mut self) {
        let is_text = |line: &Line| line.is_key() && line.kind == Some(RecordType::Txt);
        let is_live = |line: &&Line| line.live.as_ref().is_some_and(Live::is_done);
        let served: Vec<_> = self
            .lines
            .iter()
            .filter(|line| is_text(line))
            .filter(is_live)
            .filter_map(|line| line.provider)
            .collect();
        self.lines.retain(|line| {
            let is_served = line.provider.is_some_and(|provider| served.contains(&provider));
            !(is_text(line) && line.value == Value::Account && is_served) || is_live(&line)
        });
    }

    /// Leaves those out of the steps for keys whose keys are all there, where others' are not.
    pub(super) fn leave_out_done(&mut self) {
        let mut done: Vec<&'static Provider> = self.lines.iter().filter_map(|line| line.provider).collect();
        done.retain(|own| self.are_live(|line| line.is_key() && line.provider == Some(*own)));
        done.retain(|own| !self.spf.missing.contains(own));
        for step in &mut self.steps {
            if let Step::PublishKeys { providers } | Step::Fetch { providers } = step
                && !providers.iter().all(|own| done.contains(own))
            {
                providers.retain(|own| !done.contains(own));
            }
        }
    }

    /// Has those wait of whose signatures DNS shows no key, where the published policy asks for something: it is applied to what they
    /// send from the first mail on.
    pub(super) fn hold_back(&mut self, senders: &[&'static Provider], published: &Published) {
        let own = match published.dmarc.as_slice() {
            // Who only tries a policy out has nobody's mail refused yet.
            [one] => Record::parse(one)
                .filter(|record| !record.testing && record.pct != Some(0))
                .and_then(|record| record.p),
            _ => None,
        };
        let policy = own.or_else(|| published.inherited.as_ref().map(|(_, policy)| *policy));
        let Some(policy) = policy.filter(|policy| *policy > Policy::None) else { return };
        let has_key = |provider: &Provider| {
            self.are_live(|line| line.purpose == Purpose::Key && line.provider == Some(provider))
        };
        // Its servers are listed already, and its envelope is the domain's.
        let is_listed = |provider: &Provider| {
            let listed = |name: &str| published.spf.iter().any(|record| record.contains(name));
            provider.spf() == SpfAlignment::Yes && provider.includes().any(listed)
        };
        let waiting = senders.iter().copied().filter(|own| !has_key(own) && !is_listed(own));
        let providers: Vec<_> = waiting.collect();
        if !providers.is_empty() {
            self.steps.insert(0, Step::HoldBack { providers, policy });
        }
    }

    /// Has a record that breaks as it would be not offered (RFC 7208 §2.6.7): all who send would fail with it.
    fn withhold(&mut self) {
        if self.spf.cause.is_some() {
            let lines = self.lines.iter_mut().filter(|line| line.purpose == Purpose::Spf);
            lines.for_each(|line| {
                let (text, missing) = (self.spf.record.clone(), self.spf.missing.clone());
                line.value = Value::Partial { text, missing };
            });
            self.steps.retain(|step| !matches!(step, Step::PublishSpf { .. }));
        }
    }

    /// Takes over what a walk over the SPF record, as it would be, found it to cost.
    pub(super) fn count(&mut self, walk: &Walk) {
        self.spf.count(walk);
        self.withhold();
        let lookups = self.spf.cost();
        if lookups <= MAX_LOOKUPS {
            return;
        }
        for line in self.lines.iter_mut().filter(|line| line.purpose == Purpose::Spf) {
            line.value = Value::TooCostly { text: self.spf.record.clone(), lookups };
        }
        for step in &mut self.steps {
            if matches!(step, Step::PublishSpf { .. }) {
                *step = Step::ShortenSpf;
            }
        }
    }
}

/// Draws up the records. `published` is what DNS holds, as far as it was asked.
#[must_use]
pub fn plan(choices: &Choices, published: &Published) -> Plan {
    let mut draft = Draft::new(choices, published);
    let spf = sending::spf(&mut draft);
    arrival::lines(&mut draft);
    sending::line(&mut draft, &spf);
    keys::lines(&mut draft);
    policy::lines(&mut draft);
    draft.keep_alias();
    let steps = steps::steps(&draft, &spf);
    let (lines, left_out) = (draft.lines, draft.left_out);
    Plan { zone: draft.zone, dns_host: None, sends: draft.sends, lines, spf, left_out, steps }
}

impl Plan {
    /// Whether DNS shows that a step was taken. What is done at a provider or by waiting never shows.
    #[must_use]
    pub fn is_done(&self, step: &Step) -> bool {
        let of = |providers: &[&'static Provider], line: &Line| {
            line.provider.is_some_and(|provider| providers.contains(&provider))
        };
        match step {
            Step::PublishAll => self.are_live(|_| true),
            Step::Fetch { providers } => {
                let missing = self.spf.missing.iter().any(|provider| providers.contains(provider));
                !missing && self.are_live(|line| line.value == Value::Account && of(providers, line))
            }
            Step::PublishKeys { providers } => self.are_live(|line| line.is_key() && of(providers, line)),
            Step::PublishSpf { .. } => self.are_live(|line| line.purpose == Purpose::Spf),
            Step::PublishDmarc { .. } => self.are_live(|line| line.purpose == Purpose::Dmarc),
            Step::Consent => self.are_live(|line| line.purpose == Purpose::Consent),
            Step::MoveMail => self.are_live(|line| line.purpose == Purpose::Arrival),
            Step::PublishTlsReports => self.are_live(|line| line.purpose == Purpose::TlsReports),
            Step::EnableSigning { .. }
            | Step::ChooseRegion { .. }
            | Step::SignOwn
            | Step::StopSenders { .. }
            | Step::HoldBack { .. }
            | Step::Connect { .. }
            | Step::ChangeAtHost { .. }
            | Step::ListExchangers { .. }
            | Step::CompareTlsa { .. }
            | Step::Ask { .. }
            | Step::ShortenSpf
            | Step::ReadReports
            | Step::ChooseReports
            | Step::RaisePolicy { .. } => false,
        }
    }

    /// Whether there are such lines, and all of them are live.
    fn are_live(&self, is_meant: impl Fn(&Line) -> bool) -> bool {
        let mut lines = self.lines.iter().filter(|line| is_meant(line)).peekable();
        lines.peek().is_some() && lines.all(|line| line.live.as_ref().is_some_and(Live::is_done))
    }
}
