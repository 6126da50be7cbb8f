//! Two messages side by side: who they say they are, who vouches for them, and the way they took.

use super::chip::{Mark, chip};
use crate::node::{Attribute, Node, button, cell, field, form, p, table, td, textarea, tr};
use crate::protocol::Act;
use crate::speech::Speech;
use crate::views::Session;
use waxseal_core::report::MessageReport;

/// The box for the other message, and what differs once there is one.
pub(crate) fn compare(speech: Speech, report: &MessageReport, session: &Session) -> Vec<Node> {
    let words = speech.words();
    let text =
        textarea().with(Attribute::Name, "text").with(Attribute::Required, "").with(Attribute::Rows, "4");
    let form = form()
        .class("form wide")
        .with(Attribute::DataAct, Act::Compare.as_str())
        .put(field("compare-text", words.other_message, text))
        .put(button().class("button quiet").with(Attribute::Type, "submit").put(words.compare));
    let mut nodes = vec![p().put(words.compare_note), form];
    nodes.extend(session.other.as_ref().map(|other| side_by_side(speech, report, other)));
    nodes
}

fn side_by_side(speech: Speech, one: &MessageReport, other: &MessageReport) -> Node {
    let words = speech.words();
    let heads = [words.name, words.this_message, words.the_other, ""];
    let row = |((name, one), (_, other)): ((&str, String), (&str, String))| {
        let mark = if one == other { None } else { Some(chip(Mark::Stranger, words.different)) };
        tr().put(td().put(name))
            .put(cell(words.this_message, one))
            .put(cell(words.the_other, other))
            .put(cell("", mark))
    };
    table(&heads, lines(speech, one).into_iter().zip(lines(speech, other)).map(row).collect())
}

/// What is compared, in the same order for every message.
fn lines(speech: Speech, report: &MessageReport) -> Vec<(&'static str, String)> {
    let words = speech.words();
    let shown = |text: Option<String>| text.filter(|text| !text.is_empty()).unwrap_or_else(|| "–".to_owned());
    let signatures = report.dkim.iter().filter_map(|signature| {
        let result = match &signature.claimed {
            Some(claimed) if signature.verification.result.as_str() == "notChecked" => claimed.as_str(),
            _ => signature.verification.result.as_str(),
        };
        Some(format!("{} {result}", signature.domain()?))
    });
    let envelope = &report.envelope;
    let by: Vec<&str> = report.hops.iter().filter_map(|hop| hop.by.as_deref()).collect();
    vec![
        (words.verdict, speech.prose().headline(report)),
        ("From", shown(report.author.as_ref().map(|author| author.domain.to_string()))),
        (words.sender, shown(envelope.mail_from.clone())),
        (words.client_address, shown(envelope.client_ip.map(|ip| ip.to_string()))),
        ("SPF", shown(report.spf.domain.as_ref().map(|domain| format!("{domain} {}", report.spf.result)))),
        ("DKIM", shown(Some(signatures.collect::<Vec<_>>().join(", ")))),
        ("ARC", report.arc.chain.result.as_str().to_owned()),
        ("DMARC", report.dmarc.result.as_str().to_owned()),
        (words.policy, shown(report.dmarc.policy.map(|policy| policy.as_str().to_owned()))),
        (words.path, shown(Some(by.join(" → ")))),
    ]
}
