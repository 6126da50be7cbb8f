//! Where there is no browser nothing packs: the checker is tried natively without links.

/// Packs nothing.
pub(crate) async fn pack(_: &str) -> Option<String> {
    None
}

/// Unpacks nothing.
pub(crate) async fn unpack(_: &str) -> Option<String> {
    None
}
