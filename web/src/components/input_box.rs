//! The one box: it takes headers, a whole message, a file or a domain.

use crate::run;
use crate::state::{Action, OpenedFile, Settings, Source, State, Trouble};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{File, HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

/// Props of [`InputBox`].
#[derive(Properties, PartialEq)]
pub(crate) struct InputBoxProps {
    /// What the page shows.
    pub(crate) state: UseReducerHandle<State>,
}

/// Reads a file byte for byte and hands it to the page.
fn open(file: File, state: UseReducerHandle<State>) {
    spawn_local(async move {
        let name = file.name();
        let action = match JsFuture::from(file.array_buffer()).await {
            Ok(buffer) => Action::Open(OpenedFile { name, bytes: js_sys::Uint8Array::new(&buffer).to_vec() }),
            Err(_) => Action::Fail(Trouble::Unreadable(name)),
        };
        state.dispatch(action);
    });
}

/// The box.
#[component]
pub(crate) fn InputBox(props: &InputBoxProps) -> Html {
    let over = use_state(|| false);
    let Some(settings) = use_context::<Settings>() else { return Html::default() };
    let (words, state) = (settings.words(), &props.state);
    use_drop(state.clone(), over.clone());
    let onsubmit = {
        let state = state.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            state.dispatch(if run::is_empty(&state) {
                Action::Fail(Trouble::NothingGiven)
            } else {
                Action::Start
            });
        })
    };
    let onkeydown = {
        let state = state.clone();
        Callback::from(move |event: KeyboardEvent| {
            // A domain is one line: Enter checks it. In a message Enter is a line end, and Ctrl+Enter checks.
            let one_line = !state.text.contains('\n') && !state.text.trim().contains(' ');
            if event.key() == "Enter"
                && !run::is_empty(&state)
                && (event.ctrl_key() || event.meta_key() || one_line)
            {
                event.prevent_default();
                state.dispatch(Action::Start);
            }
        })
    };
    let oninput = {
        let state = state.clone();
        Callback::from(move |event: InputEvent| {
            state.dispatch(Action::Edit(event.target_unchecked_into::<HtmlTextAreaElement>().value()));
        })
    };
    let onfile = {
        let state = state.clone();
        Callback::from(move |event: Event| {
            let input = event.target_unchecked_into::<HtmlInputElement>();
            if let Some(file) = input.files().and_then(|files| files.get(0)) {
                open(file, state.clone());
            }
            input.set_value("");
        })
    };
    let onclear = {
        let state = state.clone();
        Callback::from(move |_: MouseEvent| state.dispatch(Action::Edit(String::new())))
    };
    let hint = if *over { words.drop_here } else { words.box_hint };
    html! {
        <form class={classes!("sheet", "box", over.then_some("over"))} {onsubmit}>
            if let Some(file) = &state.file {
                <p class="note">{ (words.opened)(&file.name, file.bytes.len()) }</p>
            }
            <textarea aria-label={words.box_label} placeholder={hint} spellcheck="false" autocomplete="off"
                autocapitalize="off" rows="5" value={state.text.to_string()} {oninput} {onkeydown} />
            <div class="bar">
                <span>
                    <b>{ words.only_dns }</b>{ " " }{ words.only_dns_to }{ " " }{ run::resolver_name(&settings.resolver) }{ "." }
                </span>
                <span class="push"></span>
                if state.file.is_some() || !state.text.is_empty() {
                    <button type="button" class="button quiet" onclick={onclear}>{ words.clear }</button>
                }
                <label class="file button quiet">
                    { words.open_file }
                    <input type="file" aria-label={words.open_file} accept=".eml,.txt,.msg,.mbox,message/rfc822,text/plain" onchange={onfile} />
                </label>
                <button type="submit" class="button">{ words.check }</button>
            </div>
        </form>
    }
}

/// Lets a file be dropped anywhere on the page.
#[hook]
fn use_drop(state: UseReducerHandle<State>, over: UseStateHandle<bool>) {
    use_effect_with((), move |()| {
        let window = web_sys::window();
        let listen = |name: &'static str, handler: Box<dyn Fn(web_sys::DragEvent)>| {
            let closure = wasm_bindgen::closure::Closure::<dyn Fn(web_sys::DragEvent)>::new(handler);
            if let Some(window) = &window {
                let function = wasm_bindgen::JsCast::unchecked_ref(closure.as_ref());
                let _ = window.add_event_listener_with_callback(name, function);
            }
            (name, closure)
        };
        let (entered, left) = (over.clone(), over.clone());
        let listeners = [
            listen(
                "dragover",
                Box::new(move |event| {
                    event.prevent_default();
                    entered.set(true);
                }),
            ),
            listen("dragleave", Box::new(move |_| left.set(false))),
            listen(
                "drop",
                Box::new(move |event| {
                    event.prevent_default();
                    over.set(false);
                    let files = event.data_transfer().and_then(|data| data.files());
                    if let Some(file) = files.and_then(|files| files.get(0)) {
                        open(file, state.clone());
                    }
                }),
            ),
        ];
        move || {
            for (name, closure) in listeners {
                if let Some(window) = &window {
                    let function = wasm_bindgen::JsCast::unchecked_ref(closure.as_ref());
                    let _ = window.remove_event_listener_with_callback(name, function);
                }
            }
        }
    });
}

/// Three checks that need no network.
pub(crate) fn examples(settings: &Settings, state: &UseReducerHandle<State>) -> Html {
    let words = settings.words();
    let labels = [words.example_mailchimp, words.example_microsoft, words.example_domain];
    html! {
        <div class="examples no-print">
            <span>{ words.try_example }</span>
            { for labels.into_iter().zip(run::EXAMPLES).map(|(label, text)| {
                let state = state.clone();
                let onclick = Callback::from(move |_| state.dispatch(Action::Example(text)));
                html! { <button type="button" class="button quiet" {onclick}>{ label }</button> }
            }) }
            if state.source == Source::Bundled && state.report.is_some() {
                <span>{ words.bundled }</span>
            }
        </div>
    }
}
