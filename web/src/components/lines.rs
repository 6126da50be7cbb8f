//! The closed lines of a report: which of them a person has opened, remembered from report to report.

use super::report::closest;
use crate::platform;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event};

const LINES_KEY: &str = "waxseal.lines";
/// The most names of lines that are read back.
const MAX_LINES: usize = 64;
/// A line that opens.
const LINE: &str = "details.part";

/// The lines that are open, by the ids of their headings. What no line is called does nothing.
fn opened() -> Vec<String> {
    let kept = platform::recall(platform::local(), LINES_KEY).unwrap_or_default();
    kept.split_whitespace().take(MAX_LINES).map(str::to_owned).collect()
}

fn remember(lines: &[String]) {
    platform::remember(platform::local(), LINES_KEY, &lines.join(" "));
}

/// The id of a line's heading.
fn name(line: &Element) -> Option<String> {
    Some(line.query_selector("summary > h2").ok()??.id())
}

fn each(root: &Element) -> Vec<Element> {
    let Ok(found) = root.query_selector_all(LINE) else { return Vec::new() };
    js_sys::Array::from(&found).iter().filter_map(|line| line.dyn_into().ok()).collect()
}

/// Opens what was open before, and closes what is another part now: elements are used again from drawing to drawing.
pub(crate) fn settle(root: &Element) {
    let opened = opened();
    for line in each(root) {
        let is_open = name(&line).is_some_and(|name| opened.contains(&name));
        let _ = line.toggle_attribute_with_force("open", is_open);
    }
}

/// Remembers the line whose summary was pressed: the browser opens or closes it after this.
pub(crate) fn on_press(event: &Event) {
    let Some(line) = closest(event, "summary").and_then(|summary| summary.parent_element()) else { return };
    let Some(name) = name(&line).filter(|_| line.matches(LINE).unwrap_or_default()) else { return };
    let mut lines = opened();
    lines.retain(|own| *own != name);
    if !line.has_attribute("open") {
        lines.push(name);
    }
    remember(&lines);
}

/// Opens every line of the report.
pub(crate) fn open_all(root: &Element) {
    let mut lines = opened();
    for line in each(root) {
        if let Some(name) = name(&line).filter(|name| !lines.contains(name)) {
            lines.push(name);
        }
    }
    remember(&lines);
    settle(root);
}
