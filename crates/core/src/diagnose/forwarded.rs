//! Mail that was passed on: SPF speaks of the server that handed it over last, and that is the forwarder's.

use super::proof::Replayed;
use super::scene::{Scene, has_own_signature};
use super::senders;
use super::suspect::Suspect;
use crate::dns::{AnyResolver, Recorded, Resolve};
use crate::domain::Domain;
use crate::evidence::Envelope;
use crate::judge::{Facts, evaluate_spf};
use crate::providers::{Kind, Provider};
use crate::report::{Fix, MessageReport, RootCause, Step, Sureness};
use crate::spf::SpfResult;
use std::net::IpAddr;

/// The most earlier servers that are tried.
const MAX_TRIED: usize = 4;

/// The server that the message came from before it was passed on: an earlier one, from which SPF passes.
pub(super) async fn original<R: Resolve>(
    recorded: &Recorded<R>,
    facts: &Facts<'_>,
    report: &MessageReport,
) -> Option<IpAddr> {
    let failed = report.spf.result.is_some_and(SpfResult::is_unlisted) && report.spf.aligned;
    let mail_from = if failed { facts.envelope.mail_from.clone() } else { Some(rewritten(facts)?) };
    let replayed = Replayed::new(recorded);
    let resolver = Recorded::new(AnyResolver::of(&replayed));
    let last = report.envelope.client_ip;
    let earlier = facts.hops.iter().filter(|hop| !hop.entry && !hop.internal).filter_map(|hop| hop.ip);
    for ip in earlier.filter(|ip| Some(*ip) != last).take(MAX_TRIED) {
        let envelope =
            Envelope { client_ip: Some(ip), mail_from: mail_from.clone(), ..facts.envelope.clone() };
        let passed = evaluate_spf(&resolver, &envelope, facts.input).await;
        if passed.is_some_and(|spf| spf.result == SpfResult::Pass) {
            return Some(ip);
        }
    }
    None
}

/// The author's own envelope sender inside one that a forwarder rewrote (Sender Rewriting Scheme): `SRS0=hash=day=domain=local`
/// before the `@`, after a second forwarder with `SRS1` and his name in front, or at Microsoft `local+SRS=hash=day=domain=local`.
fn rewritten(facts: &Facts<'_>) -> Option<String> {
    let (local, _) = facts.envelope.mail_from.as_deref()?.rsplit_once('@')?;
    let parts = match local.get(..4)?.to_ascii_uppercase().as_str() {
        "SRS0" | "SRS1" => local,
        _ => local.split_once("+SRS=").map(|(_, rest)| rest)?,
    };
    let mut parts = parts.rsplitn(3, '=');
    let (user, domain) = (parts.next()?, Domain::parse(parts.next()?).ok()?);
    let author = &facts.author.as_ref().ok()?.domain;
    (domain.is_within(author) || author.is_within(&domain)).then(|| format!("{user}@{domain}"))
}

/// The forwarder, and what would survive it.
pub(super) fn suspect(
    scene: &Scene<'_>,
    original: Option<IpAddr>,
    owner: Option<&'static Provider>,
) -> Option<Suspect> {
    let original = original?;
    // A gateway that the author's own mail goes through is no forwarder.
    let by_gateway = owner.is_some_and(|owner| owner.kind == Kind::Gateway);
    if by_gateway || senders::is_authors_gateway(scene) {
        return None;
    }
    let entry = scene.report.hops.iter().find(|hop| hop.entry);
    let forwarder = entry.and_then(|hop| hop.from.clone());
    let mut evidence: Vec<_> = scene.client().into_iter().collect();
    evidence.extend(scene.field(|name| name == "received"));
    let identifiers = scene.report.dmarc.identifiers.iter();
    evidence.extend(identifiers.filter(|i| !i.passed()).map(|i| scene.identifier(i)));
    let cause = RootCause::SpfBrokenByForwarding { forwarder, original };
    // Mail that is signed need not be signed; what ails its signature is told of that.
    if has_own_signature(scene) {
        return Some(Suspect::new(cause, Sureness::Likely, evidence));
    }
    let fixes = vec![Fix::enable(Step::SignForForwarding, None)];
    let assumed = senders::signed_by_author(scene);
    Some(Suspect::new(cause, Sureness::Likely, evidence).by_next_message(fixes, assumed))
}
