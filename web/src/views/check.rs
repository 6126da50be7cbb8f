//! The box, what is going on, and the report.

use super::domain::domain_view;
use super::message::message_view;
use crate::components::input_box::{InputBox, examples};
use crate::state::{Action, Report, Settings, State, Trouble};
use yew::prelude::*;

/// The view.
pub(crate) fn check(settings: &Settings, state: &UseReducerHandle<State>) -> Html {
    let words = settings.words();
    let cancel = {
        let state = state.clone();
        Callback::from(move |_: MouseEvent| state.dispatch(Action::Cancel))
    };
    let trouble = state.trouble.as_ref().map(|trouble| match trouble {
        Trouble::NothingGiven => words.nothing_given.to_owned(),
        Trouble::Unreadable(name) => (words.unreadable)(name),
        Trouble::BadResolver(reason) => (words.bad_resolver)(reason),
    });
    let idle = state.report.is_none() && state.running.is_none() && trouble.is_none();
    html! {<>
        <InputBox state={state.clone()} />
        { examples(settings, state) }
        if state.running.is_some() {
            <div class="progress">
                <span role="status">{ (words.working)(state.progress.asked, state.progress.answered) }</span>
                <button type="button" class="button quiet" onclick={cancel}>{ words.cancel }</button>
            </div>
        }
        if let Some(trouble) = trouble { <p class="trouble" role="alert">{ trouble }</p> }
        if idle {
            <div class="intro">
                { for words.intro.iter().map(|(title, text)| html! { <section><h2>{ *title }</h2><p>{ *text }</p></section> }) }
            </div>
        }
        { match state.report.as_ref() {
            Some(report) => report_view(settings, report, state),
            None => Html::default(),
        } }
    </>}
}

fn report_view(settings: &Settings, report: &Report, state: &UseReducerHandle<State>) -> Html {
    match report {
        Report::Message(message) => message_view(settings, message, state),
        Report::Domain(domain) => domain_view(settings, domain, state),
    }
}
