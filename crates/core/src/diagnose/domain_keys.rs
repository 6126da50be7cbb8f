//! Keys of a domain that no mail can use, and providers whose keys are not set up there.

use super::key_cures;
use super::keys;
use super::known::KnownRecords;
use super::mailbox::sends_itself;
use super::senders;
use super::suspect::Suspect;
use crate::dkim::key::KeyRecordError;
use crate::dns::RecordType;
use crate::domain::Domain;
use crate::intent::dkim::{Intent, Reading, Why, with_tag};
use crate::intent::spf;
use crate::posture::{DkimKeyReport, PostureFinding};
use crate::providers::{self, Kind, Provider};
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
        (Some(_), _) if meant.is_some() => {
            (unusable(intent.is_parted.then_some(KeyLimit::Parted)), renew(Step::CorrectKey, meant))
        }
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
    let hosted = report.providers.iter().map(|known| known.provider);
    let hosted = hosted.filter(|provider| is_hosted(report, provider) && sends_itself(provider));
    let mut senders = senders_of(report);
    senders.extend(hosted.filter(|provider| !senders_of(report).contains(provider)));
    for provider in senders {
        let setup = keys::setup(provider, &report.domain, known);
        let evidence: Vec<Evidence> = setup.evidence;
        let hosted = is_hosted(report, provider);
        let included = report.providers.iter().any(|known| {
            known.provider == provider
                && known.evidence.iter().any(|shown| matches!(shown, RecognisedBy::Include { .. }))
        });
        // Where selectors are the customer's to choose any other key may be the provider's, and behind a gateway the gateway signs.
        let is_told = keyless || !hosted || provider.by_tenant() && are_of_others(report);
        match setup.state {
            state if keys::is_alias_fault(state) => {
                let wrong = setup.fixes.iter().find(|fix| fix.old.is_some() || state == KeySetup::Proxied);
                let Some(name) = wrong.and_then(|fix| fix.name.clone()) else { continue };
                let cause = RootCause::DkimAliasWrong { name, provider: Some(provider), setup: state };
                // Whoever looked for the records before they were right looks once more.
                let switch = Fix::enable(Step::EnableSigning, Some(provider));
                let fixes = Fix::with_switch(setup.fixes, switch);
                suspects.push(Suspect::new(cause, Sureness::Certain, evidence).by_records(fixes));
            }
            state @ (KeySetup::Missing | KeySetup::Old)
                if (included || hosted && sends_itself(provider) && !refuses_all(report)) && is_told =>
            {
                // An include may be left over; mailboxes are used.
                let sure = if hosted && keyless && included { Sureness::Likely } else { Sureness::Possible };
                let cause = senders::cause(provider, None, state);
                let switch = Fix::enable(Step::EnableSigning, Some(provider));
                let domain = &report.domain;
                let unused = left_over(report, provider, known).into_iter();
                let fixes = unused.chain(Fix::with_switch(setup.fixes, switch)).collect();
                let mut suspect = Suspect::new(cause, sure, evidence).untried(fixes);
                suspect.tidy = senders::unneeded_include(known, domain, provider).into_iter().collect();
                suspects.push(suspect);
            }
            _ => suspects.extend(keys::half_set(provider, report, known)),
        }
    }
    suspects
}

/// That mailboxes at a provider seem to be left: its include stands in the record, and mail arrives at another, which has its keys.
fn left_over(report: &DomainReport, provider: &'static Provider, known: KnownRecords<'_>) -> Option<Fix> {
    // A key without an alias is known by its selector, which tells nothing but at whoever keeps the mailboxes.
    let is_of_keeper = |key: &DkimKeyReport| {
        let has_it = |keeper: &Provider| keeper.current_keys().any(|own| own.selector == key.selector);
        report.providers.iter().any(|known| is_hosted(report, known.provider) && has_it(known.provider))
            || key.provider.is_some_and(|keeper| is_hosted(report, keeper))
    };
    let has_moved = provider.kind() == Kind::Mailbox
        && !is_hosted(report, provider)
        && report.dkim.iter().any(|key| key.key.is_some() && is_of_keeper(key));
    let includes = senders::author_includes(known, &report.domain);
    let (term, _) = includes.into_iter().find(|(_, known)| has_moved && *known == provider)?;
    Some(Fix::none(Step::DropIfUnused { term }).with(Some(provider)))
}

/// Whether the SPF record lists nobody: what only takes mail signs none.
fn refuses_all(report: &DomainReport) -> bool {
    report.spf.record.as_deref().is_some_and(|record| spf::Intent::of(record).terms.is_empty())
}

/// Whether all the keys that show are those of services that sign their own mail alone, or of a web host.
fn are_of_others(report: &DomainReport) -> bool {
    let mut there = report.dkim.iter().filter(|key| !key.records.is_empty()).peekable();
    let of_other = |key: &DkimKeyReport| {
        key.selector == WEB_HOSTS || key.provider.is_some_and(|signer| signer.kind() != Kind::Gateway)
    };
    there.peek().is_some() && there.all(of_other)
}

/// The selector of the panels of web hosts.
const WEB_HOSTS: &str = "default";

