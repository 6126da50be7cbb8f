//! What a domain should publish: the checker draws the page, and here is done what has to be done at once.

use crate::checker::Checker;
use crate::components::report::{Report, closest, fields};
use crate::platform;
use crate::state::{Action, Settings, State, Trouble};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use waxseal_prose::Lang;
use waxseal_view::Node;
use waxseal_view::protocol::{Act, Request, SETUP_RESULT};
use web_sys::{Element, HtmlElement, HtmlInputElement};
use yew::prelude::*;

/// What was done in the form, and what stood in it.
type Asked = (Option<Act>, Vec<(String, String)>);

/// The view.
pub(crate) fn set_up(settings: &Settings, state: &UseReducerHandle<State>, checker: &Rc<Checker>) -> Html {
    let words = settings.words();
    let on_ask = {
        let (state, settings, checker) = (state.clone(), settings.clone(), checker.clone());
        Callback::from(move |(act, fields): Asked| {
            // Until a person has said which resolver is asked, the form is all there is.
            let act = act.filter(|_| !settings.is_waiting());
            let (resolver, lang) = (settings.resolver.to_string(), settings.lang.tag().to_owned());
            if checker.ask(&Request::SetUp { resolver, lang, fields, act }, &[]).is_err() {
                state.dispatch(Action::Fail(Trouble::NoChecker));
            }
        })
    };
    html! {<>
        // The checker may take a while to arrive, and a page has a heading from the start.
        if state.setup.is_none() { <h1 class="question">{ words.set_up_question }</h1> }
        if state.setup.is_none() && state.trouble == Some(Trouble::NoChecker) {
            <p class="trouble" role="alert">{ words.no_checker }</p>
        }
        if platform::is_setup_filled() { <p class="note">{ words.set_up_filled }</p> }
        <SetUp tree={state.setup.clone()} filled={state.filled} {on_ask} copied={words.copied} lang={settings.lang} />
    </>}
}

/// Props of [`SetUp`].
#[derive(Properties, PartialEq)]
pub(crate) struct SetUpProps {
    /// The page as it is drawn; `None` until it is.
    tree: Option<Rc<Node>>,
    /// How often a link has filled in its form.
    filled: u32,
    /// Called with what was done.
    on_ask: Callback<Asked>,
    /// What is said after something was copied.
    copied: &'static str,
    /// The language.
    lang: Lang,
}

/// The page. What stands in its form is kept for this tab.
#[component]
pub(crate) fn SetUp(props: &SetUpProps) -> Html {
    // Whether a person waits for what comes of the form, and is to be led there.
    let awaits = use_mut_ref(|| false);
    {
        let on_ask = props.on_ask.clone();
        use_effect_with((props.tree.is_none(), props.filled), move |(is_missing, _)| {
            if *is_missing {
                on_ask.emit((None, platform::recall_setup()));
            }
        });
    }
    let on_drawn = {
        let awaits = awaits.clone();
        Callback::from(move |()| {
            if awaits.replace(false) {
                lead_to(SETUP_RESULT);
            }
        })
    };
    let on_act = {
        let on_ask = props.on_ask.clone();
        Callback::from(move |(act, given): (Act, Vec<(String, String)>)| {
            if act == Act::SetUp {
                platform::remember_setup(&given);
                platform::address_setup(true);
                awaits.replace(true);
            }
            on_ask.emit((Some(act), platform::recall_setup()));
        })
    };
    let oninput = Callback::from(|event: InputEvent| changed(&event));
    html! {
        <div {oninput}>
            if let Some(tree) = &props.tree {
                <Report tree={tree.clone()} {on_act} {on_drawn} copied={props.copied} lang={props.lang} />
            }
        </div>
    }
}

/// Narrows down what a field for finding stands for, or keeps what stands in the form.
fn changed(event: &Event) {
    let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let filter = input.and_then(|input| Some((input.get_attribute("data-filter")?, input.value())));
    if let Some((id, wanted)) = filter {
        if let Some(list) = element(&id) {
            narrow(&list, &wanted);
        }
    } else if let Some(form) = closest(event, "form") {
        platform::remember_setup(&fields(form.unchecked_ref()));
        platform::address_setup(false);
    }
}

fn element(id: &str) -> Option<Element> {
    web_sys::window()?.document()?.get_element_by_id(id)
}

/// Shows the labels that have the wanted text in them, and unfolds the groups they stand in.
fn narrow(list: &Element, wanted: &str) {
    let wanted = platform::small(wanted.trim());
    for (at, group) in all(list, "details").into_iter().enumerate() {
        let mut shown = 0;
        for label in all(&group, "label") {
            let fits = platform::small(&label.text_content().unwrap_or_default()).contains(&wanted);
            shown += u32::from(fits);
            let _ = label.toggle_attribute_with_force("hidden", !fits);
        }
        let _ = group.toggle_attribute_with_force("hidden", shown == 0);
        // Without a wish the first group is open, and each with something chosen in it.
        let has_chosen = group.query_selector(":checked").is_ok_and(|chosen| chosen.is_some());
        let is_open = if wanted.is_empty() { at == 0 || has_chosen } else { shown > 0 };
        let _ = group.toggle_attribute_with_force("open", is_open);
    }
}

fn all(within: &Element, selector: &str) -> Vec<Element> {
    let Ok(found) = within.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.item(at)?.dyn_into().ok()).collect()
}

/// Brings an element into view and gives it the focus, so that a screen reader reads on there.
fn lead_to(id: &str) {
    if let Some(found) = element(id).and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        // An element that cannot have the focus is still scrolled to.
        let _ = found.focus();
        found.scroll_into_view();
    }
}
