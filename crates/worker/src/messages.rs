//! Saying something to the page.

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use waxseal_core::json::{self, Json};
use waxseal_view::protocol::Reply;
use web_sys::DedicatedWorkerGlobalScope;

/// The worker's own global scope.
pub(crate) fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

/// Says it.
pub(crate) fn reply(reply: &Reply) {
    with(reply, None);
}

/// Says it, with a text beside it.
pub(crate) fn with(reply: &Reply, text: Option<&str>) {
    if let Ok(reply) = json::text(reply) {
        // Texts can always be handed over; where the page is gone there is nobody left to tell.
        let _ = scope()
            .post_message(&Array::of2(&reply.into(), &text.map_or(JsValue::UNDEFINED, JsValue::from_str)));
    }
}

/// What came from JavaScript, by way of its own JSON; `None` for what has none, as a number too large for it.
pub(crate) fn read(value: &JsValue) -> Option<Json> {
    Json::parse(&String::from(js_sys::JSON::stringify(value).ok()?))
}
