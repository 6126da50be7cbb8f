//! Keys of a domain that no mail can use, and providers whose keys are not set up there.

use super::key_cures;
use super::keys;
use super::known::KnownRecords;
use super::senders;
use super::suspect::Suspect;
use crate::dkim::key::KeyRecordError;
use crate::dns::RecordType;
use crate::domain::Domain;
use crate::intent::dkim::{Intent, Reading, Why, with_tag};
use crate::posture::{DkimKeyReport, PostureFinding};
use crate::providers::{self, Provider};
use crate::report::{
    AnyFinding, DomainReport, Evidence, Fix, KeyLimit, KeySetup, RecognisedBy, Role, RootCause, Step,
    Sureness,
};

/// What is wrong with one key.
pub(super) fn key_fault(
    report: &DomainReport,
    key: &DkimKeyReport,
    known: KnownRecords<'_>,
) -> Option<Suspect> {
    let name = key.name.clone();
    let evidence = vec![known.evidence(&name, RecordType::Txt)];
    let old = || Some(key.records.join("\n"));
    let renew = |step, value| Fix::replace(step, name.clone(), RecordType::Txt, (old(), value));
    let intent = Intent::read(&key.records);
    let meant = intent.meant().map(str::to_owned);
    let unusable = |limit| RootCause::DkimKeyUnusable { name: name.clone(), limit };
    let (cause, fix) = match (&key.problem, &key.key) {
        (Some(KeyRecordError::Quoting), _) => {
            (RootCause::DkimKeyQuoted { name: name.clone() }, renew(Step::UnquoteKey, meant))
        }
        // A key that was taken back stands there for good reason.
        (Some(KeyRecordError::Revoked), _) => return None,
        (Some(_), _) if meant.is_some() => (unusable(None), renew(Step::CorrectKey, meant)),
        (Some(_), _) if intent.reading == Reading::Untold(Why::Private) => {
            let fix = Fix::remove(Step::WithdrawKey, name.clone(), RecordType::Txt, old());
            (unusable(None), fix)
        }
        // What is left of it was right; the rest is where the key was copied from.
        (Some(_), _) if intent.reading == Reading::Untold(Why::Cut) && key.aliases.is_empty() => {
            let signs =
                |provider: &&'static Provider| provider.keys().any(|own| own.selector == key.selector);
            let signer = report.providers.iter().map(|known| known.provider).find(signs);
            let fix = renew(Step::PublishKey, None).with(signer);
            (unusable(None), fix)
        }
        (Some(_), _) => (unusable(None), key_cures::renewed(known, &name, old())),
        (None, Some(facts)) if facts.kind == "rsa" && facts.bits < crate::dkim::MIN_KEY_BITS => {
            let cause = RootCause::DkimKeyTooShort { name: name.clone(), bits: facts.bits };
            (cause, key_cures::renewed(known, &name, old()))
        }
        // RFC 8301 §3.1: no receiver accepts a signature over SHA-1, and this key allows no other.
        (None, Some(facts))
            if facts.hashes.as_ref().is_some_and(|hashes| !hashes.iter().any(|h| h == "sha256")) =>
        {
            let value = with_tag(key.records.first()?, "h", "");
            (unusable(Some(KeyLimit::Hash)), renew(Step::AllowSha256, Some(value)))
        }
        // A text beside the key that is none: a verifier may take it for the key.
        (None, Some(_)) if !intent.stray.is_empty() && intent.key().is_some() => {
            let key = intent.key().map(str::to_owned);
            (unusable(None), renew(Step::CorrectKey, key))
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

/// Aliases that lead to no key, where the domain has no other, where mail is sent by whoever keeps the key, or where somebody asked for
/// that very selector; any other may be left from an account that was closed. Its keeper tells what to publish.
pub(super) fn keyless_aliases(report: &DomainReport, known: KnownRecords<'_>) -> Vec<Suspect> {
    let mut suspects: Vec<Suspect> = Vec::new();
    for finding in &report.findings {
        let AnyFinding::Posture(PostureFinding::KeyAliasDangling { name, target }) = &finding.advice else {
            continue;
        };
        let (provider, setup) = (providers::by_key_target(target), KeySetup::Missing);
        if !is_used(report, name, provider) {
            continue;
        }
        let evidence = known.evidence(name, RecordType::Txt);
        let fixes = key_cures::keyless_alias(known, name);
        // All of one account are switched on at once.
        let is_same =
            |told: &&mut Suspect| provider.is_some() && told.fixes.iter().all(|fix| fix.provider == provider);
        let same = suspects.iter_mut().find(is_same);
        if let Some(told) = same {
            told.evidence.push(evidence);
            // One switch, behind all names.
            let switch = told.fixes.pop();
            told.fixes.extend(fixes.into_iter().take(1).chain(switch));
            continue;
        }
        let cause = RootCause::DkimAliasWrong { name: name.clone(), provider, setup };
        suspects.push(Suspect::new(cause, Sureness::Possible, vec![evidence]).untried(fixes));
    }
    suspects
}

/// Whether an alias that leads to no key counts.
fn is_used(report: &DomainReport, name: &Domain, keeper: Option<&'static Provider>) -> bool {
    let is_known = |selector: &str| {
        providers::catalogue().any(|provider| provider.keys().any(|key| key.selector == selector))
    };
    let is_asked = |key: &DkimKeyReport| key.name == *name && !is_known(&key.selector);
    let by_mail =
        |shown: &RecognisedBy| matches!(shown, RecognisedBy::Mx { .. } | RecognisedBy::Include { .. });
    let sends = report.providers.iter().find(|known| Some(known.provider) == keeper);
    let has_key = report.dkim.iter().any(|key| key.provider == keeper && !key.records.is_empty());
    report.selectors.has_key(&report.dkim) == Some(false)
        || report.dkim.iter().any(is_asked)
        || !has_key && sends.is_some_and(|known| known.evidence.iter().any(by_mail))
}

/// Providers whose keys at the domain are not as they should be.
pub(super) fn not_set_up(report: &DomainReport, known: KnownRecords<'_>) -> Vec<Suspect> {
    // Without any key at all, nobody signs with the domain, not even who keeps its mailboxes.
    let keyless = report.selectors.has_key(&report.dkim) == Some(false);
    let mut suspects = Vec::new();
    for provider in senders_of(report) {
        let setup = keys::setup(provider, &report.domain, known);
        let evidence: Vec<Evidence> = setup.evidence;
        let included = report.providers.iter().any(|known| {
            known.provider == provider
                && known.evidence.iter().any(|shown| matches!(shown, RecognisedBy::Include { .. }))
        });
        match setup.state {
            state if keys::is_alias_fault(state) => {
                let wrong = setup.fixes.iter().find(|fix| fix.old.is_some() || state == KeySetup::Proxied);
                let Some(name) = wrong.and_then(|fix| fix.name.clone()) else { continue };
                let cause = RootCause::DkimAliasWrong { name, provider: Some(provider), setup: state };
                suspects.push(Suspect::new(cause, Sureness::Certain, evidence).by_records(setup.fixes));
            }
            state @ (KeySetup::Missing | KeySetup::Old)
                if included && (keyless || !is_hosted(report, provider)) =>
            {
                // An include may be left over; mailboxes are used.
                let sure = if is_hosted(report, provider) { Sureness::Likely } else { Sureness::Possible };
                let cause = senders::cause(provider, None, state);
                let switch = Fix::enable(Step::EnableSigning, Some(provider));
                let fixes = Fix::with_switch(setup.fixes, switch);
                let mut suspect = Suspect::new(cause, sure, evidence).untried(fixes);
                let domain = &report.domain;
                suspect.tidy = senders::unneeded_include(known, domain, provider).into_iter().collect();
                suspects.push(suspect);
            }
            _ => suspects.extend(keys::half_set(provider, report, known)),
        }
    }
    suspects
}

/// Whether the provider keeps the domain's mailboxes, so that SPF speaks for its mail anyway.
fn is_hosted(report: &DomainReport, provider: &Provider) -> bool {
    report.providers.iter().any(|known| known.provider == provider && known.roles.contains(&Role::Receives))
}

/// The providers that send in the domain's name, and those whose names stand in an alias that has the zone appended.
pub(super) fn senders_of(report: &DomainReport) -> Vec<&'static Provider> {
    let sends = report.providers.iter().filter(|known| known.roles.contains(&Role::Sends));
    let mut providers: Vec<&'static Provider> = sends.map(|known| known.provider).collect();
    for key in &report.dkim {
        let stripped = key.aliases.iter().filter_map(|alias| {
            let left = alias.as_str().strip_suffix(report.domain.as_str())?.trim_end_matches('.');
            crate::providers::by_key_target(&Domain::parse(left).ok()?)
        });
        for provider in stripped {
            if providers.iter().all(|known| *known != provider) {
                providers.push(provider);
            }
        }
    }
    providers
}
