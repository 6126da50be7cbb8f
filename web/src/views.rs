//! The views: they compose components and know the order of the page.

pub(crate) mod about;
pub(crate) mod check;
pub(crate) mod domain;
pub(crate) mod message;
