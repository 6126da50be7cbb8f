//! Why a function of the JavaScript API could not run: a typed reason, with a sentence in every language.

use waxseal_core::input::Found;
use waxseal_core::setup::Refused;
use waxseal_prose::{Lang, Refusal};

/// Why a function could not run.
pub(crate) enum Wrong {
    /// Something that was given cannot be used.
    Refused(Box<dyn Refusal>),
    /// An argument is not what the function takes.
    Argument(Argument, Box<Self>),
    /// The message is neither text nor octets.
    NotAMessage,
    /// What reports are read from is no list of files.
    NotFiles,
    /// The domain is no text.
    NotText,
    /// The record is no text.
    RecordNotText,
    /// The text gives no record, and what it is.
    NotARecord(Vec<Found>),
    /// A time is not one of RFC 3339.
    NotATime(String),
    /// There is no such language.
    UnknownLanguage(String),
    /// What was chosen for a set-up cannot be used.
    Choices(Vec<Refused>),
    /// The report could not be written.
    NotWritten,
    /// Another program does this.
    OtherProgram,
}

/// An argument that is an object.
#[derive(Clone, Copy)]
pub(crate) enum Argument {
    /// The options, which every function takes.
    Options,
    /// The client of an SPF check.
    Client,
    /// What was chosen for a set-up.
    Choices,
}

impl<R: Refusal + 'static> From<R> for Wrong {
    fn from(why: R) -> Self {
        Self::Refused(Box::new(why))
    }
}

impl Wrong {
    /// The sentence.
    pub(crate) fn sentence(&self, lang: Lang) -> String {
        match lang.carried() {
            Lang::En => self.english(),
            Lang::Nl => self.dutch(),
        }
    }

    fn english(&self) -> String {
        match self {
            Self::Refused(why) => why.sentence(Lang::En),
            Self::Argument(argument, why) => {
                let argument = match argument {
                    Argument::Options => "options",
                    Argument::Client => "client",
                    Argument::Choices => "choices",
                };
                format!("The {argument} cannot be read. {}", why.english())
            }
            Self::NotAMessage => "The message must be a string or a Uint8Array.".to_owned(),
            Self::NotFiles => {
                "The files must be an array of File, Uint8Array or { name, bytes }, with at least one."
                    .to_owned()
            }
            Self::NotText => "The domain must be a string.".to_owned(),
            Self::RecordNotText => "The record must be a string.".to_owned(),
            Self::NotARecord(found) => {
                format!("There is no DNS record in the text. {}", told(found, Lang::En))
            }
            Self::NotATime(text) => format!("\"{text}\" is not a time like 2026-01-01T00:00:00Z."),
            Self::UnknownLanguage(text) => format!("There is no language \"{text}\"."),
            Self::Choices(refused) => chosen(refused, Lang::En),
            Self::NotWritten => "The report cannot be handed over.".to_owned(),
            Self::OtherProgram => "Another part of Waxseal does this.".to_owned(),
        }
    }

    fn dutch(&self) -> String {
        match self {
            Self::Refused(why) => why.sentence(Lang::Nl),
            Self::Argument(argument, why) => {
                let argument = match argument {
                    Argument::Options => "opties zijn",
                    Argument::Client => "client is",
                    Argument::Choices => "keuzes zijn",
                };
                format!("De {argument} niet te lezen. {}", why.dutch())
            }
            Self::NotAMessage => "Het bericht moet een string of een Uint8Array zijn.".to_owned(),
            Self::NotFiles => {
                "De bestanden moeten een lijst van File, Uint8Array of { name, bytes } zijn, met minstens één."
                    .to_owned()
            }
            Self::NotText => "Het domein moet een string zijn.".to_owned(),
            Self::RecordNotText => "Het record moet een string zijn.".to_owned(),
            Self::NotARecord(found) => {
                format!("In de tekst staat geen DNS-record. {}", told(found, Lang::Nl))
            }
            Self::NotATime(text) => format!("\"{text}\" is geen tijd als 2026-01-01T00:00:00Z."),
            Self::UnknownLanguage(text) => format!("Er is geen taal \"{text}\"."),
            Self::Choices(refused) => chosen(refused, Lang::Nl),
            Self::NotWritten => "Het rapport is niet over te dragen.".to_owned(),
            Self::OtherProgram => "Een ander deel van Waxseal doet dit.".to_owned(),
        }
    }
}

/// What a text is in the place of what was expected.
fn told(found: &[Found], lang: Lang) -> String {
    found.first().map(|found| lang.prose().thing(&found.thing)).unwrap_or_default()
}

/// What was refused of a set-up, in one line.
fn chosen(refused: &[Refused], lang: Lang) -> String {
    let sentences = refused.iter().map(|refused| lang.setup().refused(refused));
    sentences.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use waxseal_core::json::FieldError;

    /// Every reason; one that is left out does not compile.
    fn reasons() -> Vec<Wrong> {
        use Wrong as W;
        let _is_whole = |one: &W| match one {
            W::Refused(_) | W::Argument(..) | W::NotAMessage | W::NotText | W::NotATime(_) => (),
            W::NotFiles | W::RecordNotText | W::NotARecord(_) => (),
            W::UnknownLanguage(_) | W::Choices(_) | W::NotWritten | W::OtherProgram => (),
        };
        let mut all = vec![W::from(FieldError::NotAnObject), W::NotAMessage, W::NotText, W::NotWritten];
        let arguments = [Argument::Options, Argument::Client, Argument::Choices];
        all.extend(arguments.map(|argument| W::Argument(argument, Box::new(FieldError::NotAnObject.into()))));
        all.extend([W::NotATime("x".to_owned()), W::UnknownLanguage("x".to_owned())]);
        all.extend([W::OtherProgram, W::NotFiles, W::RecordNotText, W::NotARecord(Vec::new())]);
        all.push(W::Choices(vec![Refused::NoHost, Refused::NothingChosen]));
        all
    }

    #[test]
    fn every_reason_is_a_line_of_its_own_in_each_language() {
        for reason in reasons() {
            let [english, dutch] = Lang::ALL.map(|lang| reason.sentence(lang));
            assert!(!english.is_empty() && !dutch.is_empty());
            assert_ne!(english, dutch);
            let words = ["The ", " the ", " and ", " that ", " cannot ", " not ", "There ", " to ", " must "];
            assert!(words.iter().all(|word| !dutch.contains(word)), "{dutch}");
        }
    }
}
