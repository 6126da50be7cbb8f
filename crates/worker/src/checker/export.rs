//! Reports as files.

use super::{CHECKER, Report, draw};
use crate::post;
use serde::Serialize;
use wasm_bindgen::JsValue;
use waxseal_view::export::csv;
use waxseal_view::protocol::Reply;

/// Hands the report over as a file.
pub(super) fn export(kind: &str) {
    let file = CHECKER.with_borrow(|checker| match (checker.report.as_ref()?, kind) {
        (Report::Domains(reports, _), "csv") => Some(("waxseal-domains.csv", "text/csv", csv(reports))),
        (Report::Domains(reports, _), _) => {
            Some(("waxseal-domains.json", "application/json", json(reports)?))
        }
        (Report::Domain(report), _) => Some(("waxseal-domain.json", "application/json", json(report)?)),
        (Report::Message(report), _) => Some(("waxseal-message.json", "application/json", json(report)?)),
    });
    if let Some((name, kind, text)) = file {
        post::reply(&Reply::File { name: name.to_owned(), kind: kind.to_owned(), text });
    }
    draw();
}

/// A report as JSON, written by the browser.
fn json<T: Serialize>(report: &T) -> Option<String> {
    let value = report.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).ok()?;
    js_sys::JSON::stringify_with_replacer_and_space(&value, &JsValue::NULL, &JsValue::from(2))
        .ok()?
        .as_string()
}
