//! The author's own SPF record, where it lets the message or everybody down.

use super::fix::{Fix, Step};
use super::known::Known;
use super::message::Scene;
use super::proof::Replayed;
use super::records::SpfTerms;
use super::{Evidence, RootCause, Sureness, Suspect, senders};
use crate::check::message::{Facts, evaluate_spf};
use crate::dns::{AnyResolver, RecordType, Recorded, Resolve};
use crate::domain::Domain;
use crate::evidence::{Envelope, Hop};
use crate::providers::{self, Provider};
use crate::report::MessageReport;
use crate::spf::{Node, SpfCause, SpfResult};
use std::net::IpAddr;

/// The suspect of a message whose envelope sender is the author's, and whose SPF does not pass.
pub(super) fn of_message(scene: &Scene<'_>, owner: Option<&'static Provider>) -> Option<Suspect> {
    let spf = &scene.report.spf;
    if !spf.aligned || ["pass", "temperror"].contains(&spf.result) {
        return None;
    }
    let domain = spf.domain.as_ref()?;
    if let Some(suspect) = of_cause(domain, spf.cause.as_ref(), spf.tree.as_ref(), scene.known, scene.zone())
    {
        return Some(if suspect.cause.is_spf_missing() { first_record(scene, suspect) } else { suspect });
    }
    let unlisted = matches!(spf.cause, Some(SpfCause::Matched { .. } | SpfCause::NoMatch { .. }))
        || spf.result == "notChecked"
            && spf.claimed.as_deref().is_some_and(|said| ["fail", "softfail", "neutral"].contains(&said));
    if unlisted { not_listed(scene, domain, owner) } else { None }
}

/// What breaks a record, whoever sends.
pub(super) fn of_cause(
    domain: &Domain,
    cause: Option<&SpfCause>,
    tree: Option<&Node>,
    known: Known<'_>,
    zone: &Domain,
) -> Option<Suspect> {
    let evidence = vec![known.evidence(domain, RecordType::Txt)];
    let records = known.spf_records(domain);
    let replace = |step, value: Option<String>| {
        let old = Some(records.join("\n"));
        Fix::replace(step, zone, domain.clone(), RecordType::Txt, (old, value))
    };
    let suspect = |cause| Suspect::new(cause, Sureness::Certain, evidence.clone());
    let at = || domain.clone();
    match cause? {
        SpfCause::SeveralRecords { domain: of, count } if of == domain => {
            let merged = SpfTerms::merged(&records).to_string();
            let cause = RootCause::SpfSeveralRecords { domain: at(), count: *count };
            Some(suspect(cause).by_records(vec![replace(Step::MergeSpf, Some(merged))]))
        }
        SpfCause::NoRecord { domain: of } if of == domain => Some(no_record(domain, zone, known, evidence)),
        SpfCause::Syntax { domain: of, term, .. } => {
            let cause = RootCause::SpfSyntax { domain: of.clone(), term: Some(term.clone()) };
            // A record of one's own that is included can be mended as well; somebody else's cannot.
            let own = if of.is_within(zone) { known.spf_records(of) } else { Vec::new() };
            let mended = own.first().map(|record| mended(record));
            let old = own.into_iter().next();
            let fix = Fix::replace(Step::CorrectSpf, zone, of.clone(), RecordType::Txt, (old, mended));
            let mut suspect = suspect(cause).by_records(vec![fix]);
            suspect.evidence.extend((of != domain).then(|| known.evidence(of, RecordType::Txt)));
            Some(suspect)
        }
        SpfCause::IncludeHasNoRecord { domain: gone } | SpfCause::RedirectHasNoRecord { domain: gone } => {
            let term = tree.and_then(|root| term_for(root, gone));
            let rest = records
                .first()
                .map(|record| SpfTerms::of(record).without(|own| Some(own) == term.as_deref()).to_string());
            let cause = RootCause::SpfSyntax { domain: at(), term };
            Some(suspect(cause).by_records(vec![replace(Step::CorrectSpf, rest)]))
        }
        SpfCause::TooManyLookups { .. }
        | SpfCause::TooManyVoidLookups { .. }
        | SpfCause::TooManyMx { .. }
        | SpfCause::Loop { .. } => {
            let (lookups, void_lookups) =
                tree.map_or((0, 0), |root| (root.total_lookups(), root.total_void_lookups()));
            let cause = RootCause::SpfOverLimits { domain: at(), lookups, void_lookups };
            let shorter = records.first().and_then(|record| shorter(record, tree?));
            let by_hand = vec![replace(Step::ShortenSpf, None)];
            let mut suspect = suspect(cause).by_records(vec![replace(Step::ShortenSpf, shorter)]);
            suspect.otherwise = by_hand;
            Some(suspect)
        }
        _ => None,
    }
}

