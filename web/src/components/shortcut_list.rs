//! The list of keyboard shortcuts, in a dialog that is always there and mostly closed.

use crate::state::Settings;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The dialog. The browser gives the focus back to where it was when it is closed.
pub(crate) fn shortcut_list(settings: &Settings, on_settings: &Callback<Settings>) -> Html {
    let words = settings.shell();
    let on_single = {
        let settings = settings.clone();
        on_settings.reform(move |event: Event| {
            let shortcuts = event.target_unchecked_into::<HtmlInputElement>().checked();
            Settings { shortcuts, ..settings.clone() }
        })
    };
    html! {
        <dialog class="sheet" aria-labelledby="shortcuts">
            <form method="dialog">
                <h2 id="shortcuts">{ words.shortcuts }</h2>
                <dl>
                    { for words.keys.iter().map(|(keys, what)| html! {
                        <div><dt>{ for keys.split(' ').map(|key| html! { <kbd>{ key }</kbd> }) }</dt><dd>{ *what }</dd></div>
                    }) }
                </dl>
                <label>
                    <input type="checkbox" checked={settings.shortcuts} onchange={on_single} />
                    { words.single_keys }
                </label>
                <button class="button">{ words.close }</button>
            </form>
        </dialog>
    }
}
