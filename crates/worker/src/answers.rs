//! Where the answers of a check come from, and what has been heard of them so far.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use waxseal_core::dns::{
    Answer, Cached, DnsError, Draft, Fault, HandedAnswer, Overlay, Question, Resolve, Zone,
};
use waxseal_core::json::{self, Json};
use waxseal_doh::providers::{EndpointError, endpoint};
use waxseal_doh::{Allowance, Budget, Doh};

/// Where answers come from. One type, so that the checks are compiled once and not once a source.
pub(crate) enum Answers {
    /// Data.
    Zone(Zone),
    /// A resolver and its cache.
    Resolver(Rc<Cached<Doh>>),
}

impl Answers {
    /// The resolver at an address, with its cache; the bundled zone where there is no address.
    ///
    /// # Errors
    /// What is wrong with the address.
    pub(crate) fn of(resolver: Option<&str>) -> Result<Self, EndpointError> {
        resolver.map_or_else(|| Ok(Self::Zone(example_zone())), Self::resolver)
    }

    /// The resolver at an address, with its cache.
    ///
    /// # Errors
    /// What is wrong with the address.
    pub(crate) fn resolver(url: &str) -> Result<Self, EndpointError> {
        let endpoint = endpoint(url)?;
        let cached = RESOLVERS.with_borrow_mut(|known| {
            let place = known.entry(endpoint.clone());
            place.or_insert_with(|| Rc::new(Cached::new(Doh::new(endpoint), waxseal_doh::clock))).clone()
        });
        Ok(Self::Resolver(cached))
    }
}

/// The DNS behind the examples. It is part of this file, so it always reads; an empty zone would answer NXDOMAIN.
fn example_zone() -> Zone {
    let read = Json::parse(include_str!("../../../web/assets/examples/zone.json"));
    read.and_then(|zone| Zone::of(&zone).ok()).unwrap_or_default()
}

/// Forgets what a resolver said, for a person who has just published something and looks again.
pub(crate) fn forget(url: &str) {
    let known = endpoint(url).ok().and_then(|url| RESOLVERS.with_borrow(|known| known.get(&url).cloned()));
    if let Some(cached) = known {
        cached.clear();
    }
}

/// What every resolver said that was asked, for the checker of another language: an object of lists, by address.
pub(crate) fn hand_over() -> Option<String> {
    let handed = |(url, cached): (&String, &Rc<Cached<Doh>>)| (url.clone(), cached.hand_over());
    // One by one: a map that is collected sorts first, and brings a sort along.
    let mut all = BTreeMap::new();
    RESOLVERS.with_borrow(|known| {
        for (endpoint, answers) in known.iter().map(handed) {
            all.insert(endpoint, answers);
        }
    });
    json::text(&all).ok()
}

/// Takes what the checker before this one handed over. What cannot be read is asked again.
pub(crate) fn take_over(text: &str) {
    let handed = Json::parse(text).unwrap_or(Json::Null);
    for (url, answers) in handed.as_object().into_iter().flatten() {
        let answers = answers.as_list().unwrap_or_default().iter().filter_map(HandedAnswer::of);
        if let Ok(Answers::Resolver(cached)) = Answers::resolver(url) {
            cached.take_over(&answers.collect::<Vec<_>>());
        }
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

/// What one check has asked and heard so far.
#[derive(Debug, Default)]
pub(crate) struct AnswerLog {
    asked: u32,
    answers: Vec<(Question, Result<Answer, DnsError>)>,
}

impl AnswerLog {
    /// How many questions were asked, and how many of them answered.
    pub(crate) fn counts(&self) -> (u32, u32) {
        (self.asked, u32::try_from(self.answers.len()).unwrap_or(u32::MAX))
    }
}

impl Resolve for AnswerLog {
    /// Answers at once from what was heard; what was not is still awaited.
    async fn lookup(&self, question: &Question) -> Result<Answer, DnsError> {
        let heard = self.answers.iter().find(|(asked, _)| asked == question);
        heard.map_or(Err(DnsError::new(Fault::Awaited)), |(_, answer)| answer.clone())
    }
}

/// The door of one check: its drafts over its answers, its budget, and an ear at it.
pub(crate) struct CheckResolver {
    inner: Budget<Overlay<Answers>>,
    /// What has come through it.
    pub(crate) heard: Rc<RefCell<AnswerLog>>,
    progress: fn(u32, u32),
}

impl CheckResolver {
    /// A door for one check; `progress` is told whenever a question goes out or comes back.
    pub(crate) fn new(answers: Answers, drafts: Vec<Draft>, progress: fn(u32, u32)) -> Self {
        let inner = Budget::new(Overlay::new(answers, drafts), waxseal_doh::clock);
        Self { inner, heard: Rc::default(), progress }
    }

    /// A door for many checks at a time, which may cost so much.
    pub(crate) fn of_many(
        answers: Answers,
        drafts: Vec<Draft>,
        allowance: Allowance,
        progress: fn(u32, u32),
    ) -> Self {
        let inner = Budget::of(Overlay::new(answers, drafts), waxseal_doh::clock, allowance);
        Self { inner, heard: Rc::default(), progress }
    }

    fn tell(&self) {
        let (asked, answered) = self.heard.borrow().counts();
        (self.progress)(asked, answered);
    }
}

impl Resolve for CheckResolver {
    async fn lookup(&self, question: &Question) -> Result<Answer, DnsError> {
        self.heard.borrow_mut().asked += 1;
        self.tell();
        let outcome = self.inner.lookup(question).await;
        self.heard.borrow_mut().answers.push((question.clone(), outcome.clone()));
        self.tell();
        outcome
    }
}
