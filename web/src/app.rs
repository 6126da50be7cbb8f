//! The frame of the page: header, view, footer, and what all of them share.

use crate::components::footer::footer;
use crate::components::header::header;
use crate::components::notices::notices;
use crate::components::offered::offered;
use crate::components::shortcut_list::shortcut_list;
use crate::early::{self, use_early};
use crate::hooks::use_answer::use_answer;
use crate::hooks::use_checker::{use_checker, use_reports, use_set_up};
use crate::hooks::use_document::use_document;
use crate::hooks::use_drop::use_drop;
use crate::hooks::use_fragment::use_fragment;
use crate::hooks::use_link::use_link;
use crate::hooks::use_shell::use_shell;
use crate::platform;
use crate::resolvers;
use crate::state::{Action, Offer, Settings, Source, State, Text, Theme, View};
use crate::views::{check::check, document::document, reports, set_up::set_up};
use std::rc::Rc;
use waxseal_prose::Lang;
use waxseal_view::{Node, Tag};
use web_sys::FileList;
use yew::prelude::*;

const TEXT_KEY: &str = "waxseal.text";
const SOURCE_KEY: &str = "waxseal.source";
/// What is kept where the answers to the text come with the page.
const BUNDLED: &str = "bundled";
/// `early.js` reads it too, for the words of its box.
const LANG_KEY: &str = "waxseal.lang";
const RESOLVER_KEY: &str = "waxseal.resolver";
/// `early.js` reads it too, before anything is drawn.
const THEME_KEY: &str = "waxseal.theme";
const SHORTCUTS_KEY: &str = "waxseal.shortcuts";
/// What is kept where somebody turned the shortcuts of a single character off.
const OFF: &str = "off";

/// The whole page.
#[component]
pub(crate) fn App() -> Html {
    let state = use_reducer(|| {
        let recall = |key| platform::recall(platform::session(), key);
        platform::take_setup(&platform::fragment());
        let source =
            if recall(SOURCE_KEY).as_deref() == Some(BUNDLED) { Source::Bundled } else { Source::Resolver };
        let view = View::from_fragment(&platform::fragment());
        // What was typed while the program came is newer than what the tab remembers.
        match early::text() {
            Some(typed) => State::new(&typed, Source::Resolver, view),
            None => State::new(&recall(TEXT_KEY).unwrap_or_default(), source, view),
        }
    });
    let settings = use_state(initial_settings);
    let checker = use_checker(&state, &settings);
    let planner = use_set_up(&state, &settings);
    use_answer(&state);
    let reader = use_reports(&state, &settings);
    let open = on_drop(&state);
    let over = use_drop(open.clone());
    use_early(&state, open);
    use_fragment(&state);
    use_shell(&state, settings.lang);
    use_document(&state, settings.lang);
    use_link(&state);
    use_effect_with((state.text.clone(), state.source), |(text, source)| {
        let source = if *source == Source::Bundled { BUNDLED } else { "" };
        platform::remember(platform::session(), TEXT_KEY, text);
        platform::remember(platform::session(), SOURCE_KEY, source);
    });
    use_effect_with((*settings).clone(), keep);
    use_effect_with(title(&state, &settings), |title| platform::show_title(title));

    let on_settings = {
        let settings = settings.setter();
        Callback::from(move |next: Settings| settings.set(next))
    };
    let (words, shell) = (settings.words(), settings.shell());
    html! {
        <div class="page">
            <a class="skip" href="#check">{ words.skip }</a>
            { header(&settings, &state, &on_settings) }
            <main id="check">
                { offered(&settings, &on_settings) }
                if state.asks_in_vain(&settings.resolver) { <p class="trouble" role="alert">{ shell.offline_check }</p> }
                { match state.view {
                    View::Check => check(&settings, &state, &checker, over),
                    View::Reports => reports::reports(&settings, &state, &reader, over),
                    View::SetUp => set_up(&settings, &state, &planner),
                    View::Document(_) => document(shell, &state.document),
                } }
            </main>
            { footer(&settings, &on_settings) }
            { notices(shell, &state) }
            { shortcut_list(&settings, &on_settings) }
        </div>
    }
}

