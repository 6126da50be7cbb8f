//! Ways in which signed fields may have been otherwise.

use super::case::{Case, ChangedField, HeaderChange};
use crate::dkim::canonical::Canonicalization;
use crate::dkim::signature::CopiedField;
use crate::message::Field;

/// The most fields of one name that are left out or moved in turn.
const MAX_OF_NAME: usize = 10;
/// The most such variants.
const MAX_GUESSES: usize = 300;
/// The most tags that are taken off a Subject in turn.
const MAX_TAGS: usize = 4;
/// What stands before the name of a field in a field that keeps its old value.
const KEEPERS: [&str; 6] = [
    "X-Original-",
    "Original-",
    "X-Google-Original-",
    "X-Mailman-Original-",
    "X-MS-Exchange-Original-",
    "Old-",
];

/// Another content for some places of `h=`, and what it would mean.
#[derive(Clone)]
pub(super) struct Edit {
    pub(super) change: HeaderChange,
    pub(super) slots: Vec<(usize, Content)>,
}

/// What is put into a place of `h=`.
#[derive(Clone)]
pub(super) enum Content {
    /// No field.
    Nothing,
    /// A field of the message.
    Field(usize),
    /// A field as it may have been.
    Raw(Vec<u8>),
}

impl Edit {
    /// Whether two edits are about the same field.
    pub(super) fn touches_same(&self, other: &Self) -> bool {
        self.slots.iter().any(|(at, _)| other.slots.iter().any(|(other, _)| at == other))
    }

    /// The change, where the signature does not hold with it.
    pub(super) fn unproven(&self) -> HeaderChange {
        match &self.change {
            HeaderChange::FieldsChanged { fields, .. } => {
                HeaderChange::FieldsChanged { fields: fields.clone(), proven: false }
            }
            change => change.clone(),
        }
    }
}

/// What the message itself tells about how its fields were: `z=` first, all at once, then each field that keeps
/// the old value of another.
pub(super) fn told(case: &Case<'_>) -> Vec<Edit> {
    let downward = copied(case, true);
    // Only where a name has several copies does their order make a difference.
    let upward = copied(case, false);
    let together =
        [&downward, &upward].into_iter().filter(|edits| !edits.is_empty()).map(|edits| merge(edits));
    together.collect::<Vec<_>>().into_iter().chain(downward).chain(kept(case)).collect()
}

/// The fields that `z=` shows to have been otherwise. Several copies of one name stand in the order of the message
/// (`downward`) or in that of `h=`; where there are more or fewer than `h=` lists, nobody can tell which is which.
fn copied(case: &Case<'_>, downward: bool) -> Vec<Edit> {
    let mut edits = Vec::new();
    for name in case.names() {
        let slots = case.slots_of(name);
        let copies = case.signature.copies.iter().filter(|copy| copy.name.eq_ignore_ascii_case(name));
        let mut copies: Vec<&CopiedField> = copies.collect();
        if copies.len() != slots.len() {
            continue;
        }
        if downward {
            copies.reverse();
        }
        let pairs = slots.into_iter().zip(copies);
        edits.extend(pairs.filter_map(|(slot, copy)| differing(case, slot, copy)));
    }
    edits
}

/// The edit that puts a copy into its place, where the field is not the same still.
fn differing(case: &Case<'_>, slot: usize, copy: &CopiedField) -> Option<Edit> {
    let now = case.selected.get(slot).copied().flatten().and_then(|at| case.field(at));
    let name = now.map_or(copy.name.as_str(), |field| field.name());
    let was = [name.as_bytes(), b":", &copy.value, b"\r\n"].concat();
    let same = now.is_some_and(|field| canonical(field.raw()) == canonical(&was));
    (!same).then(|| changed(slot, name, was, now, "z="))
}

/// One edit that does what several do.
fn merge(edits: &[Edit]) -> Edit {
    let fields = edits.iter().filter_map(|edit| match &edit.change {
        HeaderChange::FieldsChanged { fields, .. } => Some(fields.clone()),
        _ => None,
    });
    Edit {
        change: HeaderChange::FieldsChanged { fields: fields.flatten().collect(), proven: true },
        slots: edits.iter().flat_map(|edit| edit.slots.clone()).collect(),
    }
}

