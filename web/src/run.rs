//! From what stands in the box to a report: chooses what to check and where the answers come from.

use crate::platform::{self, TABLES};
use crate::state::{OpenedFile, Progress, Report, Source, State, Trouble};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use waxseal_core::dns::{Answer, Cached, DnsError, Draft, Overlay, Question, Resolve, Zone};
use waxseal_core::evidence::Given;
use waxseal_core::input::Subject;
use waxseal_core::message::Origin;
use waxseal_core::report::SpfCheckReport;
use waxseal_core::{DomainInput, MessageInput, SpfInput, check_domain, check_message, check_spf};
use waxseal_doh::providers::{PROVIDERS, endpoint};
use waxseal_doh::{Budget, Doh};

/// The resolver the page starts with.
pub(crate) const DEFAULT_RESOLVER: &str = "https://cloudflare-dns.com/dns-query";

/// The first user's two messages, and their domain.
pub(crate) const EXAMPLES: [&str; 3] = [
    include_str!("../assets/examples/mailchimp-to-gmail.txt"),
    include_str!("../assets/examples/office365-to-gmail.txt"),
    "nl365pro.com",
];

/// The DNS behind the examples.
const EXAMPLE_ZONE: &str = include_str!("../assets/examples/zone.json");

/// One check to run.
pub(crate) struct Job {
    /// What stands in the box.
    pub(crate) text: Rc<str>,
    /// The file in its place.
    pub(crate) file: Option<Rc<OpenedFile>>,
    /// Where the answers come from.
    pub(crate) source: Source,
    /// Records to try.
    pub(crate) drafts: Vec<Draft>,
    /// The resolver's address.
    pub(crate) resolver: Rc<str>,
    /// Told whenever a question goes out or comes back.
    pub(crate) progress: Rc<dyn Fn(Progress)>,
}

/// Whether there is nothing to check.
pub(crate) fn is_empty(state: &State) -> bool {
    state.file.is_none() && state.text.trim().is_empty()
}

/// What is wrong with a resolver's address; `None` when nothing is.
pub(crate) fn resolver_error(url: &str) -> Option<String> {
    endpoint(url).err()
}

/// What a resolver is called: its provider's name, or its host.
pub(crate) fn resolver_name(url: &str) -> String {
    let listed = PROVIDERS.iter().find(|provider| provider.url == url);
    listed.map_or_else(|| host_of(url), |provider| provider.name.to_owned())
}

/// The host of an address.
pub(crate) fn host_of(url: &str) -> String {
    web_sys::Url::new(url).map_or_else(|_| url.to_owned(), |url| url.host())
}

/// Runs a check to its end.
///
/// # Errors
/// Why there is no report.
pub(crate) async fn run(job: Job) -> Result<Report, Trouble> {
    let answers = Answers::of(job.source, &job.resolver).map_err(Trouble::BadResolver)?;
    let door = Door::new(answers, job.drafts.clone(), job.progress.clone());
    let now = platform::now();
    if let Some(file) = &job.file {
        return Ok(message(&door, &file.bytes, Origin::File).await);
    }
    match Subject::of(&job.text, platform::to_ascii) {
        Subject::Nothing => Err(Trouble::NothingGiven),
        Subject::Domain(domain) => {
            let input = DomainInput { domain, selectors: Vec::new(), now };
            Ok(Report::Domain(Rc::new(check_domain(&door, &input).await)))
        }
        Subject::Message => Ok(message(&door, job.text.as_bytes(), Origin::Paste).await),
    }
}

async fn message(door: &Door, bytes: &[u8], origin: Origin) -> Report {
    let input = MessageInput {
        bytes,
        origin,
        given: Given::default(),
        trust: None,
        now: platform::now(),
        tables: TABLES,
    };
    Report::Message(Rc::new(check_message(door, &input).await))
}

