//! How far a customer's keys at a provider are set up, and what is missing.

use super::key_names::key_at;
use super::known::KnownRecords;
use super::suspect::Suspect;
use crate::dkim::key::KeyRecord;
use crate::dns::{Question, RecordType};
use crate::domain::Domain;
use crate::providers::{Key, Provider, by_key_target, matches};
use crate::report::{DomainReport, Evidence, Fix, KeySetup, RootCause, Step, Sureness};

/// What was found, with the steps that complete it.
pub(super) struct Setup {
    pub(super) state: KeySetup,
    pub(super) evidence: Vec<Evidence>,
    /// The records to publish or correct; switching on is not among them.
    pub(super) fixes: Vec<Fix>,
}

/// How one selector stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Right,
    Missing,
    Wrong,
    ZoneAppended,
    Proxied,
    Unknown,
}

/// The questions that tell how a provider's keys at a domain stand.
pub(super) fn questions(provider: &Provider, domain: &Domain) -> Vec<Question> {
    let mut questions: Vec<Question> = Vec::new();
    for key in fixed(provider) {
        let Ok(name) = domain.prepend(&format!("{}._domainkey", key.selector)) else { continue };
        for kind in [RecordType::Txt, RecordType::A] {
            let question = Question::new(name.clone(), kind);
            if !questions.contains(&question) {
                questions.push(question);
            }
        }
    }
    questions
}

/// The questions whose answers tell a wildcard from a key.
pub(super) fn probes(domain: &Domain) -> Vec<Question> {
    let name = domain.prepend(&format!("{}._domainkey", crate::posture::PROBE));
    let kinds = [RecordType::Txt, RecordType::A];
    name.map(|name| kinds.map(|kind| Question::new(name.clone(), kind)).to_vec()).unwrap_or_default()
}

/// The keys whose selectors the catalogue knows, of today and of old.
fn fixed(provider: &Provider) -> impl Iterator<Item = Key> {
    provider.keys().filter(|key| !key.selector.contains('*'))
}

/// Looks at every selector of a provider.
pub(super) fn setup(provider: &'static Provider, domain: &Domain, known: KnownRecords<'_>) -> Setup {
    setup_of(provider, domain, known, None)
}

/// The same, beside a signature in some account at the provider: an alias that leads into another one, and to no key, leads astray,
/// unless the other account is shown to be the author's.
pub(super) fn setup_of(
    provider: &'static Provider,
    domain: &Domain,
    known: KnownRecords<'_>,
    account: Option<&Domain>,
) -> Setup {
    let mut selectors: Vec<&'static str> = Vec::new();
    for key in fixed(provider).filter(|key| key.current) {
        if !selectors.contains(&key.selector) {
            selectors.push(key.selector);
        }
    }
    let (mut evidence, mut fixes, mut states) = (Vec::new(), Vec::new(), Vec::new());
    for selector in selectors {
        let Ok(name) = domain.prepend(&format!("{selector}._domainkey")) else { continue };
        let keys: Vec<Key> = fixed(provider).filter(|key| key.current && key.selector == selector).collect();
        let astray = account.is_some_and(|account| {
            leads_elsewhere(provider, &name, domain, known, account)
                && !lives_elsewhere(provider, domain, known, account)
        });
        // An account that signs with its own name has made no keys that an alias to nothing could lead to.
        let is_empty = account.is_some() && !provider.by_tenant() && leads_to_nothing(&name, known);
        let state = if astray || is_empty { State::Wrong } else { state(&keys, &name, domain, known) };
        evidence.push(known.evidence(&name, RecordType::Txt));
        let fix = fix(state, &keys, &name, domain, known).map(|fix| fix.with(Some(provider)));
        // Keys that are no set are the account's to choose among: one is enough.
        let in_set = provider.together().any(|own| matches(own, selector, None));
        let is_choice = |fix: &Fix| fix.step == Step::PublishKey && fix.old.is_none() && !in_set;
        let has_choice = fixes.iter().any(is_choice);
        fixes.extend(fix.filter(|fix| !(has_choice && is_choice(fix))));
        states.push(state);
    }
    let old = fixed(provider).filter(|key| !key.current).filter(|key| {
        let name = domain.prepend(&format!("{}._domainkey", key.selector));
        name.is_ok_and(|name| is_right(key, &known.aliases(&name), domain))
    });
    let has_old = old.count() > 0;
    // What it gave out before as a key itself, and not as an alias, signs as well as ever.
    let own = fixed(provider).filter(|key| !key.current && key.target.is_none());
    let signs = own.filter_map(|key| key_at(domain, key.selector)).any(|name| gives_key(&name, known));
    let state = match overall(&states, has_old) {
        KeySetup::Missing if signs => KeySetup::SigningOff,
        state => state,
    };
    Setup { state, evidence, fixes }
}

