//! Runs the check that was asked for.

mod many;
mod status;
mod zones;

pub(crate) use status::Status;

use crate::failure::{Complaint, Failure};
use crate::patience::{Line, Patient};
use crate::request::{Check, Domains, Source, Subject, Text, Wanted};
use crate::{reports, setup, text};
use futures_util::stream::{self, StreamExt};
use serde::Serialize;
use serde_json::Value;
use status::{domain_fails, message_status, reports_status, setup_fails};
use std::io::{Error, Read};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::{SystemTime, UNIX_EPOCH};
use tokio::runtime::Runtime;
use waxseal_core::dmarc::SuffixList;
use waxseal_core::dns::{Cached, Draft, LoggedQuery, Overlay, QueryStatus, Resolve, Zone};
use waxseal_core::domain::Domain;
use waxseal_core::escaping::escaped_json;
use waxseal_core::evidence::{EnvelopeOverrides, Tables};
use waxseal_core::input::{FileKind, Found, NotADomain, Thing, behind, one_domain, one_record, recognise};
use waxseal_core::json::Json;
use waxseal_core::message::{MAX_MESSAGE, Origin};
use waxseal_core::report::{DomainReport, MessageReport, RecordState, Verdict};
use waxseal_core::setup::Choices;
use waxseal_core::spf::SpfResult;
use waxseal_core::time::Timestamp;
use waxseal_core::{
    DomainInput, MessageInput, RecordInput, SpfInput, check_domain, check_mail, check_record, check_spf,
    set_up,
};
use waxseal_doh::{Allowance, Budget, Client, Doh, Platform, clock};
use waxseal_reports::Names;
use waxseal_view::{Locale, Session, markdown};

/// What a check prints, and what it came to.
pub(crate) struct Outcome {
    /// What goes to standard output.
    pub(crate) output: String,
    /// What it came to.
    pub(crate) status: Status,
    /// The report, where a call asked for both.
    pub(crate) report: Option<Value>,
}

impl Outcome {
    /// What is printed and nothing else.
    pub(crate) const fn printed(output: String, status: Status) -> Self {
        Self { output, status, report: None }
    }
}

/// This machine's tables.
const TABLES: Tables = Tables {
    to_ascii: |name| idna::domain_to_ascii(name).ok(),
    decode_charset: |label, bytes| {
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes())?;
        Some(encoding.decode_without_bom_handling(bytes).0.into_owned())
    },
};

/// How many domains are checked at the same time.
const DOMAINS_AT_ONCE: usize = 4;

/// What the diagnosis of all who send may cost.
const REPORTS_BUDGET: Allowance = Allowance { questions: 6_000, seconds: 120 };

/// The public suffixes, for the view of RFC 7489.
const SUFFIXES: &str = include_str!("../../../web/assets/public_suffix_list.dat");

/// Runs a check.
///
/// # Errors
/// Why it could not run.
pub(crate) fn run(mut check: Check) -> Result<Outcome, Failure> {
    let drafts = std::mem::take(&mut check.drafts);
    match &check.source {
        Source::Zone(file) => over(&check, &zone(file)?, &drafts, None),
        Source::Given(zone) => over(&check, zone, &drafts, None),
        Source::Doh(url) if matches!(&check.subject, Subject::Domains(domains) if domains.ndjson) => {
            let line = Rc::new(Line::default());
            let fetch = Patient::new(Platform::new(url), Rc::clone(&line));
            let answers = Cached::new(Client::over(fetch, url.clone()), clock);
            let forget = || answers.clear();
            over(&check, &answers, &drafts, Some(Asking { line: &line, forget: &forget }))
        }
        Source::Doh(url) => over(&check, &Cached::new(Doh::new(url.clone()), clock), &drafts, None),
    }
}

