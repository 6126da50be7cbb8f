//! The two checks: a message, and a domain.

mod dmarc;
mod domain;
mod message;

pub use domain::{DomainInput, MAX_MX, MAX_SELECTORS, check_domain};
pub use message::{MAX_SIGNATURES, MessageInput, check_message};
