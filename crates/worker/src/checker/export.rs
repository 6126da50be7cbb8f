//! Reports as files.

use super::share::masked;
use super::{CHECKER, Checker, Report, draw};
use crate::post;
use serde::Serialize;
use wasm_bindgen::JsValue;
use waxseal_core::json;
use waxseal_view::export::{csv, domain_csv, message_csv};
use waxseal_view::protocol::Reply;
use waxseal_view::share;

/// A file: its name, its media type and what is in it.
type Content = (&'static str, &'static str, String);

/// Hands the report over as a file.
pub(super) fn export(kind: &str) {
    let file = CHECKER.with_borrow(|checker| match kind {
        "csv" => table(checker),
        "shared" => shared(checker),
        _ => whole(checker),
    });
    if let Some((name, kind, text)) = file {
        post::reply(&Reply::File { name: name.to_owned(), kind: kind.to_owned(), text });
    }
    draw();
}

fn table(checker: &Checker) -> Option<Content> {
    Some(match checker.report.as_ref()? {
        Report::Domains(reports, _) => ("waxseal-domains.csv", "text/csv", csv(reports)),
        Report::Domain(report) => ("waxseal-domain.csv", "text/csv", domain_csv(report)),
        Report::Message(report) => ("waxseal-message.csv", "text/csv", message_csv(report)),
    })
}

fn whole(checker: &Checker) -> Option<Content> {
    let file = |name, text: String| Some((name, "application/json", pretty(&text)));
    match checker.report.as_ref()? {
        Report::Domains(reports, _) => file("waxseal-domains.json", json::text(reports).ok()?),
        Report::Domain(report) => file("waxseal-domain.json", with_drafts(checker, &**report)?),
        Report::Message(report) => file("waxseal-message.json", with_drafts(checker, &**report)?),
    }
}

fn with_drafts<R: Serialize>(checker: &Checker, report: &R) -> Option<String> {
    share::json(report, &masked(checker, &[]), &checker.session.drafts)
}

/// JSON as people read it.
pub(super) fn pretty(text: &str) -> String {
    let value = js_sys::JSON::parse(text).unwrap_or_default();
    let pretty = js_sys::JSON::stringify_with_replacer_and_space(&value, &JsValue::NULL, &JsValue::from(2));
    pretty.ok().and_then(|pretty| pretty.as_string()).unwrap_or_else(|| text.to_owned())
}

/// What is about to be shared, where a link is too short for it.
fn shared(checker: &Checker) -> Option<Content> {
    let text = checker.session.sharing.as_ref()?.text.clone();
    text.map_or_else(|| whole(checker), |text| Some(("waxseal-shared.json", "application/json", text)))
}
