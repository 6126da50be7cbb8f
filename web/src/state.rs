//! What the page shows: one state, and the actions that change it.

mod reports;
mod settings;

pub(crate) use reports::{Given, Reports};
pub(crate) use settings::{Offer, Settings, Theme};

use crate::{platform, resolvers};
use js_sys::Array;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use waxseal_view::Node;
use waxseal_view::protocol::Reply;
use waxseal_view::share::{CHECK, REPORT, REPORTS, SET_UP, names_of};
use web_sys::{File, ServiceWorker};
use yew::Reducible;

/// Which page of the page is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum View {
    /// The box and its report.
    #[default]
    Check,
    /// The reports of receivers.
    Reports,
    /// What a domain should publish.
    SetUp,
    /// A long text.
    Document(Document),
}

/// The long texts, which are fetched when they are opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Document {
    /// What this is and what leaves the browser.
    About,
    /// What programs can do with it.
    Developers,
    /// What it is built from.
    Licences,
    /// What the words mean.
    Terms,
}

impl Document {
    const ALL: [Self; 4] = [Self::About, Self::Developers, Self::Licences, Self::Terms];

    /// Its fragment, which is also how its file is called.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::About => "about",
            Self::Developers => "developers",
            Self::Licences => "licences",
            Self::Terms => "terms",
        }
    }
}

impl View {
    /// The view of a fragment.
    pub(crate) fn from_fragment(fragment: &str) -> Self {
        match fragment {
            "set-up" => Self::SetUp,
            "reports" => Self::Reports,
            figures if figures.starts_with(REPORTS) => Self::Reports,
            filled if filled.starts_with(SET_UP) => Self::SetUp,
            _ => {
                let document = Document::ALL.into_iter().find(|document| document.word() == fragment);
                document.map_or(Self::Check, Self::Document)
            }
        }
    }
}

/// What there is of a long text.
#[derive(Clone, PartialEq)]
pub(crate) enum Text {
    /// It is on its way.
    Waiting,
    /// It cannot be fetched, as without a network.
    Missing,
    /// It is here.
    Here(Rc<Node>),
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

/// The fragment of a report on what stays on this machine.
pub(crate) const RESULT: &str = "result";

/// What was given and stays on this machine.
#[derive(Clone, PartialEq)]
struct Local {
    text: Rc<str>,
    file: Option<File>,
    source: Source,
}

/// What a check was given, whatever was done to the box since.
#[derive(Clone, PartialEq)]
struct Checked {
    given: Local,
    link: Option<Rc<str>>,
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
    /// How far the check had come when it was stopped, while what was drawn of it stands.
    pub(crate) cut: Option<Progress>,
    /// The number of the last check that was started; a new number is a new check.
    pub(crate) started: u32,
    /// The number of the check that the drawn report is of.
    pub(crate) answered: u32,
    /// The last report as it is drawn, which stays until the next is there.
    pub(crate) report: Option<Rc<Node>>,
    /// The set-up page as it is drawn.
    pub(crate) setup: Option<Rc<Node>>,
    /// How often a link has filled in the form of the set-up.
    pub(crate) filled: u32,
    /// The page of reports.
    pub(crate) reports: Reports,
    /// Why there is none.
    pub(crate) trouble: Option<Trouble>,
    /// The fragment that leads back to the report that is shown.
    pub(crate) address: Option<Rc<str>>,
    /// What the check was given that was started last.
    checked: Option<Checked>,
    /// What was checked last and stays on this machine: [`RESULT`] leads back to it.
    local: Option<Local>,
    /// Whether what that link names may be checked without being asked for.
    pub(crate) by_itself: bool,
    /// Whether a link put into the box what stands there, and the person has not said yet that it is to be checked.
    pub(crate) held: bool,
    /// What is shown.
    pub(crate) view: View,
    /// The long text that is shown, if one is.
    pub(crate) document: Text,
    /// Whether there may be a network; `false` is certain.
    pub(crate) online: bool,
    /// The new version of the page that waits to take over.
    pub(crate) update: Option<ServiceWorker>,
}

/// What can happen.
pub(crate) enum Action {
    /// The text was changed by hand.
    Edit(String),
    /// A file was opened.
    Open(File),
    /// A link was followed, or a step taken in the history.
    Follow(Followed),
    /// An example was chosen; its answers come from the bundled zone.
    Example(&'static str),
    /// A check starts.
    Start,
    /// Something was done in the report, and its answer is on its way.
    Wait,
    /// The checker said something.
    Hear(Reply),
    /// Reports are to be read.
    Read(Given),
    /// What reads them said something, or could not be loaded.
    HearReports(Option<Reply>),
    /// The person stopped it.
    Cancel,
    /// Something went wrong before a check could start.
    Fail(Trouble),
    /// Another view was chosen.
    Show(View),
    /// A link filled in the form of the set-up.
    FillIn,
    /// The page was called without saying which report of it.
    Leave,
    /// The long text of the view has come, or there is none to be had.
    Fetched(Option<Rc<Node>>),
    /// The network came or went.
    Network(bool),
    /// There is a new version of the page.
    Update(ServiceWorker),
}

/// Where a link or a step in the history leads.
pub(crate) struct Followed {
    /// The fragment.
    pub(crate) fragment: String,
    /// Whether a check of it may run without being asked for.
    pub(crate) by_itself: bool,
    /// Whether the person asked for this very check before, in this tab.
    pub(crate) is_own: bool,
}

impl State {
    /// A page with this text in its box and nothing checked.
    pub(crate) fn new(text: &str, source: Source, view: View) -> Self {
        let text: Rc<str> = text.into();
        let local = Local { text: text.clone(), file: None, source };
        Self {
            local: Some(local).filter(|local| !local.text.trim().is_empty()),
            checked: None,
            address: None,
            text,
            file: None,
            followed: None,
            source: Source::Resolver,
            running: false,
            progress: Progress::default(),
            cut: None,
            started: 0,
            answered: 0,
            report: None,
            setup: None,
            filled: 0,
            reports: Reports::default(),
            trouble: None,
            by_itself: false,
            held: false,
            view,
            document: Text::Waiting,
            online: platform::is_online(),
            update: None,
        }
    }

