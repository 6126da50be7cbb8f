//! The figures of a set alone, for a forum or a colleague: no domain, no address and no reporter is named. They are copied as text, or
//! stand in a link, whole and in letters that a person can read, and whoever opens it is told that nothing was checked.

mod link;

use crate::lines::called;
use crate::page::Verdict;
use crate::{SourceName, Words, words};
use waxseal_core::dmarc::Policy;
use waxseal_core::providers::Provider;
use waxseal_prose::Lang;
use waxseal_reports::report::{Answer, Period, ReportsReport, SourceKind};

/// The most senders that have a line.
const MAX_SENDERS: usize = 20;
/// The policies that are answered for, in this order.
pub(crate) const POLICIES: [Policy; 2] = [Policy::Quarantine, Policy::Reject];

/// The figures of a set.
#[derive(Clone, Debug, PartialEq)]
pub struct Shared {
    /// The period.
    pub(crate) period: Period,
    /// How many report.
    pub(crate) reporters: usize,
    /// The messages.
    pub(crate) messages: u64,
    /// Those that passed DMARC.
    pub(crate) aligned: u64,
    /// How many of the owner's senders are not aligned.
    pub(crate) open: usize,
    /// Whether each policy is safe.
    pub(crate) answers: Option<[Answer; 2]>,
    /// Who sends; those whom nobody knows are one.
    pub(crate) senders: Vec<Sender>,
}

/// A sender of whom only a service of the catalogue is named.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Sender {
    pub(crate) kind: SourceKind,
    pub(crate) provider: Option<&'static Provider>,
    pub(crate) messages: u64,
    pub(crate) aligned: u64,
    /// Whether mail of it failed, and newer reports show that it passes now.
    pub(crate) mended: bool,
}

impl Shared {
    /// Those of a report.
    #[must_use]
    pub fn of(report: &ReportsReport) -> Self {
        let is_known = |kind: SourceKind| kind != SourceKind::Unknown;
        let known = report.sources.iter().filter(|source| is_known(source.kind)).map(|source| Sender {
            kind: source.kind,
            provider: source.provider,
            messages: source.messages,
            aligned: source.aligned,
            mended: source.mended,
        });
        let mut senders: Vec<Sender> = known.take(MAX_SENDERS).collect();
        let unknown = report.sources.iter().filter(|source| !is_known(source.kind));
        let (aligned, messages) = unknown.fold((0_u64, 0_u64), |(aligned, messages), source| {
            (aligned.saturating_add(source.aligned), messages.saturating_add(source.messages))
        });
        if messages > 0 {
            let kind = SourceKind::Unknown;
            senders.push(Sender { kind, provider: None, messages, aligned, mended: false });
        }
        Self {
            period: report.period.clone(),
            reporters: report.reporters.len(),
            messages: report.messages,
            aligned: report.aligned,
            open: report.sources.iter().filter(|source| source.is_open()).count(),
            answers: report.readiness.as_ref().map(|found| [found.quarantine.answer, found.reject.answer]),
            senders,
        }
    }

    /// The figures as lines of text.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let words = words(lang);
        let mut lines = vec![
            (words.headline)(None, self.aligned, self.messages),
            (words.period)(&self.period, self.reporters),
            (words.unaligned)(self.open),
        ];
        let share = |one: &Sender| (words.page.share)(one.aligned, one.messages);
        lines.extend(self.senders.iter().map(|one| format!("- {}: {}", one.name(words), share(one))));
        for (policy, answer) in POLICIES.into_iter().zip(self.answers.into_iter().flatten()) {
            lines.push(format!("p={}: {}", policy.as_str(), (words.page.answer)(answer)));
        }
        lines.join("\n")
    }
}

impl Sender {
    pub(crate) fn name(&self, words: &Words) -> String {
        if self.kind == SourceKind::Unknown {
            return (words.page.verdict)(Verdict::Unknown).to_owned();
        }
        let name = self.provider.map(|provider| called(words, provider));
        (words.source)(&SourceName { kind: self.kind, name: name.as_deref(), passes: self.aligned > 0 })
    }
}
