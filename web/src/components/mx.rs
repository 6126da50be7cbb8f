//! The mail exchangers of a domain.

use crate::state::Settings;
use waxseal_core::report::DomainReport;
use yew::prelude::*;

/// The hosts with their addresses.
pub(crate) fn mx(settings: &Settings, report: &DomainReport) -> Html {
    let (words, prose, mx) = (settings.words(), settings.prose(), &report.mx);
    if mx.null {
        return html! { <p>{ words.null_mx }</p> };
    }
    if mx.hosts.is_empty() {
        let said = if mx.status.fault().is_some() { prose.query_status(mx.status) } else { words.no_mx };
        return html! { <p>{ said }</p> };
    }
    html! {
        <table class="cards">
            <thead><tr><th scope="col">{ "MX" }</th><th scope="col">{ words.name }</th><th scope="col">{ words.answer }</th></tr></thead>
            <tbody>
                { for mx.hosts.iter().map(|host| {
                    let addresses: Vec<String> = host.addresses.iter().map(ToString::to_string).collect();
                    let said = match (addresses.is_empty(), host.status.fault()) {
                        (false, _) => addresses.join(", "),
                        (true, Some(_)) => prose.query_status(host.status).to_owned(),
                        (true, None) => words.no_address.to_owned(),
                    };
                    html! { <tr>
                        <td data-label="MX">{ host.preference }</td>
                        <td data-label={words.name}>{ host.host.as_str() }
                            if let Some(alias) = &host.alias { <span class="note">{ format!(" ({} {alias})", words.alias_of) }</span> }
                        </td>
                        <td data-label={words.answer}>{ said }</td>
                    </tr> }
                }) }
            </tbody>
        </table>
    }
}
