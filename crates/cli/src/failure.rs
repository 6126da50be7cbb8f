//! Why a check could not run: a typed reason, with a sentence in every language.

mod en;
mod nl;

use std::io::ErrorKind;
use waxseal_core::dns::ZoneError;
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
    /// `setup` takes one domain.
    SeveralDomains,
    /// `setup` takes one provider that mail arrives at.
    SeveralReceivers,
    /// `spf` needs this option.
    SpfNeeds(&'static str),
    /// `--markdown` does not go with what else was asked for.
    MarkdownHere,
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
    /// The resolver could not be reached.
    NoResolver,
    /// The report could not be written as JSON.
    NotWritten,
}

impl Refusal for Complaint {
    fn sentence(&self, lang: Lang) -> String {
        match lang {
            Lang::En => en::sentence(self),
            Lang::Nl => nl::sentence(self),
        }
    }
}

/// What was refused of a set-up, in one line: in the words of a terminal where `own` has them.
fn refused(lang: Lang, refused: &[Refused], own: fn(&Refused) -> Option<String>) -> String {
    let said = |refused| own(refused).unwrap_or_else(|| lang.setup().refused(refused));
    refused.iter().map(said).collect::<Vec<_>>().join(" ")
}

/// The stable names of providers.
fn ids(providers: impl Iterator<Item = &'static Provider>) -> String {
    providers.map(|provider| provider.id).collect::<Vec<_>>().join(", ")
}

/// The tags of all languages.
fn languages() -> String {
    Lang::ALL.map(Lang::tag).join(", ")
}
