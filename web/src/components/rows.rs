//! The rows of a table whose reports open in their place: what a person pressed stays where it is on the screen.

use super::report::closest;
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement};

/// Where the button of a row stood when it was pressed.
#[derive(Default)]
pub(super) struct Rows(RefCell<Place>);

#[derive(Default)]
struct Place {
    /// The domain of the row.
    row: String,
    /// How far its button stood from the top of the window.
    top: f64,
    /// Whether the table that follows from it is still to be drawn.
    is_awaited: bool,
    /// Whether the focus goes back to the button.
    leads_back: bool,
}

impl Rows {
    /// Keeps where a row is that is about to be opened or closed. From below its report it goes back to where it was opened.
    pub(super) fn on_press(&self, event: &Event) {
        let Some(button) = closest(event, "[data-act=openRow]") else { return };
        let row = button.get_attribute("data-value").unwrap_or_default();
        let is_below = button.closest(".in-table").is_ok_and(|report| report.is_some());
        let place = &mut *self.0.borrow_mut();
        if !is_below || place.row != row {
            place.top = button.get_bounding_client_rect().top();
        }
        (place.row, place.is_awaited, place.leads_back) = (row, true, is_below);
    }

    /// Brings the row to where it was, once the table is drawn.
    pub(super) fn settle(&self, root: &Element) {
        let place = &mut *self.0.borrow_mut();
        if !std::mem::take(&mut place.is_awaited) {
            return;
        }
        let button = root.query_selector(&format!("[data-act=openRow][data-value=\"{}\"]", place.row));
        let (Ok(Some(button)), Some(window)) = (button, web_sys::window()) else { return };
        window.scroll_by_with_x_and_y(0.0, button.get_bounding_client_rect().top() - place.top);
        if place.leads_back {
            let options = web_sys::FocusOptions::new();
            options.set_prevent_scroll(true);
            let _ = button.unchecked_into::<HtmlElement>().focus_with_options(&options);
        }
    }
}
