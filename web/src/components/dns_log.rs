//! Every DNS question of the check, with what came back.

use crate::state::Settings;
use waxseal_core::dns::LoggedQuery;
use yew::prelude::*;

/// The log, folded.
pub(crate) fn dns_log(settings: &Settings, log: &[LoggedQuery]) -> Html {
    let (words, prose) = (settings.words(), settings.prose());
    if log.is_empty() {
        return html! { <p>{ words.dns_none }</p> };
    }
    html! {<>
        <p class="note">{ words.dns_note }</p>
        <details>
            <summary>{ (words.dns_count)(log.len()) }</summary>
            <table class="cards">
                <thead><tr>
                    <th scope="col">{ words.name }</th><th scope="col">{ words.kind }</th>
                    <th scope="col">{ words.answer }</th><th scope="col">{ words.milliseconds }</th>
                </tr></thead>
                <tbody>
                    { for log.iter().map(|query| html! { <tr>
                        <td>{ query.name.as_str() }</td>
                        <td data-label={words.kind}>{ query.kind.as_str() }</td>
                        <td data-label={words.answer}>
                            { for query.answers.iter().map(|data| html! { <div><code>{ format!("{} {data}", data.kind()) }</code></div> }) }
                            if query.answers.is_empty() { <span class="note">{ prose.query_status(query.status) }</span> }
                            if query.authenticated { <span class="note">{ words.validated }</span> }
                        </td>
                        <td data-label={words.milliseconds}>{ query.ms }</td>
                    </tr> }) }
                </tbody>
            </table>
        </details>
    </>}
}