/// Whether an alias stands at a name, and what it leads to was answered to be no text.
fn leads_to_nothing(name: &Domain, known: KnownRecords<'_>) -> bool {
    let answered = known.find(name, RecordType::Txt).is_some_and(|query| query.status.fault().is_none());
    answered && !known.aliases(name).is_empty() && known.texts(name).is_empty()
}

/// Whether the author has a key in another account at the provider than the one that signed: the signature is then another customer's.
/// Of Microsoft's two keys one stands there at a time.
pub(super) fn lives_elsewhere(
    provider: &'static Provider,
    domain: &Domain,
    known: KnownRecords<'_>,
    account: &Domain,
) -> bool {
    fixed(provider).filter(|key| key.current).any(|key| {
        domain.prepend(&format!("{}._domainkey", key.selector)).is_ok_and(|name| {
            leads_elsewhere(provider, &name, domain, known, account) && !known.texts(&name).is_empty()
        })
    })
}

/// Whether the alias of a key leads into an account that is not the one that signs. Which account is the author's a message does not
/// show: whoever signs as one of the provider's may be another customer, so its name is never offered.
fn leads_elsewhere(
    provider: &'static Provider,
    name: &Domain,
    domain: &Domain,
    known: KnownRecords<'_>,
    account: &Domain,
) -> bool {
    let aliases = known.aliases(name);
    let Some(first) = aliases.first().filter(|_| provider.by_tenant()) else { return false };
    if !fixed(provider).any(|key| is_right(&key, std::slice::from_ref(first), domain)) {
        return false;
    }
    // The tenant stands right behind the keys' own label, and right before the name that all tenants are below.
    let behind = first.as_str().split_once("._domainkey.").and_then(|(_, tenant)| tenant.split('.').next());
    let before = provider.own().find_map(|own| account.as_str().strip_suffix(own)?.strip_suffix('.'));
    let before = before.and_then(|tenant| tenant.rsplit('.').next());
    behind.zip(before).is_some_and(|(behind, before)| behind != before)
}

/// The keys that a provider signs with in turn and that stand at a domain in part: those that are not there, each with where its
/// alias leads. Where none of them gives a key there is nothing to complete.
pub(super) fn half(
    provider: &'static Provider,
    report: &DomainReport,
    known: KnownRecords<'_>,
) -> Vec<(Domain, Domain)> {
    let mut missing: Vec<(Domain, Domain)> = Vec::new();
    let domain = &report.domain;
    let its = report.dkim.iter().filter(|key| key.provider == Some(provider));
    for key in its.filter(|key| !key.records.is_empty() || provider.by_tenant()) {
        let own = provider.together().any(|own| matches(own, &key.selector, None));
        let Some(alias) = key.aliases.first().filter(|_| own) else { continue };
        let beside = provider
            .together()
            .filter_map(|other| provider.key_beside((&key.selector, alias.as_str()), other, domain));
        let accounts = tokens(report, &key.selector, alias);
        for (selector, target) in beside.chain(accounts) {
            let Ok(name) = domain.prepend(&format!("{selector}._domainkey")) else { continue };
            let Ok(target) = Domain::parse(&target) else { continue };
            let is_new = missing.iter().all(|(other, _)| *other != name);
            if is_new && state(&[], &name, domain, known) == State::Missing {
                missing.push((name, target));
            }
        }
    }
    missing
}

