//! Domain names as the mail protocols compare them: A-labels, lower case, no final dot.

use serde::{Serialize, Serializer};
use std::fmt;
use std::sync::Arc;

/// The longest name in its written form without the final dot: 255 octets on the wire (RFC 1035 §2.3.4).
pub const MAX_NAME: usize = 253;
/// The longest label (RFC 1035 §2.3.4).
pub const MAX_LABEL: usize = 63;

/// A domain name: ASCII, lower case, without the final dot, each label of 1 to 63 octets.
///
/// Any visible ASCII character may stand in a label, since DNS allows it and mail uses it (`_dmarc`, SPF macros
/// that expand a local part). [`Domain::is_hostname`] is the narrower question.
///
/// A name is written down once and then stands in questions, answers, logs and findings, so its text is shared: a
/// clone copies none of it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Domain(Arc<str>);

/// Why a text is not a domain name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum DomainError {
    /// Nothing was given.
    Empty,
    /// Two dots in a row, or a dot at the start.
    EmptyLabel,
    /// A label of more than 63 octets.
    LabelTooLong,
    /// More than 253 octets in all.
    TooLong,
    /// A character outside ASCII: the name needs its A-label form first (RFC 5890 §2.3.2.1).
    NotAscii,
    /// A control character or a space.
    BadCharacter,
}

/// The code, for programs: people get a sentence in their language.
impl fmt::Display for DomainError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "empty",
            Self::EmptyLabel => "emptyLabel",
            Self::LabelTooLong => "labelTooLong",
            Self::TooLong => "tooLong",
            Self::NotAscii => "notAscii",
            Self::BadCharacter => "badCharacter",
        })
    }
}

impl std::error::Error for DomainError {}

impl Domain {
    /// `invalid` (RFC 6761 §6.4), the name of nothing: what stands where a name has to, and there is none.
    #[must_use]
    pub fn invalid() -> Self {
        Self("invalid".into())
    }

    /// Reads a name, with or without its final dot.
    ///
    /// # Errors
    /// [`DomainError`] says which rule of RFC 1035 §2.3.4 the text breaks.
    pub fn parse(text: &str) -> Result<Self, DomainError> {
        if text.contains(' ') {
            return Err(DomainError::BadCharacter);
        }
        Self::parse_any(text)
    }

    /// Reads a name that a protocol made and nobody typed: as [`Domain::parse`], but a space may stand in a label,
    /// since DNS allows it and SPF's `%_` makes it (RFC 7208 §7.2).
    ///
    /// # Errors
    /// As [`Domain::parse`].
    pub fn parse_any(text: &str) -> Result<Self, DomainError> {
        let text = text.strip_suffix('.').unwrap_or(text);
        if text.is_empty() {
            return Err(DomainError::Empty);
        }
        let (mut start, mut wrong_label, mut seen) = (0, None, 0);
        for (at, byte) in text.bytes().enumerate() {
            seen |= trait_of(byte);
            if byte == b'.' {
                wrong_label = wrong_label.or(wrong_length(at - start));
                start = at + 1;
            }
        }
        if seen & NOT_ASCII != 0 {
            return Err(DomainError::NotAscii);
        }
        if seen & CONTROL != 0 {
            return Err(DomainError::BadCharacter);
        }
        if text.len() > MAX_NAME {
            return Err(DomainError::TooLong);
        }
        if let Some(error) = wrong_label.or(wrong_length(text.len() - start)) {
            return Err(error);
        }
        Ok(Self(if seen & CAPITAL == 0 { text.into() } else { text.to_ascii_lowercase().into() }))
    }

    /// Reads a name that may hold U-labels, through `to_ascii` (RFC 9989 §5.3.1: the author domain is compared
    /// in its A-label form).
    ///
    /// # Errors
    /// As [`Domain::parse`]; [`DomainError::NotAscii`] where `to_ascii` has no answer.
    pub fn parse_international(text: &str, to_ascii: ToAscii) -> Result<Self, DomainError> {
        if text.is_ascii() {
            return Self::parse(text);
        }
        Self::parse(&to_ascii(text).ok_or(DomainError::NotAscii)?)
    }

    /// Reads a name out of a header, where a U-label may stand for its A-label (RFC 8616 §4, §5; RFC 6531 §3.3).
    ///
    /// # Errors
    /// As [`Domain::parse`].
    pub fn parse_utf8(text: &str) -> Result<Self, DomainError> {
        if text.is_ascii() {
            return Self::parse(text);
        }
        let labels: Option<Vec<String>> = text.split('.').map(crate::punycode::encode).collect();
        Self::parse(&labels.ok_or(DomainError::LabelTooLong)?.join("."))
    }

    /// The name as text, lower case and without the final dot.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The labels from the left.
    pub fn labels(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.0.split('.')
    }

    /// How many labels the name has; at least one.
    #[must_use]
    pub fn label_count(&self) -> usize {
        self.labels().count()
    }

