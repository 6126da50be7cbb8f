//! The figures of a source, counted from its mail.

use crate::report::{Figures, SeenBy, SeenIdentifier, Source, Strict};
use crate::sources::{Entry, Group};
use std::collections::{BTreeMap, BTreeSet};
use waxseal_core::dmarc::Alignment;
use waxseal_core::domain::Domain;
use waxseal_core::evidence::ResultWord;
use waxseal_core::sorting::sort_by;
use waxseal_core::time::Timestamp;

/// The most addresses, domains, reporters or identifiers of one source that are listed.
pub const MAX_LISTED: usize = 50;
const DAY: i64 = 86_400;

/// Messages, and those of them that passed.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Count {
    pub(crate) messages: u64,
    pub(crate) aligned: u64,
}

impl Count {
    pub(crate) fn add(&mut self, messages: u64, is_aligned: bool) {
        self.messages = self.messages.saturating_add(messages);
        self.aligned = self.aligned.saturating_add(if is_aligned { messages } else { 0 });
    }
}

/// A day as it is written.
pub(crate) fn day_name(day: i64) -> String {
    Timestamp(day.saturating_mul(DAY)).to_string().chars().take(10).collect()
}

/// Figures by name, most messages first.
pub(crate) fn largest<K: ToString>(counts: BTreeMap<K, Count>, most: usize) -> Vec<Figures> {
    let mut all = figures(counts);
    sort_by(&mut all, |one, other| other.messages.cmp(&one.messages));
    all.truncate(most);
    all
}

fn figures<K: ToString>(counts: BTreeMap<K, Count>) -> Vec<Figures> {
    let one = |(name, Count { messages, aligned }): (K, Count)| Figures {
        name: name.to_string(),
        messages,
        aligned,
    };
    counts.into_iter().map(one).collect()
}

/// Figures by day, in order.
pub(crate) fn by_day<'a>(entries: impl Iterator<Item = Entry<'a>>) -> Vec<Figures> {
    let mut days: BTreeMap<i64, Count> = BTreeMap::new();
    for entry in entries {
        for seen in &entry.tally.seen {
            days.entry(seen.day).or_default().add(seen.messages, entry.mail.is_aligned());
        }
    }
    figures(days.into_iter().map(|(day, count)| (day_name(day), count)).collect())
}

/// Figures by From domain.
pub(crate) fn by_domain<'a>(entries: impl Iterator<Item = Entry<'a>>) -> Vec<Figures> {
    let mut domains: BTreeMap<String, Count> = BTreeMap::new();
    for entry in entries {
        let from = entry.mail.from.as_ref().map(ToString::to_string).unwrap_or_default();
        domains.entry(from).or_default().add(entry.tally.messages, entry.mail.is_aligned());
    }
    largest(domains, MAX_LISTED)
}

/// What strict alignment would have done to some mail.
pub(crate) fn strict<'a>(entries: impl Iterator<Item = Entry<'a>>) -> Strict {
    let mut strict = Strict::default();
    for Entry { mail, tally, .. } in entries.filter(|entry| entry.mail.is_aligned()) {
        let side = if mail.passes_strictly() { &mut strict.aligned } else { &mut strict.lost };
        *side = side.saturating_add(tally.messages);
    }
    strict
}

