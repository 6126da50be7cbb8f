//! Whether a stronger policy is safe: what it would have hit, and whether the reports say enough to tell.

use crate::mail::Mail;
use crate::report::{Answer, Hits, Level, Readiness, Reason, Source, SourceKind};
use crate::sources::{Entry, Group, Seen};
use std::collections::BTreeSet;
use waxseal_core::dmarc::Policy;
use waxseal_core::domain::Domain;
use waxseal_core::report::Fix;

/// The latest days in which no mail of one's own may fail: three weeks, so that a weekly newsletter was there several times.
pub const RECENT_DAYS: i64 = 21;
/// The latest days that are counted. Where mail goes out once a week, reports come as seldom.
pub const EVIDENCE_DAYS: i64 = 120;
/// How many of those have to have a report.
pub const MIN_DAYS: u64 = 14;
/// How many receivers have to report in them.
pub const MIN_REPORTERS: u64 = 2;
/// How many messages they have to count.
pub const MIN_MESSAGES: u64 = 10;
/// The longest run of days without a report among those in which nothing may fail.
pub const MAX_GAP: u64 = 7;
/// How many of a thousand messages of a sender may fail: a receiver's DNS fails now and then.
pub const MAX_LOST_IN_THOUSAND: u64 = 1;
/// From how many days on the newest report is called old.
const STALE_DAYS: u64 = 30;

/// What a decision rests on.
pub(crate) struct Ground<'a> {
    /// The domain whose policy it is.
    pub(crate) domain: &'a Domain,
    /// What the policy asks today of the domain, of subdomains and of those that do not exist.
    pub(crate) today: [Policy; 3],
    /// Subdomains that do not exist.
    pub(crate) nonexistent: &'a BTreeSet<Domain>,
    /// The days that have a report.
    pub(crate) days: &'a BTreeSet<i64>,
    /// Whether DNS was asked.
    pub(crate) is_asked: bool,
    /// The day of the check.
    pub(crate) day: i64,
    /// The records of the next policy.
    pub(crate) policy: Vec<Fix>,
}

/// The part of a domain's mail that one tag of the policy is about.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Domain,
    Subdomains,
    Nonexistent,
}

/// Which part of the domain's mail some mail is; `None` where a record of its own applies, or it is of another domain.
pub(crate) fn part(mail: &Mail, domain: &Domain, nonexistent: &BTreeSet<Domain>) -> Option<Part> {
    let from = mail.from.as_ref()?;
    let has_own = mail.policy.as_ref().is_some_and(|at| at != domain && at.is_within(domain));
    if !from.is_within(domain) || has_own && from != domain {
        return None;
    }
    Some(match from {
        from if from == domain => Part::Domain,
        from if nonexistent.contains(from) => Part::Nonexistent,
        _ => Part::Subdomains,
    })
}

/// Decides, for quarantine and for reject.
pub(crate) fn readiness(ground: Ground<'_>, groups: &[Group<'_>], sources: &[Source]) -> Readiness {
    let quarantine = ground.level(Policy::Quarantine, groups);
    let reject = ground.level(Policy::Reject, groups);
    let next = if quarantine.answer == Answer::InForce { &reject } else { &quarantine };
    let open = next.reasons.iter().find_map(|reason| match reason {
        Reason::OwnUnaligned { source, .. } => sources.get(*source),
        _ => None,
    });
    let age = ground.days.last().map_or(0, |last| ground.day.saturating_sub(*last));
    let next = match (next.answer, open) {
        (Answer::Yes, _) => ground.policy,
        (_, Some(source)) => first_cure(source),
        _ => Vec::new(),
    };
    let stale = u64::try_from(age).ok().filter(|age| *age > STALE_DAYS);
    Readiness { quarantine, reject, next, stale }
}

/// The first of the latest days, so many of them.
fn since(days: &BTreeSet<i64>, count: i64) -> i64 {
    days.last().map_or(i64::MAX, |last| last.saturating_sub(count - 1))
}

