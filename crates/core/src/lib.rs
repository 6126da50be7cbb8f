//! Who really vouches for an e-mail.
#![cfg_attr(not(test), warn(clippy::indexing_slicing, clippy::string_slice))]

pub mod dmarc;
pub mod dns;
pub mod domain;
pub mod evidence;
pub mod finding;
pub mod message;
pub mod syntax;
pub mod time;
