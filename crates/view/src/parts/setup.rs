//! The parts of the set-up page: the form, the records, and what goes with them.

pub(crate) mod form;
pub(crate) mod lines;
pub(crate) mod plan;
