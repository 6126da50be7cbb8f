//! The addresses of scripts, as the page's policy wants them: it lets no string become a script's address, but what the
//! one policy made in `early.js` has looked at. Where a browser knows no Trusted Types, a string is what it takes.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = early, js_name = script)]
    fn looked_at(url: &str) -> Result<JsValue, JsValue>;
}

/// An address that may become a script.
///
/// # Errors
/// What the browser says where it may not.
pub(crate) fn script(url: &str) -> Result<JsValue, JsValue> {
    looked_at(url)
}
