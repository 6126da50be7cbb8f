//! The components, one a file: props in, callbacks out.

pub(crate) mod examples;
pub(crate) mod footer;
mod hand_off;
pub(crate) mod header;
mod header_view;
pub(crate) mod input_box;
mod lines;
pub(crate) mod notices;
pub(crate) mod offered;
pub(crate) mod report;
pub(crate) mod resolver_choice;
mod resolver_trial;
mod rows;
pub(crate) mod shortcut_list;
mod terms;
