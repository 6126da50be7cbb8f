//! What this is, and what leaves the browser.

use crate::state::Settings;
use yew::prelude::*;

/// The view.
pub(crate) fn about(settings: &Settings) -> Html {
    let words = settings.words();
    html! {<>
        <h1>{ words.about_title }</h1>
        { for words.about_text.iter().map(|(title, text)| html! {
            <section class="sheet pad about"><h2>{ *title }</h2><p>{ *text }</p></section>
        }) }
    </>}
}
