//! The language a view speaks.

use crate::locale::Words;
use crate::locale::diagnosis::DiagnosisWords;
use crate::locale::posture::PostureWords;
use crate::locale::share::ShareWords;
use waxseal_prose::{Lang, Language, Place};

/// One language, and what is said in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Speech {
    /// The language.
    pub lang: Lang,
    /// Where what is spoken of was worked out.
    pub place: Place,
}

impl Speech {
    /// Headings, labels and notes.
    pub(crate) const fn words(self) -> &'static Words {
        match self.place {
            Place::Here => Words::of(self.lang),
            Place::Elsewhere => Words::elsewhere(self.lang),
        }
    }

    /// The words of a domain's report.
    pub(crate) const fn posture(self) -> &'static PostureWords {
        PostureWords::of(self.lang)
    }

    /// The words around causes, steps and what-if.
    pub(crate) const fn diagnosis(self) -> &'static DiagnosisWords {
        DiagnosisWords::of(self.lang)
    }

    /// The words around sharing and saving.
    pub(crate) const fn share(self) -> &'static ShareWords {
        ShareWords::of(self.lang)
    }

    /// Sentences about what was found.
    pub(crate) fn prose(self) -> &'static dyn Language {
        self.lang.prose()
    }
}

impl Speech {
    /// Says that a file could not be read.
    #[must_use]
    pub fn unreadable(self, name: &str) -> String {
        (self.words().unreadable)(name)
    }

    /// Says that there is nothing to check.
    #[must_use]
    pub fn nothing_given(self) -> String {
        self.words().nothing_given.to_owned()
    }
}
