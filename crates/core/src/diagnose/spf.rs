//! The author's own SPF record, where it lets the message or everybody down.

use super::known::KnownRecords;
use super::mailbox::sends_itself;
use super::scene::zone;
use super::shorter::shorter;
use super::suspect::Suspect;
use crate::dkim::key::KeyRecord;
use crate::dns::{Question, RecordType, Recorded, Resolve, has_address};
use crate::domain::Domain;
use crate::intent::Heard;
use crate::intent::spf::{Intent, Meant, Slip, TermFault, is_near};
use crate::joining;
use crate::providers::{self, Provider};
use crate::report::{Evidence, Fix, MessageReport, RootCause, Step, Sureness, Verdict, Width};
use crate::spf::{self, Directive, Mechanism, Network, Node, Qualifier, SpfCause, SpfResult, Term, Walk};
use std::net::IpAddr;

/// Walks the author's SPF record to its end, where its check ended before that, or could not begin since nothing tells the client.
pub(super) async fn walk_of<R: Resolve>(
    recorded: &Recorded<R>,
    report: &MessageReport,
    author: &Domain,
) -> Option<Walk> {
    let spf = &report.spf;
    let is_own = spf.domain.as_ref().is_none_or(|domain| domain.is_within(zone(report, author)));
    let is_unchecked = spf.result.is_none() && spf.claimed.is_none() && is_own;
    let is_cut = spf.aligned && matches!(spf.cause, Some(SpfCause::TooManyLookups { .. }));
    let failed = matches!(report.verdict, Verdict::Fail { .. } | Verdict::CannotTell { .. });
    let domain = spf.domain.as_ref().unwrap_or(author);
    if failed && (is_cut || is_unchecked) { Some(spf::walk(recorded, domain).await) } else { None }
}

/// What breaks a record, whoever sends.
pub(super) fn of_cause(
    domain: &Domain,
    cause: Option<&SpfCause>,
    tree: Option<&Node>,
    known: KnownRecords<'_>,
    zone: &Domain,
) -> Option<Suspect> {
    let evidence = vec![known.evidence(domain, RecordType::Txt)];
    let broken = Broken { domain, zone, known, records: known.spf_records(domain), evidence };
    match cause? {
        SpfCause::SeveralRecords { domain: of, count } => Some(broken.several(of, *count)),
        SpfCause::NoRecord { domain: of } if of == domain => Some(no_record(&broken)),
        SpfCause::Syntax { domain: of, term, .. } => Some(broken.syntax(of, term)),
        SpfCause::IncludeHasNoRecord { domain: gone } | SpfCause::RedirectHasNoRecord { domain: gone } => {
            Some(broken.leads_nowhere(gone, tree))
        }
        SpfCause::TooManyLookups { .. }
        | SpfCause::TooManyVoidLookups { .. }
        | SpfCause::TooManyMx { .. }
        | SpfCause::Loop { .. } => Some(broken.over_limits(cause?, tree)),
        _ => None,
    }
}

/// A record mended with all that was meant.
const WITHOUT_LOSS: Step = Step::CorrectSpf { dropped: Vec::new() };

/// What the records at a name were meant to say together, those as well that no receiver takes for one.
pub(super) fn read(domain: &Domain, at: &Domain, known: KnownRecords<'_>) -> Option<Intent> {
    let heard = Heard::of(domain, known.0);
    let mut records = known.spf_records(at);
    records.extend(known.texts(at).into_iter().filter(|text| is_near(text)));
    let mut read: Vec<Intent> = records.iter().map(|record| Intent::read(record, &heard)).collect();
    if read.len() > 1 { Some(Intent::merged(read)) } else { read.pop() }
}

/// A record that breaks, and where it stands.
struct Broken<'a> {
    domain: &'a Domain,
    zone: &'a Domain,
    known: KnownRecords<'a>,
    records: Vec<String>,
    evidence: Vec<Evidence>,
}

