//! Doing what the [`Checker`] says is to be done: the one place that keeps it, and that waits.

use crate::answers::{self, AnswerLog, Answers, CheckResolver};
use crate::checker::{Assumed, Carried, Checker, Client, Effect, Input, Report, Setting, Source, Work};
use crate::platform::{self, TABLES};
use crate::{CHECKS, SETS_UP, deflate, messages, suffixes};
use futures_util::future::{AbortHandle, Either, FutureExt, abortable, select};
use futures_util::stream::{FuturesUnordered, StreamExt};
use std::cell::RefCell;
use std::pin::pin;
use std::rc::Rc;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use waxseal_core::dns::Resolve;
use waxseal_core::domain::Domain;
use waxseal_core::setup::{Choices, SetupReport};
use waxseal_core::{DomainInput, SpfInput, check_domain, check_spf, set_up};
use waxseal_doh::providers::EndpointError;
use waxseal_view::Sharing;
use waxseal_view::protocol::Reply;
use waxseal_view::share::{REPORT, Saved, SavedDomain};
use web_sys::File;

/// How often what has come so far is drawn, in milliseconds.
const DRAW_EVERY: u32 = 250;
/// Messages above this many bytes are only drawn when all is there: drawing means checking what has come so far.
const MAX_GROWING: usize = 256 * 1024;
/// How many domains of a list are checked at the same time at first: each asks about a hundred questions.
const DOMAINS_AT_ONCE: usize = 3;
/// How many of them while each is done within some seconds.
const MAX_DOMAINS_AT_ONCE: usize = 8;
/// What is a quick check of a domain, in seconds.
const QUICK_SECONDS: u64 = 4;

/// What runs: one thing of each kind at a time.
#[derive(Default)]
struct Running {
    check: Option<AbortHandle>,
    plan: Option<AbortHandle>,
}

thread_local! {
    static CHECKER: RefCell<Checker> = RefCell::new(Checker::new(TABLES.to_ascii));
    static RUNNING: RefCell<Running> = RefCell::default();
}

/// Takes a step, and does what follows from it.
pub(crate) fn step(take: impl FnOnce(&mut Checker) -> Vec<Effect>) {
    CHECKER.with_borrow_mut(take).into_iter().for_each(perform);
}

/// Reads a file byte for byte, and checks it.
pub(crate) fn open(file: File) {
    run(Kind::Check, async move {
        match JsFuture::from(file.array_buffer()).await {
            Ok(buffer) => step(|checker| checker.opened(js_sys::Uint8Array::new(&buffer).to_vec())),
            Err(_) => step(|checker| checker.unreadable(&file.name())),
        }
    });
}

fn perform(effect: Effect) {
    match effect {
        Effect::Say(reply) => messages::reply(&reply),
        Effect::Forget(url) => answers::forget(&url),
        Effect::StopChecking => stop(Kind::Check, None),
        Effect::StopPlanning => stop(Kind::Plan, None),
        // Making a link takes the browser a moment, and drops nothing.
        Effect::Pack(sharing, carried) => spawn_local(pack(sharing, carried)),
        // Chosen here and not where it is waited for: what waits carries all that it could wait for.
        Effect::Begin(Work::Plan(choices, source)) if SETS_UP => run(Kind::Plan, planned(choices, source)),
        Effect::Begin(work) if CHECKS => run(Kind::Check, done(work)),
        Effect::Begin(_) => {}
    }
}

/// What runs one at a time.
#[derive(Clone, Copy)]
enum Kind {
    Check,
    Plan,
}

/// Runs one thing of a kind at a time: what ran before is dropped.
fn run(kind: Kind, work: impl Future<Output = ()> + 'static) {
    let (work, abort) = abortable(work);
    stop(kind, Some(abort.clone()));
    spawn_local(async move {
        // What was dropped has nothing to say, nor what was followed by something else.
        if work.await.is_ok() && !abort.is_aborted() {
            stop(kind, None);
            tell_idle();
        }
    });
}

/// Says so where no check runs any more: by that the page knows that the next of several requests can follow.
pub(crate) fn tell_idle() {
    if RUNNING.with_borrow(|running| running.check.is_none()) {
        messages::reply(&Reply::Idle);
    }
}

