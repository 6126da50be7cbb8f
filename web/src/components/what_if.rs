//! Draft records: put one over DNS and check again before publishing it.

use crate::state::{Action, Settings, State};
use waxseal_core::dns::{Draft, RecordType};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// The types that a mail domain is mended with.
const KINDS: [RecordType; 5] =
    [RecordType::Txt, RecordType::Cname, RecordType::Mx, RecordType::A, RecordType::Aaaa];

/// Props of [`WhatIf`].
#[derive(Properties, PartialEq)]
pub(crate) struct WhatIfProps {
    /// What the page shows.
    pub(crate) state: UseReducerHandle<State>,
}

/// The form and the drafts in force.
#[component]
pub(crate) fn WhatIf(props: &WhatIfProps) -> Html {
    let (name, kind, value) = (use_node_ref(), use_node_ref(), use_node_ref());
    let error = use_state(|| None::<String>);
    let Some(settings) = use_context::<Settings>() else { return Html::default() };
    let (words, state) = (settings.words(), &props.state);
    let onsubmit = {
        let (state, error) = (state.clone(), error.clone());
        let (name, kind, value) = (name.clone(), kind.clone(), value.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let text =
                |node: &NodeRef| node.cast::<HtmlInputElement>().map(|i| i.value()).unwrap_or_default();
            let kind = kind.cast::<HtmlSelectElement>().map(|select| select.value()).unwrap_or_default();
            match Draft::parse(&text(&name), &kind, &text(&value)) {
                Ok(draft) => {
                    error.set(None);
                    state.dispatch(Action::AddDraft(draft));
                }
                Err(reason) => error.set(Some(reason)),
            }
        })
    };
    html! {<>
        <p>{ words.what_if_note }</p>
        <form class="form" {onsubmit}>
            <label>{ words.name }<input ref={name} required=true placeholder="_dmarc.example.com" autocomplete="off" /></label>
            <label>{ words.kind }<select ref={kind} class="choice">
                { for KINDS.map(|kind| html! { <option value={kind.as_str()} selected={kind == RecordType::Txt}>{ kind.as_str() }</option> }) }
            </select></label>
            <label>{ format!("{} ({})", words.value, words.empty_removes) }<input ref={value} autocomplete="off" /></label>
            <button type="submit" class="button quiet">{ words.try_it }</button>
        </form>
        <p role="alert">{ error.as_deref() }</p>
        if !state.drafts.is_empty() {
            <p class="note">{ (words.with_drafts)(state.drafts.len()) }</p>
            <ul class="drafts">
                { for state.drafts.iter().enumerate().map(|(at, draft)| {
                    let state = state.clone();
                    let onclick = Callback::from(move |_| state.dispatch(Action::RemoveDraft(at)));
                    let value = draft.data.as_ref().map_or_else(|| "–".to_owned(), ToString::to_string);
                    html! { <li class="record">
                        <span>{ draft.name.as_str() }</span><span class="kind">{ draft.kind.as_str() }</span><span>{ value }</span>
                        <button type="button" class="copy" {onclick}>{ words.take_away }</button>
                    </li> }
                }) }
            </ul>
        }
    </>}
}
