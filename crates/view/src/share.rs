//! A report for somebody else: what is masked in it, how it is written into a file or a link, and how it is read again.
//!
//! What is shared of a message is its report, not the message. A header that was masked verifies nowhere, so a second
//! check of it would come to something else; the report says what the first one came to. Whoever opens it is told that.

mod again;
mod base64url;
mod header;
mod mask;
mod names;
mod redact;
mod saved;

pub use again::{Again, again};
pub use base64url::{decode, encode};
pub use mask::{MASKED, Mask, Masks};
pub use redact::redact;
pub use saved::{MAX_SAVED, Saved, SavedDomain, SavedMessage, Unreadable, read};

use serde::{Deserialize, Serialize};
use waxseal_core::dns::Draft;

/// The longest link that is offered, in characters: some mail programs and chats cut longer ones.
pub const MAX_LINK: usize = 8_000;
/// What the fragment of a link begins with that carries a report.
pub const REPORT: &str = "report=";
/// What the fragment of a link begins with that carries the names of domains to be checked.
pub const CHECK: &str = "check=";

/// A report with what a reader of it has to know besides.
#[derive(Serialize)]
struct Written<'a, R> {
    #[serde(flatten)]
    report: &'a R,
    /// What was masked in it.
    #[serde(skip_serializing_if = "<[Mask]>::is_empty")]
    masked: &'a [Mask],
    /// The records that were put over DNS: its log has them as if they were published.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    drafts: Vec<WrittenDraft>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct WrittenDraft {
    name: String,
    #[serde(rename = "type")]
    kind: String,
    value: String,
}

impl WrittenDraft {
    fn of(draft: &Draft) -> Self {
        let value = draft.data.as_ref().map(ToString::to_string).unwrap_or_default();
        Self { name: draft.name.to_string(), kind: draft.kind.to_string(), value }
    }

    fn read(&self) -> Option<Draft> {
        Draft::parse(&self.name, &self.kind, &self.value).ok()
    }
}

/// A report as JSON, for people to read and programs to replay.
#[must_use]
pub fn json<R: Serialize>(report: &R, masked: &[Mask], drafts: &[Draft]) -> Option<String> {
    let drafts = drafts.iter().map(WrittenDraft::of).collect();
    serde_json::to_string_pretty(&Written { report, masked, drafts }).ok()
}

/// The same without the white space between, for a link.
#[must_use]
pub fn compact<R: Serialize>(report: &R, masked: &[Mask], drafts: &[Draft]) -> Option<String> {
    let drafts = drafts.iter().map(WrittenDraft::of).collect();
    serde_json::to_string(&Written { report, masked, drafts }).ok()
}