/// A record that ends in `+all` lists the whole world.
pub(super) fn open(domain: &Domain, known: Known<'_>) -> Option<Suspect> {
    let record = known.spf_records(domain).into_iter().next()?;
    let everybody = |term: &str| ["all", "+all"].contains(&term.to_ascii_lowercase().as_str());
    SpfTerms::of(&record).terms().find(|term| everybody(term))?;
    let closed = SpfTerms::of(&record).without(everybody).with("~all").to_string();
    let evidence = vec![known.evidence(domain, RecordType::Txt)];
    let change = (Some(record), Some(closed));
    let fix = Fix::replace(Step::CloseSpf, domain, domain.clone(), RecordType::Txt, change);
    let cause = RootCause::SpfAllowsEverybody { domain: domain.clone() };
    Some(Suspect::new(cause, Sureness::Certain, evidence).by_records(vec![fix]))
}

/// A first record: whoever receives the domain's mail usually sends it too.
fn no_record(domain: &Domain, zone: &Domain, known: Known<'_>, evidence: Vec<Evidence>) -> Suspect {
    let hosts = known.exchangers(domain);
    let provider = hosts.iter().find_map(providers::by_mx).and_then(|provider| provider.includes.first());
    let record = match provider.filter(|include| !include.contains('*')) {
        Some(include) => SpfTerms::empty().with(&format!("include:{include}")),
        None if hosts.is_empty() => SpfTerms::of("v=spf1 -all"),
        None => SpfTerms::empty().with("mx"),
    };
    let fix = Fix::publish(Step::PublishSpf, zone, domain.clone(), RecordType::Txt, Some(record.to_string()));
    Suspect::new(RootCause::SpfMissing { domain: domain.clone() }, Sureness::Certain, evidence)
        .by_records(vec![fix])
}

/// A first record that lists the server of the message at hand besides.
fn first_record(scene: &Scene<'_>, mut suspect: Suspect) -> Suspect {
    let sender = match senders::provider_of_client(scene).and_then(include_of) {
        Some(include) => Some(format!("include:{include}")),
        None => scene.report.envelope.client_ip.map(SpfTerms::address),
    };
    for fix in &mut suspect.fixes {
        // "-all" was meant for a domain that sends nothing, and this one does.
        let base = fix.value.as_deref().map(SpfTerms::of).filter(|terms| terms.terms().count() > 1);
        let terms = base.unwrap_or_else(SpfTerms::empty);
        fix.value = Some(sender.iter().fold(terms, |terms, term| terms.with(term)).to_string());
    }
    suspect
}

/// The record with mistyped terms corrected where that is plain, and left out where it is not.
fn mended(record: &str) -> String {
    let terms = SpfTerms::of(record);
    let mut whole: Vec<String> = Vec::new();
    for term in terms.terms() {
        // A space behind a colon tears a term in two.
        match whole.last_mut().filter(|before| before.ends_with([':', '='])) {
            Some(before) => before.push_str(term),
            None => whole.push(term.to_owned()),
        }
    }
    let corrected: Vec<String> = whole.iter().map(|term| correct_term(term)).collect();
    SpfTerms::of(&format!("v=spf1 {}", corrected.join(" "))).without_errors().to_string()
}