fn over<R: Resolve>(
    check: &Check,
    answers: &R,
    drafts: &[Draft],
    asking: Option<Asking<'_>>,
) -> Result<Outcome, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|_| Complaint::NoRuntime)?;
    let over = Over { check, answers, drafts, asking, now: check.now.unwrap_or_else(now), runtime };
    match &check.subject {
        Subject::Message { text, given, trust } => over.message(text, given, trust.as_deref()),
        Subject::Domains(domains) => over.domains(domains),
        Subject::Record { text, name } => over.record(text.as_deref(), name.as_ref()),
        Subject::Setup(choices) => over.set_up(choices),
        Subject::Zone(wanted) => over.zones(wanted),
        Subject::Reports { paths, wanted } => over.reports(paths, wanted),
        Subject::Spf { ip, mail_from, helo, receiver } => {
            let (mail_from, helo, receiver) = (Some(mail_from.clone()), helo.clone(), receiver.clone());
            over.spf(&SpfInput { ip: *ip, mail_from, helo, receiver, now: over.now })
        }
    }
}

/// How a resolver is asked for many names.
struct Asking<'a> {
    /// How it answers.
    line: &'a Line,
    /// Forgets what it answered, and what it did not.
    forget: &'a dyn Fn(),
}

/// One run of the terminal over somebody's answers.
struct Over<'a, R> {
    check: &'a Check,
    answers: &'a R,
    drafts: &'a [Draft],
    /// How a resolver is asked, where there may be thousands of names.
    asking: Option<Asking<'a>>,
    now: Timestamp,
    runtime: Runtime,
}

impl<R: Resolve> Over<'_, R> {
    /// Each check has a budget of its own, and what one has asked the next need not ask again.
    fn door(&self) -> impl Resolve {
        Overlay::new(Budget::new(self.answers, clock), self.drafts.to_vec())
    }

    fn message(
        &self,
        text: &Text,
        given: &EnvelopeOverrides,
        trust: Option<&str>,
    ) -> Result<Outcome, Failure> {
        let bytes = match text {
            Text::Input => read(None)?,
            Text::File(file) => read(Some(file))?,
            Text::Given(text) => text.clone().into_bytes(),
        };
        let found = found_in(&bytes);
        // What is something else is told as that, whatever fields a reader could make of it.
        let is_other = !found.is_empty() && !found.iter().any(Found::has_message);
        let suffixes = SuffixList::parse(SUFFIXES, TABLES.to_ascii);
        let input = MessageInput {
            bytes: if is_other { &[] } else { &bytes },
            origin: Origin::File,
            given: given.clone(),
            trust: trust.map(str::to_owned),
            now: self.now,
            tables: TABLES,
            suffixes: Some(&suffixes),
        };
        let report = self.runtime.block_on(check_mail(&self.door(), &input));
        needs_dns(&report.dns)?;
        message(self.check, &found, &report, self.drafts)
    }

    fn domains(&self, wanted: &Domains) -> Result<Outcome, Failure> {
        let policy = wanted.policy.as_deref().map(read_text).transpose()?;
        if wanted.ndjson {
            return self.many(wanted, policy.as_deref());
        }
        let (more, is_short) = many::all_named(self, &wanted.lists);
        let inputs = wanted
            .names
            .iter()
            .chain(&more)
            .map(|name| domain_input(name, &wanted.selectors, policy.as_deref(), self.now))
            .collect::<Result<Vec<_>, _>>()?;
        if inputs.is_empty() {
            return Err(Complaint::NothingChecked.into());
        }
        let checks =
            stream::iter(&inputs).map(|input| async move { check_domain(&self.door(), input).await });
        let reports: Vec<_> = self.runtime.block_on(checks.buffered(DOMAINS_AT_ONCE).collect());
        reports.iter().try_for_each(|report| needs_dns(&report.dns))?;
        let outcome = domains(self.check, &reports, self.drafts)?;
        let status = if is_short { Status::Fails } else { outcome.status };
        Ok(Outcome { status, ..outcome })
    }

    fn record(&self, text: Option<&str>, name: Option<&Domain>) -> Result<Outcome, Failure> {
        let text = match text {
            Some(text) => text.to_owned(),
            None => String::from_utf8_lossy(&read(None)?).into_owned(),
        };
        let record = match one_record(&text, name, TABLES.to_ascii) {
            Ok(record) => record,
            Err(found) => {
                let status = Status::Nothing(text::found(self.check.lang, &found));
                return Ok(Outcome::printed(String::new(), status));
            }
        };
        let input = RecordInput { record, now: self.now };
        let report = self.runtime.block_on(check_record(&self.door(), &input));
        let fails = matches!(report.state(), RecordState::Broken | RecordState::Open);
        outcome(self.check, &report, Status::of(fails), || {
            if self.check.markdown {
                return markdown::record(locale(self.check), &report, &session(self.drafts));
            }
            text::checked_record(self.check.lang, &report)
        })
    }

    fn set_up(&self, choices: &Choices) -> Result<Outcome, Failure> {
        let report = self.runtime.block_on(set_up(&self.door(), choices));
        needs_dns(&report.dns)?;
        let failed = setup_fails(&report);
        outcome(self.check, &report, Status::of(failed), || setup::plan(self.check.lang, &report))
    }

    fn reports(&self, paths: &[PathBuf], wanted: &Wanted) -> Result<Outcome, Failure> {
        let collection = reports::read(paths, wanted);
        let budget = Budget::of(self.answers, clock, REPORTS_BUDGET);
        let resolver = Overlay::new(budget, self.drafts.to_vec());
        let mut report = self.runtime.block_on(collection.joined(&resolver, self.now, TABLES, self.drafts));
        if wanted.names {
            self.runtime.block_on(Names::of_all(&resolver, &mut report));
        }
        let status = reports_status(self.check, &report);
        outcome(self.check, &report, status, || reports::written(self.check, &report))
    }

    fn spf(&self, input: &SpfInput) -> Result<Outcome, Failure> {
        let report = self.runtime.block_on(check_spf(&self.door(), input));
        needs_dns(&report.dns)?;
        let status = Status::of(report.spf.result != SpfResult::Pass);
        outcome(self.check, &report, status, || text::spf(self.check.lang, &report))
    }
}

