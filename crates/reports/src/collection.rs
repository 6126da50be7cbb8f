//! A set of reports, gathered one after the other: each counted once, and kept as its figures and not as its text.

mod key;

use crate::aggregate::Aggregate;
use crate::failure::FailureReport;
use crate::history::Policies;
use crate::joined::{Known, MAX_SOURCES, Setting};
use crate::readiness::{Ground, mended, readiness};
use crate::report::{
    Figures, FileKind, FileReport, Period, PolicyHistory, Readiness, ReportedDomain, Reporter, ReportsReport,
    SCHEMA, Source, Strict, TlsToday,
};
use crate::sources::{Group, Hints, Sources};
use crate::summary::{by_day, by_domain, source, strict};
use crate::tls::{TlsReport, tls_today};
use crate::trial::Trial;
use crate::unpack::{Content, Document, open};
use crate::unread::{Limit, Unread};
use key::{Key, hash, key};
use std::collections::{BTreeMap, BTreeSet};
use waxseal_core::diagnose::next_policy;
use waxseal_core::dmarc::Record;
use waxseal_core::dns::{Draft, Recorded, Resolve};
use waxseal_core::domain::Domain;
use waxseal_core::evidence::Tables;
use waxseal_core::sorting::sort_by;
use waxseal_core::time::Timestamp;

/// The most reports of one set; a busy domain gets a hundred a day.
pub const MAX_REPORTS: usize = 200_000;
/// The most days of one report that are counted as reported.
const MAX_DAYS: i64 = 400;
/// The most octets of messages out of failure reports that are kept, all of them together.
pub const MAX_KEPT: usize = 64 * 1024 * 1024;
const DAY: i64 = 86_400;

/// A set of reports in the making.
#[derive(Debug, Default)]
pub struct Collection {
    /// The domain that was asked for.
    domain: Option<Domain>,
    /// What the name of each reporter that was asked for contains, in lower case.
    reporter: Option<String>,
    files: Vec<FileReport>,
    /// The reports so far, by what makes one the same as another.
    seen: BTreeMap<Key, String>,
    tls: Vec<TlsReport>,
    failures: Vec<FailureReport>,
    /// The messages that came with them, in the same order.
    failed: Vec<Option<Vec<u8>>>,
    /// The octets of those.
    kept: usize,
    messages: u64,
    aligned: u64,
    domains: BTreeMap<String, Tally>,
    reporters: BTreeMap<String, Tally>,
    sources: Sources,
    policies: Policies,
    days: BTreeSet<i64>,
    begin: Option<Timestamp>,
    end: Option<Timestamp>,
    is_full: bool,
}

/// Reports, and the messages that they count.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    reports: usize,
    messages: u64,
    aligned: u64,
}

impl Collection {
    /// An empty set, of reports on one domain where that is given.
    #[must_use]
    pub fn new(domain: Option<Domain>) -> Self {
        Self { domain, ..Self::default() }
    }

    /// The same, of reporters alone whose name contains a text.
    #[must_use]
    pub fn of_reporter(self, name: Option<&str>) -> Self {
        Self { reporter: name.map(str::to_lowercase), ..self }
    }

    /// Adds what is in a file.
    pub fn add_file(&mut self, name: &str, bytes: &[u8]) {
        open(bytes, &mut |document| self.add(name, document));
    }

    /// Adds a file that could not even be opened.
    pub fn add_unread(&mut self, name: &str, why: Unread) {
        self.add(name, Document { entry: None, content: Err(why) });
    }

    /// How many files and reports there are so far.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Adds one report, or why something is none.
    pub fn add(&mut self, name: &str, document: Document) {
        if self.files.len() >= MAX_REPORTS {
            if !std::mem::replace(&mut self.is_full, true) {
                let error = Some(Unread::Beyond { limit: Limit::Reports });
                self.files.push(FileReport { name: name.to_owned(), error, ..FileReport::default() });
            }
            return;
        }
        let mut file = FileReport { name: name.to_owned(), entry: document.entry, ..FileReport::default() };
        match document.content {
            Ok(Content::Aggregate(report)) => self.aggregate(&mut file, &report),
            Ok(Content::Tls(report)) => self.tls(&mut file, *report),
            Ok(Content::Failure(report, message)) => self.failure(&mut file, *report, message),
            Err(why) => file.error = Some(why),
        }
        self.files.push(file);
    }

