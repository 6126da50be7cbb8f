//! The checks: a message, a domain, and SPF alone.

mod dmarc;
mod domain;
mod message;
mod spf;

pub use domain::{DomainInput, MAX_MX, MAX_SELECTORS, check_domain};
pub use message::{MAX_SIGNATURES, MessageInput, check_message};
pub use spf::{SpfInput, check_spf};
