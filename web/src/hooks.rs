//! One hook a file.

pub(crate) mod use_check;
