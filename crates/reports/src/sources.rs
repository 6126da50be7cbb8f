//! Who sends in a domain's name: records grouped by what vouches for them, and not by address.
//!
//! Nothing is asked of DNS here: a provider shows by the domain that it signs or sends as, the domain's own servers by SPF that is
//! aligned or by a key of the domain's that nobody else was seen with, and a forwarder by a signature that direct mail carries too.

use crate::aggregate::{Aggregate, ReasonKind, Record};
use crate::report::{Source, SourceKind};
use std::collections::{BTreeMap, BTreeSet};
use waxseal_core::domain::Domain;
use waxseal_core::evidence::ResultWord;
use waxseal_core::providers::{Provider, by_id, by_own_domain};
use waxseal_core::sorting::sort_by;
use waxseal_core::time::Timestamp;

/// The most different kinds of mail that are told apart; what comes after counts as unknown.
const MAX_KINDS: usize = 500_000;

/// What the records of mail have in common that belongs together.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Mail {
    /// The provider whose own domain passed, by its stable name.
    provider: Option<&'static str>,
    /// Another domain that passed and is not the author's.
    stranger: Option<Domain>,
    /// The signatures of the author's own, whether they passed or not.
    signatures: Vec<(Domain, String)>,
    /// Whether the receiver says that the mail was forwarded.
    forwarded: bool,
    dkim_aligned: bool,
    spf_aligned: bool,
}

/// What makes one source of several kinds of mail.
type Group = (SourceKind, Option<&'static str>, Option<Domain>);

/// How much there is of it.
#[derive(Clone, Debug, Default)]
struct Tally {
    messages: u64,
    addresses: BTreeSet<String>,
    first: Option<Timestamp>,
    last: Option<Timestamp>,
}

/// The sources in the making.
#[derive(Debug, Default)]
pub(crate) struct Sources(BTreeMap<Mail, Tally>);

impl Sources {
    /// Adds the records of a report.
    pub(crate) fn add(&mut self, report: &Aggregate) {
        let (begin, end) = (report.metadata.begins(), report.metadata.ends());
        let policy = report.policy.domain.as_deref().and_then(|name| Domain::parse(name).ok());
        for record in &report.records {
            let mail = Mail::of(record, policy.as_ref());
            let is_new = self.0.len() >= MAX_KINDS && !self.0.contains_key(&mail);
            let tally = self.0.entry(if is_new { Mail::default() } else { mail }).or_default();
            tally.messages = tally.messages.saturating_add(record.count);
            tally.addresses.insert(record.ip.map_or_else(|| record.source.clone(), |ip| ip.to_string()));
            tally.first = tally.first.into_iter().chain(begin).min();
            tally.last = tally.last.into_iter().chain(end).max();
        }
    }

    /// The sources, those with the most mail that is not aligned first.
    pub(crate) fn finish(self) -> Vec<Source> {
        let direct: BTreeSet<(Domain, String)> =
            self.0.keys().filter(|mail| mail.spf_aligned).flat_map(|mail| mail.signatures.clone()).collect();
        let mut groups: BTreeMap<Group, (Source, BTreeSet<String>)> = BTreeMap::new();
        for (mail, tally) in self.0 {
            let kind = mail.kind(&direct);
            let name = mail.stranger.clone().filter(|_| kind == SourceKind::Unknown);
            let provider = mail.provider.filter(|_| kind == SourceKind::Provider);
            let (source, addresses) = groups
                .entry((kind, provider, name.clone()))
                .or_insert_with(|| (Source::new(kind, provider.and_then(by_id), name), BTreeSet::new()));
            let count_if = |is_so: bool| if is_so { tally.messages } else { 0 };
            source.messages = source.messages.saturating_add(tally.messages);
            source.aligned = source.aligned.saturating_add(count_if(mail.dkim_aligned || mail.spf_aligned));
            source.dkim_aligned = source.dkim_aligned.saturating_add(count_if(mail.dkim_aligned));
            source.spf_aligned = source.spf_aligned.saturating_add(count_if(mail.spf_aligned));
            source.first_seen = source.first_seen.into_iter().chain(tally.first).min();
            source.last_seen = source.last_seen.into_iter().chain(tally.last).max();
            addresses.extend(tally.addresses);
            source.addresses = addresses.len();
        }
        let mut sources: Vec<Source> = groups.into_values().map(|(source, _)| source).collect();
        let unaligned = |source: &Source| source.messages.saturating_sub(source.aligned);
        sort_by(&mut sources, |one, other| {
            let key = |source: &Source| (source.kind.is_own(), unaligned(source), source.messages);
            key(other).cmp(&key(one))
        });
        sources
    }
}

impl Mail {
    fn of(record: &Record, policy: Option<&Domain>) -> Self {
        let parsed = |name: &Option<String>| name.as_deref().and_then(|name| Domain::parse(name).ok());
        let from = parsed(&record.header_from).or_else(|| policy.cloned());
        let is_own = |domain: &Domain| {
            from.iter().chain(policy).any(|own| domain.is_within(own) || own.is_within(domain))
        };
        let signed = record.dkim.iter().filter_map(|signature| Some((parsed(&signature.domain)?, signature)));
        let (own, other): (Vec<_>, Vec<_>) = signed.partition(|(domain, _)| is_own(domain));
        let passed = |(domain, signature): &(Domain, &crate::aggregate::DkimResult)| {
            (signature.result == ResultWord::Pass).then(|| domain.clone())
        };
        let envelope = record.spf.iter().filter(|spf| spf.result == ResultWord::Pass);
        let strangers: Vec<Domain> = other
            .iter()
            .filter_map(passed)
            .chain(envelope.filter_map(|spf| parsed(&spf.domain)).filter(|domain| !is_own(domain)))
            .collect();
        let provider =
            strangers.iter().find_map(by_own_domain).map(|provider: &'static Provider| provider.id);
        let selector =
            |signature: &crate::aggregate::DkimResult| signature.selector.clone().unwrap_or_default();
        Self {
            provider,
            stranger: strangers.first().map(|domain| domain.suffix(2)),
            signatures: own.into_iter().map(|(domain, signature)| (domain, selector(signature))).collect(),
            forwarded: record.reasons.iter().any(|reason| {
                use ReasonKind::{Forwarded, MailingList, TrustedForwarder};
                matches!(reason.kind, Forwarded | MailingList | TrustedForwarder)
            }),
            dkim_aligned: record.dkim_aligned,
            spf_aligned: record.spf_aligned,
        }
    }

    /// Who it is, given the signatures that mail with aligned SPF carries.
    fn kind(&self, direct: &BTreeSet<(Domain, String)>) -> SourceKind {
        let is_direct = self.signatures.iter().any(|signature| direct.contains(signature));
        if self.spf_aligned {
            SourceKind::Own
        } else if self.forwarded {
            SourceKind::Forwarder
        } else if self.provider.is_some() {
            SourceKind::Provider
        } else if is_direct {
            // SPF passes for this mail elsewhere: here somebody handed it on, with the signature whole or broken.
            SourceKind::Forwarder
        } else if self.dkim_aligned {
            SourceKind::Own
        } else {
            SourceKind::Unknown
        }
    }
}
