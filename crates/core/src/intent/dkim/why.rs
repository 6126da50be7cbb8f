//! Why nothing can be made of a key.

/// Why a key cannot be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// No text was meant to be a key.
    NoKey,
    /// What stands there is no key's data.
    NotAKey,
    /// The key's data ends before it should, as when a panel keeps 255 characters.
    Cut,
    /// It is the private key, which everybody can read now.
    Private,
    /// There are several keys.
    Several,
}
