//! The address view: who may send, and through which term.

use crate::state::Settings;
use waxseal_core::spf::AddressView;
use yew::prelude::*;

/// How many ranges are listed before the rest is folded away.
const MAX_DRAWN: usize = 400;

/// The view, folded.
pub(crate) fn addresses(settings: &Settings, view: &AddressView) -> Html {
    let words = settings.words();
    if view.ranges.is_empty() && !view.everyone {
        return html! { <p>{ words.addresses_none }</p> };
    }
    let hidden = view.ranges.len().saturating_sub(MAX_DRAWN);
    html! {<>
        <p>{ (words.addresses)(view.ipv4_addresses, view.ranges.iter().filter(|range| range.network.address().is_ipv6()).count()) }
            { view.everyone.then_some(words.addresses_everyone) }{ view.depends.then_some(words.addresses_depend) }</p>
        <details>
            <summary>{ (words.ranges)(view.ranges.len()) }</summary>
            <table class="cards">
                <thead><tr><th scope="col">{ words.range }</th><th scope="col">{ words.term }</th><th scope="col">{ words.record }</th></tr></thead>
                <tbody>
                    { for view.ranges.iter().take(MAX_DRAWN).map(|range| html! { <tr>
                        <td><code>{ range.network.to_string() }</code></td>
                        <td data-label={words.term}><code>{ &range.term }</code></td>
                        <td data-label={words.record}>{ range.domain.as_str() }</td>
                    </tr> }) }
                    if hidden > 0 { <tr><td>{ (words.more)(hidden) }</td></tr> }
                </tbody>
            </table>
            { for view.overlaps.iter().map(|overlap| html! { <p class="note">{ (words.overlap)(&overlap.inner.network.to_string(), &overlap.outer.network.to_string()) }</p> }) }
        </details>
    </>}
}
