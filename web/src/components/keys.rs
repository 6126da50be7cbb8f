//! The DKIM selectors of a domain, with the aliases they lead through.

use super::record::record;
use crate::state::Settings;
use waxseal_core::dns::QueryStatus;
use waxseal_core::report::{DkimKeyReport, DomainReport};
use yew::prelude::*;

/// The selectors.
pub(crate) fn keys(settings: &Settings, report: &DomainReport) -> Html {
    let words = settings.words();
    if report.dkim.is_empty() {
        return html! { <p>{ words.keys_none }</p> };
    }
    let said = |key: &DkimKeyReport| match (key.records.is_empty(), key.status) {
        (false, _) => words.key_there.to_owned(),
        (true, QueryStatus::Nxdomain) if !key.aliases.is_empty() => words.target_missing.to_owned(),
        (true, status) if status.fault().is_some() => settings.prose().query_status(status).to_owned(),
        (true, _) => words.key_missing.to_owned(),
    };
    html! {
        { for report.dkim.iter().map(|key| html! {
            <section class="key">
                <h3>{ &key.selector }<span class="note">{ format!(" · {}", said(key)) }</span></h3>
                { for key.aliases.iter().enumerate().map(|(at, target)| {
                    let from = at.checked_sub(1).and_then(|before| key.aliases.get(before)).unwrap_or(&key.name);
                    record(from.as_str(), "CNAME", target.as_str())
                }) }
                { for key.records.iter().map(|text| record(key.aliases.last().unwrap_or(&key.name).as_str(), "TXT", text)) }
            </section>
        }) }
    }
}
