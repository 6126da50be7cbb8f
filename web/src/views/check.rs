//! The box, what is going on, and the report.

use super::domain::DomainView;
use super::message::MessageView;
use crate::components::input_box::{Examples, InputBox};
use crate::state::{Action, Report, Settings, State, Trouble};
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`Check`].
#[derive(Properties, PartialEq)]
pub(crate) struct CheckProps {
    /// What the page shows.
    pub(crate) state: UseReducerHandle<State>,
}

/// The view.
#[component]
pub(crate) fn Check(props: &CheckProps) -> Html {
    let Some(settings) = use_context::<Settings>() else { return Html::default() };
    let (words, state) = (settings.words(), &props.state);
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
        <Examples state={state.clone()} />
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
            Some(report) => report_view(report, state),
            None => Html::default(),
        } }
    </>}
}

fn report_view(report: &Rc<Report>, state: &UseReducerHandle<State>) -> Html {
    match &**report {
        Report::Message(message) => {
            html! { <MessageView report={Rc::clone(message)} state={state.clone()} /> }
        }
        Report::Domain(domain) => html! { <DomainView report={Rc::clone(domain)} state={state.clone()} /> },
    }
}
