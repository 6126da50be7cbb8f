//! Records as a zone file writes them (RFC 1035 §5.1).

use super::line::{Line, Live};
use crate::dns::RecordType;

/// The longest character-string (RFC 1035 §3.3), in bytes.
const MAX_STRING: usize = 255;
/// How long a record may be kept, in seconds, while it is still being tried.
const TTL: u32 = 3600;

impl Line {
    /// The record as a line of a zone file; `None` where it cannot be published as it is.
    #[must_use]
    pub fn zone_line(&self) -> Option<String> {
        if matches!(self.live, Some(Live::Elsewhere { .. })) {
            return None;
        }
        let (name, kind, value) = (self.name.as_ref()?, self.kind?, self.value.ready()?);
        let data = match kind {
            RecordType::Txt => strings(value),
            RecordType::Mx if value.ends_with('.') => value.to_owned(),
            // A name without its final dot would get the zone appended.
            _ => format!("{value}."),
        };
        Some(format!("{name}. {TTL} IN {kind} {data}"))
    }
}

/// A text as quoted strings, none of them too long.
fn strings(text: &str) -> String {
    let mut strings = vec![String::new()];
    let mut length = 0;
    for c in text.chars() {
        length += c.len_utf8();
        if length > MAX_STRING {
            strings.push(String::new());
            length = c.len_utf8();
        }
        if let Some(last) = strings.last_mut() {
            last.extend(matches!(c, '"' | '\\').then_some('\\'));
            last.push(c);
        }
    }
    strings.iter().map(|string| format!("\"{string}\"")).collect::<Vec<_>>().join(" ")
}
