//! What the receiver said beside what was worked out here.

use super::chip::{Chip, Mark};
use crate::state::Settings;
use std::rc::Rc;
use waxseal_core::dmarc::Alignment;
use waxseal_core::report::{DmarcResult, MessageReport};
use yew::prelude::*;

/// Props of [`Said`].
#[derive(Properties, PartialEq)]
pub(crate) struct SaidProps {
    /// The report.
    pub(crate) report: Rc<MessageReport>,
}

/// One line of the table.
struct Line {
    method: String,
    claimed: Option<String>,
    recomputed: Option<String>,
    aligned: Option<bool>,
}

/// The table.
#[component]
pub(crate) fn Said(props: &SaidProps) -> Html {
    let Some(settings) = use_context::<Settings>() else { return Html::default() };
    let words = settings.words();
    let lines = lines(&props.report);
    let result = |text: Option<&String>| match text {
        Some(text) => html! { <Chip mark={dmarc_mark(text)} text={text.clone()} /> },
        None => html! { <Chip mark={Mark::Unknown} text={words.not_checked} /> },
    };
    let aligned = |aligned| match aligned {
        Some(true) => html! { <Chip mark={Mark::Pass} text={words.aligned} /> },
        Some(false) => html! { <Chip mark={Mark::Stranger} text={words.not_aligned} /> },
        None => Html::default(),
    };
    html! {
        <table class="cards">
            <thead><tr>
                <th scope="col">{ words.method }</th><th scope="col">{ words.said }</th>
                <th scope="col">{ words.computed }</th><th scope="col">{ words.alignment }</th>
            </tr></thead>
            <tbody>
                { for lines.iter().map(|line| html! { <tr>
                    <td>{ &line.method }</td>
                    <td data-label={words.said}>{ line.claimed.as_ref().map_or_else(|| html! { "–" }, |text| result(Some(text))) }</td>
                    <td data-label={words.computed}>{ result(line.recomputed.as_ref()) }</td>
                    <td data-label={words.alignment}>{ aligned(line.aligned) }</td>
                </tr> }) }
            </tbody>
        </table>
    }
}

/// A bare word gets no green: whether a pass counts is in the column beside it.
fn dmarc_mark(result: &str) -> Mark {
    match result {
        "pass" => Mark::Unknown,
        other => Mark::of_result(other),
    }
}

fn lines(report: &MessageReport) -> Vec<Line> {
    let checked = |result: &str| (result != "notChecked").then(|| result.to_owned());
    let subject = |name: &str, domain: Option<&str>| match domain {
        Some(domain) => format!("{name} {domain}"),
        None => name.to_owned(),
    };
    let known = |mechanism, domain: Option<&waxseal_core::domain::Domain>, aligned| {
        let listed =
            report.dmarc.identifiers.iter().any(|i| i.mechanism == mechanism && Some(&i.domain) == domain);
        listed.then_some(aligned)
    };
    let spf = Line {
        method: subject("SPF", report.spf.domain.as_ref().map(|d| d.as_str())),
        claimed: report.spf.claimed.clone(),
        recomputed: checked(report.spf.result),
        aligned: known(Alignment::Spf, report.spf.domain.as_ref(), report.spf.aligned),
    };
    let dkim = report.dkim.iter().map(|signature| Line {
        method: subject("DKIM", signature.domain.as_ref().map(|d| d.as_str())),
        claimed: signature.claimed.clone(),
        recomputed: checked(signature.result),
        aligned: known(Alignment::Dkim, signature.domain.as_ref(), signature.aligned),
    });
    let dmarc = Line {
        method: subject("DMARC", report.dmarc.domain.as_ref().map(|d| d.as_str())),
        claimed: report.dmarc.claimed.clone(),
        recomputed: Some(dmarc_word(report.dmarc.result).to_owned()),
        aligned: None,
    };
    std::iter::once(spf).chain(dkim).chain([dmarc]).collect()
}

/// The word of RFC 8601.
pub(crate) const fn dmarc_word(result: DmarcResult) -> &'static str {
    match result {
        DmarcResult::Pass => "pass",
        DmarcResult::Fail => "fail",
        DmarcResult::None => "none",
        DmarcResult::Temperror => "temperror",
        DmarcResult::Permerror => "permerror",
    }
}