/// Opens what is dropped: one file to be checked, and several, or any on the page of reports, to be read as reports.
fn on_drop(state: &UseReducerHandle<State>) -> Callback<FileList> {
    let dispatcher = state.dispatcher();
    Callback::from(move |files: FileList| {
        let is_for_reports =
            files.length() > 1 || View::from_fragment(&platform::fragment()) == View::Reports;
        match files.get(0).filter(|_| !is_for_reports) {
            Some(file) => dispatcher.dispatch(Action::Open(file)),
            None => {
                dispatcher.dispatch(Action::Read(reports::given(&files)));
                platform::go("reports");
            }
        }
    })
}

/// What the tab is called: what was found, the text that is read, or what the page is for.
fn title(state: &State, settings: &Settings) -> String {
    let shown = match (state.view, &state.document) {
        (View::Check, _) => state.report.as_deref(),
        (View::Document(_), Text::Here(tree)) => Some(&**tree),
        (View::Reports, _) => state.reports.tree.as_deref(),
        (View::SetUp, _) => state.setup.as_deref(),
        (View::Document(_), _) => None,
    };
    let first = shown.and_then(|tree| heading(tree, MAX_TITLE_DEPTH)).map(Node::plain_text);
    first.map_or_else(|| settings.words().title.to_owned(), |heading| format!("{heading} – Waxseal"))
}

/// How deep the heading of a view stands at most.
const MAX_TITLE_DEPTH: usize = 6;

/// The first heading of a view.
fn heading(node: &Node, depth: usize) -> Option<&Node> {
    if node.tag == Some(Tag::H1) {
        return Some(node);
    }
    let deeper = depth.checked_sub(1)?;
    node.children.iter().find_map(|child| heading(child, deeper))
}

/// Tells the document and the browser what was chosen.
fn keep(settings: &Settings) {
    let root = web_sys::window().and_then(|window| window.document()?.document_element());
    if let Some(root) = root {
        let _ = root.set_attribute("lang", settings.lang.tag());
    }
    // Where the page has lost its head, the theme is the least of it.
    let _ = platform::show_theme(settings.theme.word());
    let shortcuts = if settings.shortcuts { "" } else { OFF };
    for (key, value) in [
        (LANG_KEY, settings.lang.tag()),
        (RESOLVER_KEY, &*settings.own_resolver),
        (THEME_KEY, settings.theme.word()),
        (SHORTCUTS_KEY, shortcuts),
    ] {
        platform::remember(platform::local(), key, value);
    }
}

/// The settings the page opens with: what was chosen last, the browser's language before English. A resolver of `?doh=` is only
/// offered. What the browser kept is read like anything else that comes from outside.
fn initial_settings() -> Settings {
    let recall = |key| platform::recall(platform::local(), key);
    let tags = recall(LANG_KEY).into_iter().chain(platform::languages());
    let lang = tags.into_iter().find_map(|tag| Lang::from_tag(&tag)).unwrap_or_default();
    let kept = recall(RESOLVER_KEY).filter(|url| resolvers::error(url).is_none());
    let resolver: Rc<str> = kept.map_or_else(|| Rc::from(resolvers::DEFAULT), Rc::from);
    let offer = match platform::query_parameter("doh") {
        None => Offer::None,
        Some(url) if url == *resolver => Offer::None,
        Some(url) => resolvers::error(&url).map_or_else(|| Offer::Open(url.trim().into()), Offer::Refused),
    };
    Settings {
        lang,
        own_resolver: resolver.clone(),
        resolver,
        offer,
        theme: recall(THEME_KEY).map(|word| Theme::from_word(&word)).unwrap_or_default(),
        shortcuts: recall(SHORTCUTS_KEY).as_deref() != Some(OFF),
    }
}