/// Selectors that somebody named, that are not there, and that are made as one that leads to its own name at the provider.
fn tokens<'a>(
    report: &'a DomainReport,
    selector: &'a str,
    alias: &'a Domain,
) -> impl Iterator<Item = (String, String)> + 'a {
    let behind = alias.as_str().strip_prefix(selector).filter(|rest| rest.starts_with('.'));
    let gone = report.dkim.iter().filter(|key| key.records.is_empty() && key.aliases.is_empty());
    gone.filter(move |key| key.selector.len() == selector.len() && selector.len() >= MIN_TOKEN)
        .filter_map(move |key| Some((key.selector.clone(), format!("{}{}", key.selector, behind?))))
}

/// The fewest letters of a selector that is no word but made for an account.
const MIN_TOKEN: usize = 20;

/// What tells whether the aliases that would complete the keys at some providers lead to keys. Of Microsoft's two keys one is at rest,
/// and what corrects an alias is asked where the cure is tried.
pub(super) fn targets(
    providers: Vec<&'static Provider>,
    report: &DomainReport,
    known: KnownRecords<'_>,
) -> Vec<Question> {
    let is_told = |provider: &'static Provider| {
        provider.by_tenant() || is_alias_fault(setup(provider, &report.domain, known).state)
    };
    let missing = providers.into_iter().filter(|provider| !is_told(provider));
    let targets = missing.flat_map(|provider| half(provider, report, known));
    targets.take(MAX_TARGETS).map(|(_, target)| Question::new(target, RecordType::Txt)).collect()
}

/// The most targets that are asked.
const MAX_TARGETS: usize = 8;

/// The suspect of a set of keys that stands there in part, with the records that complete it.
pub(super) fn half_set(
    provider: &'static Provider,
    report: &DomainReport,
    known: KnownRecords<'_>,
) -> Option<Suspect> {
    let missing = half(provider, report, known);
    let (name, _) = missing.first()?.clone();
    let evidence = missing.iter().map(|(name, _)| known.evidence(name, RecordType::Txt)).collect();
    let cause = RootCause::DkimSetIncomplete { name, provider: Some(provider) };
    let fix = |(name, target): (Domain, Domain)| {
        let leads = provider.by_tenant() || !known.texts(&target).is_empty();
        let value = leads.then(|| target.to_string());
        Fix::publish(Step::PublishKeyAlias, name, RecordType::Cname, value).with(Some(provider))
    };
    let fixes: Vec<Fix> = missing.into_iter().map(fix).collect();
    let suspect = Suspect::new(cause, Sureness::Likely, evidence);
    let told = fixes.iter().all(|fix| fix.value.is_some());
    Some(if told { suspect.by_records(fixes) } else { suspect.untried(fixes) })
}

/// The setups of an alias that never gave a key.
pub(super) const fn is_alias_fault(setup: KeySetup) -> bool {
    matches!(setup, KeySetup::WrongTarget | KeySetup::ZoneAppended | KeySetup::Proxied)
}

fn overall(states: &[State], has_old: bool) -> KeySetup {
    let any = |state| states.contains(&state);
    let all = |state| states.iter().all(|own| *own == state);
    let rows = [
        (states.is_empty(), KeySetup::OnlyAccountKnows),
        (all(State::Unknown), KeySetup::Unknown),
        (any(State::ZoneAppended), KeySetup::ZoneAppended),
        (any(State::Proxied), KeySetup::Proxied),
        (any(State::Wrong), KeySetup::WrongTarget),
        (all(State::Right), KeySetup::SigningOff),
        (any(State::Right), KeySetup::Incomplete),
        (has_old, KeySetup::Old),
    ];
    rows.into_iter().find(|(holds, _)| *holds).map_or(KeySetup::Missing, |(_, setup)| setup)
}

