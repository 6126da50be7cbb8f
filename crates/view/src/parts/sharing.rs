//! What would be shared, before it is: what is masked, the link, and every letter that it carries.

use super::buttons::{quiet, tool};
use crate::locale::Locale;
use crate::node::{
    Attribute, Node, button, details, div, h2, h3, input, note, p, pre, section, span, summary,
};
use crate::protocol::Act;
use crate::share::{MAX_LINK, Mask};
use crate::views::{Link, Session, Sharing};

/// The region. `names_note` is what is said of a link that only carries names.
pub(crate) fn sharing(
    locale: Locale,
    session: &Session,
    shared: &Sharing,
    names_note: Option<&'static str>,
) -> Node {
    let words = locale.share();
    let drafts = names_note.is_some() && !session.drafts.is_empty();
    let content = div()
        .class("sheet pad sharing")
        .put(p().put(names_note.unwrap_or(words.message_note)))
        .put(drafts.then(|| p().put(note(words.drafts_note))))
        .put(div().put(shared.text.is_some().then(|| masking(locale, shared))))
        .put(link(locale, shared))
        .put(shared.text.as_deref().map(|text| exactly(locale, text)));
    section()
        .with(Attribute::AriaLabelledby, "share")
        .put(h2().with(Attribute::Id, "share").put(words.title))
        .put(content)
}

/// A switch for each kind of text that can be masked.
fn masking(locale: Locale, shared: &Sharing) -> Vec<Node> {
    let words = locale.share();
    let switch = |mask: Mask| {
        let is_masked = shared.masks.has(mask);
        let (state, sign) = if is_masked { (words.masked, "✓") } else { (words.shown, "–") };
        button()
            .class(if is_masked { "mask on" } else { "mask" })
            .with(Attribute::Type, "button")
            .with(Attribute::Role, "switch")
            .with(Attribute::AriaChecked, if is_masked { "true" } else { "false" })
            .with(Attribute::AriaLabel, (words.mask)(mask))
            .with(Attribute::DataAct, Act::Mask.as_str())
            .with(Attribute::DataValue, mask.as_str())
            .put(span().class("sign").with(Attribute::AriaHidden, "true").put(sign))
            .put(span().put((words.mask)(mask)))
            .put(span().class("note").put(state))
    };
    let switches = div()
        .class("masks")
        .with(Attribute::Role, "group")
        .with(Attribute::AriaLabelledby, "masking")
        .put(Mask::ALL.map(switch).to_vec());
    vec![
        h3().with(Attribute::Id, "masking").put(words.masking),
        switches,
        p().put(note(words.signatures_note)),
    ]
}

/// The link, or why there is none and what there is instead.
fn link(locale: Locale, shared: &Sharing) -> Node {
    let words = locale.share();
    let file = || tool(words.save_file, Act::Export).with(Attribute::DataValue, "shared");
    match &shared.link {
        Link::Packing => div().class("share-link"),
        Link::Ready(link) => div()
            .class("share-link")
            .put(
                input()
                    .with(Attribute::AriaLabel, words.link)
                    .with(Attribute::Readonly, "")
                    .with(Attribute::Value, link.as_str()),
            )
            .put(quiet(words.copy_link).with(Attribute::DataCopy, link.as_str()))
            .put(note((words.length)(link.chars().count()))),
        Link::TooLong(length) => {
            div().class("share-link").put(p().put((words.too_long)(*length, MAX_LINK))).put(file())
        }
        Link::Unavailable => div().class("share-link").put(p().put(words.no_link)).put(file()),
    }
}

/// The report itself, letter by letter.
fn exactly(locale: Locale, text: &str) -> Node {
    let words = locale.share();
    details().with(Attribute::Open, "").put(summary().put(words.exactly)).put(
        pre()
            .class("exactly")
            .with(Attribute::Role, "region")
            .with(Attribute::AriaLabel, words.exactly)
            .with(Attribute::Tabindex, "0")
            .put(text),
    )
}
