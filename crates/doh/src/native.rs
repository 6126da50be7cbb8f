//! Fetching from a terminal, on a Tokio runtime.

use crate::client::{Fetch, FetchError};
use std::sync::LazyLock;
use std::time::{Duration, Instant};
use waxseal_core::dns::is_at_home;

/// The HTTPS client.
#[derive(Debug)]
pub struct Platform {
    /// `None` where no client could be made, as without any trusted certificates.
    client: Option<reqwest::Client>,
}

impl Platform {
    /// A client for a resolver that follows no redirects and keeps no cookies. A resolver on this machine, over plain HTTP,
    /// is asked without any proxy of the environment: the proxy would see the questions, and knows another machine by
    /// that address.
    #[must_use]
    pub fn new(endpoint: &str) -> Self {
        let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none());
        let client = if is_at_home(endpoint) { client.no_proxy() } else { client };
        Self { client: client.build().ok() }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::MAX_ANSWER;
    use std::io::{Read, Write};
    use std::net::TcpListener;
    use std::thread;

    /// Serves one answer of so many octets, and gives back its address.
    fn serve(octets: usize, chunked: bool) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let _ = stream.read(&mut [0; 4096]).unwrap();
            let body = vec![b'x'; octets];
            let (head, parts) = if chunked {
                ("Transfer-Encoding: chunked".to_owned(), format!("{octets:x}\r\n"))
            } else {
                (format!("Content-Length: {octets}"), String::new())
            };
            // A client that has read enough hangs up.
            let _ = write!(stream, "HTTP/1.1 200 OK\r\n{head}\r\nConnection: close\r\n\r\n{parts}");
            let _ = stream.write_all(&body);
            let _ = stream.write_all(if chunked { b"\r\n0\r\n\r\n" } else { b"" });
        });
        format!("http://{address}/dns-query")
    }

    #[test]
    fn so_many_octets_of_an_answer_are_read_and_no_more() {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        for octets in [MAX_ANSWER - 1, MAX_ANSWER, MAX_ANSWER + 1] {
            for chunked in [false, true] {
                let address = serve(octets, chunked);
                let platform = Platform::new(&address);
                let body = runtime.block_on(platform.get(&address, "AAAA", MAX_ANSWER));
                let expected = if octets > MAX_ANSWER { Err(FetchError::TooLong) } else { Ok(octets) };
                assert_eq!(body.map(|body| body.len()), expected);
            }
        }
    }
}
