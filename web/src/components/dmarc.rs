//! A DMARC record with its defaults visible as defaults.

use super::record::record as record_line;
use crate::locale::Words;
use crate::state::Settings;
use waxseal_core::dmarc::{DmarcCause, Mode};
use waxseal_core::domain::Domain;
use waxseal_core::report::DmarcRecordReport;
use yew::prelude::*;

/// The record and what it says.
pub(crate) fn dmarc(
    settings: &Settings,
    found: Option<&DmarcRecordReport>,
    cause: Option<&DmarcCause>,
    organization: Option<&Domain>,
) -> Html {
    let words = settings.words();
    let Some(found) = found else {
        let cause = cause.map(|cause| settings.prose().dmarc_cause(cause));
        return html! { <p>{ cause.unwrap_or_else(|| words.no_record.to_owned()) }</p> };
    };
    let record = &found.record;
    let stated = |policy: Option<waxseal_core::dmarc::Policy>| policy.map_or("none", |p| p.as_str());
    let mode = |mode: Mode, defaulted: bool| mode_words(words, mode, defaulted);
    let reports: Vec<&str> = record.rua.iter().map(|uri| uri.uri.as_str()).collect();
    html! {<>
        { record_line(&format!("_dmarc.{}", found.at), "TXT", &record.text) }
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
            if let Some(organization) = organization {
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
