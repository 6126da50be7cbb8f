//! What was done before this program was there. The page itself carries a box; `early.js` keeps what was typed, opened and pressed
//! in it, and has begun to fetch the checker.

use crate::checker::Program;
use crate::components::examples::EXAMPLES;
use crate::platform;
use crate::state::{Action, State, Trouble};
use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use waxseal_prose::Lang;
use web_sys::{FileList, HtmlTextAreaElement, Worker};
use yew::prelude::*;

#[wasm_bindgen]
extern "C" {
    type Early;

    #[wasm_bindgen(thread_local_v2, js_name = early)]
    static EARLY: Option<Early>;

    #[wasm_bindgen(method, getter)]
    fn text(this: &Early) -> String;

    #[wasm_bindgen(method, getter)]
    fn files(this: &Early) -> Option<FileList>;

    #[wasm_bindgen(method, getter)]
    fn asked(this: &Early) -> Option<String>;

    #[wasm_bindgen(method, getter)]
    fn lang(this: &Early) -> String;

    #[wasm_bindgen(method, getter)]
    fn give(this: &Early) -> Option<Function>;

    #[wasm_bindgen(method, getter)]
    fn settled(this: &Early) -> Option<Promise>;

    #[wasm_bindgen(method, js_name = whenFree)]
    fn when_free(this: &Early, draw: &JsValue);

    #[wasm_bindgen(method)]
    fn take(this: &Early, lang: &str) -> Option<Worker>;
}

/// Where the cursor stood in the box.
#[derive(Clone, Copy)]
struct Cursor {
    start: u32,
    end: u32,
}

thread_local! {
    /// Found before the first drawing, which takes the box away.
    static CURSOR: Option<Cursor> = cursor();
}

/// Draws at once, or when what is being pressed in the first box is let go: a button that is replaced meanwhile is never clicked.
pub(crate) fn when_free(draw: impl FnOnce() + 'static) {
    EARLY.with(|early| match early {
        Some(early) => early.when_free(&Closure::once_into_js(draw)),
        None => draw(),
    });
}

/// Looks where the cursor is, while the box is there that it stands in.
pub(crate) fn look() {
    CURSOR.with(|_| ());
}

fn cursor() -> Option<Cursor> {
    let field = web_sys::window()?.document()?.active_element()?.dyn_into::<HtmlTextAreaElement>().ok()?;
    Some(Cursor { start: field.selection_start().ok()??, end: field.selection_end().ok()?? })
}

/// What was typed; nothing where the box was not touched.
pub(crate) fn text() -> Option<String> {
    EARLY.with(|early| early.as_ref().map(Early::text)).filter(|text| !text.is_empty())
}

/// What hands the checker of a language to a worker, where the page has begun to fetch it.
pub(crate) fn giver(program: Program, lang: Lang) -> Option<Function> {
    let is_its = |early: &&Early| program == Program::Check && early.lang() == lang.tag();
    EARLY.with(|early| early.as_ref().filter(is_its)?.give())
}

/// The worker that was started for it and is handed its program, for the first who asks.
pub(crate) fn worker(program: Program, lang: Lang) -> Option<Worker> {
    EARLY.with(|early| early.as_ref().filter(|_| program == Program::Check)?.take(lang.tag()))
}

/// Waits until the checker is there, or is known not to come: until then the line is its own.
pub(crate) async fn settled() {
    if let Some(settled) = EARLY.with(|early| early.as_ref()?.settled()) {
        // It is never refused, and where it were, there would be nothing to wait for either.
        let _ = JsFuture::from(settled).await;
    }
}

/// Goes on where a person was: with the cursor in the box, and with what was pressed.
#[hook]
pub(crate) fn use_early(state: &UseReducerHandle<State>, open: Callback<FileList>) {
    let state = state.clone();
    use_effect_with((), move |()| {
        restore();
        let (asked, files) = EARLY
            .with(|early| early.as_ref().map(|early| (early.asked(), early.files())).unwrap_or_default());
        match asked.as_deref() {
            None => {}
            Some("check") if state.is_empty() => state.dispatch(Action::Fail(Trouble::NothingGiven)),
            Some("check") => state.dispatch(Action::Start),
            Some("files") => files.into_iter().for_each(|files| open.emit(files)),
            Some(number) => {
                let example = number.parse::<usize>().ok().and_then(|number| EXAMPLES.get(number));
                example.into_iter().for_each(|text| state.dispatch(Action::Example(text)));
            }
        }
    });
}

fn restore() {
    let Some(cursor) = CURSOR.with(|cursor| *cursor) else { return };
    let field =
        platform::find("#check textarea").and_then(|field| field.dyn_into::<HtmlTextAreaElement>().ok());
    if let Some(field) = field {
        // Where the browser refuses it, the cursor is where a click puts it.
        let _ = field.focus();
        let _ = field.set_selection_range(cursor.start, cursor.end);
    }
}