/// A source with its figures, before anything is asked of DNS. `reporters` has each name with its place in the report.
pub(crate) fn source(group: &Group<'_>, reporters: &[(&str, usize)]) -> Source {
    let entries = || group.entries.iter().copied();
    let sum = |is_so: fn(&Entry<'_>) -> bool| {
        entries().filter(is_so).fold(0_u64, |sum, entry| sum.saturating_add(entry.tally.messages))
    };
    let last = |is_aligned: bool| {
        let meant = entries().filter(|entry| entry.mail.is_aligned() == is_aligned);
        meant.flat_map(|entry| &entry.tally.seen).map(|seen| seen.day).max().map(day_name)
    };
    let seen = seen(entries(), reporters);
    let addresses: BTreeSet<_> = entries().map(|entry| entry.address).collect();
    Source {
        provider: group.provider,
        kind: group.kind,
        name: group.name.clone(),
        messages: sum(|_| true),
        aligned: sum(|entry| entry.mail.is_aligned()),
        dkim_aligned: sum(|entry| entry.mail.dkim_aligned),
        spf_aligned: sum(|entry| entry.mail.spf_aligned),
        addresses: addresses.len(),
        first_seen: entries().filter_map(|entry| entry.tally.first).min(),
        last_seen: entries().filter_map(|entry| entry.tally.last).max(),
        last_failed: last(false),
        last_passed: last(true),
        mended: false,
        by_address: by_address(entries()),
        by_domain: by_domain(entries()),
        by_reporter: by_reporter(&seen, reporters),
        by_day: by_day(entries()),
        identifiers: identifiers(entries()),
        seen,
        diagnosis: Vec::new(),
        today: None,
        cured: None,
    }
}

fn by_address<'a>(entries: impl Iterator<Item = Entry<'a>>) -> Vec<Figures> {
    let mut addresses: BTreeMap<String, Count> = BTreeMap::new();
    for Entry { mail, address, tally } in entries {
        let name = address.ip.map_or_else(|| address.text.clone(), |ip| ip.to_string());
        addresses.entry(name).or_default().add(tally.messages, mail.is_aligned());
    }
    largest(addresses, MAX_LISTED)
}

/// Mail by day and reporter.
fn seen<'a>(entries: impl Iterator<Item = Entry<'a>>, reporters: &[(&str, usize)]) -> Vec<SeenBy> {
    let mut counts: BTreeMap<(i64, usize), Count> = BTreeMap::new();
    for entry in entries {
        for seen in &entry.tally.seen {
            counts.entry((seen.day, seen.reporter)).or_default().add(seen.messages, entry.mail.is_aligned());
        }
    }
    let place = |reporter: usize| reporters.get(reporter).map_or(usize::MAX, |(_, place)| *place);
    let one = |((day, reporter), count): ((i64, usize), Count)| {
        let Count { messages, aligned } = count;
        SeenBy { day, reporter: place(reporter), messages, aligned }
    };
    counts.into_iter().map(one).collect()
}

fn by_reporter(seen: &[SeenBy], reporters: &[(&str, usize)]) -> Vec<Figures> {
    let names: BTreeMap<usize, &str> = reporters.iter().map(|(name, place)| (*place, *name)).collect();
    let mut counts: BTreeMap<&str, Count> = BTreeMap::new();
    for one in seen {
        let count = counts.entry(names.get(&one.reporter).copied().unwrap_or_default()).or_default();
        count.messages = count.messages.saturating_add(one.messages);
        count.aligned = count.aligned.saturating_add(one.aligned);
    }
    largest(counts, MAX_LISTED)
}

fn identifiers<'a>(entries: impl Iterator<Item = Entry<'a>>) -> Vec<SeenIdentifier> {
    let mut counts: BTreeMap<(bool, &Domain, Option<&Domain>, &ResultWord), u64> = BTreeMap::new();
    for Entry { mail, tally, .. } in entries {
        let signed = mail.signatures.iter().map(|s| (false, &s.domain, s.selector.as_ref(), &s.result));
        let sent = mail.spf.iter().map(|spf| (true, &spf.domain, None, &spf.result));
        for key in signed.chain(sent) {
            let count = counts.entry(key).or_default();
            *count = count.saturating_add(tally.messages);
        }
    }
    let one = |((is_spf, domain, selector, result), messages): ((bool, &Domain, Option<&Domain>, _), u64)| {
        let result: &ResultWord = result;
        SeenIdentifier {
            mechanism: if is_spf { Alignment::Spf } else { Alignment::Dkim },
            domain: domain.clone(),
            selector: selector.cloned(),
            result: result.clone(),
            messages,
            key_today: None,
        }
    };
    let mut all: Vec<SeenIdentifier> = counts.into_iter().map(one).collect();
    sort_by(&mut all, |one, other| other.messages.cmp(&one.messages));
    all.truncate(MAX_LISTED);
    all
}
