//! DNS over HTTPS (RFC 8484), in the browser and natively.
//!
//! [`Doh`] answers one question with one GET request. It bounds everything a check can cost: the time of a question, the
//! questions in flight and the size of an answer; [`Budget`] bounds the questions and the time of a whole check.
#![cfg_attr(not(test), warn(clippy::indexing_slicing, clippy::string_slice))]

mod budget;
mod client;
mod codec;
pub mod providers;
#[cfg(target_arch = "wasm32")]
pub mod stream;

#[cfg(target_arch = "wasm32")]
#[path = "browser.rs"]
mod platform;
#[cfg(not(target_arch = "wasm32"))]
#[path = "native.rs"]
mod platform;

pub use budget::{Allowance, Budget, MAX_QUESTIONS, TIME_OF_CHECK_MS};
pub use client::{
    Client, Fetch, FetchError, MAX_A_SECOND, MAX_IN_FLIGHT, MAX_IN_QUICK_FLIGHT, PATIENCE_MS,
    TIME_OF_QUESTION_MS,
};
pub use codec::{MAX_ANSWER, decode, encode};
pub use platform::{Platform, clock};

/// A DNS over HTTPS client on this platform.
pub type Doh = Client<Platform>;

impl Doh {
    /// A client for a resolver, by its address as [`providers::endpoint`] gives it back.
    #[must_use]
    pub fn new(endpoint: String) -> Self {
        Self::over(Platform::new(&endpoint), endpoint)
    }
}
