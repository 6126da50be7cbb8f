//! Reports joined with DNS as it is today: who sends, why mail of theirs does not pass, and what becomes of it with other records.
//!
//! Mail of each source is written out ([`crate::mail`]) and goes through the check of a message, with its diagnosis and its gate.
//! Then all mail of the source is judged again, as DNS is today and with the records of the diagnosis in place.

use crate::mail::{Mail, Signature};
use crate::report::{Replayed, Source, SourceKind};
use crate::sources::{Address, Entry, Group, Hints, Sources};
use futures_util::future::join_all;
use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;
use waxseal_core::check_domain;
use waxseal_core::check_message;
use waxseal_core::diagnose::MAX_DIAGNOSES;
use waxseal_core::dkim::key::KeyRecord;
use waxseal_core::dmarc::exists;
use waxseal_core::dns::{Answer, Draft, Fault, Overlay, Question, RecordType, Resolve};
use waxseal_core::domain::Domain;
use waxseal_core::evidence::Tables;
use waxseal_core::message::Origin;
use waxseal_core::providers::by_key_target;
use waxseal_core::report::{
    ClientKind, Diagnosis, DomainReport, Evidence, Identifier, IdentifierReport, MessageReport, ProofOf,
    RootCause,
};
use waxseal_core::sorting::sort_by;
use waxseal_core::time::Timestamp;
use waxseal_core::{DomainInput, MessageInput};

/// The most sources of the owner's that are looked into.
pub const MAX_SOURCES: usize = 40;
/// The most mails of one source that are diagnosed.
pub const MAX_EXAMPLES: usize = 3;
/// The most mails of senders that nobody knows that are diagnosed.
pub const MAX_STRANGERS: usize = 20;
/// The most different mails of one source that are judged again.
pub const MAX_REPLAYED: usize = 25;
/// The most keys that are looked up.
pub const MAX_KEYS: usize = 60;
/// The most subdomains that are looked up.
pub const MAX_SUBDOMAINS: usize = 60;
/// How many checks run at the same time.
pub(crate) const AT_ONCE: usize = 8;

/// What a check is made with.
pub(crate) struct Setting<'a, R> {
    pub(crate) resolver: &'a R,
    pub(crate) now: Timestamp,
    pub(crate) tables: Tables,
}

/// What DNS told.
#[derive(Default)]
pub(crate) struct Known {
    /// Whether it answered.
    pub(crate) is_asked: bool,
    pub(crate) hints: Hints,
    /// The check of the domain.
    pub(crate) domain: Option<DomainReport>,
    /// Subdomains that do not exist.
    pub(crate) nonexistent: BTreeSet<Domain>,
    /// Names of keys, and whether one is there.
    keys: BTreeMap<Domain, bool>,
    examples: Vec<Example>,
}

/// Mail that was diagnosed.
struct Example {
    mail: Mail,
    address: Address,
    diagnosis: Vec<Diagnosis>,
}

