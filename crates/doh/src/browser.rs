//! Fetching in a browser.

use crate::client::{Fetch, FetchError};
use crate::stream::{StreamError, read_at_most};
use gloo_net::http::Request;
use wasm_bindgen::JsCast;
use web_sys::{
    AbortController, Performance, ReferrerPolicy, RequestCache, RequestCredentials, RequestRedirect,
};

/// The browser.
#[derive(Debug, Default)]
pub struct Platform(());

impl Platform {
    /// The browser, as it is.
    #[must_use]
    pub const fn new(_endpoint: &str) -> Self {
        Self(())
    }
}

/// Seconds that only ever grow, since the page was opened.
#[must_use]
pub fn clock() -> u64 {
    milliseconds() / 1000
}

fn milliseconds() -> u64 {
    // A page and a worker have it under the same name, each in a global scope of its own type.
    let performance = js_sys::Reflect::get(&js_sys::global(), &"performance".into());
    let performance = performance.ok().and_then(|value| value.dyn_into::<Performance>().ok());
    // A page that has been open for a hundred years has 2^42 milliseconds.
    performance.map_or(0, |performance| performance.now() as u64)
}

/// Gives the request up when the future that waits for it is dropped.
struct AbortOnDrop(Option<AbortController>);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        if let Some(controller) = &self.0 {
            controller.abort();
        }
    }
}

impl Fetch for Platform {
    async fn get(&self, endpoint: &str, dns: &str, limit: usize) -> Result<Vec<u8>, FetchError> {
        let abort = AbortOnDrop(AbortController::new().ok());
        let signal = abort.0.as_ref().map(AbortController::signal);
        let request = Request::get(endpoint)
            .query([("dns", dns)])
            // With this one header a cross-origin GET needs no preflight.
            .header("Accept", "application/dns-message")
            // Answers are kept here for their TTL; the browser's cache would only make them older.
            .cache(RequestCache::NoStore)
            .credentials(RequestCredentials::Omit)
            .referrer_policy(ReferrerPolicy::NoReferrer)
            .redirect(RequestRedirect::Error)
            .abort_signal(signal.as_ref())
            .build()
            .map_err(|_| FetchError::Network)?;
        let response = request.send().await.map_err(|_| FetchError::Network)?;
        if response.status() != 200 {
            return Err(FetchError::Status(response.status()));
        }
        match response.body() {
            Some(body) => read_at_most(&body, limit).await.map_err(|error| match error {
                StreamError::Broken => FetchError::Network,
                StreamError::TooLong => FetchError::TooLong,
            }),
            None => Ok(Vec::new()),
        }
    }

    async fn sleep(&self, milliseconds: u32) {
        gloo_timers::future::TimeoutFuture::new(milliseconds).await;
    }

    fn milliseconds(&self) -> u64 {
        milliseconds()
    }
}
