//! The addresses of scripts, as the page's policy wants them: it lets no string become a script's address, but what the
//! one policy made here has looked at. Where a browser knows no Trusted Types, a string is what it takes.

use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::*;

/// The name that the content security policy allows.
const POLICY: &str = "waxseal";
/// How the addresses begin that may become scripts: the checker's loader and the service worker, beside the page.
const SCRIPTS: [&str; 2] = ["./waxseal-checker", "./service-worker.js"];

#[wasm_bindgen]
extern "C" {
    type TrustedTypePolicyFactory;
    type TrustedTypePolicy;

    #[wasm_bindgen(thread_local_v2, js_name = trustedTypes)]
    static FACTORY: Option<TrustedTypePolicyFactory>;

    #[wasm_bindgen(method, catch, js_name = createPolicy)]
    fn create_policy(
        this: &TrustedTypePolicyFactory,
        name: &str,
        rules: &Object,
    ) -> Result<TrustedTypePolicy, JsValue>;

    #[wasm_bindgen(method, catch, js_name = createScriptURL)]
    fn create_script_url(this: &TrustedTypePolicy, url: &str) -> Result<JsValue, JsValue>;
}

thread_local! {
    /// Made once: the content security policy lets nobody make a second one.
    static MADE: Option<TrustedTypePolicy> = make();
}

/// An address that may become a script.
///
/// # Errors
/// What the browser says where it may not.
pub(crate) fn script(url: &str) -> Result<JsValue, JsValue> {
    MADE.with(|policy| match policy {
        Some(policy) => policy.create_script_url(url),
        None => Ok(url.into()),
    })
}

fn make() -> Option<TrustedTypePolicy> {
    let look = Closure::<dyn Fn(String) -> Result<JsValue, JsValue>>::new(|url: String| {
        if SCRIPTS.iter().any(|start| url.starts_with(start)) {
            return Ok(url.into());
        }
        Err(js_sys::Error::new("This address may not become a script.").into())
    });
    let rules = Object::new();
    Reflect::set(&rules, &"createScriptURL".into(), look.as_ref()).ok()?;
    // The policy looks at addresses for as long as the page is open.
    look.forget();
    FACTORY.with(|factory| factory.as_ref()?.create_policy(POLICY, &rules).ok())
}