/// The report on a message, or what was given in its place, and what else is in the text.
fn message(
    check: &Check,
    found: &[Found],
    report: &MessageReport,
    drafts: &[Draft],
) -> Result<Outcome, Failure> {
    let status = match (&report.verdict, found) {
        (Verdict::NotAMessage, [_, ..]) => Status::Nothing(text::found(check.lang, found)),
        _ => message_status(check, report),
    };
    outcome(check, report, status, || {
        if check.markdown {
            return markdown::message(locale(check), report, &session(drafts));
        }
        let also = if found.len() > 1 { text::found(check.lang, found) + "\n" } else { String::new() };
        also + &text::message(check.lang, report)
    })
}

/// What a text or a file is, and what else is in it; nothing where a message is all that it may be.
fn found_in(bytes: &[u8]) -> Vec<Found> {
    if let Some(kind) = FileKind::of(bytes) {
        return vec![Found { thing: Thing::File(kind), at: 0..bytes.len(), is_sure: true }];
    }
    let found = std::str::from_utf8(bytes).map(|text| recognise(text, TABLES.to_ascii)).unwrap_or_default();
    found.into_iter().filter(|found| !matches!(found.thing, Thing::Nothing | Thing::Unknown)).collect()
}

/// One report for one domain, a list for several.
fn domains(check: &Check, reports: &[DomainReport], drafts: &[Draft]) -> Result<Outcome, Failure> {
    let status = Status::of(reports.iter().any(domain_fails));
    let one = |report: &DomainReport| {
        if check.markdown {
            markdown::domain(locale(check), report, &session(drafts))
        } else {
            behind_note(check, report) + &text::domain(check.lang, report)
        }
    };
    let said = || reports.iter().map(one).collect::<Vec<_>>().join("\n");
    match reports {
        [one] => outcome(check, one, status, said),
        several => outcome(check, &several, status, said),
    }
}

