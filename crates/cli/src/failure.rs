//! Why a check could not run: a typed reason, with a sentence in every language.

use crate::locale::Words;
use std::io::ErrorKind;
use waxseal_core::dns::{QueryStatus, ZoneError};
use waxseal_core::providers::Provider;
use waxseal_core::setup::Refused;
use waxseal_prose::{Lang, Refusal};

/// Why a check could not run, of any kind.
pub(crate) struct Failure(Box<dyn Refusal>);

impl Failure {
    /// The sentence.
    pub(crate) fn sentence(&self, lang: Lang) -> String {
        self.0.sentence(lang)
    }
}

impl<R: Refusal + 'static> From<R> for Failure {
    fn from(why: R) -> Self {
        Self(Box::new(why))
    }
}

/// What only a terminal has to say.
#[derive(Debug)]
pub(crate) enum Complaint {
    /// No command was given.
    NoCommand,
    /// There is no such command.
    UnknownCommand(String),
    /// There is no such option, written as it was.
    UnknownOption(String),
    /// An option came without its value.
    NoValue(String),
    /// An option came with a value and takes none.
    UnexpectedValue(String),
    /// An argument is not UTF-8.
    NotUtf8(String),
    /// `message` takes one file.
    SeveralMessages,
    /// `domain` and `setup` need a domain.
    WhichDomain,
    /// `reports` needs a file or a folder.
    WhichReports,
    /// Nothing that was given is a report.
    NoReports,
    /// `setup` takes one domain.
    SeveralDomains,
    /// `setup` takes one provider that mail arrives at.
    SeveralReceivers,
    /// `zone` needs a file.
    WhichZone,
    /// Nothing says which zone a file is of.
    NoOrigin(String),
    /// There is no such threshold.
    UnknownThreshold(String),
    /// There are no completions for a shell.
    UnknownShell(String),
    /// `--annotations` does not go with another form.
    AnnotationsHere,
    /// `spf` needs this option.
    SpfNeeds(&'static str),
    /// `--markdown` does not go with what else was asked for.
    MarkdownHere,
    /// `--csv` is for reports alone.
    CsvHere,
    /// `--ndjson` is for domains alone.
    NdjsonHere,
    /// Of a list nothing was checked.
    NothingChecked,
    /// The resolver fell silent in the middle of a list.
    NoMoreAnswers,
    /// `--zone` and `--doh` exclude each other.
    ZoneAndDoh,
    /// A time is not one of RFC 3339.
    NotATime(String),
    /// There is no such language.
    UnknownLanguage(String),
    /// What was chosen for a set-up cannot be used.
    Setup(Vec<Refused>),
    /// A file cannot be read; `None` is standard input.
    Unreadable(Option<String>, ErrorKind),
    /// A zone file is no JSON, from this line on.
    NotJson(String, usize),
    /// A zone file is JSON and no zone.
    NotAZone(String, ZoneError),
    /// There is nothing to wait for DNS with.
    NoRuntime,
    /// The resolver answered nothing, and how.
    NoResolver(QueryStatus),
    /// The output could not be written.
    NoOutput(ErrorKind),
    /// The report could not be written as JSON.
    NotWritten,
    /// No client began a session of the Model Context Protocol.
    NoSession,
}

impl Refusal for Complaint {
    fn sentence(&self, lang: Lang) -> String {
        (Words::of(lang).complaint)(self)
    }
}

/// What was refused of a set-up, in one line: in the words of a terminal where `own` has them.
pub(crate) fn refused(lang: Lang, refused: &[Refused], own: fn(&Refused) -> Option<String>) -> String {
    let said = |refused| own(refused).unwrap_or_else(|| lang.setup().refused(refused));
    refused.iter().map(said).collect::<Vec<_>>().join(" ")
}

/// The stable names of providers.
pub(crate) fn ids(providers: impl Iterator<Item = &'static Provider>) -> String {
    providers.map(|provider| provider.id()).collect::<Vec<_>>().join(", ")
}

/// The tags of all languages.
pub(crate) fn languages() -> String {
    Lang::ALL.map(Lang::tag).join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every complaint; one that is left out does not compile.
    fn complaints() -> Vec<Complaint> {
        use Complaint as C;
        let _is_whole = |one: &C| match one {
            C::NoCommand | C::UnknownCommand(_) | C::UnknownOption(_) | C::NoValue(_) => (),
            C::UnexpectedValue(_) | C::NotUtf8(_) | C::SeveralMessages | C::WhichDomain => (),
            C::SeveralDomains | C::SeveralReceivers | C::SpfNeeds(_) | C::MarkdownHere => (),
            C::WhichReports | C::NoReports | C::CsvHere => (),
            C::WhichZone | C::NoOrigin(_) | C::UnknownThreshold(_) | C::AnnotationsHere => (),
            C::UnknownShell(_) | C::NoSession => (),
            C::NdjsonHere | C::NothingChecked | C::NoMoreAnswers => (),
            C::ZoneAndDoh | C::NotATime(_) | C::UnknownLanguage(_) | C::Setup(_) => (),
            C::Unreadable(..) | C::NotJson(..) | C::NotAZone(..) => (),
            C::NoRuntime | C::NoResolver(_) | C::NoOutput(_) | C::NotWritten => (),
        };
        let x = || "x.example".to_owned();
        let texts = [C::UnknownCommand, C::UnknownOption, C::NoValue, C::UnexpectedValue, C::NotUtf8];
        let mut all: Vec<C> = texts.into_iter().map(|of| of(x())).collect();
        all.extend([C::NotATime(x()), C::UnknownLanguage(x()), C::NotJson(x(), 3)]);
        all.extend([C::NoCommand, C::SeveralMessages, C::WhichDomain, C::SeveralDomains]);
        all.extend([C::WhichReports, C::NoReports, C::CsvHere]);
        all.extend([C::WhichZone, C::NoOrigin(x()), C::UnknownThreshold(x()), C::AnnotationsHere]);
        all.extend([C::NdjsonHere, C::NothingChecked, C::NoMoreAnswers]);
        all.extend([C::UnknownShell(x()), C::NoSession]);
        all.extend([C::SeveralReceivers, C::MarkdownHere, C::ZoneAndDoh]);
        all.extend(["--ip", "--mail-from"].map(C::SpfNeeds));
        all.extend([C::NoRuntime, C::NotWritten, C::NotAZone(x(), ZoneError::Log)]);
        let silent = [QueryStatus::Throttled, QueryStatus::Refused, QueryStatus::Malformed];
        all.extend(silent.into_iter().chain([QueryStatus::Network]).map(C::NoResolver));
        all.extend([ErrorKind::StorageFull, ErrorKind::Other].map(C::NoOutput));
        let kinds = [ErrorKind::NotFound, ErrorKind::PermissionDenied, ErrorKind::IsADirectory];
        all.extend(kinds.map(|kind| C::Unreadable(None, kind)));
        all.extend([ErrorKind::InvalidData, ErrorKind::Other].map(|kind| C::Unreadable(Some(x()), kind)));
        let chosen = [
            Refused::NothingChosen,
            Refused::UnknownSender { text: x() },
            Refused::UnknownReceiver { text: x() },
            Refused::NoHost,
        ];
        all.extend(chosen.map(|refused| C::Setup(vec![refused])));
        all
    }

    #[test]
    fn every_complaint_is_a_line_of_its_own_in_each_language() {
        for complaint in complaints() {
            let [english, dutch] = Lang::ALL.map(|lang| complaint.sentence(lang));
            assert_ne!(english, dutch);
            assert!(!english.contains('\n') && !dutch.contains('\n'), "{dutch}");
            let words = [" the ", " and ", " with ", " that ", " cannot ", " not ", " there ", " to "];
            assert!(words.iter().all(|word| !dutch.contains(word)), "{dutch}");
        }
    }
}
