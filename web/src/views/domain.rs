//! The report on a domain.

use crate::components::address_test::AddressTest;
use crate::components::addresses::addresses;
use crate::components::advice::advice;
use crate::components::dmarc::dmarc as dmarc_record;
use crate::components::dns_log::dns_log;
use crate::components::keys::keys;
use crate::components::mx::mx;
use crate::components::record::record;
use crate::components::seal::{SealState, seal};
use crate::components::spf::{meter, spf_tree};
use crate::components::what_if::WhatIf;
use crate::state::{Settings, State};
use waxseal_core::dmarc::Policy;
use waxseal_core::report::DomainReport;
use yew::prelude::*;

/// The view.
pub(crate) fn domain_view(
    settings: &Settings,
    report: &DomainReport,
    state: &UseReducerHandle<State>,
) -> Html {
    let words = settings.words();
    let dmarc = &report.dmarc;
    html! {
        <div class="arriving">
            { verdict(settings, report) }
            <section aria-labelledby="mx">
                <h2 id="mx">{ words.mail_exchangers }</h2>
                <div class="sheet pad">{ mx(settings, report) }</div>
            </section>
            <section aria-labelledby="spf">
                <h2 id="spf">{ "SPF" }</h2>
                <div class="sheet pad">
                    { spf(settings, report, state) }
                </div>
            </section>
            <section aria-labelledby="dkim">
                <h2 id="dkim">{ "DKIM" }</h2>
                <div class="sheet pad">{ keys(settings, report) }</div>
            </section>
            <section aria-labelledby="dmarc">
                <h2 id="dmarc">{ "DMARC" }</h2>
                <div class="sheet pad">
                    { dmarc_record(settings, dmarc.record.as_ref(), dmarc.cause.as_ref(), dmarc.organizational_domain.as_ref()) }
                    <h3>{ words.advice }</h3>
                    { advice(settings, &report.findings) }
                </div>
            </section>
            <section aria-labelledby="what-if" class="no-print">
                <h2 id="what-if">{ words.what_if }</h2>
                <div class="sheet pad"><WhatIf state={state.clone()} /></div>
            </section>
            <section aria-labelledby="dns">
                <h2 id="dns">{ words.dns_questions }</h2>
                <div class="sheet pad">{ dns_log(settings, &report.dns) }</div>
            </section>
        </div>
    }
}

fn spf(settings: &Settings, report: &DomainReport, state: &UseReducerHandle<State>) -> Html {
    let words = settings.words();
    let spf = &report.spf;
    html! {<>
        if spf.records.is_empty() {
            <p>{ spf.cause.as_ref().map_or_else(|| words.no_spf.to_owned(), |cause| settings.prose().spf_cause(cause)) }</p>
        }
        if spf.records.len() > 1 { <p>{ words.several_spf }</p> }
        { for spf.records.iter().map(|text| record(report.domain.as_str(), "TXT", text)) }
        if let Some(root) = spf.tree.as_ref().filter(|_| !spf.records.is_empty()) {
            { meter(settings, spf.lookups) }
            { spf_tree(settings, root) }
            <h3>{ words.addresses_title }</h3>
            { addresses(settings, &spf.addresses) }
            <div class="no-print"><AddressTest domain={report.domain.to_string()} state={state.clone()} /></div>
        }
    </>}
}

fn verdict(settings: &Settings, report: &DomainReport) -> Html {
    let words = settings.words();
    let said = match (report.exists, report.dmarc.policy) {
        (Some(false), _) => words.domain_missing.to_owned(),
        (_, Some(policy)) => (words.domain_policy)(policy.as_str()),
        (None, None) => words.domain_unknown.to_owned(),
        (Some(true), None) => words.domain_no_policy.to_owned(),
    };
    // A policy that asks for nothing protects nobody, so its seal is not whole.
    let shown = match report.dmarc.policy {
        Some(Policy::Reject | Policy::Quarantine) => SealState::Whole,
        _ => SealState::Blank,
    };
    let found = report.dkim.iter().filter(|key| !key.records.is_empty() || !key.aliases.is_empty()).count();
    html! {
        <section class="verdict" aria-label={words.verdict} aria-live="polite" role="region">
            <div class="verdict-text">
                <h1>{ (words.domain_headline)(report.domain.as_str(), &said) }</h1>
                <p>{ (words.domain_lead)(report.mx.hosts.len(), report.spf.records.len(), found) }</p>
            </div>
            { seal(settings, shown) }
        </section>
    }
}
