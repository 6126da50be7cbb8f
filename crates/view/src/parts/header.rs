//! The header of the message as it was given: every field in its place, with what it is, who wrote it and whether to
//! believe it, and with the fields lit that a signature covers.
//!
//! The list is drawn once and whole. Searching it, choosing a signature and reading about a field happen in the page,
//! which looks for `data-part`: nothing of that needs the report again.

mod field_name;
mod notes;
mod sides;
mod signatures;

use crate::locale::Locale;
use crate::node::{Attribute, Node, button, details, div, field, input, li, note, ol, p, span, summary};
use crate::visible::{lookalikes, mark_hidden, oddities};
use field_name::shortened;
use notes::Notes;
use sides::{Side, Sides};
use signatures::{Choice, choices, select, told};
use waxseal_core::report::{HeaderField, MessageReport};
use waxseal_core::sorting;

/// Values with more characters than this are folded.
const FOLD_CHARACTERS: usize = 600;
/// Values with more lines than this are folded.
const FOLD_LINES: usize = 8;
/// How many characters of a folded value stay in view.
const HEAD_CHARACTERS: usize = 200;
/// How many of its lines.
const HEAD_LINES: usize = 3;
/// With more rows than this the page lays out only those in view.
const MANY: usize = 150;

/// The part.
pub(crate) fn header(locale: Locale, report: &MessageReport) -> Vec<Node> {
    let words = locale.headers();
    if report.header.is_empty() {
        return vec![p().put(words.none)];
    }
    let (sides, choices) = (Sides::of(report), choices(report));
    let mut notes = Notes::default();
    let mut rows = Vec::new();
    for (at, given) in report.header.iter().enumerate() {
        if at > 0 && sides.ends_before(report, at) {
            rows.push(divider(locale, &sides));
        }
        let note = notes.about(locale, report, &sides, &choices, at);
        rows.push(row(locale, given, at, sides.of_line(given.line), &choices, note));
    }
    let list = ol().class(if rows.len() > MANY { "field-list many" } else { "field-list" }).put(rows);
    let hint = p().class("hint").put(words.hint);
    let aside =
        div().class("field-notes").with(Attribute::DataPart, "notes").put(hint).put(notes.drawn(locale));
    let view = div()
        .class("header-view")
        .with(Attribute::DataPart, "header")
        .put(tools(locale, &choices))
        .put(told(locale, report, &sides, &choices))
        .put(div().class("header-body").put(list).put(aside));
    vec![p().put(lead(locale, report)), view]
}

fn lead(locale: Locale, report: &MessageReport) -> String {
    let (words, shown, all) = (locale.headers(), report.header.len(), report.summary.fields);
    if shown < all {
        format!("{} {}", (words.fields)(all), (words.not_all)(shown, all))
    } else {
        (words.fields)(all)
    }
}

/// The search box, how much it found, and the choice of a signature.
fn tools(locale: Locale, choices: &[Choice]) -> Node {
    let words = locale.headers();
    let search = input()
        .with(Attribute::Type, "search")
        .with(Attribute::DataPart, "find")
        .with(Attribute::Autocomplete, "off")
        .with(Attribute::Spellcheck, "false");
    let found = span()
        .class("note")
        .with(Attribute::DataPart, "found")
        .with(Attribute::DataLabel, words.found)
        .with(Attribute::Role, "status");
    let choice =
        (!choices.is_empty()).then(|| field("header-light", words.signature, select(locale, choices)));
    div().class("form header-tools").put(field("header-find", words.search, search).put(found)).put(choice)
}

/// The line between what the receiving side wrote and what came in.
fn divider(locale: Locale, sides: &Sides<'_>) -> Node {
    let words = locale.headers();
    let above = span().put("↑ ").put(mark_hidden(locale, &(words.above)(sides.receiver)));
    li().class("divider").put(above).put(span().put("↓ ").put(words.below))
}