/// The fields whose old value another field keeps. A list that rewrites From mostly puts the author into Reply-To.
fn kept(case: &Case<'_>) -> Vec<Edit> {
    let mut edits = Vec::new();
    for name in case.names() {
        let [slot, ..] = case.slots_of(name)[..] else { continue };
        let Some(now) = case.selected.get(slot).copied().flatten().and_then(|at| case.field(at)) else {
            continue;
        };
        let mut keepers: Vec<String> = KEEPERS.iter().map(|keeper| format!("{keeper}{name}")).collect();
        if name.eq_ignore_ascii_case("from") {
            // RFC 9057: Author says who wrote it where From had to be changed.
            keepers.extend(["Author", "X-From", "Reply-To"].map(str::to_owned));
        }
        for keeper in keepers {
            let Some(at) = case.places(&keeper).last().copied() else { continue };
            let Some(field) = case.field(at) else { continue };
            let was = [now.name().as_bytes(), b":", field.value()].concat();
            edits.push(changed(slot, now.name(), was, Some(now), field.name()));
        }
    }
    edits
}

fn changed(slot: usize, name: &str, was: Vec<u8>, now: Option<Field<'_>>, told_by: &str) -> Edit {
    let field = ChangedField {
        field: name.to_owned(),
        was: value_text(&was),
        is: now.map(|field| field.unfolded()),
        told_by: told_by.to_owned(),
    };
    Edit {
        change: HeaderChange::FieldsChanged { fields: vec![field], proven: true },
        slots: vec![(slot, Content::Raw(was))],
    }
}

/// The Subject without its tags, one more taken off each time.
pub(super) fn subjects(case: &Case<'_>) -> Vec<Edit> {
    let [slot] = case.slots_of("subject")[..] else { return Vec::new() };
    let Some(field) = case.selected.get(slot).copied().flatten().and_then(|at| case.field(at)) else {
        return Vec::new();
    };
    let mut edits = Vec::new();
    let text = field.text();
    let value = text.trim();
    let mut left: Vec<(String, String)> = vec![(String::new(), value.to_owned())];
    for _ in 0..MAX_TAGS {
        let next = left.iter().flat_map(|(taken, text)| without_tag(taken, text)).collect();
        left = next;
        for (tag, was) in &left {
            edits.push(Edit {
                change: HeaderChange::SubjectTagged { tag: tag.clone(), was: was.clone() },
                slots: vec![(slot, Content::Raw(format!("{}: {was}\r\n", field.name()).into_bytes()))],
            });
        }
    }
    edits
}

/// A Subject with one tag less, at its start and behind an answer's prefix, with the tags taken off so far.
fn without_tag(taken: &str, text: &str) -> Vec<(String, String)> {
    let both = |tag: &str| if taken.is_empty() { tag.to_owned() } else { format!("{taken} {tag}") };
    let mut found = Vec::new();
    if let Some((tag, rest)) = leading_tag(text) {
        found.push((both(tag), rest.to_owned()));
    }
    if let Some((prefix, rest)) = text.split_once(": ").filter(|(prefix, _)| prefix.len() <= 4)
        && let Some((tag, rest)) = leading_tag(rest)
    {
        found.push((both(tag), format!("{prefix}: {rest}")));
    }
    found
}

/// A tag at the start: in brackets or between asterisks, or a word with a colon; and what follows it.
fn leading_tag(text: &str) -> Option<(&str, &str)> {
    let closing = |open: &str, close: &str| {
        let inside = text.strip_prefix(open)?.find(close)?;
        Some(open.len() + inside + close.len())
    };
    let end = [("[", "]"), ("***", "***"), ("{", "}"), ("(", ")"), ("<", ">"), ("*", "*")]
        .into_iter()
        .find_map(|(open, close)| closing(open, close))
        .or_else(|| {
            text.find(':').filter(|&at| !text.get(..at).unwrap_or_default().contains(' ')).map(|at| at + 1)
        })?;
    let (tag, rest) = text.split_at_checked(end)?;
    Some((tag, rest.trim_start()))
}

/// Fields that lists add (RFC 2369, RFC 2919, RFC 8058).
const LIST_FIELDS: [&str; 8] = [
    "list-id",
    "list-help",
    "list-subscribe",
    "list-unsubscribe",
    "list-unsubscribe-post",
    "list-post",
    "list-owner",
    "list-archive",
];
/// Fields that the first server adds where they are missing (RFC 6409 §8).
const SUBMISSION_FIELDS: [&str; 3] = ["message-id", "date", "sender"];

