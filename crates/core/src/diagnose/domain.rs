//! What a domain publishes that lets its mail down, found from its report alone.

use super::known::Known;
use super::proof::{Replayed, drafts};
use super::records::with_tags;
use super::suspect::Suspect;
use super::tidy::finished;
use super::{MAX_DIAGNOSES, keys, own_keys, policy, senders, spf};
use crate::dkim::key::KeyRecordError;
use crate::dmarc::{DmarcCause, Policy};
use crate::dns::{AnyResolver, Overlay, RecordType, Recorded, Resolve};
use crate::domain::Domain;
use crate::judge::{DomainInput, examine};
use crate::posture::{DkimKeyReport, Sending};
use crate::providers::Provider;
use crate::report::{
    Diagnosis, DomainReport, Evidence, Fix, KeySetup, Proof, ProofOf, Recognised, RecognisedBy, Role,
    RootCause, Step, Sureness,
};
use crate::spf::{SpfCause, SpfResult};
use crate::together;
use std::mem::discriminant;

/// Finds the causes and tries their cures: each by putting its records over DNS, checking again, and looking whether the
/// cause is gone.
pub(crate) async fn domain<R: Resolve>(
    recorded: &Recorded<R>,
    input: &DomainInput,
    report: &mut DomainReport,
) -> Vec<Diagnosis> {
    // The record may stand under a wrong name, which nobody would ask for otherwise.
    if report.dmarc.cause == Some(DmarcCause::NoRecord) && report.exists == Some(true) {
        policy::ask_wrong_names(recorded, &report.domain).await;
        report.dns = recorded.log();
    }
    let found = suspects(report).into_iter().take(MAX_DIAGNOSES);
    let found = together::all(found.map(|suspect| prove(recorded, input, suspect))).await;
    finished(found, zone(report))
}

/// The zone whose panel the records go into: the domain where it has name servers of its own, or else its organization's.
fn zone(report: &DomainReport) -> &Domain {
    let is_cut = !Known(&report.dns).lacks(&report.domain, RecordType::Ns);
    let above = report.dmarc.organizational_domain.as_ref().filter(|_| !is_cut);
    above.unwrap_or(&report.domain)
}

/// Puts the records of a cure over DNS, and looks whether its cause is gone.
async fn prove<R: Resolve>(recorded: &Recorded<R>, input: &DomainInput, suspect: Suspect) -> Diagnosis {
    let records = drafts(&suspect.fixes, &suspect.trial);
    if records.is_empty() {
        return suspect.shown(None);
    }
    let mended = Overlay::new(Replayed::new(recorded), records);
    let resolver = Recorded::new(AnyResolver::of(&mended));
    let after = examine(&resolver, input).await;
    let gone = suspects(&after).iter().all(|other| !is_same(&other.cause, &suspect.cause));
    // A record that breaks in another way instead is no cure.
    let gone = gone && (!suspect.cause.is_of_spf() || !breaks(after.spf.cause.as_ref()));
    let proof =
        Proof { of: ProofOf::Domain, before: None, after: None, by: Vec::new(), unaligned: Vec::new() };
    suspect.shown(gone.then_some(proof))
}

/// Whether two causes are the same fault: of several report addresses each is a fault of its own.
fn is_same(one: &RootCause, other: &RootCause) -> bool {
    let destination = |cause: &RootCause| match cause {
        RootCause::ReportAddressNotAuthorized { destination } => Some(destination.clone()),
        _ => None,
    };
    discriminant(one) == discriminant(other) && destination(one) == destination(other)
}

fn breaks(cause: Option<&SpfCause>) -> bool {
    cause.is_some_and(|cause| cause.result() == SpfResult::Permerror)
}

fn suspects(report: &DomainReport) -> Vec<Suspect> {
    if report.exists != Some(true) {
        return Vec::new();
    }
    let known = Known(&report.dns);
    let domain = &report.domain;
    let mut suspects: Vec<Suspect> = parked(report, known).into_iter().collect();
    let is_parked = !suspects.is_empty();
    let cause = report.dmarc.cause.as_ref().filter(|_| !is_parked);
    suspects.extend(cause.and_then(|cause| policy::of_cause(cause, domain, known)));
    if !is_parked && report.sending != Sending::DeclaredNot {
        suspects.extend(spf::of_cause(
            domain,
            report.spf.cause.as_ref(),
            report.spf.tree.as_ref(),
            known,
            zone(report),
        ));
        suspects.extend(spf::open(domain, known));
        suspects.extend(report.dkim.iter().filter_map(|key| key_fault(key, known)));
        suspects.extend(not_set_up(report, known));
    }
    if !is_parked {
        suspects.extend(policy::of_policy(&report.dmarc, domain, &report.findings, known));
    }
    suspects.retain(|suspect| !suspect.evidence.is_empty());
    suspects
}

/// A domain that sends nothing has its own right answer, in three records.
fn parked(report: &DomainReport, known: Known<'_>) -> Option<Suspect> {
    if report.sending != Sending::LooksParked {
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
        let old = known.texts(&name).into_iter().next();
        let change = (old, Some("v=DMARC1; p=reject".to_owned()));
        fixes.push(Fix::replace(
            Step::RaisePolicy { conditions: true },
            name.clone(),
            RecordType::Txt,
            change,
        ));
    }
    let evidence = vec![
        known.evidence(domain, RecordType::Mx),
        known.evidence(domain, RecordType::Txt),
        known.evidence(&name, RecordType::Txt),
    ];
    let cause = RootCause::ParkedUndeclared { domain: domain.clone() };
    Some(Suspect::new(cause, Sureness::Possible, evidence).by_records(fixes))
}

