//! A DNS record as a line: name, type, value, copy.

use super::copy::Copy;
use yew::prelude::*;

/// The record.
pub(crate) fn record(name: &str, kind: &str, value: &str) -> Html {
    html! {
        <div class="record">
            <span>{ name }</span>
            <span class="kind">{ kind }</span>
            <span>{ value }</span>
            <Copy text={value.to_owned()} what={format!("{kind} {name}")} />
        </div>
    }
}
