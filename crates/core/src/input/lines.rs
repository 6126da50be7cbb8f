//! The lines of a text as they were before something broke them: zone files with brackets, and values below their names.

use super::record::version;
use std::ops::Range;

/// The most lines that are joined to one.
const MAX_JOINED: usize = 60;

/// A line, or several that are one record, and its place in the text.
pub(super) struct Line<'a> {
    pub(super) text: std::borrow::Cow<'a, str>,
    pub(super) at: Range<usize>,
}

/// A line without what quotes it (RFC 3676 §4.5).
pub(super) fn unquoted(line: &str) -> &str {
    let mut line = line.trim_end_matches(['\r', '\n']);
    while let Some(rest) = line.trim_start().strip_prefix(['>', '|']) {
        line = rest.strip_prefix(' ').unwrap_or(rest);
    }
    line
}

/// The lines of a text, those of one record joined.
pub(super) fn joined(text: &str) -> Vec<Line<'_>> {
    let mut lines: Vec<Line<'_>> = Vec::new();
    let mut at = 0;
    let (mut wants_more, mut joined) = (More::No, 0);
    for line in text.split_inclusive('\n') {
        let place = at..at + line.len();
        at = place.end;
        let bare = unquoted(line);
        if wants_more.takes(bare)
            && joined < MAX_JOINED
            && let Some(last) = lines.last_mut()
        {
            joined += 1;
            let gap = if last.text.ends_with('"') || is_base64(bare.trim()) && bare.trim().len() > 20 {
                ""
            } else {
                " "
            };
            last.text.to_mut().push_str(gap);
            last.text.to_mut().push_str(bare.trim());
            last.at.end = place.end;
            wants_more = wants_more.after(&last.text);
            continue;
        }
        joined = 0;
        wants_more = More::of(bare);
        lines.push(Line { text: std::borrow::Cow::Borrowed(bare), at: place });
    }
    lines
}

/// What may follow on a line that is not whole.
#[derive(Clone, Copy, PartialEq, Eq)]
enum More {
    No,
    /// Everything up to the closing bracket (RFC 1035 §5.1).
    Bracket,
    /// The value, behind blank lines too.
    Value,
    /// Another string of a value.
    Strings,
    /// Another piece of a record that was wrapped.
    Wrapped,
}

impl More {
    fn of(line: &str) -> Self {
        let bare = line.trim_end();
        let opens =
            bare.contains('(') && !bare.contains(')') && (bare.contains(" TXT") || bare.contains("\tTXT"));
        if opens {
            Self::Bracket
        } else if bare.ends_with("text =") || bare.ends_with("canonical name =") {
            Self::Value
        } else if bare.ends_with('"')
            && (bare.contains("TXT") || bare.contains("text") || version(bare).is_some())
        {
            Self::Strings
        } else if version(bare).is_some() {
            Self::Wrapped
        } else {
            Self::No
        }
    }

    fn after(self, text: &str) -> Self {
        match self {
            Self::Bracket if text.contains(')') => Self::No,
            Self::Value if text.ends_with('"') => Self::Strings,
            Self::Value if !text.ends_with('=') && !text.ends_with("= ") => Self::No,
            other => other,
        }
    }

    fn takes(self, line: &str) -> bool {
        let bare = line.trim();
        match self {
            Self::No => false,
            Self::Bracket | Self::Value => true,
            Self::Strings => bare.starts_with('"'),
            Self::Wrapped => is_piece(bare),
        }
    }
}

/// Whether a line is a further piece of a record: terms, tags, or the letters of a key.
fn is_piece(line: &str) -> bool {
    const STARTS: [&str; 18] = [
        "include:",
        "ip4:",
        "ip6:",
        "a:",
        "mx:",
        "exists:",
        "redirect=",
        "~all",
        "-all",
        "?all",
        "p=",
        "rua=",
        "ruf=",
        "sp=",
        "pct=",
        "adkim=",
        "aspf=",
        "fo=",
    ];
    let word = line.split_whitespace().next().unwrap_or_default();
    let lower = word.to_ascii_lowercase();
    STARTS.iter().any(|start| lower.starts_with(start)) && version(line).is_none()
        || line.len() > 20 && is_base64(line.trim_end_matches(';'))
}

/// Whether a text is of the letters of base64 (RFC 4648 §4) and nothing else.
fn is_base64(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"+/=".contains(&b))
}
