//! The one check that the page shows: what is checked, its report, and what was done in it.

use crate::answers::{self, Answers, Door, Heard};
use crate::platform::{self, TABLES};
use crate::{post, suffixes};
use futures_util::future::{AbortHandle, Either, FutureExt, abortable, select};
use std::cell::RefCell;
use std::pin::pin;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use waxseal_core::dns::{LoggedQuery, Resolve, differences};
use waxseal_core::domain::Domain;
use waxseal_core::evidence::Given;
use waxseal_core::input::Subject;
use waxseal_core::message::Origin;
use waxseal_core::report::{DomainReport, MessageReport};
use waxseal_core::{DomainInput, MessageInput, SpfInput, check_domain, check_message, check_spf};
use waxseal_doh::providers::PROVIDERS;
use waxseal_prose::{Lang, Place};
use waxseal_view::protocol::{Act, Reply};
use waxseal_view::share::Saved;
use waxseal_view::{Locale, Node, Provenance, Session, SpfAnswer};
use web_sys::File;

/// How often what has come so far is drawn, in milliseconds.
pub(crate) const DRAW_EVERY: u32 = 250;
/// The longest file that is looked at for being a list of domains, in bytes.
const MAX_LIST: usize = 256 * 1024;
/// Messages above this many bytes are only drawn when all is there: drawing means checking what has come so far.
const MAX_GROWING: usize = 256 * 1024;

/// What is checked.
#[derive(Clone)]
enum Input {
    Message {
        bytes: Rc<Vec<u8>>,
        origin: Origin,
    },
    Domain(Domain),
    Domains(Rc<Vec<Domain>>),
    /// A report that was made before.
    Saved(Rc<Saved>),
}

/// What a person says of a message or a domain beside it.
#[derive(Clone, Default)]
struct Assumed {
    given: Given,
    trust: Option<String>,
    selectors: Vec<String>,
    learnt: Vec<String>,
    policy: Option<String>,
}

/// What came of it.
enum Report {
    Message(Rc<MessageReport>),
    Domain(Rc<DomainReport>),
    /// Those that are there, and how many there will be.
    Domains(Vec<DomainReport>, usize),
}

impl Report {
    /// Every question asked.
    fn dns(&self) -> &[LoggedQuery] {
        match self {
            Self::Message(report) => &report.dns,
            Self::Domain(report) => &report.dns,
            Self::Domains(..) => &[],
        }
    }
}

/// Everything that is kept between two requests.
#[derive(Default)]
struct Checker {
    number: u32,
    locale: Locale,
    resolver: Option<String>,
    input: Option<Input>,
    session: Session,
    report: Option<Report>,
    running: Option<AbortHandle>,
}

mod export;
mod list;
mod share;
mod what_if;

thread_local! {
    static CHECKER: RefCell<Checker> = RefCell::default();
}

/// Checks a text or a file. A check that was running is dropped, with every question it has in flight.
pub(crate) fn check(
    number: u32,
    resolver: Option<String>,
    lang: &str,
    file: bool,
    selectors: Vec<String>,
    subject: JsValue,
) {
    begin(number, resolver, lang, selectors);
    run(async move {
        let input = if file {
            opened(subject.unchecked_into()).await
        } else {
            typed(&subject.as_string().unwrap_or_default())
        };
        match input {
            Ok(input) => {
                CHECKER.with_borrow_mut(|checker| checker.input = Some(input));
                check_again().await;
            }
            Err(sentence) => trouble(sentence),
        }
    });
}

/// Opens what the fragment of a link carries.
pub(crate) fn open(
    number: u32,
    resolver: Option<String>,
    lang: &str,
    fragment: String,
    selectors: Vec<String>,
) {
    begin(number, resolver, lang, selectors);
    run(async move { share::open(&fragment).await });
}

fn begin(number: u32, resolver: Option<String>, lang: &str, selectors: Vec<String>) {
    CHECKER.with_borrow_mut(|checker| {
        checker.number = number;
        checker.locale = locale(lang);
        let resolvers = resolver.as_deref().map(others).unwrap_or_default();
        checker.session = Session {
            bundled: resolver.is_none(),
            resolver: resolver.clone(),
            resolvers,
            learnt: selectors,
            ..Session::default()
        };
        checker.resolver = resolver;
    });
}

