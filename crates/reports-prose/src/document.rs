//! A set of reports as headings, lines and records, whatever writes them out.

use crate::lines::{faults, file_lines, is_mended, level_lines, name, named, remarks, unread, what_if_lines};
use crate::{TlsLine, Words, day, in_hundred, words};
use waxseal_core::dmarc::Policy;
use waxseal_core::dns::RecordType;
use waxseal_core::report::{Action, Diagnosis, Fix};
use waxseal_prose::Lang;
use waxseal_reports::report::{Answer, Figures, Level, NamedAddress, Readiness, ReportsReport, Source};

/// The most lines of one kind; the JSON has all.
pub const MAX_LINES: usize = 20;

/// A part of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading.
    Heading(String),
    /// A line, so far in.
    Line(usize, String),
    /// A record, ready to copy, below a line.
    Record {
        /// Its name, its type and its value.
        record: String,
    },
}

/// The whole set.
#[must_use]
pub fn document(lang: Lang, report: &ReportsReport) -> Vec<Block> {
    let mut out = Writer { lang, words: words(lang), blocks: Vec::new() };
    out.head(report);
    if let Some(readiness) = &report.readiness {
        out.readiness(report, readiness);
    }
    if let Some(tried) = &report.what_if {
        out.heading(out.words.what_if);
        what_if_lines(out.words, report, tried).into_iter().for_each(|line| out.line(1, line));
    }
    out.senders(report);
    out.policy(report);
    out.reporters(report);
    out.tls(report);
    if !report.failures.is_empty() {
        out.line(0, (out.words.failures)(report.failures.len()));
    }
    out.files(report);
    out.blocks
}

struct Writer {
    lang: Lang,
    words: &'static Words,
    blocks: Vec<Block>,
}

impl Writer {
    fn heading(&mut self, text: &str) {
        self.blocks.push(Block::Heading(text.to_owned()));
    }

    fn line(&mut self, depth: usize, text: String) {
        self.blocks.push(Block::Line(depth, text));
    }

    /// The first of some lines, and how many are left out.
    fn some<T>(&mut self, depth: usize, items: &[T], line: impl Fn(&T) -> String) {
        items.iter().take(MAX_LINES).for_each(|item| self.line(depth, line(item)));
        self.left_out(depth, items.len());
    }

    fn left_out(&mut self, depth: usize, count: usize) {
        if let Some(more) = count.checked_sub(MAX_LINES).filter(|more| *more > 0) {
            self.line(depth, format!("… +{more}"));
        }
    }

    fn head(&mut self, report: &ReportsReport) {
        let unaligned = report.sources.iter().filter(|source| source.is_open()).count();
        let mut first = (self.words.headline)(report.domain.as_deref(), report.aligned, report.messages);
        if report.messages > 0 {
            first = format!("{first} {}", (self.words.unaligned)(unaligned));
        }
        self.line(0, first);
        self.line(0, (self.words.period)(&report.period, report.reporters.len()));
        if report.domains.len() > 1 && report.domain.is_none() {
            self.line(0, (self.words.domains)(report.domains.len()));
        }
    }

    fn readiness(&mut self, report: &ReportsReport, readiness: &Readiness) {
        self.heading(self.words.readiness);
        let levels = [(Policy::Quarantine, &readiness.quarantine), (Policy::Reject, &readiness.reject)];
        for (policy, level) in &levels {
            self.line(1, (self.words.level)(*policy, level));
            if level.answer != Answer::InForce {
                self.level(report, level);
            }
        }
        if let Some(days) = readiness.stale {
            self.line(1, (self.words.stale)(days));
        }
        if !readiness.next.is_empty() {
            self.line(1, self.words.next.to_owned());
            // Under which conditions a policy may be raised is what was answered above.
            let is_answered = levels.iter().any(|(_, level)| level.answer == Answer::Yes);
            self.fixes(2, &readiness.next, !is_answered);
        }
    }

    fn level(&mut self, report: &ReportsReport, level: &Level) {
        for line in level_lines(self.words, report, level) {
            self.line(2, line);
        }
    }

