//! What this is, and what leaves the browser.

use crate::state::Settings;
use yew::prelude::*;

/// The view.
#[component]
pub(crate) fn About() -> Html {
    let Some(settings) = use_context::<Settings>() else { return Html::default() };
    let words = settings.words();
    html! {<>
        <h1>{ words.about_title }</h1>
        { for words.about_text.iter().map(|(title, text)| html! {
            <section class="sheet pad about"><h2>{ *title }</h2><p>{ *text }</p></section>
        }) }
    </>}
}
