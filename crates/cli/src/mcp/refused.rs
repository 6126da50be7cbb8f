//! Why a call cannot be used: a typed reason, with a sentence in every language.

use crate::locale::Words;
use waxseal_prose::{Lang, Refusal};

/// What is wrong with a call of a tool.
#[derive(Debug)]
pub(crate) enum BadCall {
    /// The tool has no such argument.
    UnknownArgument { tool: String, name: String },
    /// An argument is missing.
    Missing { name: String },
    /// One of several arguments is missing, or more than one of them is there.
    OneOf { names: String },
    /// The value of an argument is of another kind, and of which it should be.
    Kind { name: String, kind: Kind },
    /// A list has more values than are read.
    TooMany { name: String, most: usize },
    /// Standard input is where the calls come from.
    Input,
    /// The text has no refusal in it.
    NoBounce,
}

/// Of which kind the value of an argument is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Kind {
    /// A text.
    Text,
    /// Yes or no.
    Switch,
    /// A list of texts.
    Texts,
    /// A list of records.
    Records,
    /// A zone.
    Zone,
}

impl Refusal for BadCall {
    fn sentence(&self, lang: Lang) -> String {
        (Words::of(lang).bad_call)(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Everything that can be wrong with a call.
    fn calls(x: &str) -> [BadCall; 11] {
        use BadCall as B;
        let name = || x.to_owned();
        let kind = |kind| B::Kind { name: name(), kind };
        [
            B::UnknownArgument { tool: name(), name: name() },
            B::Missing { name: name() },
            B::OneOf { names: name() },
            kind(Kind::Text),
            kind(Kind::Switch),
            kind(Kind::Texts),
            kind(Kind::Records),
            kind(Kind::Zone),
            B::TooMany { name: name(), most: 3 },
            B::Input,
            B::NoBounce,
        ]
    }

    #[test]
    fn each_is_a_line_of_its_own_in_each_language() {
        for call in calls("x") {
            let [english, dutch] = Lang::ALL.map(|lang| call.sentence(lang));
            assert_ne!(english, dutch);
            assert!([english, dutch].iter().all(|said| said.ends_with('.') && !said.contains('\n')));
        }
    }
}
