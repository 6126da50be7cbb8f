//! What a domain publishes that lets its mail down, found from its report alone.

use super::gate::{self, Ground, State};
use super::known::KnownRecords;
use super::proof::{Heard, Replayed};
use super::suspect::{Suspect, Trial as Trying};
use super::tidy::finished;
use super::{
    MAX_DIAGNOSES, apex, domain_keys, exchangers, keys, mailbox, misplaced, open, policy, proxied, records,
    region, spf as own_spf, unanswered,
};
use crate::dmarc::{DmarcCause, Policy};
use crate::dns::{AnyResolver, Draft, Overlay, Rdata, RecordType, Recorded, Resolve};
use crate::domain::Domain;
use crate::intent;
use crate::joining;
use crate::judge::{DomainInput, examine};
use crate::posture::{self, DkimKeyReport, Sending};
use crate::providers::{self, Kind, Provider};
use crate::report::{
    Diagnosis, DomainReport, Fix, Obstacle, Proof, ProofOf, RootCause, Step, Sureness, drafts,
};
use crate::spf::{self, Node};
use futures_util::future::join;

/// Finds the causes and tries their cures: each by putting its records over DNS, checking again, and looking whether the
/// cause is gone.
pub(crate) async fn domain<R: Resolve>(
    recorded: &Recorded<R>,
    input: &DomainInput,
    report: &mut DomainReport,
) -> Vec<Diagnosis> {
    ask_further(recorded, report).await;
    let targets = keys::targets(domain_keys::senders_of(report), report, KnownRecords(&report.dns));
    if !targets.is_empty() {
        joining::all(targets.iter().map(|target| recorded.lookup(target))).await;
        report.dns = recorded.log();
    }
    let mut found = suspects(report);
    let before = State::of_domain(report, &found);
    leave_out_repeated(&mut found);
    let trial = Trial { input, report, heard: Replayed::new(recorded), before };
    region::keep_needed(&trial.heard, report, &mut found).await;
    let found = joining::all(found.into_iter().take(MAX_DIAGNOSES).map(|suspect| trial.prove(suspect))).await;
    finished(found, zone(report))
}

/// Asks what nobody would ask for otherwise: whether a policy or a key that is missing stands under a wrong name, and what a broken
/// SPF record was meant to say.
async fn ask_further<R: Resolve>(recorded: &Recorded<R>, report: &mut DomainReport) {
    if report.exists != Some(true) {
        return;
    }
    if report.dmarc.cause == Some(DmarcCause::NoRecord) {
        policy::ask_wrong_names(recorded, &report.domain).await;
    }
    own_spf::ask_about_broken(recorded, &report.domain, report.spf.cause.as_ref()).await;
    report.dns = recorded.log();
    misplaced::ask_policies(recorded, &report.domain, KnownRecords(&report.dns)).await;
    report.dns = recorded.log();
    if sought(report).next().is_some() {
        misplaced::ask(recorded, sought(report), zone(report)).await;
        report.dns = recorded.log();
    }
}

/// The records of the next step of a domain's policy, by the one decision of [`crate::dmarc::NextStep`]. Whether it can be
/// taken, only reports show.
#[must_use]
pub fn next_policy(report: &DomainReport) -> Vec<Fix> {
    let zone = zone(report);
    let mut fixes = policy::next_step(report, zone, KnownRecords(&report.dns));
    fixes.iter_mut().for_each(|fix| fix.stand_in(zone));
    fixes
}

/// The domain that all names of the owner's are below.
fn owned(report: &DomainReport) -> &Domain {
    let above = report.dmarc.organizational_domain.as_ref();
    above.filter(|above| report.domain.is_within(above)).unwrap_or(&report.domain)
}

/// The zone whose panel the records go into: the domain where it has name servers of its own, or else its organization's.
fn zone(report: &DomainReport) -> &Domain {
    let is_cut = !KnownRecords(&report.dns).lacks(&report.domain, RecordType::Ns);
    let above = report.dmarc.organizational_domain.as_ref().filter(|_| !is_cut);
    above.unwrap_or(&report.domain)
}

