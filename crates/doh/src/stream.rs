//! Reading a stream of the browser, no further than is wanted.

use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStream, ReadableStreamDefaultReader};

/// Why a stream gave nothing to go by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StreamError {
    /// It broke off, or holds something other than bytes.
    Broken,
    /// It has more bytes than were allowed.
    TooLong,
}

/// The bytes of a stream, piece by piece: what comes after the first piece beyond `limit` bytes is never made.
///
/// # Errors
/// [`StreamError`], as above.
pub async fn read_at_most(stream: &ReadableStream, limit: usize) -> Result<Vec<u8>, StreamError> {
    let reader = stream.get_reader().dyn_into::<ReadableStreamDefaultReader>();
    let reader = reader.map_err(|_| StreamError::Broken)?;
    let mut bytes = Vec::new();
    loop {
        let piece = JsFuture::from(reader.read()).await.map_err(|_| StreamError::Broken)?;
        let part = |name: &str| Reflect::get(&piece, &name.into());
        if part("done").is_ok_and(|done| done.is_truthy()) {
            return Ok(bytes);
        }
        let piece = part("value").ok().and_then(|value| value.dyn_into::<Uint8Array>().ok());
        let piece = piece.ok_or(StreamError::Broken)?;
        let length = usize::try_from(piece.length()).unwrap_or(usize::MAX);
        if bytes.len().saturating_add(length) > limit {
            // What feeds the stream stops as this returns; whether that can still be told to it is the same to us.
            let _ = reader.cancel();
            return Err(StreamError::TooLong);
        }
        bytes.extend(piece.to_vec());
    }
}
