//! The rows as they are read: where they stand, so that nothing is copied and nothing kept.
//!
//! ```text
//! row   = head *(";" field)
//! head  = id SP columns SP date SP name
//! field = key word *(SP word)     ; the key is the first letter of the field's name in rows.txt
//! ```

use super::rows::TEXT;

/// The row that begins at a place.
pub(super) fn row(at: u16) -> &'static str {
    let rest = TEXT.get(usize::from(at)..).unwrap_or_default();
    rest.split_once('\n').map_or(rest, |(row, _)| row)
}

/// The fields of a row whose keys are among some.
#[derive(Clone)]
pub(super) struct Fields {
    rest: &'static str,
    keys: &'static str,
}

impl Fields {
    pub(super) fn new(row: &'static str, keys: &'static str) -> Self {
        Self { rest: row.split_once(';').map_or("", |(_, fields)| fields), keys }
    }
}

impl Iterator for Fields {
    type Item = (u8, &'static str);

    fn next(&mut self) -> Option<Self::Item> {
        while !self.rest.is_empty() {
            let (field, rest) = self.rest.split_once(';').unwrap_or((self.rest, ""));
            self.rest = rest;
            let key = *field.as_bytes().first()?;
            if self.keys.as_bytes().contains(&key) {
                return Some((key, field.get(1..)?));
            }
        }
        None
    }
}

/// The words of some fields of a row, each in turn.
#[derive(Clone)]
pub struct Words {
    fields: Fields,
    left: &'static str,
}

impl Words {
    pub(super) fn new(row: &'static str, keys: &'static str) -> Self {
        Self { fields: Fields::new(row, keys), left: "" }
    }

    /// The words of a text.
    pub(super) fn of(text: &'static str) -> Self {
        Self { fields: Fields::new("", ""), left: text }
    }
}

impl Iterator for Words {
    type Item = &'static str;

    fn next(&mut self) -> Option<Self::Item> {
        while self.left.is_empty() {
            let (key, text) = self.fields.next()?;
            let parts = if key == b'r' { text.split_once(" < ") } else { None };
            self.left = match (key, parts) {
                // Of a region, the includes where includes are sought, and the exchangers where those are.
                (b'r', Some((includes, _))) if self.fields.keys.contains('i') => rest(includes),
                (b'r', Some((_, hosts))) => hosts,
                (b'r', None) if self.fields.keys.contains('i') => rest(text),
                (b'r', None) => "",
                _ => text,
            };
        }
        let (word, left) = self.left.split_once(' ').unwrap_or((self.left, ""));
        self.left = left;
        // A number is the preference of the exchanger that follows it.
        if word.parse::<u16>().is_ok() { self.next() } else { Some(word) }
    }
}

/// What follows the first word.
fn rest(text: &'static str) -> &'static str {
    text.split_once(' ').map_or("", |(_, rest)| rest)
}
