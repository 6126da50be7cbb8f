//! The fragment of the page's address says which view is shown.

use crate::platform;
use crate::state::{Action, State, View};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use yew::prelude::*;

/// The element that the skip link leads to.
const MAIN: &str = "check";

/// Shows the view of the fragment whenever it changes.
#[hook]
pub(crate) fn use_fragment(state: &UseReducerHandle<State>) {
    let dispatcher = state.dispatcher();
    use_effect_with((), move |()| {
        let follow = Closure::<dyn Fn()>::new(move || {
            let fragment = platform::fragment();
            // The skip link leads past the header, whatever is shown below it.
            if fragment == MAIN {
                return;
            }
            let view = View::from_fragment(&fragment);
            if view != View::Check {
                platform::to_the_top();
            }
            if platform::take_setup(&fragment) {
                dispatcher.dispatch(Action::FillIn);
            }
            dispatcher.dispatch(Action::Show(view));
            if fragment.is_empty() {
                dispatcher.dispatch(Action::Leave);
            }
        });
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
}