/// The resolvers that can be asked besides the chosen one.
fn others(chosen: &str) -> Vec<(String, String)> {
    let others = PROVIDERS.iter().filter(|provider| provider.url != chosen);
    others.map(|provider| (provider.name.to_owned(), provider.url.to_owned())).collect()
}

/// Draws the last report in another language.
pub(crate) fn speak(lang: &str) {
    CHECKER.with_borrow_mut(|checker| checker.locale = locale(lang));
    draw();
}

/// Does what was done in the report, and draws it again.
pub(crate) fn act(act: Act, fields: &[(String, String)]) {
    let field = |name: &str| fields.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value.as_str());
    match act {
        Act::AddDraft => what_if::add(field),
        Act::EditRecord => what_if::edit(field),
        Act::RemoveDraft => what_if::remove(field("value")),
        Act::TryCure => what_if::try_cure(field("value")),
        Act::Reset => what_if::reset(),
        Act::Again => {
            // What failed is remembered for a while; a person who asks again wants it asked again.
            let resolver = CHECKER.with_borrow(|checker| checker.resolver.clone());
            resolver.iter().for_each(|url| answers::forget(url));
            run(check_again());
        }
        Act::AskSpf => ask_spf(field("ip"), field("mailFrom"), field("helo")),
        Act::Trust => {
            let name = Some(field("trust").to_owned()).filter(|name| !name.is_empty());
            CHECKER.with_borrow_mut(|checker| checker.session.trust = name);
            run(check_again());
        }
        Act::Assume => what_if::assume(field),
        Act::Compare => compare(field("text").as_bytes().to_vec()),
        Act::AddSelector => {
            let selector = field("selector").trim().to_owned();
            post::reply(&Reply::Learnt { selectors: vec![selector.clone()] });
            CHECKER.with_borrow_mut(|checker| checker.session.selectors.push(selector));
            run(check_again());
        }
        Act::Policy => {
            CHECKER.with_borrow_mut(|checker| checker.session.policy = Some(field("policy").to_owned()));
            run(check_again());
        }
        Act::SecondResolver => second(field("resolver").to_owned()),
        Act::Sort => list::sort(field("value")),
        Act::Export => export::export(field("value")),
        Act::Share => share::toggle(),
        Act::Mask => share::switch(field("value")),
        Act::CheckAgain => share::check_now(),
        // The page prints by itself; here there is only the report to be drawn as it is.
        Act::Print => draw(),
        // These are done in the set-up, which asks for them by a request of its own.
        Act::SetUp | Act::CheckLive => {}
    }
}

/// The language of a tag, or English.
pub(crate) fn locale(lang: &str) -> Locale {
    Locale { lang: Lang::from_tag(lang).unwrap_or_default(), ..Locale::default() }
}

/// Reads a file byte for byte.
async fn opened(file: File) -> Result<Input, String> {
    match JsFuture::from(file.array_buffer()).await {
        Ok(buffer) => {
            let bytes = Rc::new(js_sys::Uint8Array::new(&buffer).to_vec());
            if let Some(saved) = std::str::from_utf8(&bytes).ok().and_then(share::saved) {
                return saved;
            }
            if let Some(domains) = listed(&bytes) {
                return Ok(Input::Domains(Rc::new(domains)));
            }
            Ok(Input::Message { bytes, origin: Origin::File })
        }
        Err(_) => Err(CHECKER.with_borrow(|checker| checker.locale.unreadable(&file.name()))),
    }
}

/// The domains of a file that is a list of them and nothing else.
fn listed(bytes: &[u8]) -> Option<Vec<Domain>> {
    let text = std::str::from_utf8(bytes).ok().filter(|text| text.len() <= MAX_LIST)?;
    match Subject::of(text.trim_start_matches('\u{feff}'), platform::to_ascii) {
        Subject::Domains(domains) => Some(domains),
        Subject::Domain(domain) => Some(vec![domain]),
        Subject::Nothing | Subject::Message => None,
    }
}

/// Tells a message from a domain.
fn typed(text: &str) -> Result<Input, String> {
    if let Some(saved) = share::saved(text) {
        return saved;
    }
    match Subject::of(text, platform::to_ascii) {
        Subject::Nothing => Err(CHECKER.with_borrow(|checker| checker.locale.nothing_given())),
        Subject::Domain(domain) => Ok(Input::Domain(domain)),
        Subject::Domains(domains) => Ok(Input::Domains(Rc::new(domains))),
        Subject::Message => {
            Ok(Input::Message { bytes: Rc::new(text.as_bytes().to_vec()), origin: Origin::Paste })
        }
    }
}

