//! The one box: it takes headers, a whole message, a file or a domain.

use crate::components::examples::examples;
use crate::platform;
use crate::resolvers;
use crate::state::{Action, Settings, State, Trouble};
use web_sys::{File, HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

/// What files a person is offered to open; any other may be dropped.
const FILES: &str = ".eml,.txt,.msg,.mbox,.json,message/rfc822,text/plain,application/json";

/// Props of [`InputBox`].
#[derive(Properties, PartialEq)]
pub(crate) struct InputBoxProps {
    /// What the page shows.
    pub(crate) state: UseReducerHandle<State>,
    /// The language and the resolver.
    pub(crate) settings: Settings,
    /// Called with the example that was chosen.
    pub(crate) on_example: Callback<&'static str>,
    /// Whether a file hangs over the page.
    pub(crate) over: bool,
}

/// The box.
#[component]
pub(crate) fn InputBox(props: &InputBoxProps) -> Html {
    let (words, state) = (props.settings.words(), &props.state);
    let on_open = {
        let dispatcher = state.dispatcher();
        Callback::from(move |file| dispatcher.dispatch(Action::Open(file)))
    };
    let over = props.over;
    let fold = use_fold(state);
    let start = starter(state);
    let onsubmit = start.reform(|event: SubmitEvent| event.prevent_default());
    let onkeydown = on_key(state, start);
    let oninput = on_input(state);
    let onfile = on_file(on_open);
    let onclear = {
        let dispatcher = state.dispatcher();
        Callback::from(move |_: MouseEvent| {
            dispatcher.dispatch(Action::Edit(String::new()));
            platform::focus_box();
        })
    };
    let onchange = Callback::from(|_: MouseEvent| platform::focus_box());
    html! {<>
        <form class={classes!("sheet", "box", over.then_some("over"), fold.is_folded.then_some("folded"))} {onsubmit}>
            if let Some(file) = &state.file {
                <p class="note">{ (words.opened)(&file.name(), file.size()) }</p>
            }
            <textarea ref={fold.field} aria-label={words.box_label} placeholder={if over { words.drop_here } else { words.box_hint }}
                spellcheck="false" autocomplete="off" autocapitalize="off" rows="5" value={state.text.to_string()}
                {oninput} {onkeydown} onfocus={fold.unfold} />
            if fold.is_folded {
                <button type="button" class="button quiet change" onclick={onchange}>{ words.change }</button>
            }
            <div class="bar">
                <span><b>{ words.only_dns }</b>{ format!(" {} {}.", words.only_dns_to, resolvers::name(&props.settings.resolver)) }</span>
                <span class="push">
                if state.file.is_some() || !state.text.is_empty() {
                    <button type="button" class="button quiet" onclick={onclear}>{ words.clear }</button>
                }
                <label class="file button quiet">
                    { words.open_file }
                    <input type="file" aria-label={words.open_file} accept={FILES} onchange={onfile} />
                </label>
                <button type="submit" class="button">{ words.check }</button>
                </span>
            </div>
        </form>
        if !fold.is_folded { { examples(words, &props.on_example) } }
    </>}
}

/// How the box stands: one line behind an answer, and open for whoever goes there.
struct Fold {
    /// The box itself.
    field: NodeRef,
    is_folded: bool,
    unfold: Callback<FocusEvent>,
}

#[hook]
fn use_fold(state: &UseReducerHandle<State>) -> Fold {
    let unfolded = use_state(|| false);
    let field = use_node_ref();
    let is_folded = state.is_answering() && !*unfolded;
    {
        let unfolded = unfolded.setter();
        use_effect_with(state.started, move |_| unfolded.set(false));
    }
    {
        let field = field.clone();
        // What shows of a folded text is its beginning.
        use_effect_with(is_folded, move |_| {
            if let Some(field) = field.cast::<HtmlTextAreaElement>() {
                field.set_scroll_top(0);
            }
        });
    }
    let unfold = Callback::from(move |_: FocusEvent| unfolded.set(true));
    Fold { field, is_folded, unfold }
}

fn on_file(on_open: Callback<File>) -> Callback<Event> {
    Callback::from(move |event: Event| {
        let input = event.target_unchecked_into::<HtmlInputElement>();
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            on_open.emit(file);
        }
        input.set_value("");
    })
}

/// Starts a check, or says that there is nothing to check.
fn starter(state: &UseReducerHandle<State>) -> Callback<()> {
    let state = state.clone();
    Callback::from(move |()| {
        state.dispatch(if state.is_empty() { Action::Fail(Trouble::NothingGiven) } else { Action::Start });
    })
}

/// A domain is one line: Enter checks it. In a message Enter is a line end, and Ctrl+Enter checks.
fn on_key(state: &UseReducerHandle<State>, start: Callback<()>) -> Callback<KeyboardEvent> {
    let text = state.text.clone();
    Callback::from(move |event: KeyboardEvent| {
        let one_line = !text.contains('\n') && !text.trim().contains(' ');
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key() || one_line) {
            event.prevent_default();
            start.emit(());
        }
    })
}

fn on_input(state: &UseReducerHandle<State>) -> Callback<InputEvent> {
    let dispatcher = state.dispatcher();
    Callback::from(move |event: InputEvent| {
        dispatcher.dispatch(Action::Edit(event.target_unchecked_into::<HtmlTextAreaElement>().value()));
    })
}