    fn aggregate(&mut self, file: &mut FileReport, report: &Aggregate) {
        let figures = report.figures();
        describe(file, report);
        file.records = Some(figures.records);
        file.messages = Some(figures.messages);
        file.dkim_aligned = Some(figures.dkim_aligned);
        file.spf_aligned = Some(figures.spf_aligned);
        file.pass = Some(figures.pass);
        file.sources = Some(figures.sources);
        file.other_domain = !self.is_about(file.domain.as_deref());
        file.other_reporter = !self.is_by(file);
        file.duplicate_of = self.duplicate(key(report), file);
        if !file.counts() {
            return;
        }
        self.messages = self.messages.saturating_add(figures.messages);
        self.aligned = self.aligned.saturating_add(figures.pass);
        let reporter = report.metadata.reporter.clone().unwrap_or_default();
        let domain = file.domain.clone().unwrap_or_default();
        for tally in [self.domains.entry(domain).or_default(), self.reporters.entry(reporter).or_default()] {
            tally.reports += 1;
            tally.messages = tally.messages.saturating_add(figures.messages);
            tally.aligned = tally.aligned.saturating_add(figures.pass);
        }
        self.sources.add(report);
        let (begin, end) = (report.metadata.begins(), report.metadata.ends());
        self.policies.add(&report.policy, begin.zip(end).map(|(begin, end)| day_of(begin, end)));
        self.covers(report.metadata.begins(), report.metadata.ends());
    }

    fn tls(&mut self, file: &mut FileReport, report: TlsReport) {
        file.kind = Some(FileKind::Tls);
        file.reporter = report.reporter.clone();
        file.id = report.id.clone();
        file.domain = report.domain().map(str::to_ascii_lowercase);
        (file.begin, file.end) = (report.begin.map(|at| at.to_string()), report.end.map(|at| at.to_string()));
        file.other_domain = !self.is_about(file.domain.as_deref());
        let key = Key {
            reporter: report.reporter.clone().unwrap_or_default(),
            id: report.id.clone().unwrap_or_default(),
            begin: file.begin.clone(),
            end: file.end.clone(),
            content: hash(format!("{:?}", report.policies).as_str()),
        };
        file.other_reporter = !self.is_by(file);
        file.duplicate_of = self.duplicate(key, file);
        if file.counts() {
            self.tls.push(report);
        }
    }

    fn failure(&mut self, file: &mut FileReport, report: FailureReport, message: Option<Vec<u8>>) {
        file.kind = Some(FileKind::Failure);
        file.reporter = report.reporting_mta.clone().or_else(|| report.user_agent.clone());
        file.domain = report.reported_domain.as_deref().map(str::to_ascii_lowercase);
        file.other_domain = !self.is_about(file.domain.as_deref());
        file.other_reporter = !self.is_by(file);
        if file.counts() {
            let message = message.filter(|message| message.len() <= MAX_KEPT - self.kept);
            self.kept += message.as_ref().map_or(0, Vec::len);
            self.failed.push(message);
            self.failures.push(report);
        }
    }

    /// The message that came with a failure report, by the report's place among them; `None` where none came, or there was no room
    /// to keep it.
    #[must_use]
    pub fn failed_message(&self, place: usize) -> Option<&[u8]> {
        self.failed.get(place)?.as_deref()
    }

    /// Whether a domain is the one that was asked for, stands below it, or above it. One that is not named may be.
    fn is_about(&self, domain: Option<&str>) -> bool {
        let (Some(asked), Some(domain)) = (&self.domain, domain.and_then(|name| Domain::parse(name).ok()))
        else {
            return true;
        };
        domain.is_within(asked) || asked.is_within(&domain)
    }

    /// Whether a file is of a reporter that was asked for.
    fn is_by(&self, file: &FileReport) -> bool {
        let name = || file.reporter.as_deref().unwrap_or_default().to_lowercase();
        self.reporter.as_ref().is_none_or(|asked| name().contains(asked))
    }

    /// The file that the same report came in before.
    fn duplicate(&mut self, key: Key, file: &FileReport) -> Option<String> {
        let name = file.entry.as_ref().map_or_else(|| file.name.clone(), |e| format!("{}/{e}", file.name));
        let before = self.seen.get(&key).cloned();
        if before.is_none() {
            self.seen.insert(key, name);
        }
        before
    }

