//! The buttons of a report.

use crate::node::{Attribute, Node, button};
use crate::protocol::Act;

/// A quiet button.
pub(super) fn quiet(name: &str) -> Node {
    button().class("button quiet").with(Attribute::Type, "button").put(name)
}

/// A quiet button that does something.
pub(super) fn tool(name: &str, act: Act) -> Node {
    quiet(name).with(Attribute::DataAct, act.as_str())
}
