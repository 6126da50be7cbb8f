//! The select for the resolver, and a field for one that is not listed.

use crate::resolvers;
use crate::state::Settings;
use std::rc::Rc;
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

/// A field for the address of a resolver.
#[component]
fn OwnResolver(props: &ResolverProps) -> Html {
    let error = use_state(|| None::<EndpointError>);
    let field = use_node_ref();
    let words = props.settings.words();
    let onsubmit = {
        let (settings, on_settings) = (props.settings.clone(), props.on_settings.clone());
        let (error, field) = (error.clone(), field.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some(input) = field.cast::<HtmlInputElement>() else { return };
            match resolvers::error(&input.value()) {
                Some(reason) => error.set(Some(reason)),
                None => {
                    let resolver = Rc::from(input.value().trim());
                    on_settings.emit(settings.choosing(resolver));
                }
            }
        })
    };
    let refused = error.as_ref().map(|why| why.sentence(props.settings.lang));
    html! {
        <form class="field" {onsubmit} novalidate=true>
            <label>{ words.own_resolver_label }
                <input ref={field} type="url" aria-describedby="resolver-error" />
            </label>
            <span><button type="submit" class="button quiet">{ words.use_it }</button></span>
            <span id="resolver-error" role="alert">{ refused }</span>
        </form>
    }
}
