//! What the page shows: one state, and the actions that change it.

use crate::locale::Words;
use std::rc::Rc;
use waxseal_core::dns::Draft;
use waxseal_core::report::{DomainReport, MessageReport};
use waxseal_prose::{Lang, Language};
use yew::Reducible;

/// A finished check.
#[derive(Debug, PartialEq)]
pub(crate) enum Report {
    /// Of a message.
    Message(Rc<MessageReport>),
    /// Of a domain.
    Domain(Rc<DomainReport>),
}

/// Which page of the page is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum View {
    /// The box and its report.
    #[default]
    Check,
    /// What this is and what leaves the browser.
    About,
}

impl View {
    /// The view of a fragment.
    pub(crate) fn from_fragment(fragment: &str) -> Self {
        match fragment {
            "about" => Self::About,
            _ => Self::Check,
        }
    }
}

/// A file that was opened, kept byte for byte.
#[derive(Debug, PartialEq)]
pub(crate) struct OpenedFile {
    /// Its name.
    pub(crate) name: String,
    /// Its bytes.
    pub(crate) bytes: Vec<u8>,
}

/// Questions asked and answered so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Progress {
    /// How many were asked.
    pub(crate) asked: u32,
    /// How many were answered.
    pub(crate) answered: u32,
}

/// Why there is no report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// The box is empty.
    NothingGiven,
    /// The file could not be read.
    Unreadable(String),
    /// The resolver's address is no address.
    BadResolver(String),
}

/// Where answers come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Source {
    /// The chosen resolver.
    #[default]
    Resolver,
    /// The zone bundled with the examples: no network.
    Bundled,
}

/// Everything the page shows.
#[derive(Clone, PartialEq)]
pub(crate) struct State {
    /// What stands in the box.
    pub(crate) text: Rc<str>,
    /// The file in place of the text, until the text is changed.
    pub(crate) file: Option<Rc<OpenedFile>>,
    /// Where the answers of the shown text come from.
    pub(crate) source: Source,
    /// Records to try before publishing them.
    pub(crate) drafts: Rc<Vec<Draft>>,
    /// The running check; a new number is a new check.
    pub(crate) running: Option<u32>,
    /// How far the running check is.
    pub(crate) progress: Progress,
    /// The number of the last check that was started.
    pub(crate) started: u32,
    /// The last report, which stays until the next is there.
    pub(crate) report: Option<Rc<Report>>,
    /// Why there is none.
    pub(crate) trouble: Option<Trouble>,
    /// What is shown.
    pub(crate) view: View,
}

/// What can happen.
pub(crate) enum Action {
    /// The text was changed by hand.
    Edit(String),
    /// A file was opened.
    Open(OpenedFile),
    /// An example was chosen; its answers come from the bundled zone.
    Example(&'static str),
    /// A check starts.
    Start,
    /// Questions went out or came back.
    Advance(u32, Progress),
    /// A check came to its end.
    Finish(u32, Result<Report, Trouble>),
    /// The person stopped it.
    Cancel,
    /// Something went wrong before a check could start.
    Fail(Trouble),
    /// A draft record was added.
    AddDraft(Draft),
    /// A draft record was taken away.
    RemoveDraft(usize),
    /// Another view was chosen.
    Show(View),
}

impl State {
    /// A page with this text in its box and nothing checked.
    pub(crate) fn new(text: &str, view: View) -> Self {
        Self {
            text: text.into(),
            file: None,
            source: Source::Resolver,
            drafts: Rc::default(),
            running: None,
            progress: Progress::default(),
            started: 0,
            report: None,
            trouble: None,
            view,
        }
    }
}

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut next = (*self).clone();
        match action {
            Action::Edit(text) => {
                next.text = text.into();
                next.file = None;
                next.source = Source::Resolver;
                next.trouble = None;
            }
            Action::Open(file) => {
                next.file = Some(Rc::new(file));
                next.text = "".into();
                next.source = Source::Resolver;
                next.start();
            }
            Action::Example(text) => {
                next.text = text.into();
                next.file = None;
                next.source = Source::Bundled;
                next.drafts = Rc::default();
                next.view = View::Check;
                next.start();
            }
            Action::Start => next.start(),
            Action::Advance(number, progress) if self.running == Some(number) => next.progress = progress,
            Action::Finish(number, outcome) if self.running == Some(number) => {
                next.running = None;
                match outcome {
                    Ok(report) => next.report = Some(Rc::new(report)),
                    Err(trouble) => next.trouble = Some(trouble),
                }
            }
            // What a cancelled check still sends is not wanted any more.
            Action::Advance(..) | Action::Finish(..) => {}
            Action::Cancel => next.running = None,
            Action::Fail(trouble) => {
                next.running = None;
                next.trouble = Some(trouble);
            }
            Action::AddDraft(draft) => {
                Rc::make_mut(&mut next.drafts).push(draft);
                next.start();
            }
            Action::RemoveDraft(at) => {
                let drafts = Rc::make_mut(&mut next.drafts);
                if at < drafts.len() {
                    drafts.remove(at);
                }
                next.start();
            }
            Action::Show(view) => next.view = view,
        }
        Rc::new(next)
    }
}

impl State {
    fn start(&mut self) {
        self.started = self.started.wrapping_add(1);
        self.running = Some(self.started);
        self.progress = Progress::default();
        self.trouble = None;
    }
}

/// What the whole page agrees on: its language and its resolver.
#[derive(Clone, PartialEq)]
pub(crate) struct Settings {
    /// The language.
    pub(crate) lang: Lang,
    /// The address of the DNS resolver.
    pub(crate) resolver: Rc<str>,
}

impl Settings {
    /// The page's own words.
    pub(crate) fn words(&self) -> &'static Words {
        Words::of(self.lang)
    }

    /// The sentences about what was found.
    pub(crate) fn prose(&self) -> &'static dyn Language {
        self.lang.prose()
    }
}
