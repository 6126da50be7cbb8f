//! Mail that was passed on: SPF speaks of the server that handed it over last, and that is the forwarder's.

use super::scene::{Scene, has_own_signature};
use super::senders;
use super::suspect::Suspect;
use crate::judge::client::Client;
use crate::report::{Fix, RootCause, Step, Sureness};

/// The forwarder, and what would survive it.
pub(super) fn suspect(scene: &Scene<'_>) -> Option<Suspect> {
    let (Client::Forwarder(forwarder) | Client::RecipientSide(forwarder)) = &scene.client else {
        return None;
    };
    let mut evidence: Vec<_> = scene.client_evidence().into_iter().collect();
    evidence.extend(scene.field(|name| name == "received"));
    let identifiers = scene.report.dmarc.identifiers.iter();
    evidence.extend(identifiers.filter(|i| !i.passed()).map(|i| scene.identifier(i)));
    let cause =
        RootCause::SpfBrokenByForwarding { forwarder: forwarder.name.clone(), original: forwarder.original };
    // Mail that is signed need not be signed; what ails its signature is told of that. A relay of the author's own looks the same.
    if has_own_signature(scene) {
        return Some(Suspect::new(cause, Sureness::Possible, evidence));
    }
    let fixes = vec![Fix::enable(Step::SignForForwarding, None)];
    let assumed = senders::signed_by_author(scene);
    // What stands below the border the server that handed the mail over can have written, but where that is the recipient's own.
    let is_own = matches!(scene.client, Client::RecipientSide(_));
    let sure = if is_own { Sureness::Likely } else { Sureness::Possible };
    Some(Suspect::new(cause, sure, evidence).by_next_message(fixes, assumed))
}
