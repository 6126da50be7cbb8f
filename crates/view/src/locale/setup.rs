//! The words of the set-up page, a struct that every language fills.

use waxseal_core::providers::Kind;
use waxseal_core::setup::Purpose;
use waxseal_prose::Lang;

/// Every word and sentence of the set-up that is not about a finding.
#[derive(Debug)]
pub(crate) struct SetupWords {
    pub(crate) question: &'static str,
    pub(crate) lead: &'static str,
    pub(crate) domain: &'static str,
    pub(crate) sends: &'static str,
    pub(crate) sends_note: &'static str,
    pub(crate) find: &'static str,
    pub(crate) kind: fn(Kind) -> &'static str,
    pub(crate) own: &'static str,
    pub(crate) own_note: &'static str,
    pub(crate) others: &'static str,
    pub(crate) others_note: &'static str,
    pub(crate) nothing: &'static str,
    pub(crate) tenant: &'static str,
    pub(crate) tenant_note: &'static str,
    pub(crate) receives: &'static str,
    pub(crate) place: &'static str,
    pub(crate) unchanged: &'static str,
    pub(crate) hosts: &'static str,
    pub(crate) nowhere: &'static str,
    pub(crate) host_names: &'static str,
    pub(crate) host_names_note: &'static str,
    pub(crate) reports: &'static str,
    pub(crate) reports_address: &'static str,
    pub(crate) reports_note: &'static str,
    pub(crate) make: &'static str,
    pub(crate) refused: &'static str,
    pub(crate) asking: fn(u32, u32) -> String,
    pub(crate) records: &'static str,
    pub(crate) purpose: fn(Purpose) -> &'static str,
    pub(crate) panel_name: &'static str,
    pub(crate) panel_of: fn(&str) -> String,
    pub(crate) full_name: &'static str,
    pub(crate) kind_label: &'static str,
    pub(crate) value: &'static str,
    pub(crate) unnamed: &'static str,
    pub(crate) own_server: &'static str,
    pub(crate) so_far: &'static str,
    pub(crate) its_page: fn(&str) -> String,
    pub(crate) check_live: &'static str,
    pub(crate) copy_all: &'static str,
    pub(crate) order: &'static str,
    pub(crate) done: &'static str,
    pub(crate) left_out: &'static str,
}

impl SetupWords {
    /// The words of a language.
    pub(crate) const fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::En => &super::en::setup::WORDS,
            Lang::Nl => &super::nl::setup::WORDS,
        }
    }
}