/// Slips that people make: `ip:` for `ip4:`, `include=` for `include:`, a comma at the end.
fn correct_term(term: &str) -> String {
    let term = term.trim_end_matches([',', ';']);
    let lower = term.to_ascii_lowercase();
    let rest = |prefix: &str| term.get(prefix.len()..).unwrap_or_default();
    for (slip, meant) in [
        ("ip:", "ip4:"),
        ("ipv4:", "ip4:"),
        ("ipv6:", "ip6:"),
        ("include=", "include:"),
        ("includes:", "include:"),
        ("ip4=", "ip4:"),
        ("ip6=", "ip6:"),
    ] {
        if lower.starts_with(slip) {
            let rest = rest(slip);
            let six = meant == "ip4:" && rest.contains(':');
            return format!("{}{rest}", if six { "ip6:" } else { meant });
        }
    }
    if lower.starts_with("ip4:") && rest("ip4:").contains(':') {
        return format!("ip6:{}", rest("ip4:"));
    }
    // An address by itself.
    match term.parse::<IpAddr>() {
        Ok(ip) => SpfTerms::address(ip),
        Err(_) => term.to_owned(),
    }
}

/// The term of the record itself that leads to a name.
fn term_for(root: &Node, name: &str) -> Option<String> {
    let leads = |step: &Node| step.domain.as_ref().is_some_and(|domain| domain.as_str() == name);
    root.children.iter().find(|step| contains(step, &leads, 0)).map(|step| step.term.clone())
}

fn contains(step: &Node, is_meant: &impl Fn(&Node) -> bool, depth: usize) -> bool {
    is_meant(step) || depth < 20 && step.children.iter().any(|child| contains(child, is_meant, depth + 1))
}

/// The record without what nobody needs: includes that are never asked, terms that stand twice, terms that find nothing, and
/// `ptr`. `None` where that changes nothing.
fn shorter(record: &str, root: &Node) -> Option<String> {
    let useless = |term: &str| {
        let step = root.children.iter().find(|step| step.term == term);
        let name = step.and_then(|step| step.domain.as_ref());
        let unneeded =
            name.and_then(providers::by_include).is_some_and(|p| p.include_needed == providers::Known::No);
        let bare = term.trim_start_matches(['+', '-', '~', '?']);
        let ptr = bare == "ptr" || bare.starts_with("ptr:");
        unneeded && term.contains("include:") || ptr || step.is_some_and(|step| step.void_lookups > 0)
    };
    let text = SpfTerms::of(record).without(useless).distinct().to_string();
    (text != record).then_some(text)
}

/// A fault of the author's own record, in a message that passes all the same.
pub(super) fn of_record(scene: &Scene<'_>) -> Option<Suspect> {
    let spf = &scene.report.spf;
    let domain = spf.domain.as_ref().filter(|_| spf.aligned && spf.result == "permerror")?;
    of_cause(domain, spf.cause.as_ref(), spf.tree.as_ref(), scene.known, scene.zone())
}

/// An Exchange server of the author's own that the record does not list.
pub(super) fn hybrid(scene: &Scene<'_>) -> Option<Suspect> {
    let spf = &scene.report.spf;
    let unlisted = matches!(spf.cause, Some(SpfCause::Matched { .. } | SpfCause::NoMatch { .. }));
    if !spf.aligned || spf.result == "pass" || !unlisted {
        return None;
    }
    let (domain, ip) = (spf.domain.as_ref()?, scene.report.envelope.client_ip?);
    let server = hybrid_server(scene)?;
    let records = scene.known.spf_records(domain);
    let record = records.first()?;
    let mut evidence: Vec<Evidence> = scene.client().into_iter().collect();
    evidence.push(scene.known.evidence(domain, RecordType::Txt));
    let value = SpfTerms::of(record).with(&SpfTerms::address(ip)).to_string();
    let change = (Some(record.clone()), Some(value));
    let fix = Fix::replace(Step::AddAddress { ip }, scene.zone(), domain.clone(), RecordType::Txt, change);
    let cause = RootCause::HybridServerNotListed { ip, server: server.from.clone() };
    Some(Suspect::new(cause, Sureness::Likely, evidence).by_records(vec![fix]))
}

