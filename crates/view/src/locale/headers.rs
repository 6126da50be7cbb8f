//! The words of the header view, a struct that every language fills.

use crate::visible::{Lookalike, Oddity};
use waxseal_prose::Lang;

/// Every word and sentence of the header view that is not about one kind of field.
#[derive(Debug)]
pub(crate) struct HeaderWords {
    pub(crate) title: &'static str,
    /// How to read what a field is.
    pub(crate) hint: &'static str,
    pub(crate) none: &'static str,
    pub(crate) fields: fn(usize) -> String,
    pub(crate) not_all: fn(usize, usize) -> String,
    pub(crate) search: &'static str,
    /// `{shown}` and `{all}` are filled in by the page.
    pub(crate) found: &'static str,
    pub(crate) signature: &'static str,
    pub(crate) no_signature: &'static str,
    pub(crate) dkim_choice: fn(&str, &str) -> String,
    pub(crate) arc_choice: fn(u32, &str) -> String,
    pub(crate) seal_choice: fn(u32, &str) -> String,
    pub(crate) lit: &'static str,
    pub(crate) unlit: &'static str,
    pub(crate) covers: fn(usize, usize) -> String,
    pub(crate) holds: &'static str,
    pub(crate) header_holds: &'static str,
    pub(crate) does_not_hold: &'static str,
    pub(crate) not_decided: &'static str,
    pub(crate) absent: fn(&str) -> String,
    pub(crate) not_covered: fn(&str) -> String,
    pub(crate) all_covered: &'static str,
    pub(crate) some_of: fn(&str, usize, usize) -> String,
    pub(crate) above: fn(Option<&str>) -> String,
    pub(crate) below: &'static str,
    pub(crate) unknown_field: &'static str,
    pub(crate) by_receiver: fn(Option<&str>) -> String,
    pub(crate) by_author: &'static str,
    pub(crate) by_server: &'static str,
    pub(crate) by_either: &'static str,
    pub(crate) by_stranger: &'static str,
    pub(crate) by_unknown: &'static str,
    pub(crate) trust_receiver: &'static str,
    pub(crate) trust_signed: fn(&str) -> String,
    pub(crate) trust_header: fn(&str) -> String,
    pub(crate) trust_nothing: &'static str,
    pub(crate) trust_itself: &'static str,
    pub(crate) trust_failed: &'static str,
    pub(crate) trust_open: &'static str,
    pub(crate) reads: &'static str,
    pub(crate) more_characters: fn(usize) -> String,
    pub(crate) left_out: fn(usize) -> String,
    pub(crate) direction: &'static str,
    pub(crate) invisible: &'static str,
    pub(crate) control: &'static str,
    pub(crate) not_text: &'static str,
    pub(crate) holds_odd: fn(&str) -> String,
    pub(crate) lookalike: fn(&Lookalike) -> String,
}

impl HeaderWords {
    /// The words of a language.
    pub(crate) const fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::En => &super::en::headers::WORDS,
            Lang::Nl => &super::nl::headers::WORDS,
        }
    }

    /// What a character that cannot be seen does.
    pub(crate) const fn oddity(&self, oddity: Oddity) -> &'static str {
        match oddity {
            Oddity::Direction => self.direction,
            Oddity::Invisible => self.invisible,
            Oddity::Control => self.control,
            Oddity::NotText => self.not_text,
        }
    }
}
