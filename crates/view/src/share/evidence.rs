//! What the fields of trace and of results tell, where it is a person's.

use super::mask::{MASKED, Mask, Masks};
use waxseal_core::evidence::Hop;

/// The value of a property. Some name a person without an `@`.
pub(super) fn property(masks: &Masks, name: &str, value: &str) -> String {
    match name {
        "smtp.auth" => masks.account(value),
        "smtp.mailfrom" | "smtp.mail" | "smtp.rcptto" | "header.i" | "header.from" | "header.sender" => {
            masks.address(value)
        }
        "smtp.helo" => masks.host(value),
        _ => masks.by_form(value),
    }
}

/// A hop. Where a person's own program handed the mail in (RFC 3848: an `A` in the protocol), its name and address are
/// that person's.
pub(super) fn hop(masks: &Masks, mut hop: Hop) -> Hop {
    if masks.has(Mask::Names) && is_submission(&hop) {
        hop.from = hop.from.map(|_| MASKED.to_owned());
        (hop.ip, hop.name) = (None, None);
    }
    hop.name = hop.name.map(|name| masks.host(&name));
    hop.from = hop.from.map(|from| masks.host(&from));
    hop.by = hop.by.map(|by| masks.host(&by));
    hop.with = hop.with.map(|with| masks.word(&with));
    hop.id = hop.id.map(|id| masks.whole(Mask::Ids, &id));
    hop.recipient = hop.recipient.map(|recipient| masks.address_list(&recipient));
    hop.envelope_from = hop.envelope_from.map(|sender| masks.address(&sender));
    hop
}

/// Whether a person's own program handed the mail in.
pub(super) fn is_submission(hop: &Hop) -> bool {
    let protocol = hop.with.as_deref().unwrap_or_default().to_ascii_uppercase();
    ["ESMTPA", "ESMTPSA", "LMTPA", "LMTPSA", "UTF8SMTPA", "UTF8SMTPSA"].contains(&protocol.as_str())
}
