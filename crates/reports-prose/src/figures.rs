//! The figures of a set alone, for a forum or a colleague: no domain, no address and no reporter is named.

use crate::page::Verdict;
use crate::{SourceName, Words, words};
use waxseal_core::dmarc::Policy;
use waxseal_prose::Lang;
use waxseal_reports::report::{ReportsReport, Source, SourceKind};

/// The most senders that have a line.
const MAX_SENDERS: usize = 20;

/// The figures as lines of text. Of senders only services of the catalogue are named.
#[must_use]
pub fn figures(lang: Lang, report: &ReportsReport) -> String {
    let words = words(lang);
    let mut lines = vec![(words.headline)(None, report.aligned, report.messages), (words.period)(report)];
    lines.push((words.unaligned)(report.sources.iter().filter(|source| source.is_open()).count()));
    let known = report.sources.iter().filter(|source| source.kind != SourceKind::Unknown);
    let line = |source: &Source| share(words, &name(words, source), source.aligned, source.messages);
    lines.extend(known.take(MAX_SENDERS).map(line));
    let unknown = report.sources.iter().filter(|source| source.kind == SourceKind::Unknown);
    let (aligned, messages) = unknown.fold((0_u64, 0_u64), |(aligned, messages), source| {
        (aligned.saturating_add(source.aligned), messages.saturating_add(source.messages))
    });
    if messages > 0 {
        lines.push(share(words, (words.page.verdict)(Verdict::Unknown), aligned, messages));
    }
    if let Some(readiness) = &report.readiness {
        let levels = [(Policy::Quarantine, &readiness.quarantine), (Policy::Reject, &readiness.reject)];
        lines.extend(
            levels.map(|(policy, level)| {
                format!("p={}: {}", policy.as_str(), (words.page.answer)(level.answer))
            }),
        );
    }
    lines.join("\n")
}

fn name(words: &Words, source: &Source) -> String {
    let name = source.provider.map(|provider| provider.name());
    (words.source)(&SourceName { kind: source.kind, name, passes: source.aligned > 0 })
}

fn share(words: &Words, name: &str, aligned: u64, messages: u64) -> String {
    format!("- {name}: {}", (words.page.share)(aligned, messages))
}