    /// Counts the days of a period as reported.
    fn covers(&mut self, begin: Option<Timestamp>, end: Option<Timestamp>) {
        let (Some(begin), Some(end)) = (begin, end) else { return };
        if end < begin {
            return;
        }
        self.begin = Some(self.begin.map_or(begin, |known| known.min(begin)));
        self.end = Some(self.end.map_or(end, |known| known.max(end)));
        let first = begin.0.div_euclid(DAY);
        // An end at midnight is that of the day before.
        let last = (end.0 - 1).div_euclid(DAY).max(first);
        self.days.extend(first..=last.min(first.saturating_add(MAX_DAYS)));
    }

    /// The domain that the reports are about: the one that was asked for, or the one that all others are below.
    fn subject(&self) -> Option<Domain> {
        let names = || self.domains.keys().filter_map(|name| Domain::parse(name).ok());
        let above = || names().find(|name| names().all(|other| other.is_within(name)));
        // Where there are reports on TLS alone, they are about the domain whose exchangers they name.
        let tls = || {
            let mut names = self.tls.iter().map(|report| Domain::parse(report.domain()?).ok());
            let first = names.next()??;
            (self.domains.is_empty() && names.all(|name| name.as_ref() == Some(&first))).then_some(first)
        };
        self.domain.clone().or_else(above).or_else(tls)
    }

    /// What the set comes to, with nothing asked of DNS.
    #[must_use]
    pub fn finish(&self, now: Timestamp) -> ReportsReport {
        let known = Known::default();
        let (groups, sources): (Vec<_>, Vec<_>) = self.senders(&known.hints).into_iter().unzip();
        let found = self.found(&groups, sources, &known, now);
        self.assemble(found, now)
    }

    /// What the set comes to, joined with DNS as it is today: causes and records for each source, and the next policy, and what would
    /// become of the mail under the records of some drafts. A resolver that answers nobody leaves it as [`Self::finish`] has it.
    pub async fn joined<R: Resolve>(
        &self,
        resolver: &R,
        now: Timestamp,
        tables: Tables,
        drafts: &[Draft],
    ) -> ReportsReport {
        let is_there = self.messages > 0 || !self.tls.is_empty();
        let Some(subject) = self.subject().filter(|_| is_there) else { return self.finish(now) };
        let recorded = Recorded::new(resolver);
        let setting = Setting { resolver: &recorded, now, tables };
        let known = setting.known(&subject, &self.sources).await;
        let (groups, mut sources): (Vec<_>, Vec<_>) = self.senders(&known.hints).into_iter().unzip();
        if known.is_asked {
            for (group, source) in groups.iter().zip(&mut sources).take(MAX_SOURCES) {
                setting.complete(&known, group, source).await;
            }
        }
        let what_if = match Trial::of(&subject, drafts) {
            Some(trial) if known.is_asked => {
                let strict = self.policies.strictness();
                Some(setting.what_if(&trial, &known, (&groups, &sources), strict).await)
            }
            _ => None,
        };
        let found = self.found(&groups, sources, &known, now);
        ReportsReport { what_if, dns: recorded.log(), ..self.assemble(found, now) }
    }

