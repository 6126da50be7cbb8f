//! Records that list the whole world: one's own, or one that it includes, however deep.

use super::known::KnownRecords;
use super::spf::read;
use super::suspect::Suspect;
use crate::dns::RecordType;
use crate::domain::Domain;
use crate::intent::Heard;
use crate::intent::spf::{Intent, near_include};
use crate::providers::by_include;
use crate::report::{Fix, RootCause, Step, Sureness};
use crate::spf::Qualifier;

/// The most records of others that are looked through.
const MAX_RECORDS: usize = 40;

/// A record that ends in `+all`, or holds the network of all addresses, lists the whole world, as does one that includes such a record.
pub(super) fn open(domain: &Domain, zone: &Domain, known: KnownRecords<'_>) -> Option<Suspect> {
    // RFC 7208 §4.5: of several records none counts, and one alone would be in the place of all.
    let [record] = known.spf_records(domain).try_into().ok()?;
    let at = open_at(domain, known)?;
    // What its owner can close himself is closed where it stands.
    if at.is_within(zone) { close(domain, &at, known) } else { without_include(domain, &record, &at, known) }
}

/// The names below a domain whose record lets everybody send, as far as they were asked for: by relaxed alignment each speaks for the
/// domain itself (RFC 9989 §4.4.1). Where two of them say the same, a wildcard does.
pub(super) fn below(domain: &Domain, known: KnownRecords<'_>) -> Option<Suspect> {
    let mut open: Vec<(Domain, String)> = Vec::new();
    let asked = known.0.iter().filter(|query| query.kind == RecordType::Txt && query.name != *domain);
    for name in asked.map(|query| &query.name).filter(|name| name.is_within(domain)) {
        let Ok([record]) = <[String; 1]>::try_from(known.spf_records(name)) else { continue };
        if known.aliases(name).is_empty()
            && Intent::read(&record, &Heard::of(name, known.0)).lets_everybody_in()
        {
            open.push((name.clone(), record));
        }
    }
    let (first, _) = open.first()?.clone();
    let evidence = vec![known.evidence(&first, RecordType::Txt)];
    let mut fixes: Vec<Fix> = Vec::new();
    let mut is_wild = false;
    for (name, record) in &open {
        if fixes.iter().any(|fix| fix.old.as_ref() == Some(record)) {
            continue;
        }
        let shared = open.iter().filter(|(_, other)| other == record).count() > 1;
        is_wild |= shared;
        let at = if shared { domain.prepend("*").ok()? } else { name.clone() };
        let closed = Intent::read(record, &Heard::of(name, known.0)).softened().to_string();
        fixes.push(Fix::replace(Step::CloseSpf, at, RecordType::Txt, (Some(record.clone()), Some(closed))));
    }
    let cause = RootCause::SpfAllowsEverybody { domain: fixes.first()?.name.clone()? };
    let suspect = Suspect::new(cause, Sureness::Certain, evidence);
    Some(if is_wild { suspect.untried(fixes) } else { suspect.by_records(fixes) })
}

/// The first record that lets everybody in, of the one at a name and those that it leads to.
fn open_at(name: &Domain, known: KnownRecords<'_>) -> Option<Domain> {
    let mut names = vec![name.clone()];
    let mut next = 0;
    while let Some(name) = names.get(next).cloned() {
        next += 1;
        let Ok([record]) = <[String; 1]>::try_from(known.spf_records(&name)) else { continue };
        let intent = Intent::read(&record, &Heard::of(&name, known.0));
        if intent.lets_everybody_in() {
            return Some(name);
        }
        for inner in intent.texts().iter().filter_map(|term| target(term)) {
            if names.len() < MAX_RECORDS && !names.contains(&inner) {
                names.push(inner);
            }
        }
    }
    None
}