/// What is wrong with one key.
fn key_fault(key: &DkimKeyReport, known: Known<'_>) -> Option<Suspect> {
    let name = key.name.clone();
    let evidence = vec![known.evidence(&name, RecordType::Txt)];
    let old = || Some(key.records.join("\n"));
    let renew = |step, value| Fix::replace(step, name.clone(), RecordType::Txt, (old(), value));
    let (cause, fix) = match (&key.problem, &key.key) {
        (Some(KeyRecordError::Quoting), _) => {
            let plain = key.records.first()?.replace("\" \"", "").replace(['"', '\\'], "");
            (RootCause::DkimKeyQuoted { name: name.clone() }, renew(Step::UnquoteKey, Some(plain)))
        }
        // A key that was taken back stands there for good reason.
        (Some(KeyRecordError::Revoked), _) => return None,
        (Some(_), _) => (RootCause::DkimKeyUnusable { name: name.clone() }, renew(Step::RenewKey, None)),
        (None, Some(facts)) if facts.kind == "rsa" && facts.bits < crate::dkim::MIN_KEY_BITS => {
            let cause = RootCause::DkimKeyTooShort { name: name.clone(), bits: facts.bits };
            (cause, renew(Step::RenewKey, None))
        }
        // RFC 8301 §3.1: no receiver accepts a signature over SHA-1, and this key allows no other.
        (None, Some(facts))
            if facts.hashes.as_ref().is_some_and(|hashes| !hashes.iter().any(|h| h == "sha256")) =>
        {
            let value = with_tags(key.records.first()?, &[("h", "")]);
            (RootCause::DkimKeyUnusable { name: name.clone() }, renew(Step::CorrectKey, Some(value)))
        }
        (None, Some(_)) if key.records.len() > 1 => {
            let cause = RootCause::DkimSeveralKeys { name: name.clone(), count: key.records.len() };
            (cause, renew(Step::KeepOneKey, None))
        }
        _ => return None,
    };
    let suspect = Suspect::new(cause, Sureness::Certain, evidence);
    Some(if fix.value.is_some() { suspect.by_records(vec![fix]) } else { suspect.untried(vec![fix]) })
}

/// Providers whose keys at the domain are not as they should be.
fn not_set_up(report: &DomainReport, known: Known<'_>) -> Vec<Suspect> {
    // Without any key at all, nobody signs with the domain, not even who keeps its mailboxes.
    let keyless = report.selectors.has_key(&report.dkim) == Some(false);
    let mut suspects = Vec::new();
    for provider in senders_of(report) {
        let setup = keys::setup(provider, &report.domain, known);
        let evidence: Vec<Evidence> = setup.evidence;
        let included = report.providers.iter().any(|known| {
            known.id == provider.id
                && known.evidence.iter().any(|shown| matches!(shown, RecognisedBy::Include { .. }))
        });
        match setup.state {
            state if own_keys::is_alias_fault(state) => {
                let wrong = setup.fixes.iter().find(|fix| fix.old.is_some() || state == KeySetup::Proxied);
                let Some(name) = wrong.and_then(|fix| fix.name.clone()) else { continue };
                let cause = RootCause::DkimAliasWrong { name, provider: Some(provider.id), setup: state };
                suspects.push(Suspect::new(cause, Sureness::Certain, evidence).by_records(setup.fixes));
            }
            state @ (KeySetup::Missing | KeySetup::Old)
                if included && (keyless || !is_hosted(report, provider)) =>
            {
                // An include may be left over; mailboxes are used.
                let sure = if is_hosted(report, provider) { Sureness::Likely } else { Sureness::Possible };
                let cause = senders::cause(provider, None, state);
                let mut fixes = setup.fixes;
                fixes.push(Fix::enable(Step::EnableSigning, Some(provider)));
                let mut suspect = Suspect::new(cause, sure, evidence).untried(fixes);
                let domain = &report.domain;
                suspect.tidy = senders::unneeded_include(known, domain, provider).into_iter().collect();
                suspects.push(suspect);
            }
            _ => {}
        }
    }
    suspects
}

/// Whether the provider keeps the domain's mailboxes, so that SPF speaks for its mail anyway.
fn is_hosted(report: &DomainReport, provider: &Provider) -> bool {
    report.providers.iter().any(|known| known.id == provider.id && known.roles.contains(&Role::Receives))
}

/// The providers that send in the domain's name, and those whose names stand in an alias that has the zone appended.
fn senders_of(report: &DomainReport) -> Vec<&'static Provider> {
    let sends = report.providers.iter().filter(|known| known.roles.contains(&Role::Sends));
    let mut providers: Vec<&'static Provider> = sends.filter_map(Recognised::provider).collect();
    for key in &report.dkim {
        let stripped = key.aliases.iter().filter_map(|alias| {
            let left = alias.as_str().strip_suffix(report.domain.as_str())?.trim_end_matches('.');
            crate::providers::by_key_target(&Domain::parse(left).ok()?)
        });
        for provider in stripped {
            if providers.iter().all(|known| known.id != provider.id) {
                providers.push(provider);
            }
        }
    }
    providers
}
