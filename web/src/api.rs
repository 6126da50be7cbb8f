//! The JavaScript API: the page's own wasm, under `window.wasmBindings`.
//!
//! Each function returns a Promise of the report as a plain object, and rejects with an `Error` whose message is one
//! clear sentence. The work is done by a checker of its own, so that cancelling a check in the page ends no call.
#![expect(unreachable_pub, reason = "wasm-bindgen exports these to JavaScript")]

use crate::checker::{Checker, Program};
use crate::locale::Words;
use js_sys::{Error, Function, Promise};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use waxseal_prose::Lang;
use waxseal_view::protocol::{self, Reply, Request};

/// The calls that wait for their answer, and the checkers that work on them: one a program and a language.
#[derive(Default)]
struct Calls {
    checkers: Vec<(Whose, Rc<Checker>)>,
    started: u32,
    waiting: BTreeMap<u32, Waiting>,
}

/// Which program works on a call, and in which language.
type Whose = (Program, Lang);

/// A call that waits.
struct Waiting {
    whose: Whose,
    resolve: Function,
    reject: Function,
}

thread_local! {
    static CALLS: RefCell<Calls> = RefCell::default();
}

/// Checks a message, given as a string or as a `Uint8Array`.
#[wasm_bindgen(js_name = checkMessage)]
pub fn check_message(message: JsValue, options: JsValue) -> Promise {
    call(protocol::Function::CheckMessage, message, options)
}

/// Checks a domain.
#[wasm_bindgen(js_name = checkDomain)]
pub fn check_domain(domain: JsValue, options: JsValue) -> Promise {
    call(protocol::Function::CheckDomain, domain, options)
}

/// Evaluates SPF for `{ ip, mailFrom, helo }`.
#[wasm_bindgen(js_name = checkSpf)]
pub fn check_spf(client: JsValue, options: JsValue) -> Promise {
    call(protocol::Function::CheckSpf, client, options)
}

/// Checks a record before it is published.
#[wasm_bindgen(js_name = checkRecord)]
pub fn check_record(text: JsValue, options: JsValue) -> Promise {
    call(protocol::Function::CheckRecord, text, options)
}

/// Draws up what a domain should publish, for `{ domain, sends, own, others, tenant, receives, hosts, reports }`.
#[wasm_bindgen(js_name = setUp)]
pub fn set_up(choices: JsValue, options: JsValue) -> Promise {
    call(protocol::Function::SetUp, choices, options)
}

/// Reads reports of receivers, out of an array of `File`, `Uint8Array` and `{ name, bytes }`.
#[wasm_bindgen(js_name = readReports)]
pub fn read_reports(files: JsValue, options: JsValue) -> Promise {
    call(protocol::Function::ReadReports, files, options)
}

fn call(function: protocol::Function, subject: JsValue, options: JsValue) -> Promise {
    let program = match function {
        protocol::Function::SetUp => Program::SetUp,
        protocol::Function::ReadReports => Program::Reports,
        _ => Program::Check,
    };
    let whose = (program, language(&options));
    Promise::new(&mut move |resolve, reject| {
        let checker = checker(whose);
        let number = CALLS.with_borrow_mut(|calls| {
            calls.started = calls.started.wrapping_add(1);
            calls.waiting.insert(calls.started, Waiting { whose, resolve, reject });
            calls.started
        });
        let asked = checker.ask(&Request::Call { number, function }, &[subject.clone(), options.clone()]);
        if asked.is_err() {
            settle(number, true, &Words::of(whose.1).not_plain_data.into());
        }
    })
}

/// The language that a call asks for. One that is not known is refused by the checker, in the first one.
fn language(options: &JsValue) -> Lang {
    let tag = js_sys::Reflect::get(options, &"lang".into()).ok().and_then(|tag| tag.as_string());
    tag.and_then(|tag| Lang::from_tag(&tag)).unwrap_or_default()
}

/// The checker that does it.
fn checker(whose: Whose) -> Rc<Checker> {
    let known = CALLS.with_borrow(|calls| {
        calls.checkers.iter().find(|(own, _)| *own == whose).map(|(_, checker)| checker.clone())
    });
    known.unwrap_or_else(|| {
        let started =
            Checker::start(whose.0, whose.1, Rc::new(move |reply, value| returned(whose, reply, value)));
        CALLS.with_borrow_mut(|calls| calls.checkers.push((whose, started.clone())));
        started
    })
}

fn returned(whose: Whose, reply: Option<&Reply>, value: &JsValue) {
    match reply {
        Some(Reply::Returned { number, failed }) => settle(*number, *failed, value),
        Some(_) => {}
        None => {
            // Without a checker every call that waits for it has failed; the next one tries to load it again.
            let waiting = CALLS.with_borrow_mut(|calls| {
                calls.checkers.retain(|(own, _)| *own != whose);
                let of_it = calls.waiting.iter().filter(|(_, call)| call.whose == whose);
                of_it.map(|(number, _)| *number).collect::<Vec<_>>()
            });
            for number in waiting {
                settle(number, true, &Words::of(whose.1).no_checker.into());
            }
        }
    }
}

fn settle(number: u32, failed: bool, value: &JsValue) {
    let Some(Waiting { resolve, reject, .. }) = CALLS.with_borrow_mut(|calls| calls.waiting.remove(&number))
    else {
        return;
    };
    let text = value.as_string().unwrap_or_default();
    let report = if failed { Err(Error::new(&text).into()) } else { js_sys::JSON::parse(&text) };
    let told = match report {
        Ok(report) => resolve.call1(&JsValue::UNDEFINED, &report),
        Err(error) => reject.call1(&JsValue::UNDEFINED, &error),
    };
    if let Err(thrown) = told {
        web_sys::console::error_1(&thrown);
    }
}
