//! The two checks: a message, and a domain.

mod dmarc;
mod message;

pub use message::{MessageInput, check_message};