/// Whether a key that can be read stands at a name, or behind it.
fn gives_key(name: &Domain, known: KnownRecords<'_>) -> bool {
    known.texts(name).iter().any(|text| KeyRecord::parse(text).is_ok())
}

fn is_right(key: &Key, aliases: &[Domain], domain: &Domain) -> bool {
    let Some(target) = key.target else { return false };
    // Where only the account shows the target, any alias may be the right one.
    aliases.iter().any(|alias| target == "?" || matches(target, alias.as_str(), Some(domain)))
}

fn state(keys: &[Key], name: &Domain, domain: &Domain, known: KnownRecords<'_>) -> State {
    let aliases = known.aliases(name);
    let asked = known.find(name, RecordType::Txt);
    if asked.is_none_or(|query| query.status.fault().is_some()) {
        return State::Unknown;
    }
    // RFC 4592: what every name answers was not put there for this one, and a record of its own goes before it.
    if known.is_of_wildcard(name, domain) {
        return State::Missing;
    }
    if keys.iter().any(|key| is_right(key, &aliases, domain)) {
        return State::Right;
    }
    // A key published as it is serves as well as an alias does.
    if aliases.is_empty() && !known.texts(name).is_empty() {
        return State::Right;
    }
    let Some(first) = aliases.first() else {
        return if known.has_only_address(name) { State::Proxied } else { State::Missing };
    };
    let stripped = first.as_str().strip_suffix(domain.as_str()).map(|left| left.trim_end_matches('.'));
    let meant =
        |target: &str| keys.iter().any(|key| key.target.is_some_and(|t| matches(t, target, Some(domain))));
    // A key behind an alias that nobody here knows serves as well, whoever keeps it.
    let serves = || by_key_target(first).is_none() && gives_key(name, known);
    match stripped {
        Some(target) if meant(target) => State::ZoneAppended,
        _ if serves() => State::Right,
        _ => State::Wrong,
    }
}

/// What an alias was meant to be that leads to the key of another of the same provider's selectors.
fn of_selector(name: &Domain, alias: &str) -> Option<String> {
    let (selector, _) = name.as_str().split_once("._domainkey.")?;
    let provider = by_key_target(&Domain::parse(alias).ok()?)?;
    let others = fixed(provider).map(|key| key.selector).filter(|other| *other != selector);
    let mut behind = others.filter_map(|other| alias.strip_prefix(other));
    behind.find(|rest| rest.starts_with(['-', '.'])).map(|rest| format!("{selector}{rest}"))
}

fn fix(state: State, keys: &[Key], name: &Domain, domain: &Domain, known: KnownRecords<'_>) -> Option<Fix> {
    let key = keys.first()?;
    let kind = if key.target.is_some() { RecordType::Cname } else { RecordType::Txt };
    let value = key.target_for(domain);
    let old = known.aliases(name).first().map(ToString::to_string).filter(|_| state != State::Missing);
    // Where the catalogue has a gap in the target, what was meant may still show in what was typed.
    let meant = || {
        let typed = old.as_deref()?.strip_suffix(domain.as_str())?.trim_end_matches('.').to_owned();
        (state == State::ZoneAppended).then_some(typed)
    };
    let crossed = || {
        let first = old.as_deref().filter(|_| state == State::Wrong)?;
        of_selector(name, first).filter(|meant| key.target.is_some_and(|t| matches(t, meant, Some(domain))))
    };
    let value = value.or_else(meant).or_else(crossed);
    let replace = |step| Fix::replace(step, name.clone(), kind, (old.clone(), value.clone()));
    match state {
        State::Right | State::Unknown => None,
        State::Missing if key.target.is_some() => {
            Some(Fix::publish(Step::PublishKeyAlias, name.clone(), kind, value))
        }
        State::Missing => Some(Fix::publish(Step::PublishKey, name.clone(), kind, value)),
        State::Wrong | State::ZoneAppended => Some(replace(Step::CorrectKeyAlias)),
        State::Proxied => Some(replace(Step::UnproxyKeyAlias)),
    }
}
