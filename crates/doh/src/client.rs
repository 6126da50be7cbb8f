//! One question, one request: with a time limit, a bounded number in flight, and one retry.

mod pace;

use crate::codec::{MAX_ANSWER, decode, encode};
use futures_util::future::{Either, select};
use pace::Gate;
use std::pin::pin;
use waxseal_core::dns::{Answer, DnsError, Fault, Question, Resolve};

/// How long one question may take, its retry included, in milliseconds: longer than a slow resolver on a slow line.
pub const TIME_OF_QUESTION_MS: u32 = 8_000;

/// How long the first try may take before the second starts, in milliseconds.
const TIME_OF_TRY_MS: u32 = 4_000;

/// How long to wait before the second try, in milliseconds.
const PAUSE_MS: u32 = 200;

/// The most questions in flight at once, as long as answers are slow: six connections of HTTP/1.1 carry no more in time.
pub const MAX_IN_FLIGHT: usize = 32;

/// The most of them while answers come within a second: what browsers send over one connection of HTTP/2.
pub const MAX_IN_QUICK_FLIGHT: usize = 208;

/// The most questions a second that more in flight may lead to: half of what the strictest of the large resolvers takes of one client.
pub const MAX_A_SECOND: u64 = 700;

/// What is a quick answer, in milliseconds.
const QUICK_MS: u64 = 1_000;

/// How long a question waits for a resolver that takes no more for now, in milliseconds, from when it was asked.
pub const PATIENCE_MS: u64 = 16_000;

/// What a platform has to be able to do.
#[expect(async_fn_in_trait, reason = "futures of a browser are never Send, and no caller asks for it")]
pub trait Fetch {
    /// Sends a GET request with `Accept: application/dns-message` and the question as the parameter `dns`, and gives back
    /// the body of a 200 answer. Nothing may follow the parameter: some servers take a final `&` for a part of it.
    ///
    /// # Errors
    /// [`FetchError`]. Dropping the future gives the request up.
    async fn get(&self, endpoint: &str, dns: &str, limit: usize) -> Result<Vec<u8>, FetchError>;

    /// Waits.
    async fn sleep(&self, milliseconds: u32);

    /// Milliseconds that only ever grow.
    fn milliseconds(&self) -> u64;
}

/// Why a request brought nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FetchError {
    /// No connection, or an answer that a browser may not read.
    Network,
    /// An HTTP status other than 200.
    Status(u16),
    /// More bytes than were allowed.
    TooLong,
}

/// Asks a resolver over HTTPS.
#[derive(Debug)]
pub struct Client<F> {
    fetch: F,
    endpoint: String,
    gate: Gate,
}

impl<F: Fetch> Client<F> {
    /// A client for the resolver at `endpoint` that fetches with `fetch`.
    #[must_use]
    pub fn over(fetch: F, endpoint: String) -> Self {
        Self { fetch, endpoint, gate: Gate::default() }
    }

    async fn once(&self, dns: &str, question: &Question) -> Result<Answer, Fault> {
        let octets = self.fetch.get(&self.endpoint, dns, MAX_ANSWER).await.map_err(|error| match error {
            FetchError::Network => Fault::Network,
            // 429 is the resolver's limit, 5xx are its troubles, other statuses its refusal.
            FetchError::Status(429) => Fault::Throttled,
            FetchError::Status(500..=599) => Fault::Servfail,
            FetchError::Status(_) => Fault::Refused,
            FetchError::TooLong => Fault::Malformed,
        })?;
        decode(question, &octets)
    }

    async fn within(&self, milliseconds: u32, dns: &str, question: &Question) -> Result<Answer, Fault> {
        let try_once = pin!(self.once(dns, question));
        match select(try_once, pin!(self.fetch.sleep(milliseconds))).await {
            Either::Left((outcome, _)) => outcome,
            Either::Right(_) => Err(Fault::Timeout),
        }
    }

    /// One try, and where the resolver takes no more questions for now, one more whenever it may again, for as long as
    /// [`PATIENCE_MS`]. Each pause is half a second at the least, so these are no more than 32.
    async fn paced(&self, start: u64, time: u32, dns: &str, question: &Question) -> Result<Answer, Fault> {
        loop {
            // Whoever was not taken goes to the end of the queue, so that only as many try again as may.
            let _place = self.gate.enter().await;
            let mut begun = self.fetch.milliseconds();
            if let Some(rest) = self.gate.rest(begun) {
                if begun.saturating_sub(start).saturating_add(rest.into()) > PATIENCE_MS {
                    return Err(Fault::Throttled);
                }
                self.fetch.sleep(rest).await;
                begun = self.fetch.milliseconds();
            }
            let outcome = self.within(time, dns, question).await;
            match outcome {
                Err(Fault::Throttled) => self.gate.refused(begun, self.fetch.milliseconds()),
                Ok(_) => self.gate.answered(begun, self.fetch.milliseconds()),
                Err(_) => {}
            }
            if outcome != Err(Fault::Throttled) {
                return outcome;
            }
        }
    }

    async fn ask(&self, start: u64, question: &Question) -> Result<Answer, Fault> {
        let dns = encode(question)?;
        match self.paced(start, TIME_OF_TRY_MS, &dns, question).await {
            Err(Fault::Network | Fault::Timeout | Fault::Servfail) => {
                self.fetch.sleep(PAUSE_MS).await;
                let time = TIME_OF_QUESTION_MS - TIME_OF_TRY_MS - PAUSE_MS;
                self.paced(start, time, &dns, question).await
            }
            outcome => outcome,
        }
    }
}

impl<F: Fetch> Resolve for Client<F> {
    async fn lookup(&self, question: &Question) -> Result<Answer, DnsError> {
        let start = self.fetch.milliseconds();
        let outcome = self.ask(start, question).await;
        let ms = u32::try_from(self.fetch.milliseconds().saturating_sub(start)).unwrap_or(u32::MAX);
        match outcome {
            Ok(answer) => Ok(Answer { ms, ..answer }),
            Err(fault) => Err(DnsError { fault, ms }),
        }
    }
}

#[cfg(test)]
mod tests;
