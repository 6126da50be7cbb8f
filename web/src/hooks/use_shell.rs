//! What goes on around the page: the network, new versions, keys.

use crate::state::{Action, State};
use crate::{platform, service_worker, shortcuts};
use wasm_bindgen_futures::spawn_local;
use waxseal_prose::Lang;
use yew::prelude::*;

/// Follows them for as long as the page is open.
#[hook]
pub(crate) fn use_shell(state: &UseReducerHandle<State>, lang: Lang) {
    let dispatcher = state.dispatcher();
    use_effect_with((), move |()| {
        shortcuts::listen();
        {
            let dispatcher = dispatcher.clone();
            platform::on_network(move |online| dispatcher.dispatch(Action::Network(online)));
        }
        service_worker::register(lang, move |waiting| dispatcher.dispatch(Action::Update(waiting)));
    });
    use_effect_with(lang, |lang| {
        let lang = *lang;
        spawn_local(async move {
            let _ = service_worker::note(lang).await;
        });
    });
}
