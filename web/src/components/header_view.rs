//! The header view at work: searching it, lighting what a signature covers, and telling about the field at hand.
//!
//! The report draws the fields once; what changes while a person reads is set here, in attributes that the drawing never
//! sets, so that a report drawn anew and this do not undo each other. After each drawing [`settle`] brings the fields in
//! line with what stands in the search box and the choice.

use crate::platform;
use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, HtmlSelectElement, KeyboardEvent, Node};

/// The whole view, as the report marks it.
const VIEW: &str = "[data-part=header]";
/// A field in it.
const FIELD: &str = "[data-part=field]";
/// The most hits that are marked; filtering has no such end.
const MAX_MARKS: u32 = 1_000;

/// Brings the view inside `root` in line with its search box and its choice.
pub(crate) fn settle(root: &Element) {
    if let Some(view) = find(root, VIEW) {
        light(&view);
        search(&view);
        enter(&view);
    }
}

/// Something was typed or chosen.
pub(crate) fn on_input(event: &Event) {
    let Some(target) = target(event) else { return };
    let Some(view) = closest(&target, VIEW) else { return };
    match target.get_attribute("data-part").as_deref() {
        Some("find") => {
            search(&view);
            enter(&view);
        }
        Some("light") => light(&view),
        _ => {}
    }
}

/// A field was pointed at, clicked or reached by the keyboard: what is to be known of it is shown.
pub(crate) fn on_point(event: &Event) {
    let field = target(event).and_then(|target| closest(&target, FIELD));
    let Some(field) = field.filter(|field| !field.has_attribute("data-current")) else { return };
    let Some(view) = closest(&field, VIEW) else { return };
    let Some(button) = find(&field, "[data-note]") else { return };
    let number = button.get_attribute("data-note").unwrap_or_default();
    set_where(&view, FIELD, "data-current", |other| *other == field);
    let id = format!("field-note-{number}");
    set_where(&view, "[data-part=notes] > div", "data-shown", |note| note.id() == id);
}

/// The arrow keys go from field to field, as do Home and End to the ends. Only one field is in the way of the Tab key.
pub(crate) fn on_key(event: &KeyboardEvent) {
    let Some(button) = target(event).filter(|target| target.has_attribute("data-note")) else { return };
    let Some(view) = closest(&button, VIEW) else { return };
    let buttons = all(&view, &format!("{FIELD}:not([hidden]) [data-note]"));
    let Some(at) = buttons.iter().position(|other| *other == button) else { return };
    let last = buttons.len().saturating_sub(1);
    let next = match event.key().as_str() {
        "ArrowDown" => (at + 1).min(last),
        "ArrowUp" => at.saturating_sub(1),
        "Home" => 0,
        "End" => last,
        _ => return,
    };
    event.prevent_default();
    if let Some(next) = buttons.get(next).and_then(|next| next.dyn_ref::<HtmlElement>()) {
        set(&button, "tabindex", "-1");
        set(next, "tabindex", "0");
        // A field that cannot take the focus is one that is not there any more.
        let _ = next.focus();
    }
}

/// Lights the fields that the chosen signature covers, and shows what is told of it.
fn light(view: &Element) {
    let choice =
        find(view, "[data-part=light]").and_then(|choice| choice.dyn_into::<HtmlSelectElement>().ok());
    let chosen = choice.map(|choice| choice.value()).unwrap_or_default();
    set_if(view, "data-lighting", !chosen.is_empty());
    set_where(view, FIELD, "data-lit", |field| {
        let signed = field.get_attribute("data-signed").unwrap_or_default();
        signed.split(' ').any(|number| !number.is_empty() && number == chosen)
    });
    set_where(view, "[data-part=told]", "data-shown", |told| {
        told.get_attribute("data-value").is_some_and(|number| number == chosen)
    });
}

/// Hides the fields that what was typed does not stand in, marks where it does in the others, and says how many they are.
fn search(view: &Element) {
    let typed = find(view, "[data-part=find]").and_then(|input| input.dyn_into::<HtmlInputElement>().ok());
    let wanted = typed.map(|input| platform::small(input.value().trim())).unwrap_or_default();
    let fields = all(view, FIELD);
    let mut shown = 0;
    let marks = Array::new();
    for field in &fields {
        let text = field.text_content().unwrap_or_default();
        let fits = wanted.is_empty() || platform::small(&text).contains(&wanted);
        set_if(field, "hidden", !fits);
        shown += usize::from(fits);
        if fits && !wanted.is_empty() {
            unfold(field, &wanted);
            mark(field, &wanted, &marks);
        }
    }
    highlight(&marks);
    if let Some(found) = find(view, "[data-part=found]") {
        let said = found.get_attribute("data-label").unwrap_or_default();
        let said = said.replace("{shown}", &shown.to_string()).replace("{all}", &fields.len().to_string());
        found.set_text_content(Some(if wanted.is_empty() { "" } else { &said }));
    }
}