/// Runs one thing at a time: what ran before is dropped.
fn run(work: impl Future<Output = ()> + 'static) {
    let (work, abort) = abortable(work);
    CHECKER.with_borrow_mut(|checker| {
        if let Some(before) = checker.running.replace(abort) {
            before.abort();
        }
    });
    spawn_local(async move {
        // An aborted check has nothing to say.
        let _ = work.await;
    });
}

/// A door for the next check.
fn door(progress: fn(u32, u32)) -> Result<Door, String> {
    CHECKER.with_borrow(|checker| {
        let answers = Answers::of(checker.resolver.as_deref())?;
        Ok(Door::new(answers, checker.session.drafts.clone(), progress))
    })
}

/// Checks what was given last, and draws it as it grows.
async fn check_again() {
    let Some(input) = CHECKER.with_borrow(|checker| checker.input.clone()) else { return };
    CHECKER.with_borrow_mut(|checker| checker.session.sharing = None);
    match &input {
        Input::Domains(domains) => return list::check_list(domains.clone()).await,
        Input::Saved(saved) => return share::show(saved).await,
        Input::Message { .. } | Input::Domain(_) => {}
    }
    let door = match door(progress) {
        Ok(door) => door,
        Err(sentence) => return trouble(sentence),
    };
    let assumed = CHECKER.with_borrow(Checker::assumed);
    let checking = pin!(report(&door, &input, &assumed));
    let growing = pin!(grow(&door.heard, &input, &assumed));
    let report = match select(checking, growing).await {
        Either::Left((report, _)) => report,
        Either::Right(((), checking)) => checking.await,
    };
    let lacks_suffixes = matches!(report, Report::Message(_)) && suffixes::known().is_none();
    learn(&report);
    CHECKER.with_borrow_mut(|checker| checker.report = Some(report));
    share::keep_up();
    if lacks_suffixes && suffixes::fetched().await.is_some() {
        // Everything was heard by now, so this asks nothing and does not wait.
        let heard = door.heard.borrow();
        if let Some(report) = self::report(&*heard, &input, &assumed).now_or_never() {
            CHECKER.with_borrow_mut(|checker| checker.report = Some(report));
            share::keep_up();
        }
    }
}

async fn report<R: Resolve>(resolver: &R, input: &Input, assumed: &Assumed) -> Report {
    let now = platform::now();
    match input {
        // A list is not checked in one go, and what was saved is not checked at all.
        Input::Domains(domains) => Report::Domains(Vec::new(), domains.len()),
        Input::Saved(_) => Report::Domains(Vec::new(), 0),
        Input::Domain(domain) => {
            let (selectors, mta_sts_policy) = (assumed.selectors.clone(), assumed.policy.clone());
            let learnt = assumed.learnt.clone();
            let input = DomainInput { domain: domain.clone(), selectors, learnt, mta_sts_policy, now };
            Report::Domain(Rc::new(check_domain(resolver, &input).await))
        }
        Input::Message { bytes, origin } => {
            let Assumed { given, trust, .. } = assumed.clone();
            let (list, tables) = (suffixes::known(), TABLES);
            let suffixes = list.as_deref();
            let input = MessageInput { bytes, origin: *origin, given, trust, now, tables, suffixes };
            Report::Message(Rc::new(check_message(resolver, &input).await))
        }
    }
}

/// Draws what has come so far, as often as something came. The checks are pure, so a check of the answers heard so far
/// is the report as it stands; it never waits, since what was not heard is an error.
async fn grow(heard: &Rc<RefCell<Heard>>, input: &Input, assumed: &Assumed) {
    if matches!(input, Input::Message { bytes, .. } if bytes.len() > MAX_GROWING) {
        return;
    }
    let mut drawn = 0;
    loop {
        gloo_timers::future::TimeoutFuture::new(DRAW_EVERY).await;
        let (_, answered) = heard.borrow().counts();
        if answered == drawn {
            continue;
        }
        drawn = answered;
        let so_far = report(&*heard.borrow(), input, assumed).now_or_never();
        if let Some(report) = so_far {
            let tree = CHECKER.with_borrow_mut(|checker| {
                checker.session.growing = true;
                let tree = checker.tree(&report);
                checker.session.growing = false;
                checker.session.grew = true;
                tree
            });
            post::reply(&Reply::Report { number: number(), tree, done: false });
        }
    }
}