/// The address is nobody's that the record lists.
fn not_listed(scene: &Scene<'_>, domain: &Domain, owner: Option<&'static Provider>) -> Option<Suspect> {
    let ip = scene.report.envelope.client_ip?;
    let records = scene.known.spf_records(domain);
    let record = records.first()?;
    let mut evidence: Vec<Evidence> = scene.client().into_iter().collect();
    evidence.push(scene.known.evidence(domain, RecordType::Txt));
    let replace = |step, term: &str| {
        let change = (Some(record.clone()), Some(SpfTerms::of(record).with(term).to_string()));
        Fix::replace(step, scene.zone(), domain.clone(), RecordType::Txt, change)
    };
    let by_address = || vec![replace(Step::AddAddress { ip }, &SpfTerms::address(ip))];
    let provider = senders::provider_of_client(scene).or(owner);
    let cause = RootCause::SpfAddressNotListed { ip, provider: provider.map(|p| p.id) };
    let fixes = match provider.and_then(include_of) {
        Some(include) => {
            let include = format!("include:{include}");
            vec![replace(Step::AddInclude, &include).with(provider)]
        }
        None => by_address(),
    };
    let sure = if provider.is_some() { Sureness::Likely } else { Sureness::Possible };
    Some(Suspect::new(cause, sure, evidence).by_records(fixes))
}

/// The most providers whose own records are asked for an address.
const MAX_OWNERS: usize = 3;

/// The provider of the author's mailboxes whose own record lists the address, where the author's does not.
pub(super) async fn owner<R: Resolve>(
    recorded: &Recorded<R>,
    facts: &Facts<'_>,
    report: &MessageReport,
) -> Option<&'static Provider> {
    let failed = ["fail", "softfail", "neutral"].contains(&report.spf.result) && report.spf.aligned;
    let author = facts.author.as_ref().ok().filter(|_| failed)?;
    let log = recorded.log();
    let hosts = Known(&log).exchangers(&author.domain);
    let mut candidates: Vec<&'static Provider> = Vec::new();
    for provider in
        hosts.iter().filter_map(providers::by_mx).filter(|provider| include_of(provider).is_some())
    {
        if candidates.iter().all(|known| known.id != provider.id) && candidates.len() < MAX_OWNERS {
            candidates.push(provider);
        }
    }
    let replayed = Replayed::new(recorded);
    let resolver = Recorded::new(AnyResolver::of(&replayed));
    for provider in candidates {
        let mail_from = include_of(provider).map(|include| format!("postmaster@{include}"));
        let envelope = Envelope { mail_from, ..facts.envelope.clone() };
        let passed = evaluate_spf(&resolver, &envelope, facts.input).await;
        if passed.is_some_and(|spf| spf.result == SpfResult::Pass) {
            return Some(provider);
        }
    }
    None
}

/// What a customer of a provider includes, where it is one name for all.
fn include_of(provider: &'static Provider) -> Option<&'static str> {
    provider
        .includes
        .first()
        .copied()
        .filter(|include| !include.contains('*') && provider.include_needed != providers::Known::No)
}

/// An Exchange server of the author's own, beside Microsoft's: the mail is Exchange's, the author's mail arrives at
/// Microsoft, and the server that handed it over is not Microsoft's.
fn hybrid_server<'a>(scene: &'a Scene<'_>) -> Option<&'a Hop> {
    let entry = scene.report.hops.iter().find(|hop| hop.entry)?;
    let at_microsoft = scene
        .known
        .exchangers(scene.author)
        .iter()
        .any(|host| providers::by_mx(host).is_some_and(|provider| provider.id == "microsoft365"));
    let own = entry.from.as_deref().and_then(|name| Domain::parse(name).ok());
    let own = own.is_some_and(|name| name.is_within(scene.zone()));
    let exchange = scene.field(|name| {
        name.starts_with("x-ms-exchange-") || name == "thread-index" || name == "x-originatororg"
    });
    let handed = scene
        .report
        .hops
        .iter()
        .any(|hop| hop.with.as_deref().is_some_and(|with| with.contains("Microsoft SMTP")));
    (at_microsoft && own && (exchange.is_some() || handed)).then_some(entry)
}
