//! A record tag by tag, each with what it means.

use crate::locale::Locale;
use crate::node::{Node, code, dd, details, dl, dt, note, summary};
use waxseal_prose::Tagged;

/// The most tags explained.
const MAX_TAGS: usize = 40;
/// The most characters shown of a value; a key has hundreds.
const MAX_VALUE: usize = 80;

/// The tags, folded.
pub(crate) fn tags(locale: Locale, kind: Tagged, text: &str) -> Option<Node> {
    let pairs = text.split(';').filter_map(|part| part.split_once('=')).take(MAX_TAGS);
    let explained: Vec<Node> =
        pairs.flat_map(|(name, value)| one(locale, kind, name.trim(), value.trim())).collect();
    if explained.is_empty() {
        return None;
    }
    Some(details().put(summary().put(locale.posture().tags)).put(dl().class("facts").put(explained)))
}

fn one(locale: Locale, kind: Tagged, name: &str, value: &str) -> [Node; 2] {
    let meaning =
        locale.prose().tag(kind, &name.to_ascii_lowercase()).unwrap_or(locale.posture().tag_unknown);
    let mut shown: String = value.chars().take(MAX_VALUE).collect();
    if shown.len() < value.len() {
        shown.push('…');
    }
    [dt().put(code().put(format!("{name}={shown}"))), dd().put(note(meaning))]
}
