//! The words around causes, steps and what-if, a struct that every language fills.

use waxseal_prose::Lang;

/// Every word and sentence around a diagnosis that is not about one cause or step.
#[derive(Debug)]
pub(crate) struct DiagnosisWords {
    pub(crate) all_well: &'static str,
    pub(crate) further: &'static str,
    pub(crate) steps: &'static str,
    pub(crate) host: fn(&str) -> String,
    pub(crate) instead_of: &'static str,
    pub(crate) account_shows: fn(Option<&str>) -> String,
    pub(crate) by_hand: &'static str,
    pub(crate) page_of: fn(&str) -> String,
    pub(crate) tidy: &'static str,
    pub(crate) rests_on: &'static str,
    pub(crate) no_cure: &'static str,
    pub(crate) try_them: &'static str,
    pub(crate) edit_records: &'static str,
    pub(crate) edit_note: &'static str,
    pub(crate) edit_value: fn(&str, &str) -> String,
    pub(crate) add_record: &'static str,
    pub(crate) other_sender: &'static str,
    pub(crate) other_sender_note: &'static str,
    pub(crate) before: &'static str,
    pub(crate) now: &'static str,
    pub(crate) same: &'static str,
    pub(crate) changes: fn(usize) -> String,
    pub(crate) causes: &'static str,
    pub(crate) as_it_was: &'static str,
    pub(crate) envelope_elsewhere: &'static str,
}

impl DiagnosisWords {
    /// The words of a language.
    pub(crate) const fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::En => &super::en::diagnosis::WORDS,
            Lang::Nl => &super::nl::diagnosis::WORDS,
        }
    }
}