/// The name of the record that a term takes in (RFC 7208 §5.2, §6.1).
fn target(term: &str) -> Option<Domain> {
    let term = term.trim_start_matches('+');
    Domain::parse(term.strip_prefix("include:").or_else(|| term.strip_prefix("redirect="))?).ok()
}

fn close(domain: &Domain, at: &Domain, known: KnownRecords<'_>) -> Option<Suspect> {
    let meant = read(domain, at, known)?;
    let evidence = vec![known.evidence(at, RecordType::Txt)];
    let change = (Some(meant.written.clone()), Some(meant.softened().to_string()));
    let fix = Fix::replace(Step::CloseSpf, at.clone(), RecordType::Txt, change);
    let cause = RootCause::SpfAllowsEverybody { domain: domain.clone() };
    Some(Suspect::new(cause, Sureness::Certain, evidence).by_records(vec![fix]))
}

/// The record with whom the include names in its place: only its keeper can close what lies behind it.
fn without_include(domain: &Domain, record: &str, at: &Domain, known: KnownRecords<'_>) -> Option<Suspect> {
    let own = Intent::of(record);
    let targets = || own.texts().into_iter().filter_map(|term| Some((target(&term)?, term)));
    // What is a letter off a provider's is no sender of anybody's, and is told of that.
    let is_slip = |name: &Domain| by_include(name).is_none() && near_include(name, &|_| true).is_some();
    if targets().any(|(name, _)| is_slip(&name)) {
        return None;
    }
    let (name, term) = targets().find(|(name, _)| open_at(name, known).is_some())?;
    let mut outer = own.without(|own| own == term);
    if term.starts_with("redirect=") {
        outer = outer.ending_in(Qualifier::Softfail);
    }
    let listed = listed(&name, known, &mut vec![domain.clone()]);
    // Whom it named nobody can tell where it names nobody; they are not refused.
    let outer = if listed.is_empty() { outer.softened() } else { outer };
    let closed = listed.iter().fold(outer, |record, own| record.with(own)).to_string();
    let change = (Some(record.to_owned()), Some(closed));
    let fix = Fix::replace(Step::DropOpenInclude { term }, domain.clone(), RecordType::Txt, change);
    let evidence = vec![known.evidence(domain, RecordType::Txt), known.evidence(at, RecordType::Txt)];
    let cause = RootCause::SpfAllowsEverybody { domain: domain.clone() };
    Some(Suspect::new(cause, Sureness::Certain, evidence).by_records(vec![fix]))
}

/// Whom the record at a name lists, each as it is written in the record of another: `a` and `mx` alone mean the name that they stand
/// at, and an include that lists the world as well is whom it names. `seen` are the names that were followed already.
fn listed(name: &Domain, known: KnownRecords<'_>, seen: &mut Vec<Domain>) -> Vec<String> {
    let Some(record) = known.spf_records(name).into_iter().next().filter(|_| !seen.contains(name)) else {
        return Vec::new();
    };
    seen.push(name.clone());
    let mut terms = Vec::new();
    for term in Intent::of(&record).texts() {
        let inner =
            target(&term).filter(|inner| term.starts_with("redirect=") || open_at(inner, known).is_some());
        match inner {
            Some(inner) if seen.len() < MAX_RECORDS => terms.extend(listed(&inner, known, seen)),
            Some(_) => {}
            None => terms.extend(spelled(term, name)),
        }
    }
    terms
}

/// A term as it says the same in another's record; `None` where it names nobody.
fn spelled(term: String, name: &Domain) -> Option<String> {
    let of_itself = ["a", "mx"].iter().find_map(|kind| {
        let rest = term.strip_prefix(kind)?;
        (rest.is_empty() || rest.starts_with('/')).then(|| format!("{kind}:{name}{rest}"))
    });
    let is_named = ["ip4:", "ip6:", "include:", "a:", "mx:"].iter().any(|kind| term.starts_with(kind));
    of_itself.or_else(|| is_named.then_some(term))
}
