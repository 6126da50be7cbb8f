//! The page's end of the line to a checker: a web worker, what waits until it listens, and how it is ended.

use crate::{edition, trusted_types};
use js_sys::Array;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use waxseal_view::protocol::{Reply, Request};
use web_sys::{MessageEvent, Worker};

#[wasm_bindgen]
extern "C" {
    /// A worker as it takes the address of its script: as a string only where there are no Trusted Types.
    #[wasm_bindgen(extends = Worker, js_name = Worker)]
    type ScriptWorker;

    #[wasm_bindgen(constructor, catch, js_class = "Worker")]
    fn new(script: &JsValue) -> Result<ScriptWorker, JsValue>;
}

/// What is told of a reply, with the value that came beside it; `None` where the checker could not be loaded.
pub(crate) type Listen = Rc<dyn Fn(Option<&Reply>, &JsValue)>;

/// A checker, running or about to.
pub(crate) struct Checker {
    listen: Listen,
    /// Whether it could not be loaded, or broke down; the next question starts another.
    lost: Rc<Cell<bool>>,
    line: RefCell<Line>,
}

/// What a worker calls: with a reply, and with a failure.
type Handlers = (Closure<dyn Fn(MessageEvent)>, Closure<dyn Fn(JsValue)>);

/// One worker.
#[derive(Default)]
struct Line {
    worker: Option<Worker>,
    /// What was said before the worker listened; `None` once it does.
    waiting: Option<Vec<Array>>,
    /// Kept alive for as long as the worker may call them.
    _handlers: Option<Handlers>,
}

impl Checker {
    /// Starts one.
    pub(crate) fn start(listen: Listen) -> Rc<Self> {
        let checker = Rc::new(Self { listen, lost: Rc::default(), line: RefCell::default() });
        checker.restart();
        checker
    }

    /// Ends whatever it is doing, mid-loop or mid-question, and starts afresh.
    pub(crate) fn restart(self: &Rc<Self>) {
        self.end();
        self.lost.set(false);
        let started =
            trusted_types::script(&edition::checker()).and_then(|script| ScriptWorker::new(&script));
        let Ok(worker) = started.map(Worker::from) else {
            self.lost.set(true);
            return (self.listen)(None, &JsValue::UNDEFINED);
        };
        let heard = {
            let checker = Rc::downgrade(self);
            Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
                if let Some(checker) = checker.upgrade() {
                    checker.hear(&event);
                }
            })
        };
        let failed = {
            let (listen, lost) = (self.listen.clone(), self.lost.clone());
            Closure::<dyn Fn(JsValue)>::new(move |_| {
                lost.set(true);
                listen(None, &JsValue::UNDEFINED);
            })
        };
        worker.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        worker.set_onerror(Some(failed.as_ref().unchecked_ref()));
        let line = Line { worker: Some(worker), waiting: Some(Vec::new()), _handlers: Some((heard, failed)) };
        *self.line.borrow_mut() = line;
    }

    /// Ends it.
    fn end(&self) {
        if let Some(worker) = self.line.borrow_mut().worker.take() {
            worker.set_onmessage(None);
            worker.set_onerror(None);
            worker.terminate();
        }
    }

    /// Asks for something, with what travels beside it.
    ///
    /// # Errors
    /// What JavaScript says where a value cannot be handed over to a worker.
    pub(crate) fn ask(self: &Rc<Self>, request: &Request, beside: &[JsValue]) -> Result<(), JsValue> {
        if self.lost.get() {
            self.restart();
        }
        let parts = Array::of1(&serde_wasm_bindgen::to_value(request)?);
        for value in beside {
            parts.push(value);
        }
        let line = &mut *self.line.borrow_mut();
        match (&mut line.waiting, &line.worker) {
            (None, Some(worker)) => worker.post_message(&parts),
            (Some(waiting), _) => {
                waiting.push(parts);
                Ok(())
            }
            (None, None) => Ok(()),
        }
    }

    fn hear(&self, event: &MessageEvent) {
        let parts = Array::from(&event.data());
        let Some(reply) = read(&parts.get(0)) else { return };
        if reply == Reply::Ready {
            let mut line = self.line.borrow_mut();
            let waiting = line.waiting.take().unwrap_or_default();
            for (parts, worker) in waiting.into_iter().zip(line.worker.iter().cycle()) {
                if let Err(refused) = worker.post_message(&parts) {
                    web_sys::console::error_1(&refused);
                }
            }
            return;
        }
        (self.listen)(Some(&reply), &parts.get(1));
    }
}

/// A reply, which comes as JSON.
fn read(text: &JsValue) -> Option<Reply> {
    let value = js_sys::JSON::parse(&text.as_string()?).ok()?;
    serde_wasm_bindgen::from_value(value).ok()
}

impl Drop for Checker {
    fn drop(&mut self) {
        self.end();
    }
}
