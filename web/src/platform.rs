//! What the browser knows and the core does not: the time, IDNA, charsets, storage and the clipboard.

use wasm_bindgen::JsValue;
use waxseal_core::evidence::Tables;
use waxseal_core::time::Timestamp;

/// Now, to the second.
pub(crate) fn now() -> Timestamp {
    // Milliseconds since 1970 fit an i64 for the next 290 million years.
    Timestamp((js_sys::Date::now() / 1000.0) as i64)
}

/// The browser's own tables, so that none have to be downloaded.
pub(crate) const TABLES: Tables = Tables { to_ascii, decode_charset };

/// IDNA as the URL standard does it.
pub(crate) fn to_ascii(name: &str) -> Option<String> {
    // A path, a port or credentials would be read as such and must not slip through.
    if name.contains(['/', '?', '#', '@', ':', '\\']) {
        return None;
    }
    web_sys::Url::new(&format!("http://{name}/"))
        .ok()
        .map(|url| url.hostname())
        .filter(|host| !host.is_empty())
}

fn decode_charset(label: &str, bytes: &[u8]) -> Option<String> {
    let decoder = web_sys::TextDecoder::new_with_label(label).ok()?;
    decoder.decode_with_u8_array(bytes).ok()
}

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

/// The languages the browser prefers, best first.
pub(crate) fn languages() -> Vec<String> {
    let Some(window) = web_sys::window() else { return Vec::new() };
    window.navigator().languages().iter().filter_map(|tag: JsValue| tag.as_string()).collect()
}
