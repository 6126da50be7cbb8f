//! The end of the page: the promise, the theme, and the ways to everything that is not a check.

use crate::state::{Settings, Theme};
use crate::{build_id, shortcuts};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// The version of the page.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The footer.
pub(crate) fn footer(settings: &Settings, on_settings: &Callback<Settings>) -> Html {
    let (words, shell) = (settings.words(), settings.shell());
    let on_theme = {
        let settings = settings.clone();
        on_settings.reform(move |event: Event| {
            let word = event.target_unchecked_into::<HtmlSelectElement>().value();
            Settings { theme: Theme::from_word(&word), ..settings.clone() }
        })
    };
    let on_shortcuts = Callback::from(|_: MouseEvent| {
        // It fails only where the list is open already.
        let _ = shortcuts::show_list();
    });
    let build = build_id::id().map(|id| format!(" · {id}")).unwrap_or_default();
    html! {
        <footer>
            <p>{ words.footer }</p>
            <div class="foot">
                <label>{ shell.theme }
                    <select class="choice" onchange={on_theme}>
                        { for Theme::ALL.into_iter().map(|theme| html! {
                            <option value={theme.word()} selected={theme == settings.theme}>{ theme.name(shell) }</option>
                        }) }
                    </select>
                </label>
                <button type="button" class="link" onclick={on_shortcuts}>{ shell.shortcuts }</button>
                <a href="#terms">{ shell.terms }</a>
                <a href="#developers">{ shell.developers }</a>
                <a href="#licences">{ shell.licences }</a>
                <span class="version">{ format!("Waxseal {VERSION}{build}") }</span>
            </div>
        </footer>
    }
}
