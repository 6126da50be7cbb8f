//! The words around the checks, a struct that every language fills: a missing word does not compile.

use super::{en, nl};
use waxseal_prose::Lang;

/// Settings, shortcuts, what is said of the network and of new versions.
#[derive(Debug)]
pub(crate) struct ShellWords {
    pub(crate) theme: &'static str,
    pub(crate) theme_system: &'static str,
    pub(crate) theme_light: &'static str,
    pub(crate) theme_dark: &'static str,
    pub(crate) shortcuts: &'static str,
    /// Keys, one after the other, and what they do.
    pub(crate) keys: [(&'static str, &'static str); 8],
    pub(crate) single_keys: &'static str,
    pub(crate) close: &'static str,
    pub(crate) developers: &'static str,
    pub(crate) licences: &'static str,
    pub(crate) offline: &'static str,
    pub(crate) offline_check: &'static str,
    pub(crate) update: &'static str,
    pub(crate) update_now: &'static str,
    pub(crate) document_waiting: &'static str,
    pub(crate) document_missing: &'static str,
}

impl ShellWords {
    /// The words of a language.
    pub(crate) const fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::En => &en::shell::WORDS,
            Lang::Nl => &nl::shell::WORDS,
        }
    }
}
