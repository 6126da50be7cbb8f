//! The select for the resolver, and a field for one that is not listed.

use super::resolver_trial::{Trial, try_resolver};
use crate::locale::shell::ShellWords;
use crate::resolvers::{self, TO_TRY};
use crate::state::Settings;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use waxseal_doh::providers::{EndpointError, PROVIDERS};
use waxseal_prose::Refusal;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// The value of the option that opens the field for another resolver.
const OTHER: &str = "other";

/// Props of [`ResolverChoice`].
#[derive(Properties, PartialEq)]
pub(crate) struct ResolverProps {
    /// The settings in force.
    pub(crate) settings: Settings,
    /// Called with new ones.
    pub(crate) on_settings: Callback<Settings>,
}

/// The select and the field.
#[component]
pub(crate) fn ResolverChoice(props: &ResolverProps) -> Html {
    let typing = use_state(|| false);
    let words = props.settings.words();
    let on_choice = {
        let (props, typing) = ((props.settings.clone(), props.on_settings.clone()), typing.clone());
        Callback::from(move |event: Event| {
            let value = event.target_unchecked_into::<HtmlSelectElement>().value();
            typing.set(value == OTHER);
            if value != OTHER {
                props.1.emit(props.0.choosing(Rc::from(value)));
            }
        })
    };
    let on_typed = {
        let (typing, on_settings) = (typing.clone(), props.on_settings.clone());
        Callback::from(move |settings| {
            typing.set(false);
            on_settings.emit(settings);
        })
    };
    let resolver = &props.settings.resolver;
    let listed = PROVIDERS.iter().any(|provider| provider.url == &**resolver);
    html! {<>
        <select class="choice" aria-label={words.resolver} onchange={on_choice}>
            { for PROVIDERS.iter().map(|provider| html! {
                <option value={provider.url} selected={!*typing && provider.url == &**resolver}>{ provider.name }</option>
            }) }
            if !listed {
                <option value={resolver.to_string()} selected={!*typing}>{ resolvers::host(resolver) }</option>
            }
            <option value={OTHER} selected={*typing}>{ words.own_resolver }</option>
        </select>
        if *typing {
            <OwnResolver settings={props.settings.clone()} on_settings={on_typed} />
        }
    </>}
}

/// A field for the address of a resolver, which can be tried before it is used.
#[component]
fn OwnResolver(props: &ResolverProps) -> Html {
    let said = use_state(|| Said::Nothing);
    let field = use_node_ref();
    let (words, shell) = (props.settings.words(), props.settings.shell());
    let onsubmit = {
        let (settings, on_settings) = (props.settings.clone(), props.on_settings.clone());
        let (said, field) = (said.clone(), field.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if let Some(resolver) = usable(&field, &said) {
                on_settings.emit(settings.choosing(Rc::from(resolver)));
            }
        })
    };
    let on_try = {
        let (lang, said, field) = (props.settings.lang, said.clone(), field.clone());
        Callback::from(move |_: MouseEvent| {
            let Some(resolver) = usable(&field, &said) else { return };
            said.set(Said::Tried(Trial::Asked));
            let said = said.clone();
            spawn_local(async move { said.set(Said::Tried(try_resolver(&resolver, lang).await)) });
        })
    };
    let (refused, told) = match &*said {
        Said::Nothing => (None, None),
        Said::Refused(why) => (Some(why.sentence(props.settings.lang)), None),
        Said::Tried(trial) => (None, Some(sentence(*trial, shell))),
    };
    html! {
        <form class="field resolver" {onsubmit} novalidate=true>
            <label>{ words.own_resolver_label }
                <input ref={field} type="url" list="resolvers" aria-describedby="resolver-hint resolver-error" />
            </label>
            <datalist id="resolvers">
                { for TO_TRY.iter().map(|(name, url)| html! { <option value={*url}>{ *name }</option> }) }
            </datalist>
            <span>
                <button type="button" class="button quiet" onclick={on_try}>{ shell.try_resolver }</button>{ " " }
                <button type="submit" class="button quiet">{ words.use_it }</button>
            </span>
            <span id="resolver-hint">{ shell.resolvers_to_try }</span>
            <span id="resolver-error" role="alert">{ refused }</span>
            <span role="status">{ told }</span>
        </form>
    }
}

/// What is said below the field.
#[derive(PartialEq)]
enum Said {
    Nothing,
    Refused(EndpointError),
    Tried(Trial),
}

/// The address in the field, unless something is wrong with it, which is then said.
fn usable(field: &NodeRef, said: &UseStateHandle<Said>) -> Option<String> {
    let typed = field.cast::<HtmlInputElement>()?.value();
    match resolvers::error(&typed) {
        Some(reason) => {
            said.set(Said::Refused(reason));
            None
        }
        None => Some(typed.trim().to_owned()),
    }
}

const fn sentence(trial: Trial, shell: &ShellWords) -> &'static str {
    match trial {
        Trial::Asked => shell.resolver_asked,
        Trial::Answered { authenticated: true } => shell.resolver_validates,
        Trial::Answered { authenticated: false } => shell.resolver_without_dnssec,
        Trial::Unusable => shell.resolver_unusable,
        Trial::Unread => shell.resolver_unread,
    }
}
