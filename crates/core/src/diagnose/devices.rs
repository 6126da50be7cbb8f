//! Copiers and the like, which mail through the relay of an internet provider: unsigned, and from its address.

use super::scene::Scene;
use crate::report::Verdict;

/// Words by which such devices name themselves in X-Mailer.
const DEVICES: [&str; 14] = [
    "bizhub",
    "brother",
    "canon",
    "e-studio",
    "ecosys",
    "imagerunner",
    "konica",
    "kyocera",
    "lexmark",
    "ricoh",
    "sharp",
    "synology",
    "workcentre",
    "xerox",
];

/// Whether a device sent the message in the author's name through a relay that it gave a password: the hop before the entry
/// was authenticated (RFC 3848 §2) by the very server that handed the message over.
pub(super) fn relayed(scene: &Scene<'_>) -> bool {
    let Verdict::Fail { .. } = scene.report.verdict else { return false };
    let hops = &scene.report.hops;
    let relay = hops.iter().find(|hop| hop.entry).and_then(|hop| hop.from.as_deref());
    let authenticated = |with: &str| ["ESMTPA", "ESMTPSA"].contains(&with.to_ascii_uppercase().as_str());
    let submitted = hops.iter().any(|hop| {
        let at_relay = hop.by.as_deref().zip(relay).is_some_and(|(by, relay)| by.eq_ignore_ascii_case(relay));
        at_relay && hop.with.as_deref().is_some_and(authenticated)
    });
    let mailer = scene.facts.message.first("x-mailer").map(|field| field.unfolded().to_ascii_lowercase());
    submitted && mailer.is_some_and(|mailer| DEVICES.iter().any(|device| mailer.contains(device)))
}