impl Broken<'_> {
    fn suspect(&self, cause: RootCause) -> Suspect {
        Suspect::new(cause, Sureness::Certain, self.evidence.clone())
    }

    fn replace(&self, step: Step, value: Option<String>) -> Fix {
        let change = (Some(self.records.join("\n")), value);
        Fix::replace(step, self.domain.clone(), RecordType::Txt, change)
    }

    /// The step, or the same to be done by hand where the record that could be offered does not work either.
    fn or_by_hand(&self, suspect: Suspect, fix: Fix) -> Suspect {
        let by_hand = Fix { value: None, ..fix.clone() };
        Suspect { otherwise: vec![by_hand], ..suspect.by_records(vec![fix]) }
    }

    /// A first record for a domain with exchangers: who receives its mail usually sends it too.
    fn first(&self) -> Option<(Intent, Option<&'static Provider>)> {
        let hosts = self.known.exchangers(self.domain);
        let keeper = hosts.iter().find_map(|host| Some((host, providers::by_mx(host)?)));
        let include = keeper.and_then(|(host, keeper)| keeper.include_beside(host));
        let term = include.map_or_else(|| "mx".to_owned(), |include| format!("include:{include}"));
        (!hosts.is_empty()).then(|| (Intent::empty().with(&term), keeper.map(|(_, keeper)| keeper)))
    }

    /// Whoever keeps the mailboxes, and what its customers include, where its keys show that it sends and a record does not list it.
    fn keeper(&self, text: &str) -> Option<(&'static Provider, &'static str)> {
        let hosts = self.known.exchangers(self.domain);
        let keeper = hosts.first().and_then(providers::by_mx).filter(|keeper| sends_itself(keeper))?;
        let include = keeper.include_beside(hosts.first()?)?;
        let has_key = |key: providers::Key| {
            let name = self.domain.prepend(&format!("{}._domainkey", key.selector));
            name.is_ok_and(|name| self.known.texts(&name).iter().any(|text| KeyRecord::parse(text).is_ok()))
        };
        let is_alone = hosts.iter().all(|host| providers::by_mx(host) == Some(keeper));
        let lists_it = |term: &String| {
            let included = term.strip_prefix("include:").and_then(|name| Domain::parse(name).ok());
            included.as_ref().and_then(providers::by_include) == Some(keeper)
        };
        let is_new = !Intent::of(text).texts().iter().any(lists_it);
        (is_alone && is_new && keeper.keys().any(has_key)).then_some((keeper, include))
    }

    fn read(&self, at: &Domain) -> Option<Intent> {
        read(self.domain, at, self.known)
    }

    fn several(&self, of: &Domain, count: usize) -> Suspect {
        let suspect = self.suspect(RootCause::SpfSeveralRecords { domain: of.clone(), count });
        if !of.is_within(self.zone) {
            return suspect.untried(vec![Fix::none(WITHOUT_LOSS)]);
        }
        match self.read(of) {
            Some(merged) => self.corrected(suspect, of, &merged, &merged.to_string(), Step::MergeSpf),
            None => suspect.untried(vec![Fix::none(WITHOUT_LOSS)]),
        }
    }

    /// A record of one's own that is included can be mended as well; somebody else's only by its owner.
    fn syntax(&self, of: &Domain, term: &str) -> Suspect {
        let own = if of.is_within(self.zone) { self.read(of) } else { None };
        let fault = own.as_ref().and_then(|intent| intent.fault_of(term));
        let cause = RootCause::SpfSyntax { domain: of.clone(), term: Some(term.to_owned()), fault };
        let suspect = self.suspect(cause);
        let mut suspect = match own {
            Some(intent) => self.mended(suspect, of, &intent),
            None => suspect.untried(vec![Fix::none(WITHOUT_LOSS)]),
        };
        suspect.evidence.extend((of != self.domain).then(|| self.known.evidence(of, RecordType::Txt)));
        suspect
    }

    /// The record at a name, as it was meant.
    fn mended(&self, suspect: Suspect, at: &Domain, intent: &Intent) -> Suspect {
        self.corrected(suspect, at, intent, &intent.to_string(), WITHOUT_LOSS)
    }

    /// What falls out is what the old record meant and the new one has not; `whole` is the step where that is nothing.
    fn corrected(&self, suspect: Suspect, at: &Domain, old: &Intent, text: &str, whole: Step) -> Suspect {
        let dropped = old.dropped_in(text);
        // A record that lists nobody any more is no mending of one that listed somebody.
        let is_empty = !dropped.is_empty() && Intent::of(text).terms.is_empty();
        let keeper = self.keeper(text).filter(|_| !dropped.is_empty() && !is_empty && at == self.domain);
        let text = keeper.map_or_else(
            || text.to_owned(),
            |(_, include)| Intent::of(text).with(&format!("include:{include}")).to_string(),
        );
        let step = if dropped.is_empty() { whole } else { Step::CorrectSpf { dropped } };
        let change = (Some(old.written.clone()), Some(text).filter(|_| !is_empty));
        let fix = Fix::replace(step, at.clone(), RecordType::Txt, change);
        let fix = fix.with(keeper.map(|(keeper, _)| keeper));
        if is_empty { suspect.untried(vec![fix]) } else { self.or_by_hand(suspect, fix) }
    }

    /// A term that leads to a name without a record: a slip in a provider's name, or somebody who is gone. Whose record it stands in
    /// mends it.
    fn leads_nowhere(&self, gone: &str, tree: Option<&Node>) -> Suspect {
        let (at, term) = tree.and_then(|root| holder(root, gone)).unwrap_or((self.domain, None));
        let own = if at.is_within(self.zone) { self.read(at) } else { None };
        let slip = term.as_ref().and_then(|term| own.as_ref()?.fault_of(term));
        let fault = Some(slip.unwrap_or(TermFault::LeadsNowhere));
        let suspect = self.suspect(RootCause::SpfSyntax { domain: at.clone(), term: term.clone(), fault });
        let Some(intent) = own else {
            return suspect.untried(vec![Fix::none(WITHOUT_LOSS)]);
        };
        let is_told = !intent.unclear.is_empty() || intent.terms.iter().any(is_told);
        let text = if is_told {
            intent.to_string()
        } else {
            // A name that DNS cannot hold.
            intent.clone().without(|own| Some(own) == term.as_deref()).softened().to_string()
        };
        // What answered for the whole record is gone, so that a first one is needed.
        let lists_nobody = Intent::of(&text).terms.is_empty();
        match self.first().filter(|_| lists_nobody && at == self.domain) {
            Some((record, keeper)) => {
                let fix = self.replace(Step::PublishSpf, Some(record.to_string())).with(keeper);
                let by_hand = self.replace(Step::CorrectSpf { dropped: intent.dropped_in(&text) }, None);
                Suspect { otherwise: vec![by_hand], ..suspect.by_records(vec![fix]) }
            }
            None => self.corrected(suspect, at, &intent, &text, WITHOUT_LOSS),
        }
    }

    fn over_limits(&self, cause: &SpfCause, tree: Option<&Node>) -> Suspect {
        let (lookups, void_lookups) =
            tree.map_or((0, 0), |root| (root.total_lookups(), root.total_void_lookups()));
        // What breaks wherever it is included is its owner's to mend.
        let is_broken = |step: &&Node| {
            let foreign = step.domain.as_ref().is_some_and(|name| !name.is_within(self.zone));
            foreign
                && (step.total_lookups() > spf::MAX_LOOKUPS + 1
                    || step.total_void_lookups() > spf::MAX_VOID_LOOKUPS)
        };
        let foreign = tree.and_then(|root| root.children.iter().find(is_broken));
        if let Some((step, name)) = foreign.and_then(|step| Some((step, step.domain.clone()?))) {
            let (lookups, void_lookups) = (step.total_lookups() - 1, step.total_void_lookups());
            let cause = RootCause::SpfOverLimits { domain: name, lookups, void_lookups, through: None };
            return self.suspect(cause).untried(vec![Fix::none(WITHOUT_LOSS)]);
        }
        let domain = self.domain.clone();
        let through = match cause {
            SpfCause::Loop { domain } => Some(domain.clone()),
            _ => None,
        };
        let suspect = self.suspect(RootCause::SpfOverLimits { domain, lookups, void_lookups, through });
        let shorter = self.records.first().and_then(|record| shorter(record, tree?, self.zone, self.known));
        // Whoever was meant by a name without a record is not refused with it.
        let dead = tree.map(dead_includes).unwrap_or_default();
        match shorter {
            Some(text) if !dead.is_empty() => {
                let text = Intent::of(&text).softened().to_string();
                self.or_by_hand(suspect, self.replace(Step::CorrectSpf { dropped: dead }, Some(text)))
            }
            shorter => self.or_by_hand(suspect, self.replace(Step::ShortenSpf, shorter)),
        }
    }
}

