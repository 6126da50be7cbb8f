//! The long texts, each fetched when it is opened, so that nobody waits for one who only wants a check.

use crate::build_id;
use crate::state::{Action, State, View};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use waxseal_prose::Lang;
use waxseal_view::Node;
use yew::prelude::*;

/// Fetches the text that is shown, in the language it is shown in; once more when a network comes.
#[hook]
pub(crate) fn use_document(state: &UseReducerHandle<State>, lang: Lang) {
    let dispatcher = state.dispatcher();
    use_effect_with((state.view, lang, state.online), move |&(view, lang, _)| {
        let wanted = Rc::new(());
        if let View::Document(document) = view {
            let still_wanted = Rc::downgrade(&wanted);
            spawn_local(async move {
                let tree = fetch(document.word(), lang).await.map(Rc::new);
                // Somebody may have gone on to another one meanwhile.
                if still_wanted.upgrade().is_some() {
                    dispatcher.dispatch(Action::Fetched(tree));
                }
            });
        }
        move || drop(wanted)
    });
}

/// Where a text stands. The build in the address keeps an older one out.
fn address(name: &str, lang: Lang) -> String {
    let build = build_id::id().unwrap_or_default();
    format!("./{name}.{}.json?{build}", lang.tag())
}

/// A text by its name; `None` where it cannot be had. It is asked for once more where the first answer did not come: a request
/// is lost where the network changes, or where the service worker it went to is put away meanwhile.
pub(crate) async fn fetch(name: &str, lang: Lang) -> Option<Node> {
    match fetch_once(name, lang).await {
        None => fetch_once(name, lang).await,
        text => text,
    }
}

async fn fetch_once(name: &str, lang: Lang) -> Option<Node> {
    let request = web_sys::window()?.fetch_with_str(&address(name, lang));
    let response = JsFuture::from(request).await.ok()?;
    let response: web_sys::Response = response.dyn_into().ok()?;
    // What is no such text, such as a page that says so, is no JSON either.
    let value = JsFuture::from(response.json().ok()?).await.ok()?;
    serde_wasm_bindgen::from_value(value).ok()
}
