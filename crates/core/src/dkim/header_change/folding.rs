//! Other ways to fold a field.

use super::case::Slot;
use std::borrow::Cow;

/// What stands where a line ends inside of a field, in the folding that is tried.
pub(super) struct Folding(&'static [u8]);

/// One line, and the indentations that mail programs fold with.
pub(super) const ALL: &[Folding] = &[
    Folding(b" "),
    Folding(b"\r\n\t"),
    Folding(b"\r\n "),
    Folding(b"\r\n  "),
    Folding(b"\r\n    "),
    Folding(b"\r\n        "),
];

impl Folding {
    /// What stands at a place of `h=`, folded in this way.
    pub(super) fn of_slot<'a>(&self, slot: &Slot<'a>) -> Slot<'a> {
        slot.as_ref().map(|raw| Cow::Owned(self.apply(raw)))
    }

    /// The field, folded where it is folded now, but in this way.
    pub(super) fn apply(&self, raw: &[u8]) -> Vec<u8> {
        let mut lines = raw.split(|&b| b == b'\n').map(<[u8]>::trim_ascii_end).enumerate();
        let mut out = Vec::with_capacity(raw.len());
        out.extend_from_slice(lines.next().map(|(_, line)| line).unwrap_or_default());
        for (_, line) in lines.filter(|(_, line)| !line.is_empty()) {
            out.extend_from_slice(self.0);
            out.extend_from_slice(line.trim_ascii_start());
        }
        out.extend_from_slice(b"\r\n");
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_are_exchanged() {
        let raw = b"To: a,\r\n\tb,\n  c \r\n";
        let all: Vec<String> = ALL.iter().map(|f| String::from_utf8(f.apply(raw)).unwrap()).collect();
        assert_eq!(all[..3], ["To: a, b, c\r\n", "To: a,\r\n\tb,\r\n\tc\r\n", "To: a,\r\n b,\r\n c\r\n"]);
    }
}
