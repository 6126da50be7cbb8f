//! Drafts beside a report: its log has them as if they were published, so its reader has to be told.

use super::back::{Back, field, get};
use serde_json::{Value, json};
use waxseal_core::dns::Draft;

/// The most drafts that are read with a report.
const MAX_DRAFTS: usize = 100;

/// The drafts as the API takes them.
pub(super) fn written(drafts: &[Draft]) -> Value {
    let one = |draft: &Draft| {
        let value = draft.data.as_ref().map(ToString::to_string).unwrap_or_default();
        json!({ "name": draft.name.as_str(), "type": draft.kind.as_str(), "value": value })
    };
    drafts.iter().map(one).collect()
}

/// The drafts that stand beside a report.
pub(super) fn read(report: &Value) -> Vec<Draft> {
    let drafts = get(report, "drafts").as_array().map(Vec::as_slice).unwrap_or_default();
    drafts.iter().take(MAX_DRAFTS).filter_map(Draft::back).collect()
}

impl Back for Draft {
    fn back(value: &Value) -> Option<Self> {
        let text = |key| field::<String>(value, key);
        Self::parse(&text("name")?, &text("type")?, &text("value")?).ok()
    }
}
