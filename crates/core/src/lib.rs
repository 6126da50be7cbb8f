//! Who really vouches for an e-mail.
//!
//! Text or bytes become a [`message::Message`]; its header fields are read as [`evidence`]: what receivers claim and what
//! the envelope was. SPF, DKIM, ARC and DMARC are asked together through one door, [`dns::Resolve`], and decided in the
//! order in which they depend on one another. The outcome is a [`report`], plain data that says of every result whether
//! it was recomputed here or claimed by a receiver. Nothing here does I/O, reads a clock, draws a random number or knows
//! of a browser: the resolver and the time are arguments, and the same input with the same answers gives the same report.
#![cfg_attr(not(test), warn(clippy::indexing_slicing, clippy::string_slice))]

pub mod address;
pub mod arc;
pub mod bounce;
pub mod check;
pub mod crypto;
pub mod diagnose;
pub mod dkim;
pub mod dmarc;
pub mod dns;
pub mod domain;
pub mod escaping;
pub mod evidence;
pub mod finding;
pub mod input;
pub mod intent;
mod joining;
pub mod json;
mod judge;
pub mod message;
pub mod posture;
pub mod providers;
pub mod punycode;
pub mod report;
#[cfg(feature = "schema")]
pub mod schema;
pub mod setup;
mod sorted;
pub mod sorting;
pub mod spf;
pub mod syntax;
pub mod time;

pub use check::{
    DomainInput, MessageInput, RecordInput, SpfInput, check_address, check_domain, check_mail, check_message,
    check_record, check_spf,
};
pub use setup::set_up;
