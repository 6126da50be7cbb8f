//! How much one check or walk may take.

/// The most terms of a check that may ask DNS (RFC 7208 §4.6.4).
pub const MAX_LOOKUPS: u32 = 10;
/// The most of those terms that may find nothing (RFC 7208 §4.6.4).
pub const MAX_VOID_LOOKUPS: u32 = 2;
/// The most MX records one `mx` may look at (RFC 7208 §4.6.4).
pub const MAX_MX: usize = 10;
/// The most names one address is validated with (RFC 7208 §4.6.4).
pub const MAX_PTR: usize = 10;
/// The most questions one check or walk asks in all; the limits of RFC 7208 §4.6.4 alone allow about 230.
pub const MAX_QUESTIONS: usize = 300;
/// The longest sender or HELO name that is read, in bytes; RFC 5321 §4.5.3.1 allows less than a third of it.
pub const MAX_IDENTITY: usize = 1_000;
