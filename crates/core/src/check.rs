//! The checks: a message, a domain, and SPF alone.

mod difference;
mod dkim;
mod dmarc;
pub(crate) mod domain;
mod header;
pub(crate) mod message;
mod spf;

pub use domain::{DomainInput, check_domain};
pub use message::{MessageInput, check_message};
pub use spf::{SpfInput, check_spf};
