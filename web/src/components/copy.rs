//! A button that copies a text, and says so.

use crate::state::Settings;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use yew::prelude::*;

/// Props of [`Copy`].
#[derive(Properties, PartialEq)]
pub(crate) struct CopyProps {
    /// What is copied.
    pub(crate) text: AttrValue,
    /// What it is, for people who cannot see what stands beside the button.
    pub(crate) what: AttrValue,
}

/// The button.
#[component]
pub(crate) fn Copy(props: &CopyProps) -> Html {
    let copied = use_state(|| false);
    let Some(settings) = use_context::<Settings>() else { return Html::default() };
    let words = settings.words();
    let onclick = {
        let (text, copied) = (props.text.clone(), copied.clone());
        Callback::from(move |_| {
            let Some(window) = web_sys::window() else { return };
            let (promise, copied) = (window.navigator().clipboard().write_text(&text), copied.clone());
            spawn_local(async move { copied.set(JsFuture::from(promise).await.is_ok()) });
        })
    };
    let label = if *copied { words.copied } else { words.copy };
    html! {
        <button type="button" class="copy no-print" {onclick} aria-label={format!("{label}: {}", props.what)}>{ label }</button>
    }
}
