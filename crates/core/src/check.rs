//! The checks: a message, a domain, and SPF alone.

mod bounce;
mod domain;
mod message;
mod spf;

pub use crate::judge::{DomainInput, MessageInput};
pub use bounce::check_mail;
pub use domain::check_domain;
pub use message::check_message;
pub use spf::{SpfInput, check_spf};
