//! Drafts beside a report: its log has them as if they were published, so its reader has to be told.

use super::from_report::get;
use serde::Serialize;
use waxseal_core::dns::Draft;
use waxseal_core::json::Json;

/// The most drafts that are read with a report.
const MAX_DRAFTS: usize = 100;

/// A draft as the API takes it.
#[derive(Serialize)]
pub(super) struct Written<'a> {
    name: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    value: String,
}

/// The drafts as the API takes them.
pub(super) fn written(drafts: &[Draft]) -> Vec<Written<'_>> {
    let one = |draft: &'_ Draft| draft.data.as_ref().map(ToString::to_string).unwrap_or_default();
    let all = drafts.iter();
    all.map(|draft| Written { name: draft.name.as_str(), kind: draft.kind.as_str(), value: one(draft) })
        .collect()
}

/// The drafts that stand beside a report.
pub(super) fn read(report: &Json) -> Vec<Draft> {
    let drafts = get(report, "drafts").as_list().unwrap_or_default();
    drafts.iter().take(MAX_DRAFTS).filter_map(draft).collect()
}

/// A draft, as the API takes it.
fn draft(value: &Json) -> Option<Draft> {
    let text = |key| get(value, key).as_str();
    Draft::parse(text("name")?, text("type")?, text("value")?).ok()
}
