//! Who really vouches for an e-mail.
#![cfg_attr(not(test), warn(clippy::indexing_slicing, clippy::string_slice))]

pub mod dns;
pub mod domain;
pub mod finding;
pub mod spf;
pub mod syntax;