    /// The name without its leftmost label; `None` for a single label.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        self.0.split_once('.').map(|(_, parent)| Self(parent.into()))
    }

    /// The last `count` labels, or the whole name when it has no more than that.
    #[must_use]
    pub fn suffix(&self, count: usize) -> Self {
        let skip = self.label_count().saturating_sub(count);
        Self(self.labels().skip(skip).collect::<Vec<_>>().join(".").into())
    }

    /// `prefix` in front of this name, such as `_dmarc`.
    ///
    /// # Errors
    /// When the longer name breaks a length limit.
    pub fn prepend(&self, prefix: &str) -> Result<Self, DomainError> {
        Self::parse(&format!("{prefix}.{}", self.0))
    }

    /// Whether this name is `other` or stands below it.
    #[must_use]
    pub fn is_within(&self, other: &Self) -> bool {
        self.0.strip_suffix(other.as_str()).is_some_and(|left| left.is_empty() || left.ends_with('.'))
    }

    /// Whether every label is letters, digits, hyphens or underscores, with neither hyphen at an edge, and the
    /// name has at least two labels: what people mean by "a domain".
    #[must_use]
    pub fn is_hostname(&self) -> bool {
        let (mut labels, mut digits, mut before) = (1, true, b'.');
        for byte in self.0.bytes() {
            match byte {
                b'.' if before == b'-' => return false,
                b'.' => (labels, digits) = (labels + 1, true),
                b'-' if before == b'.' => return false,
                b'0'..=b'9' => {}
                b'a'..=b'z' | b'-' | b'_' => digits = false,
                _ => return false,
            }
            before = byte;
        }
        labels >= 2 && before != b'-' && !digits
    }
}

/// What [`trait_of`] tells of a byte.
const NOT_ASCII: u8 = 1;
const CONTROL: u8 = 2;
const CAPITAL: u8 = 4;

/// What about a byte matters to a name.
const fn trait_of(byte: u8) -> u8 {
    match byte {
        0x80.. => NOT_ASCII,
        ..0x20 | 0x7f => CONTROL,
        b'A'..=b'Z' => CAPITAL,
        _ => 0,
    }
}

/// What is wrong with a label of this length.
const fn wrong_length(label: usize) -> Option<DomainError> {
    match label {
        0 => Some(DomainError::EmptyLabel),
        1..=MAX_LABEL => None,
        _ => Some(DomainError::LabelTooLong),
    }
}

/// Turns a name with U-labels into A-labels (IDNA, UTS 46); `None` when it has none.
///
/// The mapping tables weigh more than the rest of the page, so the page passes the browser's own and the
/// terminal passes the `idna` crate's.
pub type ToAscii = fn(&str) -> Option<String>;

impl fmt::Display for Domain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Domain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl Serialize for Domain {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl TryFrom<String> for Domain {
    type Error = DomainError;
    fn try_from(text: String) -> Result<Self, DomainError> {
        Self::parse_any(&text)
    }
}

impl From<Domain> for String {
    fn from(domain: Domain) -> Self {
        domain.0.as_ref().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_without_case_and_final_dot() {
        assert_eq!(Domain::parse("Example.COM.").unwrap(), Domain::parse("example.com").unwrap());
    }

    #[test]
    fn rfc_1035_2_3_4_limits() {
        let label = "a".repeat(63);
        assert!(Domain::parse(&format!("{label}.example")).is_ok());
        assert_eq!(Domain::parse(&format!("{label}a.example")), Err(DomainError::LabelTooLong));
        let long = ["a".repeat(63), "b".repeat(63), "c".repeat(63), "d".repeat(61)].join(".");
        assert_eq!(long.len(), 253);
        assert!(Domain::parse(&long).is_ok());
        assert_eq!(Domain::parse(&format!("{long}d")), Err(DomainError::TooLong));
        assert_eq!(Domain::parse("a..b"), Err(DomainError::EmptyLabel));
        assert_eq!(Domain::parse("."), Err(DomainError::Empty));
        assert_eq!(Domain::parse("a b.example"), Err(DomainError::BadCharacter));
        assert_eq!(Domain::parse("a\tb.example"), Err(DomainError::BadCharacter));
        assert!(Domain::parse_any("a b.example").is_ok_and(|name| !name.is_hostname()));
        assert_eq!(Domain::parse("bücher.example"), Err(DomainError::NotAscii));
    }

    #[test]
    fn within_compares_whole_labels() {
        let org = Domain::parse("example.com").unwrap();
        assert!(Domain::parse("a.example.com").unwrap().is_within(&org));
        assert!(org.is_within(&org));
        assert!(!Domain::parse("notexample.com").unwrap().is_within(&org));
    }

    #[test]
    fn suffix_and_parent() {
        let name = Domain::parse("a.b.c.d").unwrap();
        assert_eq!(name.suffix(2).as_str(), "c.d");
        assert_eq!(name.suffix(9), name);
        assert_eq!(name.parent().unwrap().as_str(), "b.c.d");
        assert_eq!(Domain::parse("com").unwrap().parent(), None);
    }

    #[test]
    fn a_hostname_is_not_an_address() {
        assert!(Domain::parse("nl365pro.com").unwrap().is_hostname());
        assert!(!Domain::parse("192.0.2.1").unwrap().is_hostname());
        assert!(!Domain::parse("localhost").unwrap().is_hostname());
        assert!(!Domain::parse("a@b.example").unwrap().is_hostname());
    }
}