    /// Who sends, those of the owner's with the most mail that is not aligned first.
    fn senders(&self, hints: &Hints) -> Vec<(Group<'_>, Source)> {
        let places: BTreeMap<String, usize> =
            largest(&self.reporters).zip(0..).map(|((name, _), place)| (name, place)).collect();
        let place = |name: &str| places.get(name).copied().unwrap_or(usize::MAX);
        let reporters = self.sources.reporters().into_iter().map(|name| (name, place(name)));
        let reporters: Vec<(&str, usize)> = reporters.collect();
        let groups = self.sources.groups(hints);
        let mended = mended(&groups, &self.days);
        let mut senders: Vec<(Group<'_>, Source)> = groups
            .into_iter()
            .zip(mended)
            .map(|(group, mended)| {
                let source = Source { mended, ..source(&group, &reporters) };
                (group, source)
            })
            .collect();
        sort_by(&mut senders, |(_, one), (_, other)| {
            let unaligned = |source: &Source| source.messages.saturating_sub(source.aligned);
            let key = |source: &Source| {
                (source.is_open(), source.kind.is_own(), unaligned(source), source.messages)
            };
            key(other).cmp(&key(one))
        });
        senders
    }

    /// What the mail of all sources comes to.
    fn found(&self, groups: &[Group<'_>], sources: Vec<Source>, known: &Known, now: Timestamp) -> Found {
        let entries = || groups.iter().flat_map(|group| group.entries.iter().copied());
        let record = known.domain.as_ref().and_then(|report| report.dmarc.record.as_ref());
        let today = record.map(|found| &found.record);
        let readiness = self.subject().filter(|_| self.messages > 0).map(|domain| {
            let ground = Ground {
                domain: &domain,
                today: today.map_or_else(|| self.policies.asked(), Record::asked),
                nonexistent: &known.nonexistent,
                days: &self.days,
                is_asked: known.is_asked,
                day: now.0.div_euclid(DAY),
                policy: known.domain.as_ref().map(next_policy).unwrap_or_default(),
            };
            readiness(ground, groups, &sources)
        });
        Found {
            by_day: by_day(entries()),
            by_domain: by_domain(entries()),
            strict: strict(entries()),
            policy: self.policies.history(today),
            tls_today: known.domain.as_ref().and_then(|report| tls_today(report, &self.tls)),
            readiness,
            sources,
        }
    }

    fn assemble(&self, found: Found, now: Timestamp) -> ReportsReport {
        let (period, subject) = (self.period(), self.subject());
        let domains = largest(&self.domains).map(|(domain, tally)| ReportedDomain {
            domain,
            reports: tally.reports,
            messages: tally.messages,
            aligned: tally.aligned,
        });
        let reporters = largest(&self.reporters).map(|(name, tally)| Reporter {
            name,
            reports: tally.reports,
            messages: tally.messages,
            aligned: tally.aligned,
        });
        ReportsReport {
            schema: SCHEMA,
            kind: "reports",
            checked_at: now,
            domain: subject.map(|domain| domain.to_string()),
            period,
            messages: self.messages,
            aligned: self.aligned,
            reporters: reporters.collect(),
            domains: domains.collect(),
            sources: found.sources,
            names: Vec::new(),
            by_day: found.by_day,
            by_domain: found.by_domain,
            policy: found.policy,
            strict: found.strict,
            readiness: found.readiness,
            what_if: None,
            files: self.files.clone(),
            tls: self.tls.clone(),
            tls_today: found.tls_today,
            failures: self.failures.clone(),
            dns: Vec::new(),
        }
    }

    fn period(&self) -> Period {
        let span = self.days.first().zip(self.days.last()).map_or(0, |(first, last)| last - first + 1);
        let gaps = self.days.iter().zip(self.days.iter().skip(1)).map(|(one, next)| next - one - 1);
        let count = |days: i64| u64::try_from(days).unwrap_or(0);
        Period {
            begin: self.begin,
            end: self.end,
            days: count(span),
            days_reported: u64::try_from(self.days.len()).unwrap_or(u64::MAX),
            longest_gap: count(gaps.max().unwrap_or(0)),
        }
    }
}

fn describe(file: &mut FileReport, report: &Aggregate) {
    file.kind = Some(FileKind::Aggregate);
    file.error = report.unread.clone();
    file.reporter = report.metadata.reporter.clone();
    file.id = report.metadata.id.clone();
    file.domain = report.policy.domain.as_deref().map(|d| d.trim_end_matches('.').to_ascii_lowercase());
    file.policy = report.policy.p.clone();
    (file.begin, file.end) = (report.metadata.begin.clone(), report.metadata.end.clone());
    file.shape = Some(report.shape);
    file.oddities = report.oddities.clone();
    file.remarks = report.metadata.errors.clone();
}

/// The day that a period is about: most are a day, and some begin in the evening of the one before.
fn day_of(begin: Timestamp, end: Timestamp) -> i64 {
    i64::midpoint(begin.0, end.0).div_euclid(DAY)
}

/// What the mail of all sources comes to.
struct Found {
    sources: Vec<Source>,
    by_day: Vec<Figures>,
    by_domain: Vec<Figures>,
    strict: Strict,
    policy: PolicyHistory,
    tls_today: Option<TlsToday>,
    readiness: Option<Readiness>,
}

/// Tallies by name, most mail first.
fn largest(tallies: &BTreeMap<String, Tally>) -> impl Iterator<Item = (String, Tally)> {
    let mut tallies: Vec<(String, Tally)> =
        tallies.iter().map(|(name, tally)| (name.clone(), *tally)).collect();
    sort_by(&mut tallies, |(_, one), (_, other)| other.messages.cmp(&one.messages));
    tallies.into_iter()
}
