//! Fetching from a terminal, on a Tokio runtime.

use crate::client::{Fetch, FetchError};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

/// The HTTPS client.
#[derive(Debug)]
pub struct Platform {
    /// `None` where no client could be made, as without any trusted certificates.
    client: Option<reqwest::Client>,
}

impl Platform {
    /// A client that follows no redirects and keeps no cookies.
    #[must_use]
    pub fn new() -> Self {
        let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build();
        Self { client: client.ok() }
    }
}

impl Default for Platform {
    fn default() -> Self {
        Self::new()
    }
}

/// When the program first asked for the time.
static START: LazyLock<Instant> = LazyLock::new(Instant::now);

/// Seconds that only ever grow.
#[must_use]
pub fn clock() -> u64 {
    START.elapsed().as_secs()
}

/// The address of a request (RFC 8484 §4.1): the template's own query string is kept.
pub(crate) fn address(endpoint: &str, dns: &str) -> String {
    let separator = if endpoint.contains('?') { '&' } else { '?' };
    format!("{endpoint}{separator}dns={dns}")
}

impl Fetch for Platform {
    async fn get(&self, endpoint: &str, dns: &str, limit: usize) -> Result<Vec<u8>, FetchError> {
        let client = self.client.as_ref().ok_or(FetchError::Network)?;
        let request = client.get(address(endpoint, dns)).header("Accept", "application/dns-message");
        let mut response = request.send().await.map_err(|_| FetchError::Network)?;
        if response.status().as_u16() != 200 {
            return Err(FetchError::Status(response.status().as_u16()));
        }
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|_| FetchError::Network)? {
            body.extend_from_slice(&chunk);
            if body.len() > limit {
                return Err(FetchError::TooLong);
            }
        }
        Ok(body)
    }

    async fn sleep(&self, milliseconds: u32) {
        tokio::time::sleep(Duration::from_millis(milliseconds.into())).await;
    }

    fn milliseconds(&self) -> u64 {
        u64::try_from(START.elapsed().as_millis()).unwrap_or(u64::MAX)
    }
}