/// All fields of a kind left out together, where more than one is there.
fn without_kind(case: &Case<'_>, kind: &[&str]) -> Option<Edit> {
    let there = kind.iter().filter(|name| !case.slots_of(name).is_empty() && !case.places(name).is_empty());
    let edits: Vec<Edit> = there.filter_map(|name| left_out(case, name).into_iter().next()).collect();
    (edits.len() > 1).then(|| Edit {
        change: HeaderChange::Several { changes: edits.iter().map(|edit| edit.change.clone()).collect() },
        slots: edits.into_iter().flat_map(|edit| edit.slots).collect(),
    })
}

/// Fields left out, and fields in another order.
pub(super) fn guessed(case: &Case<'_>) -> Vec<Edit> {
    let names = case.names();
    let kinds = [LIST_FIELDS.as_slice(), &SUBMISSION_FIELDS].map(|kind| without_kind(case, kind));
    let added = names.iter().flat_map(|name| left_out(case, name));
    let moved = names.iter().flat_map(|name| reordered(case, name));
    kinds.into_iter().flatten().chain(added).chain(moved).take(MAX_GUESSES).collect()
}

/// What `h=` would pick if one of the fields of a name were not there.
fn left_out(case: &Case<'_>, name: &str) -> Vec<Edit> {
    let (slots, places) = (case.slots_of(name), case.places(name));
    let covered = places.iter().rev().take(slots.len().min(MAX_OF_NAME));
    let edits = covered.filter_map(|&gone| {
        let rest = places.iter().rev().copied().filter(|&at| at != gone);
        let field = case.field(gone)?;
        Some(Edit {
            change: HeaderChange::FieldAdded { field: field.name().to_owned(), value: field.unfolded() },
            slots: assigned(&slots, rest),
        })
    });
    edits.collect()
}

/// What `h=` would pick if the fields of a name stood the other way round, or one of them elsewhere.
fn reordered(case: &Case<'_>, name: &str) -> Vec<Edit> {
    let (slots, places) = (case.slots_of(name), case.places(name));
    let count = places.len().min(MAX_OF_NAME);
    if slots.is_empty() || count < 2 {
        return Vec::new();
    }
    let upward: Vec<usize> = places.iter().rev().copied().collect();
    let mut orders = vec![places];
    for from in 0..count {
        for to in (0..count).filter(|&to| to != from) {
            let mut order = upward.clone();
            let moved = order.remove(from);
            order.insert(to, moved);
            orders.push(order);
        }
    }
    let change = HeaderChange::FieldsReordered { field: name.to_owned() };
    let edit = |order: Vec<usize>| Edit { change: change.clone(), slots: assigned(&slots, order) };
    orders.into_iter().map(edit).collect()
}

/// Gives fields to the places of their name in `h=`, in order; places that get none stay empty.
fn assigned(slots: &[usize], order: impl IntoIterator<Item = usize>) -> Vec<(usize, Content)> {
    let mut order = order.into_iter();
    slots.iter().map(|&slot| (slot, order.next().map_or(Content::Nothing, Content::Field))).collect()
}

fn canonical(raw: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    Canonicalization::Relaxed.header_field(raw, &mut out);
    out
}

/// The value of a raw field, for people.
fn value_text(raw: &[u8]) -> String {
    let text = String::from_utf8_lossy(raw);
    let value = text.split_once(':').map_or("", |(_, value)| value);
    value.split(['\r', '\n']).map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_told_from_text() {
        let tags = |text| without_tag("", text);
        let pair = |tag: &str, rest: &str| (tag.to_owned(), rest.to_owned());
        assert_eq!(tags("[list] Hello"), [pair("[list]", "Hello")]);
        assert_eq!(tags("***SPAM*** Hello"), [pair("***SPAM***", "Hello")]);
        assert_eq!(tags("EXT: Hello"), [pair("EXT:", "Hello")]);
        assert_eq!(tags("Re: [list] Hello"), [pair("Re:", "[list] Hello"), pair("[list]", "Re: Hello")]);
        assert_eq!(tags("Hello there: you"), []);
    }
}
