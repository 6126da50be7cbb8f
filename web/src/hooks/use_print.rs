//! Paper cannot be unfolded: what is folded is opened before it is printed, and closed again behind it. The closed lines of a
//! report stay closed: each says what it comes to, and whoever wants all of it on paper opens all of it first.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element};
use yew::prelude::*;

/// Marks what was opened for printing.
const OPENED: &str = "data-opened";

/// Unfolds the page for as long as it is printed.
#[hook]
pub(crate) fn use_print() {
    use_effect_with((), move |()| {
        let before = Closure::<dyn Fn()>::new(|| {
            for folded in each("details:not([open]):not(.part):not(.part:not([open]) *)") {
                let _ = folded.set_attribute("open", "");
                let _ = folded.set_attribute(OPENED, "");
            }
        });
        let after = Closure::<dyn Fn()>::new(|| {
            for opened in each(&format!("[{OPENED}]")) {
                let _ = opened.remove_attribute("open");
                let _ = opened.remove_attribute(OPENED);
            }
        });
        let listeners = [("beforeprint", before), ("afterprint", after)];
        let window = web_sys::window();
        if let Some(window) = &window {
            for (name, listener) in &listeners {
                let _ = window.add_event_listener_with_callback(name, listener.as_ref().unchecked_ref());
            }
        }
        move || {
            if let Some(window) = window {
                for (name, listener) in &listeners {
                    let _ =
                        window.remove_event_listener_with_callback(name, listener.as_ref().unchecked_ref());
                }
            }
        }
    });
}

/// The elements that a selector fits.
fn each(selector: &str) -> Vec<Element> {
    let document: Option<Document> = web_sys::window().and_then(|window| window.document());
    let Some(found) = document.and_then(|document| document.query_selector_all(selector).ok()) else {
        return Vec::new();
    };
    js_sys::Array::from(&JsValue::from(found)).iter().filter_map(|element| element.dyn_into().ok()).collect()
}
