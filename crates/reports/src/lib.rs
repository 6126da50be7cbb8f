//! Reports that receivers send about a domain's mail, and what they show.
//!
//! Files of any kind are opened ([`unpack`]) and read: aggregate reports ([`aggregate`]), reports on TLS ([`tls`]), failure
//! reports ([`failure`]). What a reporter did otherwise than its specification asks is read all the same, and told as the
//! reporter's fault ([`oddity`]). Like the core this does no I/O, reads no clock and draws no random number.
#![cfg_attr(not(test), warn(clippy::indexing_slicing, clippy::string_slice))]

pub mod aggregate;
mod collection;
pub mod failure;
pub mod oddity;
pub mod report;
mod sources;
mod text;
pub mod tls;
pub mod unpack;
mod unread;

pub use collection::{Collection, MAX_REPORTS};
pub use unread::{Limit, SystemError, Unread};
