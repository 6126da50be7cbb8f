//! The DKIM selectors of a domain, with the aliases they lead through.

use super::record::Record;
use crate::state::Settings;
use std::rc::Rc;
use waxseal_core::dns::QueryStatus;
use waxseal_core::report::{DkimKeyReport, DomainReport};
use yew::prelude::*;

/// Props of [`Keys`].
#[derive(Properties, PartialEq)]
pub(crate) struct KeysProps {
    /// The report.
    pub(crate) report: Rc<DomainReport>,
}

/// The selectors.
#[component]
pub(crate) fn Keys(props: &KeysProps) -> Html {
    let Some(settings) = use_context::<Settings>() else { return Html::default() };
    let words = settings.words();
    if props.report.dkim.is_empty() {
        return html! { <p>{ words.keys_none }</p> };
    }
    let said = |key: &DkimKeyReport| match (key.records.is_empty(), key.status) {
        (false, _) => words.key_there.to_owned(),
        (true, QueryStatus::Nxdomain) if !key.aliases.is_empty() => words.target_missing.to_owned(),
        (true, status) if status.fault().is_some() => settings.prose().query_status(status).to_owned(),
        (true, _) => words.key_missing.to_owned(),
    };
    html! {
        { for props.report.dkim.iter().map(|key| html! {
            <section class="key">
                <h3>{ &key.selector }<span class="note">{ format!(" · {}", said(key)) }</span></h3>
                { for key.aliases.iter().enumerate().map(|(at, target)| {
                    let from = at.checked_sub(1).and_then(|before| key.aliases.get(before)).unwrap_or(&key.name);
                    html! { <Record name={from.to_string()} kind="CNAME" value={target.to_string()} /> }
                }) }
                { for key.records.iter().map(|text| html! {
                    <Record name={key.aliases.last().unwrap_or(&key.name).to_string()} kind="TXT" value={text.clone()} />
                }) }
            </section>
        }) }
    }
}
