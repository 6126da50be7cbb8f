//! A part of a report as one closed line: its title and what it comes to, with the rest behind it.

use super::chip::Mark;
use crate::node::{Attribute, Node, details, div, h2, section, span, summary};

/// What a part comes to.
pub(crate) struct Outcome {
    mark: Option<Mark>,
    said: String,
}

impl Outcome {
    /// A result, with the sign and colour of its state.
    pub(crate) fn of(mark: Mark, said: impl Into<String>) -> Self {
        // What is neither good nor bad needs no sign where nothing else stands on the line.
        Self { mark: Some(mark).filter(|mark| *mark != Mark::Fact), said: said.into() }
    }

    /// What is neither good nor bad.
    pub(crate) fn plain(said: impl Into<String>) -> Self {
        Self { mark: None, said: said.into() }
    }

    fn draw(&self) -> Node {
        let face = span().class(
            self.mark.map_or_else(|| "outcome".to_owned(), |mark| format!("outcome {}", mark.class())),
        );
        let sign =
            self.mark.map(|mark| span().with(Attribute::AriaHidden, "true").put(format!("{} ", mark.sign())));
        face.put(sign).put(self.said.as_str())
    }
}

/// The line: a landmark by the name of its title. The page remembers by `id` which of them a person has opened.
pub(crate) fn line(id: &str, title: &str, outcome: &Outcome, content: Vec<Node>) -> Node {
    let heading = h2().with(Attribute::Id, id).put(title);
    section().with(Attribute::AriaLabelledby, id).put(
        details()
            .class("part")
            .put(summary().put(heading).put(outcome.draw()))
            .put(div().class("inside").put(content)),
    )
}
