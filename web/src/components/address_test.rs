//! "Does this address pass?": a box for an address, a sender and a HELO name, answered at once.

use super::chip::{Mark, chip};
use super::spf::{meter, spf_tree};
use crate::run;
use crate::state::{Settings, State};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use waxseal_core::report::SpfCheckReport;
use waxseal_core::spf::SpfResult;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Props of [`AddressTest`].
#[derive(Properties, PartialEq)]
pub(crate) struct AddressTestProps {
    /// The domain whose record is asked.
    pub(crate) domain: AttrValue,
    /// What the page shows: where its answers come from, and the drafts over them.
    pub(crate) state: UseReducerHandle<State>,
}

/// The box and its answer.
#[component]
pub(crate) fn AddressTest(props: &AddressTestProps) -> Html {
    let (ip, sender, helo) = (use_node_ref(), use_node_ref(), use_node_ref());
    let answer = use_state(|| None::<Result<Rc<SpfCheckReport>, String>>);
    let Some(settings) = use_context::<Settings>() else { return Html::default() };
    let words = settings.words();
    let onsubmit = {
        let (ip, sender, helo) = (ip.clone(), sender.clone(), helo.clone());
        let (answer, state, resolver) = (answer.clone(), props.state.clone(), settings.resolver.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let text =
                |node: &NodeRef| node.cast::<HtmlInputElement>().map(|i| i.value()).unwrap_or_default();
            let Ok(ip) = text(&ip).trim().parse() else {
                answer.set(Some(Err((words.not_an_address)(&text(&ip)))));
                return;
            };
            let question = run::SpfQuestion {
                ip,
                mail_from: text(&sender),
                helo: text(&helo),
                source: state.source,
                drafts: state.drafts.to_vec(),
                resolver: resolver.clone(),
            };
            let answer = answer.clone();
            spawn_local(async move { answer.set(Some(run::spf(question).await.map(Rc::new))) });
        })
    };
    html! {<>
        <h3>{ words.does_it_pass }</h3>
        <form class="form" {onsubmit}>
            <label>{ words.client_address }<input ref={ip} required=true placeholder="192.0.2.1" autocomplete="off" /></label>
            <label>{ words.sender }<input ref={sender} autocomplete="off" value={format!("postmaster@{}", props.domain)} /></label>
            <label>{ "HELO" }<input ref={helo} autocomplete="off" placeholder="mail.example.com" /></label>
            <button type="submit" class="button quiet">{ words.ask }</button>
        </form>
        <div role="status">{ match &*answer {
            None => Html::default(),
            Some(Err(reason)) => html! { <p>{ reason }</p> },
            Some(Ok(report)) => outcome(&settings, report),
        } }</div>
    </>}
}

fn outcome(settings: &Settings, report: &SpfCheckReport) -> Html {
    let spf = &report.spf;
    let mark = match spf.result {
        SpfResult::Pass => Mark::Pass,
        SpfResult::Fail | SpfResult::Softfail | SpfResult::Permerror => Mark::Fail,
        SpfResult::Neutral | SpfResult::None | SpfResult::Temperror => Mark::Unknown,
    };
    html! {<>
        <p>{ chip(mark, &format!("SPF {} · {}", spf.result, spf.domain)) }
            { " " }{ spf.cause.as_ref().map(|cause| settings.prose().spf_cause(cause)) }</p>
        if let Some(explanation) = &spf.explanation { <blockquote>{ explanation }</blockquote> }
        { meter(settings, spf.lookups) }
        { for spf.tree.as_ref().map(|root| spf_tree(settings, root)) }
    </>}
}
