//! Keys under another name than receivers ask for: with the zone's name appended once more, or with `_domainkey` left out or misspelt.

use super::known::KnownRecords;
use super::suspect::Suspect;
use crate::dkim::key::KeyRecord;
use crate::dns::{QueryStatus, Question, RecordType, Resolve};
use crate::domain::Domain;
use crate::joining;
use crate::providers::Provider;
use crate::report::{Fix, RootCause, Step, Sureness};

/// The most keys that are looked for under other names.
const MAX_SOUGHT: usize = 4;

/// The names where a key is found that should stand at `name`.
fn wrong_names(name: &Domain, zone: &Domain) -> Vec<Domain> {
    let Some((selector, domain)) = name.as_str().split_once("._domainkey.") else { return Vec::new() };
    let texts = [
        format!("{name}.{domain}"),
        format!("{name}.{zone}"),
        format!("{selector}.{domain}"),
        format!("{selector}._domainkey._domainkey.{domain}"),
        format!("{selector}.domainkey.{domain}"),
        format!("{selector}._domainkeys.{domain}"),
    ];
    let mut names: Vec<Domain> = texts.iter().filter_map(|text| Domain::parse(text).ok()).collect();
    if domain == zone.as_str() {
        names.remove(0);
    }
    names
}

/// What tells whether something stands below a domain's name with itself appended.
pub(super) fn probe(domain: &Domain) -> Option<Question> {
    Some(Question::new(domain.prepend(domain.as_str()).ok()?, RecordType::Txt))
}

/// Whether something stands there: a name exists where there is one below it (RFC 8020 §2).
pub(super) fn is_doubled(domain: &Domain, known: KnownRecords<'_>) -> bool {
    let asked = probe(domain).and_then(|probe| known.find(&probe.name, probe.kind));
    asked.is_some_and(|query| query.status == QueryStatus::Noerror)
}

/// The question that tells a subdomain that takes mail, and is named like the domain on purpose, from a panel's doubling.
pub(super) fn subdomain_probe(domain: &Domain) -> Option<Question> {
    Some(Question::new(domain.prepend(domain.as_str()).ok()?, RecordType::Mx))
}

/// Whether a record's name lies in such a subdomain, whose own record it is.
pub(super) fn is_of_subdomain(wrong: &Domain, domain: &Domain, known: KnownRecords<'_>) -> bool {
    let doubled = domain.prepend(domain.as_str());
    doubled.is_ok_and(|doubled| wrong.is_within(&doubled) && !known.exchangers(&doubled).is_empty())
}

/// The names at which a domain publishes besides mail's own, with the beginning of what stands there.
const POLICIES: [(&str, &str); 2] = [("_mta-sts", "v=STSv1"), ("_smtp._tls", "v=TLSRPTv1")];

