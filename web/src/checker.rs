//! The page's end of the line to a checker: a web worker, what waits until it listens, and how it is ended.
//!
//! A program speaks one language, and either checks or draws up records. Where the page's changes, the checker hands over what DNS answered, another one takes its
//! place, and is asked again what was asked of the first: the checks are pure, so the same report comes of it.

mod said;

use crate::{build_id, early, trusted_types};
use js_sys::Array;
use said::{Said, parts};
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use waxseal_prose::Lang;
use waxseal_view::protocol::{Reply, Request};
use web_sys::{MessageEvent, Worker, WorkerOptions};

#[wasm_bindgen]
extern "C" {
    /// A worker as it takes the address of its script: as a string only where there are no Trusted Types.
    #[wasm_bindgen(extends = Worker, js_name = Worker)]
    type ScriptWorker;

    #[wasm_bindgen(constructor, catch, js_class = "Worker")]
    fn new(script: &JsValue, options: &WorkerOptions) -> Result<ScriptWorker, JsValue>;
}

/// How the name of a worker ends that is handed its program and does not fetch it.
const GIVEN: &str = " given";

/// What a worker runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Program {
    /// The checks.
    Check,
    /// What draws up the records of a domain.
    SetUp,
    /// What reads reports.
    Reports,
}

impl Program {
    /// Its name, as its loader knows it.
    const fn word(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::SetUp => "set-up",
            Self::Reports => "reports",
        }
    }

    /// The name of the worker that runs it: its own, and the language where it is built once a language.
    fn worker(self, lang: Lang) -> String {
        match self {
            Self::Check | Self::SetUp => format!("{} {}", self.word(), lang.tag()),
            Self::Reports => self.word().to_owned(),
        }
    }
}

/// What is told of a reply, with the value that came beside it; `None` where the checker could not be loaded.
pub(crate) type Listen = Rc<dyn Fn(Option<&Reply>, &JsValue)>;

/// A checker, running or about to.
pub(crate) struct Checker {
    listen: Listen,
    program: Program,
    lang: Cell<Lang>,
    /// Whether it was not loaded yet, could not be, or broke down; the next question starts another.
    lost: Rc<Cell<bool>>,
    line: RefCell<Line>,
    said: RefCell<Said>,
}

/// What a worker calls: with a reply, and with a failure.
type Handlers = (Closure<dyn Fn(MessageEvent)>, Closure<dyn Fn(JsValue)>);

/// One worker.
#[derive(Default)]
struct Line {
    worker: Option<Worker>,
    /// Whether it listens.
    ready: bool,
    /// What was not said to it yet.
    waiting: VecDeque<Array>,
    /// What a report is made again of, step by step; `None` where none is.
    again: Option<Again>,
    /// Kept alive for as long as the worker may call them.
    _handlers: Option<Handlers>,
}

/// A report that is being made again.
#[derive(Default)]
struct Again {
    /// What is to be asked yet, each when nothing runs any more of the one before.
    steps: VecDeque<Array>,
    /// The last that was said of it. What comes before is no news.
    last: Option<Reply>,
}

impl Checker {
    /// One that speaks a language, to be loaded when it is first asked.
    pub(crate) fn new(program: Program, lang: Lang, listen: Listen) -> Rc<Self> {
        Rc::new(Self {
            listen,
            program,
            lang: Cell::new(lang),
            lost: Rc::new(Cell::new(true)),
            line: RefCell::default(),
            said: RefCell::default(),
        })
    }

    /// Starts one at once.
    pub(crate) fn start(program: Program, lang: Lang, listen: Listen) -> Rc<Self> {
        let checker = Self::new(program, lang, listen);
        checker.load();
        checker
    }

    /// Ends whatever it is doing, mid-loop or mid-question, and starts afresh.
    pub(crate) fn restart(self: &Rc<Self>) {
        self.said.borrow_mut().clear();
        self.load();
    }

    /// Has what there is said in another language.
    pub(crate) fn speak(self: &Rc<Self>, lang: Lang) {
        if self.lang.replace(lang) == lang || self.lost.get() {
            return;
        }
        // A checker that does not listen yet, or that was asked nothing, has nothing to hand over.
        if !self.line.borrow().is_asked_to_hand_over(&self.said.borrow()) {
            self.take_over(&JsValue::UNDEFINED);
        }
    }

