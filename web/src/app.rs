//! The frame of the page: header, view, footer, and what all of them share.

use crate::components::header::header;
use crate::hooks::use_checker::use_checker;
use crate::hooks::use_fragment::use_fragment;
use crate::hooks::use_link::use_link;
use crate::platform;
use crate::resolvers;
use crate::state::{Settings, State, View};
use crate::views::{about::about, check::check};
use std::rc::Rc;
use waxseal_prose::Lang;
use yew::prelude::*;

const TEXT_KEY: &str = "waxseal.text";
const LANG_KEY: &str = "waxseal.lang";
const RESOLVER_KEY: &str = "waxseal.resolver";

/// The whole page.
#[component]
pub(crate) fn App() -> Html {
    let state = use_reducer(|| {
        let text = platform::recall(platform::session(), TEXT_KEY).unwrap_or_default();
        State::new(&text, View::from_fragment(&platform::fragment()))
    });
    let settings = use_state(initial_settings);
    let checker = use_checker(&state, &settings);
    use_fragment(&state);
    use_link(&state);
    use_effect_with(state.text.clone(), |text| platform::remember(platform::session(), TEXT_KEY, text));
    use_effect_with((*settings).clone(), keep);

    let on_settings = {
        let settings = settings.setter();
        Callback::from(move |next: Settings| settings.set(next))
    };
    let words = settings.words();
    html! {
        <div class="page">
            <a class="skip" href="#check">{ words.skip }</a>
            { header(&settings, state.view, &on_settings) }
            <main id="check">
                { match state.view {
                    View::Check => check(&settings, &state, &checker),
                    View::About => about(&settings),
                } }
            </main>
            <footer><p>{ words.footer }</p></footer>
        </div>
    }
}

/// Tells the document and the browser what was chosen.
fn keep(settings: &Settings) {
    if let Some(document) = web_sys::window().and_then(|window| window.document()) {
        document.set_title(settings.words().title);
        if let Some(root) = document.document_element() {
            let _ = root.set_attribute("lang", settings.lang.tag());
        }
    }
    platform::remember(platform::local(), LANG_KEY, settings.lang.tag());
    platform::remember(platform::local(), RESOLVER_KEY, &settings.resolver);
}

/// The settings the page opens with: `?doh=` before what was chosen last, the browser's language before English.
fn initial_settings() -> Settings {
    let chosen = platform::recall(platform::local(), LANG_KEY);
    let tags = chosen.into_iter().chain(platform::languages());
    let lang = tags.into_iter().find_map(|tag| Lang::from_tag(&tag)).unwrap_or_default();
    let asked =
        platform::query_parameter("doh").or_else(|| platform::recall(platform::local(), RESOLVER_KEY));
    let resolver = asked.filter(|url| resolvers::error(url).is_none());
    Settings { lang, resolver: resolver.map_or_else(|| Rc::from(resolvers::DEFAULT), Rc::from) }
}
