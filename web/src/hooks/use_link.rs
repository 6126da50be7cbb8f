//! A link whose fragment carries a check or a report: it is opened, and taken out of the address when it is over.

use crate::platform;
use crate::state::{Action, Given, State};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use waxseal_view::share::{CHECK, REPORT, REPORTS};
use yew::prelude::*;

/// Opens what the fragment carries, now and whenever it changes.
#[hook]
pub(crate) fn use_link(state: &UseReducerHandle<State>) {
    let dispatcher = state.dispatcher();
    use_effect_with((), move |()| {
        let follow = move || {
            let fragment = platform::fragment();
            if fragment.starts_with(REPORTS) {
                return dispatcher.dispatch(Action::Read(Given::Link(fragment.into())));
            }
            if let Some(fragment) = carried() {
                dispatcher.dispatch(Action::Follow(fragment, runs_by_itself()));
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

/// Whether a check may run without being asked for. Whoever made the link would learn of it where they chose the resolver, or
/// where they show this page inside of theirs.
fn runs_by_itself() -> bool {
    platform::query_parameter("doh").is_none() && !platform::is_in_a_strangers_frame()
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
