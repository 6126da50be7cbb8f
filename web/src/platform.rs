//! What the browser keeps for the page: storage, its address and the languages of its reader.

use wasm_bindgen::{JsCast, JsValue};

/// What a tab remembers until it is closed.
pub(crate) fn session() -> Option<web_sys::Storage> {
    web_sys::window()?.session_storage().ok()?
}

/// What this browser remembers.
pub(crate) fn local() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// A remembered value.
pub(crate) fn recall(storage: Option<web_sys::Storage>, key: &str) -> Option<String> {
    storage?.get_item(key).ok()?
}

/// Remembers a value; where the browser forbids it, the page works without.
pub(crate) fn remember(storage: Option<web_sys::Storage>, key: &str, value: &str) {
    if let Some(storage) = storage {
        let _ = storage.set_item(key, value);
    }
}

const SELECTORS_KEY: &str = "waxseal.selectors";
/// The most selectors that are kept.
const MAX_LEARNT: usize = 40;

/// The DKIM selectors this browser has seen in use, the latest first.
pub(crate) fn learnt() -> Vec<String> {
    let kept = recall(local(), SELECTORS_KEY).unwrap_or_default();
    kept.split(' ').filter(|selector| !selector.is_empty()).map(str::to_owned).collect()
}

/// Keeps selectors for later checks.
pub(crate) fn learn(selectors: &[String]) {
    let mut kept: Vec<String> =
        selectors.iter().filter(|selector| !selector.contains(' ')).cloned().collect();
    let before: Vec<String> = learnt().into_iter().filter(|selector| !kept.contains(selector)).collect();
    kept.extend(before);
    kept.truncate(MAX_LEARNT);
    remember(local(), SELECTORS_KEY, &kept.join(" "));
}

/// A parameter of the page's own address.
pub(crate) fn query_parameter(name: &str) -> Option<String> {
    let search = web_sys::window()?.location().search().ok()?;
    web_sys::UrlSearchParams::new_with_str(&search).ok()?.get(name)
}

/// The page's fragment without its `#`.
pub(crate) fn fragment() -> String {
    let hash = web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default();
    hash.trim_start_matches('#').to_owned()
}

/// Takes the fragment out of the page's address, without a step in its history.
pub(crate) fn drop_fragment() {
    let Some(window) = web_sys::window() else { return };
    let location = window.location();
    let bare = location.pathname().ok().zip(location.search().ok());
    if let (Some((path, search)), Ok(history)) = (bare, window.history()) {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&format!("{path}{search}")));
    }
}

/// Has the browser print the page.
pub(crate) fn print() {
    if let Some(window) = web_sys::window() {
        // Where a browser prints nothing there is nothing else to be done.
        let _ = window.print();
    }
}

/// Has the browser save a text as a file.
pub(crate) fn save(name: &str, kind: &str, text: &str) -> Option<()> {
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(kind);
    let parts = js_sys::Array::of1(&JsValue::from_str(text));
    let blob = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options).ok()?;
    let url = web_sys::Url::create_object_url_with_blob(&blob).ok()?;
    let document = web_sys::window()?.document()?;
    let anchor: web_sys::HtmlAnchorElement = document.create_element("a").ok()?.dyn_into().ok()?;
    anchor.set_href(&url);
    anchor.set_download(name);
    anchor.click();
    web_sys::Url::revoke_object_url(&url).ok()
}

/// The languages the browser prefers, best first.
pub(crate) fn languages() -> Vec<String> {
    let Some(window) = web_sys::window() else { return Vec::new() };
    window.navigator().languages().iter().filter_map(|tag: JsValue| tag.as_string()).collect()
}
