//! The top of the page: its name, its views, the language and the resolver.

use super::resolver_choice::ResolverChoice;
use crate::state::{Document, Settings, State, View};
use waxseal_prose::Lang;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// The outline of the seal, small.
const SEAL: &str = "M50 4c8 0 9 7 16 9s13-3 19 3 1 12 4 19 11 7 11 15-8 9-11 16 3 13-3 19-12 1-19 4-8 10-17 \
                    10-9-8-16-10-13 3-19-3-1-12-4-19S0 58 0 50s8-8 11-15-3-13 3-19 12-1 19-4 9-8 17-8z";

/// The header.
pub(crate) fn header(settings: &Settings, state: &State, on_settings: &Callback<Settings>) -> Html {
    let words = settings.words();
    let current = |shown| (state.view == shown).then_some("page");
    // From another view the way back is to the report that stands there.
    let report = state.address.as_deref().filter(|_| state.view != View::Check).unwrap_or_default();
    let on_lang = {
        let settings = settings.clone();
        on_settings.reform(move |event: Event| {
            let tag = event.target_unchecked_into::<HtmlSelectElement>().value();
            Settings { lang: Lang::from_tag(&tag).unwrap_or_default(), ..settings.clone() }
        })
    };
    html! {
        <header class="top">
            <a class="brand" href="#">
                <svg width="26" height="26" viewBox="0 0 100 100" aria-hidden="true"><path fill="var(--wax)" d={SEAL} /></svg>
                { "Waxseal" }
            </a>
            <nav aria-label={words.main_navigation}>
                <a href={format!("#{report}")} aria-current={current(View::Check)}>{ words.check }</a>
                <a href="#reports" aria-current={current(View::Reports)}>{ words.reports }</a>
                <a href="#set-up" aria-current={current(View::SetUp)}>{ words.set_up }</a>
                <a href="#about" aria-current={current(View::Document(Document::About))}>{ words.about }</a>
            </nav>
            <ResolverChoice settings={settings.clone()} on_settings={on_settings.clone()} />
            <select class="choice" aria-label={words.language} onchange={on_lang}>
                { for Lang::ALL.into_iter().map(|lang| html! {
                    <option value={lang.tag()} selected={lang == settings.lang} lang={lang.tag()}>{ lang.name() }</option>
                }) }
            </select>
        </header>
    }
}
