//! The report as the checker drew it, and what is done in it.

use super::hand_off::{hand_off, is_place};
use super::rows::Rows;
use super::terms::{TermCard, Terms, is_closed, is_sentence};
use super::{header_view, lines};
use crate::hooks::use_print::use_print;
use crate::platform;
use js_sys::Array;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use waxseal_prose::Lang;
use waxseal_view::protocol::Act;
use waxseal_view::{Node, Tag};
use web_sys::{Element, FormData, HtmlFormElement, HtmlSelectElement};
use yew::prelude::*;
use yew::virtual_dom::{VNode, VTag};

/// The most of a copied text that is said, in characters.
const MAX_SAID: usize = 120;

/// Props of [`Report`].
#[derive(Properties, PartialEq)]
pub(crate) struct ReportProps {
    /// What is drawn.
    pub(crate) tree: Rc<Node>,
    /// Called with what was done, and the fields it was done with.
    pub(crate) on_act: Callback<(Act, Vec<(String, String)>)>,
    /// What is said after something was copied.
    pub(crate) copied: &'static str,
    /// The language in which terms are explained.
    pub(crate) lang: Lang,
    /// Called whenever another tree has been drawn.
    #[prop_or_default]
    pub(crate) on_drawn: Callback<()>,
}

/// The report.
#[component]
pub(crate) fn Report(props: &ReportProps) -> Html {
    use_print();
    let said = use_state(|| None::<(u32, String)>);
    let lang = props.lang;
    {
        let on_drawn = props.on_drawn.clone();
        use_effect_with(props.tree.clone(), move |_| on_drawn.emit(()));
    }
    let root = use_node_ref();
    let rows = use_memo((), |()| Rows::default());
    {
        let (root, rows) = (root.clone(), rows.clone());
        use_effect_with(props.tree.clone(), move |_| {
            if let Some(root) = root.cast::<Element>() {
                lines::settle(&root);
                header_view::settle(&root);
                rows.settle(&root);
            }
        });
    }
    let term = use_state(|| None::<(usize, u32)>);
    let on_press = on_press(root.clone(), said.clone(), props.on_act.clone());
    let onclick = {
        let term = term.clone();
        Callback::from(move |event: MouseEvent| {
            rows.on_press(&event);
            let pressed = closest(&event, "button.term").and_then(|button| button.get_attribute("data-term"));
            match pressed.and_then(|term| term.parse().ok()) {
                Some(pressed) => term.set(Some((pressed, term.map_or(0, |(_, times)| times + 1)))),
                None => on_press.emit(event),
            }
        })
    };
    let onsubmit = on_submit(props.on_act.clone());
    // A key of its own for each, so that the one that follows is shown anew.
    let toast = said
        .as_ref()
        .map(|(times, text)| html! { <p key={*times} class="toast">{ props.copied }{ ": " }{ text }</p> });
    let oninput = Callback::from(|event: InputEvent| header_view::on_input(&event));
    let onchange = on_change(props.on_act.clone());
    let onkeydown = Callback::from(|event: KeyboardEvent| header_view::on_key(&event));
    let onmouseover = Callback::from(|event: MouseEvent| header_view::on_point(&event));
    let onfocusin = Callback::from(|event: FocusEvent| header_view::on_point(&event));
    html! {
        <div ref={root} {onclick} {onsubmit} {oninput} {onchange} {onkeydown} {onmouseover} {onfocusin}>
            { drawn(&props.tree, Some(&Terms::new(lang)), false) }
            <div role="status">{ toast }</div>
            <TermCard asked={*term} {lang} />
        </div>
    }
}

/// What is done, with what was filled in.
type OnAct = Callback<(Act, Vec<(String, String)>)>;

/// Copies what a button holds, or does what it says.
fn on_press(
    root: NodeRef,
    said: UseStateHandle<Option<(u32, String)>>,
    on_act: OnAct,
) -> Callback<MouseEvent> {
    Callback::from(move |event: MouseEvent| {
        header_view::on_point(&event);
        lines::on_press(&event);
        let Some(button) = closest(&event, "button") else { return };
        if let Some(text) = button.get_attribute("data-copy") {
            copy(platform::link_to(&text).unwrap_or(text), said.clone());
        }
        match button.get_attribute("data-act").and_then(|word| Act::from_word(&word)) {
            None => {}
            Some(Act::Print) => platform::print(),
            Some(Act::OpenAll) => {
                if let Some(root) = root.cast::<Element>() {
                    lines::open_all(&root);
                }
            }
            Some(act) => {
                let value = button.get_attribute("data-value").unwrap_or_default();
                on_act.emit((act, vec![("value".to_owned(), value)]));
            }
        }
    })
}