fn row(locale: Locale, given: &HeaderField, at: usize, side: Side, choices: &[Choice], note: usize) -> Node {
    let words = locale.headers();
    let signed: Vec<String> = (0..)
        .zip(choices)
        .filter(|(_, choice)| choice.covers(at))
        .map(|(k, _): (usize, _)| k.to_string())
        .collect();
    let name = button()
        .class("field-name")
        .with(Attribute::Type, "button")
        .with(Attribute::AriaDescribedby, format!("field-note-{note}"))
        .with(Attribute::DataNote, note.to_string())
        .with(Attribute::Tabindex, if at == 0 { "0" } else { "-1" })
        .put(shortened(&given.name));
    // What the receiving side wrote came after every signature but its own.
    let marks = (!choices.is_empty() && (side != Side::Receiver || !signed.is_empty())).then(|| {
        let mark = |class: &str, sign: &str, word: &str| {
            let sign = span().with(Attribute::AriaHidden, "true").put(format!("{sign} "));
            span().class(class).put(sign).put(word)
        };
        vec![mark("when-lit", "✓", words.lit), mark("when-unlit", "–", words.unlit)]
    });
    li().class(side.class())
        .with(Attribute::DataPart, "field")
        .with(Attribute::DataSigned, signed.join(" "))
        .put(span().class("line-number").with(Attribute::AriaHidden, "true").put(given.line.to_string()))
        .put(name)
        .put(div().class("field-value").put(value(locale, given)))
        .put(marks)
}

/// The value as it was given, folded where it is long; what it reads where it is encoded; and what in it misleads.
fn value(locale: Locale, given: &HeaderField) -> Vec<Node> {
    let words = locale.headers();
    let text = given.raw.as_deref().unwrap_or(&given.value);
    let mut nodes = vec![folded(locale, text)];
    if given.left_out > 0 {
        nodes.push(p().put(note((words.left_out)(given.left_out))));
    }
    let plain = text.split('\n').map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
    if !plain.starts_with(&given.value) {
        let reads = span().class("reads").put(format!("{} ", words.reads));
        nodes.push(p().put(reads).put(mark_hidden(locale, &given.value)));
    }
    let mut kinds = oddities(text);
    kinds.extend(oddities(&given.value));
    sorting::sort(&mut kinds);
    kinds.dedup();
    if !kinds.is_empty() {
        let kinds: Vec<&str> = kinds.into_iter().map(|kind| words.oddity(kind)).collect();
        nodes.push(warning((words.holds_odd)(&kinds.join(", "))));
    }
    let misleading = lookalikes(&given.value);
    nodes.extend(misleading.iter().map(|found| warning((words.lookalike)(found))));
    nodes
}

fn warning(text: String) -> Node {
    let sign = span().with(Attribute::AriaHidden, "true").put("! ");
    p().class("misleads").put(sign).put(text)
}

/// A value, the rest of a long one folded behind its beginning.
fn folded(locale: Locale, text: &str) -> Node {
    let shown = |text: &str| mark_hidden(locale, text);
    let is_short = text.lines().count() <= FOLD_LINES && text.chars().count() <= FOLD_CHARACTERS;
    if is_short {
        return div().class("as-given").put(shown(text));
    }
    let (head, rest) = text.split_at(head(text));
    let more = (locale.headers().more_characters)(rest.chars().count());
    let more = span().class("more").put(format!("… {more}"));
    details()
        .class("as-given")
        .put(summary().put(shown(head)).put(" ").put(more))
        .put(span().put(shown(rest.strip_prefix('\n').unwrap_or(rest))))
}

/// Where the part of a long value ends that stays in view.
fn head(text: &str) -> usize {
    let lines = text.match_indices('\n').map(|(at, _)| at).nth(HEAD_LINES - 1);
    let characters = text.char_indices().map(|(at, _)| at).nth(HEAD_CHARACTERS);
    let end = [lines, characters].into_iter().flatten().min();
    end.unwrap_or(text.len())
}