/// The includes of a record itself that lead to a name without a record.
fn dead_includes(root: &Node) -> Vec<String> {
    let mut dead = Vec::new();
    for step in &root.children {
        if step.record.is_none() && step.void_lookups > 0 && step.term.contains("include:") {
            dead.push(step.term.clone());
        }
    }
    dead
}

/// Strangers who are let in by the record, or by one that it includes, which only its owner can narrow.
pub(super) fn too_wide(walk: &spf::Walk, zone: &Domain, known: KnownRecords<'_>) -> Option<Suspect> {
    let (domain, term, how) = walk.findings.iter().find_map(|finding| match finding {
        spf::SpfFinding::WideRange { domain, term, .. } => Some((domain, term, Width::Network)),
        spf::SpfFinding::WideMask { domain, term } => Some((domain, term, Width::Mask)),
        spf::SpfFinding::ExistsForAnybody { domain, term } => Some((domain, term, Width::Name)),
        _ => None,
    })?;
    let record = known.spf_records(domain).into_iter().next()?;
    let own = domain.is_within(zone).then(|| {
        let narrowed = whole_address(term).filter(|ip| is_of_zone(*ip, zone, known)).map(|ip| {
            let narrow = Intent::of(&record).without(|own| own == term).with(&Intent::address(ip));
            // Whoever else in that network sends is not refused.
            narrow.softened().to_string()
        });
        Fix::replace(Step::NarrowSpf, domain.clone(), RecordType::Txt, (Some(record), narrowed))
    });
    let evidence = vec![known.evidence(domain, RecordType::Txt)];
    let cause = RootCause::SpfTooWide { domain: domain.clone(), term: term.clone(), how };
    let fix = own.unwrap_or_else(|| Fix::none(WITHOUT_LOSS));
    Some(Suspect::new(cause, Sureness::Certain, evidence).untried(vec![fix]))
}

