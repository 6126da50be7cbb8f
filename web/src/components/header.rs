//! The top of the page: its name, its views, the language and the resolver.

use crate::run;
use crate::state::{Settings, View};
use std::rc::Rc;
use waxseal_doh::providers::PROVIDERS;
use waxseal_prose::Lang;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// The value of the option that opens the field for another resolver.
const OTHER: &str = "other";

/// Props of [`Header`].
#[derive(Properties, PartialEq)]
pub(crate) struct HeaderProps {
    /// The view that is shown.
    pub(crate) view: View,
    /// Called with new settings.
    pub(crate) on_settings: Callback<Settings>,
}

/// The header.
#[component]
pub(crate) fn Header(props: &HeaderProps) -> Html {
    let Some(settings) = use_context::<Settings>() else { return Html::default() };
    let words = settings.words();
    let current = |view| (props.view == view).then_some("page");
    let on_lang = {
        let (settings, on_settings) = (settings.clone(), props.on_settings.clone());
        Callback::from(move |event: Event| {
            let tag = event.target_unchecked_into::<HtmlSelectElement>().value();
            let lang = Lang::from_tag(&tag).unwrap_or_default();
            on_settings.emit(Settings { lang, ..settings.clone() });
        })
    };
    html! {
        <header class="top">
            <a class="brand" href="#">
                <svg width="26" height="26" viewBox="0 0 100 100" aria-hidden="true"><path fill="var(--wax)" d="M50 4c8 0 9 7 16 9s13-3 19 3 1 12 4 19 11 7 11 15-8 9-11 16 3 13-3 19-12 1-19 4-8 10-17 10-9-8-16-10-13 3-19-3-1-12-4-19S0 58 0 50s8-8 11-15-3-13 3-19 12-1 19-4 9-8 17-8z"/></svg>
                { "Waxseal" }
            </a>
            <nav aria-label={words.main_navigation}>
                <a href="#" aria-current={current(View::Check)}>{ words.check }</a>
                <a href="#about" aria-current={current(View::About)}>{ words.about }</a>
            </nav>
            <ResolverChoice on_settings={props.on_settings.clone()} />
            <select class="choice" aria-label={words.language} onchange={on_lang}>
                { for Lang::ALL.into_iter().map(|lang| html! {
                    <option value={lang.tag()} selected={lang == settings.lang} lang={lang.tag()}>{ lang.name() }</option>
                }) }
            </select>
        </header>
    }
}

/// Props of [`ResolverChoice`].
#[derive(Properties, PartialEq)]
struct ResolverProps {
    on_settings: Callback<Settings>,
}

/// The select for the resolver, and a field for one that is not listed.
#[component]
fn ResolverChoice(props: &ResolverProps) -> Html {
    let typing = use_state(|| false);
    let error = use_state(|| None::<String>);
    let field = use_node_ref();
    let Some(settings) = use_context::<Settings>() else { return Html::default() };
    let words = settings.words();
    let on_choice = {
        let (settings, on_settings, typing) = (settings.clone(), props.on_settings.clone(), typing.clone());
        Callback::from(move |event: Event| {
            let value = event.target_unchecked_into::<HtmlSelectElement>().value();
            typing.set(value == OTHER);
            if value != OTHER {
                on_settings.emit(Settings { resolver: Rc::from(value), ..settings.clone() });
            }
        })
    };
    let on_own = {
        let (settings, on_settings) = (settings.clone(), props.on_settings.clone());
        let (typing, error, field) = (typing.clone(), error.clone(), field.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some(input) = field.cast::<HtmlInputElement>() else { return };
            let url = input.value();
            error.set(run::resolver_error(&url));
            if run::resolver_error(&url).is_none() {
                typing.set(false);
                on_settings.emit(Settings { resolver: Rc::from(url.trim()), ..settings.clone() });
            }
        })
    };
    let listed = PROVIDERS.iter().any(|provider| provider.url == &*settings.resolver);
    html! {<>
        <select class="choice" aria-label={words.resolver} onchange={on_choice}>
            { for PROVIDERS.iter().map(|provider| html! {
                <option value={provider.url} selected={!*typing && provider.url == &*settings.resolver}>{ provider.name }</option>
            }) }
            if !listed {
                <option value={settings.resolver.to_string()} selected={!*typing}>{ run::host_of(&settings.resolver) }</option>
            }
            <option value={OTHER} selected={*typing}>{ words.own_resolver }</option>
        </select>
        if *typing {
            <form class="field" onsubmit={on_own}>
                <label>{ words.own_resolver_label }
                    <input ref={field} type="url" aria-describedby="resolver-error" />
                </label>
                <span><button type="submit" class="button quiet">{ words.use_it }</button></span>
                <span id="resolver-error" role="alert">{ error.as_deref().map(words.bad_resolver) }</span>
            </form>
        }
    </>}
}
