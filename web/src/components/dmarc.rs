//! A DMARC record with its defaults visible as defaults.

use super::record::Record;
use crate::locale::Words;
use crate::state::Settings;
use waxseal_core::dmarc::{DmarcCause, Mode};
use waxseal_core::domain::Domain;
use waxseal_core::report::DmarcRecordReport;
use yew::prelude::*;

/// Props of [`Dmarc`].
#[derive(Properties, PartialEq)]
pub(crate) struct DmarcProps {
    /// The record that applies.
    pub(crate) record: Option<DmarcRecordReport>,
    /// Why none does.
    pub(crate) cause: Option<DmarcCause>,
    /// The organizational domain.
    pub(crate) organization: Option<Domain>,
}

/// The record and what it says.
#[component]
pub(crate) fn Dmarc(props: &DmarcProps) -> Html {
    let Some(settings) = use_context::<Settings>() else { return Html::default() };
    let words = settings.words();
    let Some(found) = &props.record else {
        let cause = props.cause.as_ref().map(|cause| settings.prose().dmarc_cause(cause));
        return html! { <p>{ cause.unwrap_or_else(|| words.no_record.to_owned()) }</p> };
    };
    let record = &found.record;
    let stated = |policy: Option<waxseal_core::dmarc::Policy>| policy.map_or("none", |p| p.as_str());
    let mode = |mode: Mode, defaulted: bool| mode_words(words, mode, defaulted);
    let reports: Vec<&str> = record.rua.iter().map(|uri| uri.uri.as_str()).collect();
    html! {<>
        <Record name={format!("_dmarc.{}", found.at)} kind="TXT" value={record.text.clone()} />
        <dl class="facts">
            <dt>{ words.policy }</dt>
            <dd><code>{ format!("p={}", stated(record.p)) }</code>{ found.defaulted().p.then(|| format!(" ({})", words.defaulted)) }</dd>
            <dt>{ words.subdomains }</dt>
            <dd><code>{ format!("sp={}", stated(record.sp.or(record.p))) }</code>{ found.defaulted().sp.then(|| format!(" ({})", words.defaulted)) }</dd>
            <dt>{ "DKIM" }</dt><dd>{ mode(record.adkim, found.defaulted().adkim) }</dd>
            <dt>{ "SPF" }</dt><dd>{ mode(record.aspf, found.defaulted().aspf) }</dd>
            if !reports.is_empty() {
                <dt>{ words.reports_to }</dt><dd>{ reports.join(", ") }</dd>
            }
            if let Some(organization) = &props.organization {
                <dt>{ words.organization }</dt><dd>{ organization.as_str() }</dd>
            }
        </dl>
    </>}
}

fn mode_words(words: &'static Words, mode: Mode, defaulted: bool) -> String {
    let word = match mode {
        Mode::Strict => words.strict,
        Mode::Relaxed => words.relaxed,
    };
    if defaulted { format!("{word} ({})", words.defaulted) } else { word.to_owned() }
}
