//! The page's checker: started with the page, asked whenever the state says so.

use crate::checker::{Checker, Listen, Program};
use crate::platform;
use crate::state::{Action, Settings, Source, State, Trouble};
use std::rc::Rc;
use wasm_bindgen::JsValue;
use waxseal_view::protocol::{Reply, Request};
use yew::prelude::*;

/// Starts a check whenever [`State::started`] has a new number, and has its report told in a new language.
#[hook]
pub(crate) fn use_checker(state: &UseReducerHandle<State>, settings: &Settings) -> Rc<Checker> {
    let checker = {
        let (dispatcher, lang) = (state.dispatcher(), settings.lang);
        use_memo((), move |()| Checker::start(Program::Check, lang, listen(dispatcher)))
    };
    let checker = (*checker).clone();
    {
        let (state, settings, checker) = (state.clone(), settings.clone(), checker.clone());
        let sent = use_mut_ref(|| 0);
        // Until the person has answered what a link says of the resolver, nothing is asked.
        let is_held = settings.is_waiting() && state.asks_a_resolver();
        use_effect_with((state.started, is_held), move |(started, is_held)| {
            if !is_held && sent.replace(*started) != *started {
                check(&state, &settings, &checker);
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
        use_memo((), move |()| Checker::new(Program::SetUp, lang, listen(dispatcher)))
    };
    let set_up = (*set_up).clone();
    {
        let set_up = set_up.clone();
        use_effect_with(settings.lang, move |lang| set_up.speak(*lang));
    }
    set_up
}

/// Takes what is said to the page.
fn listen(dispatcher: UseReducerDispatcher<State>) -> Listen {
    Rc::new(move |reply, _| match reply {
        Some(Reply::Learnt { selectors }) => platform::learn(selectors),
        Some(Reply::File { name, kind, text }) => {
            // Where the browser saves no files there is nothing else to be done.
            let _ = platform::save(name, kind, text);
        }
        _ => dispatcher.dispatch(reply.cloned().map_or(Action::Fail(Trouble::NoChecker), Action::Hear)),
    })
}

fn check(state: &UseReducerHandle<State>, settings: &Settings, checker: &Rc<Checker>) {
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
    if checker.ask(&request, &[subject]).is_err() {
        state.dispatch(Action::Fail(Trouble::NoChecker));
    }
}
