//! Another client address or envelope for the SPF of a message, given by hand.

use super::buttons::{form_of, submit, text_field};
use crate::locale::Locale;
use crate::node::{Attribute, Node, details, field, note, p, summary};
use crate::protocol::Act;
use crate::views::{Session, SpfAnswer};
use waxseal_core::report::MessageReport;
use waxseal_prose::Refusal;

/// The form, filled with what was used.
pub(crate) fn assume(locale: Locale, report: &MessageReport, session: &Session) -> Node {
    let (words, envelope) = (locale.words(), &report.envelope);
    let text = |name: &str, value: Option<String>| {
        let control = text_field(name);
        control.with(Attribute::Value, value.unwrap_or_default())
    };
    let form = form_of(Act::Assume)
        .put(field("assume-from", "From", text("from", session.given.from.as_ref().map(ToString::to_string))))
        .put(field(
            "assume-ip",
            words.client_address,
            text("ip", envelope.client_ip.map(|ip| ip.to_string())),
        ))
        .put(field("assume-sender", words.sender, text("mailFrom", envelope.mail_from.clone())))
        .put(field("assume-helo", "HELO", text("helo", envelope.helo.clone())))
        .put(submit(words.assume_it));
    let refused = match &session.spf_answer {
        Some(SpfAnswer::Refused(why)) => Some(why.sentence(locale.lang)),
        _ => None,
    };
    let folded = details()
        .put(summary().put(locale.diagnosis().other_sender))
        .put(p().put(note(locale.diagnosis().other_sender_note)))
        .put(form);
    let folded = if refused.is_some() { folded.with(Attribute::Open, "") } else { folded };
    folded.put(p().with(Attribute::Role, "alert").put(refused))
}
