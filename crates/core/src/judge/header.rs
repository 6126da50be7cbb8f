//! The header section as a report shows it: each field as it is meant, and as it was given.

use crate::evidence::Tables;
use crate::message::{Field, Message, decode};
use crate::report::{HeaderField, MAX_SHOWN_FIELDS, MAX_SHOWN_RAW, MAX_SHOWN_RAW_ALL, MAX_SHOWN_VALUE};

/// The fields from the top.
pub(super) fn header(message: &Message, tables: Tables) -> Vec<HeaderField> {
    let mut left = MAX_SHOWN_RAW_ALL;
    message.fields().take(MAX_SHOWN_FIELDS).map(|field| shown(&field, tables, &mut left)).collect()
}

/// One field; `left` is how many characters may still be shown as they were given.
fn shown(field: &Field<'_>, tables: Tables, left: &mut usize) -> HeaderField {
    let meant = decode(&field.unfolded(), tables.decode_charset);
    let value: String = meant.chars().take(MAX_SHOWN_VALUE).collect();
    let given = field.text().replace("\r\n", "\n");
    let given = given.trim_matches([' ', '\t', '\n']);
    let length = given.chars().count();
    let raw: String = given.chars().take(MAX_SHOWN_RAW.min((*left).max(MAX_SHOWN_VALUE))).collect();
    let kept = raw.chars().count();
    *left = left.saturating_sub(kept);
    HeaderField {
        name: field.name().chars().take(MAX_SHOWN_VALUE).collect(),
        left_out: length - kept,
        raw: (raw != value).then_some(raw),
        value,
        line: field.line(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::Origin;

    fn read(text: &str) -> Vec<HeaderField> {
        let tables = Tables { to_ascii: |_| None, decode_charset: |_, _| None };
        header(&Message::parse(text.as_bytes(), Origin::File), tables)
    }

    #[test]
    fn what_was_given_is_told_only_where_it_is_not_what_is_meant() {
        let fields = read("A: plain\r\nB: one\r\n\ttwo\r\nSubject: =?utf-8?q?caf=C3=A9?=\r\n");
        let told: Vec<_> = fields.iter().map(|f| (f.value.as_str(), f.raw.as_deref(), f.left_out)).collect();
        let expected = [
            ("plain", None, 0),
            ("one two", Some("one\n\ttwo"), 0),
            ("caf\u{e9}", Some("=?utf-8?q?caf=C3=A9?="), 0),
        ];
        assert_eq!(told, expected);
    }

    #[test]
    fn long_values_are_cut_and_say_by_how_much() {
        let field = &read(&format!("A: {}\n", "x".repeat(MAX_SHOWN_RAW + 7)))[0];
        assert_eq!(field.value.len(), MAX_SHOWN_VALUE);
        assert_eq!((field.raw.as_ref().map(String::len), field.left_out), (Some(MAX_SHOWN_RAW), 7));
    }

    #[test]
    fn all_fields_together_have_a_limit_too() {
        let fields = read(&format!("A: {}\n", "x".repeat(MAX_SHOWN_RAW)).repeat(MAX_SHOWN_FIELDS + 5));
        assert_eq!(fields.len(), MAX_SHOWN_FIELDS);
        let shown: usize = fields.iter().filter_map(|f| f.raw.as_ref()).map(String::len).sum();
        assert!(shown <= MAX_SHOWN_RAW_ALL + MAX_SHOWN_RAW, "{shown}");
        assert!(fields.iter().all(|f| f.value.len() == MAX_SHOWN_VALUE));
    }
}
