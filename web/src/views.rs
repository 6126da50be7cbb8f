//! The views: what the page shows below its header.

pub(crate) mod check;
pub(crate) mod document;
pub(crate) mod reports;
pub(crate) mod set_up;
