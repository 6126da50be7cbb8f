//! A DNS record as a line: name, type, value, copy.

use super::copy::Copy;
use yew::prelude::*;

/// Props of [`Record`].
#[derive(Properties, PartialEq)]
pub(crate) struct RecordProps {
    /// The name it stands at.
    pub(crate) name: AttrValue,
    /// Its type.
    pub(crate) kind: AttrValue,
    /// Its value.
    pub(crate) value: AttrValue,
}

/// The record.
#[component]
pub(crate) fn Record(props: &RecordProps) -> Html {
    let what = format!("{} {}", props.kind, props.name);
    html! {
        <div class="record">
            <span>{ &props.name }</span>
            <span class="kind">{ &props.kind }</span>
            <span>{ &props.value }</span>
            <Copy text={props.value.clone()} {what} />
        </div>
    }
}
