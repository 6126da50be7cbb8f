//! Copiers and the like, by what they write of themselves. A sender can write it too, so it only chooses among words.

use crate::message::Message;

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

/// Whether a message calls itself a device's.
pub(super) fn is_named(message: &Message) -> bool {
    let mailer = message.first("x-mailer").map(|field| field.unfolded().to_ascii_lowercase());
    mailer.is_some_and(|mailer| DEVICES.iter().any(|device| mailer.contains(device)))
}
