//! What the browser keeps for the page: storage, its address and the languages of its reader.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use waxseal_view::share::{REPORTS, SET_UP};

/// What a tab remembers until it is closed.
pub(crate) fn session() -> Option<web_sys::Storage> {
    web_sys::window()?.session_storage().ok()?
}

/// What this browser remembers.
pub(crate) fn local() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// A remembered value.
pub(crate) fn recall(storage: Option<web_sys::Storage>, key: &str) -> Option<String> {
    storage?.get_item(key).ok()?
}

/// Remembers a value; where the browser forbids it, the page works without.
pub(crate) fn remember(storage: Option<web_sys::Storage>, key: &str, value: &str) {
    if let Some(storage) = storage {
        let _ = storage.set_item(key, value);
    }
}

const SETUP_KEY: &str = "waxseal.setup";

/// Remembers what stands in the form of the set-up, for this tab.
pub(crate) fn remember_setup(fields: &[(String, String)]) {
    if let Ok(written) = web_sys::UrlSearchParams::new() {
        // What is empty is as good as not there, and makes no link longer.
        for (name, value) in fields.iter().filter(|(_, value)| !value.is_empty()) {
            written.append(name, value);
        }
        remember(session(), SETUP_KEY, &String::from(written.to_string()));
    }
}

/// Takes what a link fills in into the form of the set-up; whether it did.
pub(crate) fn take_setup(fragment: &str) -> bool {
    let filled = fragment.strip_prefix(SET_UP);
    if let Some(fields) = filled {
        remember(session(), SETUP_KEY, fields);
    }
    filled.is_some()
}

/// Gives the page of the set-up the address of what stands in its form, or, where that is not what was asked for, none.
pub(crate) fn address_setup(is_asked: bool) {
    let kept = recall(session(), SETUP_KEY).filter(|_| is_asked).unwrap_or_default();
    if is_asked || fragment().starts_with(SET_UP) {
        let address = format!("{SET_UP}{kept}");
        show_fragment(if is_asked { &address } else { "set-up" }, true);
    }
}

/// Whether a link filled in what stands in that form.
pub(crate) fn is_setup_filled() -> bool {
    fragment().starts_with(SET_UP)
}

/// What stood in the form of the set-up.
pub(crate) fn recall_setup() -> Vec<(String, String)> {
    let kept = recall(session(), SETUP_KEY).unwrap_or_default();
    let Ok(read) = web_sys::UrlSearchParams::new_with_str(&kept) else { return Vec::new() };
    let pair = |entry: JsValue| {
        let pair = js_sys::Array::from(&entry);
        Some((pair.get(0).as_string()?, pair.get(1).as_string()?))
    };
    js_sys::Array::from(&read).iter().filter_map(pair).collect()
}

const SELECTORS_KEY: &str = "waxseal.selectors";
/// The most selectors that are kept.
const MAX_LEARNT: usize = 40;

/// The DKIM selectors this browser has seen in use, the latest first.
pub(crate) fn learnt() -> Vec<String> {
    let kept = recall(local(), SELECTORS_KEY).unwrap_or_default();
    kept.split(' ').filter(|selector| !selector.is_empty()).map(str::to_owned).collect()
}

/// Keeps selectors for later checks.
pub(crate) fn learn(selectors: &[String]) {
    let mut kept: Vec<String> =
        selectors.iter().filter(|selector| !selector.contains(' ')).cloned().collect();
    let before: Vec<String> = learnt().into_iter().filter(|selector| !kept.contains(selector)).collect();
    kept.extend(before);
    kept.truncate(MAX_LEARNT);
    remember(local(), SELECTORS_KEY, &kept.join(" "));
}

/// A parameter of the page's own address.
pub(crate) fn query_parameter(name: &str) -> Option<String> {
    let search = web_sys::window()?.location().search().ok()?;
    web_sys::UrlSearchParams::new_with_str(&search).ok()?.get(name)
}

/// The page's fragment without its `#`.
pub(crate) fn fragment() -> String {
    let hash = web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default();
    hash.trim_start_matches('#').to_owned()
}

/// The link to what a text carries, where the text is a fragment with figures of reports.
pub(crate) fn link_to(text: &str) -> Option<String> {
    text.strip_prefix('#').filter(|fragment| fragment.starts_with(REPORTS))?;
    address_of(text)
}

/// The address of this page with a fragment, which begins with its `#`.
pub(crate) fn address_of(fragment: &str) -> Option<String> {
    let location = web_sys::window()?.location();
    Some(format!("{}{}{fragment}", location.origin().ok()?, location.pathname().ok()?))
}

/// Whether a page of another origin shows this one inside of it.
pub(crate) fn is_in_a_strangers_frame() -> bool {
    let Some(window) = web_sys::window() else { return false };
    let Ok(Some(top)) = window.top() else { return true };
    // Of a stranger the browser tells nothing, not even where it comes from.
    top != window && top.location().origin().ok() != window.location().origin().ok()
}

/// Gives the page another fragment without going there: a step in its history, or in place of the last one.
pub(crate) fn show_fragment(fragment: &str, in_place: bool) {
    let Some(history) = web_sys::window().and_then(|window| window.history().ok()) else { return };
    let address = format!("#{fragment}");
    // Where a browser keeps no history, nothing is lost but the way back.
    let _ = if in_place {
        history.replace_state_with_url(&JsValue::NULL, "", Some(&address))
    } else {
        history.push_state_with_url(&JsValue::NULL, "", Some(&address))
    };
}