/// Says that a name was given that belongs to a record of the domain, which is what was checked.
fn behind_note(check: &Check, report: &DomainReport) -> String {
    let Subject::Domains(Domains { names, .. }) = &check.subject else { return String::new() };
    let of = |name: &String| one_domain(name, TABLES.to_ascii).ok().and_then(|name| behind(&name));
    let told = names.iter().filter_map(of).filter(|named| named.domain == report.domain);
    told.map(|named| check.lang.prose().thing(&Thing::Name(named)) + "\n").collect()
}

fn outcome<T: Serialize>(
    check: &Check,
    report: &T,
    status: Status,
    said: impl FnOnce() -> String,
) -> Result<Outcome, Failure> {
    if !check.json {
        let output = if matches!(status, Status::Nothing(_)) { String::new() } else { said() };
        if check.is_call {
            let report = serde_json::to_value(report).map_err(|_| Complaint::NotWritten)?;
            return Ok(Outcome { output, status, report: Some(report) });
        }
        let output = if check.markdown || check.csv { output } else { text::coloured(output) };
        return Ok(Outcome::printed(output, status));
    }
    let json = serde_json::to_string_pretty(report).map_err(|_| Complaint::NotWritten)?;
    Ok(Outcome::printed(escaped_json(&json) + "\n", status))
}

/// The language of a document.
fn locale(check: &Check) -> Locale {
    Locale { lang: check.lang, ..Locale::default() }
}

/// What a document says besides its report.
fn session(drafts: &[Draft]) -> Session {
    Session { drafts: drafts.to_vec(), ..Session::default() }
}

/// Without a single answer there is no check to speak of, where it is the resolver that answers nobody.
fn needs_dns(log: &[LoggedQuery]) -> Result<(), Complaint> {
    use QueryStatus::{Malformed, Network, Refused, Throttled};
    let is_the_resolvers =
        |query: &LoggedQuery| matches!(query.status, Network | Refused | Malformed | Throttled);
    match log.first().filter(|_| log.iter().all(is_the_resolvers)) {
        Some(first) => Err(Complaint::NoResolver(first.status)),
        None => Ok(()),
    }
}

fn domain_input(
    name: &str,
    selectors: &[String],
    policy: Option<&str>,
    now: Timestamp,
) -> Result<DomainInput, NotADomain> {
    let mut domain = one_domain(name, TABLES.to_ascii)?;
    let (mut selectors, mta_sts_policy) = (selectors.to_vec(), policy.map(str::to_owned));
    if let Some(named) = behind(&domain) {
        domain = named.domain;
        selectors.extend(named.selector);
    }
    Ok(DomainInput { selectors, mta_sts_policy, ..DomainInput::new(domain, now) })
}

fn now() -> Timestamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Timestamp(i64::try_from(since.as_secs()).unwrap_or(i64::MAX))
}

/// The bytes of a file or of standard input, one past what is read of a message at the most.
fn read(file: Option<&Path>) -> Result<Vec<u8>, Complaint> {
    let mut bytes = Vec::new();
    let limit = u64::try_from(MAX_MESSAGE).unwrap_or(u64::MAX).saturating_add(1);
    let outcome = match file {
        None => std::io::stdin().take(limit).read_to_end(&mut bytes),
        Some(path) => std::fs::File::open(path).and_then(|file| file.take(limit).read_to_end(&mut bytes)),
    };
    let name = file.map(|path| path.display().to_string());
    outcome.map(|_| bytes).map_err(|error| Complaint::Unreadable(name, error.kind()))
}

fn read_text(file: &Path) -> Result<String, Complaint> {
    let unreadable = |error: Error| Complaint::Unreadable(Some(file.display().to_string()), error.kind());
    std::fs::read_to_string(file).map_err(unreadable)
}

fn zone(file: &Path) -> Result<Zone, Complaint> {
    let name = || file.display().to_string();
    let json: Json =
        serde_json::from_str(&read_text(file)?).map_err(|error| Complaint::NotJson(name(), error.line()))?;
    Zone::of(&json).map_err(|why| Complaint::NotAZone(name(), why))
}
