//! The checker: a web worker that runs every check and draws its report.
//!
//! It runs beside the page, so that neither 25 MB of message nor a slow resolver ever keeps the page from answering,
//! and so that the page can be used before any of this has arrived. It is built once a language, for the checks and again for
//! drawing up records, and once for reading reports, which most visitors never ask for. What it is asked and what it says is [`waxseal_view::protocol`].

mod answers;
mod checker;
#[cfg_attr(not(target_arch = "wasm32"), path = "deflate/elsewhere.rs")]
mod deflate;
mod js_api;
mod messages;
mod perform;
mod platform;
mod reports;
mod suffixes;
mod wrong;

use checker::Fields;
use js_sys::Array;
use perform::step;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::spawn_local;
use waxseal_view::protocol::{Reply, Request};
use web_sys::MessageEvent;

/// Whether this program checks. What it does not do is left out by the compiler, since nothing else leads there.
const CHECKS: bool = cfg!(feature = "check");
/// Whether this program draws up records.
const SETS_UP: bool = cfg!(feature = "set-up");
/// Whether this program reads reports.
const READS_REPORTS: bool = cfg!(feature = "reports");

/// Listens to the page: what the program of every language does.
pub fn listen() {
    let listen = Closure::<dyn Fn(MessageEvent)>::new(|event: MessageEvent| {
        let parts = Array::from(&event.data());
        // Page and checker are built together; what else comes is not for us.
        if let Some(request) = messages::read(&parts.get(0)).and_then(|request| Request::read(&request)) {
            answer(request, parts);
        }
    });
    messages::scope().set_onmessage(Some(listen.as_ref().unchecked_ref()));
    // The worker listens until the page ends it.
    listen.forget();
    messages::reply(&Reply::Ready);
}

fn answer(request: Request, parts: Array) {
    let is_of_a_check = matches!(request, Request::Check { .. } | Request::Open { .. } | Request::Act { .. });
    match request {
        // The page asks each program for what it does.
        Request::Check { .. } | Request::Open { .. } | Request::Act { .. } if !CHECKS => {}
        Request::SetUp { .. } if !SETS_UP => {}
        Request::ReadReports { .. } | Request::Reports { .. } if !READS_REPORTS => {}
        Request::ReadReports { number, resolver, lang } => {
            reports::begin(number, resolver, &lang, &Array::from(&parts.get(1)));
        }
        Request::Reports { lang, act, fields } => reports::act(&lang, act, Fields(&fields)),
        Request::Call { number, function } => spawn_local(async move {
            let (failed, text) = match js_api::call(function, &parts.get(1), &parts.get(2)).await {
                Ok(report) => (false, report),
                Err(sentence) => (true, sentence),
            };
            messages::with(&Reply::Returned { number, failed }, Some(&text));
        }),
        Request::Check { number, resolver, lang, file, selectors } => {
            step(|checker| checker.begin(number, resolver, &lang, &selectors));
            if file {
                perform::open(parts.get(1).unchecked_into());
            } else {
                step(|checker| checker.typed(&parts.get(1).as_string().unwrap_or_default()));
            }
        }
        Request::Open { number, resolver, lang, fragment, by_itself, selectors } => {
            step(|checker| checker.begin(number, resolver, &lang, &selectors));
            step(|checker| checker.open(&fragment, by_itself));
        }
        Request::HandOver => messages::with(&Reply::HandedOver, answers::hand_over().as_deref()),
        Request::TakeOver => answers::take_over(&parts.get(1).as_string().unwrap_or_default()),
        Request::SetUp { resolver, lang, fields, act } => {
            step(|checker| checker.set_up(resolver, &lang, Fields(&fields), act));
        }
        Request::Act { act, fields } => step(|checker| checker.act(act, Fields(&fields))),
    }
    if is_of_a_check {
        perform::tell_idle();
    }
}
