//! Facts and how they are judged, on their way to a report.

pub(crate) mod client;
