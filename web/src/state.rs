//! What the page shows: one state, and the actions that change it.

use crate::locale::Words;
use crate::locale::shell::ShellWords;
use crate::{platform, resolvers};
use std::rc::Rc;
use waxseal_doh::providers::EndpointError;
use waxseal_prose::Lang;
use waxseal_view::Node;
use waxseal_view::protocol::Reply;
use waxseal_view::share::{CHECK, REPORT};
use web_sys::{File, ServiceWorker};
use yew::Reducible;

/// Which page of the page is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum View {
    /// The box and its report.
    #[default]
    Check,
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
}

impl Document {
    const ALL: [Self; 3] = [Self::About, Self::Developers, Self::Licences];

    /// Its fragment, which is also how its file is called.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::About => "about",
            Self::Developers => "developers",
            Self::Licences => "licences",
        }
    }
}

impl View {
    /// The view of a fragment.
    pub(crate) fn from_fragment(fragment: &str) -> Self {
        if fragment == "set-up" {
            return Self::SetUp;
        }
        let document = Document::ALL.into_iter().find(|document| document.word() == fragment);
        document.map_or(Self::Check, Self::Document)
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
    /// The last report as it is drawn, which stays until the next is there.
    pub(crate) report: Option<Rc<Node>>,
    /// The set-up page as it is drawn.
    pub(crate) setup: Option<Rc<Node>>,
    /// Why there is none.
    pub(crate) trouble: Option<Trouble>,
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
    /// A link was followed, by its fragment, and whether a check of it may run without being asked for.
    Follow(String, bool),
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
    /// The long text of the view has come, or there is none to be had.
    Read(Option<Rc<Node>>),
    /// The network came or went.
    Network(bool),
    /// There is a new version of the page.
    Update(ServiceWorker),
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
            cut: None,
            started: 0,
            report: None,
            setup: None,
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
            Reply::Report { number, tree, done } if number == self.started && (done || self.running) => {
                self.report = Some(Rc::new(tree));
                self.running &= !done;
            }
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
            | Reply::Report { .. }
            | Reply::Trouble { .. }
            | Reply::File { .. }
            | Reply::Learnt { .. }
            | Reply::Ready
            | Reply::HandedOver
            | Reply::Idle
            | Reply::Returned { .. } => {}
        }
    }

    /// Whether what is checked asks the resolver.
    pub(crate) fn asks_a_resolver(&self) -> bool {
        let brings_answers = self.followed.as_ref().is_some_and(|link| link.starts_with(REPORT));
        self.source == Source::Resolver && !brings_answers
    }

    fn follow(&mut self, fragment: &str, by_itself: bool) {
        self.view = View::Check;
        // Back from another view, what the link carries is here already.
        if self.followed.as_deref() == Some(fragment) && self.report.is_some() {
            return;
        }
        self.text = fragment.strip_prefix(CHECK).unwrap_or_default().into();
        self.file = None;
        self.followed = Some(fragment.into());
        self.by_itself = by_itself;
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
                next.held = false;
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
            Action::Follow(fragment, by_itself) => next.follow(&fragment, by_itself),
            Action::Start => next.start(),
            Action::Wait => next.wait(),
            Action::Hear(reply) => next.hear(reply),
            Action::Cancel => {
                next.running = false;
                next.cut = next.report.is_some().then_some(next.progress);
                // The checker that drew it is gone, and with it what it knew of the form.
                next.setup = None;
            }
            Action::Fail(trouble) => next.fail(trouble),
            Action::Show(view) => {
                // The same text in another language replaces it when it is there.
                if next.view != view {
                    next.document = Text::Waiting;
                }
                next.view = view;
            }
            Action::Read(tree) => next.document = tree.map_or(Text::Missing, Text::Here),
            Action::Network(online) => next.online = online,
            Action::Update(waiting) => next.update = Some(waiting),
        }
        Rc::new(next)
    }
}

/// How bright the page is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Theme {
    /// As the system asks.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// All, in the order they are offered.
    pub(crate) const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The word that is kept, and that the styles know; the system's theme is no word.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::System => "",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme of a word.
    pub(crate) fn from_word(word: &str) -> Self {
        Self::ALL.into_iter().find(|theme| theme.word() == word).unwrap_or_default()
    }

    /// What it is called.
    pub(crate) const fn name(self, words: &ShellWords) -> &'static str {
        match self {
            Self::System => words.theme_system,
            Self::Light => words.theme_light,
            Self::Dark => words.theme_dark,
        }
    }
}

/// A resolver that the link to this page names.
#[derive(Clone, PartialEq)]
pub(crate) enum Offer {
    /// None, or it was answered.
    None,
    /// Nobody has agreed to it yet, so nothing is asked.
    Open(Rc<str>),
    /// Its address cannot be used, and why.
    Refused(EndpointError),
}

/// What the whole page agrees on: its language, its resolver, its theme and its shortcuts.
#[derive(Clone, PartialEq)]
pub(crate) struct Settings {
    /// The language.
    pub(crate) lang: Lang,
    /// The address of the DNS resolver that is asked.
    pub(crate) resolver: Rc<str>,
    /// The one that the person chose, which is kept; a link can only bring another for this visit.
    pub(crate) own_resolver: Rc<str>,
    /// What a link says of it.
    pub(crate) offer: Offer,
    /// How bright it is.
    pub(crate) theme: Theme,
    /// Whether shortcuts of a single character count.
    pub(crate) shortcuts: bool,
}

impl Settings {
    /// With a resolver that the person chose, which is also the answer to what a link says.
    pub(crate) fn choosing(&self, resolver: Rc<str>) -> Self {
        Self { resolver: resolver.clone(), own_resolver: resolver, offer: Offer::None, ..self.clone() }
    }

    /// With the answer to what a link says: its resolver for this visit, or the own one.
    pub(crate) fn answering(&self, agrees: bool) -> Self {
        let resolver = match &self.offer {
            Offer::Open(offered) if agrees => offered.clone(),
            _ => self.own_resolver.clone(),
        };
        Self { resolver, offer: Offer::None, ..self.clone() }
    }

    /// Whether no resolver may be asked yet.
    pub(crate) const fn is_waiting(&self) -> bool {
        matches!(self.offer, Offer::Open(_))
    }

    /// The page's own words.
    pub(crate) fn words(&self) -> &'static Words {
        Words::of(self.lang)
    }

    /// The words around the checks.
    pub(crate) const fn shell(&self) -> &'static ShellWords {
        &Words::of(self.lang).shell
    }
}