    /// Whether the shown check asks DNS while nobody can answer: its answers come neither with the page, nor with a link,
    /// nor from this very machine.
    pub(crate) fn asks_in_vain(&self, resolver: &str) -> bool {
        let shown = self.view == View::Check && (self.running || self.report.is_some());
        let asks = self.asks_a_resolver() && !resolvers::is_local(resolver);
        shown && asks && !self.online
    }

    /// Whether there is an answer, or one is on its way: then the box steps back.
    pub(crate) const fn is_answering(&self) -> bool {
        self.running || self.report.is_some()
    }

    /// Whether there is nothing to check.
    pub(crate) fn is_empty(&self) -> bool {
        self.file.is_none() && self.followed.is_none() && self.text.trim().is_empty()
    }

    /// Puts a text into the box, in place of whatever was given.
    fn edit(&mut self, text: &str) {
        self.text = text.into();
        self.file = None;
        self.followed = None;
        self.source = Source::Resolver;
        self.trouble = None;
        self.held = false;
    }

    fn start(&mut self) {
        let given = Local { text: self.text.clone(), file: self.file.clone(), source: self.source };
        self.checked = Some(Checked { given, link: self.followed.clone() });
        self.started = self.started.wrapping_add(1);
        self.wait();
    }

    fn wait(&mut self) {
        self.running = true;
        self.held = false;
        self.progress = Progress::default();
        self.cut = None;
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
            Reply::Report { number, tree, done, names }
                if number == self.started && (self.running || done && self.report.is_some()) =>
            {
                self.report = Some(Rc::new(tree));
                self.answered = number;
                self.running &= !done;
                self.find_place(names);
            }
            Reply::ForReports { number } if self.awaits(number) => self.lead_to_reports(),
            Reply::SetUp { tree } => self.setup = Some(Rc::new(tree)),
            Reply::Held { number } if self.awaits(number) => {
                // From here on it is what stands in the box.
                (self.running, self.held) = (false, true);
                (self.followed, self.report) = (None, None);
            }
            Reply::Trouble { number, sentence } if self.awaits(number) => self.fail(Trouble::Said(sentence)),
            // What a cancelled or replaced check still says is not wanted any more; calls are not for the page.
            Reply::Progress { .. }
            | Reply::Held { .. }
            | Reply::ForReports { .. }
            | Reply::Reports { .. }
            | Reply::Report { .. }
            | Reply::Trouble { .. }
            | Reply::Message { .. }
            | Reply::File { .. }
            | Reply::Learnt { .. }
            | Reply::Ready
            | Reply::HandedOver
            | Reply::Idle
            | Reply::Returned { .. } => {}
        }
    }

