//! Whether a stronger policy is safe: what it would have hit, and whether the reports say enough to tell.

use crate::report::{Answer, Hits, Level, Readiness, Reason, Source, SourceKind};
use crate::sources::{Entry, Group, Seen};
use std::collections::BTreeSet;
use waxseal_core::dmarc::Policy;
use waxseal_core::domain::Domain;
use waxseal_core::report::Fix;

/// The latest days that a decision rests on.
pub const RECENT_DAYS: i64 = 30;
/// How many of them have to have a report.
pub const MIN_DAYS: u64 = 14;
/// How many receivers have to report in them.
pub const MIN_REPORTERS: u64 = 2;
/// How many messages they have to count.
pub const MIN_MESSAGES: u64 = 10;
/// The longest run of days among them without a report.
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
enum Part {
    Domain,
    Subdomains,
    Nonexistent,
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

/// The first of the latest days.
fn since(days: &BTreeSet<i64>) -> i64 {
    days.last().map_or(i64::MAX, |last| last.saturating_sub(RECENT_DAYS - 1))
}

/// Whether mail of a sender failed, and newer reports show that it passes now.
pub(crate) fn is_mended(group: &Group<'_>, days: &BTreeSet<i64>) -> bool {
    let fails = group.entries.iter().any(|entry| !entry.mail.is_aligned());
    fails && lost(group.entries.iter(), since(days)).is_none()
}

/// How many messages of some mail failed in the latest days; `None` where it passes now. What was not seen since it failed is
/// not mended: only newer reports can show that.
fn lost<'a>(entries: impl Iterator<Item = &'a Entry<'a>>, since: i64) -> Option<u64> {
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
        0 => (passed.last <= failed.last).then_some(0),
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

    /// Which part of the domain's mail some mail is; `None` where a record of its own applies, or it is of another domain.
    fn part(&self, entry: &Entry<'_>) -> Option<Part> {
        let from = entry.mail.from.as_ref()?;
        let has_own =
            entry.mail.policy.as_ref().is_some_and(|at| at != self.domain && at.is_within(self.domain));
        if !from.is_within(self.domain) || has_own && from != self.domain {
            return None;
        }
        Some(match from {
            from if from == self.domain => Part::Domain,
            from if self.nonexistent.contains(from) => Part::Nonexistent,
            _ => Part::Subdomains,
        })
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
            let messages = self.lost(policy, group)?;
            Some(Reason::OwnUnaligned { source, messages })
        });
        open.collect()
    }

    /// How many messages of a sender would have been hit in the latest days, where it is not mended.
    fn lost(&self, policy: Policy, group: &Group<'_>) -> Option<u64> {
        lost(group.entries.iter().filter(|entry| self.is_changed(policy, entry)), since(self.days))
    }
    /// What is missing to tell.
    fn too_little(&self, groups: &[Group<'_>]) -> Vec<Reason> {
        let since = since(self.days);
        let recent: Vec<i64> = self.days.iter().copied().filter(|day| *day >= since).collect();
        let seen = || {
            let entries = groups.iter().flat_map(|group| &group.entries);
            entries.flat_map(|entry| &entry.tally.seen).filter(move |seen| seen.day >= since)
        };
        let count = |length: usize| u64::try_from(length).unwrap_or(u64::MAX);
        let days = count(recent.len());
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
    fn add(&mut self, kind: SourceKind, messages: u64) {
        self.messages = self.messages.saturating_add(messages);
        let side = match kind {
            SourceKind::Own | SourceKind::Provider => &mut self.own,
            SourceKind::Forwarder => &mut self.forwarded,
            SourceKind::Unknown => &mut self.unknown,
        };
        *side = side.saturating_add(messages);
    }
}
