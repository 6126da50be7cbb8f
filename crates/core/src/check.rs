//! The checks: a message, a domain, a record, an address, and SPF alone.

mod address;
mod bounce;
mod domain;
mod message;
mod record;
mod spf;

pub use crate::judge::{DomainInput, MessageInput};
pub use address::check_address;
pub use bounce::check_mail;
pub use domain::check_domain;
pub use message::check_message;
pub use record::{RecordInput, check_record};
pub use spf::{SpfInput, check_spf};
