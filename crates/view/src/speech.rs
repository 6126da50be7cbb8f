//! The language a view speaks.

use crate::locale::Words;
use crate::locale::diagnosis::DiagnosisWords;
use crate::locale::dns::DnsWords;
use crate::locale::headers::HeaderWords;
use crate::locale::pictures::PictureWords;
use crate::locale::posture::PostureWords;
use crate::locale::setup::SetupWords;
use waxseal_prose::{Lang, Language, SetupLanguage};

/// One language, and what is said in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Speech {
    /// The language.
    pub lang: Lang,
}

impl Speech {
    /// Headings, labels and notes.
    pub(crate) const fn words(self) -> &'static Words {
        Words::of(self.lang)
    }

    /// The words of a domain's report.
    pub(crate) const fn posture(self) -> &'static PostureWords {
        PostureWords::of(self.lang)
    }

    /// The words of the set-up.
    pub(crate) const fn setup(self) -> &'static SetupWords {
        SetupWords::of(self.lang)
    }

    /// Sentences about a set-up.
    pub(crate) fn prose_of_setup(self) -> &'static dyn SetupLanguage {
        self.lang.setup()
    }

    /// The words around causes, steps and what-if.
    pub(crate) const fn diagnosis(self) -> &'static DiagnosisWords {
        DiagnosisWords::of(self.lang)
    }

    /// The words around DNS questions.
    pub(crate) const fn dns(self) -> &'static DnsWords {
        DnsWords::of(self.lang)
    }

    /// The words of the pictures.
    pub(crate) const fn pictures(self) -> &'static PictureWords {
        PictureWords::of(self.lang)
    }

    /// The words of the header view.
    pub(crate) const fn headers(self) -> &'static HeaderWords {
        HeaderWords::of(self.lang)
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