/// Unfolds a long value where what is wanted stands in its folded part.
fn unfold(field: &Element, wanted: &str) {
    for fold in all(field, "details:not([open])") {
        let head = find(&fold, "summary").and_then(|head| head.text_content()).unwrap_or_default();
        let whole = fold.text_content().unwrap_or_default();
        if platform::small(&whole).contains(wanted) && !platform::small(&head).contains(wanted) {
            set(&fold, "open", "");
        }
    }
}

/// Has exactly one of the fields in view take part in the order of the Tab key.
fn enter(view: &Element) {
    let buttons = all(view, &format!("{FIELD}:not([hidden]) [data-note]"));
    let is_entry = |button: &&Element| button.get_attribute("tabindex").as_deref() == Some("0");
    let mut entries = buttons.iter().filter(is_entry);
    let entry = entries.next().or(buttons.first());
    for button in all(view, "[data-note][tabindex='0']").iter().filter(|button| Some(*button) != entry) {
        set(button, "tabindex", "-1");
    }
    if let Some(entry) = entry {
        set(entry, "tabindex", "0");
    }
}

/// Gathers the places in a field's texts where what is wanted stands.
fn mark(node: &Node, wanted: &str, marks: &Array) {
    if node.node_type() == Node::TEXT_NODE {
        return mark_text(node, wanted, marks);
    }
    let mut child = node.first_child();
    while let Some(inner) = child {
        mark(&inner, wanted, marks);
        child = inner.next_sibling();
    }
}

fn mark_text(node: &Node, wanted: &str, marks: &Array) {
    let text = js_sys::JsString::from(node.text_content().unwrap_or_default()).to_lower_case();
    let length = js_sys::JsString::from(wanted).length();
    let mut from = 0;
    while let Ok(at) = u32::try_from(text.index_of(wanted, i32::try_from(from).unwrap_or(i32::MAX))) {
        let range = node.owner_document().and_then(|document| document.create_range().ok());
        let Some(range) = range.filter(|_| marks.length() < MAX_MARKS) else { return };
        // A letter whose small form is longer shifts what follows; such a mark is left out.
        if range.set_start(node, at).is_ok() && range.set_end(node, at + length).is_ok() {
            marks.push(&range);
        }
        from = at + length;
    }
}

/// Marks ranges without touching the elements they are in, in browsers that can (CSS Custom Highlight API).
fn highlight(ranges: &Array) -> Option<()> {
    let global = js_sys::global();
    let css = Reflect::get(&global, &"CSS".into()).ok()?;
    let registry = Reflect::get(&css, &"highlights".into()).ok().filter(JsValue::is_object)?;
    let constructor: Function = Reflect::get(&global, &"Highlight".into()).ok()?.dyn_into().ok()?;
    let made = Reflect::construct(&constructor, ranges).ok()?;
    let enrol: Function = Reflect::get(&registry, &"set".into()).ok()?.dyn_into().ok()?;
    enrol.call2(&registry, &"found".into(), &made).ok().map(|_| ())
}

fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

fn closest(element: &Element, selector: &str) -> Option<Element> {
    element.closest(selector).ok()?
}

fn find(element: &Element, selector: &str) -> Option<Element> {
    element.query_selector(selector).ok()?
}

fn all(element: &Element, selector: &str) -> Vec<Element> {
    let Ok(found) = element.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.get(at)?.dyn_into().ok()).collect()
}

/// Sets an attribute. Its name is one of ours, so that nothing can refuse it.
fn set(element: &Element, attribute: &str, value: &str) {
    let _ = element.set_attribute(attribute, value);
}

fn set_if(element: &Element, attribute: &str, is_set: bool) {
    if is_set != element.has_attribute(attribute) {
        let _ = element.toggle_attribute_with_force(attribute, is_set);
    }
}

/// Sets an attribute on all elements that a test is true of, and on no other.
fn set_where(view: &Element, selector: &str, attribute: &str, test: impl Fn(&Element) -> bool) {
    for element in all(view, selector) {
        set_if(&element, attribute, test(&element));
    }
}
