//! The keyboard shortcuts. Those of a single character are off while somebody types, and can be turned off (WCAG 2.1.4).
//!
//! A shortcut does what a hand would do with the page as it is: it presses a button, follows a link, opens the list.

use crate::platform;
use std::cell::Cell;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, HtmlDialogElement, HtmlElement, HtmlInputElement, KeyboardEvent};

/// How long after `g` the next key still belongs to it, in milliseconds.
const CHORD: f64 = 1500.0;
/// The second key after `g`, and the fragment of the view it goes to.
const VIEWS: [(&str, &str); 5] =
    [("c", ""), ("r", "reports"), ("s", "set-up"), ("a", "about"), ("d", "developers")];
/// The button that checks, and the one that stops a check.
const CHECK: &str = "#check .box [type=submit]";
const STOP: &str = "#check .progress button";
/// The list, and in it the choice whether shortcuts of a single character count.
const LIST: &str = "dialog";
const SINGLE: &str = "dialog input";

/// Listens for as long as the page is open.
pub(crate) fn listen() {
    let chord = Cell::new(f64::NEG_INFINITY);
    let listener = Closure::<dyn Fn(KeyboardEvent)>::new(move |event: KeyboardEvent| {
        if press(&event, &chord).is_some() {
            event.prevent_default();
        }
    });
    if let Some(window) = web_sys::window() {
        let _ = window.add_event_listener_with_callback("keydown", listener.as_ref().unchecked_ref());
    }
    listener.forget();
}

/// Opens the list.
pub(crate) fn show_list() -> Option<()> {
    platform::find(LIST)?.unchecked_into::<HtmlDialogElement>().show_modal().ok()
}

/// Does what a key says; `None` where it says nothing, or something on the page has used it already.
fn press(event: &KeyboardEvent, chord: &Cell<f64>) -> Option<()> {
    if event.default_prevented() || event.is_composing() || platform::find("dialog[open]").is_some() {
        return None;
    }
    let (key, command) = (event.key(), event.ctrl_key() || event.meta_key());
    match key.as_str() {
        "Enter" if command => return click(CHECK),
        "Escape" => return click(STOP),
        _ if command || event.alt_key() || is_typing(event) || !single() => return None,
        _ => {}
    }
    let now = js_sys::Date::now();
    let after_g = now - chord.replace(f64::NEG_INFINITY) < CHORD;
    match key.as_str() {
        "/" => {
            if platform::find("#check textarea").is_none() {
                platform::go("");
            }
            platform::focus_box();
            Some(())
        }
        "?" => show_list(),
        "g" => {
            chord.set(now);
            None
        }
        _ if after_g => VIEWS.iter().find(|(letter, _)| *letter == key).map(|(_, view)| platform::go(view)),
        _ => None,
    }
}

fn click(button: &str) -> Option<()> {
    platform::find(button)?.unchecked_into::<HtmlElement>().click();
    Some(())
}

fn single() -> bool {
    platform::find(SINGLE).is_some_and(|choice| choice.unchecked_into::<HtmlInputElement>().checked())
}

/// Whether the key goes into a field, or picks from a list.
fn is_typing(event: &KeyboardEvent) -> bool {
    let element = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    element.is_some_and(|element| element.matches("input, textarea, select").unwrap_or_default())
}
