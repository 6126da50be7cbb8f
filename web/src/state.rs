//! What the page shows: one state, and the actions that change it.

use crate::locale::Words;
use std::rc::Rc;
use waxseal_prose::Lang;
use waxseal_view::Node;
use waxseal_view::protocol::Reply;
use waxseal_view::share::CHECK;
use web_sys::File;
use yew::Reducible;

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
    /// The checker could not be loaded.
    NoChecker,
    /// What the checker says.
    Said(String),
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
    /// The file in place of the text, until the text is changed. Its bytes stay with the browser until they are checked.
    pub(crate) file: Option<File>,
    /// The fragment of the link that was followed, in place of the text, until the text is changed.
    pub(crate) followed: Option<Rc<str>>,
    /// Where the answers of the shown text come from.
    pub(crate) source: Source,
    /// Whether something is being worked on.
    pub(crate) running: bool,
    /// How far the running check is.
    pub(crate) progress: Progress,
    /// The number of the last check that was started; a new number is a new check.
    pub(crate) started: u32,
    /// The last report as it is drawn, which stays until the next is there.
    pub(crate) report: Option<Rc<Node>>,
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
    Open(File),
    /// A link was followed, by its fragment.
    Follow(String),
    /// An example was chosen; its answers come from the bundled zone.
    Example(&'static str),
    /// A check starts.
    Start,
    /// Something was done in the report, and its answer is on its way.
    Wait,
    /// The checker said something.
    Hear(Reply),
    /// The person stopped it.
    Cancel,
    /// Something went wrong before a check could start.
    Fail(Trouble),
    /// Another view was chosen.
    Show(View),
}

impl State {
    /// A page with this text in its box and nothing checked.
    pub(crate) fn new(text: &str, view: View) -> Self {
        Self {
            text: text.into(),
            file: None,
            followed: None,
            source: Source::Resolver,
            running: false,
            progress: Progress::default(),
            started: 0,
            report: None,
            trouble: None,
            view,
        }
    }

    /// Whether there is nothing to check.
    pub(crate) fn is_empty(&self) -> bool {
        self.file.is_none() && self.followed.is_none() && self.text.trim().is_empty()
    }

    fn start(&mut self) {
        self.started = self.started.wrapping_add(1);
        self.wait();
    }

    fn wait(&mut self) {
        self.running = true;
        self.progress = Progress::default();
        self.trouble = None;
    }

    fn fail(&mut self, trouble: Trouble) {
        self.running = false;
        self.trouble = Some(trouble);
    }

    fn hear(&mut self, reply: Reply) {
        match reply {
            Reply::Progress { number, asked, answered } if self.awaits(number) => {
                self.progress = Progress { asked, answered };
            }
            // A drawing in another language comes without having been waited for.
            Reply::Report { number, tree, done } if number == self.started && (done || self.running) => {
                self.report = Some(Rc::new(tree));
                self.running &= !done;
            }
            Reply::Trouble { number, sentence } if self.awaits(number) => self.fail(Trouble::Said(sentence)),
            // What a cancelled or replaced check still says is not wanted any more; calls are not for the page.
            Reply::Progress { .. }
            | Reply::Report { .. }
            | Reply::Trouble { .. }
            | Reply::File { .. }
            | Reply::Learnt { .. }
            | Reply::Ready
            | Reply::Returned { .. } => {}
        }
    }

    fn follow(&mut self, fragment: &str) {
        self.view = View::Check;
        // Back from another view, what the link carries is here already.
        if self.followed.as_deref() == Some(fragment) && self.report.is_some() {
            return;
        }
        self.text = fragment.strip_prefix(CHECK).unwrap_or_default().into();
        self.file = None;
        self.followed = Some(fragment.into());
        self.source = Source::Resolver;
        self.start();
    }

    const fn awaits(&self, number: u32) -> bool {
        self.running && number == self.started
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
                next.followed = None;
                next.source = Source::Resolver;
                next.trouble = None;
            }
            Action::Open(file) => {
                next.file = Some(file);
                next.followed = None;
                next.text = "".into();
                next.source = Source::Resolver;
                next.view = View::Check;
                next.start();
            }
            Action::Example(text) => {
                next.text = text.into();
                next.file = None;
                next.followed = None;
                next.source = Source::Bundled;
                next.view = View::Check;
                next.start();
            }
            Action::Follow(fragment) => next.follow(&fragment),
            Action::Start => next.start(),
            Action::Wait => next.wait(),
            Action::Hear(reply) => next.hear(reply),
            Action::Cancel => next.running = false,
            Action::Fail(trouble) => next.fail(trouble),
            Action::Show(view) => next.view = view,
        }
        Rc::new(next)
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
}