/// Which senders failed, while newer reports show that they pass now, in the order of the groups.
pub(crate) fn mended(groups: &[Group<'_>], days: &BTreeSet<i64>) -> Vec<bool> {
    let is_mended = |group: &Group<'_>| {
        let fails = group.entries.iter().any(|entry| !entry.mail.is_aligned());
        let since = since(days, RECENT_DAYS);
        fails
            && group.kind.is_own()
            && lost(group.entries.iter(), passed_last(group, groups), since).is_none()
    };
    groups.iter().map(is_mended).collect()
}

/// The last day on which mail of a sender passed. Once a provider signs as the domain, its mail is no longer told from other mail
/// of the domain's by what it vouches for, but by whose the key is.
fn passed_last(group: &Group<'_>, groups: &[Group<'_>]) -> Option<i64> {
    let is_same = |other: &&Group<'_>| {
        let is_of_provider = group.provider.is_some() && other.provider == group.provider;
        other.kind.is_own() && (is_of_provider || std::ptr::eq(*other, group))
    };
    let entries = groups.iter().filter(is_same).flat_map(|group| &group.entries);
    let passed = entries.filter(|entry| entry.mail.is_aligned());
    passed.flat_map(|entry| &entry.tally.seen).map(|seen| seen.day).max()
}

/// How many messages of some mail failed in the latest days; `None` where it passes now. What was not seen since it failed is
/// not mended: only newer reports can show that.
fn lost<'a>(
    entries: impl Iterator<Item = &'a Entry<'a>>,
    passed_last: Option<i64>,
    since: i64,
) -> Option<u64> {
    let (mut failed, mut passed) = (Failures::default(), Failures::default());
    for entry in entries {
        let side = if entry.mail.is_aligned() { &mut passed } else { &mut failed };
        entry.tally.seen.iter().for_each(|seen| side.add(*seen, since));
    }
    let is_noise = |failed: u64, all: u64| {
        u128::from(failed) * 1000 <= u128::from(all) * u128::from(MAX_LOST_IN_THOUSAND)
    };
    if failed.all == 0 || is_noise(failed.all, failed.all.saturating_add(passed.all)) {
        return None;
    }
    match failed.recent {
        0 => (passed_last <= failed.last).then_some(0),
        recent if is_noise(recent, recent.saturating_add(passed.recent)) => None,
        recent => Some(recent),
    }
}

/// What mends a sender first.
fn first_cure(source: &Source) -> Vec<Fix> {
    source
        .diagnosis
        .iter()
        .map(|found| &found.fixes)
        .find(|fixes| !fixes.is_empty())
        .cloned()
        .unwrap_or_default()
}

