//! A long text: what this is, what developers can do with it, and what it is built from.

use crate::components::report::draw;
use crate::locale::shell::ShellWords;
use crate::state::Text;
use yew::prelude::*;

/// The view.
pub(crate) fn document(words: &'static ShellWords, text: &Text) -> Html {
    match text {
        Text::Here(tree) => html! { <article class="document arriving">{ draw(tree) }</article> },
        Text::Waiting => html! { <p class="note">{ words.document_waiting }</p> },
        Text::Missing => html! { <p class="trouble" role="alert">{ words.document_missing }</p> },
    }
}
