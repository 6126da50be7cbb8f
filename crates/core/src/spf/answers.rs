//! What DNS has answered a check or a walk so far.

use super::select::Selected;
use crate::dns::{Answer, DnsError, Question, RecordType};
use crate::domain::Domain;
use crate::sorted::Sorted;

/// What came of a question.
type Outcome = Result<Answer, DnsError>;

/// What has been answered so far.
#[derive(Debug, Default)]
pub(super) struct Answers {
    /// The answers about TXT, with the record that was read from them when they came.
    texts: Sorted<Domain, Box<(Outcome, Selected)>>,
    /// All others.
    others: Sorted<Question, Outcome>,
}

impl Answers {
    /// What came of a question; `None` where nobody has asked it.
    pub(super) fn get(&self, name: &Domain, kind: RecordType) -> Option<&Outcome> {
        match kind {
            RecordType::Txt => self.texts.get(name).map(|asked| &asked.0),
            kind => self.others.get(&Question::new(name.clone(), kind)),
        }
    }

    /// What the TXT records of a name come to; `None` where nobody has asked for them.
    pub(super) fn selected(&self, name: &Domain) -> Option<&Selected> {
        self.texts.get(name).map(|asked| &asked.1)
    }

    /// How many questions have been answered.
    pub(super) fn len(&self) -> usize {
        self.texts.len() + self.others.len()
    }

    /// Keeps what came of a question.
    pub(super) fn keep(&mut self, question: Question, outcome: Outcome) {
        if question.kind == RecordType::Txt {
            let selected = Selected::of(&outcome);
            self.texts.insert(question.name, Box::new((outcome, selected)));
        } else {
            self.others.insert(question, outcome);
        }
    }
}
