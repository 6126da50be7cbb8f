//! A link whose fragment carries a check or a report: it is opened, and taken out of the address when it is over.

use crate::platform;
use crate::state::{Action, State};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use waxseal_view::share::{CHECK, REPORT};
use yew::prelude::*;

/// Opens what the fragment carries, now and whenever it changes.
#[hook]
pub(crate) fn use_link(state: &UseReducerHandle<State>) {
    let dispatcher = state.dispatcher();
    use_effect_with((), move |()| {
        let follow = move || {
            if let Some(fragment) = carried() {
                let runs = runs_by_itself(&fragment);
                dispatcher.dispatch(Action::Follow(fragment, runs));
            }
        };
        follow();
        let follow = Closure::<dyn Fn()>::new(follow);
        let window = web_sys::window();
        if let Some(window) = &window {
            let _ = window.add_event_listener_with_callback("hashchange", follow.as_ref().unchecked_ref());
        }
        move || {
            if let Some(window) = window {
                let _ =
                    window.remove_event_listener_with_callback("hashchange", follow.as_ref().unchecked_ref());
            }
        }
    });
    let is_own = state.followed.is_none();
    use_effect_with(state.started, move |started| {
        // What is checked now is not what the address says, and a reload should not bring that back.
        if *started > 0 && is_own && carried().is_some() {
            platform::drop_fragment();
        }
    });
}

/// Whether what a link carries is looked at without being asked for. A report asks nobody. A check asks DNS, and whoever made
/// the link would learn of it where they chose the resolver, where they show this page inside of theirs, or where
/// they make it ask for many names.
fn runs_by_itself(fragment: &str) -> bool {
    let Some(names) = fragment.strip_prefix(CHECK) else { return true };
    let is_one = names.split([',', ';', ' ', '\n', '\r', '\t']).filter(|name| !name.is_empty()).count() <= 1;
    is_one && platform::query_parameter("doh").is_none() && !platform::is_in_a_strangers_frame()
}

/// The fragment, where it carries something. The names of domains may be written as any form writes them.
fn carried() -> Option<String> {
    let fragment = platform::fragment();
    if fragment.starts_with(REPORT) {
        return Some(fragment);
    }
    let names = fragment.strip_prefix(CHECK)?;
    let decoded = js_sys::decode_uri_component(names).ok().and_then(|names| names.as_string());
    Some(format!("{CHECK}{}", decoded.as_deref().unwrap_or(names)))
}
