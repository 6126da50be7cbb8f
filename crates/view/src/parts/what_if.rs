//! Draft records: put one over DNS and check again before publishing it.

use crate::node::{Attribute, Node, button, field, form, input, li, note, option, p, select, span, ul};
use crate::protocol::Act;
use crate::speech::Speech;
use crate::views::Session;
use waxseal_core::dns::{Draft, RecordType};

/// The types that a mail domain is mended with.
const KINDS: [RecordType; 5] =
    [RecordType::Txt, RecordType::Cname, RecordType::Mx, RecordType::A, RecordType::Aaaa];

/// The form and the drafts in force.
pub(crate) fn what_if(speech: Speech, session: &Session) -> Vec<Node> {
    let words = speech.words();
    let text = |name: &str| input().with(Attribute::Name, name).with(Attribute::Autocomplete, "off");
    let name = text("name").with(Attribute::Required, "").with(Attribute::Placeholder, "_dmarc.example.com");
    let kinds = KINDS.map(|kind| {
        let option = option().with(Attribute::Value, kind.as_str()).put(kind.as_str());
        if kind == RecordType::Txt { option.with(Attribute::Selected, "") } else { option }
    });
    let kind = select().class("choice").with(Attribute::Name, "type").put(Vec::from(kinds));
    let form = form()
        .class("form")
        .with(Attribute::DataAct, Act::AddDraft.as_str())
        .put(field("draft-name", words.name, name))
        .put(field("draft-type", words.kind, kind))
        .put(field(
            "draft-value",
            words.value,
            text("value").with(Attribute::Placeholder, words.empty_removes),
        ))
        .put(button().class("button quiet").with(Attribute::Type, "submit").put(words.try_it));
    let mut nodes = vec![
        p().put(words.what_if_note),
        form,
        p().with(Attribute::Role, "alert").put(session.draft_refused.clone()),
    ];
    if !session.drafts.is_empty() {
        nodes.push(p().put(note((words.with_drafts)(session.drafts.len()))));
        let items = session.drafts.iter().enumerate().map(|(at, draft)| item(speech, at, draft));
        nodes.push(ul().class("drafts").put(items.collect::<Vec<_>>()));
    }
    nodes
}

fn item(speech: Speech, at: usize, draft: &Draft) -> Node {
    let value = draft.data.as_ref().map_or_else(|| "–".to_owned(), ToString::to_string);
    let take_away = button()
        .class("copy")
        .with(Attribute::Type, "button")
        .with(Attribute::DataAct, Act::RemoveDraft.as_str())
        .with(Attribute::DataValue, at.to_string())
        .put(speech.words().take_away);
    li().class("record")
        .put(span().put(draft.name.as_str()))
        .put(span().class("kind").put(draft.kind.as_str()))
        .put(span().put(value))
        .put(take_away)
}
