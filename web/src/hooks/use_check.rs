//! Runs the check that the state says is running, and drops it when it is cancelled or replaced.

use crate::run;
use crate::state::{Action, State};
use futures_util::future::{AbortHandle, abortable};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Starts a check whenever [`State::running`] gets a new number.
#[hook]
pub(crate) fn use_check(state: UseReducerHandle<State>, resolver: Rc<str>) {
    use_effect_with(state.running, move |running| {
        let abort = running.map(|number| start(number, &state, &resolver));
        // Dropping the future drops every question in flight with it.
        move || {
            if let Some(abort) = abort {
                abort.abort();
            }
        }
    });
}

fn start(number: u32, state: &UseReducerHandle<State>, resolver: &Rc<str>) -> AbortHandle {
    let dispatcher = state.dispatcher();
    let progress = {
        let dispatcher = dispatcher.clone();
        Rc::new(move |progress| dispatcher.dispatch(Action::Advance(number, progress)))
    };
    let job = run::Job {
        text: state.text.clone(),
        file: state.file.clone(),
        source: state.source,
        drafts: state.drafts.to_vec(),
        resolver: resolver.clone(),
        progress,
    };
    let (check, abort) = abortable(async move {
        // One turn of the event loop lets the page say that it works before it does.
        gloo_timers::future::TimeoutFuture::new(0).await;
        run::run(job).await
    });
    spawn_local(async move {
        if let Ok(outcome) = check.await {
            dispatcher.dispatch(Action::Finish(number, outcome));
        }
    });
    abort
}