/// Each of them that has no record, with the name that it would have with the domain appended once more.
fn doubled_policies<'a>(
    domain: &'a Domain,
    known: KnownRecords<'a>,
) -> impl Iterator<Item = (Domain, Domain, &'static str)> + 'a {
    let names = POLICIES.iter().filter(move |_| is_doubled(domain, known));
    let names = names.filter_map(move |(label, begins)| {
        let right = domain.prepend(label).ok()?;
        Some((Domain::parse(&format!("{right}.{domain}")).ok()?, right, *begins))
    });
    names.filter(move |(_, right, _)| known.texts(right).is_empty() && known.aliases(right).is_empty())
}

/// Asks there.
pub(super) async fn ask_policies<R: Resolve>(resolver: &R, domain: &Domain, known: KnownRecords<'_>) {
    let names = doubled_policies(domain, known).map(|(wrong, ..)| wrong);
    let mut questions: Vec<Question> = names.map(|name| Question::new(name, RecordType::Txt)).collect();
    if !questions.is_empty() {
        questions.extend(subdomain_probe(domain));
    }
    joining::all(questions.iter().map(|question| resolver.lookup(question))).await;
}

/// The records that stand there, each with the one that brings it where it belongs.
pub(super) fn policies(domain: &Domain, known: KnownRecords<'_>) -> Vec<Suspect> {
    let suspect = |(wrong, right, begins): (Domain, Domain, &str)| {
        let text = known.texts(&wrong).into_iter().find(|text| text.starts_with(begins));
        let text = text.filter(|_| !is_of_subdomain(&wrong, domain, known))?;
        let evidence = vec![known.evidence(&right, RecordType::Txt), known.evidence(&wrong, RecordType::Txt)];
        let moved = Fix::publish(Step::MoveKey, right, RecordType::Txt, Some(text.clone()));
        let gone = Fix::remove(Step::RemoveMisplaced, wrong.clone(), RecordType::Txt, Some(text));
        let cause = RootCause::RecordWrongName { name: wrong };
        let suspect = Suspect::new(cause, Sureness::Certain, evidence).by_records(vec![moved]);
        Some(Suspect { tidy: vec![gone], ..suspect })
    };
    doubled_policies(domain, known).filter_map(suspect).collect()
}

/// The names where receivers look for a provider's keys of today.
pub(super) fn key_names(provider: &'static Provider, domain: &Domain) -> impl Iterator<Item = Domain> {
    let keys = provider.keys().filter(|key| key.current && !key.selector.contains('*'));
    keys.filter_map(|key| domain.prepend(&format!("{}._domainkey", key.selector)).ok())
}

/// Asks at those names.
pub(super) async fn ask<R: Resolve>(resolver: &R, keys: impl Iterator<Item = Domain>, zone: &Domain) {
    let keys: Vec<Domain> = keys.take(MAX_SOUGHT).collect();
    let names = keys.iter().flat_map(|name| wrong_names(name, zone));
    let texts = names.map(|name| Question::new(name, RecordType::Txt));
    // A proxy of web sites may answer in the place of an alias.
    let addresses = keys.iter().map(|name| Question::new(name.clone(), RecordType::A));
    let domains =
        keys.iter().filter_map(|name| Domain::parse(name.as_str().split_once("._domainkey.")?.1).ok());
    let mut questions: Vec<Question> = texts.chain(addresses).collect();
    for probe in domains.filter_map(|domain| subdomain_probe(&domain)) {
        if !questions.contains(&probe) {
            questions.push(probe);
        }
    }
    joining::all(questions.iter().map(|question| resolver.lookup(question))).await;
}

/// A key that stands under such a name, and the record that brings it where it belongs.
pub(super) fn suspect(name: &Domain, zone: &Domain, known: KnownRecords<'_>) -> Option<Suspect> {
    let is_key = |text: &String| KeyRecord::parse(text).is_ok();
    let (_, domain) = name.as_str().split_once("._domainkey.")?;
    let domain = Domain::parse(domain).ok()?;
    let (wrong, key) = wrong_names(name, zone)
        .into_iter()
        .filter(|wrong| !is_of_subdomain(wrong, &domain, known))
        .find_map(|wrong| Some((wrong.clone(), known.texts(&wrong).into_iter().find(is_key)?)))?;
    let evidence = vec![known.evidence(name, RecordType::Txt), known.evidence(&wrong, RecordType::Txt)];
    let alias = known.aliases(&wrong).first().map(ToString::to_string);
    let (kind, value) = alias.map_or((RecordType::Txt, key), |target| (RecordType::Cname, target));
    let moved = Fix::publish(Step::MoveKey, name.clone(), kind, Some(value.clone()));
    let gone = Fix::remove(Step::RemoveMisplaced, wrong.clone(), kind, Some(value));
    let cause = RootCause::DkimKeyWrongName { name: wrong };
    let mut suspect = Suspect::new(cause, Sureness::Certain, evidence).by_records(vec![moved]);
    suspect.tidy = vec![gone];
    Some(suspect)
}

/// A suspect of which some records were published under such names: those are brought where they belong.
pub(super) fn brought(mut missing: Suspect, zone: &Domain, known: KnownRecords<'_>) -> Suspect {
    let mut cause = None;
    for fix in &mut missing.fixes {
        let name = fix.name.as_ref().filter(|_| fix.old.is_none());
        let Some(found) = name.and_then(|name| suspect(name, zone, known)) else { continue };
        let Some(moved) = found.fixes.into_iter().next() else { continue };
        *fix = moved.with(fix.provider);
        missing.evidence.extend(found.evidence);
        missing.tidy.extend(found.tidy);
        cause = cause.or(Some(found.cause));
    }
    if let Some(cause) = cause {
        (missing.cause, missing.sure) = (cause, Sureness::Certain);
    }
    missing
}