/// Keys that somebody named and that are not there: behind a proxy of web sites, or, where the domain has no other or nothing else of
/// whoever signs under such a selector, nowhere. A selector that was given up is no fault.
pub(super) fn named(report: &DomainReport, known: KnownRecords<'_>) -> Vec<Suspect> {
    let keyless = report.selectors.has_key(&report.dkim) == Some(false);
    let is_there = |key: &DkimKeyReport| !key.records.is_empty() || !key.aliases.is_empty();
    let mut suspects: Vec<Suspect> = Vec::new();
    for key in report.dkim.iter().filter(|key| !is_there(key) && key.status.fault().is_none()) {
        let signer = signer(report, &key.selector);
        let has_other = |provider: &'static Provider| {
            let own = |other: &&DkimKeyReport| {
                other.provider == Some(provider) || provider.keys().any(|own| own.selector == other.selector)
            };
            report.dkim.iter().filter(own).any(is_there)
        };
        let proxied = known.is_proxied(&key.name);
        if !proxied && !keyless && signer.is_none_or(has_other) {
            continue;
        }
        let is_like = |told: &&mut Suspect| {
            let same = told.fixes.iter().any(|fix| fix.provider == signer);
            let is_proxied = told.fixes.iter().any(|fix| fix.step == Step::UnproxyKeyAlias);
            same && (signer.is_some() || proxied) && is_proxied == proxied
        };
        let told = suspects.iter_mut().find(is_like);
        let fix = missing_key(report, key, signer, proxied);
        if let Some(told) = told {
            told.evidence.push(known.evidence(&key.name, RecordType::Txt));
            let behind = told.fixes.len() - usize::from(signer.is_some());
            told.fixes.insert(behind, fix);
            continue;
        }
        let name = key.name.clone();
        let cause = match signer {
            _ if proxied => RootCause::DkimAliasWrong { name, provider: signer, setup: KeySetup::Proxied },
            Some(provider) => senders::cause(provider, None, KeySetup::Missing),
            None => {
                RootCause::DkimKeyMissing { name, provider: None, target: None, replaced: false, asked: true }
            }
        };
        let switch = signer.map(|provider| Fix::enable(Step::EnableSigning, Some(provider)));
        let fixes = std::iter::once(fix).chain(switch).collect();
        let evidence = vec![known.evidence(&key.name, RecordType::Txt)];
        let sure = match signer {
            Some(provider) if !proxied && !is_known(report, provider) => Sureness::Possible,
            Some(_) if !proxied => Sureness::Likely,
            _ => Sureness::Certain,
        };
        suspects.push(Suspect::new(cause, sure, evidence).untried(fixes));
    }
    suspects
}

/// A key brought where it belongs, and its signer told to look for it there.
pub(super) fn with_switch(report: &DomainReport, mut moved: Suspect) -> Suspect {
    let name = moved.fixes.first().and_then(|fix| fix.name.as_ref());
    let selector = name
        .and_then(|name| name.as_str().split_once("._domainkey."))
        .map(|(selector, _)| selector.to_owned());
    let signer = selector.and_then(|selector| signer(report, &selector));
    moved.fixes.extend(signer.map(|signer| Fix::enable(Step::EnableSigning, Some(signer))));
    moved
}

/// Who signs under a selector: of those that the domain's records show, or else the only one that has it, where two of its selectors
/// were asked for. One word alone is anybody's.
fn signer(report: &DomainReport, selector: &str) -> Option<&'static Provider> {
    let signs = |provider: &&'static Provider| {
        provider.current_keys().any(|key| providers::matches(key.selector, selector, None))
    };
    let asked = |provider: &'static Provider| {
        let is_its = |key: &&DkimKeyReport| provider.current_keys().any(|own| own.selector == key.selector);
        report.dkim.iter().filter(|key| key.records.is_empty()).filter(is_its).count()
    };
    let has_it = |provider: &&'static Provider| provider.current_keys().any(|key| key.selector == selector);
    let mut all = providers::catalogue().filter(has_it);
    let only = all.next().filter(|only| all.next().is_none() && asked(only) > 1);
    report.providers.iter().map(|known| known.provider).find(signs).or(only)
}

/// Whether the domain's records show a provider.
fn is_known(report: &DomainReport, provider: &Provider) -> bool {
    report.providers.iter().any(|known| known.provider == provider)
}

fn missing_key(
    report: &DomainReport,
    key: &DkimKeyReport,
    signer: Option<&'static Provider>,
    proxied: bool,
) -> Fix {
    let own = signer.and_then(|provider| {
        provider.current_keys().find(|own| providers::matches(own.selector, &key.selector, None))
    });
    let is_alias = proxied || own.is_some_and(|own| own.target.is_some());
    let (step, kind) = if is_alias {
        (Step::PublishKeyAlias, RecordType::Cname)
    } else {
        (Step::PublishKey, RecordType::Txt)
    };
    let step = if proxied { Step::UnproxyKeyAlias } else { step };
    // What follows from the domain's name alone; anything else the account shows.
    let known = signer.is_some_and(|signer| is_known(report, signer));
    let value = own.filter(|_| known).and_then(|own| own.target_for(&report.domain));
    Fix::publish(step, key.name.clone(), kind, value).with(signer)
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
