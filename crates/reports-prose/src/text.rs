//! A set of reports as lines of text, for a terminal.

use crate::{TlsLine, Words, day, in_hundred, words};
use std::collections::BTreeMap;
use waxseal_core::escaping::shown_in_line;
use waxseal_prose::Lang;
use waxseal_reports::oddity::Oddity;
use waxseal_reports::report::{FileReport, ReportsReport};

/// The most lines of one kind; the JSON has all.
const MAX_LINES: usize = 20;

/// The whole set.
#[must_use]
pub fn reports(lang: Lang, report: &ReportsReport) -> String {
    let words = words(lang);
    let mut out = Lines::default();
    out.line(0, &(words.headline)(report));
    out.line(0, &(words.period)(report));
    if report.domains.len() > 1 && report.domain.is_none() {
        out.line(0, &(words.domains)(report.domains.len()));
    }
    senders(words, &mut out, report);
    reporters(words, &mut out, report);
    tls(words, &mut out, report);
    if !report.failures.is_empty() {
        out.line(0, &(words.failures)(report.failures.len()));
    }
    files(words, &mut out, report);
    out.text
}

/// Lines in the making.
#[derive(Default)]
struct Lines {
    text: String,
}

impl Lines {
    /// One line, so far in. What strangers wrote cannot end it.
    fn line(&mut self, depth: usize, text: &str) {
        self.text.push_str(&"  ".repeat(depth));
        self.text.push_str(&shown_in_line(text));
        self.text.push('\n');
    }

    /// The first of some lines, and how many are left out.
    fn some<T>(&mut self, depth: usize, items: &[T], line: impl Fn(&T) -> String) {
        items.iter().take(MAX_LINES).for_each(|item| self.line(depth, &line(item)));
        if let Some(more) = items.len().checked_sub(MAX_LINES).filter(|more| *more > 0) {
            self.line(depth, &format!("… +{more}"));
        }
    }
}

fn senders(words: &Words, out: &mut Lines, report: &ReportsReport) {
    if report.sources.is_empty() {
        return;
    }
    out.line(0, &format!("{}:", words.senders));
    out.some(1, &report.sources, |source| {
        let provider = source.provider.map(|provider| provider.name.to_owned());
        let name = provider.or_else(|| source.name.as_ref().map(ToString::to_string));
        let name = name.map_or_else(String::new, |name| format!("{name}, "));
        let (first, last) = (day(source.first_seen), day(source.last_seen));
        let (aligned, all) = (source.aligned, source.messages);
        format!("{name}{}: {aligned}/{all} aligned, {first} – {last}", (words.source)(source.kind))
    });
}

fn reporters(words: &Words, out: &mut Lines, report: &ReportsReport) {
    if report.reporters.is_empty() {
        return;
    }
    out.line(0, &format!("{}:", words.reporters));
    out.some(1, &report.reporters, |reporter| {
        let share = in_hundred(reporter.aligned, reporter.messages);
        format!("{}: {} ({share} %)", reporter.name, reporter.messages)
    });
}

fn tls(words: &Words, out: &mut Lines, report: &ReportsReport) {
    for one in report.tls.iter().take(MAX_LINES) {
        for policy in &one.policies {
            let line = TlsLine {
                domain: policy.domain.as_deref().or(one.domain()).unwrap_or("?"),
                reporter: one.reporter.as_deref().unwrap_or("?"),
                successful: policy.successful,
                failed: policy.failed,
            };
            out.line(0, &(words.tls)(&line));
            out.some(1, &policy.failures, |failure| {
                (words.tls_detail)(failure, (words.tls_failure)(failure.result))
            });
        }
    }
}

fn files(words: &Words, out: &mut Lines, report: &ReportsReport) {
    let all = &report.files;
    let read = all.iter().filter(|file| file.kind.is_some()).count();
    out.line(0, &(words.files)(read, all.len()));
    let count = |is_so: fn(&FileReport) -> bool| all.iter().filter(|file| is_so(file)).count();
    let twice = count(|file| file.duplicate_of.is_some());
    if twice > 0 {
        out.line(0, &(words.duplicates)(twice));
    }
    let other = count(|file| file.other_domain);
    if other > 0 {
        out.line(0, &(words.other_domain)(other));
    }
    let wrong: Vec<(&FileReport, String)> =
        all.iter().filter_map(|file| Some((file, (words.unread)(file.error.as_ref()?)))).collect();
    out.some(1, &wrong, |(file, why)| format!("✕ {}: {why}", named(file)));
    faults(words, out, all);
}

/// What reporters did wrong, by kind: how many reports, and one of them.
fn faults(words: &Words, out: &mut Lines, files: &[FileReport]) {
    let mut kinds: BTreeMap<Oddity, (usize, &str)> = BTreeMap::new();
    for file in files {
        let substance = file.oddities.iter().filter(|found| found.code.is_of_substance());
        for found in substance {
            let kind = kinds.entry(found.code).or_insert((0, file.reporter.as_deref().unwrap_or("?")));
            kind.0 += 1;
        }
    }
    if kinds.is_empty() {
        return;
    }
    out.line(0, &format!("{}:", words.reporters_fault));
    let kinds: Vec<(Oddity, (usize, &str))> = kinds.into_iter().collect();
    out.some(1, &kinds, |(oddity, (count, reporter))| {
        format!("{}: {count} ({reporter})", (words.oddity)(*oddity))
    });
}

fn named(file: &FileReport) -> String {
    file.entry.as_ref().map_or_else(|| file.name.clone(), |entry| format!("{}/{entry}", file.name))
}
