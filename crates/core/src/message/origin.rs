//! How a message reached us.

/// How the bytes reached us, which decides what may have happened to them on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Copied as text from a mail program or web page: line ends, tabs and indentation may have changed.
    Paste,
    /// Read from a file, byte for byte.
    File,
}