    /// Starts the checker of the page's language, and asks of it what was asked of the one before.
    fn take_over(self: &Rc<Self>, answers: &JsValue) {
        self.load();
        let (said, lang) = (self.said.borrow(), self.lang.get());
        let mut line = self.line.borrow_mut();
        if let (true, Ok(request)) =
            (answers.is_string(), parts(&Request::TakeOver, std::slice::from_ref(answers)))
        {
            line.waiting.push_back(request);
        }
        // All of it was handed to a worker before, so it can be again.
        line.waiting.extend(said.set_up_again(lang).ok().flatten());
        let mut steps: VecDeque<Array> = said.check_again(lang).unwrap_or_default().into();
        if let Some(first) = steps.pop_front() {
            line.waiting.push_back(first);
            line.again = Some(Again { steps, last: None });
        }
    }

    /// Loads a checker in the place of the one there was.
    fn load(self: &Rc<Self>) {
        self.end();
        self.lost.set(false);
        let Ok(worker) = self.started() else {
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
        let line = Line { worker: Some(worker), _handlers: Some((heard, failed)), ..Line::default() };
        // The closures of the worker before may be running: they are dropped when they are done.
        let before = self.line.replace(line);
        wasm_bindgen_futures::spawn_local(async move { drop(before) });
    }

    /// A worker for its program and its language, by whose name it knows them; where the page has its program, it is handed over.
    fn started(&self) -> Result<Worker, JsValue> {
        let lang = self.lang.get();
        let give = early::giver(self.program, lang);
        let worker = early::worker(self.program, lang).map_or_else(
            || {
                let given = give.as_ref().map_or("", |_| GIVEN);
                let options = WorkerOptions::new();
                options.set_name(&format!("{}{given}", self.program.worker(lang)));
                let script = trusted_types::script(&build_id::checker())?;
                ScriptWorker::new(&script, &options).map(Worker::from)
            },
            Ok,
        )?;
        if let Some(give) = give {
            give.call1(&JsValue::UNDEFINED, &worker)?;
        }
        Ok(worker)
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
        let parts = parts(request, beside)?;
        self.said.borrow_mut().keep(request, beside);
        let line = &mut *self.line.borrow_mut();
        // A new check takes the place of a report that is being made again; what is done in one waits for it.
        if matches!(request, Request::Check { .. } | Request::Open { .. }) {
            line.again = None;
        }
        match &mut line.again {
            Some(again) if matches!(request, Request::Act { .. }) => again.steps.push_back(parts),
            _ => line.waiting.push_back(parts),
        }
        line.send()
    }

    fn hear(self: &Rc<Self>, event: &MessageEvent) {
        let parts = Array::from(&event.data());
        let Some(reply) = read(&parts.get(0)) else { return };
        match &reply {
            Reply::Ready => {
                let mut line = self.line.borrow_mut();
                line.ready = true;
                told(line.send());
            }
            Reply::HandedOver => self.take_over(&parts.get(1)),
            Reply::Idle => {
                // What listens may ask for something at once, so the line is let go first.
                let last = self.line.borrow_mut().next_step();
                if let Some(last) = last {
                    (self.listen)(Some(&last), &JsValue::UNDEFINED);
                }
            }
            _ => {
                if !self.line.borrow_mut().keep_back(&reply) {
                    (self.listen)(Some(&reply), &parts.get(1));
                }
            }
        }
    }
}

impl Line {
    /// Asks the worker for what it heard, where it listens and was asked anything; whether it did.
    fn is_asked_to_hand_over(&self, said: &Said) -> bool {
        let worker = self.worker.as_ref().filter(|_| self.ready && !said.is_empty());
        let request = parts(&Request::HandOver, &[]);
        worker.zip(request.ok()).is_some_and(|(worker, request)| worker.post_message(&request).is_ok())
    }

    /// Says what waits, where the worker listens.
    fn send(&mut self) -> Result<(), JsValue> {
        let Some(worker) = self.worker.as_ref().filter(|_| self.ready) else { return Ok(()) };
        self.waiting.drain(..).try_for_each(|parts| worker.post_message(&parts))
    }

    /// Keeps back what is said of a report while it is made again; whether it did.
    fn keep_back(&mut self, reply: &Reply) -> bool {
        let Some(again) = &mut self.again else { return false };
        match reply {
            Reply::Report { done: true, .. } | Reply::Trouble { .. } | Reply::Held { .. } => {
                again.last = Some(reply.clone());
                true
            }
            Reply::Report { .. } | Reply::Progress { .. } => true,
            _ => false,
        }
    }

    /// Asks for the next step of a report that is made again; after the last one, what came of it.
    fn next_step(&mut self) -> Option<Reply> {
        match self.again.as_mut()?.steps.pop_front() {
            Some(step) => {
                self.waiting.push_back(step);
                told(self.send());
                None
            }
            None => self.again.take()?.last,
        }
    }
}

/// Writes down what cannot be told to anybody else.
fn told(outcome: Result<(), JsValue>) {
    if let Err(refused) = outcome {
        web_sys::console::error_1(&refused);
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
