//! The page's programs: the checker, started with the page, and the others, when they are first asked.

use crate::checker::{Checker, Listen, Program};
use crate::platform;
use crate::state::{Action, Given, Settings, Source, State, Trouble};
use js_sys::Array;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use waxseal_prose::Lang;
use waxseal_view::protocol::{MAX_HEAD, Reply, Request, carries_report};
use waxseal_view::share::REPORTS;
use yew::prelude::*;

/// Starts a check whenever [`State::started`] has a new number, and has its report told in a new language.
#[hook]
pub(crate) fn use_checker(state: &UseReducerHandle<State>, settings: &Settings) -> Rc<Checker> {
    let checker = {
        let (dispatcher, lang) = (state.dispatcher(), settings.lang);
        use_memo((), move |()| Checker::start(Program::Check, lang, listen_to_checks(dispatcher)))
    };
    let checker = (*checker).clone();
    {
        let (state, settings, checker) = (state.clone(), settings.clone(), checker.clone());
        let sent = use_mut_ref(|| 0);
        // Until the person has answered what a link says of the resolver, nothing is asked.
        let is_held = settings.is_waiting() && state.asks_a_resolver();
        use_effect_with((state.started, is_held), move |(started, is_held)| {
            if !is_held && sent.replace(*started) != *started {
                check(&state, &settings, &checker, &sent);
            }
        });
    }
    {
        let checker = checker.clone();
        use_effect_with(settings.lang, move |lang| checker.speak(*lang));
    }
    checker
}

/// What draws up records: another program than the checker's, loaded when a person first asks for them.
#[hook]
pub(crate) fn use_set_up(state: &UseReducerHandle<State>, settings: &Settings) -> Rc<Checker> {
    let set_up = {
        let (dispatcher, lang) = (state.dispatcher(), settings.lang);
        use_memo((), move |()| Checker::new(Program::SetUp, lang, listen_to_checks(dispatcher)))
    };
    let set_up = (*set_up).clone();
    {
        let set_up = set_up.clone();
        use_effect_with(settings.lang, move |lang| set_up.speak(*lang));
    }
    set_up
}

/// What reads reports: asked whenever [`Reports::started`](crate::state::Reports::started) has a new number. It speaks every language.
#[hook]
pub(crate) fn use_reports(state: &UseReducerHandle<State>, settings: &Settings) -> Rc<Checker> {
    let reader = {
        let dispatcher = state.dispatcher();
        let hear = move |reply: Option<&Reply>| dispatcher.dispatch(Action::HearReports(reply.cloned()));
        use_memo((), move |()| Checker::new(Program::Reports, Lang::default(), listen(hear)))
    };
    let reader = (*reader).clone();
    {
        let (state, settings, reader) = (state.clone(), settings.clone(), reader.clone());
        let sent = use_mut_ref(|| 0);
        let is_held = settings.is_waiting() && matches!(state.reports.given, Given::Files(_));
        use_effect_with((state.reports.started, is_held), move |(started, is_held)| {
            if !is_held && sent.replace(*started) != *started {
                read(&state, &settings, &reader);
            }
        });
    }
    {
        let (reader, is_there) = (reader.clone(), state.reports.tree.is_some());
        use_effect_with(settings.lang, move |lang| {
            if is_there {
                let lang = lang.tag().to_owned();
                // Where it cannot be asked, what is drawn stays as it is.
                let _ = reader.ask(&Request::Reports { lang, act: None, fields: Vec::new() }, &[]);
            }
        });
    }
    reader
}

fn read(state: &UseReducerHandle<State>, settings: &Settings, reader: &Rc<Checker>) {
    // What is read now is not what the address says, and a reload should not bring that back.
    if !matches!(state.reports.given, Given::Link(_)) && platform::fragment().starts_with(REPORTS) {
        platform::go("reports");
    }
    let (number, lang) = (state.reports.started, settings.lang.tag().to_owned());
    let (resolver, files) = match &state.reports.given {
        Given::Example => (None, Array::new()),
        Given::Files(files) => (Some(settings.resolver.to_string()), files.clone()),
        Given::Link(fragment) => (None, Array::of1(&JsValue::from_str(fragment))),
    };
    if reader.ask(&Request::ReadReports { number, resolver, lang }, &[files.into()]).is_err() {
        state.dispatch(Action::HearReports(None));
    }
}

/// Takes what is said to the page about a check or a set-up. How far a check is, is said with every answer, and a hundred times at
/// once where they come with the page: that is drawn once a frame, so that the report does not wait for it.
fn listen_to_checks(dispatcher: UseReducerDispatcher<State>) -> Listen {
    let latest = Rc::new(RefCell::new(None));
    listen(move |reply| match reply {
        None => dispatcher.dispatch(Action::Fail(Trouble::NoChecker)),
        Some(progress @ Reply::Progress { .. }) => {
            if latest.replace(Some(progress.clone())).is_none() {
                let (latest, dispatcher) = (latest.clone(), dispatcher.clone());
                platform::on_frame(move || {
                    latest.take().into_iter().for_each(|last| dispatcher.dispatch(Action::Hear(last)));
                });
            }
        }
        Some(reply) => dispatcher.dispatch(Action::Hear(reply.clone())),
    })
}

/// Takes what is said to the page; what is for the browser it does itself.
fn listen(hear: impl Fn(Option<&Reply>) + 'static) -> Listen {
    Rc::new(move |reply, _| match reply {
        Some(Reply::Learnt { selectors }) => platform::learn(selectors),
        Some(Reply::File { name, kind, text }) => {
            // Where the browser saves no files there is nothing else to be done.
            let _ = platform::save(name, kind, text);
        }
        Some(Reply::ForReports { .. }) => {
            hear(reply);
            platform::go("reports");
        }
        Some(Reply::Message { .. }) => {
            hear(reply);
            platform::go("");
        }
        _ => hear(reply),
    })
}

/// Asks for the check of a new number, where `sent` still has that number once the start of a file is read.
fn check(
    state: &UseReducerHandle<State>,
    settings: &Settings,
    checker: &Rc<Checker>,
    sent: &Rc<RefCell<u32>>,
) {
    let number = state.started;
    let resolver = (state.source == Source::Resolver).then(|| settings.resolver.to_string());
    let (lang, selectors) = (settings.lang.tag().to_owned(), platform::learnt());
    let request = match &state.followed {
        Some(fragment) => {
            let (fragment, by_itself) = (fragment.to_string(), state.by_itself);
            Request::Open { number, resolver, lang, fragment, by_itself, selectors }
        }
        None => Request::Check { number, resolver, lang, file: state.file.is_some(), selectors },
    };
    let subject = state.file.as_ref().map_or_else(|| JsValue::from_str(&state.text), JsValue::from);
    let (dispatcher, checker, sent) = (state.dispatcher(), checker.clone(), sent.clone());
    let ask = move |head: &str| {
        if carries_report(head) {
            dispatcher.dispatch(Action::Hear(Reply::ForReports { number }));
            platform::go("reports");
        } else if checker.ask(&request, &[subject]).is_err() {
            dispatcher.dispatch(Action::Fail(Trouble::NoChecker));
        }
    };
    match (state.file.clone(), &state.followed) {
        (Some(file), _) => spawn_local(async move {
            let head = platform::head(&file, MAX_HEAD).await.unwrap_or_default();
            if *sent.borrow() == number {
                ask(&head);
            }
        }),
        (None, None) => ask(&state.text),
        (None, Some(_)) => ask(""),
    }
}
