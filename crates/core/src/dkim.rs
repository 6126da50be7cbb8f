//! DomainKeys Identified Mail: RFC 6376 with its updates 8301, 8463, 8553 and errata.
//!
//! Every signature is judged by itself. Three outcomes are kept apart: verified, failed, and cannot be told,
//! which is where the body was not given, or the key is gone. Where something failed, what commonly happens to
//! mail is tried out, and the change that makes the signature match is named.
//!
//! [`keys::fetch_keys`] is the only place that waits; all else is decided on what it brought.

mod algorithm;
pub mod body_change;
pub mod body_hash;
pub mod canonical;
mod cause;
pub(crate) mod evidence;
pub mod finding;
pub mod header_change;
pub mod header_hash;
pub mod key;
pub mod keys;
pub mod signature;
mod verification;
pub mod verify;

pub use algorithm::Algorithm;
pub use body_change::BodyChange;
pub use cause::{Cause, DkimResult};
pub use finding::DkimFinding;
pub use header_change::{ChangedField, HeaderChange};
pub use verification::Verification;
pub use verify::{DkimAndArc, signing_domains, signing_selectors, verify};

/// The most signatures judged in one message; RFC 6376 §8.4 has verifiers limit them.
pub const MAX_SIGNATURES: usize = 50;
/// The most octets of header fields that one signature may cover; real ones cover a few thousand. Each signature
/// and seal hashes them anew.
pub const MAX_SIGNED_HEADER: usize = 1024 * 1024;
/// RFC 8301 §3.2: "Verifiers MUST NOT consider signatures using RSA keys of less than 1024 bits as valid".
pub const MIN_KEY_BITS: u32 = 1024;

#[cfg(test)]
pub(crate) mod tests;