/// The keys that somebody named and that are not there, and those of whoever sends where no key is at all and something stands
/// below the domain's name with itself appended.
fn sought(report: &DomainReport) -> impl Iterator<Item = Domain> + '_ {
    let is_there = |key: &DkimKeyReport| !key.records.is_empty() || !key.aliases.is_empty();
    let gone = report.dkim.iter().filter(move |key| !is_there(key) && key.status.fault().is_none());
    let mut senders: Vec<&'static Provider> = Vec::new();
    if misplaced::is_doubled(&report.domain, KnownRecords(&report.dns)) {
        let has_key =
            |provider| report.dkim.iter().any(|key| key.provider == Some(provider) && is_there(key));
        senders.extend(begun(report).filter(|provider| !has_key(*provider)));
        if !report.dkim.iter().any(is_there) {
            senders.extend(domain_keys::senders_of(report));
        }
    }
    let theirs = senders.into_iter().flat_map(|provider| misplaced::key_names(provider, &report.domain));
    gone.map(|key| key.name.clone()).chain(theirs)
}

/// The senders whose tokens are at the domain: an account was begun there. Everybody who keeps mailboxes has one, whoever sends.
fn begun(report: &DomainReport) -> impl Iterator<Item = &'static Provider> + '_ {
    let texts = KnownRecords(&report.dns).texts(&report.domain);
    let owners = texts.into_iter().filter_map(|text| providers::token_owner(&text));
    owners.filter_map(|owner| {
        let mut senders = providers::catalogue().filter(|provider| provider.kind() != Kind::Mailbox);
        senders.find(|provider| provider.name() == owner)
    })
}

/// What a cure is tried on.
struct Trial<'a, R> {
    input: &'a DomainInput,
    report: &'a DomainReport,
    heard: Replayed<'a, R>,
    before: State,
}

impl<R: Resolve> Trial<'_, R> {
    /// Sends a cure through the gate.
    async fn prove(&self, mut suspect: Suspect) -> Diagnosis {
        let tidied = suspect.tidied();
        let cures = std::iter::once(suspect.fixes.as_slice()).chain(tidied.as_deref());
        let passed = joining::all(cures.map(|fixes| self.passed(&suspect, fixes))).await;
        if passed.get(1).is_some_and(Result::is_err) {
            suspect.tidy.clear();
        }
        match passed.into_iter().next().unwrap_or(Ok(None)) {
            Ok(proof) => suspect.shown(proof),
            Err(obstacle) => suspect.refused(&obstacle).shown(None),
        }
    }

    /// Puts the records of a cure over DNS, one step after the other, and checks again.
    async fn passed(&self, suspect: &Suspect, fixes: &[Fix]) -> Result<Option<Proof>, Obstacle> {
        let cause = &suspect.cause;
        gate::can_be_published(
            Ground { owned: owned(self.report), known: KnownRecords(&self.report.dns) },
            fixes,
        )?;
        let mut last = None;
        let ends: Vec<usize> = gate::prefixes(fixes).collect();
        let asks_on = suspect.trial != Trying::None;
        let put = |end: usize| drafts(fixes.get(..end).unwrap_or_default(), &self.report.dns);
        let states = ends.iter().map(|end| self.examined(put(*end), asks_on));
        let (before, states) = join(self.before(fixes), joining::all(states)).await;
        for (end, after) in ends.iter().copied().zip(states) {
            let later = suspects(&after);
            let state = State::of_domain(&after, &later);
            let known = KnownRecords(&self.report.dns);
            gate::holds((&before, &state), cause, fixes.get(..end).unwrap_or_default(), known)?;
            last = Some((later, state.is_keyed(cause), state.lacks_key_of(fixes)));
        }
        let Some((later, keyed, astray)) = last.filter(|_| suspect.trial != Trying::None) else {
            return Ok(None);
        };
        if !keyed || later.iter().any(|other| gate::is_same(&other.cause, cause)) {
            return Err(Obstacle::Stays);
        }
        if gate::is_undone(fixes, &later) {
            return Err(Obstacle::Undone);
        }
        if astray {
            return Ok(None);
        }
        let of = ProofOf::Domain;
        Ok(Some(Proof { of, before: None, after: None, by: Vec::new(), unaligned: Vec::new() }))
    }

    /// The domain with some records over DNS. What is only looked at for what it breaks asks for nothing more.
    async fn examined(&self, records: Vec<Draft>, asks_on: bool) -> DomainReport {
        let heard = Heard(&self.heard);
        let heard = if asks_on { AnyResolver::of(&self.heard) } else { AnyResolver::of(&heard) };
        let mended = Overlay::new(heard, records);
        let resolver = Recorded::new(AnyResolver::of(&mended));
        let mut report = examine(&resolver, self.input).await;
        ask_further(&resolver, &mut report).await;
        report
    }

    /// The state before any step, with whom the SPF record was meant to list where a step changes it.
    async fn before(&self, fixes: &[Fix]) -> State {
        let mut before = self.before.clone();
        let domain = &self.report.domain;
        if fixes.iter().any(|fix| gate::touches_spf(fix) && fix.name.as_ref() == Some(domain)) {
            before.meant(domain, self.meant().await);
        }
        before
    }

    /// Whom the record of the domain lists, or was meant to list.
    async fn meant(&self) -> Option<Node> {
        let domain = &self.report.domain;
        let heard = intent::Heard::of(domain, &self.report.dns);
        let record = gate::meant(&KnownRecords(&self.report.dns).texts(domain), &heard)?;
        let data = Rdata::parse(RecordType::Txt, &record).ok();
        let record = Draft { name: domain.clone(), kind: RecordType::Txt, data };
        let meant = Overlay::new(&self.heard, vec![record]);
        spf::walk(&AnyResolver::of(&meant), domain).await.tree
    }
}

