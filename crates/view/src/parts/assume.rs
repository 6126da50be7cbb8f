//! Another client address or envelope for the SPF of a message, given by hand.

use crate::locale::Locale;
use crate::node::{Attribute, Node, button, details, field, form, input, note, p, summary};
use crate::protocol::Act;
use crate::views::{Session, SpfAnswer};
use waxseal_core::report::MessageReport;
use waxseal_prose::Refusal;

/// The form, filled with what was used.
pub(crate) fn assume(locale: Locale, report: &MessageReport, session: &Session) -> Node {
    let (words, envelope) = (locale.words(), &report.envelope);
    let text = |name: &str, value: Option<String>| {
        let control = input().with(Attribute::Name, name).with(Attribute::Autocomplete, "off");
        control.with(Attribute::Value, value.unwrap_or_default())
    };
    let form = form()
        .class("form")
        .with(Attribute::DataAct, Act::Assume.as_str())
        .put(field("assume-from", "From", text("from", session.given.from.as_ref().map(ToString::to_string))))
        .put(field(
            "assume-ip",
            words.client_address,
            text("ip", envelope.client_ip.map(|ip| ip.to_string())),
        ))
        .put(field("assume-sender", words.sender, text("mailFrom", envelope.mail_from.clone())))
        .put(field("assume-helo", "HELO", text("helo", envelope.helo.clone())))
        .put(button().class("button quiet").with(Attribute::Type, "submit").put(words.assume_it));
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
