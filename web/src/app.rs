//! The frame of the page: header, view, footer, and what all of them share.

use crate::components::header::Header;
use crate::hooks::use_check::use_check;
use crate::platform;
use crate::run;
use crate::state::{Action, Settings, State, View};
use crate::views::{about::about, check::check};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
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
    use_check(state.clone(), settings.resolver.clone());
    use_fragment(state.clone());

    use_effect_with(state.text.clone(), |text| platform::remember(platform::session(), TEXT_KEY, text));
    use_effect_with((*settings).clone(), |settings| {
        let words = settings.words();
        if let Some(document) = web_sys::window().and_then(|window| window.document()) {
            document.set_title(words.title);
            if let Some(root) = document.document_element() {
                let _ = root.set_attribute("lang", settings.lang.tag());
            }
        }
        platform::remember(platform::local(), LANG_KEY, settings.lang.tag());
        platform::remember(platform::local(), RESOLVER_KEY, &settings.resolver);
    });

    let on_settings = {
        let settings = settings.clone();
        Callback::from(move |next: Settings| settings.set(next))
    };
    let words = settings.words();
    html! {
        <ContextProvider<Settings> context={(*settings).clone()}>
            <div class="page">
                <a class="skip" href="#check">{ words.skip }</a>
                <Header view={state.view} {on_settings} />
                <main id="check">
                    { match state.view {
                        View::Check => check(&settings, &state),
                        View::About => about(&settings),
                    } }
                </main>
                <footer><p>{ words.footer }</p></footer>
            </div>
        </ContextProvider<Settings>>
    }
}

/// The settings the page opens with: `?doh=` before what was chosen last, the browser's language before English.
fn initial_settings() -> Settings {
    let chosen = platform::recall(platform::local(), LANG_KEY);
    let tags = chosen.into_iter().chain(platform::languages());
    let lang = tags.into_iter().find_map(|tag| Lang::from_tag(&tag)).unwrap_or_default();
    let asked =
        platform::query_parameter("doh").or_else(|| platform::recall(platform::local(), RESOLVER_KEY));
    let resolver = asked.filter(|url| run::resolver_error(url).is_none());
    Settings { lang, resolver: resolver.map_or_else(|| Rc::from(run::DEFAULT_RESOLVER), Rc::from) }
}

/// Shows the view of the fragment, now and whenever it changes.
#[hook]
fn use_fragment(state: UseReducerHandle<State>) {
    use_effect_with((), move |()| {
        let follow = Closure::<dyn Fn()>::new(move || {
            state.dispatch(Action::Show(View::from_fragment(&platform::fragment())));
        });
        let window = web_sys::window();
        if let Some(window) = &window {
            let _ = window.add_event_listener_with_callback("hashchange", follow.as_ref().unchecked_ref());
        }
        move || {
            if let Some(window) = window {
                let _ =
                    window.remove_event_listener_with_callback("hashchange", follow.as_ref().unchecked_ref());
            }
        }
    });
}
