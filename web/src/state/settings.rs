//! What the whole page agrees on.

use crate::locale::Words;
use crate::locale::shell::ShellWords;
use std::rc::Rc;
use waxseal_doh::providers::EndpointError;
use waxseal_prose::Lang;

/// How bright the page is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Theme {
    /// As the system asks.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// All, in the order they are offered.
    pub(crate) const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The word that is kept, and that the styles know; the system's theme is no word.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::System => "",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme of a word.
    pub(crate) fn from_word(word: &str) -> Self {
        Self::ALL.into_iter().find(|theme| theme.word() == word).unwrap_or_default()
    }

    /// What it is called.
    pub(crate) const fn name(self, words: &ShellWords) -> &'static str {
        match self {
            Self::System => words.theme_system,
            Self::Light => words.theme_light,
            Self::Dark => words.theme_dark,
        }
    }
}

/// A resolver that the link to this page names.
#[derive(Clone, PartialEq)]
pub(crate) enum Offer {
    /// None, or it was answered.
    None,
    /// Nobody has agreed to it yet, so nothing is asked.
    Open(Rc<str>),
    /// Its address cannot be used, and why.
    Refused(EndpointError),
}

/// What the whole page agrees on: its language, its resolver, its theme and its shortcuts.
#[derive(Clone, PartialEq)]
pub(crate) struct Settings {
    /// The language.
    pub(crate) lang: Lang,
    /// The address of the DNS resolver that is asked.
    pub(crate) resolver: Rc<str>,
    /// The one that the person chose, which is kept; a link can only bring another for this visit.
    pub(crate) own_resolver: Rc<str>,
    /// What a link says of it.
    pub(crate) offer: Offer,
    /// How bright it is.
    pub(crate) theme: Theme,
    /// Whether shortcuts of a single character count.
    pub(crate) shortcuts: bool,
}

impl Settings {
    /// With a resolver that the person chose, which is also the answer to what a link says.
    pub(crate) fn choosing(&self, resolver: Rc<str>) -> Self {
        Self { resolver: resolver.clone(), own_resolver: resolver, offer: Offer::None, ..self.clone() }
    }

    /// With the answer to what a link says: its resolver for this visit, or the own one.
    pub(crate) fn answering(&self, agrees: bool) -> Self {
        let resolver = match &self.offer {
            Offer::Open(offered) if agrees => offered.clone(),
            _ => self.own_resolver.clone(),
        };
        Self { resolver, offer: Offer::None, ..self.clone() }
    }

    /// Whether no resolver may be asked yet.
    pub(crate) const fn is_waiting(&self) -> bool {
        matches!(self.offer, Offer::Open(_))
    }

    /// The page's own words.
    pub(crate) fn words(&self) -> &'static Words {
        Words::of(self.lang)
    }

    /// The words around the checks.
    pub(crate) const fn shell(&self) -> &'static ShellWords {
        &Words::of(self.lang).shell
    }
}
