//! What had to be done to an input before it could be read.

use crate::domain::Domain;
use serde::Serialize;

/// Something that had to be done before the input could be read as a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "code", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Repair {
    /// The input was longer than [`super::MAX_MESSAGE`]; the rest was left out.
    TooLong {
        /// The length of the input.
        bytes: usize,
    },
    /// A UTF-8 byte order mark was taken off.
    ByteOrderMark,
    /// The text was UTF-16 and was turned into UTF-8.
    Utf16,
    /// The file is Outlook's `.msg`: only the header section it keeps was read.
    OutlookMessage {
        /// Whether it keeps one.
        has_header: bool,
    },
    /// The `From ` line of an mbox file was taken off.
    MboxLine,
    /// The mbox file holds more than one message; only the first was read.
    MboxRest,
    /// Lines above the first header field were left out, as "Show original" pages put them.
    LeadingJunk {
        /// How many lines.
        lines: usize,
    },
    /// The lines were quoted with `>` or `|`.
    Quoted,
    /// Marks of a web page (`&lt;`, `&nbsp;`) stood for their characters.
    Entities,
    /// All fields stood in one line.
    OneLine,
    /// The text is the table that Gmail shows above an original: its words were read as the receiver's results.
    ShownOriginal,
    /// The name in From has characters that need quotes, and has none; the address in angle brackets was taken.
    NameUnquoted,
    /// The domain of a signature is written as a U-label, which was read as its A-label.
    ULabel {
        /// The A-label.
        domain: Domain,
    },
    /// Dots at the beginning of lines were doubled, as SMTP does on its way (RFC 5321 §4.5.2).
    DoubledDots,
    /// Every line was indented.
    Indented,
    /// Every other line was blank.
    DoubleSpaced,
    /// Continuation lines had lost their indentation and were joined to the field above.
    Unfolded {
        /// The first such line.
        line: usize,
    },
    /// A line that is no header field ended the header section without a blank line.
    NoBlankLine {
        /// That line.
        line: usize,
    },
    /// There were more header fields than [`super::MAX_FIELDS`], or more bytes of them than [`super::MAX_HEADER`].
    TooManyFields,
}
