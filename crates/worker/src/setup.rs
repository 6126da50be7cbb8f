//! The set-up page: its form, the plan that follows from it, and what DNS says of each line as it comes.

use crate::answers::{Answers, Door, Heard, forget};
use crate::checker::{DRAW_EVERY, locale};
use crate::{platform, post};
use futures_util::future::{AbortHandle, Either, FutureExt, abortable, select};
use std::cell::RefCell;
use std::pin::pin;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use waxseal_core::setup::{Choices, SetupReport, Typed, set_up as draw_up};
use waxseal_view::protocol::{Act, Reply};
use waxseal_view::{Locale, SetupSession};

/// What is kept between two requests.
#[derive(Default)]
struct Desk {
    locale: Locale,
    session: SetupSession,
    /// Whether the page was ever opened.
    is_open: bool,
    running: Option<AbortHandle>,
}

thread_local! {
    static DESK: RefCell<Desk> = RefCell::default();
}

/// Draws the page, after what was done in it.
pub(crate) fn set_up(resolver: String, lang: &str, fields: &[(String, String)], act: Option<Act>) {
    DESK.with_borrow_mut(|desk| {
        desk.locale = locale(lang);
        desk.session.resolver = resolver;
        desk.is_open = true;
        if act != Some(Act::CheckLive) {
            desk.session.typed = Typed::of_fields(fields);
        }
    });
    match act {
        Some(Act::SetUp) => choose(),
        Some(Act::CheckLive) => look_again(),
        _ => draw(),
    }
}

/// Draws it in another language.
pub(crate) fn speak(lang: &str) {
    let is_open = DESK.with_borrow_mut(|desk| {
        desk.locale = locale(lang);
        desk.is_open
    });
    if is_open {
        draw();
    }
}

/// Draws up the plan at once, and then asks what is there already.
fn choose() {
    let read = DESK.with_borrow(|desk| Choices::read(&desk.session.typed, platform::to_ascii));
    let choices = DESK.with_borrow_mut(|desk| {
        stop(desk);
        match read {
            Ok(choices) => {
                desk.session.refused.clear();
                desk.session.report = Some(SetupReport::unasked(choices.clone()));
                Some(choices)
            }
            Err(refused) => {
                desk.session.refused = refused;
                desk.session.report = None;
                None
            }
        }
    });
    match choices {
        Some(choices) => ask(choices),
        None => draw(),
    }
}

/// Asks once more, past every cache of the page's own.
fn look_again() {
    let choices = DESK.with_borrow_mut(|desk| {
        stop(desk);
        forget(&desk.session.resolver);
        desk.session.report.as_ref().map(|report| report.choices.clone())
    });
    match choices {
        Some(choices) => ask(choices),
        // A checker that was started anew knows nothing of a plan, but still what was typed.
        None => choose(),
    }
}

fn stop(desk: &mut Desk) {
    desk.session.progress = None;
    desk.session.trouble = None;
    if let Some(running) = desk.running.take() {
        running.abort();
    }
}

fn ask(choices: Choices) {
    let (work, abort) = abortable(async move {
        let outcome = asked(&choices).await;
        DESK.with_borrow_mut(|desk| {
            desk.session.progress = None;
            match outcome {
                Ok(report) => desk.session.report = Some(report),
                Err(sentence) => desk.session.trouble = Some(sentence),
            }
        });
        draw();
    });
    DESK.with_borrow_mut(|desk| {
        desk.running = Some(abort);
        desk.session.progress = Some((0, 0));
    });
    draw();
    spawn_local(async move {
        // What was stopped has nothing to say.
        let _ = work.await;
    });
}

async fn asked(choices: &Choices) -> Result<SetupReport, String> {
    let resolver = DESK.with_borrow(|desk| desk.session.resolver.clone());
    let door = Door::new(Answers::resolver(&resolver)?, Vec::new(), progress);
    let asking = pin!(draw_up(&door, choices));
    let growing = pin!(grow(&door.heard, choices));
    Ok(match select(asking, growing).await {
        Either::Left((report, _)) => report,
        Either::Right(((), asking)) => asking.await,
    })
}

fn progress(asked: u32, answered: u32) {
    DESK.with_borrow_mut(|desk| desk.session.progress = Some((asked, answered)));
}

/// Draws what has come so far, as often as something came.
async fn grow(heard: &Rc<RefCell<Heard>>, choices: &Choices) {
    let mut drawn = 0;
    loop {
        gloo_timers::future::TimeoutFuture::new(DRAW_EVERY).await;
        let (_, answered) = heard.borrow().counts();
        if answered == drawn {
            continue;
        }
        drawn = answered;
        if let Some(report) = draw_up(&*heard.borrow(), choices).now_or_never() {
            DESK.with_borrow_mut(|desk| desk.session.report = Some(report));
            draw();
        }
    }
}

fn draw() {
    let tree = DESK.with_borrow(|desk| waxseal_view::setup(desk.locale, &desk.session));
    post::reply(&Reply::SetUp { tree });
}
