//! What is said of a part of a set, whatever it is written into.

use crate::{SourceName, TriedOutcome, Words};
use std::collections::BTreeMap;
use std::net::IpAddr;
use waxseal_core::providers::Provider;
use waxseal_reports::oddity::Oddity;
use waxseal_reports::report::{
    Figures, FileReport, Level, NamedAddress, Reason, ReportsReport, Source, WhatIf,
};

/// The most senders that are named of those with more or less mail that would pass.
const MAX_CHANGED: usize = 20;
/// The most names of keys in a line.
const MAX_KEYS: usize = 5;

/// The name of a source, and what it is.
pub(crate) fn name(words: &Words, source: &Source) -> String {
    let provider = source.provider.map(|provider| called(words, provider));
    let name = provider.or_else(|| source.name.as_ref().map(ToString::to_string));
    let (kind, name, passes) = (source.kind, name.as_deref(), source.aligned > 0);
    (words.source)(&SourceName { kind, name, passes })
}

/// What a provider is called, behind the one by whose servers it sends.
pub(crate) fn called(words: &Words, provider: &Provider) -> String {
    let own = provider.name();
    provider.upon().map_or_else(|| own.to_owned(), |upon| (words.used_by)(upon.name(), own))
}

/// What an address is called, where that was asked for.
pub(crate) fn named<'r>(report: &'r ReportsReport, address: &Figures) -> Option<&'r NamedAddress> {
    let ip: IpAddr = address.name.parse().ok()?;
    report.names.iter().find(|named| named.ip == ip)
}

/// Whether a sender of the owner's failed, and passes now.
pub(crate) const fn is_mended(source: &Source) -> bool {
    source.mended && source.kind.is_own()
}

/// What is said of a source besides its causes.
pub(crate) fn remarks(words: &Words, source: &Source) -> Vec<String> {
    if is_mended(source) {
        return vec![(words.mended)(source.last_failed.as_deref().unwrap_or("?"))];
    }
    let mut lines = Vec::new();
    if let Some(cured) = source.cured.as_ref().filter(|cured| cured.aligned > 0) {
        lines.push(format!("→ {}", (words.cured)(cured)));
    }
    let failed = source.messages > source.aligned;
    let is_other = |today: u64, messages: u64| {
        // What is judged again may be a part of all.
        u128::from(today) * u128::from(source.messages) != u128::from(source.aligned) * u128::from(messages)
    };
    if let Some(today) = source.today.as_ref().filter(|now| failed || is_other(now.aligned, now.messages)) {
        lines.push((words.today)(today));
    }
    lines.extend(keys_gone(words, source));
    lines
}

/// The keys of the owner that signed and are not in DNS any more.
fn keys_gone(words: &Words, source: &Source) -> Option<String> {
    let gone = source.identifiers.iter().filter(|seen| seen.key_today == Some(false));
    let gone: Vec<String> = gone
        .filter_map(|seen| Some(format!("{}._domainkey.{}", seen.selector.as_ref()?, seen.domain)))
        .collect();
    if gone.is_empty() || !source.kind.is_own() {
        return None;
    }
    let more = gone.len().saturating_sub(MAX_KEYS);
    let more = if more > 0 { format!(" … +{more}") } else { String::new() };
    let first: Vec<String> = gone.into_iter().take(MAX_KEYS).collect();
    Some((words.keys_gone)(&(first.join(", ") + &more)))
}

/// What a policy would have hit below the domain, and what speaks against it.
pub(crate) fn level_lines(words: &Words, report: &ReportsReport, level: &Level) -> Vec<String> {
    let parts = [&level.subdomains, &level.nonexistent].into_iter().zip([true, false]);
    let parts = parts.filter(|(hits, _)| hits.messages > 0);
    let mut lines: Vec<String> = parts.map(|(hits, is_there)| (words.below)(hits, is_there)).collect();
    for reason in &level.reasons {
        let source = match reason {
            Reason::OwnUnaligned { source, .. } => report.sources.get(*source),
            _ => None,
        };
        let name = source.map(|source| name(words, source)).unwrap_or_default();
        lines.push((words.reason)(reason, &name));
    }
    lines
}

/// What would become of the mail under records that are tried.
pub(crate) fn what_if_lines(words: &Words, report: &ReportsReport, tried: &WhatIf) -> Vec<String> {
    let record = |kind: &str, text: &Option<String>| {
        let text = text.as_deref()?;
        Some(format!("{kind}: {}", if text.is_empty() { "–" } else { text }))
    };
    let mut lines: Vec<String> =
        record("DMARC", &tried.dmarc).into_iter().chain(record("SPF", &tried.spf)).collect();
    if tried.dmarc.is_some() && !tried.is_dmarc {
        lines.push(words.not_dmarc.to_owned());
    }
    lines.push((words.would_pass)(tried, report.aligned));
    for (outcome, hits) in [
        (TriedOutcome::Lost, &tried.lost),
        (TriedOutcome::Gained, &tried.gained),
        (TriedOutcome::Quarantined, &tried.quarantined),
        (TriedOutcome::Rejected, &tried.rejected),
    ] {
        lines.extend((hits.messages > 0).then(|| (words.outcome)(outcome, hits)));
    }
    let changed = tried.sources.iter().take(MAX_CHANGED);
    let changed = changed.filter_map(|one| Some((report.sources.get(one.source)?, one.aligned)));
    lines.extend(changed.map(|(source, aligned)| {
        (words.of_sender)(&name(words, source), [aligned, source.messages, source.aligned])
    }));
    lines.extend((tried.not_judged > 0).then(|| (words.not_judged)(tried.not_judged)));
    lines
}

/// How many files were read, and which of them do not count.
pub(crate) fn file_lines(words: &Words, files: &[FileReport]) -> Vec<String> {
    let count = |is_so: fn(&FileReport) -> bool| files.iter().filter(|file| is_so(file)).count();
    let mut lines = vec![(words.files)(count(|file| file.kind.is_some()), files.len())];
    let twice = count(|file| file.duplicate_of.is_some());
    if twice > 0 {
        lines.push((words.duplicates)(twice));
    }
    let other = count(|file| file.other_domain);
    if other > 0 {
        lines.push((words.other_domain)(other));
    }
    let other = count(|file| file.other_reporter);
    if other > 0 {
        lines.push((words.other_reporter)(other));
    }
    lines
}

/// The files that could not be read, or only in part, and why.
pub(crate) fn unread(words: &Words, files: &[FileReport]) -> Vec<(String, String)> {
    let why = |file: &FileReport| Some((path(file), (words.unread)(file.error.as_ref()?)));
    files.iter().filter_map(why).collect()
}

/// What reporters did wrong, by kind: how many reports, and one of them.
pub(crate) fn faults(words: &Words, files: &[FileReport]) -> Vec<String> {
    let mut kinds: BTreeMap<Oddity, (usize, &str)> = BTreeMap::new();
    for file in files {
        for found in file.oddities.iter().filter(|found| found.code.is_of_substance()) {
            let kind = kinds.entry(found.code).or_insert((0, file.reporter.as_deref().unwrap_or("?")));
            kind.0 += 1;
        }
    }
    let line = |(oddity, (count, reporter))| format!("{}: {count} ({reporter})", (words.oddity)(oddity));
    kinds.into_iter().map(line).collect()
}

fn path(file: &FileReport) -> String {
    file.entry.as_ref().map_or_else(|| file.name.clone(), |entry| format!("{}/{entry}", file.name))
}
