//! A record tag by tag, each with what it means.

use crate::locale::Locale;
use crate::node::{Node, code, dd, details, dl, dt, note, summary};
use waxseal_prose::Tagged;

/// The tags, folded.
pub(crate) fn tags(locale: Locale, kind: Tagged, text: &str) -> Option<Node> {
    let list = list(locale, kind, text)?;
    Some(details().put(summary().put(locale.posture().tags)).put(list))
}

/// The tags or terms, each with its meaning.
pub(crate) fn list(locale: Locale, kind: Tagged, text: &str) -> Option<Node> {
    let explained = locale.prose().explained(kind, text);
    let one = |(shown, meaning): (String, Option<&'static str>)| {
        let meaning = meaning.unwrap_or(locale.posture().tag_unknown);
        [dt().put(code().put(shown)), dd().put(note(meaning))]
    };
    let explained: Vec<Node> = explained.into_iter().flat_map(one).collect();
    (!explained.is_empty()).then(|| dl().class("facts").put(explained))
}