fn stop(kind: Kind, next: Option<AbortHandle>) {
    let before = RUNNING.with_borrow_mut(|running| match kind {
        Kind::Check => std::mem::replace(&mut running.check, next),
        Kind::Plan => std::mem::replace(&mut running.plan, next),
    });
    if let Some(before) = before {
        before.abort();
    }
}

async fn done(work: Work) {
    let outcome = match work {
        Work::Unpack(packed) => {
            let text = deflate::unpack(&packed).await;
            step(|checker| checker.unpacked(text.as_deref()));
            Ok(())
        }
        Work::Check(input, assumed, source) => check(&input, &assumed, source).await,
        Work::List(domains, source) => list(&domains, &source).await,
        Work::Replay(saved) => {
            replay(&saved).await;
            Ok(())
        }
        Work::Compare(input, source) => compare(&input, source).await,
        Work::Second(input, assumed, source) => second(&input, &assumed, source).await,
        Work::AskSpf(client, source) => ask_spf(client, source).await,
        // Begun apart from the others.
        Work::Plan(..) => Ok(()),
    };
    if let Err(why) = outcome {
        step(|checker| checker.refuse_resolver(&why));
    }
}

/// A door to the answers of a source.
fn door(source: Source, progress: fn(u32, u32)) -> Result<CheckResolver, EndpointError> {
    Ok(CheckResolver::new(Answers::of(source.resolver.as_deref())?, source.drafts, progress))
}

fn quietly(_: u32, _: u32) {}

async fn report<R: Resolve>(resolver: &R, input: &Input, assumed: &Assumed) -> Report {
    let list = suffixes::known();
    let setting = Setting { now: platform::now(), tables: TABLES, suffixes: list.as_deref() };
    input.check(resolver, assumed, &setting).await
}

/// Checks a message or a domain, and draws it as it grows.
async fn check(input: &Input, assumed: &Assumed, source: Source) -> Result<(), EndpointError> {
    let door = door(source, |asked, answered| step(|checker| checker.progress(asked, answered)))?;
    let checking = pin!(report(&door, input, assumed));
    let is_large = matches!(input, Input::Message { bytes, .. } if bytes.len() > MAX_GROWING);
    let growing = pin!(grow(&door.heard, is_large, |heard| {
        // The checks are pure, so a check of the answers heard so far is the report as it stands; it never waits, since
        // what was not heard is an error.
        if let Some(report) = report(heard, input, assumed).now_or_never() {
            step(|checker| checker.grew(&report));
        }
    }));
    let whole = match select(checking, growing).await {
        Either::Left((report, _)) => report,
        Either::Right(((), checking)) => checking.await,
    };
    let lacks_suffixes = matches!(whole, Report::Message(_)) && suffixes::known().is_none();
    step(|checker| checker.checked(whole));
    if lacks_suffixes && suffixes::fetched().await.is_some() {
        // Everything was heard by now, so this asks nothing and does not wait.
        let report = report(&*door.heard.borrow(), input, assumed).now_or_never();
        if let Some(report) = report {
            step(|checker| checker.checked(report));
        }
    }
    Ok(())
}

/// Draws what has come so far, as often as something came, and not more often than [`DRAW_EVERY`].
async fn grow(heard: &Rc<RefCell<AnswerLog>>, is_large: bool, draw: impl Fn(&AnswerLog)) {
    if is_large {
        return;
    }
    let mut drawn = 0;
    loop {
        gloo_timers::future::TimeoutFuture::new(DRAW_EVERY).await;
        let (_, answered) = heard.borrow().counts();
        if answered != drawn {
            drawn = answered;
            draw(&heard.borrow());
        }
    }
}