/// The address of a term that is written in full, with `/3` behind it: the second digit of `/32` was lost.
pub(super) fn whole_address(term: &str) -> Option<IpAddr> {
    match Term::parse(term)? {
        Term::Directive(Directive { mechanism: Mechanism::Ip4(address, 3), .. })
            if Network::new(address.into(), 24).address() != address =>
        {
            Some(address.into())
        }
        _ => None,
    }
}

/// Whether a name of the zone's own has an address, as far as was asked.
fn is_of_zone(ip: IpAddr, zone: &Domain, known: KnownRecords<'_>) -> bool {
    known.0.iter().any(|query| query.name.is_within(zone) && has_address(known.0, &query.name, ip))
}

/// A record whose grammar is right, and which says something else than was meant: `include=` is a modifier that nobody knows
/// (RFC 7208 §6), and `include:https:…` a name that nobody has.
pub(super) fn misread(domain: &Domain, known: KnownRecords<'_>) -> Option<Suspect> {
    let [record] = known.spf_records(domain).try_into().ok()?;
    let intent = Intent::read(&record, &Heard::of(domain, known.0));
    let (term, fault) = intent.misread()?;
    let cause = RootCause::SpfSyntax { domain: domain.clone(), term: Some(term.to_owned()), fault };
    let meant = read(domain, domain, known)?;
    let text = meant.to_string();
    let step = Step::CorrectSpf { dropped: meant.dropped_in(&text) };
    let fix = Fix::replace(step, domain.clone(), RecordType::Txt, (Some(meant.written), Some(text)));
    let evidence = vec![known.evidence(domain, RecordType::Txt)];
    Some(Suspect::new(cause, Sureness::Certain, evidence).by_records(vec![fix]))
}

