//! Two messages side by side: who they say they are, who vouches for them, and the way they took.

use super::buttons::submit;
use super::comparison::{message_lines, side_by_side};
use crate::locale::Locale;
use crate::node::{Attribute, Node, div, field, form, p, textarea};
use crate::protocol::Act;
use crate::views::Session;
use waxseal_core::report::{MessageReport, Verdict};

/// The box for the other message, and what differs once there is one.
pub(crate) fn compare(locale: Locale, report: &MessageReport, session: &Session) -> Vec<Node> {
    let words = locale.words();
    let text =
        textarea().with(Attribute::Name, "text").with(Attribute::Required, "").with(Attribute::Rows, "4");
    let form = form()
        .class("form wide")
        .with(Attribute::DataAct, Act::Compare.as_str())
        .put(field("compare-text", words.other_message, text))
        .put(submit(words.compare));
    let titles = [words.this_message, words.the_other];
    let both = session.other.as_ref().map(|other| match other.verdict {
        Verdict::NotAMessage => p().put(locale.prose().headline(other)),
        _ => side_by_side(locale, titles, &message_lines(locale, report), &message_lines(locale, other)),
    });
    // The place is there before there is something to put in it, so that the form stays the same one, with its text.
    vec![p().put(words.compare_note), form, div().put(both)]
}
