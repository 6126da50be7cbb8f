//! Advice, gravest first.

use crate::state::Settings;
use waxseal_core::finding::Severity;
use waxseal_core::report::Finding;
use yew::prelude::*;

/// The list.
pub(crate) fn advice(settings: &Settings, findings: &[Finding]) -> Html {
    let mut findings: Vec<&Finding> = findings.iter().collect();
    findings.sort_by_key(|finding| finding.severity);
    if findings.is_empty() {
        return html! { <p>{ settings.words().no_advice }</p> };
    }
    html! {
        <ul class="advice">
            { for findings.into_iter().map(|finding| {
                let (class, sign) = match finding.severity {
                    Severity::Error => ("error", "✕"),
                    Severity::Warning => ("warning", "!"),
                    Severity::Info => ("info", "i"),
                };
                let citation = finding.citation.map(|c| format!(" · RFC {} §{}", c.rfc, c.section));
                html! { <li>
                    <span class={classes!("mark", class)} aria-hidden="true">{ sign }</span>
                    <div>{ settings.prose().finding(finding) }
                        <div class="where"><code>{ &finding.subject }</code>{ citation }</div>
                    </div>
                </li> }
            }) }
        </ul>
    }
}
