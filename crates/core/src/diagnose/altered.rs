//! Signatures of the author's own domain that fail since somebody changed the message on the way.

use super::scene::{Scene, is_anybodys, is_older};
use super::suspect::Suspect;
use super::{author_keys, key_names, known_change, senders};
use crate::dkim::canonical::Canonicalization;
use crate::dkim::key::KeyRecord;
use crate::dkim::{Cause, HeaderChange};
use crate::domain::Domain;
use crate::evidence::{MethodResult, ResultWord, Says};
use crate::judge::client::Client;
use crate::message::Origin;
use crate::providers::{Kind, Provider, by_host, catalogue};
use crate::report::{DkimReport, Evidence, Fix, IdentifierReport, RootCause, Step, Sureness};
use crate::spf::SpfResult;

/// One suspect for each signature of the author's that the message no longer fits.
pub(super) fn suspects(scene: &Scene<'_>) -> Vec<Suspect> {
    let own = || scene.report.dkim.iter().filter(|signature| signature.aligned);
    let behind = || own().find_map(|signature| behind_gateway(scene, signature)).into_iter().collect();
    if author_keys::holds(scene) && !scene.report.dkim.iter().any(was_good) {
        return behind();
    }
    match own().find_map(|signature| suspect(scene, signature)) {
        Some(found) => vec![found],
        None => behind(),
    }
}

/// A signature that was good where the mail came in, and that a server behind a gateway calls broken.
fn behind_gateway(scene: &Scene<'_>, signature: &DkimReport) -> Option<Suspect> {
    if signature.claimed != Some(ResultWord::Pass) {
        return None;
    }
    let behind = scene.facts.claims.iter().filter(|claim| scene.facts.arrival.behind.contains(&claim.line));
    let mut results = behind.flat_map(|claim| &claim.results).filter(|result| result.method == "dkim");
    let named = signature.domain()?;
    let is_its = |result: &MethodResult| {
        result
            .property("header.d")
            .or(result.property("header.i"))
            .is_some_and(|domain| domain.contains(named.as_str()))
    };
    let broken = results
        .any(|result| is_its(result) && matches!(result.result, ResultWord::Fail | ResultWord::Neutral));
    if !broken {
        return None;
    }
    let (provider, mark) = gateway(scene)?;
    let evidence = mark.into_iter().chain(scene.client_evidence()).collect();
    let cause = RootCause::DkimBrokenByGateway {
        domain: named.clone(),
        provider: Some(provider),
        after_receipt: true,
        changes: Vec::new(),
    };
    let fixes = vec![Fix::enable(Step::ExemptFromChanges, Some(provider))];
    Some(Suspect::new(cause, Sureness::Likely, evidence).untried(fixes))
}

/// A server behind a gateway that held the mail of the gateway against SPF and DMARC, where it was good when the gateway took it in.
pub(super) fn judged_behind(scene: &Scene<'_>) -> Option<Suspect> {
    let gateway = scene.report.arrival.gateway.as_ref().filter(|_| scene.passes())?;
    let behind = scene.facts.claims.iter().filter(|claim| scene.facts.arrival.behind.contains(&claim.line));
    let has_failed = |result: &MethodResult| result.method == "dmarc" && result.result == ResultWord::Fail;
    behind.flat_map(|claim| &claim.results).find(|result| has_failed(result))?;
    let provider = Domain::parse(&gateway.host).ok().and_then(|host| by_host(&host));
    let cause = RootCause::ReceiverSawGateway { gateway: gateway.host.clone(), provider };
    let evidence = scene.field(|name| name == "authentication-results").into_iter().collect();
    let fixes = vec![Fix::enable(Step::ExemptFromChanges, provider)];
    Some(Suspect::new(cause, Sureness::Certain, evidence).untried(fixes))
}

/// Whether a signature of the author's was good on arrival and is not any more.
fn was_good(signature: &DkimReport) -> bool {
    let spoilt =
        matches!(signature.verification.cause, Some(Cause::BodyHashMismatch | Cause::SignatureMismatch));
    signature.aligned && spoilt && signature.claimed == Some(ResultWord::Pass)
}

