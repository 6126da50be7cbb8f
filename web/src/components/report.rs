//! The report as the checker drew it, and what is done in it.

use crate::hooks::use_print::use_print;
use crate::platform;
use js_sys::Array;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use waxseal_view::Node;
use waxseal_view::protocol::Act;
use web_sys::{Element, FormData, HtmlFormElement};
use yew::prelude::*;
use yew::virtual_dom::{VNode, VTag};

/// How many letters are said of what was copied.
const MAX_TOLD: usize = 80;

/// Props of [`Report`].
#[derive(Properties, PartialEq)]
pub(crate) struct ReportProps {
    /// What is drawn.
    pub(crate) tree: Rc<Node>,
    /// Called with what was done, and the fields it was done with.
    pub(crate) on_act: Callback<(Act, Vec<(String, String)>)>,
    /// What is said after something was copied.
    pub(crate) copied: &'static str,
}

/// The report.
#[component]
pub(crate) fn Report(props: &ReportProps) -> Html {
    use_print();
    let said = use_state(|| None::<String>);
    let onclick = {
        let (said, on_act) = (said.clone(), props.on_act.clone());
        Callback::from(move |event: MouseEvent| {
            let Some(button) = closest(&event, "button") else { return };
            if let Some(text) = button.get_attribute("data-copy") {
                copy(text, said.clone());
            }
            let act = button.get_attribute("data-act").and_then(|word| Act::from_word(&word));
            match act {
                None => {}
                Some(Act::Print) => platform::print(),
                Some(act) => {
                    let value = button.get_attribute("data-value").unwrap_or_default();
                    on_act.emit((act, vec![("value".to_owned(), value)]));
                }
            }
        })
    };
    let onsubmit = {
        let on_act = props.on_act.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some(form) = closest(&event, "form") else { return };
            let act = form.get_attribute("data-act").and_then(|word| Act::from_word(&word));
            if let Some(act) = act {
                on_act.emit((act, fields(form.unchecked_ref())));
            }
        })
    };
    let toast =
        said.as_ref().map(|text| html! { <p class="toast">{ props.copied }{ ": " }{ beginning(text) }</p> });
    html! {
        <div {onclick} {onsubmit}>
            { draw(&props.tree) }
            <div role="status">{ toast }</div>
        </div>
    }
}

/// An element of the tree as Yew has it. Text is only ever text here, and tags and attributes are closed sets.
fn draw(node: &Node) -> VNode {
    let Some(tag) = node.tag else { return VNode::from(node.text.clone()) };
    let mut element = VTag::new(tag.as_str());
    for (attribute, value) in &node.attributes {
        element.add_attribute(attribute.as_str(), value.clone());
    }
    element.add_children(node.children.iter().map(draw));
    element.into()
}

/// As much of what was copied as tells it from other things.
fn beginning(text: &str) -> String {
    let mut signs = text.chars();
    let begin: String = signs.by_ref().take(MAX_TOLD).collect();
    if signs.next().is_some() { format!("{begin}…") } else { begin }
}

fn closest(event: &Event, selector: &str) -> Option<Element> {
    let target: Element = event.target()?.dyn_into().ok()?;
    target.closest(selector).ok()?
}

fn fields(form: &HtmlFormElement) -> Vec<(String, String)> {
    let Ok(data) = FormData::new_with_form(form) else { return Vec::new() };
    let pair = |entry: JsValue| {
        let pair = Array::from(&entry);
        Some((pair.get(0).as_string()?, pair.get(1).as_string()?))
    };
    Array::from(&data).iter().filter_map(pair).collect()
}

fn copy(text: String, said: UseStateHandle<Option<String>>) {
    let Some(window) = web_sys::window() else { return };
    let promise = window.navigator().clipboard().write_text(&text);
    spawn_local(async move {
        if JsFuture::from(promise).await.is_ok() {
            said.set(Some(text));
        }
    });
}
