//! The words of the terminal, a struct that every language fills: a missing word does not compile.

mod en;
mod nl;

use crate::failure::Complaint;
use waxseal_prose::Lang;

/// Every word and sentence that is the terminal's own.
#[deny(clippy::missing_docs_in_private_items)]
pub(crate) struct Words {
    /// What `--help` prints.
    pub(crate) help: &'static str,
    /// Behind a result that only the receiver tells of.
    pub(crate) claimed: &'static str,
    /// The first line of an SPF check: the result, the domain, and how many DNS lookups of ten it took.
    pub(crate) spf: fn(&str, &str, u32) -> String,
    /// Why a check could not run.
    pub(crate) complaint: fn(&Complaint) -> String,
}

impl Words {
    /// The words of a language.
    pub(crate) const fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::En => &en::WORDS,
            Lang::Nl => &nl::WORDS,
        }
    }
}
