//! What the browser knows and the core does not: the time, IDNA and charsets.

use waxseal_core::evidence::Tables;
use waxseal_core::time::Timestamp;

/// Now, to the second.
pub(crate) fn now() -> Timestamp {
    // Milliseconds since 1970 fit an i64 for the next 290 million years.
    Timestamp((js_sys::Date::now() / 1000.0) as i64)
}

/// Milliseconds since some moment, for pacing what is shown.
pub(crate) fn milliseconds() -> f64 {
    js_sys::Date::now()
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
