//! The name of a header field, as far as it is shown.

/// The most characters shown of a field's name.
const MAX_NAME: usize = 80;

/// The name, cut where it is longer than anything that is meant to be read.
pub(super) fn shortened(name: &str) -> String {
    name.chars().take(MAX_NAME).collect()
}