impl Ground<'_> {
    fn level(&self, policy: Policy, groups: &[Group<'_>]) -> Level {
        let mut level = Level::default();
        for group in groups {
            for entry in group.entries.iter().filter(|entry| !entry.mail.is_aligned()) {
                let hits = match self.part(entry) {
                    Some(Part::Domain) => &mut level.domain,
                    Some(Part::Subdomains) => &mut level.subdomains,
                    Some(Part::Nonexistent) => &mut level.nonexistent,
                    None => continue,
                };
                hits.add(group.kind, entry.tally.messages);
            }
        }
        let is_in_force = self.today.iter().all(|today| *today >= policy);
        if is_in_force {
            level.answer = Answer::InForce;
            return level;
        }
        level.reasons = self.open(policy, groups);
        if !level.reasons.is_empty() {
            level.answer = Answer::No;
            level.reasons.extend(self.step_before(policy));
            return level;
        }
        level.reasons = self.too_little(groups);
        level.answer = match (level.reasons.is_empty(), self.step_before(policy)) {
            (false, _) => Answer::CannotTell,
            (true, Some(before)) => {
                level.reasons.push(before);
                Answer::No
            }
            (true, None) => Answer::Yes,
        };
        level
    }

    fn part(&self, entry: &Entry<'_>) -> Option<Part> {
        part(entry.mail, self.domain, self.nonexistent)
    }

    /// Whether some mail is asked more of then.
    fn is_changed(&self, policy: Policy, entry: &Entry<'_>) -> bool {
        let [domain, subdomains, nonexistent] = self.today;
        self.part(entry).is_some_and(|part| match part {
            Part::Domain => domain < policy,
            Part::Subdomains => subdomains < policy,
            Part::Nonexistent => nonexistent < policy,
        })
    }

    /// Those of the owner's whose mail would be hit.
    fn open(&self, policy: Policy, groups: &[Group<'_>]) -> Vec<Reason> {
        let own = groups.iter().enumerate().filter(|(_, group)| group.kind.is_own());
        let open = own.filter_map(|(source, group)| {
            let changed = group.entries.iter().filter(|entry| self.is_changed(policy, entry));
            let messages = lost(changed, passed_last(group, groups), since(self.days, RECENT_DAYS))?;
            Some(Reason::OwnUnaligned { source, messages })
        });
        open.collect()
    }

    /// What is missing to tell.
    fn too_little(&self, groups: &[Group<'_>]) -> Vec<Reason> {
        let (since, recent) = (since(self.days, EVIDENCE_DAYS), since(self.days, RECENT_DAYS));
        // A gap at the beginning is one as well.
        let before = self.days.range(..recent).next_back();
        let recent: Vec<i64> = before.into_iter().chain(self.days.range(recent..)).copied().collect();
        let seen = || {
            let entries = groups.iter().flat_map(|group| &group.entries);
            entries.flat_map(|entry| &entry.tally.seen).filter(move |seen| seen.day >= since)
        };
        let count = |length: usize| u64::try_from(length).unwrap_or(u64::MAX);
        let days = count(self.days.range(since..).count());
        let reporters = count(seen().map(|seen| seen.reporter).collect::<BTreeSet<_>>().len());
        let messages = seen().fold(0_u64, |sum, seen| sum.saturating_add(seen.messages));
        let pairs = recent.iter().zip(recent.iter().skip(1));
        let gap = u64::try_from(pairs.map(|(one, next)| next - one - 1).max().unwrap_or(0)).unwrap_or(0);
        let mut reasons = Vec::new();
        if days < MIN_DAYS {
            reasons.push(Reason::FewDays { days, least: MIN_DAYS });
        }
        if reporters < MIN_REPORTERS {
            reasons.push(Reason::FewReporters { reporters, least: MIN_REPORTERS });
        }
        if messages < MIN_MESSAGES {
            reasons.push(Reason::FewMessages { messages, least: MIN_MESSAGES });
        }
        if gap > MAX_GAP {
            reasons.push(Reason::Gap { days: gap, most: MAX_GAP });
        }
        if !self.is_asked {
            reasons.push(Reason::NotAsked);
        }
        reasons
    }

    /// The step that comes before a policy on the ladder.
    fn step_before(&self, policy: Policy) -> Option<Reason> {
        let [domain, ..] = self.today;
        let is_far = policy == Policy::Reject && domain < Policy::Quarantine;
        is_far.then_some(Reason::StepBefore { policy: Policy::Quarantine })
    }
}

/// Messages of a sender, all and of the latest days.
#[derive(Clone, Copy, Default)]
struct Failures {
    all: u64,
    recent: u64,
    last: Option<i64>,
}

impl Failures {
    fn add(&mut self, seen: Seen, since: i64) {
        self.all = self.all.saturating_add(seen.messages);
        if seen.day >= since {
            self.recent = self.recent.saturating_add(seen.messages);
        }
        self.last = self.last.max(Some(seen.day));
    }
}

impl Hits {
    pub(crate) fn add(&mut self, kind: SourceKind, messages: u64) {
        self.messages = self.messages.saturating_add(messages);
        let side = match kind {
            SourceKind::Own | SourceKind::Provider => &mut self.own,
            SourceKind::Forwarder => &mut self.forwarded,
            SourceKind::Unknown => &mut self.unknown,
        };
        *side = side.saturating_add(messages);
    }
}
