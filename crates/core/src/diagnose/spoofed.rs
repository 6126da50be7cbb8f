//! Mail that nobody sent who has anything to do with its author.

use super::devices;
use super::scene::{Scene, has_own_signature};
use super::suspect::Suspect;
use crate::dmarc::Policy;
use crate::domain::Domain;
use crate::evidence::Says;
use crate::message::address_list;
use crate::providers::is_free_mail;
use crate::report::{Evidence, Fix, RootCause, Step, Sureness, Verdict};

/// Nobody who has anything to do with the author sent it.
pub(super) fn spoofed(scene: &Scene<'_>) -> Option<Suspect> {
    // What was refused was sent by whoever has the refusal, or by a program of theirs.
    let is_refused = scene.facts.refused && is_free_mail(scene.author);
    if !is_refused && !matches!(scene.report.verdict, Verdict::Fail { .. }) {
        return None;
    }
    if has_own_signature(scene) || scene.client.is_own() {
        return None;
    }
    let evidence: Vec<Evidence> = scene
        .report
        .dmarc
        .identifiers
        .iter()
        .map(|i| scene.identifier(i))
        .chain(scene.client_evidence())
        .chain(scene.field(|name| name == "from"))
        .collect();
    let cause = RootCause::Spoofed { domain: scene.author.clone() };
    let mut fixes = vec![Fix::none(Step::RightlyFails)];
    let of_form = is_of_form(scene);
    let by_account = scene.report.dmarc.identifiers.iter().any(|i| i.passed() && is_free_mail(&i.domain));
    if of_form {
        fixes.push(Fix::enable(Step::OwnFrom, None));
    } else if is_free_mail(scene.author) {
        fixes.push(Fix::enable(Step::OwnAddress, None));
    } else if by_account || devices::is_named(&scene.facts.message) {
        // A device or an account logs in or it does not: that lets nobody else in.
        fixes.push(Fix::enable(Step::LoginFromDevice, scene.mailbox_provider()));
    }
    fixes.extend(hole(scene));
    if is_refused {
        fixes.reverse();
    }
    Some(Suspect::new(cause, Sureness::Possible, evidence).untried(fixes))
}

/// The record of the organization without what lets names below it go unprotected, where that is what delivered the message.
fn hole(scene: &Scene<'_>) -> Vec<Fix> {
    let dmarc = &scene.report.dmarc;
    let Some(found) = dmarc.record.as_ref().filter(|found| found.at != *scene.author) else {
        return Vec::new();
    };
    let is_open = dmarc.policy == Some(Policy::None) && found.record.p > Some(Policy::None);
    let place = super::policy::RecordSite::of(&found.at, scene.zone(), scene.known).filter(|_| is_open);
    place.map(|place| place.raised(&found.record)).unwrap_or_default()
}

/// Whether a message looks as if a web site's form wrote it: with a visitor's address in From, for the site's own people or
/// by a program of web sites. A sender can write that too, so it only chooses among words.
fn is_of_form(scene: &Scene<'_>) -> bool {
    let by_program = scene.field(|name| name.starts_with("x-php-")).is_some()
        || scene.facts.message.first("x-mailer").is_some_and(|field| {
            let mailer = field.unfolded().to_ascii_lowercase();
            ["php", "wpforms", "wordpress", "drupal", "joomla"].iter().any(|name| mailer.contains(name))
        });
    let to = scene.facts.message.first("to").map(|field| address_list(&field.unfolded()).mailboxes);
    let readers: Vec<Domain> =
        to.into_iter().flatten().filter_map(|mailbox| Domain::parse(&mailbox.domain).ok()).collect();
    let strangers = || scene.report.dmarc.identifiers.iter().filter(|i| i.passed() && !i.vouches());
    let to_itself = strangers()
        .any(|i| readers.iter().any(|reader| i.domain.is_within(reader) || reader.is_within(&i.domain)));
    by_program || to_itself && !scene.says(|says| matches!(says, Says::MailingList { .. }))
}
