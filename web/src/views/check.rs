//! The box, what is going on, and the report.

use crate::checker::Checker;
use crate::components::input_box::InputBox;
use crate::components::report::Report;
use crate::locale::Words;
use crate::platform;
use crate::state::{Action, Progress, Settings, State, Trouble};
use std::rc::Rc;
use waxseal_view::protocol::{Act, Request};
use waxseal_view::{Attribute, Node};
use yew::prelude::*;

/// The view.
pub(crate) fn check(
    settings: &Settings,
    state: &UseReducerHandle<State>,
    checker: &Rc<Checker>,
    over: bool,
) -> Html {
    let words = settings.words();
    let on_example = {
        let dispatcher = state.dispatcher();
        Callback::from(move |text| dispatcher.dispatch(Action::Example(text)))
    };
    let on_act = {
        let (state, checker, is_waiting) = (state.clone(), checker.clone(), settings.is_waiting());
        Callback::from(move |(act, fields): (Act, _)| {
            // The question which resolver to ask stands above.
            if is_waiting && act.asks_dns() {
                return;
            }
            state.dispatch(Action::Wait);
            if checker.ask(&Request::Act { act, fields }, &[]).is_err() {
                state.dispatch(Action::Fail(Trouble::NoChecker));
            }
        })
    };
    let idle = state.report.is_none() && !state.running && state.trouble.is_none();
    html! {<>
        if state.report.is_none() { <h1 class="question">{ words.question }</h1> }
        <InputBox state={state.clone()} settings={settings.clone()} {over} {on_example} />
        // Its place is kept beside a report, so that nothing moves when the last answer is there.
        if state.running || state.report.is_some() { { progress(words, state, checker) } }
        if let Some(cut) = state.cut { { stopped(words, state, cut) } }
        if state.held { <p class="trouble" role="status">{ settings.shell().link_waits }</p> }
        if let Some(trouble) = &state.trouble { <p class="trouble" role="alert">{ sentence(words, trouble) }</p> }
        if idle {
            <div class="intro">
                { for words.intro.iter().map(|(title, text)| html! { <section><h2>{ *title }</h2><p>{ *text }</p></section> }) }
            </div>
        }
        if let Some(tree) = &state.report {
            <Report tree={tree.clone()} {on_act} copied={words.copied} lang={settings.lang} />
        }
    </>}
}

/// Why there is no report.
pub(super) fn sentence(words: &'static Words, trouble: &Trouble) -> String {
    match trouble {
        Trouble::NothingGiven => words.nothing_given.to_owned(),
        Trouble::NoChecker => words.no_checker.to_owned(),
        Trouble::Said(sentence) => sentence.clone(),
    }
}

/// That what stands below is not the whole of it, and a way to go on.
fn stopped(words: &'static Words, state: &UseReducerHandle<State>, cut: Progress) -> Html {
    let onclick = {
        let dispatcher = state.dispatcher();
        Callback::from(move |_: MouseEvent| dispatcher.dispatch(Action::Start))
    };
    html! {
        <p class="trouble" role="status">
            { (words.stopped)(cut.asked, cut.answered) }{ " " }
            <button type="button" class="button quiet" {onclick}>{ words.check_again }</button>
        </p>
    }
}

/// Whether what is drawn is a table of domains.
fn is_list(state: &State) -> bool {
    let class = |tree: &Rc<Node>| {
        tree.attributes.iter().any(|(name, value)| *name == Attribute::Class && value.contains("domains"))
    };
    state.report.as_ref().is_some_and(class)
}

/// How far the check is, and a way to stop it. What has been drawn of it stays.
fn progress(words: &'static Words, state: &UseReducerHandle<State>, checker: &Rc<Checker>) -> Html {
    let onclick = {
        let (state, checker) = (state.clone(), checker.clone());
        Callback::from(move |_: MouseEvent| {
            // What there is of a table can be used, so the checker that knows of it stays.
            if is_list(&state)
                && checker.ask(&Request::Act { act: Act::Stop, fields: Vec::new() }, &[]).is_ok()
            {
                return;
            }
            checker.restart();
            state.dispatch(Action::Cancel);
            platform::focus_box();
        })
    };
    html! {
        <div class="progress">
            if state.running {
                // Heard once, and seen as it counts.
                <span class="visually-hidden" role="status">{ words.checking }</span>
                <span aria-hidden="true">
                    // How far a table is stands above it.
                    if is_list(state) { { words.checking }{ "…" } } else {
                        { (words.working)(state.progress.asked, state.progress.answered) }
                    }
                </span>
                <button type="button" class="button quiet" {onclick}>{ words.cancel }</button>
            }
        </div>
    }
}
