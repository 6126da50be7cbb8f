//! The two checks: a message, and a domain.

mod dmarc;
mod message;

pub use message::{MAX_SIGNATURES, MessageInput, check_message};
