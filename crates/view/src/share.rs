//! A report for somebody else: what is masked in it, how it is written into a file or a link, and how it is read again.
//!
//! What is shared of a message is its report, not the message. A header that was masked verifies nowhere, so a second
//! check of it would come to something else; the report says what the first one came to. Whoever opens it is told that.

mod again;
mod drafts;
mod evidence;
mod from_report;
mod header;
mod mask;
mod names;
mod redact;
mod saved;
mod texts;

pub use again::{Again, again};
pub use mask::{MASKED, Mask, Masks};
pub use redact::redact;
pub use saved::{MAX_SAVED, Saved, SavedDomain, SavedMessage, Unreadable, read};
pub use waxseal_core::crypto::base64::{decode_url as decode, encode_url as encode};

use serde::Serialize;
use waxseal_core::dns::Draft;
use waxseal_core::json;

/// The longest link that is offered, in characters: some mail programs and chats cut longer ones.
pub const MAX_LINK: usize = 8_000;
/// What the fragment of a link begins with that carries a report.
pub const REPORT: &str = "report=";
/// What the fragment of a link begins with that carries the figures of reports.
pub const REPORTS: &str = "reports=";
/// What the fragment of a link begins with that carries the names of domains to be checked.
pub const CHECK: &str = "domain=";
/// What the fragment of a link begins with that opens Set up with its form filled in.
pub const SET_UP: &str = "set-up?";
/// What such a fragment began with before.
const CHECK_BEFORE: &str = "check=";

/// The names of domains that the fragment of a link carries.
#[must_use]
pub fn names_of(fragment: &str) -> Option<&str> {
    [CHECK, CHECK_BEFORE].into_iter().find_map(|start| fragment.strip_prefix(start))
}

/// A report as JSON, with what a reader of it has to know besides: what was masked, and which records were put over DNS.
#[must_use]
pub fn json<R: Serialize>(report: &R, masked: &[Mask], drafts: &[Draft]) -> Option<String> {
    let mut text = json::text(report).ok()?;
    let mut add = |key: &str, value: &str| {
        // A report is an object that is not empty.
        text.truncate(text.len().saturating_sub(1));
        text.push_str(&format!(",\"{key}\":{value}}}"));
    };
    if !masked.is_empty() {
        let masked: Vec<&str> = masked.iter().map(|mask| mask.as_str()).collect();
        add("masked", &json::text(&masked).ok()?);
    }
    if !drafts.is_empty() {
        add("drafts", &json::text(&drafts::written(drafts)).ok()?);
    }
    Some(text)
}
