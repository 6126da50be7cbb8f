//! The address of a report: what the fragment carries is opened, and what is checked has a fragment of its own, so that going
//! back, going forward and loading anew lead to it again.

use crate::platform;
use crate::state::{Action, Followed, Given, RESULT, State, View};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use waxseal_view::share::{CHECK, REPORT, REPORTS, names_of};
use yew::prelude::*;

/// Where it is kept which check the person asked for last, for this tab.
const OWN_KEY: &str = "waxseal.own";

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
                let is_own = platform::recall(platform::session(), OWN_KEY).as_deref() == Some(&*fragment);
                let followed = Followed { fragment, by_itself: runs_by_itself(), is_own };
                dispatcher.dispatch(Action::Follow(followed));
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
    let is_linked = state.followed.is_some();
    let shown = state.address.clone().filter(|_| state.view == View::Check);
    use_effect_with(shown, move |shown| {
        if let Some(address) = shown {
            settle(address, is_linked);
        }
    });
}

/// Gives the page the address of its report: a step in its history, but for a link that names the same otherwise.
fn settle(address: &Rc<str>, is_linked: bool) {
    if !is_linked {
        platform::remember(platform::session(), OWN_KEY, address);
    }
    if carried().as_deref() != Some(&**address) {
        platform::show_fragment(address, is_linked);
    }
}

/// Whether a check may run without being asked for. Whoever made the link would learn of it where they chose the resolver, or
/// where they show this page inside of theirs.
fn runs_by_itself() -> bool {
    platform::query_parameter("doh").is_none() && !platform::is_in_a_strangers_frame()
}

/// The fragment, where it carries something. The names of domains may be written as any form writes them.
fn carried() -> Option<String> {
    let fragment = platform::fragment();
    if fragment.starts_with(REPORT) || fragment == RESULT {
        return Some(fragment);
    }
    let names = names_of(&fragment)?;
    let decoded = js_sys::decode_uri_component(names).ok().and_then(|names| names.as_string());
    Some(format!("{CHECK}{}", decoded.as_deref().unwrap_or(names)))
}