fn suspect(scene: &Scene<'_>, signature: &DkimReport) -> Option<Suspect> {
    let (result, _) = signature.counting(scene.facts.message.origin())?;
    if result == ResultWord::Pass || is_older(scene, signature) || !is_altered(scene, signature) {
        return None;
    }
    let domain = signature.domain()?.clone();
    let mut evidence = failed(scene, &domain);
    let after_receipt = signature.claimed == Some(ResultWord::Pass);
    let changes = known_change::of(signature);
    let remedy = known_change::remedy(&changes, signature.verification.body_canonicalization);
    // What is known is said, with the remedy of that change and of no other.
    let fixes = |general: Fix| vec![remedy.clone().unwrap_or(general)];
    if let Some(cause) = known_change::of_signer(signature, &changes) {
        return Some(tried(
            scene,
            Suspect::new(cause, Sureness::Certain, evidence),
            remedy.into_iter().collect(),
        ));
    }
    // A stranger can write the fields of a list and of a gateway too; who passes mail on passes SPF for itself.
    let has_body = signature.verification.body_verified.is_some();
    let is_anybodys = has_body && is_anybodys(scene, signature);
    if is_anybodys && !scene.report.dmarc.identifiers.iter().any(IdentifierReport::passed) {
        return None;
    }
    let gateway = gateway(scene).filter(|_| !is_anybodys);
    if let Some(list) = list(scene, signature, after_receipt || gateway.is_some()) {
        evidence.extend(scene.field(is_list_field));
        let cause = RootCause::DkimBrokenByMailingList { domain, list, changes };
        let fixes = fixes(Fix::enable(Step::AskList, None));
        return Some(tried(scene, Suspect::new(cause, Sureness::Likely, evidence), fixes));
    }
    if let Some((provider, mark)) = gateway {
        evidence.extend(mark);
        let cause =
            RootCause::DkimBrokenByGateway { domain, provider: Some(provider), after_receipt, changes };
        let fixes = fixes(Fix::enable(Step::ExemptFromChanges, Some(provider)));
        return Some(tried(scene, Suspect::new(cause, Sureness::Likely, evidence), fixes));
    }
    if is_anybodys {
        return None;
    }
    if !after_receipt && is_strangers(scene, signature) {
        let cause = RootCause::DkimBrokenInTransit { domain, changes, by_stranger: true };
        let fixes = vec![Fix::none(Step::RightlyFails)];
        return Some(Suspect::new(cause, Sureness::Possible, evidence).untried(fixes));
    }
    let is_known = known_change::is_proven(&changes);
    let cause = if after_receipt {
        RootCause::DkimBrokenByGateway { domain, provider: None, after_receipt, changes }
    } else {
        RootCause::DkimBrokenInTransit { domain, changes, by_stranger: false }
    };
    let fixes = fixes(Fix::enable(general(signature, after_receipt), None));
    // Without the change the signature holds: nothing else broke it.
    let sure = if is_known { Sureness::Certain } else { Sureness::Possible };
    Some(tried(scene, Suspect::new(cause, sure, evidence), fixes))
}

/// What helps where it is not known what changed. Under simple canonicalisation a space or a fold is enough, which no gateway means to
/// change.
fn general(signature: &DkimReport, after_receipt: bool) -> Step {
    let simple = known_change::is_simple(signature) && !after_receipt;
    if simple { Step::SignRelaxed } else { Step::ExemptFromChanges }
}

/// What did not pass for a domain.
fn failed(scene: &Scene<'_>, domain: &Domain) -> Vec<Evidence> {
    let identifiers = scene.report.dmarc.identifiers.iter();
    identifiers.filter(|i| i.domain == *domain && !i.passed()).map(|i| scene.identifier(i)).collect()
}

/// Whether a body that nobody signed came from a host that has nothing to do with the author, while nothing shows that anybody passed the
/// message on: whoever has one mail of a domain can put another text below its signed header.
fn is_strangers(scene: &Scene<'_>, signature: &DkimReport) -> bool {
    let spf = &scene.report.spf;
    let is_refused = spf.aligned && matches!(spf.result, Some(SpfResult::Fail | SpfResult::Softfail));
    let signed = &signature.verification;
    is_refused
        && scene.client == Client::Stranger
        && signed.body_verified == Some(false)
        && known_change::of(signature).is_empty()
        && !scene.report.dmarc.identifiers.iter().any(IdentifierReport::passed)
}

/// What becomes of the next message, if it arrives as it was signed.
fn tried(scene: &Scene<'_>, suspect: Suspect, fixes: Vec<Fix>) -> Suspect {
    suspect.by_next_message(fixes, senders::signed_by_author(scene))
}

/// Whether the message is not what was signed: found out here, or told by the receiver where the key is as it should be.
fn is_altered(scene: &Scene<'_>, signature: &DkimReport) -> bool {
    match &signature.verification.cause {
        Some(Cause::BodyHashMismatch) => true,
        // Undone, the signature holds: that shows the key to be right as well, with the body or without it.
        Some(_) if !known_change::of(signature).is_empty() => true,
        Some(Cause::SignatureMismatch) => keys_at(scene, signature) < 2,
        // Another header section than the signed one, all of it at hand: the body has no part in that.
        Some(Cause::BodyNotSupplied { header_verified: false }) if is_other_header(scene, signature) => {
            keys_at(scene, signature) == 1
        }
        // The body is not at hand, or not even the signature, and the receiver says that it does not fit.
        Some(Cause::BodyNotSupplied { .. } | Cause::OtherKey { body_supplied: false }) | None => {
            author_keys::is_said_altered(signature) && keys_at(scene, signature) == 1
        }
        Some(_) => false,
    }
}

