//! Who sends in a domain's name: records grouped by what vouches for them, and not by address.
//!
//! Grouping asks nothing of DNS: a provider shows by the domain that it signs or sends as, the domain's own servers by SPF that is
//! aligned, by an address of which that is known or by a key that nobody else was seen with, and a forwarder by a signature that
//! direct mail carries too. What DNS tells besides comes in as [`Hints`].

use crate::aggregate::Aggregate;
use crate::mail::{Mail, Signature};
use crate::report::SourceKind;
use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;
use waxseal_core::domain::Domain;
use waxseal_core::evidence::ResultWord;
use waxseal_core::providers::{Kind, Provider, by_id};
use waxseal_core::time::Timestamp;

/// The most different kinds of mail, each from one address, that are told apart; what comes after counts as unknown.
pub const MAX_KINDS: usize = 500_000;
const DAY: i64 = 86_400;

/// An address as a report names it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Address {
    pub(crate) ip: Option<IpAddr>,
    /// The text, where it is no address.
    pub(crate) text: String,
}

/// How much there is of some mail from some address.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tally {
    pub(crate) messages: u64,
    pub(crate) first: Option<Timestamp>,
    pub(crate) last: Option<Timestamp>,
    /// By day and reporter.
    pub(crate) seen: Vec<Seen>,
}

/// Messages of a day that a reporter counts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seen {
    /// Days since 1970.
    pub(crate) day: i64,
    /// The place of the reporter in the list of them.
    pub(crate) reporter: usize,
    pub(crate) messages: u64,
}

/// The sources in the making.
#[derive(Debug, Default)]
pub(crate) struct Sources {
    kinds: BTreeMap<Mail, BTreeMap<Address, Tally>>,
    count: usize,
    reporters: BTreeMap<String, usize>,
}

/// What DNS tells of those who send.
#[derive(Clone, Debug, Default)]
pub(crate) struct Hints {
    /// Addresses that are the owner's, though nothing aligned came from them.
    pub(crate) own: BTreeSet<IpAddr>,
    /// Providers at which somebody else has the account.
    pub(crate) strangers: BTreeSet<&'static str>,
    /// Whose a key is, by where its alias leads.
    pub(crate) keys: BTreeMap<Domain, &'static str>,
}

/// Mail of one source.
pub(crate) struct Group<'a> {
    pub(crate) kind: SourceKind,
    pub(crate) provider: Option<&'static Provider>,
    pub(crate) name: Option<Domain>,
    pub(crate) entries: Vec<Entry<'a>>,
}

/// Some mail from some address, and how much.
#[derive(Clone, Copy)]
pub(crate) struct Entry<'a> {
    pub(crate) mail: &'a Mail,
    pub(crate) address: &'a Address,
    pub(crate) tally: &'a Tally,
}

impl Sources {
    /// Adds the records of a report.
    pub(crate) fn add(&mut self, report: &Aggregate) {
        let (begin, end) = (report.metadata.begins(), report.metadata.ends());
        let policy = report.policy.domain.as_deref().and_then(|name| Domain::parse(name).ok());
        let next = self.reporters.len();
        let reporter = report.metadata.reporter.clone().unwrap_or_default();
        let reporter = *self.reporters.entry(reporter).or_insert(next);
        // Most periods are a day, and some begin in the evening of the one before.
        let day = begin.zip(end).map(|(begin, end)| i64::midpoint(begin.0, end.0).div_euclid(DAY));
        for record in &report.records {
            let mut mail = Mail::of(record, policy.as_ref());
            let text = if record.ip.is_some() { String::new() } else { record.source.clone() };
            let mut address = Address { ip: record.ip, text };
            if self.count >= MAX_KINDS && !self.knows(&mail, &address) {
                (mail, address) = (Mail::default(), Address::default());
            }
            let addresses = self.kinds.entry(mail).or_default();
            let before = addresses.len();
            let tally = addresses.entry(address).or_default();
            tally.messages = tally.messages.saturating_add(record.count);
            tally.first = tally.first.into_iter().chain(begin).min();
            tally.last = tally.last.into_iter().chain(end).max();
            if let Some(day) = day {
                tally.note(Seen { day, reporter, messages: record.count });
            }
            self.count += addresses.len() - before;
        }
    }

    fn knows(&self, mail: &Mail, address: &Address) -> bool {
        self.kinds.get(mail).is_some_and(|from| from.contains_key(address))
    }

    /// The reporters, by their places.
    pub(crate) fn reporters(&self) -> Vec<&str> {
        let mut names: Vec<(usize, &str)> =
            self.reporters.iter().map(|(name, at)| (*at, name.as_str())).collect();
        waxseal_core::sorting::sort(&mut names);
        names.into_iter().map(|(_, name)| name).collect()
    }

