//! Two quiet lines at the foot of the window: that there is no network, and that there is a new version.

use crate::locale::shell::ShellWords;
use crate::service_worker;
use crate::state::State;
use yew::prelude::*;

/// The lines. The element is always there, so that what comes into it is spoken.
pub(crate) fn notices(words: &'static ShellWords, state: &State) -> Html {
    let update = state.update.clone().map(|waiting| {
        let onclick = Callback::from(move |_: MouseEvent| service_worker::take_over(&waiting));
        html! {
            <p class="notice">
                <span>{ words.update }</span>
                <button type="button" class="button quiet" {onclick}>{ words.update_now }</button>
            </p>
        }
    });
    html! {
        <div class="notices no-print" role="status">
            if !state.online { <p class="notice">{ words.offline }</p> }
            { update }
        </div>
    }
}