fn suspects(report: &DomainReport) -> Vec<Suspect> {
    // At a name that no mail comes from there is nothing to publish.
    if report.exists != Some(true) || report.mx.hosts.is_empty() && !posture::is_mail_name(&report.domain) {
        return unanswered::suspects(report);
    }
    let known = KnownRecords(&report.dns);
    let domain = &report.domain;
    let mut suspects: Vec<Suspect> = parked(report, known).into_iter().collect();
    let is_parked = !suspects.is_empty();
    suspects.extend(unanswered::suspects(report));
    let apex = apex::alias(report, zone(report), known);
    let cause = report.dmarc.cause.as_ref().filter(|_| !is_parked);
    let of_dmarc = cause.and_then(|cause| policy::of_cause(cause, domain, zone(report), known));
    // A first policy asks for nothing yet, and mends no mail: what fails today comes before it.
    let (first, of_dmarc) =
        if report.dmarc.cause == Some(DmarcCause::NoRecord) { (of_dmarc, None) } else { (None, of_dmarc) };
    suspects.extend(of_dmarc);
    // What seems to send nothing and is an alias says all that it can.
    let is_silent = report.sending == Sending::DeclaredNot
        || report.sending == Sending::LooksParked && !known.aliases(domain).is_empty();
    if !is_parked && !is_silent {
        // Beside an alias no SPF record can be published, and what the target answers is not the owner's.
        let is_alias = apex.is_some();
        suspects.extend(apex);
        let of_sending = of_sending(report, known).into_iter();
        suspects.extend(of_sending.filter(|found| !is_alias || !found.cause.is_of_spf()));
    }
    suspects.extend(first);
    suspects.extend(open::below(domain, known));
    if !is_parked {
        suspects.extend(exchangers::suspects(report, zone(report), known));
        suspects.extend(exchangers::before_mailboxes(report, known));
        let (policies, asks_for_little) = policy::of_policy(report, zone(report), known);
        // Mail that is not delivered comes before reports that are not.
        let (blocking, idle): (Vec<_>, Vec<_>) =
            records::policy(report, known).into_iter().partition(|_| records::blocks_mail(report));
        suspects.extend(blocking);
        suspects.extend(policies);
        suspects.extend(records::suspects(report, zone(report), known));
        suspects.extend(misplaced::policies(domain, known));
        suspects.extend(idle);
        suspects.extend(exchangers::aliases(report, zone(report), known));
        // What works today comes after what does not, and a policy after what it rests on: answers, and a record that is read.
        let rests = |found: &Suspect| {
            matches!(found.cause, RootCause::LookupFails { .. } | RootCause::DmarcSyntax { .. })
        };
        let next = asks_for_little.filter(|_| !suspects.iter().any(rests));
        let logo = records::logo(report, next.as_ref(), zone(report), known);
        suspects.extend(next);
        suspects.extend(logo);
    }
    suspects.retain(|suspect| !suspect.evidence.is_empty());
    policy::begin_mildly(&mut suspects);
    suspects
}