/// Has the browser print the page.
pub(crate) fn print() {
    if let Some(window) = web_sys::window() {
        // Where a browser prints nothing there is nothing else to be done.
        let _ = window.print();
    }
}

/// Has the browser save a text as a file.
pub(crate) fn save(name: &str, kind: &str, text: &str) -> Option<()> {
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(kind);
    let parts = js_sys::Array::of1(&JsValue::from_str(text));
    let blob = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options).ok()?;
    let url = web_sys::Url::create_object_url_with_blob(&blob).ok()?;
    let document = web_sys::window()?.document()?;
    let anchor: web_sys::HtmlAnchorElement = document.create_element("a").ok()?.dyn_into().ok()?;
    anchor.set_href(&url);
    anchor.set_download(name);
    anchor.click();
    web_sys::Url::revoke_object_url(&url).ok()
}

/// What the browser paints around the page, by the theme the colour belongs to: the paper of `tokens.css`.
const PAPER: [(&str, &str); 2] = [("light", "#faf8f3"), ("dark", "#171512")];

/// Shows the page in a theme, by its word; in the system's, where there is none.
pub(crate) fn show_theme(word: &str) -> Option<()> {
    for (theme, own) in PAPER {
        let chosen = PAPER.iter().find(|(theme, _)| *theme == word);
        let colour = chosen.map_or(own, |(_, paper)| *paper);
        find(&format!("meta[name=theme-color][media*={theme}]"))?.set_attribute("content", colour).ok()?;
    }
    // The styles know a light and a dark theme; any other word is the system's.
    find("html")?.set_attribute("data-theme", word).ok()
}

/// The start of a file as text, at most so many octets of it; `None` where it cannot be read.
pub(crate) async fn head(file: &web_sys::File, octets: u32) -> Option<String> {
    let start = file.slice_with_f64_and_f64(0.0, f64::from(octets)).ok()?;
    wasm_bindgen_futures::JsFuture::from(start.text()).await.ok()?.as_string()
}

/// Goes to a view, by its fragment.
pub(crate) fn go(fragment: &str) {
    if let Some(window) = web_sys::window() {
        let _ = window.location().set_hash(fragment);
    }
}

/// The most frames that the box is waited for.
const FRAMES: u32 = 30;

/// Puts the cursor in the box, as soon as it is drawn.
pub(crate) fn focus_box() {
    focus_within(FRAMES);
}

fn focus_within(frames: u32) {
    if let Some(field) = find("#check textarea") {
        let _ = field.unchecked_into::<web_sys::HtmlElement>().focus();
    } else if frames > 0 {
        on_frame(move || focus_within(frames - 1));
    }
}

/// Does something before the page is drawn next, which a browser does not while nobody looks.
pub(crate) fn on_frame(work: impl FnOnce() + 'static) {
    if let Some(window) = web_sys::window() {
        let _ = window.request_animation_frame(Closure::once_into_js(work).unchecked_ref());
    }
}

/// The part of the window, from its top, in which a verdict is in sight already.
const IN_SIGHT: f64 = 0.4;

/// Brings the verdict into sight, and the focus to it.
pub(crate) fn show_verdict() {
    let Some(verdict) = find("section.verdict") else { return };
    let height =
        web_sys::window().and_then(|window| window.inner_height().ok()?.as_f64()).unwrap_or_default();
    if !(0.0..height * IN_SIGHT).contains(&verdict.get_bounding_client_rect().top()) {
        verdict.scroll_into_view();
    }
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = verdict.unchecked_into::<web_sys::HtmlElement>().focus_with_options(&options);
}

/// The first element of the page that a selector fits.
pub(crate) fn find(selector: &str) -> Option<web_sys::Element> {
    web_sys::window()?.document()?.query_selector(selector).ok()?
}

/// `false` while the browser knows that there is no network. `true` promises nothing: a network may lead nowhere.
pub(crate) fn is_online() -> bool {
    web_sys::window().is_none_or(|window| window.navigator().on_line())
}

/// Tells whenever the network comes or goes, for as long as the page is open.
pub(crate) fn on_network(tell: impl Fn(bool) + 'static) {
    let listener = Closure::<dyn Fn()>::new(move || tell(is_online())).into_js_value();
    if let Some(window) = web_sys::window() {
        for name in ["online", "offline"] {
            let _ = window.add_event_listener_with_callback(name, listener.unchecked_ref());
        }
    }
}

/// A text in small letters, by the browser's own tables of them: the program carries none.
pub(crate) fn small(text: &str) -> String {
    js_sys::JsString::from(text).to_lower_case().into()
}

/// Shows the page from its top.
pub(crate) fn to_the_top() {
    if let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// The languages the browser prefers, best first.
pub(crate) fn languages() -> Vec<String> {
    let Some(window) = web_sys::window() else { return Vec::new() };
    window.navigator().languages().iter().filter_map(|tag: JsValue| tag.as_string()).collect()
}

/// Names the tab and the entry in the history after what is shown (WCAG 2.4.2).
pub(crate) fn show_title(title: &str) {
    if let Some(document) = web_sys::window().and_then(|window| window.document()) {
        document.set_title(title);
    }
}
