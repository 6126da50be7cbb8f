//! The words around DNS questions, a struct that every language fills.

use waxseal_prose::Lang;

/// Every word and sentence of the list of questions.
#[derive(Debug)]
pub(crate) struct DnsWords {
    pub(crate) asked_of: fn(Option<&str>) -> String,
    pub(crate) revealed: fn(&str) -> String,
    pub(crate) copy_dig: &'static str,
    pub(crate) kept_for: &'static str,
    pub(crate) dnssec: &'static str,
    pub(crate) validated: &'static str,
    pub(crate) not_validated: &'static str,
    pub(crate) no_such_record: &'static str,
    pub(crate) unanswered: fn(usize, usize, &str) -> String,
    pub(crate) again: &'static str,
    pub(crate) slow: fn(u32) -> String,
}

impl DnsWords {
    /// The words of a language.
    pub(crate) const fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::En => &super::en::dns::WORDS,
            Lang::Nl => &super::nl::dns::WORDS,
        }
    }
}