/// A question about one client.
pub(crate) struct SpfQuestion {
    /// The client's address.
    pub(crate) ip: std::net::IpAddr,
    /// The envelope sender; empty for the null sender.
    pub(crate) mail_from: String,
    /// The HELO name.
    pub(crate) helo: String,
    /// Where the answers come from.
    pub(crate) source: Source,
    /// Records to try.
    pub(crate) drafts: Vec<Draft>,
    /// The resolver's address.
    pub(crate) resolver: Rc<str>,
}

/// Evaluates SPF for one client.
///
/// # Errors
/// What is wrong with the resolver's address, as a sentence.
pub(crate) async fn spf(question: SpfQuestion) -> Result<SpfCheckReport, String> {
    let input = SpfInput {
        ip: question.ip,
        mail_from: Some(question.mail_from),
        helo: question.helo,
        receiver: None,
        now: platform::now(),
    };
    let answers = Answers::of(question.source, &question.resolver)?;
    Ok(check_spf(&Door::new(answers, question.drafts, Rc::new(|_| ())), &input).await)
}

/// The bundled zone. It is part of the page, so it always reads; an empty zone would answer NXDOMAIN.
fn example_zone() -> Zone {
    let value = js_sys::JSON::parse(EXAMPLE_ZONE).unwrap_or_default();
    serde_wasm_bindgen::from_value(value).unwrap_or_default()
}

/// Where answers come from. One type, so that the checks are compiled once and not once a source.
pub(crate) enum Answers {
    /// Data.
    Zone(Zone),
    /// A resolver and its cache.
    Resolver(Rc<Cached<Doh>>),
}

impl Answers {
    fn of(source: Source, resolver: &str) -> Result<Self, String> {
        match source {
            Source::Bundled => Ok(Self::Zone(example_zone())),
            Source::Resolver => Self::resolver(resolver),
        }
    }

    /// The resolver at an address, with its cache.
    ///
    /// # Errors
    /// What is wrong with the address, as a sentence.
    pub(crate) fn resolver(url: &str) -> Result<Self, String> {
        let endpoint = endpoint(url)?;
        let cached = RESOLVERS.with_borrow_mut(|known| {
            let place = known.entry(endpoint.clone());
            place.or_insert_with(|| Rc::new(Cached::new(Doh::new(endpoint), waxseal_doh::clock))).clone()
        });
        Ok(Self::Resolver(cached))
    }
}

impl Resolve for Answers {
    async fn lookup(&self, question: &Question) -> Result<Answer, DnsError> {
        match self {
            Self::Zone(zone) => zone.answer(question),
            Self::Resolver(resolver) => resolver.lookup(question).await,
        }
    }
}

thread_local! {
    /// One cache a resolver, for as long as the page is open.
    static RESOLVERS: RefCell<BTreeMap<String, Rc<Cached<Doh>>>> = const { RefCell::new(BTreeMap::new()) };
}

/// The door of one check: its drafts over its answers, its budget, and the questions counted as they pass.
pub(crate) struct Door {
    inner: Budget<Overlay<Answers>>,
    progress: Rc<dyn Fn(Progress)>,
    counts: Cell<Progress>,
}

impl Door {
    /// A door for one check.
    pub(crate) fn new(answers: Answers, drafts: Vec<Draft>, progress: Rc<dyn Fn(Progress)>) -> Self {
        let inner = Budget::new(Overlay::new(answers, drafts), waxseal_doh::clock);
        Self { inner, progress, counts: Cell::default() }
    }

    fn count(&self, asked: u32, answered: u32) {
        let before = self.counts.get();
        let now = Progress { asked: before.asked + asked, answered: before.answered + answered };
        self.counts.set(now);
        (self.progress)(now);
    }
}

impl Resolve for Door {
    async fn lookup(&self, question: &Question) -> Result<Answer, DnsError> {
        self.count(1, 0);
        let outcome = self.inner.lookup(question).await;
        self.count(0, 1);
        outcome
    }
}
