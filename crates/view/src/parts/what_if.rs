//! What if: records changed, added or taken away, another From, address or envelope, and what becomes of the verdict.

use super::assume::assume;
use super::buttons::{form_of, hidden, submit, text_field};
use super::comparison::{Line, before_and_now};
use crate::locale::Locale;
use crate::node::{
    Attribute, Node, button, details, field, form, h3, li, note, option, p, select, span, summary, textarea,
    ul,
};
use crate::protocol::Act;
use crate::views::Session;
use waxseal_core::dns::{Draft, LoggedQuery, Rdata, RecordType};
use waxseal_core::domain::Domain;
use waxseal_core::report::MessageReport;
use waxseal_prose::Refusal;

/// The types that a mail domain is mended with.
const KINDS: [RecordType; 5] =
    [RecordType::Txt, RecordType::Cname, RecordType::Mx, RecordType::A, RecordType::Aaaa];
/// The most records that can be changed in place; any other is put over DNS by its name.
const MAX_EDITABLE: usize = 30;

/// What a part on what-if is about.
pub(crate) struct Subject<'a> {
    /// The questions of the report.
    pub(crate) dns: &'a [LoggedQuery],
    /// The domain whose records can be changed.
    pub(crate) domain: Option<&'a Domain>,
    /// The message, where it is one.
    pub(crate) message: Option<&'a MessageReport>,
    /// The outcome before and now, where something is assumed.
    pub(crate) outcome: Option<(Vec<Line>, Vec<Line>)>,
}

/// The outcome beside what it was, the drafts in force, and the forms.
pub(crate) fn what_if(locale: Locale, session: &Session, subject: &Subject<'_>) -> Vec<Node> {
    let words = locale.words();
    let mut nodes = vec![p().put(words.what_if_note)];
    if let Some((before, now)) = &subject.outcome {
        nodes.extend(before_and_now(locale, before, now));
    }
    nodes.extend(in_force(locale, session));
    nodes.push(add(locale, session));
    nodes.extend(edit(locale, subject));
    nodes.extend(subject.message.map(|report| assume(locale, report, session)));
    nodes
}

/// The drafts in force, each with a way to take it away, and a way back to what is published.
fn in_force(locale: Locale, session: &Session) -> Vec<Node> {
    if !session.is_assuming() {
        return Vec::new();
    }
    let mut nodes = Vec::new();
    if !session.drafts.is_empty() {
        nodes.push(p().put(note((locale.words().with_drafts)(session.drafts.len()))));
        let items = session.drafts.iter().enumerate().map(|(at, draft)| item(locale, at, draft));
        nodes.push(ul().class("drafts").put(items.collect::<Vec<_>>()));
    }
    let back = button().class("button quiet").with(Attribute::Type, "button");
    nodes.push(p().put(back.with(Attribute::DataAct, Act::Reset.as_str()).put(locale.diagnosis().as_it_was)));
    nodes
}

/// The form for any record.
fn add(locale: Locale, session: &Session) -> Node {
    let words = locale.words();
    let text = |name: &str| text_field(name);
    let name = text("name").with(Attribute::Required, "").with(Attribute::Placeholder, "_dmarc.example.com");
    let kinds = KINDS.map(|kind| {
        let option = option().with(Attribute::Value, kind.as_str()).put(kind.as_str());
        if kind == RecordType::Txt { option.with(Attribute::Selected, "") } else { option }
    });
    let kind = select().class("choice").with(Attribute::Name, "type").put(Vec::from(kinds));
    form_of(Act::AddDraft)
        .put(h3().put(locale.diagnosis().add_record))
        .put(field("draft-name", words.name, name))
        .put(field("draft-type", words.kind, kind))
        .put(field(
            "draft-value",
            words.value,
            text("value").with(Attribute::Placeholder, words.empty_removes),
        ))
        .put(submit(words.try_it))
        .put(
            p().with(Attribute::Role, "alert")
                .put(session.draft_refused.as_ref().map(|why| why.sentence(locale.lang))),
        )
}

/// The domain's own records, each to be changed in its place.
fn edit(locale: Locale, subject: &Subject<'_>) -> Option<Node> {
    let words = locale.diagnosis();
    let records = subject.domain.map(|domain| editable(subject.dns, domain)).unwrap_or_default();
    if records.is_empty() {
        return None;
    }
    let forms = records.iter().enumerate().map(|(at, record)| edit_form(locale, at, record));
    Some(
        details()
            .class("edit")
            .put(summary().put(words.edit_records))
            .put(p().put(note(words.edit_note)))
            .put(forms.collect::<Vec<_>>()),
    )
}

/// A record as it is published.
struct Published<'a> {
    name: &'a Domain,
    kind: RecordType,
    value: String,
}

/// The records found at and below a domain, in the order in which they were asked for.
fn editable<'a>(dns: &'a [LoggedQuery], domain: &Domain) -> Vec<Published<'a>> {
    let mut found: Vec<Published<'a>> = Vec::new();
    for query in dns.iter().filter(|query| query.name.is_within(domain) && KINDS.contains(&query.kind)) {
        for data in &query.answers {
            let kind = if matches!(data, Rdata::Cname(_)) { RecordType::Cname } else { query.kind };
            let value = data.to_string();
            let is_new = found.iter().all(|r| r.name != &query.name || r.kind != kind || r.value != value);
            if is_new && found.len() < MAX_EDITABLE {
                found.push(Published { name: &query.name, kind, value });
            }
            // What stands behind an alias is somebody else's.
            if kind == RecordType::Cname {
                break;
            }
        }
    }
    found
}

fn edit_form(locale: Locale, at: usize, record: &Published<'_>) -> Node {
    // A text area, since a key does not fit a line.
    let value = textarea()
        .with(Attribute::Name, "value")
        .with(Attribute::Rows, if record.value.len() > 80 { "3" } else { "1" })
        .put(record.value.as_str());
    let label = (locale.diagnosis().edit_value)(record.name.as_str(), record.kind.as_str());
    form()
        .class("form record-form")
        .with(Attribute::DataAct, Act::EditRecord.as_str())
        .put(hidden("name", record.name.as_str()))
        .put(hidden("type", record.kind.as_str()))
        .put(hidden("old", &record.value))
        .put(field(&format!("edit-{at}"), label.as_str(), value))
        .put(submit(locale.words().try_it))
}

fn item(locale: Locale, at: usize, draft: &Draft) -> Node {
    let value = draft.data.as_ref().map_or_else(|| "–".to_owned(), ToString::to_string);
    let take_away = button()
        .class("copy")
        .with(Attribute::Type, "button")
        .with(Attribute::DataAct, Act::RemoveDraft.as_str())
        .with(Attribute::DataValue, at.to_string())
        .put(locale.words().take_away);
    li().class("record")
        .put(span().put(draft.name.as_str()))
        .put(span().class("kind").put(draft.kind.as_str()))
        .put(span().put(value))
        .put(take_away)
}
