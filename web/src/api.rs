//! The JavaScript API: the page's own wasm, under `window.wasmBindings`.
//!
//! Each function returns a Promise of the report as a plain object, and rejects with an `Error` whose message is one
//! clear sentence. The work is done by a checker of its own, so that cancelling a check in the page ends no call.
#![expect(unreachable_pub, reason = "wasm-bindgen exports these to JavaScript")]

use crate::checker::Checker;
use js_sys::{Error, Function, Promise};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use waxseal_view::protocol::{self, Reply, Request};

/// The calls that wait for their answer: number, resolve, reject.
#[derive(Default)]
struct Calls {
    checker: Option<Rc<Checker>>,
    started: u32,
    waiting: BTreeMap<u32, (Function, Function)>,
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

/// Draws up what a domain should publish, for `{ domain, sends, own, others, tenant, receives, hosts, reports }`.
#[wasm_bindgen(js_name = setUp)]
pub fn set_up(choices: JsValue, options: JsValue) -> Promise {
    call(protocol::Function::SetUp, choices, options)
}

fn call(function: protocol::Function, subject: JsValue, options: JsValue) -> Promise {
    Promise::new(&mut move |resolve, reject| {
        let known = CALLS.with_borrow(|calls| calls.checker.clone());
        let checker = known.unwrap_or_else(|| Checker::start(Rc::new(returned)));
        let number = CALLS.with_borrow_mut(|calls| {
            calls.checker = Some(checker.clone());
            calls.started = calls.started.wrapping_add(1);
            calls.waiting.insert(calls.started, (resolve, reject));
            calls.started
        });
        let asked = checker.ask(&Request::Call { number, function }, &[subject.clone(), options.clone()]);
        if asked.is_err() {
            settle(
                number,
                true,
                &"The arguments must be plain data: strings, numbers, arrays, objects.".into(),
            );
        }
    })
}

fn returned(reply: Option<&Reply>, value: &JsValue) {
    match reply {
        Some(Reply::Returned { number, failed }) => settle(*number, *failed, value),
        Some(_) => {}
        None => {
            // Without a checker every call has failed; the next one tries to load it again.
            let waiting = CALLS.with_borrow_mut(|calls| {
                calls.checker = None;
                calls.waiting.keys().copied().collect::<Vec<_>>()
            });
            for number in waiting {
                settle(number, true, &"The checker could not be loaded.".into());
            }
        }
    }
}

fn settle(number: u32, failed: bool, value: &JsValue) {
    let Some((resolve, reject)) = CALLS.with_borrow_mut(|calls| calls.waiting.remove(&number)) else {
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
