//! "Does this address pass?": a form for an address, a sender and a HELO name, and its answer.

use super::buttons::{form_of, hidden, submit, text_field};
use super::chip::{Mark, chip};
use super::meter::meter;
use super::spf::spf_tree;
use crate::locale::Locale;
use crate::node::{Attribute, Node, blockquote, div, field, h3, p};
use crate::protocol::Act;
use crate::views::{Session, SpfAnswer};
use std::net::IpAddr;
use waxseal_core::report::SpfCheckReport;
use waxseal_core::spf::SpfResult;
use waxseal_prose::Refusal;

/// The form and the answer to what was asked last.
pub(crate) fn address_test(locale: Locale, session: &Session, domain: &str) -> Node {
    let words = locale.words();
    let text = |name: &str, placeholder: &str| {
        let control = text_field(name);
        control.with(Attribute::Placeholder, placeholder)
    };
    let client = text("ip", "192.0.2.1").with(Attribute::Required, "");
    let sender = text("mailFrom", "").with(Attribute::Value, format!("postmaster@{domain}"));
    let form = form_of(Act::AskSpf)
        .put(field("spf-ip", words.client_address, client))
        .put(field("spf-sender", words.sender, sender))
        .put(field("spf-helo", "HELO", text("helo", "mail.example.com")))
        .put(submit(words.ask));
    div().class("no-print").put(h3().put(words.does_it_pass)).put(form).put(answer(locale, session))
}

/// For which domain one address is checked, and the answer to what was asked last.
pub(crate) fn domain_test(locale: Locale, session: &Session, ip: IpAddr) -> Vec<Node> {
    let words = locale.words();
    let domain =
        text_field("mailFrom").with(Attribute::Required, "").with(Attribute::Placeholder, "example.com");
    let form = form_of(Act::AskSpf)
        .put(hidden("ip", &ip.to_string()))
        .put(field("spf-sender", words.spf_of_which, domain))
        .put(submit(words.ask));
    vec![form, answer(locale, session)]
}

fn answer(locale: Locale, session: &Session) -> Node {
    let answer = match &session.spf_answer {
        None => Vec::new(),
        Some(SpfAnswer::Refused(why)) => vec![p().put(why.sentence(locale.lang))],
        Some(SpfAnswer::Checked(report)) => outcome(locale, session, report),
    };
    div().with(Attribute::Role, "status").put(answer)
}

fn outcome(locale: Locale, session: &Session, report: &SpfCheckReport) -> Vec<Node> {
    let spf = &report.spf;
    let mark = match spf.result {
        SpfResult::Pass => Mark::Pass,
        SpfResult::Fail | SpfResult::Softfail | SpfResult::Permerror => Mark::Fail,
        SpfResult::Neutral | SpfResult::None | SpfResult::Temperror => Mark::Unknown,
    };
    let cause = spf.cause.as_ref().map(|cause| format!(" {}", locale.prose().spf_cause(cause)));
    let mut nodes = vec![p().put(chip(mark, &format!("SPF {} · {}", spf.result, spf.domain))).put(cause)];
    nodes.extend(spf.explanation.as_ref().map(|text| blockquote().put(text.as_str())));
    nodes.push(meter(locale, spf.lookups, spf.tree.as_ref()));
    nodes.extend(spf.tree.as_ref().map(|root| spf_tree(locale, session, root)));
    nodes
}
