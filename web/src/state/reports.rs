//! The page of reports: what they are read from, and what came of it.

use super::Trouble;
use js_sys::Array;
use std::rc::Rc;
use waxseal_view::Node;
use waxseal_view::protocol::Reply;

/// What reports are read from.
#[derive(Clone, Default, PartialEq)]
pub(crate) enum Given {
    /// The example, whose files and answers come with the page.
    #[default]
    Example,
    /// Files: a name and a file, and so on.
    Files(Array),
    /// The fragment of a link, with figures and nothing to be asked.
    Link(Rc<str>),
}

/// The page of reports.
#[derive(Clone, Default, PartialEq)]
pub(crate) struct Reports {
    /// What was given last.
    pub(crate) given: Given,
    /// The number of the last reading that was started; a new number is a new one.
    pub(crate) started: u32,
    /// The reports as they are drawn.
    pub(crate) tree: Option<Rc<Node>>,
    /// What is going on, as a sentence; empty before the first one. `None` where nothing is.
    pub(crate) progress: Option<String>,
    /// Why there are none.
    pub(crate) trouble: Option<Trouble>,
}

impl Reports {
    /// Begins to read.
    pub(super) fn read(&mut self, given: Given) {
        let started = self.started.wrapping_add(1);
        *self = Self { given, started, progress: Some(String::new()), ..Self::default() };
    }

    pub(super) fn hear(&mut self, reply: Reply) {
        match reply {
            Reply::Reports { number, tree, progress } if number == self.started => {
                self.tree = tree.map(Rc::new).or_else(|| self.tree.take());
                self.progress = progress;
            }
            Reply::Trouble { number, sentence } if number == self.started => {
                self.trouble = Some(Trouble::Said(sentence));
            }
            _ => {}
        }
    }
}
