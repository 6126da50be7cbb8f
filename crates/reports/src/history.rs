//! The policies that reporters found, gathered one report after the other.

use crate::aggregate::{PolicyPublished, policy_of};
use crate::report::{PolicyHistory, PublishedPolicy};
use crate::summary::day_name;
use waxseal_core::dmarc::{Mode, Policy, Record};

/// The most different policies that are told apart.
pub const MAX_POLICIES: usize = 50;

/// A policy, and the days on which it was found.
#[derive(Clone, Debug, Default)]
struct Found {
    policy: PublishedPolicy,
    first: Option<i64>,
    last: Option<i64>,
}

/// The policies of a set.
#[derive(Clone, Debug, Default)]
pub(crate) struct Policies(Vec<Found>);

impl Policies {
    /// Adds that of a report on a day.
    pub(crate) fn add(&mut self, published: &PolicyPublished, day: Option<i64>) {
        let policy = read(published);
        let is_it = |found: &Found| PublishedPolicy { reports: 0, ..found.policy.clone() } == policy;
        let at = self.0.iter().position(is_it).unwrap_or(self.0.len());
        if at == self.0.len() && at < MAX_POLICIES {
            self.0.push(Found { policy, ..Found::default() });
        }
        let Some(found) = self.0.get_mut(at) else { return };
        found.policy.reports += 1;
        found.first = found.first.into_iter().chain(day).min();
        found.last = found.last.into_iter().chain(day).max();
    }

    /// All of them beside the record of today.
    pub(crate) fn history(&self, today: Option<&Record>) -> PolicyHistory {
        let mut found = self.0.clone();
        waxseal_core::sorting::sort_by_key(&mut found, |found| (found.first, found.last));
        let latest = self.latest();
        PolicyHistory {
            published: found
                .into_iter()
                .map(|Found { policy, first, last }| PublishedPolicy {
                    first: first.map(day_name),
                    last: last.map(day_name),
                    ..policy
                })
                .collect(),
            today: today.map(|record| record.text.clone()),
            changed: latest.zip(today).map(|(then, now)| asks(then) != asked(now)),
        }
    }

    fn latest(&self) -> Option<&PublishedPolicy> {
        let found = self.0.iter().max_by_key(|found| found.last)?;
        Some(&found.policy)
    }

    /// Whether the latest one asks for the very domain, by signature and by SPF.
    pub(crate) fn strictness(&self) -> [bool; 2] {
        self.latest().map_or([false; 2], |latest| asks(latest).1)
    }

    /// What the latest one asks of the domain itself, of its subdomains and of those that do not exist.
    pub(crate) fn asked(&self) -> [Policy; 3] {
        self.latest().map_or([Policy::None; 3], |latest| asks(latest).0)
    }
}

fn read(published: &PolicyPublished) -> PublishedPolicy {
    let word =
        |text: &Option<String>| text.as_deref().filter(|text| !text.is_empty()).map(str::to_ascii_lowercase);
    PublishedPolicy {
        p: word(&published.p),
        sp: word(&published.sp),
        np: word(&published.np),
        adkim: word(&published.adkim),
        aspf: word(&published.aspf),
        // All of the mail is what a record without it asks for, and RFC 9990 has no word for it.
        pct: word(&published.pct).filter(|pct| pct != "100"),
        testing: word(&published.testing),
        ..PublishedPolicy::default()
    }
}

/// What a policy asks for, and whether it asks for the very domain, by signature and by SPF.
type Asked = ([Policy; 3], [bool; 2]);

fn asks(published: &PublishedPolicy) -> Asked {
    let is_strict = |mode: &Option<String>| mode.as_deref() == Some("s");
    let p = policy_of(published.p.as_deref()).unwrap_or(Policy::None);
    // Most reporters write the policy for subdomains also where the record has none, and some leave out `np`.
    let sp = policy_of(published.sp.as_deref()).unwrap_or(p);
    let np = policy_of(published.np.as_deref()).unwrap_or(sp);
    let testing = published.testing.as_deref() == Some("y");
    let applied = |policy: Policy| if testing { policy.weakened() } else { policy };
    ([p, sp, np].map(applied), [is_strict(&published.adkim), is_strict(&published.aspf)])
}

fn asked(record: &Record) -> Asked {
    (record.asked(), [record.adkim, record.aspf].map(|mode| mode == Mode::Strict))
}
