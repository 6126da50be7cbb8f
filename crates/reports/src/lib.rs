//! Reports that receivers send about a domain's mail, and what they show.
//!
//! Files of any kind are opened ([`unpack`]) and read: aggregate reports ([`aggregate`]), reports on TLS ([`tls`]), failure
//! reports ([`failure`]). What a reporter did otherwise than its specification asks is read all the same, and told as the
//! reporter's fault ([`oddity`]). Like the core this does no I/O, reads no clock and draws no random number.
#![cfg_attr(not(test), warn(clippy::indexing_slicing, clippy::string_slice))]

pub mod aggregate;
mod collection;
pub mod failure;
mod history;
mod joined;
mod mail;
mod names;
pub mod oddity;
mod readiness;
pub mod report;
#[cfg(feature = "schema")]
pub mod schema;
mod sources;
mod summary;
mod text;
pub mod tls;
mod trial;
pub mod unpack;
mod unread;

pub use collection::{Collection, MAX_KEPT, MAX_REPORTS};
pub use history::MAX_POLICIES;
pub use joined::{MAX_EXAMPLES, MAX_KEYS, MAX_REPLAYED, MAX_SOURCES, MAX_STRANGERS, MAX_SUBDOMAINS};
pub use names::{MAX_NAMED, Names};
pub use readiness::{
    EVIDENCE_DAYS, MAX_GAP, MAX_LOST_IN_THOUSAND, MIN_DAYS, MIN_MESSAGES, MIN_REPORTERS, RECENT_DAYS,
};
pub use sources::MAX_KINDS;
pub use summary::MAX_LISTED;
pub use trial::MAX_TRIED;
pub use unread::{Limit, SystemError, Unread};