/// Does what a choice says, as soon as it is made.
fn on_change(on_act: OnAct) -> Callback<Event> {
    Callback::from(move |event: Event| {
        header_view::on_input(&event);
        let choice = closest(&event, "select[data-act]");
        let Some(choice) = choice.and_then(|choice| choice.dyn_into::<HtmlSelectElement>().ok()) else {
            return;
        };
        if let Some(act) = choice.get_attribute("data-act").and_then(|word| Act::from_word(&word)) {
            on_act.emit((act, vec![("value".to_owned(), choice.value())]));
        }
    })
}

/// Does what a form is for, with its fields.
fn on_submit(on_act: OnAct) -> Callback<SubmitEvent> {
    Callback::from(move |event: SubmitEvent| {
        event.prevent_default();
        let Some(form) = closest(&event, "form") else { return };
        let act = form.get_attribute("data-act").and_then(|word| Act::from_word(&word));
        if let Some(act) = act {
            on_act.emit((act, fields(form.unchecked_ref())));
        }
    })
}

/// An element without its attributes and what is in it. A text area is no parent to Yew: its text is what stands in it
/// first, and what a person types afterwards is theirs.
fn element(tag: Tag, node: &Node) -> VTag {
    if tag == Tag::Textarea
        && let VNode::VTag(area) = html! { <textarea defaultvalue={node.plain_text()} /> }
    {
        return Rc::unwrap_or_clone(area);
    }
    VTag::new(tag.as_str())
}

/// An element of the tree as Yew has it. Text is only ever text here, and tags and attributes are closed sets.
pub(crate) fn draw(node: &Node) -> VNode {
    drawn(node, None, false)
}

/// The same, with terms that can be pressed in its sentences.
fn drawn(node: &Node, terms: Option<&Terms>, in_sentence: bool) -> VNode {
    let Some(tag) = node.tag else {
        let terms = terms.filter(|_| in_sentence);
        return terms.map_or_else(|| VNode::from(node.text.clone()), |terms| terms.draw(&node.text));
    };
    let terms = terms.filter(|_| !is_closed(tag));
    let in_sentence = in_sentence || is_sentence(tag);
    let mut element = element(tag, node);
    for (attribute, value) in &node.attributes {
        element.add_attribute(attribute.as_str(), value.clone());
    }
    element.add_children(node.children.iter().map(|child| match terms {
        Some(terms) if is_place(child) => hand_off(node, child, terms.lang()),
        _ => drawn(child, terms, in_sentence),
    }));
    element.into()
}

/// The nearest element around an event that fits a selector.
pub(crate) fn closest(event: &Event, selector: &str) -> Option<Element> {
    let target: Element = event.target()?.dyn_into().ok()?;
    target.closest(selector).ok()?
}

/// What stands in a form, by name.
pub(crate) fn fields(form: &HtmlFormElement) -> Vec<(String, String)> {
    let Ok(data) = FormData::new_with_form(form) else { return Vec::new() };
    let pair = |entry: JsValue| {
        let pair = Array::from(&entry);
        Some((pair.get(0).as_string()?, pair.get(1).as_string()?))
    };
    Array::from(&data).iter().filter_map(pair).collect()
}

fn copy(text: String, said: UseStateHandle<Option<(u32, String)>>) {
    let Some(window) = web_sys::window() else { return };
    let promise = window.navigator().clipboard().write_text(&text);
    spawn_local(async move {
        if JsFuture::from(promise).await.is_ok() {
            let times = said.as_ref().map_or(0, |(times, _)| times + 1);
            said.set(Some((times, shortened(&text))));
        }
    });
}

/// The first line of a text, or as much of it as is worth saying.
fn shortened(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    if line.chars().count() > MAX_SAID || text.trim_end().contains('\n') {
        format!("{}…", line.chars().take(MAX_SAID).collect::<String>())
    } else {
        line.to_owned()
    }
}
