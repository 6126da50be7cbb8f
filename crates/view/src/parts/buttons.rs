//! The buttons and forms of a report.

use crate::node::{Attribute, Node, button, form, input};
use crate::protocol::Act;

/// A quiet button.
pub(crate) fn quiet(name: &str) -> Node {
    button().class("button quiet").with(Attribute::Type, "button").put(name)
}

/// A quiet button that does something.
pub(crate) fn tool(name: &str, act: Act) -> Node {
    quiet(name).with(Attribute::DataAct, act.as_str())
}

/// A form that does something.
pub(crate) fn form_of(act: Act) -> Node {
    form().class("form").with(Attribute::DataAct, act.as_str())
}

/// The button that sends a form off.
pub(crate) fn submit(name: &str) -> Node {
    button().class("button quiet").with(Attribute::Type, "submit").put(name)
}

/// A field of a form for one line of text.
pub(crate) fn text_field(name: &str) -> Node {
    input().with(Attribute::Name, name).with(Attribute::Autocomplete, "off")
}

/// A field of a form that nobody sees.
pub(crate) fn hidden(name: &str, value: &str) -> Node {
    input().with(Attribute::Type, "hidden").with(Attribute::Name, name).with(Attribute::Value, value)
}