    fn senders(&mut self, report: &ReportsReport) {
        if report.sources.is_empty() {
            return;
        }
        self.heading(self.words.senders);
        for source in report.sources.iter().take(MAX_LINES) {
            let (first, last) = (day(source.first_seen), day(source.last_seen));
            let (aligned, all) = (source.aligned, source.messages);
            self.line(1, format!("{}: {aligned}/{all} aligned, {first} – {last}", name(self.words, source)));
            self.source(source);
            self.names(report, source);
        }
        self.left_out(1, report.sources.len());
    }

    fn source(&mut self, source: &Source) {
        if !is_mended(source) {
            for diagnosis in source.diagnosis.iter().filter(|_| source.kind.is_own()) {
                self.diagnosis(diagnosis);
            }
        }
        for line in remarks(self.words, source) {
            self.line(2, line);
        }
    }

    /// The addresses of which somebody wanted to know the names.
    fn names(&mut self, report: &ReportsReport, source: &Source) {
        let words = self.words;
        let named: Vec<(&Figures, &NamedAddress)> =
            source.by_address.iter().filter_map(|address| Some((address, named(report, address)?))).collect();
        self.some(2, &named, |(address, named)| {
            let share = (words.page.share)(address.aligned, address.messages);
            format!("{}: {}; {share}", address.name, (words.page.name_of)(named))
        });
    }

    fn diagnosis(&mut self, diagnosis: &Diagnosis) {
        let prose = self.lang.prose();
        self.line(2, prose.root_cause(diagnosis));
        self.fixes(3, &diagnosis.fixes, true);
    }

    fn fixes(&mut self, depth: usize, fixes: &[Fix], with_why: bool) {
        let prose = self.lang.prose();
        for (at, fix) in fixes.iter().enumerate() {
            let why = if with_why { format!(" {}", prose.fix_why(fix)) } else { String::new() };
            self.line(depth, format!("{}. {}.{why}", at + 1, prose.fix_title(fix)));
            if let Some(record) = record(fix) {
                self.blocks.push(Block::Record { record });
            }
        }
    }

    fn policy(&mut self, report: &ReportsReport) {
        let history = &report.policy;
        if history.changed == Some(true) || history.published.len() > 1 {
            self.heading(self.words.policy);
            let words = self.words;
            self.some(1, &history.published, |published| (words.published)(published));
            if let Some(today) = &history.today {
                self.line(1, (self.words.policy_today)(today));
            }
        }
        if report.strict.lost > 0 {
            self.line(0, (self.words.strict)(&report.strict));
        }
    }

    fn reporters(&mut self, report: &ReportsReport) {
        if report.reporters.is_empty() {
            return;
        }
        self.heading(self.words.reporters);
        self.some(1, &report.reporters, |reporter| {
            let share = in_hundred(reporter.aligned, reporter.messages);
            format!("{}: {} ({share} %)", reporter.name, reporter.messages)
        });
    }

    fn tls(&mut self, report: &ReportsReport) {
        let words = self.words;
        for one in report.tls.iter().take(MAX_LINES) {
            for policy in &one.policies {
                self.line(0, (words.tls)(&TlsLine::of(one, policy)));
                self.some(1, &policy.failures, |failure| {
                    (words.tls_detail)(failure, (words.tls_failure)(failure.result))
                });
            }
        }
        if let Some(today) = &report.tls_today {
            self.line(0, (words.tls_today)(today));
            self.some(1, &today.hosts, words.tls_host);
        }
    }

    fn files(&mut self, report: &ReportsReport) {
        let all = &report.files;
        for line in file_lines(self.words, all) {
            self.line(0, line);
        }
        let wrong = unread(self.words, all);
        self.some(1, &wrong, |(name, why)| format!("✕ {name}: {why}"));
        let faults = faults(self.words, all);
        if !faults.is_empty() {
            self.heading(self.words.reporters_fault);
            self.some(1, &faults, Clone::clone);
        }
    }
}

/// A record as it is published; what only an account shows is left open.
fn record(fix: &Fix) -> Option<String> {
    let (name, kind): (_, RecordType) = (fix.name.as_ref()?, fix.kind?);
    let removed = fix.old.as_deref().filter(|_| fix.action == Action::Remove);
    Some(format!("{name} {kind} {}", fix.value.as_deref().or(removed).unwrap_or("…")))
}
