//! The report on a domain.

use crate::components::address_test::AddressTest;
use crate::components::addresses::Addresses;
use crate::components::advice::Advice;
use crate::components::dmarc::Dmarc;
use crate::components::dns_log::DnsLog;
use crate::components::keys::Keys;
use crate::components::mx::Mx;
use crate::components::record::Record;
use crate::components::seal::{Seal, SealState};
use crate::components::spf::{Meter, SpfTree};
use crate::components::what_if::WhatIf;
use crate::state::{Settings, State};
use std::rc::Rc;
use waxseal_core::dmarc::Policy;
use waxseal_core::report::DomainReport;
use yew::prelude::*;

/// Props of [`DomainView`].
#[derive(Properties, PartialEq)]
pub(crate) struct DomainViewProps {
    /// The report.
    pub(crate) report: Rc<DomainReport>,
    /// What the page shows.
    pub(crate) state: UseReducerHandle<State>,
}

/// The view.
#[component]
pub(crate) fn DomainView(props: &DomainViewProps) -> Html {
    let Some(settings) = use_context::<Settings>() else { return Html::default() };
    let (words, report) = (settings.words(), &props.report);
    let dmarc = &report.dmarc;
    html! {
        <div class="arriving">
            { verdict(&settings, report) }
            <section aria-labelledby="mx">
                <h2 id="mx">{ words.mail_exchangers }</h2>
                <div class="sheet pad"><Mx report={report.clone()} /></div>
            </section>
            <section aria-labelledby="spf">
                <h2 id="spf">{ "SPF" }</h2>
                <div class="sheet pad">
                    { spf(&settings, props) }
                </div>
            </section>
            <section aria-labelledby="dkim">
                <h2 id="dkim">{ "DKIM" }</h2>
                <div class="sheet pad"><Keys report={report.clone()} /></div>
            </section>
            <section aria-labelledby="dmarc">
                <h2 id="dmarc">{ "DMARC" }</h2>
                <div class="sheet pad">
                    <Dmarc record={dmarc.record.clone()} cause={dmarc.cause.clone()} organization={dmarc.organizational_domain.clone()} />
                    <h3>{ words.advice }</h3>
                    <Advice findings={report.findings.clone()} />
                </div>
            </section>
            <section aria-labelledby="what-if" class="no-print">
                <h2 id="what-if">{ words.what_if }</h2>
                <div class="sheet pad"><WhatIf state={props.state.clone()} /></div>
            </section>
            <section aria-labelledby="dns">
                <h2 id="dns">{ words.dns_questions }</h2>
                <div class="sheet pad"><DnsLog log={report.dns.clone()} /></div>
            </section>
        </div>
    }
}

fn spf(settings: &Settings, props: &DomainViewProps) -> Html {
    let (words, report) = (settings.words(), &props.report);
    let spf = &report.spf;
    html! {<>
        if spf.records.is_empty() {
            <p>{ spf.cause.as_ref().map_or_else(|| words.no_spf.to_owned(), |cause| settings.prose().spf_cause(cause)) }</p>
        }
        if spf.records.len() > 1 { <p>{ words.several_spf }</p> }
        { for spf.records.iter().map(|text| html! {
            <Record name={report.domain.to_string()} kind="TXT" value={text.clone()} />
        }) }
        if let Some(root) = spf.tree.as_ref().filter(|_| !spf.records.is_empty()) {
            <Meter lookups={spf.lookups} />
            <SpfTree root={root.clone()} />
            <h3>{ words.addresses_title }</h3>
            <Addresses view={spf.addresses.clone()} />
            <div class="no-print"><AddressTest domain={report.domain.to_string()} state={props.state.clone()} /></div>
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
    let seal = match report.dmarc.policy {
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
            <Seal state={seal} />
        </section>
    }
}
