//! What reports are read from: files of the browser's, octets and texts, and how each of them is read.

use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use waxseal_reports::unpack::MAX_FILE;
use waxseal_reports::{Collection, Limit, SystemError, Unread};
use web_sys::{Blob, File};

/// A file, octets or a text, and what it is called.
pub(crate) type Given = (String, JsValue);

/// What the page hands over: a name and a file or a text, and so on.
pub(super) fn handed(list: &Array) -> Vec<Given> {
    let places = (0..list.length()).step_by(2);
    places.map(|at| (list.get(at).as_string().unwrap_or_default(), list.get(at + 1))).collect()
}

/// The fragment of a link, where it stands in place of files.
pub(super) fn link(list: &Array) -> Option<String> {
    list.get(0).as_string().filter(|_| list.length() == 1)
}

/// What a program hands over: an array of `File`, `Uint8Array` and `{ name, bytes }`; `None` for anything else.
pub(crate) fn given(files: &JsValue) -> Option<Vec<Given>> {
    let list = files.dyn_ref::<Array>().filter(|list| list.length() > 0)?;
    list.iter().zip(1_u32..).map(|(file, number)| one(&file, number)).collect()
}

fn one(file: &JsValue, number: u32) -> Option<Given> {
    if let Some(file) = file.dyn_ref::<File>() {
        return Some((file.name(), file.into()));
    }
    // What has no name is told by its place.
    let by_place = format!("#{number}");
    if file.is_instance_of::<Uint8Array>() {
        return Some((by_place, file.clone()));
    }
    let part = |name: &str| Reflect::get(file, &name.into()).ok().filter(|_| file.is_object());
    let bytes = part("bytes")
        .filter(|bytes| bytes.is_instance_of::<Uint8Array>() || bytes.is_instance_of::<Blob>())?;
    match part("name")? {
        name if name.is_undefined() || name.is_null() => Some((by_place, bytes)),
        name => Some((name.as_string()?, bytes)),
    }
}

/// Reads a file, and adds what is in it.
pub(super) async fn add(collection: &mut Collection, (name, content): &Given) {
    match octets(content).await {
        Ok(bytes) => collection.add_file(name, &bytes),
        Err(why) => collection.add_unread(name, why),
    }
}

/// The octets of a file; one that is too large is not read at all.
async fn octets(content: &JsValue) -> Result<Vec<u8>, Unread> {
    if let Some(text) = content.as_string() {
        return Ok(text.into_bytes());
    }
    if let Some(bytes) = content.dyn_ref::<Uint8Array>() {
        return Ok(bytes.to_vec());
    }
    let not_read = Unread::System { why: SystemError::Other };
    let Some(blob) = content.dyn_ref::<Blob>() else { return Err(not_read) };
    // Sizes are whole numbers below 2^53.
    if blob.size() > MAX_FILE as f64 {
        return Err(Unread::Beyond { limit: Limit::FileSize });
    }
    let buffer = JsFuture::from(blob.array_buffer()).await.map_err(|_| not_read)?;
    Ok(Uint8Array::new(&buffer).to_vec())
}