/// Checks the domains of a list, a few at a time, and draws the table as it fills.
async fn list(domains: &[Domain], source: &Source) -> Result<(), EndpointError> {
    let one = |domain: &Domain| {
        let domain = domain.clone();
        async move {
            let (begun, door) = (waxseal_doh::clock(), door(source.clone(), quietly)?);
            let report = check_domain(&door, &DomainInput::new(domain, platform::now())).await;
            Ok::<_, EndpointError>((report, waxseal_doh::clock().saturating_sub(begun) <= QUICK_SECONDS))
        }
    };
    let (mut rest, mut checking, mut at_once) = (domains.iter(), FuturesUnordered::new(), DOMAINS_AT_ONCE);
    let mut pace = Pace::begin();
    loop {
        let room = at_once.saturating_sub(checking.len());
        checking.extend(rest.by_ref().take(room).map(one));
        let Some(outcome) = checking.next().await else { break };
        let (report, is_quick) = outcome?;
        // Where answers are slow, more at once would only have each of them wait until its time is over.
        at_once = if is_quick { (at_once + 1).min(MAX_DOMAINS_AT_ONCE) } else { DOMAINS_AT_ONCE };
        step(|checker| {
            checker.listed(report);
            if pace.is_due() { checker.draw_so_far() } else { Vec::new() }
        });
    }
    step(|checker| checker.draw());
    Ok(())
}

/// When a table was drawn last. The clock counts seconds, and a table need not be drawn more often than that.
struct Pace(u64);

impl Pace {
    fn begin() -> Self {
        Self(waxseal_doh::clock())
    }

    fn is_due(&mut self) -> bool {
        let now = waxseal_doh::clock();
        std::mem::replace(&mut self.0, now) != now
    }
}

/// Works the domains of a saved report out again, row by row, with room between the rows for whoever wants it ended.
async fn replay(saved: &Saved) {
    let Saved::Domains(domains) = saved else { return };
    let again = |one: &SavedDomain| {
        // Its zone is data, so this does not wait.
        check_domain(&one.zone(), &one.input()).now_or_never()
    };
    if let [one] = domains.as_slice() {
        if let Some(report) = again(one) {
            step(|checker| checker.replayed(Report::Domain(Rc::new(report))));
        }
        return;
    }
    let mut pace = Pace::begin();
    for one in domains {
        let Some(report) = again(one) else { continue };
        let is_due = pace.is_due();
        step(|checker| {
            checker.listed(report);
            if is_due { checker.draw_so_far() } else { Vec::new() }
        });
        if is_due {
            gloo_timers::future::TimeoutFuture::new(0).await;
        }
    }
    step(|checker| checker.draw());
}

async fn compare(input: &Input, source: Source) -> Result<(), EndpointError> {
    if let Report::Message(other) = report(&door(source, quietly)?, input, &Assumed::default()).await {
        step(|checker| checker.compared(other));
    }
    Ok(())
}

async fn second(input: &Input, assumed: &Assumed, source: Source) -> Result<(), EndpointError> {
    let resolver = source.resolver.clone();
    let other = report(&door(source, quietly)?, input, assumed).await;
    step(|checker| checker.answered_otherwise(resolver, other.dns()));
    Ok(())
}

async fn ask_spf(client: Client, source: Source) -> Result<(), EndpointError> {
    let Client { ip, mail_from, helo } = client;
    let input = SpfInput { ip, mail_from: Some(mail_from), helo, receiver: None, now: platform::now() };
    let report = check_spf(&door(source, quietly)?, &input).await;
    step(|checker| checker.asked_spf(report));
    Ok(())
}

async fn planned(choices: Choices, source: Source) {
    let outcome = plan(&choices, source).await;
    step(|checker| checker.planned(outcome));
}

async fn plan(choices: &Choices, source: Source) -> Result<SetupReport, EndpointError> {
    let door = door(source, |asked, answered| {
        step(|checker| {
            checker.plan_progress(asked, answered);
            Vec::new()
        });
    })?;
    let asking = pin!(set_up(&door, choices));
    let growing = pin!(grow(&door.heard, false, |heard| {
        if let Some(report) = set_up(heard, choices).now_or_never() {
            step(|checker| checker.plan_grew(report));
        }
    }));
    Ok(match select(asking, growing).await {
        Either::Left((report, _)) => report,
        Either::Right(((), asking)) => asking.await,
    })
}

/// Makes a link: the address of this page with what it carries as its fragment.
async fn pack(sharing: Sharing, carried: Carried) {
    let rest = match carried.kind {
        REPORT => deflate::pack(&carried.text).await,
        _ => Some(carried.text),
    };
    let page =
        web_sys::Url::new_with_base(".", &messages::scope().location().href()).ok().map(|page| page.href());
    let link = page.zip(rest).map(|(page, rest)| format!("{page}#{}{rest}", carried.kind));
    step(|checker| checker.packed(sharing, link));
}