/// The most names that are asked what was meant by them.
const MAX_ASKED: usize = 20;

/// Asks, while the rest of a check goes on, what tells the meaning of a broken record: whether a name that it speaks of has a record
/// of its own, or an address.
pub(crate) async fn ask_what_was_meant<R: Resolve>(resolver: &R, domain: &Domain) {
    let at_domain = Question::new(domain.clone(), RecordType::Txt);
    let texts: Vec<String> =
        resolver.lookup(&at_domain).await.map(|answer| answer.texts().collect()).unwrap_or_default();
    ask_about(resolver, &texts, &Heard::default()).await;
}

async fn ask_about<R: Resolve>(resolver: &R, texts: &[String], heard: &Heard) {
    let own = |text: &&String| spf::Record::is_spf(text) || is_near(text);
    let read = texts.iter().filter(own).map(|text| Intent::read(text, heard));
    let broken: Vec<Intent> = read.filter(|intent| !intent.is_as_written()).collect();
    let questions = broken.iter().flat_map(|intent| &intent.questions).take(MAX_ASKED);
    joining::all(questions.map(|question| resolver.lookup(question))).await;
}

/// Asks the same of a record of one's own that breaks further down, where it was not asked yet.
pub(super) async fn ask_about_broken<R: Resolve>(
    recorded: &Recorded<R>,
    domain: &Domain,
    cause: Option<&SpfCause>,
) {
    let at = match cause {
        Some(SpfCause::Syntax { domain: at, .. }) => at,
        Some(cause) if cause.result() == SpfResult::Permerror => domain,
        _ => return,
    };
    let log = recorded.log();
    ask_about(recorded, &KnownRecords(&log).texts(at), &Heard::of(domain, &log)).await;
}

/// Whether it is known what a term was meant to say that leads to nothing.
const fn is_told(meant: &Meant) -> bool {
    matches!(meant.slip, Some(Slip::NearProvider | Slip::Mechanism))
}

/// A first record. A text that was meant to be one is mended instead.
fn no_record(broken: &Broken<'_>) -> Suspect {
    let Broken { domain, known, .. } = *broken;
    if let Some(intent) = broken.read(domain) {
        let cause = RootCause::SpfSyntax { domain: domain.clone(), term: None, fault: None };
        return broken.mended(broken.suspect(cause), domain, &intent);
    }
    let (record, keeper) = broken.first().unwrap_or_else(|| {
        // A host whose mail goes to its own address sends from there as well (RFC 5321 §5.1).
        let own = known.has_address(domain).then(|| Intent::empty().with("a"));
        (own.unwrap_or_else(|| Intent::empty().ending_in(Qualifier::Fail)), None)
    });
    let fix = Fix::publish(Step::PublishSpf, domain.clone(), RecordType::Txt, Some(record.to_string()));
    let fix = fix.with(keeper);
    broken.suspect(RootCause::SpfMissing { domain: domain.clone() }).by_records(vec![fix])
}

/// The record that holds a term which leads to a name, and the term.
fn holder<'a>(root: &'a Node, name: &str) -> Option<(&'a Domain, Option<String>)> {
    let mut left = vec![(root, 0)];
    while let Some((step, depth)) = left.pop() {
        // A name that DNS cannot hold stands in the term only.
        let leads = |step: &&Node| {
            step.domain.as_ref().map_or_else(|| step.term.ends_with(name), |domain| domain.as_str() == name)
        };
        if let Some(found) = step.children.iter().find(leads) {
            return Some((step.domain.as_ref()?, Some(found.term.clone())));
        }
        left.extend(step.children.iter().filter(|_| depth < MAX_DEPTH).map(|child| (child, depth + 1)));
    }
    None
}

/// How far a tree is followed.
const MAX_DEPTH: usize = 20;