impl<R: Resolve> Setting<'_, R> {
    /// Asks what there is to know of a domain and of those who send for it.
    pub(crate) async fn known(&self, domain: &Domain, sources: &Sources) -> Known {
        let mut known = Known::default();
        let answers = match domain.prepend("_dmarc") {
            Ok(name) => self.resolver.lookup(&Question::new(name, RecordType::Txt)).await,
            Err(_) => return known,
        };
        // A resolver that answers nobody is not asked a hundred times.
        let is_out =
            |fault| matches!(fault, Fault::Network | Fault::Refused | Fault::Malformed | Fault::Throttled);
        if answers.err().is_some_and(|error| is_out(error.fault)) {
            return known;
        }
        known.is_asked = true;
        let groups = sources.groups(&Hints::default());
        self.ask_keys(&mut known, &groups).await;
        let of_domain = |name: &Domain| {
            Some(name.as_str().strip_suffix(domain.as_str())?.split_once("._domainkey.")?.0.to_owned())
        };
        let learnt = known.keys.iter().filter(|(_, is_there)| **is_there);
        let learnt = learnt.filter_map(|(name, _)| of_domain(name)).collect();
        let input = DomainInput { learnt, ..DomainInput::new(domain.clone(), self.now) };
        known.domain = Some(check_domain(self.resolver, &input).await);
        self.ask_subdomains(&mut known, domain, &groups).await;
        let hints = known.hints.clone();
        self.diagnose(&mut known, &sources.groups(&hints)).await;
        known
    }

    /// Whether the keys of the owner's signatures are there today, and whose they are.
    async fn ask_keys(&self, known: &mut Known, groups: &[Group<'_>]) {
        let mut names: BTreeMap<Domain, u64> = BTreeMap::new();
        for entry in groups.iter().flat_map(|group| &group.entries) {
            for name in entry.mail.own_signatures().filter_map(Signature::key) {
                let count = names.entry(name).or_default();
                *count = count.saturating_add(entry.tally.messages);
            }
        }
        let mut names: Vec<(Domain, u64)> = names.into_iter().collect();
        sort_by(&mut names, |one, other| other.1.cmp(&one.1));
        names.truncate(MAX_KEYS);
        for some in names.chunks(AT_ONCE) {
            let questions: Vec<Question> =
                some.iter().map(|(name, _)| Question::new(name.clone(), RecordType::Txt)).collect();
            let answers = join_all(questions.iter().map(|question| self.resolver.lookup(question))).await;
            for ((name, _), answer) in some.iter().zip(answers) {
                let Ok(answer) = answer else { continue };
                if let Some(provider) = answer.chain.iter().find_map(by_key_target) {
                    known.hints.keys.insert(name.clone(), provider.id());
                }
                known.keys.insert(name.clone(), has_key(&answer));
            }
        }
    }

    /// Which subdomains do not exist.
    async fn ask_subdomains(&self, known: &mut Known, domain: &Domain, groups: &[Group<'_>]) {
        let entries = groups.iter().flat_map(|group| &group.entries);
        let names: BTreeSet<&Domain> = entries.filter_map(|entry| entry.mail.from.as_ref()).collect();
        let below: Vec<&Domain> =
            names.into_iter().filter(|name| name.is_within(domain) && *name != domain).collect();
        for name in below.into_iter().take(MAX_SUBDOMAINS) {
            if exists(self.resolver, name).await == Some(false) {
                known.nonexistent.insert(name.clone());
            }
        }
    }

    /// Diagnoses mail of those whose mail does not pass, and takes from it whose they are.
    async fn diagnose(&self, known: &mut Known, groups: &[Group<'_>]) {
        let chosen = chosen(groups);
        for some in chosen.chunks(AT_ONCE) {
            let checks = some.iter().map(|entry| self.check(entry.mail, entry.address, &[], &[]));
            for (entry, report) in some.iter().zip(join_all(checks).await) {
                let Some(report) = report else { continue };
                let example = Example {
                    mail: entry.mail.clone(),
                    address: entry.address.clone(),
                    diagnosis: report.diagnosis.into_iter().map(without_fields).collect(),
                };
                known.hints.learn(&example);
                known.examples.push(example);
            }
        }
    }

    /// Looks at a source with all that is known: its diagnosis, and what becomes of its mail.
    pub(crate) async fn complete(&self, known: &Known, group: &Group<'_>, source: &mut Source) {
        for identifier in &mut source.identifiers {
            let name = identifier
                .selector
                .as_ref()
                .and_then(|selector| identifier.domain.prepend(&format!("{selector}._domainkey")).ok());
            identifier.key_today = name.and_then(|name| known.keys.get(&name).copied());
        }
        source.diagnosis = known.diagnosis(group);
        if !source.kind.is_own() {
            return;
        }
        source.today = Some(self.replay(known, group, &[], &[]).await);
        let (records, assumed) = cure(&source.diagnosis);
        if source.aligned < source.messages && !(records.is_empty() && assumed.is_empty()) {
            source.cured = Some(self.replay(known, group, &records, &assumed).await);
        }
    }

    /// All mail of a source, the largest first, judged with some records over DNS.
    async fn replay(
        &self,
        known: &Known,
        group: &Group<'_>,
        records: &[Draft],
        assumed: &[Identifier],
    ) -> Replayed {
        let mut replayed = Replayed { messages: 0, aligned: 0, assumed: assumed.to_vec() };
        let mut entries = group.entries.clone();
        sort_by(&mut entries, |one, other| other.tally.messages.cmp(&one.tally.messages));
        entries.truncate(MAX_REPLAYED);
        let published = |name: &Domain| records.iter().any(|draft| draft.name == *name);
        let is_gone = |name: &Domain| known.keys.get(name) == Some(&false) && !published(name);
        for some in entries.chunks(AT_ONCE) {
            let mails: Vec<Mail> = some.iter().map(|entry| entry.mail.without_keys(is_gone)).collect();
            let checks = mails.iter().zip(some);
            let checks = checks.map(|(mail, entry)| self.check(mail, entry.address, records, assumed));
            for (entry, report) in some.iter().zip(join_all(checks).await) {
                let Some(report) = report else { continue };
                let passes = report.dmarc.identifiers.iter().any(IdentifierReport::vouches);
                replayed.messages = replayed.messages.saturating_add(entry.tally.messages);
                let more = if passes { entry.tally.messages } else { 0 };
                replayed.aligned = replayed.aligned.saturating_add(more);
            }
        }
        replayed
    }

    /// The check of some mail.
    pub(crate) async fn check(
        &self,
        mail: &Mail,
        address: &Address,
        records: &[Draft],
        assumed: &[Identifier],
    ) -> Option<MessageReport> {
        let ip: IpAddr = address.ip?;
        let header = mail.header(ip, assumed)?;
        let drafts = [records, &mail.as_reported(ip, assumed)].concat();
        let input = MessageInput {
            bytes: header.as_bytes(),
            origin: Origin::Paste,
            given: mail.envelope(ip, assumed),
            trust: None,
            now: self.now,
            tables: self.tables,
            suffixes: None,
        };
        Some(check_message(&Overlay::new(self.resolver, drafts), &input).await)
    }
}

impl Hints {
    /// Takes from a diagnosis whose the sender is.
    fn learn(&mut self, example: &Example) {
        let Some(first) = example.diagnosis.first() else { return };
        match (&first.cause, example.mail.provider(), example.address.ip) {
            (RootCause::Spoofed { .. }, Some(provider), _) => {
                self.strangers.insert(provider.id());
            }
            (cause, None, Some(ip)) if is_owners(cause) => {
                self.own.insert(ip);
            }
            _ => {}
        }
    }
}

impl Known {
    /// The causes behind mail of a source, each once.
    fn diagnosis(&self, group: &Group<'_>) -> Vec<Diagnosis> {
        let mut found: Vec<Diagnosis> = Vec::new();
        let is_of = |example: &&Example| {
            let mut entries = group.entries.iter();
            entries.any(|entry| *entry.mail == example.mail && *entry.address == example.address)
        };
        for diagnosis in self.examples.iter().filter(is_of).flat_map(|example| &example.diagnosis) {
            if found.len() < MAX_DIAGNOSES && found.iter().all(|known| known.cause != diagnosis.cause) {
                found.push(diagnosis.clone());
            }
        }
        found
    }
}

/// The mail that is diagnosed: of the owner's, the most of each source that does not pass; of others, the most of all.
fn chosen<'a>(groups: &[Group<'a>]) -> Vec<Entry<'a>> {
    let failing = |group: &Group<'a>| {
        let failing = group.entries.iter().filter(|entry| !entry.mail.is_aligned());
        let mut entries: Vec<Entry<'a>> = failing.copied().collect();
        sort_by(&mut entries, |one, other| other.tally.messages.cmp(&one.tally.messages));
        entries
    };
    let mut chosen = Vec::new();
    let mut own: Vec<_> = groups.iter().filter(|group| group.kind.is_own()).map(failing).collect();
    let size =
        |entries: &[Entry<'_>]| entries.iter().map(|entry| u128::from(entry.tally.messages)).sum::<u128>();
    sort_by(&mut own, |one, other| size(other).cmp(&size(one)));
    for entries in own.into_iter().take(MAX_SOURCES) {
        let mut mails: BTreeSet<&Mail> = BTreeSet::new();
        chosen.extend(entries.into_iter().filter(|entry| mails.insert(entry.mail)).take(MAX_EXAMPLES));
    }
    let unknown = groups.iter().filter(|group| group.kind == SourceKind::Unknown);
    let mut unknown: Vec<Entry<'a>> = unknown.flat_map(failing).collect();
    sort_by(&mut unknown, |one, other| other.tally.messages.cmp(&one.tally.messages));
    chosen.extend(unknown.into_iter().take(MAX_STRANGERS));
    chosen
}

