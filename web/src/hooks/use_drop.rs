//! Files may be dropped anywhere on the page.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{DragEvent, FileList};
use yew::prelude::*;

/// Whether files hang over the page; `open` is called with those that are dropped.
#[hook]
pub(crate) fn use_drop(open: Callback<FileList>) -> bool {
    let over = use_state_eq(|| false);
    {
        let over = over.setter();
        use_effect_with((), move |()| {
            let window = web_sys::window();
            let listen = |name: &'static str, handler: Box<dyn Fn(DragEvent)>| {
                let closure = Closure::<dyn Fn(DragEvent)>::new(handler);
                if let Some(window) = &window {
                    let _ = window.add_event_listener_with_callback(name, closure.as_ref().unchecked_ref());
                }
                (name, closure)
            };
            let (entered, left) = (over.clone(), over.clone());
            let enter = move |event: DragEvent| {
                event.prevent_default();
                entered.set(true);
            };
            let drop = move |event: DragEvent| {
                event.prevent_default();
                over.set(false);
                let files = event.data_transfer().and_then(|data| data.files());
                if let Some(files) = files.filter(|files| files.length() > 0) {
                    open.emit(files);
                }
            };
            let listeners = [
                listen("dragover", Box::new(enter)),
                listen("dragleave", Box::new(move |_| left.set(false))),
                listen("drop", Box::new(drop)),
            ];
            move || {
                for (name, closure) in listeners {
                    if let Some(window) = &window {
                        let _ = window
                            .remove_event_listener_with_callback(name, closure.as_ref().unchecked_ref());
                    }
                }
            }
        });
    }
    *over
}