/// What ails the records by which a domain's senders are told.
fn of_sending(report: &DomainReport, known: KnownRecords<'_>) -> Vec<Suspect> {
    let domain = &report.domain;
    let mut suspects: Vec<Suspect> = Vec::new();
    suspects.extend(own_spf::of_cause(
        domain,
        report.spf.cause.as_ref(),
        report.spf.tree.as_ref(),
        known,
        zone(report),
    ));
    if suspects.iter().all(|suspect| !suspect.cause.is_of_spf()) {
        suspects.extend(own_spf::misread(domain, known));
    }
    // Where keys alone show mail, of a service that signs, nothing tells from where it comes.
    let is_guess = report.mx.hosts.is_empty() && !report.dkim.is_empty();
    suspects.retain(|suspect| !is_guess || !suspect.cause.is_spf_missing());
    // A mended record is closed already.
    let is_closed = suspects.iter().any(|told| {
        told.fixes.first().is_some_and(|fix| fix.name.as_ref() == Some(domain) && fix.value.is_some())
    });
    suspects.extend(open::open(domain, zone(report), known).filter(|_| !is_closed));
    // What the mended record leaves out is told already.
    let drops = |fix: &Fix, term: &String| match &fix.step {
        Step::CorrectSpf { dropped } => fix.value.is_some() && dropped.contains(term),
        Step::DropOpenInclude { .. } => true,
        _ => false,
    };
    let is_left_out = |found: &Suspect| match &found.cause {
        RootCause::SpfTooWide { term, .. } => {
            suspects.iter().flat_map(|told| &told.fixes).any(|fix| drops(fix, term))
        }
        _ => false,
    };
    let wide = own_spf::too_wide(&report.spf, zone(report), known).filter(|found| !is_left_out(found));
    suspects.extend(wide);
    suspects.extend(proxied::suspect(report, zone(report), known));
    if suspects.iter().all(|suspect| !suspect.cause.is_of_spf()) {
        let sends_elsewhere = region::suspect(report, known).or_else(|| mailbox::unlisted(report, known));
        suspects.extend(sends_elsewhere.or_else(|| mailbox::missed_ipv6(report, known)));
    }
    suspects.extend(report.dkim.iter().filter_map(|key| domain_keys::key_fault(report, key, known)));
    let misplaced = sought(report).filter_map(|name| misplaced::suspect(&name, zone(report), known));
    suspects.extend(misplaced.map(|found| domain_keys::with_switch(report, found)));
    for found in domain_keys::not_set_up(report, known).into_iter().chain(domain_keys::named(report, known)) {
        if !is_told(&suspects, &found) {
            suspects.push(found);
        }
    }
    let keyless = domain_keys::keyless_aliases(report, known);
    suspects.extend(keyless.into_iter().filter(|found| !is_told(&suspects, found)).collect::<Vec<_>>());
    suspects
}

/// Leaves out what a record that was offered before puts right as well.
fn leave_out_repeated(suspects: &mut Vec<Suspect>) {
    let mut told: Vec<(Option<Domain>, String)> = Vec::new();
    suspects.retain(|suspect| {
        let Some((fix, value)) = suspect.fixes.first().and_then(|fix| Some((fix, fix.value.clone()?))) else {
            return true;
        };
        let record = (fix.name.clone(), value);
        let is_new = !told.contains(&record);
        told.push(record);
        is_new
    });
}

/// A domain that sends nothing has its own right answer, in three records.
fn parked(report: &DomainReport, known: KnownRecords<'_>) -> Option<Suspect> {
    // RFC 1034 §3.6.2: nothing can be said beside an alias.
    let has_alias = !known.aliases(&report.domain).is_empty();
    // What nobody could look up may stand there already.
    if report.sending != Sending::LooksParked || has_alias || report.dmarc_presence().is_unanswered() {
        return None;
    }
    let domain = &report.domain;
    let name = domain.prepend("_dmarc").ok()?;
    let mut fixes = Vec::new();
    if !report.mx.null {
        fixes.push(Fix::publish(Step::PublishNullMx, domain.clone(), RecordType::Mx, Some("0 .".to_owned())));
    }
    if report.spf.record.is_none() {
        let value = Some("v=spf1 -all".to_owned());
        fixes.push(Fix::publish(Step::PublishSpf, domain.clone(), RecordType::Txt, value));
    }
    if report.dmarc.policy != Some(Policy::Reject) {
        fixes.extend(policy::refused(report, zone(report), known));
    }
    let evidence = vec![
        known.evidence(domain, RecordType::Mx),
        known.evidence(domain, RecordType::Txt),
        known.evidence(&name, RecordType::Txt),
    ];
    let cause = RootCause::ParkedUndeclared { domain: domain.clone() };
    // Its own records say it already, where a policy alone is missing.
    let is_said = report.mx.null && report.spf.record.as_deref().is_some_and(posture::is_bare_refusal);
    let sure = if is_said { Sureness::Certain } else { Sureness::Possible };
    Some(Suspect::new(cause, sure, evidence).by_records(fixes))
}

/// Whether a name has a step already.
fn is_told(suspects: &[Suspect], found: &Suspect) -> bool {
    let Some(of) = found.fixes.iter().find_map(|fix| fix.name.as_ref()) else { return false };
    suspects.iter().flat_map(|suspect| &suspect.fixes).any(|fix| fix.name.as_ref() == Some(of))
}