/// Checks another message, to be shown beside the one there is.
fn compare(bytes: Vec<u8>) {
    run(async move {
        let other = Input::Message { bytes: Rc::new(bytes), origin: Origin::Paste };
        match door(|_, _| ()) {
            Ok(door) => {
                if let Report::Message(other) = report(&door, &other, &Assumed::default()).await {
                    CHECKER.with_borrow_mut(|checker| checker.session.other = Some(other));
                }
                draw();
            }
            Err(sentence) => trouble(sentence),
        }
    });
}

/// Tells the page which selectors a message named, so that a later check of its domain looks for them.
fn learn(report: &Report) {
    let Report::Message(report) = report else { return };
    let selectors = report.dkim.iter().filter_map(|signature| signature.verification.selector.as_ref());
    let selectors: Vec<String> = selectors.map(ToString::to_string).collect();
    if !selectors.is_empty() {
        post::reply(&Reply::Learnt { selectors });
    }
}

/// Asks another resolver the same questions, and keeps where its answers differ.
fn second(resolver: String) {
    run(async move {
        let Some(input) = CHECKER.with_borrow(|checker| checker.input.clone()) else { return };
        let drafts = CHECKER.with_borrow(|checker| checker.session.drafts.clone());
        let door = match Answers::resolver(&resolver) {
            Ok(answers) => Door::new(answers, drafts, |_, _| ()),
            Err(sentence) => return trouble(sentence),
        };
        let assumed = CHECKER.with_borrow(Checker::assumed);
        let other = report(&door, &input, &assumed).await;
        CHECKER.with_borrow_mut(|checker| {
            let found = checker.report.as_ref().map(|one| differences(one.dns(), other.dns()));
            let name = checker.session.resolvers.iter().find(|(_, url)| *url == resolver);
            let name = name.map_or(resolver.clone(), |(name, _)| name.clone());
            checker.session.second = found.map(|found| (name, found));
        });
        draw();
    });
}

fn ask_spf(ip: &str, mail_from: &str, helo: &str) {
    let Ok(address) = ip.trim().parse() else {
        answer_spf(SpfAnswer::NotAnAddress(ip.to_owned()));
        return;
    };
    let (mail_from, helo) = (Some(mail_from.trim().to_owned()), helo.trim().to_owned());
    let input = SpfInput { ip: address, mail_from, helo, receiver: None, now: platform::now() };
    run(async move {
        match door(|_, _| ()) {
            Ok(door) => answer_spf(SpfAnswer::Checked(Box::new(check_spf(&door, &input).await))),
            Err(sentence) => trouble(sentence),
        }
    });
}

fn answer_spf(answer: SpfAnswer) {
    CHECKER.with_borrow_mut(|checker| checker.session.spf_answer = Some(answer));
    draw();
}

fn number() -> u32 {
    CHECKER.with_borrow(|checker| checker.number)
}

fn progress(asked: u32, answered: u32) {
    post::reply(&Reply::Progress { number: number(), asked, answered });
}

fn trouble(sentence: String) {
    post::reply(&Reply::Trouble { number: number(), sentence });
}

/// Draws the last report as it is, as the last word.
fn draw() {
    draw_as(true);
}

/// Draws what there is of a report, with more to come.
fn draw_so_far() {
    draw_as(false);
}

fn draw_as(done: bool) {
    let tree = CHECKER.with_borrow(|checker| checker.report.as_ref().map(|report| checker.tree(report)));
    if let Some(tree) = tree {
        post::reply(&Reply::Report { number: number(), tree, done });
    }
}

impl Checker {
    fn assumed(&self) -> Assumed {
        let Session { given, trust, selectors, learnt, policy, .. } = &self.session;
        Assumed {
            given: given.clone(),
            trust: trust.clone(),
            selectors: selectors.clone(),
            learnt: learnt.clone(),
            policy: policy.clone(),
        }
    }

    fn tree(&self, report: &Report) -> Node {
        let at_rest = self.session.saved.as_ref().is_some_and(Provenance::is_at_rest);
        let place = if at_rest { Place::Elsewhere } else { Place::Here };
        let locale = Locale { place, ..self.locale };
        match report {
            Report::Message(report) => waxseal_view::message(locale, report, &self.session),
            Report::Domain(report) => waxseal_view::domain(locale, report, &self.session),
            Report::Domains(reports, all) => waxseal_view::domains(locale, reports, *all, &self.session),
        }
    }
}
