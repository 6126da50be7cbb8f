//! Packing a text into a link and out of it again, by the browser's own streams.

use js_sys::{Array, Function, Reflect, Uint8Array};
use wasm_bindgen::JsCast;
use waxseal_doh::stream::read_at_most;
use waxseal_view::share::{decode, encode};
use web_sys::{Blob, ReadableStream, ReadableWritablePair};

/// The format of both streams: bare, since a link needs no name and no checksum of its own.
const FORMAT: &str = "deflate-raw";
/// The longest packed text that is looked at, in characters. No browser makes a longer link here.
const MAX_PACKED: usize = 64 * 1024;
/// The longest text that comes out of a link, in bytes. A report of a link's length has a tenth of it.
const MAX_TEXT: usize = 1024 * 1024;

/// The text, compressed and in letters that may stand in an address; `None` where this browser cannot.
pub(crate) async fn pack(text: &str) -> Option<String> {
    let packed = through("CompressionStream", text.as_bytes(), usize::MAX).await?;
    Some(encode(&packed))
}

/// The text of a packed one; `None` where it is none, or longer than a report of a link can be.
pub(crate) async fn unpack(packed: &str) -> Option<String> {
    if packed.len() > MAX_PACKED {
        return None;
    }
    let bytes = through("DecompressionStream", &decode(packed)?, MAX_TEXT).await?;
    String::from_utf8(bytes).ok()
}

/// What comes out of a stream of the browser, as long as it is no more than `limit` bytes.
async fn through(class: &str, bytes: &[u8], limit: usize) -> Option<Vec<u8>> {
    let parts = Array::of1(&Uint8Array::from(bytes));
    let source = Blob::new_with_u8_array_sequence(&parts).ok()?.stream();
    let class: Function = Reflect::get(&js_sys::global(), &class.into()).ok()?.dyn_into().ok()?;
    let stream = Reflect::construct(&class, &Array::of1(&FORMAT.into())).ok()?;
    // The stream has both ends, which is all that a pair is.
    let stream: ReadableStream = source.pipe_through(stream.unchecked_ref::<ReadableWritablePair>());
    read_at_most(&stream, limit).await.ok()
}
