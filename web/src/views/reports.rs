//! The reports of receivers: what they are read from, how far that is, and what another program drew of them.

use super::check::sentence;
use crate::checker::Checker;
use crate::components::report::Report;
use crate::resolvers;
use crate::state::{Action, Given, Settings, State};
use js_sys::Array;
use std::rc::Rc;
use waxseal_view::protocol::{Act, Request};
use web_sys::{FileList, HtmlInputElement};
use yew::prelude::*;

/// What files a person is offered to open; any other may be dropped.
const FILES: &str = ".xml,.gz,.zip,.json,.eml,.msg,.mbox";

/// The view.
pub(crate) fn reports(
    settings: &Settings,
    state: &UseReducerHandle<State>,
    reader: &Rc<Checker>,
    over: bool,
) -> Html {
    let (words, shown) = (settings.words(), &state.reports);
    let on_act = {
        let (state, reader, settings) = (state.clone(), reader.clone(), settings.clone());
        Callback::from(move |(act, fields): (Act, Vec<(String, String)>)| {
            // The question which resolver to ask stands above.
            if settings.is_waiting() && act.asks_dns() {
                return;
            }
            let lang = settings.lang.tag().to_owned();
            if reader.ask(&Request::Reports { lang, act: Some(act), fields }, &[]).is_err() {
                state.dispatch(Action::HearReports(None));
            }
        })
    };
    let on_stop = on_act.reform(|_: MouseEvent| (Act::Stop, Vec::new()));
    html! {<>
        if shown.tree.is_none() { <h1 class="question">{ words.reports_question }</h1> }
        { sources(settings, state, over) }
        if let Some(progress) = &shown.progress {
            <div class="progress">
                <span class="visually-hidden" role="status">{ words.checking }</span>
                <span aria-hidden="true">{ progress }</span>
                <button type="button" class="button quiet" onclick={on_stop}>{ words.cancel }</button>
            </div>
        }
        if let Some(trouble) = &shown.trouble { <p class="trouble" role="alert">{ sentence(words, trouble) }</p> }
        if let Some(tree) = &shown.tree {
            <Report tree={tree.clone()} {on_act} copied={words.copied} lang={settings.lang} />
        }
    </>}
}

/// What reports are read from: files, a folder, or the example.
fn sources(settings: &Settings, state: &UseReducerHandle<State>, over: bool) -> Html {
    let words = settings.words();
    let on_files = {
        let dispatcher = state.dispatcher();
        Callback::from(move |event: Event| {
            let input = event.target_unchecked_into::<HtmlInputElement>();
            if let Some(files) = input.files().filter(|files| files.length() > 0) {
                dispatcher.dispatch(Action::Read(given(&files)));
            }
            input.set_value("");
        })
    };
    let on_example = {
        let dispatcher = state.dispatcher();
        Callback::from(move |_: MouseEvent| dispatcher.dispatch(Action::Read(Given::Example)))
    };
    html! {<>
        <div class={classes!("sheet", "box", over.then_some("over"))}>
            <p class="note">{ words.reports_lead }</p>
            <div class="bar">
                <span><b>{ words.only_dns }</b>{ format!(" {} {}.", words.only_dns_to, resolvers::name(&settings.resolver)) }</span>
                <span class="push">
                    <label class="file button quiet">
                        { words.open_folder }
                        <input type="file" aria-label={words.open_folder} webkitdirectory=true onchange={on_files.clone()} />
                    </label>
                    <label class="file button">
                        { words.open_reports }
                        <input type="file" aria-label={words.open_reports} multiple=true accept={FILES} onchange={on_files} />
                    </label>
                </span>
            </div>
        </div>
        <div class="examples no-print">
            <button type="button" class="button quiet" onclick={on_example}>{ words.reports_example }</button>
        </div>
    </>}
}

/// Files, by the path that their folder gives them, or else by their name.
pub(crate) fn given(files: &FileList) -> Given {
    let list = Array::new();
    for file in (0..files.length()).filter_map(|at| files.get(at)) {
        let path =
            js_sys::Reflect::get(&file, &"webkitRelativePath".into()).ok().and_then(|path| path.as_string());
        list.push(&path.filter(|path| !path.is_empty()).unwrap_or_else(|| file.name()).into());
        list.push(&file);
    }
    Given::Files(list)
}