    /// Has what was given in the box read as reports.
    fn lead_to_reports(&mut self) {
        self.running = false;
        self.view = View::Reports;
        let (name, content) = match self.file.take() {
            Some(file) => (file.name(), file.into()),
            None => ("#1".to_owned(), JsValue::from_str(&self.text)),
        };
        self.reports.read(Given::Files(Array::of2(&name.into(), &content)));
    }

    /// Whether what is checked asks the resolver.
    pub(crate) fn asks_a_resolver(&self) -> bool {
        let brings_answers = self.followed.as_ref().is_some_and(|link| link.starts_with(REPORT));
        self.source == Source::Resolver && !brings_answers
    }

    /// Keeps by which fragment the report that is shown is found again.
    fn find_place(&mut self, names: Option<String>) {
        let Some(Checked { given, link }) = self.checked.clone() else { return };
        let names = names.filter(|_| given.source == Source::Resolver);
        self.address = Some(match (link, names) {
            (Some(link), _) if link.starts_with(REPORT) => link,
            (_, Some(names)) => format!("{CHECK}{names}").into(),
            (_, None) => {
                self.local = Some(given);
                RESULT.into()
            }
        });
    }

    fn follow(&mut self, followed: &Followed) {
        let Followed { fragment, by_itself, is_own } = followed;
        self.view = View::Check;
        // Back from another view, what the address stands for is here already.
        if self.address.as_deref() == Some(fragment) && self.report.is_some() {
            return;
        }
        if *fragment == *RESULT {
            return self.come_back(*by_itself);
        }
        let names = names_of(fragment).unwrap_or_default();
        self.edit(names);
        self.address = Some(fragment.as_str().into());
        if !(*by_itself && *is_own) {
            self.followed = Some(fragment.as_str().into());
            self.by_itself = *by_itself;
        }
        self.start();
    }

    /// Goes back to what was checked last of what stays on this machine, where it is still there.
    fn come_back(&mut self, by_itself: bool) {
        let Some(local) = self.local.clone() else { return self.leave() };
        self.edit("");
        (self.text, self.file, self.source) = (local.text, local.file, local.source);
        self.address = Some(RESULT.into());
        if by_itself {
            self.start();
        }
    }

    fn cancel(&mut self) {
        self.running = false;
        self.cut = self.report.is_some().then_some(self.progress);
        // The checker that drew it is gone, and with it what it knew of the form.
        self.setup = None;
    }

    /// Goes back to where nothing was checked yet. What stands in the box stays.
    fn leave(&mut self) {
        if !self.running && self.address.is_some() {
            (self.report, self.address, self.cut, self.trouble) = (None, None, None, None);
            self.held = false;
        }
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
            Action::Edit(text) => next.edit(&text),
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
            Action::Follow(followed) => next.follow(&followed),
            Action::Start => next.start(),
            Action::Wait => next.wait(),
            Action::Hear(reply) => next.hear(reply),
            Action::Cancel => next.cancel(),
            Action::Fail(trouble) => next.fail(trouble),
            Action::Show(view) => {
                // The same text in another language replaces it when it is there.
                if next.view != view {
                    next.document = Text::Waiting;
                }
                next.view = view;
            }
            // Drawn anew, since a form that stands keeps what was typed.
            Action::FillIn => (next.setup, next.filled) = (None, next.filled.wrapping_add(1)),
            Action::Leave => next.leave(),
            Action::Fetched(tree) => next.document = tree.map_or(Text::Missing, Text::Here),
            Action::Read(given) => {
                next.view = View::Reports;
                next.reports.read(given);
            }
            Action::HearReports(Some(Reply::Message { text })) => {
                next.edit(&text);
                next.view = View::Check;
                next.start();
            }
            Action::HearReports(Some(reply)) => next.reports.hear(reply),
            Action::HearReports(None) => {
                next.reports.progress = None;
                next.reports.trouble = Some(Trouble::NoChecker);
            }
            Action::Network(online) => next.online = online,
            Action::Update(waiting) => next.update = Some(waiting),
        }
        Rc::new(next)
    }
}
