//! The words of the header view, a struct that every language fills.

use crate::visible::{Lookalike, Oddity};
use waxseal_core::escaping::Hidden;

/// Every word and sentence of the header view that is not about one kind of field.
#[derive(Debug)]
#[deny(clippy::missing_docs_in_private_items)]
pub(crate) struct HeaderWords {
    /// Heading of the header view.
    pub(crate) title: &'static str,
    /// How to read what a field is.
    pub(crate) hint: &'static str,
    /// In place of the fields, where there are none.
    pub(crate) none: &'static str,
    /// Under the heading: how many fields there are.
    pub(crate) fields: fn(usize) -> String,
    /// Under the heading: how many fields are shown, of how many.
    pub(crate) not_all: fn(usize, usize) -> String,
    /// Label of the search box.
    pub(crate) search: &'static str,
    /// `{shown}` and `{all}` are filled in by the page.
    pub(crate) found: &'static str,
    /// Label of the menu that chooses a signature.
    pub(crate) signature: &'static str,
    /// First option of that menu: no signature.
    pub(crate) no_signature: &'static str,
    /// Option of that menu: a DKIM signature's domain and selector.
    pub(crate) dkim_choice: fn(&str, &str) -> String,
    /// Option of that menu: an ARC-Message-Signature's instance and domain.
    pub(crate) arc_choice: fn(u32, &str) -> String,
    /// Option of that menu: an ARC-Seal's instance and domain.
    pub(crate) seal_choice: fn(u32, &str) -> String,
    /// Beside a field that the chosen signature covers; read out.
    pub(crate) lit: &'static str,
    /// Beside a field that the chosen signature does not cover; read out.
    pub(crate) unlit: &'static str,
    /// Of the chosen signature: how many fields it covers, of how many.
    pub(crate) covers: fn(usize, usize) -> String,
    /// Of the chosen signature, where it passes.
    pub(crate) holds: &'static str,
    /// Of the chosen signature, where the header fields are unchanged and the body is not.
    pub(crate) header_holds: &'static str,
    /// Of the chosen signature, where it fails.
    pub(crate) does_not_hold: &'static str,
    /// Of the chosen signature, where its result is unknown.
    pub(crate) not_decided: &'static str,
    /// Of the chosen signature: the fields it covers although they are not there.
    pub(crate) absent: fn(&str) -> String,
    /// Of the chosen signature: the fields it does not cover.
    pub(crate) not_covered: fn(&str) -> String,
    /// In place of those, where it covers every field.
    pub(crate) all_covered: &'static str,
    /// In that list, of a field that stands several times: its name, how many are not covered, how many
    /// there are.
    pub(crate) some_of: fn(&str, usize, usize) -> String,
    /// On the line between the receiver's fields and the rest: the name of the receiver.
    pub(crate) above: fn(Option<&str>) -> String,
    /// On that line, for what is under it.
    pub(crate) below: &'static str,
    /// What a field is that has no explanation.
    pub(crate) unknown_field: &'static str,
    /// Who wrote a field: the receiver, with its name where it is known.
    pub(crate) by_receiver: fn(Option<&str>) -> String,
    /// Who wrote a field: the sending side.
    pub(crate) by_author: &'static str,
    /// Who wrote a field: a server.
    pub(crate) by_server: &'static str,
    /// Who wrote a field: the sending side or a server.
    pub(crate) by_either: &'static str,
    /// Who wrote a field that belongs to a receiver and came in with the message.
    pub(crate) by_stranger: &'static str,
    /// Who wrote a field, where the receiver's part is not known.
    pub(crate) by_unknown: &'static str,
    /// Whether to believe a field: the receiver wrote it.
    pub(crate) trust_receiver: &'static str,
    /// Whether to believe a field: the domains whose valid signatures cover it.
    pub(crate) trust_signed: fn(&str) -> String,
    /// Whether to believe a field: the domains whose signatures cover it, where only the header is unchanged.
    pub(crate) trust_header: fn(&str) -> String,
    /// Whether to believe a field: nothing covers it.
    pub(crate) trust_nothing: &'static str,
    /// Whether to believe a field that is itself a signature or seal, and passes.
    pub(crate) trust_itself: &'static str,
    /// Whether to believe a field that is itself a signature or seal, and fails.
    pub(crate) trust_failed: &'static str,
    /// Whether to believe a field that is itself a signature or seal, with an unknown result.
    pub(crate) trust_open: &'static str,
    /// Before the decoded text of a field (RFC 2047).
    pub(crate) reads: &'static str,
    /// On the fold with the rest of a long field: how many characters it holds.
    pub(crate) more_characters: fn(usize) -> String,
    /// At the end of a very long field: how many characters are not shown.
    pub(crate) left_out: fn(usize) -> String,
    /// In the list of hidden characters: those that turn the direction of writing.
    pub(crate) direction: &'static str,
    /// In the list of hidden characters: those without a shape.
    pub(crate) invisible: &'static str,
    /// In the list of hidden characters: control characters.
    pub(crate) control: &'static str,
    /// In the list of hidden characters: octets that are no UTF-8.
    pub(crate) not_text: &'static str,
    /// Under a field: which hidden characters it holds, joined by commas.
    pub(crate) holds_odd: fn(&str) -> String,
    /// Under a field: a word that looks like another.
    pub(crate) lookalike: fn(&Lookalike) -> String,
}

impl HeaderWords {
    /// What a character that cannot be seen does.
    pub(crate) const fn oddity(&self, oddity: Oddity) -> &'static str {
        match oddity {
            Oddity::Hidden(Hidden::Direction) => self.direction,
            Oddity::Hidden(Hidden::Invisible) => self.invisible,
            Oddity::Hidden(Hidden::Control) => self.control,
            Oddity::NotText => self.not_text,
        }
    }
}
