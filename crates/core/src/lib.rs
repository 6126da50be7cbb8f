//! Who really vouches for an e-mail.
#![cfg_attr(not(test), warn(clippy::indexing_slicing, clippy::string_slice))]

pub mod arc;
pub mod crypto;
pub mod dkim;
pub mod dns;
pub mod domain;
pub mod finding;
pub mod message;
pub mod syntax;
