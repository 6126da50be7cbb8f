//! The language of a view: what it consists of, a struct that every language fills.
//!
//! A language is a folder here, a variant of [`Lang`], and the arms that the compiler then asks for.

pub(crate) mod diagnosis;
pub(crate) mod dns;
mod en;
pub(crate) mod headers;
mod nl;
mod parts;
pub(crate) mod pictures;
pub(crate) mod posture;
pub(crate) mod report;
pub(crate) mod setup;
pub(crate) mod share;

use crate::share::Unreadable;
use diagnosis::DiagnosisWords;
use dns::DnsWords;
use headers::HeaderWords;
use parts::Parts;
use pictures::PictureWords;
use posture::PostureWords;
use report::ReportWords;
use setup::SetupWords;
use share::ShareWords;
use waxseal_prose::{Lang, Language, SetupLanguage, WorkedOut};

/// A language, and where what is said in it was worked out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Locale {
    /// The language.
    pub lang: Lang,
    /// Where what is spoken of was worked out.
    pub place: WorkedOut,
}

impl Locale {
    const fn parts(self) -> &'static Parts {
        match self.lang.carried() {
            Lang::En => &en::PARTS,
            Lang::Nl => &nl::PARTS,
        }
    }

    /// Headings, labels and notes.
    pub(crate) const fn words(self) -> &'static ReportWords {
        match self.place {
            WorkedOut::Here => &self.parts().report,
            WorkedOut::Elsewhere => &self.parts().elsewhere,
        }
    }

    /// The words of a domain's report.
    pub(crate) const fn posture(self) -> &'static PostureWords {
        &self.parts().posture
    }

    /// The words of the set-up.
    pub(crate) const fn setup(self) -> &'static SetupWords {
        &self.parts().setup
    }

    /// Sentences about a set-up.
    pub(crate) fn prose_of_setup(self) -> &'static dyn SetupLanguage {
        self.lang.setup()
    }

    /// The words around causes, steps and what-if.
    pub(crate) const fn diagnosis(self) -> &'static DiagnosisWords {
        &self.parts().diagnosis
    }

    /// The words around sharing and saving.
    pub(crate) const fn share(self) -> &'static ShareWords {
        &self.parts().share
    }

    /// The words around DNS questions.
    pub(crate) const fn dns(self) -> &'static DnsWords {
        &self.parts().dns
    }

    /// The words of the pictures.
    pub(crate) const fn pictures(self) -> &'static PictureWords {
        &self.parts().pictures
    }

    /// The words of the header view.
    pub(crate) const fn headers(self) -> &'static HeaderWords {
        &self.parts().headers
    }

    /// Sentences about what was found.
    pub(crate) fn prose(self) -> &'static dyn Language {
        self.lang.prose()
    }
}

impl Locale {
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