    /// All mail, by who sends it.
    pub(crate) fn groups(&self, hints: &Hints) -> Vec<Group<'_>> {
        let proof = Proven::of(&self.kinds);
        let mut groups: BTreeMap<_, Vec<Entry<'_>>> = BTreeMap::new();
        for (mail, addresses) in &self.kinds {
            for (address, tally) in addresses {
                let mut kind = proof.kind(mail, address, hints);
                let name = mail.strangers().next().filter(|_| kind == SourceKind::Unknown);
                let keyholder = || hints.keyholder(mail).filter(|_| kind == SourceKind::Own);
                let provider = keyholder().or_else(|| mail.provider()).filter(|_| kind.is_own());
                // The same newsletter before and after the domain was authenticated there is one source.
                if provider.is_some_and(|provider| provider.kind() != Kind::Mailbox) {
                    kind = SourceKind::Provider;
                }
                let provider = provider.map(|provider| provider.id());
                let key = (kind, provider, name.map(|domain| domain.suffix(2)));
                groups.entry(key).or_default().push(Entry { mail, address, tally });
            }
        }
        let group = |((kind, provider, name), entries): ((_, Option<&str>, _), _)| Group {
            kind,
            provider: provider.and_then(by_id),
            name,
            entries,
        };
        groups.into_iter().map(group).collect()
    }
}

impl Tally {
    fn note(&mut self, seen: Seen) {
        match self.seen.last_mut().filter(|last| (last.day, last.reporter) == (seen.day, seen.reporter)) {
            Some(last) => last.messages = last.messages.saturating_add(seen.messages),
            None => self.seen.push(seen),
        }
    }
}

impl Hints {
    /// The provider that has the key of an aligned signature that passed.
    fn keyholder(&self, mail: &Mail) -> Option<&'static Provider> {
        let passed = mail.own_signatures().filter(|signature| signature.result == ResultWord::Pass);
        passed.into_iter().filter_map(Signature::key).find_map(|name| by_id(self.keys.get(&name)?))
    }
}

/// What aligned mail shows of all other.
struct Proven<'a> {
    /// The keys of signatures that mail with aligned SPF carries.
    direct: BTreeSet<(&'a Domain, Option<&'a Domain>)>,
    /// The keys of aligned signatures that passed.
    valid: BTreeSet<(&'a Domain, Option<&'a Domain>)>,
    /// The addresses that SPF lets send, each for the policy of one domain.
    addresses: BTreeSet<(Option<&'a Domain>, IpAddr)>,
}

impl<'a> Proven<'a> {
    fn of(kinds: &'a BTreeMap<Mail, BTreeMap<Address, Tally>>) -> Self {
        let key = |signature: &'a Signature| (&signature.domain, signature.selector.as_ref());
        let addresses = |(mail, from): (&'a Mail, &'a BTreeMap<Address, Tally>)| {
            let policy = mail.policy.as_ref();
            from.keys().filter_map(move |address| Some((policy, address.ip?))).collect::<Vec<_>>()
        };
        let sent = || kinds.iter().filter(|(mail, _)| mail.spf_aligned);
        let passed = |signature: &&Signature| signature.result == ResultWord::Pass;
        let signed = kinds.keys().filter(|mail| mail.dkim_aligned);
        Self {
            direct: sent().flat_map(|(mail, _)| mail.own_signatures()).map(key).collect(),
            valid: signed.flat_map(Mail::own_signatures).filter(passed).map(key).collect(),
            addresses: sent().flat_map(addresses).collect(),
        }
    }

    /// Who sends some mail.
    fn kind(&self, mail: &Mail, address: &Address, hints: &Hints) -> SourceKind {
        let signed = |keys: &BTreeSet<(&Domain, Option<&Domain>)>| {
            mail.own_signatures().any(|s| keys.contains(&(&s.domain, s.selector.as_ref())))
        };
        // Servers of a provider send for strangers too, whose envelope shows.
        let is_known = |ip| self.addresses.contains(&(mail.policy.as_ref(), ip)) || hints.own.contains(&ip);
        let is_own = address.ip.is_some_and(is_known) && mail.strangers().next().is_none();
        if mail.spf_aligned {
            SourceKind::Own
        } else if mail.forwarded {
            SourceKind::Forwarder
        } else if is_own {
            SourceKind::Own
        } else if signed(&self.direct) {
            // SPF passes for this mail elsewhere: here somebody handed it on, with the signature whole or broken.
            SourceKind::Forwarder
        } else if let Some(provider) = mail.provider() {
            if hints.strangers.contains(provider.id()) { SourceKind::Unknown } else { SourceKind::Provider }
        } else if mail.dkim_aligned {
            SourceKind::Own
        } else if signed(&self.valid) {
            SourceKind::Forwarder
        } else {
            SourceKind::Unknown
        }
    }
}
