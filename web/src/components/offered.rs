//! The resolver that a link brings along: whether to use it is asked before anything else is.

use crate::resolvers;
use crate::state::{Offer, Settings};
use waxseal_prose::Refusal;
use yew::prelude::*;

/// The question, or why the address cannot be used; nothing where no link says anything.
pub(crate) fn offered(settings: &Settings, on_settings: &Callback<Settings>) -> Html {
    let shell = settings.shell();
    let answer = |agrees: bool| {
        let settings = settings.clone();
        on_settings.reform(move |_: MouseEvent| settings.answering(agrees))
    };
    match &settings.offer {
        Offer::None => Html::default(),
        Offer::Refused(why) => html! {
            <p class="trouble" role="alert">{ (shell.link_refused)(&why.sentence(settings.lang)) }</p>
        },
        Offer::Open(url) => html! {
            <div class="trouble" role="alert">
                <p>{ (shell.link_chose)(url) }</p>
                <p>
                    <button type="button" class="button" onclick={answer(true)}>{ shell.agree }</button>{ " " }
                    <button type="button" class="button quiet" onclick={answer(false)}>
                        { (shell.decline)(&resolvers::name(&settings.own_resolver)) }
                    </button>
                </p>
            </div>
        },
    }
}
