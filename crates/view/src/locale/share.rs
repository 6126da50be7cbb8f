//! The words around sharing, saving and printing a report, a struct that every language fills.

use crate::share::Mask;
use waxseal_prose::Lang;

/// Every word and sentence about a report that leaves this page, or came from elsewhere.
#[derive(Debug)]
pub(crate) struct ShareWords {
    pub(crate) tools: &'static str,
    pub(crate) share: &'static str,
    pub(crate) copy_markdown: &'static str,
    pub(crate) save_json: &'static str,
    pub(crate) save_csv: &'static str,
    pub(crate) print: &'static str,
    pub(crate) title: &'static str,
    pub(crate) message_note: &'static str,
    pub(crate) domain_note: &'static str,
    pub(crate) domains_note: &'static str,
    pub(crate) drafts_note: &'static str,
    pub(crate) masking: &'static str,
    pub(crate) mask: fn(Mask) -> &'static str,
    pub(crate) masked: &'static str,
    pub(crate) shown: &'static str,
    pub(crate) signatures_note: &'static str,
    pub(crate) link: &'static str,
    pub(crate) copy_link: &'static str,
    pub(crate) length: fn(usize) -> String,
    pub(crate) too_long: fn(usize, usize) -> String,
    pub(crate) no_link: &'static str,
    pub(crate) save_file: &'static str,
    pub(crate) exactly: &'static str,
    pub(crate) shared: fn(&str) -> String,
    pub(crate) not_checked: &'static str,
    pub(crate) elsewhere: &'static str,
    pub(crate) masked_in: fn(&[&str]) -> String,
    pub(crate) replayed: fn(&str) -> String,
    pub(crate) checked_again: fn(&str) -> String,
    pub(crate) check_again: &'static str,
    pub(crate) bad_link: &'static str,
    pub(crate) too_large: &'static str,
    pub(crate) other_version: &'static str,
    pub(crate) no_domain: &'static str,
    pub(crate) checked_at: fn(&str) -> String,
    pub(crate) result: &'static str,
    pub(crate) basis: &'static str,
    pub(crate) message: &'static str,
    pub(crate) records: &'static str,
}

impl ShareWords {
    /// The words of a language.
    pub(crate) const fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::En => &super::en::share::WORDS,
            Lang::Nl => &super::nl::share::WORDS,
        }
    }
}