/// Whether every signed field is there, and they are not what was signed. What a paste does to white space counts only where the
/// signature covers it.
fn is_other_header(scene: &Scene<'_>, signature: &DkimReport) -> bool {
    let signed = &signature.verification;
    let is_whole = matches!(&signed.header_change,
        Some(HeaderChange::Unexplained { absent, everything_tried: true }) if absent.is_empty());
    let is_as_it_came = scene.facts.message.origin() == Origin::File
        || signed.header_canonicalization == Some(Canonicalization::Relaxed);
    is_whole && is_as_it_came
}

/// How many usable keys stand at the signature's name.
fn keys_at(scene: &Scene<'_>, signature: &DkimReport) -> usize {
    let texts = key_names::key_name(signature).map(|name| scene.known.texts(&name)).unwrap_or_default();
    texts.iter().filter(|text| KeyRecord::parse(text).is_ok()).count()
}

/// The list that passed the message on, by its fields or by what it put into the Subject; `Some(None)` for one without a
/// name.
fn list(scene: &Scene<'_>, signature: &DkimReport, otherwise: bool) -> Option<Option<String>> {
    let named = scene.report.remarks.iter().find_map(|remark| match &remark.says {
        Says::MailingList { list } => Some(list.clone()),
        _ => None,
    });
    // Gateways put a tag into the Subject as well, to warn of mail from outside.
    let tagged = match &signature.verification.header_change {
        Some(HeaderChange::SubjectTagged { tag, .. }) => !otherwise && !is_warning(tag),
        _ => false,
    };
    let marked = tagged || scene.field(is_list_field).is_some();
    // A newsletter has List-Unsubscribe as well; only what lists alone write counts.
    (named.is_some() && has_posting_fields(scene) || marked).then_some(named)
}

/// Whether a tag in the Subject warns of mail from outside, or of spam.
fn is_warning(tag: &str) -> bool {
    let tag = tag.to_ascii_lowercase();
    let words = [
        "ext", "ekst", "estern", "spam", "caution", "warning", "warn", "suspect", "phish", "outside",
        "let op",
    ];
    words.iter().any(|word| tag.contains(word))
}

fn has_posting_fields(scene: &Scene<'_>) -> bool {
    let fields = ["list-post", "list-archive", "x-mailman-version", "x-beenthere", "mailing-list"];
    scene.field(|name| fields.contains(&name)).is_some()
}

fn is_list_field(name: &str) -> bool {
    ["list-post", "x-mailman-version", "x-beenthere", "mailing-list", "x-google-group-id"].contains(&name)
}

/// The gateway that the message went through, with what shows it.
fn gateway(scene: &Scene<'_>) -> Option<(&'static Provider, Option<Evidence>)> {
    let marked = catalogue().filter(|provider| provider.marks().next().is_some()).find_map(|provider| {
        let evidence = scene.field(|name| provider.marks().any(|mark| name.starts_with(mark)))?;
        Some((provider, Some(evidence)))
    });
    let named = || {
        let names = scene.report.hops.iter().flat_map(|hop| [&hop.from, &hop.by]).flatten();
        let known = names.filter_map(|name| Domain::parse(name).ok()).find_map(|name| by_host(&name))?;
        (known.kind() == Kind::Gateway).then_some((known, scene.field(|name| name == "received")))
    };
    marked
        .filter(|(provider, mark)| had_it(scene, provider, mark.as_ref()))
        .or_else(|| named().filter(|(provider, _)| had_it(scene, provider, None)))
}

/// Whether a gateway can have had the message: not where a stranger handed it over, who can have written the gateway's fields below the
/// border as well. What that one calls itself is taken for a hint, and the reader is left the choice that it is a forgery.
fn had_it(scene: &Scene<'_>, provider: &'static Provider, mark: Option<&Evidence>) -> bool {
    let arrival = &scene.facts.arrival;
    let border = arrival.border.line();
    let is_above = |mark: &Evidence| matches!(mark, Evidence::Field { line, .. } if border.is_some_and(|border| *line < border));
    let noted = arrival.client.as_ref().and_then(|client| client.name.as_deref());
    let names = noted.into_iter().chain(scene.report.envelope.helo.as_deref());
    let is_its = |name: &str| Domain::parse(name).is_ok_and(|name| by_host(&name) == Some(provider));
    match &scene.client {
        Client::Stranger => mark.is_some_and(is_above) || names.into_iter().any(is_its),
        Client::Provider(provided) => provided.provider == provider || provided.is_used,
        _ => true,
    }
}
