//! Mail that fails and that anybody can have written, whatever its own fields make of it.

use super::known_change;
use super::scene::Scene;
use super::suspect::Suspect;
use crate::evidence::ResultWord;
use crate::judge::client::Client;
use crate::report::{DkimReport, Fix, RootCause, Step, Sureness, Verdict};

/// Leaves the reader of mail that nothing unforgeable ties to its author the choice that it is a forgery. A list, a gateway, a forwarder
/// or a program of the author's is told by fields that its sender can have written.
pub(super) fn with_doubt(scene: &Scene<'_>, suspects: &mut [Suspect]) {
    let is_told = |suspect: &Suspect| {
        matches!(suspect.cause, RootCause::Spoofed { .. })
            || suspect.fixes.iter().any(|fix| fix.step == Step::RightlyFails)
    };
    if !is_anybodys(scene) || suspects.iter().any(is_told) {
        return;
    }
    // What is certain leaves no room for another's doing.
    if let Some(first) = suspects.first_mut().filter(|first| first.sure != Sureness::Certain) {
        first.fixes.push(Fix::none(Step::RightlyFails));
    }
}

/// Whether a mail that came in from a stranger's host, or from one whose customers are strangers too, carries nothing of the author's.
fn is_anybodys(scene: &Scene<'_>) -> bool {
    let is_strange = match &scene.client {
        Client::Stranger | Client::Forwarder(_) => true,
        Client::Provider(provided) => !provided.is_used,
        _ => false,
    };
    is_strange
        && matches!(scene.report.verdict, Verdict::Fail { .. })
        // What was refused was sent by whoever has the refusal.
        && !scene.facts.refused
        && !scene.report.dkim.iter().any(is_of_author)
}

/// Whether the author's key, or a receiver with its own eyes, shows that the author signed this text.
fn is_of_author(signature: &DkimReport) -> bool {
    let is_shown = signature.claimed == Some(ResultWord::Pass)
        || !known_change::of(signature).is_empty()
        || signature.verification.header_verified == Some(true)
            && signature.verification.body_verified != Some(false);
    signature.aligned && is_shown
}
