//! The language a view speaks.

use crate::locale::Words;
use crate::locale::diagnosis::DiagnosisWords;
use crate::locale::dns::DnsWords;
use crate::locale::headers::HeaderWords;
use crate::locale::pictures::PictureWords;
use crate::locale::posture::PostureWords;
use crate::locale::setup::SetupWords;
use crate::locale::share::ShareWords;
use crate::share::Unreadable;
use waxseal_prose::{Lang, Language, Place, SetupLanguage};

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

    /// The words around sharing and saving.
    pub(crate) const fn share(self) -> &'static ShareWords {
        ShareWords::of(self.lang)
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

    /// Says that a link cannot be read.
    #[must_use]
    pub fn bad_link(self) -> String {
        self.share().bad_link.to_owned()
    }

    /// Says that a link names no domain.
    #[must_use]
    pub fn no_domain(self) -> String {
        self.share().no_domain.to_owned()
    }

    /// Says why a report cannot be shown.
    #[must_use]
    pub fn not_shown(self, why: Unreadable) -> String {
        match why {
            Unreadable::TooLarge => self.share().too_large,
            Unreadable::OtherVersion => self.share().other_version,
        }
        .to_owned()
    }

    /// Says that there is nothing to check.
    #[must_use]
    pub fn nothing_given(self) -> String {
        self.words().nothing_given.to_owned()
    }
}