/// A diagnosis without the lines of a header that nobody has.
fn without_fields(mut diagnosis: Diagnosis) -> Diagnosis {
    diagnosis.evidence.retain(|evidence| !matches!(evidence, Evidence::Field { .. }));
    diagnosis
}

/// The records of a diagnosis, and what a provider authenticates once it is set up there.
fn cure(diagnosis: &[Diagnosis]) -> (Vec<Draft>, Vec<Identifier>) {
    let records = diagnosis.iter().flat_map(|found| &found.fixes).filter_map(|fix| fix.draft()).collect();
    let proofs = diagnosis.iter().filter_map(|found| found.proof.as_ref());
    let next = proofs.filter(|proof| proof.of == ProofOf::NextMessage);
    let mut assumed: Vec<Identifier> = Vec::new();
    for identifier in next.flat_map(|proof| &proof.by) {
        if !assumed.contains(identifier) {
            assumed.push(identifier.clone());
        }
    }
    (records, assumed)
}

/// Whether an answer holds a key that is not taken back.
fn has_key(answer: &Answer) -> bool {
    answer.texts().any(|text| KeyRecord::parse(&text).is_ok())
}

/// Whether a cause shows that mail is the owner's, and not only that it fails.
const fn is_owners(cause: &RootCause) -> bool {
    match cause {
        RootCause::SpfAddressNotListed { client, .. } => {
            matches!(client, Some(ClientKind::OwnServer | ClientKind::WebSite | ClientKind::Provider))
        }
        RootCause::DkimKeyMissing { target, .. } => target.is_some(),
        RootCause::HybridServerNotListed { .. }
        | RootCause::StrictAlignment { .. }
        | RootCause::DkimKeyRevoked { .. }
        | RootCause::DkimKeyTooShort { .. }
        | RootCause::DkimKeyQuoted { .. }
        | RootCause::DkimKeyUnusable { .. }
        | RootCause::DkimKeyWrongName { .. }
        | RootCause::DkimSeveralKeys { .. }
        | RootCause::DkimAliasWrong { .. } => true,
        _ => false,
    }
}
