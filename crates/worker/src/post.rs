//! Saying something to the page.

use js_sys::Array;
use serde::Serialize;
use wasm_bindgen::{JsCast, JsValue};
use waxseal_view::protocol::Reply;
use web_sys::DedicatedWorkerGlobalScope;

/// The worker's own global scope.
pub(crate) fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

/// Says it.
pub(crate) fn reply(reply: &Reply) {
    with(reply, &JsValue::UNDEFINED);
}

/// Says it, with a value beside it that goes to JavaScript as it is.
pub(crate) fn with(reply: &Reply, value: &JsValue) {
    let reply = reply.serialize(&serde_wasm_bindgen::Serializer::json_compatible());
    // Both are plain data, which can always be cloned; where the page is gone there is nobody left to tell.
    if let Ok(reply) = reply {
        let _ = scope().post_message(&Array::of2(&reply, value));
    }
}
